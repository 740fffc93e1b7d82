//! Tests of the structure of the source.

mod errors;
mod layers;
