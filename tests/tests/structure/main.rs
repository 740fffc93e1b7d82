//! Tests of the structure of the source.

mod errors;
mod layers;
mod public_api;
mod security;
