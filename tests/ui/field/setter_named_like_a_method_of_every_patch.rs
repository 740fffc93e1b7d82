use graph_model::graph_complex;

#[graph_complex(odata = "contoso.rule")]
pub struct Rule {
    pub set: Option<String>,
}

fn main() {}
