//! The types that the crates of the SDK share: the base types of other types.
//!
//! They are few and rarely change, so that the crate of one service does not have to be rebuilt
//! with every other crate.

mod models;

pub use models::*;
