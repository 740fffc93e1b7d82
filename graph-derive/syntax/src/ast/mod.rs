//! The annotated types as values: the author's declarations in OData's terms, with their tokens.
//!
//! A mistake in a single value is recorded while the value is read. Rules that span several
//! attributes, fields or variants are in `check`.

mod enumeration;
mod operation;
mod structured_type;
mod union_type;

pub use enumeration::{Enumeration, Member, UnknownMember, next_value};
pub use operation::Operation;
pub use structured_type::{Additional, Capability, MemberKind, Property, StructuredType};

pub use union_type::{UnionType, Variant};
