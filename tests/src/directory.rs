//! Users and groups. They have a property of every kind that a query treats differently.

use graph_model::{Flags, graph_complex, graph_entity, graph_enum};

/// The address where a person works.
#[graph_complex(odata = "microsoft.graph.physicalAddress")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PhysicalAddress {
    pub city: Option<String>,
    pub geo: Option<GeoCoordinates>,
}

#[graph_complex(odata = "microsoft.graph.geoCoordinates")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GeoCoordinates {
    pub latitude: Option<f64>,
}

/// An identity that a person has elsewhere.
#[graph_complex(odata = "microsoft.graph.objectIdentity")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ObjectIdentity {
    pub issuer: Option<String>,
    pub scopes: Vec<String>,
}

#[graph_enum(odata = "microsoft.graph.riskLevel")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RiskLevel {
    Low,
    High,
    #[graph(unknown)]
    Unknown(String),
}

#[graph_enum(odata = "microsoft.graph.ability", flags)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ability {
    Read,
    Write,
    #[graph(unknown)]
    Unknown(String),
}

#[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId}")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct User {
    pub display_name: Option<String>,
    pub account_enabled: Option<bool>,
    pub age: Option<i32>,
    pub quota: Option<i64>,
    pub score: Option<f64>,
    pub risk: Option<RiskLevel>,
    pub abilities: Option<Flags<Ability>>,
    pub office: Option<PhysicalAddress>,
    pub identities: Vec<ObjectIdentity>,
    pub proxy_addresses: Vec<String>,
    #[graph(name = "azureADJoin")]
    pub joined: Option<String>,
    #[graph(navigation)]
    pub manager: Option<Box<User>>,
    #[graph(navigation)]
    pub direct_reports: Vec<User>,
}

#[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    pub display_name: Option<String>,
    pub description: Option<String>,
    pub visibility: Option<String>,
    pub group_types: Vec<String>,
    #[graph(create_only)]
    pub mail_nickname: Option<String>,
    #[graph(read_only)]
    pub created_date_time: Option<String>,
    #[graph(navigation)]
    pub members: Vec<User>,
    #[graph(navigation)]
    pub owners: Vec<User>,
}

/// An application. Its path uses the key that its creator chose.
#[graph_entity(
    odata = "microsoft.graph.application",
    path = "/applications(uniqueName='{uniqueName}')"
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Application {
    pub display_name: Option<String>,
    pub unique_name: Option<String>,
}
