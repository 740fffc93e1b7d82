use graph_model::graph_entity;

#[graph_entity(odata = "contoso.a", path = "/a/../{one}")]
pub struct A {
    pub name: Option<String>,
}

fn main() {}
