//! Actions and functions.

use proc_macro2::Ident;
use syn::{Attribute, Data, DeriveInput, LitStr, Path, Type, Visibility};

use super::structured_type::{Property, deprecation_in};
use crate::arguments::Arguments;
use crate::errors::Errors;
use crate::kind::Kind;
use crate::property_attribute::PropertyAttribute;
use crate::types::inside;

/// An action or a function.
pub struct Operation {
    /// Whether this is an action or a function.
    pub kind: Kind,
    /// The name of the struct.
    pub ident: Ident,
    /// The visibility of the struct.
    pub visibility: Visibility,
    /// The qualified name.
    pub name: LitStr,
    /// The type that the operation is bound to, or a `Collection` of it.
    pub on: Option<Type>,
    /// The type of the result.
    pub returns: Option<Type>,
    /// The parameters, in the order of the fields.
    pub parameters: Vec<Property>,
    /// The `#[deprecated]` of the operation or of one of its parameters. Generated code uses them all
    /// the same.
    pub deprecation: Option<Attribute>,
    /// The path of the runtime crate.
    pub runtime: Path,
}

impl Operation {
    /// Reads a struct. Returns `None` if the item is not a struct, or if a field has no name.
    pub fn read(
        kind: Kind,
        arguments: Arguments,
        input: &DeriveInput,
        errors: &mut Errors,
    ) -> Option<Self> {
        let Data::Struct(data) = &input.data else {
            return None;
        };
        let mut parameters = Vec::new();
        for field in &data.fields {
            let ident = field.ident.clone()?;
            let attribute = PropertyAttribute::read(&ident, &field.attrs, errors);
            let attribute = attribute.of_parameter(errors);
            parameters.push(Property::new(field, ident, arguments.names, attribute));
        }
        let name = arguments.name(kind, &input.ident, errors);
        Some(Self {
            kind,
            ident: input.ident.clone(),
            visibility: input.vis.clone(),
            name,
            on: arguments.on,
            returns: arguments.returns,
            parameters,
            deprecation: deprecation_in(input, &data.fields),
            runtime: arguments.runtime,
        })
    }

    /// The type in `on = Collection<T>`.
    #[must_use]
    pub fn on_collection(&self) -> Option<&Type> {
        inside(self.on.as_ref()?, "Collection")
    }

    /// The type in `returns = Vec<T>`.
    #[must_use]
    pub fn returned_item(&self) -> Option<&Type> {
        inside(self.returned()?, "Vec")
    }

    /// The type of the result, without `Option`.
    #[must_use]
    pub fn returned(&self) -> Option<&Type> {
        let returns = self.returns.as_ref()?;
        Some(inside(returns, "Option").unwrap_or(returns))
    }

    /// Whether the result is a stream of bytes, recognised by the name that the author writes.
    #[must_use]
    pub fn returns_stream(&self) -> bool {
        matches!(
            self.returned(),
            Some(Type::Path(path))
                if path.path.segments.last().is_some_and(|segment| segment.ident == "Stream")
        )
    }
}
