//! A made-up site: a small entity with every kind of property that a patch treats differently.

use graph_model::{graph_complex, graph_entity};

#[graph_complex(odata = "contoso.address")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Address {
    pub street: Option<String>,
    pub city: Option<String>,
    pub geo: Option<Box<Geo>>,
}

#[graph_complex(odata = "contoso.geo", tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Geo {
    pub latitude: f64,
    pub longitude: Option<f64>,
}

#[graph_entity(odata = "contoso.site", base = none, path = "/sites/{siteId}")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Site {
    pub name: String,
    pub floors: i32,
    pub area: Option<i64>,
    pub open: Option<bool>,
    pub address: Option<Address>,
    pub tags: Vec<String>,
    pub rooms: Option<Vec<Geo>>,
    #[graph(create_only)]
    pub region: Option<String>,
    #[graph(read_only)]
    pub created: Option<String>,
    #[graph(key)]
    pub code: Option<String>,
}
