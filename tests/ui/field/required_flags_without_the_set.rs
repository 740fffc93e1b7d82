use graph_model::{graph_complex, graph_enum};

#[graph_enum(odata = "contoso.day", flags)]
pub enum Day {
    Monday,
    #[graph(unknown)]
    Unknown(String),
}

#[graph_complex(odata = "contoso.week")]
pub struct Week {
    pub day: Day,
}

fn main() {}
