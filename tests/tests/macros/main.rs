//! Tests of the source that the macros accept, refuse and generate.

#![deny(future_incompatible)]

mod hygiene;
mod ui;
