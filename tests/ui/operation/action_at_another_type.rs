use graph_model::path::Route;
use graph_model::{graph_action, graph_entity};

#[graph_entity(odata = "contoso.user")]
pub struct User {}

#[graph_entity(odata = "contoso.group")]
pub struct Group {}

#[graph_action(odata = "contoso.renew", on = Group)]
pub struct Renew;

const ME: Route<User> = Route::singleton("me");

fn main() {
    let _ = Renew.at(&ME);
}
