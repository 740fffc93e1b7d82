// 4 mistakes.
use graph_model::{Endpoint, graph_complex, graph_entity, graph_enum, graph_union};

#[graph_entity(odata = "contoso.user", path = "/users/{userId}")]
pub struct User(pub Option<String>);

#[graph_complex(odata = "contoso.address")]
pub struct Address;

#[graph_union]
pub struct Any {
    pub user: User,
}

#[graph_enum(odata = "contoso.colour")]
pub struct Colour {}

#[graph_entity(odata = "contoso.house")]
pub struct House {
    pub address: Option<Address>,
    #[graph(navigation)]
    pub anything: Vec<Any>,
    pub colour: Option<Colour>,
}

fn main() {
    // What uses the types does not fail as well.
    let path = UserPath { user_id: "1" };
    let _ = User::patch().at(&path).build(&Endpoint::V1_0);
    let _ = House::patch().address(Address::patch()).clear_colour();
}
