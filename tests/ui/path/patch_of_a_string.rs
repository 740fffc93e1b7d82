use graph_model::graph_entity;
use graph_model::path::{Address, Route};

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    pub mail: Option<String>,
}

const ME: Route<User> = Route::singleton("me");

fn main() {
    let _ = ME.property(|user| user.mail).patch("ada@contoso.example");
}
