//! The attributes.

/// One of the attributes.
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
    /// `graph_action`
    Action,
    /// `graph_function`
    Function,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 6] = [
        Self::Entity,
        Self::Complex,
        Self::Union,
        Self::Enumeration,
        Self::Action,
        Self::Function,
    ];

    /// The item that the attribute goes on.
    #[must_use]
    pub const fn item(self) -> &'static str {
        match self {
            Self::Entity | Self::Complex => "a struct with named fields",
            Self::Union | Self::Enumeration => "an enum",
            Self::Action | Self::Function => "a struct with a named field for each parameter",
        }
    }

    /// Whether the attribute goes on the parameters of an action or a function.
    #[must_use]
    pub const fn is_operation(self) -> bool {
        matches!(self, Self::Action | Self::Function)
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
            Self::Action => "action",
            Self::Function => "function",
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
            Self::Action => "graph_action",
            Self::Function => "graph_function",
        }
    }

    /// The attribute of this name.
    #[must_use]
    pub fn of_attribute(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.attribute() == name)
    }
}
