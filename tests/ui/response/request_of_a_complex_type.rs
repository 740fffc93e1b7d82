use graph_model::{RequestBuilder, graph_complex, graph_entity};

#[graph_complex(odata = "contoso.a")]
pub struct A {}

#[graph_entity(odata = "contoso.b", path = "/b/{id}")]
pub struct B {}

fn main() {
    let _ = RequestBuilder::patch(&BPath { id: "1" }, A::patch());
}
