use graph_model::graph_entity;

#[graph_entity(odata = "contoso.orderLine", base = none, path = "/OrderLines(orderId={orderId})")]
pub struct OrderLine {
    #[graph(key)]
    pub order_id: i32,
    #[graph(key)]
    pub line_no: i32,
}

fn main() {}
