//! Tests of the structure of the source.

mod errors;
mod layers;
mod prose;
mod public_api;
mod security;
