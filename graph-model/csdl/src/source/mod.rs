//! Compares annotated source with metadata, without compiling it.
//!
//! `items` finds the annotated types in a file or a folder, and reads them with the grammar of the
//! macros; `imports` finds the type that a path means; `read` makes a model of each type; `drift`
//! compares the models with the metadata.
//!
//! The source shows less than the compiler knows. A type of another crate, or a type that a macro
//! writes, is skipped. A property of such a type is compared only by its name. `conditional` leaves
//! out the parts that `cfg` may leave out.

mod conditional;
mod drift;
mod error;
mod imports;
mod items;
mod read;

pub use drift::{Drift, drift};
pub use error::SourceError;
pub(crate) use items::annotation;
