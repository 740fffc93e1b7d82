use graph_model::graph_entity;

#[graph_entity(odata = "contoso.product", base = none, path = "/Products('{productId}')")]
pub struct Product {
    #[graph(key)]
    pub product_id: i32,
}

fn main() {}
