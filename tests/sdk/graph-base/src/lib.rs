//! The types that the crates of the SDK share: what others derive from.
//!
//! They are few and change seldom, so that a crate for one service does not have to be built anew with every other.

mod models;

pub use models::*;
