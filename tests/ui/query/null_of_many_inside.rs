use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.group")]
pub struct Group {
    #[graph(navigation)]
    pub parent: Option<Box<Group>>,
    #[graph(navigation)]
    pub owners: Vec<Group>,
}

fn main() {
    let _ = Group::list().filter(|group| group.parent.of(|parent| parent.owners).is_not_null());
}
