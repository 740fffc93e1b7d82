//! A small service whose types are split into areas: a user of one area compiles that area.

#[allow(missing_docs, reason = "the metadata describes nothing")]
mod models;

pub use models::*;
