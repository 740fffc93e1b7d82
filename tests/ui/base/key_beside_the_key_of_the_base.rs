use graph_model::graph_entity;

#[graph_entity(odata = "contoso.device", base = none)]
#[derive(Default)]
pub struct Device {
    #[graph(key)]
    pub serial_number: String,
}

#[graph_entity(odata = "contoso.phone", base = Device)]
#[derive(Default)]
pub struct Phone {
    #[graph(key)]
    pub number: String,
}

fn main() {}
