//! The guide: one page for each task. Every example on its pages is compiled and run.
//!
//! | Page | Content |
//! |---|---|
//! | [model a type](model_a_type) | a struct, an attribute, a field for each property |
//! | [the attributes](attributes) | every argument of a type, a field and a variant |
//! | [type hierarchies](hierarchies) | derived types, unions, the effect of a tag |
//! | [patch an entity](patch) | set, clear, change in part, send what changed |
//! | [send requests](requests) | read, list, create, replace, delete |
//! | [write a query](queries) | filter, search, order, select, expand, compute and aggregate |
//! | [paging and delta queries](paging) | all pages, one by one, and only the changes |
//! | [send batches](batches) | many requests at once, dependencies |
//! | [follow routes](routes) | relationships, keys, casts |
//! | [change references](references) | members, managers, binding |
//! | [call operations](operations) | actions and functions, parameters, results |
//! | [properties, streams and files](streams) | one property, bytes, files by path |
//! | [responses and errors](responses) | successes, lenient reading, error types |
//! | [wire rules](wire_rules) | what is read, what is written, what is kept |
//! | [other services](other_services) | keys, names, etags and deltas of services other than Microsoft Graph |
//! | [write an SDK](sdk) | models for others to use, in one crate or in several |
//! | [coming from serde](from_serde) | equivalents for the attributes that you use |
//! | [coming from Kiota](from_kiota) | equivalents for the SDKs of other languages |
//! | [compile time](compile_time) | what the attributes cost, and how to keep it low |

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

#[doc = include_str!("guide/paging.md")]
pub mod paging {}

#[doc = include_str!("guide/batches.md")]
pub mod batches {}

#[doc = include_str!("guide/routes.md")]
pub mod routes {}

#[doc = include_str!("guide/references.md")]
pub mod references {}

#[doc = include_str!("guide/operations.md")]
pub mod operations {}

#[doc = include_str!("guide/streams.md")]
pub mod streams {}

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

#[doc = include_str!("guide/from_kiota.md")]
pub mod from_kiota {}

#[doc = include_str!("guide/compile_time.md")]
pub mod compile_time {}
