use graph_model::graph_entity;

#[graph_entity(odata = "contoso.product", base = none)]
pub struct Product {
    #[graph(key)]
    pub codes: Vec<String>,
}

fn main() {}
