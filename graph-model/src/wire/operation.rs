//! Operations: actions and functions, as structs whose fields are the parameters.

use std::any::Any;

use super::structured_type::StructuredType;
use crate::description::view::View;
use crate::description::{BindingDescription, OperationDescription, PropertyDescription};
use crate::path::Collection;

/// An action or a function (OData CSDL 4.01, section 12). `#[graph_action]` and `#[graph_function]`
/// implement this trait.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither an action nor a function",
    note = "put `#[graph_action(odata = \"…\")]` or `#[graph_function(odata = \"…\", returns = …)]` on `{Self}`"
)]
pub trait Operation: Sized {
    /// The type of the response to the operation.
    type Response;

    /// The description of the operation.
    const OPERATION: &'static OperationDescription;

    /// The field of the parameter with this number. Any other number leads to something else.
    #[doc(hidden)]
    fn parameter(&self, number: usize) -> &dyn Any;
}

/// The parameters that have a value, with their descriptions.
pub(crate) fn parameters<O: Operation>(
    operation: &O,
) -> impl Iterator<Item = (&'static PropertyDescription, View<'_>)> {
    let parameters = O::OPERATION.parameters().iter().enumerate();
    let parameters = parameters.map(|(number, parameter)| {
        let field = operation.parameter(number);
        (parameter, (parameter.access().view)(field))
    });
    parameters.filter(|(_, view)| !view.is_left_out())
}

/// A type that an operation can be bound to: a structured type, or a collection of one.
#[diagnostic::on_unimplemented(
    message = "an operation cannot be bound to `{Self}`",
    label = "neither an annotated type nor a `Collection` of one",
    note = "write `on = User`, or `on = Collection<User>`; an unbound operation has no `on`"
)]
pub trait OperationBinding {
    /// The description of the type.
    #[doc(hidden)]
    const BINDING: BindingDescription;
}

#[diagnostic::do_not_recommend]
impl<T: StructuredType> OperationBinding for T {
    const BINDING: BindingDescription = BindingDescription {
        ty: T::TYPE,
        collection: false,
    };
}

#[diagnostic::do_not_recommend]
impl<T: StructuredType> OperationBinding for Collection<T> {
    const BINDING: BindingDescription = BindingDescription {
        ty: T::TYPE,
        collection: true,
    };
}
