//! Requests, built step by step for any HTTP client.

mod body;
mod builder;
mod error;
mod preference;
pub(crate) mod secret;
pub(crate) mod target;

pub use builder::RequestBuilder;
pub use error::RequestError;
