use graph_model::graph_complex;

#[graph_complex(odata = "contoso.a")]
pub struct A {}

fn main() {
    let _ = A::from_response(http::Response::new("{}"));
}
