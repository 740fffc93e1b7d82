use graph_model::{Endpoint, RequestError, graph_entity};

#[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId}")]
pub struct User {}

fn body() -> Result<Vec<u8>, RequestError> {
    Ok(User::list().top(5).build(&Endpoint::V1_0)?.into_body())
}

fn main() {
    let _ = body();
}
