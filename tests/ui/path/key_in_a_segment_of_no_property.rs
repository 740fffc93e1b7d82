use graph_model::graph_entity;

#[graph_entity(odata = "contoso.product", base = none, path = "/products/{id}")]
pub struct Product {
    #[graph(read_only)]
    pub id: i32,
}

fn main() {}
