use graph_model::path::{Collection, Route};
use graph_model::{graph_action, graph_entity};

#[graph_entity(odata = "contoso.group")]
pub struct Group {}

#[graph_action(odata = "contoso.renew", on = Group)]
pub struct Renew;

const GROUPS: Route<Collection<Group>> = Route::entity_set("groups");

fn main() {
    let _ = Renew.at(&GROUPS);
}
