//! Descriptions of actions and functions.

use super::property_description::{PropertyDescription, PropertyShape};
use super::type_description::TypeDescription;

/// An action or a function, as data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OperationDescription {
    kind: OperationKind,
    name: &'static str,
    binding: Option<BindingDescription>,
    parameters: &'static [PropertyDescription],
    returns: Option<&'static PropertyShape>,
}

/// Whether an operation is an action or a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OperationKind {
    /// An action may change data, and is called with POST (OData CSDL 4.01, section 12.1).
    Action,
    /// A function changes nothing, and is called with GET (OData CSDL 4.01, section 12.3).
    Function,
}

/// The type that an operation is bound to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BindingDescription {
    pub(crate) ty: &'static TypeDescription,
    pub(crate) collection: bool,
}

impl BindingDescription {
    /// Returns the type.
    #[must_use]
    pub const fn ty(&self) -> &'static TypeDescription {
        self.ty
    }

    /// Returns whether the operation is bound to a collection of the type.
    #[must_use]
    pub const fn is_collection(&self) -> bool {
        self.collection
    }
}

impl OperationDescription {
    /// Returns the kind of the operation: action or function.
    #[must_use]
    pub const fn kind(&self) -> OperationKind {
        self.kind
    }

    /// Returns the qualified name, such as `microsoft.graph.sendMail`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the type that the operation is bound to, or `None` for an unbound operation.
    #[must_use]
    pub const fn binding(&self) -> Option<BindingDescription> {
        self.binding
    }

    /// Returns the parameters, without the one that the operation is bound to.
    #[must_use]
    pub const fn parameters(&self) -> &'static [PropertyDescription] {
        self.parameters
    }

    /// Returns the type of the result and whether the result is a collection, or `None` if the
    /// action returns nothing.
    #[must_use]
    pub fn returns(&self) -> Option<(super::EdmType, bool)> {
        let shape = self.returns?;
        Some((shape.edm_type, shape.collection))
    }
}

/// The macros build descriptions with these functions, which are not part of the public interface.
#[doc(hidden)]
impl OperationDescription {
    #[must_use]
    pub const fn action(name: &'static str, parameters: &'static [PropertyDescription]) -> Self {
        Self {
            kind: OperationKind::Action,
            name,
            binding: None,
            parameters,
            returns: None,
        }
    }

    #[must_use]
    pub const fn function(name: &'static str, parameters: &'static [PropertyDescription]) -> Self {
        Self {
            kind: OperationKind::Function,
            ..Self::action(name, parameters)
        }
    }

    #[must_use]
    pub const fn bound_to(mut self, binding: BindingDescription) -> Self {
        self.binding = Some(binding);
        self
    }

    #[must_use]
    pub const fn returning(mut self, shapes: &'static [&'static PropertyShape]) -> Self {
        if let [shape] = shapes {
            self.returns = Some(*shape);
        }
        self
    }
}
