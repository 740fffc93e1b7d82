use graph_model::graph_entity;

#[graph_entity(odata = "contoso.group", rename_all = "CAMEL_CASE")]
pub struct Group {
    pub name: Option<String>,
}

fn main() {}
