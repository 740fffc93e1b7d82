//! A test kit: a service in memory, and scripted responses.
//!
//! A [`Service`] behaves like a service, and suits tests of what code achieves. A [`Script`] checks
//! each request, and suits tests of what code sends.

mod script;
mod service;

pub use script::{Expected, Script, ScriptError};
pub use service::{Fault, PropertyType, Received, Reply, Service, TOKEN, selects};
