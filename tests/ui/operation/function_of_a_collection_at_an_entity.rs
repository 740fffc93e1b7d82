use graph_model::path::{Collection, Route};
use graph_model::{graph_entity, graph_function};

#[graph_entity(odata = "contoso.group")]
pub struct Group {}

#[graph_function(odata = "contoso.recent", on = Collection<Group>, returns = Vec<Group>)]
pub struct Recent;

const GROUPS: Route<Collection<Group>> = Route::entity_set("groups");

fn main() {
    let _ = Recent.at(&GROUPS.key("4f"));
}
