//! The guide: one page for each thing you want to do. Every example on its pages is compiled and run.
//!
//! | Page | |
//! |---|---|
//! | [a type](model_a_type) | a struct, an attribute, a field for each property |
//! | [a hierarchy](hierarchies) | derived types, unions, what a tag does |
//! | [a patch](patch) | set, clear, change in part, send what was changed |
//! | [other requests](requests) | read, list, create, delete, many at once |
//! | [what comes back](responses) | two good answers, one kind of error |
//! | [an SDK](sdk) | models for others to use, in one crate or in several |
//! | [from plain serde](from_serde) | what becomes of the attributes you have |

#[doc = include_str!("guide/model_a_type.md")]
pub mod model_a_type {}

#[doc = include_str!("guide/hierarchies.md")]
pub mod hierarchies {}

#[doc = include_str!("guide/patch.md")]
pub mod patch {}

#[doc = include_str!("guide/requests.md")]
pub mod requests {}

#[doc = include_str!("guide/responses.md")]
pub mod responses {}

#[doc = include_str!("guide/sdk.md")]
pub mod sdk {}

#[doc = include_str!("guide/from_serde.md")]
pub mod from_serde {}
