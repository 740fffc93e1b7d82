//! The annotated types as values: what the author said, in the words of OData, with its tokens kept.

mod enumeration;
mod structured_type;
mod union_type;

pub(crate) use enumeration::Enumeration;
pub(crate) use structured_type::{Additional, Capability, Property, Role, StructuredType};
pub(crate) use union_type::{UnionType, Variant};

use syn::{Fields, Type};

/// Which of the attributes is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Entity,
    Complex,
    Union,
    Enumeration,
}

impl Kind {
    pub(crate) const ALL: [Self; 4] = [Self::Entity, Self::Complex, Self::Union, Self::Enumeration];

    /// What the attribute goes on.
    pub(crate) const fn item(self) -> &'static str {
        if self.is_of_variants() {
            "an enum"
        } else {
            "a struct with named fields"
        }
    }

    /// Whether the attribute goes on an enum.
    pub(crate) const fn is_of_variants(self) -> bool {
        matches!(self, Self::Union | Self::Enumeration)
    }

    /// The key under which the attribute hands its arguments to the derive.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Entity => "entity",
            Self::Complex => "complex",
            Self::Union => "union",
            Self::Enumeration => "enumeration",
        }
    }

    pub(crate) const fn attribute(self) -> &'static str {
        match self {
            Self::Entity => "graph_entity",
            Self::Complex => "graph_complex",
            Self::Union => "graph_union",
            Self::Enumeration => "graph_enum",
        }
    }
}

/// The type in a variant such as `Group(GroupAssignmentTarget)`.
fn only_type(fields: &Fields) -> Option<&Type> {
    match fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            fields.unnamed.first().map(|field| &field.ty)
        }
        _ => None,
    }
}
