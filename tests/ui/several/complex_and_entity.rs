// 4 mistakes.
use graph_model::{graph_complex, graph_entity};

#[graph_complex(odata = "address")]
pub struct Address {
    #[graph(readonly)]
    pub city: Option<String>,
}

#[graph_entity(odata = "microsoft.graph.user", path = "users")]
pub struct User {
    pub address: Option<Address>,
    #[graph(name = "address")]
    pub other: Option<Address>,
}

fn main() {
    let address = Address::patch().city("x");
    let _ = User::patch().address(address).at(&UserPath);
}
