use graph_model::{UnknownObject, graph_complex, graph_enum, graph_union};

#[graph_complex(odata = "contoso.conditional")]
#[derive(Default)]
pub struct Conditional {
    #[cfg(any())]
    pub gone: NoSuchType,
    #[cfg(all())]
    pub kept: Option<i32>,
    #[cfg_attr(all(), graph(name = "renamed"))]
    pub name: Option<String>,
}

#[graph_union]
pub enum Any {
    Conditional(Conditional),
    #[cfg(any())]
    Gone(NoSuchType),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

#[graph_enum(odata = "contoso.colour")]
pub enum Colour {
    #[cfg(any())]
    Gone,
    Red,
    #[graph(unknown)]
    Unknown(String),
}

fn main() {
    let patch = Conditional::patch().kept(1).name("n");
    assert_eq!(
        serde_json::to_string(&patch).unwrap(),
        r##"{"@odata.type":"#contoso.conditional","kept":1,"renamed":"n"}"##
    );
    assert_eq!(Colour::TYPE.members().len(), 1);
}
