//! The annotated types as values: what the author said, in the words of OData, with its tokens kept.
//!
//! What is wrong with a single value is recorded while it is read. Rules that span several attributes, fields or variants
//! are in `check`.

mod enumeration;
mod structured_type;
mod types;
mod union_type;

pub use enumeration::{Enumeration, Member, UnknownMember, next_value};
pub use structured_type::{Additional, Capability, MemberKind, Property, StructuredType};
pub use types::inside;
pub use union_type::{UnionType, Variant};
