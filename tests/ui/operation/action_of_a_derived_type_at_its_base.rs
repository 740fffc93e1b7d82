use graph_model::path::Route;
use graph_model::{graph_action, graph_entity};

#[graph_entity(odata = "contoso.thing")]
pub struct Thing {}

#[graph_entity(odata = "contoso.special", base = Thing)]
pub struct Special {}

#[graph_action(odata = "contoso.polish", on = Special)]
pub struct Polish;

const THING: Route<Thing> = Route::singleton("thing");

fn main() {
    let _ = Polish.at(&THING);
}
