//! Generated code warns of nothing, however strict the crate is.
#![deny(warnings, missing_docs, unused, unused_qualifications, unreachable_pub, clippy::pedantic)]

use std::collections::BTreeMap;

use graph_model::{Flags, Presence, RawJson, UnknownObject, graph_complex, graph_entity, graph_enum, graph_union};

/// A base.
#[graph_complex(odata = "contoso.base", tag = bare)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Base {
    /// A text.
    pub text: Option<String>,
}

/// Derived from it.
#[graph_complex(odata = "contoso.derived", base = Base, tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Derived {
    /// A number.
    pub number: Presence<i64>,
}

/// Either.
#[graph_union]
#[derive(Clone, Debug, PartialEq)]
pub enum Any {
    /// The base.
    Base(Base),
    /// The derived one.
    Derived(Derived),
    /// Another.
    #[graph(unknown)]
    Unknown(UnknownObject),
}

/// Some rights.
#[graph_enum(odata = "contoso.rights", flags)]
#[derive(Clone, Debug, PartialEq)]
pub enum Rights {
    /// To read.
    Read,
    /// Another.
    #[graph(unknown)]
    Unknown(String),
}

/// A thing.
#[graph_entity(odata = "contoso.thing", path = "/things/{thingId}", permissions(delegated = ["Thing.Read"]))]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Thing {
    /// Any value.
    pub any: Option<Any>,
    /// Rights.
    pub rights: Option<Flags<Rights>>,
    /// The whole it is a part of.
    #[graph(navigation)]
    pub whole: Option<Box<Thing>>,
    /// Its parts.
    #[graph(navigation)]
    pub parts: Vec<Thing>,
    /// Where it is described.
    #[graph(annotation = "@odata.context")]
    pub context: Option<String>,
    /// The rest.
    #[graph(additional)]
    pub more: BTreeMap<String, RawJson>,
}

/// Derived from it, at the same path.
#[graph_entity(odata = "contoso.special", base = Thing)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Special {
    /// How special.
    #[graph(read_only)]
    pub level: Option<i32>,
}

/// Adds nothing to its base.
#[graph_entity(odata = "contoso.same", base = Special)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Same {}

/// Adds nothing to its base, and has no default value.
#[graph_entity(odata = "contoso.drafted", base = Special)]
#[derive(Clone, Debug, PartialEq)]
pub struct SameWithoutDefault {}

fn main() {}
