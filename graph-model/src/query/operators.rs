//! Comparisons of properties, and the values that properties can be compared with.

use super::error::QueryError;
use super::expression::{Expression, Operator};
use super::filter::Filter;
use super::literal::literal;
use super::path::{NestedPropertyPath, ToPath};
use crate::description::{NavigationPropertyPath, PropertyPath, Queryable};
use crate::edm::Property;
use crate::patch::into_property::PropertyValue;

mod sealed {
    use crate::description::{PropertyPath, Queryable};

    /// Keeps other crates from making anything else [`Comparable`](super::Comparable).
    pub trait Sealed {}

    impl<P: Queryable<Properties: HandleOfValue<P>>> Sealed for P {}

    /// The handle of a whole value, rather than the handles of its properties.
    #[diagnostic::on_unimplemented(
        message = "values of `{P}` cannot be compared in a query",
        label = "not a primitive or enumeration type",
        note = "of a complex value compare the properties, with `of`"
    )]
    pub trait HandleOfValue<P> {}

    #[diagnostic::do_not_recommend]
    impl<P, A> HandleOfValue<P> for PropertyPath<P, A> {}
}

/// A type whose values can be compared: a primitive or an enumeration type, or a type of your own
/// whose [`Queryable`] implementation has `PropertyPath<Self>` as its `Properties`.
#[diagnostic::on_unimplemented(
    message = "values of `{Self}` cannot be compared in a query",
    label = "not a primitive or enumeration type",
    note = "of a complex value compare the properties, with `of`; of a collection the items, with `any`",
    note = "for a type of your own implement `graph_model::query::Queryable`, with `PropertyPath<Self>` as its `Properties`"
)]
pub trait Comparable: Property + sealed::Sealed {}

#[diagnostic::do_not_recommend]
impl<P: Property + Queryable<Properties: sealed::HandleOfValue<P>>> Comparable for P {}

/// A type whose values are strings in OData. Implement it for a type of your own whose
/// [`EDM_TYPE`](Property::EDM_TYPE) is `Edm.String`.
#[diagnostic::on_unimplemented(
    message = "values of `{Self}` are not strings",
    label = "only a string starts with another",
    note = "compare other values with `eq`, `gt`, `ge`, `lt` and `le`; for a string type of your own implement `graph_model::query::StringProperty`"
)]
pub trait StringProperty: Property {}

#[diagnostic::do_not_recommend]
impl StringProperty for String {}

#[diagnostic::do_not_recommend]
impl StringProperty for Box<str> {}

/// A value that a property of type `P` can be compared with: a value that its setter takes, if `P` is
/// [`Comparable`].
#[diagnostic::on_unimplemented(
    message = "a property of type `{P}` cannot be compared with `{Self}`",
    label = "not a value of type `{P}`",
    note = "of a complex value compare the properties, with `of`; of a collection the items, with `any`",
    note = "write `is_null()` for `eq(None)`; a string becomes another value with `.parse()`, and a member of an enumeration with `.into()`"
)]
pub trait Operand<P>: PropertyValue<P> {}

#[diagnostic::do_not_recommend]
impl<P: Comparable, V: PropertyValue<P>> Operand<P> for V {}

/// A comparison of a property with a value.
fn compared<P: Property>(
    property: &impl ToPath,
    operator: Operator,
    value: &impl PropertyValue<P>,
) -> Filter {
    match literal::<P>(value) {
        Ok(literal) => Filter::new(Expression::binary(
            operator,
            Expression::Path(property.to_path()),
            Expression::Literal(literal),
        )),
        Err(reason) => without_literal(property, reason),
    }
}

fn one_of<P: Property, V: PropertyValue<P>>(
    property: &impl ToPath,
    values: impl IntoIterator<Item = V>,
) -> Filter {
    let literals: Result<Vec<_>, _> = values.into_iter().map(|value| literal(&value)).collect();
    match literals {
        Ok(literals) if literals.is_empty() => Filter::mistaken(QueryError::NoValues {
            property: property.to_path().name_in_errors(),
        }),
        Ok(literals) => Filter::new(Expression::binary(
            Operator::In,
            Expression::Path(property.to_path()),
            Expression::List(literals),
        )),
        Err(reason) => without_literal(property, reason),
    }
}

fn starting_with(property: &impl ToPath, start: &str) -> Filter {
    match literal::<String>(&start) {
        Ok(start) => Filter::new(Expression::Call {
            function: "startswith",
            arguments: vec![
                Expression::Path(property.to_path()),
                Expression::Literal(start),
            ],
        }),
        Err(reason) => without_literal(property, reason),
    }
}

fn without_literal(property: &impl ToPath, reason: String) -> Filter {
    Filter::mistaken(QueryError::Value {
        property: property.to_path().name_in_errors(),
        reason,
    })
}

fn compared_with_null(property: &impl ToPath, operator: Operator) -> Filter {
    Filter::new(Expression::binary(
        operator,
        Expression::Path(property.to_path()),
        Expression::Literal("null".to_owned()),
    ))
}

/// The comparisons of a handle, and of a path that ends with one.
macro_rules! comparisons {
    ($($handle:ty),*) => {
        $(
            /// The comparisons. They accept the same values as the property's setter.
            #[allow(
                clippy::needless_pass_by_value,
                reason = "a comparison takes what the setter takes, by the same trait"
            )]
            impl<P: Property, A> $handle {
                /// The property is equal to the value.
                pub fn eq(&self, value: impl Operand<P>) -> Filter {
                    compared(self, Operator::Eq, &value)
                }

                /// The property is not equal to the value. Null is not equal to any value.
                pub fn ne(&self, value: impl Operand<P>) -> Filter {
                    compared(self, Operator::Ne, &value)
                }

                /// The property is greater than the value.
                pub fn gt(&self, value: impl Operand<P>) -> Filter {
                    compared(self, Operator::Gt, &value)
                }

                /// The property is greater than or equal to the value.
                pub fn ge(&self, value: impl Operand<P>) -> Filter {
                    compared(self, Operator::Ge, &value)
                }

                /// The property is less than the value.
                pub fn lt(&self, value: impl Operand<P>) -> Filter {
                    compared(self, Operator::Lt, &value)
                }

                /// The property is less than or equal to the value.
                pub fn le(&self, value: impl Operand<P>) -> Filter {
                    compared(self, Operator::Le, &value)
                }

                /// The property is equal to one of the values. If there are none, the request fails to
                /// build with [`QueryError::NoValues`].
                pub fn is_in<V: Operand<P>>(
                    &self,
                    values: impl IntoIterator<Item = V>,
                ) -> Filter {
                    one_of(self, values)
                }

                /// The property starts with this string. The service decides whether letter case counts.
                pub fn starts_with(&self, start: &str) -> Filter
                where
                    P: StringProperty,
                {
                    starting_with(self, start)
                }
            }
        )*
    };
}

comparisons!(PropertyPath<P, A>, NestedPropertyPath<PropertyPath<P, A>>);

/// Comparisons with null.
macro_rules! null_comparisons {
    ($($handle:ty),*) => {
        $(
            impl<P, A> $handle {
                /// The property is null.
                pub fn is_null(&self) -> Filter {
                    compared_with_null(self, Operator::Eq)
                }

                /// The property is not null.
                pub fn is_not_null(&self) -> Filter {
                    compared_with_null(self, Operator::Ne)
                }
            }
        )*
    };
}

null_comparisons!(
    PropertyPath<P, A>,
    NavigationPropertyPath<P, A>,
    NestedPropertyPath<PropertyPath<P, A>>,
    NestedPropertyPath<NavigationPropertyPath<P, A>>
);
