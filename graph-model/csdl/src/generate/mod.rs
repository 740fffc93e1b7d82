//! Annotated source from metadata, as a careful author would have written it, to be edited afterwards.
//!
//! `selection` decides which types; `names`, `values`, `recursion` and `shape` decide what each becomes in Rust; `docs` and
//! `items` write it; `modules` lays it out in files. The layout is that of rustfmt.

mod complex_tag;
mod docs;
mod error;
mod generator;
mod items;
mod modules;
mod names;
mod recursion;
pub(crate) mod selection;
mod shape;
mod values;

pub use complex_tag::ComplexTag;
pub use error::GenerateError;
pub use generator::Generator;
pub use values::{UnknownFeature, ValueFeature};
