//! Generates annotated source from metadata, as a careful author would have written it.
//!
//! Data flows one way. `slice` holds the author's decisions, and `narrowed` applies those about
//! properties to the metadata. `selection` decides which types are generated, and `areas` splits
//! them. `identifiers`, `names`, `member_names`, `name_rules`, `paths`, `values`, `recursion` and
//! `shape` decide what each type becomes in Rust. `docs`, `items` and `operations` write the source, formatted like rustfmt's
//! output, and `modules` lays it out in files. `surface` reads what the users of the source depend
//! on, and `changes` compares it with the source that was generated before. `files` and `manifest`
//! write, and keep what an author edited. `generator` runs these steps.

mod areas;
mod changes;
mod complex_tag;
mod counts;
mod docs;
mod error;
mod files;
mod generator;
mod identifiers;
mod items;
mod manifest;
mod member_names;
mod modules;
mod name_rules;
mod names;
mod narrowed;
mod operations;
mod paths;
mod recursion;
mod selection;
mod shape;
mod slice;
mod surface;
mod values;

pub use changes::{Change, ChangeKind};
pub use complex_tag::ComplexTag;
pub use counts::{Counts, Numbers};
pub use error::GenerateError;
pub use files::Leftovers;
pub use generator::{Generator, Prepared};
pub use slice::{Slice, SliceError};
pub use values::{UnknownFeature, ValueFeature};
