use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User<'a> {
    pub mail: Option<&'a str>,
}

fn main() {}
