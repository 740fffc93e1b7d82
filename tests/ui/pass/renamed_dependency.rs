extern crate graph_model as odata;

#[odata::graph_entity(odata = "contoso.item", path = "/items/{id}", crate = odata)]
pub struct Item {
    pub name: Option<String>,
}

#[odata::graph_enum(odata = "contoso.colour", crate = odata)]
pub enum Colour {
    Red,
    #[graph(unknown)]
    Unknown(String),
}

fn main() {
    assert!(Item::patch().is_empty());
}
