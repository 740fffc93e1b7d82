//! The four attributes.

/// One of the four attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `graph_entity`
    Entity,
    /// `graph_complex`
    Complex,
    /// `graph_union`
    Union,
    /// `graph_enum`
    Enumeration,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Entity, Self::Complex, Self::Union, Self::Enumeration];

    /// The item that the attribute goes on.
    #[must_use]
    pub const fn item(self) -> &'static str {
        if self.is_of_variants() {
            "an enum"
        } else {
            "a struct with named fields"
        }
    }

    /// Whether the attribute goes on an enum.
    #[must_use]
    pub const fn is_of_variants(self) -> bool {
        matches!(self, Self::Union | Self::Enumeration)
    }

    /// The key under which the attribute hands its arguments to the derive.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Entity => "entity",
            Self::Complex => "complex",
            Self::Union => "union",
            Self::Enumeration => "enumeration",
        }
    }

    /// The name of the attribute.
    #[must_use]
    pub const fn attribute(self) -> &'static str {
        match self {
            Self::Entity => "graph_entity",
            Self::Complex => "graph_complex",
            Self::Union => "graph_union",
            Self::Enumeration => "graph_enum",
        }
    }

    /// The attribute of this name.
    #[must_use]
    pub fn of_attribute(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.attribute() == name)
    }
}
