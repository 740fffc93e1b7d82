use graph_model::graph_entity;

#[graph_entity(odata = "contoso.a", path = "/a/{one}-{two}")]
pub struct A {
    pub name: Option<String>,
}

fn main() {}
