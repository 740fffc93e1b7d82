use graph_model::graph_complex;

#[graph_complex(odata = "microsoft.graph.emailAddress")]
#[derive(Debug, Default, serde::Serialize)]
pub struct EmailAddress {
    pub address: Option<String>,
}

fn main() {
    // The other traits are derived.
    println!("{:?}", EmailAddress::default());
}
