use graph_model::graph_entity;

#[graph_entity(odata = "contoso.person")]
pub struct Person {
    pub name: Option<String>,
}

#[graph_entity(odata = "contoso.child", base = Person)]
pub struct Child {
    pub name: Option<String>,
}

fn main() {}
