use graph_model::graph_entity;

#[graph_entity(
    odata = "contoso.orderLine",
    base = none,
    rename_all = "PascalCase",
    path = "/OrderLines(OrderId={orderId},LineNumber={lineNumber})"
)]
pub struct OrderLine {
    #[graph(key)]
    pub order_id: i32,
    #[graph(key)]
    pub line_no: i32,
}

fn main() {}
