use graph_model::graph_entity;

#[graph_entity(odata = "contoso.product", base = none, path = "/Products({id})")]
pub struct Product {
    pub id: i32,
}

fn main() {}
