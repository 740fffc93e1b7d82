//! Adapters of HTTP clients, one feature each.

#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(feature = "tower")]
pub(crate) mod tower;
#[cfg(feature = "ureq")]
mod ureq;
