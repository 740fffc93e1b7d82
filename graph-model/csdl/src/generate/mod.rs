//! Generates annotated source from metadata, as a careful author would have written it. Users edit
//! it afterwards.
//!
//! `selection` decides which types are generated. `names`, `values`, `recursion` and `shape` decide
//! what each type becomes in Rust. `docs`, `items` and `operations` write the source, and `modules` lays it out
//! in files. The source is formatted like rustfmt's output.

mod complex_tag;
mod docs;
mod error;
mod generator;
mod items;
mod modules;
mod names;
mod operations;
mod recursion;
pub(crate) mod selection;
mod shape;
mod values;

pub use complex_tag::ComplexTag;
pub use error::GenerateError;
pub use generator::Generator;
pub use values::{UnknownFeature, ValueFeature};
