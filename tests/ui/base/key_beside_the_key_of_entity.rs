use graph_model::graph_entity;

#[graph_entity(odata = "contoso.device")]
pub struct Device {
    #[graph(key)]
    pub serial_number: String,
}

fn main() {}
