use graph_model::{graph_complex, graph_entity};

#[graph_complex(odata = "contoso.address")]
pub struct Address {
    pub city: Option<String>,
}

#[graph_entity(odata = "contoso.user", path = "/users/{userId}")]
pub struct User {
    pub address: Option<Address>,
}

fn main() {
    let _ = User::list().filter(|user| user.address.eq(Address { city: None }));
}
