use graph_client::testing::Service;
use graph_model::graph_complex;

#[graph_complex(odata = "microsoft.graph.itemBody")]
pub struct ItemBody {}

fn main() {
    Service::new().serve::<ItemBody>("/bodies");
}
