// 3 mistakes.
use graph_model::graph_entity;

pub struct A;
pub struct B;

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    pub a: Option<A>,
    pub b: Vec<B>,
    pub c: u64,
}

fn main() {}
