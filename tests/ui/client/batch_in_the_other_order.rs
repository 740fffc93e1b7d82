use graph_model::path::Route;
use graph_model::{Batch, graph_entity};

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {}

const ME: Route<User> = Route::singleton("me");

fn main() {
    let mut batch = Batch::new();
    let first = batch.add(User::get().at(&ME));
    batch.add_after(&[first.id()], User::delete(&ME));
}
