//! Mail, calendars, files, users and subscriptions of Microsoft Graph: what the examples of
//! `graph-client` use.
//!
//! `models.rs` is generated from `metadata.xml`, and `compose` adds what makes values shorter to
//! write.

mod compose;
mod models;

pub use graph_model;
pub use models::*;
