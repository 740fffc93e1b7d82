//! What the macros accept, refuse and generate.

#![deny(future_incompatible)]

mod hygiene;
mod ui;
