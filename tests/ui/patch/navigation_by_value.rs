use graph_model::{Entity, graph_entity};

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    #[graph(navigation)]
    pub manager: Option<Entity>,
}

fn main() {
    let _ = User::patch().bind_manager(Entity::default());
}
