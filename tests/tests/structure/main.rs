//! How the source is put together.

mod errors;
mod layers;
