//! The guide: one page for each task. Every example on its pages is compiled and run.
//!
//! | Page | |
//! |---|---|
//! | [model a type](model_a_type) | a struct, an attribute, a field for each property |
//! | [the attributes](attributes) | every argument of a type, a field and a variant |
//! | [type hierarchies](hierarchies) | derived types, unions, the effect of a tag |
//! | [patch an entity](patch) | set, clear, change in part, send what changed |
//! | [other requests](requests) | read, list, create, delete, many at once |
//! | [write a query](queries) | filter, search, order, select, expand, compute and aggregate |
//! | [responses and errors](responses) | what each kind of request gets back |
//! | [wire rules](wire_rules) | what is read, what is written, what is kept |
//! | [other services](other_services) | keys, names, etags and deltas of services other than Microsoft Graph |
//! | [write an SDK](sdk) | models for others to use, in one crate or in several |
//! | [coming from serde](from_serde) | what replaces the attributes that you have |

#[doc = include_str!("guide/model_a_type.md")]
pub mod model_a_type {}

#[doc = include_str!("guide/attributes.md")]
pub mod attributes {}

#[doc = include_str!("guide/hierarchies.md")]
pub mod hierarchies {}

#[doc = include_str!("guide/patch.md")]
pub mod patch {}

#[doc = include_str!("guide/requests.md")]
pub mod requests {}

#[doc = include_str!("guide/queries.md")]
pub mod queries {}

#[doc = include_str!("guide/responses.md")]
pub mod responses {}

#[doc = include_str!("guide/wire_rules.md")]
pub mod wire_rules {}

#[doc = include_str!("guide/other_services.md")]
pub mod other_services {}

#[doc = include_str!("guide/sdk.md")]
pub mod sdk {}

#[doc = include_str!("guide/from_serde.md")]
pub mod from_serde {}
