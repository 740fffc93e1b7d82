//! Types of `contoso.fleet`.

#![allow(
    clippy::derive_partial_eq_without_eq,
    clippy::doc_markdown,
    clippy::large_enum_variant,
    clippy::struct_field_names,
    clippy::too_long_first_doc_paragraph,
    clippy::use_self,
    missing_docs,
    reason = "the names, sizes and documentation of the types follow the metadata"
)]

use std::collections::BTreeMap;

use graph_model::{
    Flags, RawJson, Route, Stream, UnknownObject, graph_action, graph_complex, graph_entity,
    graph_enum, graph_function, graph_union,
};

/// A vehicle of the fleet, \<b\>see\</b\> \[the guide\] at <https://example.com/guide>. It has a
/// description that is longer than one line.
#[graph_entity(
    odata = "contoso.fleet.vehicle",
    base = none,
    path = "/vehicles('{vehiclePlate}')"
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vehicle {
    /// The version that was read.
    #[graph(annotation = "@odata.etag")]
    pub etag: Option<String>,
    #[graph(key)]
    pub plate: Option<String>,
    pub r#type: Option<String>,
    pub self_: Option<String>,
    #[graph(name = "sizeInGB")]
    pub size_in_gb: Option<i64>,
    #[graph(name = "alerts_v2", not_null)]
    pub alerts_v2: Option<Vec<String>>,
    #[graph(name = "base", not_null)]
    pub base_property: Option<bool>,
    #[graph(name = "isEmpty")]
    pub is_empty_property: Option<bool>,
    #[graph(name = "at", read_only, edm = DateTimeOffset)]
    pub at_property: Option<String>,
    #[graph(read_only)]
    pub photo: Option<Stream>,
    pub place: Option<RawJson>,
    pub price: Option<RawJson>,
    pub route: Option<AnyLeg>,
    pub weekdays: Option<Flags<Weekday>>,
    pub driver: Option<people::Driver>,
    #[graph(navigation, not_null)]
    pub garage: Option<Box<Garage>>,
    #[graph(navigation, not_null)]
    pub repairs: Option<Vec<Repair>>,
}

/// The entity set `vehicles`.
#[allow(dead_code, reason = "a program need not start here")]
pub const VEHICLES: Route<graph_model::path::Collection<Vehicle>> = Route::entity_set("vehicles");

/// The singleton `flagship`.
#[allow(dead_code, reason = "a program need not start here")]
pub const FLAGSHIP: Route<Vehicle> = Route::singleton("flagship");

/// A [`Vehicle`] or a type derived from it.
#[graph_union]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum AnyVehicle {
    Vehicle(Box<Vehicle>),
    Car(Box<Car>),
    SportsCar(Box<SportsCar>),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

/// `contoso.fleet.car`
#[graph_entity(odata = "contoso.fleet.car", base = Vehicle)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Car {
    pub doors: Option<u8>,
    pub additional: Option<String>,
    #[graph(navigation, not_null)]
    pub trailers: Option<Vec<AnyVehicle>>,
    /// Properties that the type does not declare, because it is open.
    #[graph(additional)]
    pub additional_members: BTreeMap<String, RawJson>,
}

/// The entity set `beta`.
#[allow(dead_code, reason = "a program need not start here")]
pub const BETA: Route<graph_model::path::Collection<Car>> = Route::entity_set("beta");

/// A [`Car`] or a type derived from it.
#[graph_union]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum AnyCar {
    Car(Box<Car>),
    SportsCar(Box<SportsCar>),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

/// `contoso.fleet.sportsCar`
#[graph_entity(odata = "contoso.fleet.sportsCar", base = Car)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SportsCar {}

/// `contoso.fleet.repair`
#[graph_entity(
    odata = "contoso.fleet.repair",
    base = none,
    path = "/vehicles('{vehiclePlate}')/repairs(day='{day}',number={number})",
    media
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Repair {
    /// The version that was read.
    #[graph(annotation = "@odata.etag")]
    pub etag: Option<String>,
    #[graph(key)]
    pub day: Option<String>,
    #[graph(key)]
    pub number: Option<i32>,
}

/// `contoso.fleet.garage`
#[graph_entity(odata = "contoso.fleet.garage", base = none, path = "/mainGarage")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Garage {
    /// The version that was read.
    #[graph(annotation = "@odata.etag")]
    pub etag: Option<String>,
    #[graph(key, edm = Guid)]
    pub id: Option<String>,
}

/// The singleton `mainGarage`.
#[allow(dead_code, reason = "a program need not start here")]
pub const MAIN_GARAGE: Route<Garage> = Route::singleton("mainGarage");

/// `contoso.fleet.leg`
#[graph_complex(odata = "contoso.fleet.leg")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Leg {
    pub next: Option<Box<AnyLeg>>,
    #[graph(not_null)]
    pub alternatives: Option<Vec<AnyLeg>>,
}

/// A [`Leg`] or a type derived from it.
#[graph_union]
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum AnyLeg {
    Leg(Leg),
    Detour(Detour),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

/// `contoso.fleet.detour`
#[graph_complex(odata = "contoso.fleet.detour", base = Leg)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Detour {
    pub reason: Option<Reason>,
    pub anything: Option<RawJson>,
}

/// `contoso.fleet.legPatch`
#[graph_complex(odata = "contoso.fleet.legPatch")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LegPatchType {}

/// `contoso.fleet.legProperties`
#[graph_complex(odata = "contoso.fleet.legProperties")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LegPropertiesType {}

/// `contoso.fleet.option`
#[graph_complex(odata = "contoso.fleet.option")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OptionType {}

/// A name and a colour. It is as long as a line, so that the next word begins another: ~~~ and so
/// on.
#[graph_complex(odata = "contoso.fleet.self")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SelfType {
    #[graph(name = "_1")]
    pub x_1: Option<Box<SelfType>>,
    #[graph(name = "x_1")]
    pub x_1_property: Option<String>,
    #[graph(name = "clearX_1")]
    pub clear_x_1_property2: Option<String>,
    pub lowest: Option<Temperature>,
}

/// `contoso.fleet.reason`
#[graph_enum(odata = "contoso.fleet.reason")]
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    Unknown,
    /// Works on the road.
    RoadWorks,
    #[graph(name = "ice_and_snow", value = 7)]
    IceAndSnow,
    #[graph(name = "self")]
    SelfMember,
    /// A member that is not modelled.
    #[graph(unknown)]
    UnknownMember(String),
}

/// `contoso.fleet.temperature`
#[graph_enum(odata = "contoso.fleet.temperature")]
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Temperature {
    #[graph(value = -9223372036854775808)]
    Lowest,
    #[graph(value = -1)]
    Freezing,
    Zero,
    /// A member that is not modelled.
    #[graph(unknown)]
    UnknownMember(String),
}

/// `contoso.fleet.weekday`
#[graph_enum(odata = "contoso.fleet.weekday", flags)]
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Weekday {
    #[graph(value = 0)]
    None,
    Monday,
    Tuesday,
    #[graph(value = 96)]
    Weekend,
    /// A member that is not modelled.
    #[graph(unknown)]
    UnknownMember(String),
}

/// Sounds the horn.
#[graph_action(odata = "contoso.fleet.honk", on = Vehicle)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VehicleHonk;

/// `contoso.fleet.drive`, an action of `contoso.fleet.vehicle`.
#[graph_action(odata = "contoso.fleet.drive", on = Vehicle, returns = AnyLeg)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VehicleDrive {
    #[graph(name = "Route")]
    pub route: Option<Vec<AnyLeg>>,
    pub driver: Option<people::Driver>,
    pub r#type: Option<Reason>,
    pub days: Option<Flags<Weekday>>,
}

/// `contoso.fleet.drive`, an action of a collection of `contoso.fleet.car`.
#[graph_action(
    odata = "contoso.fleet.drive",
    on = Collection<Car>,
    returns = Vec<AnyVehicle>
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CarCollectionDrive;

/// `contoso.fleet.closeDown`, an action.
#[graph_action(odata = "contoso.fleet.Close")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CloseDown {
    #[graph(edm = DateTimeOffset)]
    pub at: Option<String>,
}

/// `contoso.fleet.nearby`, a function of a collection of `contoso.fleet.vehicle`.
#[graph_function(
    odata = "contoso.fleet.nearby",
    on = Collection<Vehicle>,
    returns = Vec<AnyCar>
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VehicleCollectionNearby;

/// `contoso.fleet.nearby`, a function of a collection of `contoso.fleet.vehicle`.
#[graph_function(
    odata = "contoso.fleet.nearby",
    on = Collection<Vehicle>,
    returns = Vec<AnyCar>
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VehicleCollectionNearbyWithPointAndWithin {
    pub point: String,
    pub within: Option<i32>,
}

/// `contoso.fleet.log`, a function of `contoso.fleet.vehicle`.
#[graph_function(odata = "contoso.fleet.log", on = Vehicle, returns = Stream)]
#[derive(Clone, Debug, PartialEq)]
pub struct VehicleLog {
    pub reason: Reason,
}

/// The endpoint of the service at an address. Keys are in parentheses, and the names of bound
/// operations are qualified.
#[allow(dead_code, reason = "a program may have an endpoint of its own")]
#[must_use]
pub fn endpoint(address: impl Into<String>) -> graph_model::Endpoint {
    graph_model::Endpoint::new(address)
        .with_keys(graph_model::path::KeyConvention::InParentheses)
        .with_operations(graph_model::path::OperationConvention::QualifiedName)
}

/// Types of `contoso.fleet.people`.
pub mod people {
    use graph_model::graph_complex;

    /// `contoso.fleet.people.driver`
    #[graph_complex(odata = "contoso.fleet.people.driver")]
    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct Driver {
        #[graph(not_null)]
        pub name: Option<String>,
        #[graph(create_only)]
        pub car: Option<String>,
        pub reason: Option<super::Reason>,
    }

    /// `contoso.fleet.people.leg`
    #[graph_complex(odata = "contoso.fleet.people.leg")]
    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct Leg {}
}

pub mod std_module {
    /// Types of `contoso.fleet.std.mod`.
    pub mod mod_ {
        use graph_model::graph_complex;

        /// `contoso.fleet.std.mod.tyre`
        #[graph_complex(odata = "contoso.fleet.std.mod.tyre")]
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Tyre {}
    }
}
