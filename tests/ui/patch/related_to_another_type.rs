use graph_model::{Patch, graph_entity};

#[graph_entity(odata = "contoso.user")]
#[derive(Default)]
pub struct User {}

#[graph_entity(odata = "contoso.member")]
#[derive(Default)]
pub struct Member {}

#[graph_entity(odata = "contoso.chat")]
#[derive(Default)]
pub struct Chat {
    #[graph(navigation)]
    pub members: Vec<Member>,
}

fn main() {
    let user = User::create(&User::default());
    let _ = Chat::patch().with_related(|chat| chat.members, user);
}
