//! How far annotated source has drifted from metadata, without compiling it.
//!
//! `items` finds the annotated types in a file or a folder, and reads them with the grammar of the macros; `imports` tells
//! which of them a path means; `read` makes a model of each; `drift` compares the models with the metadata.
//!
//! Source tells less than the compiler knows. A type of another crate, or one that a macro writes, is skipped, and a
//! property of such a type is compared by its name alone. `conditional` leaves out what `cfg` may leave out.

mod conditional;
mod drift;
mod error;
mod imports;
mod items;
mod read;

pub use drift::{Drift, drift};
pub use error::SourceError;
