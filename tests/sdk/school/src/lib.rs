//! A small service whose types are split into areas: a user of one area compiles that area.

mod models;

pub use models::*;
