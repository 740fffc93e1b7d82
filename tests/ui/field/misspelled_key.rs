use graph_model::graph_entity;

#[graph_entity(odata = "contoso.order", base = none, path = "/orders/{orderId}")]
pub struct Order {
    #[graph(kye)]
    pub order_id: Option<String>,
}

fn main() {}
