//! Models of real types that several tests read and write, as a library author would annotate them.

pub use graph_model;

pub mod intune;
