//! How far annotated source has drifted from metadata, without compiling it.
//!
//! `items` finds the annotated types in a file or a folder, and reads them with the grammar of the macros; `read` makes a
//! model of each; `drift` compares the models with the metadata. Source tells less than the compiler knows: a type that is
//! in another crate, or comes out of a macro, is skipped, and a property of such a type is compared by its name alone.

mod drift;
mod error;
mod items;
mod read;

pub use drift::{Drift, drift};
pub use error::SourceError;
