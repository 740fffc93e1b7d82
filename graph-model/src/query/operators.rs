//! What properties can be compared with.

use super::error::QueryError;
use super::expression::{Expression, Operator};
use super::filter::Filter;
use super::literal::literal;
use super::path::{NestedPropertyPath, ToPath};
use crate::description::{EdmType, NavigationPropertyPath, PropertyPath, Queryable};
use crate::edm::Property;
use crate::patch::IntoProperty;

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

    impl<P> HandleOfValue<P> for PropertyPath<P> {}
}

/// A type whose values can be compared: a primitive or an enumeration type, or a type of your own that is its own handle
/// in [`Queryable`].
#[diagnostic::on_unimplemented(
    message = "values of `{Self}` cannot be compared in a query",
    label = "not a primitive or enumeration type",
    note = "of a complex value compare the properties, with `of`; of a collection the items, with `any`",
    note = "for a type of your own implement `graph_model::query::Queryable`, with `PropertyPath<Self>` as its `Properties`"
)]
pub trait Comparable: Property + sealed::Sealed {}

impl<P: Property + Queryable<Properties: sealed::HandleOfValue<P>>> Comparable for P {}

/// A comparison of a property with a value.
fn compared<P: Comparable>(
    property: &impl ToPath,
    operator: Operator,
    value: &impl IntoProperty<P>,
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

fn one_of<P: Comparable, V: IntoProperty<P>>(
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
            /// Comparisons. A value is anything the property's setter takes.
            #[allow(
                clippy::needless_pass_by_value,
                reason = "a comparison takes what the setter takes, by the same trait"
            )]
            impl<P: Property> $handle {
                /// Equal.
                pub fn eq(&self, value: impl IntoProperty<P>) -> Filter
                where
                    P: Comparable,
                {
                    compared(self, Operator::Eq, &value)
                }

                /// Not equal. A null is not equal to any value.
                pub fn ne(&self, value: impl IntoProperty<P>) -> Filter
                where
                    P: Comparable,
                {
                    compared(self, Operator::Ne, &value)
                }

                /// Greater than.
                pub fn gt(&self, value: impl IntoProperty<P>) -> Filter
                where
                    P: Comparable,
                {
                    compared(self, Operator::Gt, &value)
                }

                /// Greater than or equal.
                pub fn ge(&self, value: impl IntoProperty<P>) -> Filter
                where
                    P: Comparable,
                {
                    compared(self, Operator::Ge, &value)
                }

                /// Less than.
                pub fn lt(&self, value: impl IntoProperty<P>) -> Filter
                where
                    P: Comparable,
                {
                    compared(self, Operator::Lt, &value)
                }

                /// Less than or equal.
                pub fn le(&self, value: impl IntoProperty<P>) -> Filter
                where
                    P: Comparable,
                {
                    compared(self, Operator::Le, &value)
                }

                /// Equal to one of these. With an empty list the request fails to build with
                /// [`QueryError::NoValues`].
                pub fn is_in<V: IntoProperty<P>>(
                    &self,
                    values: impl IntoIterator<Item = V>,
                ) -> Filter
                where
                    P: Comparable,
                {
                    one_of(self, values)
                }

                /// Whether a string starts with this one. Whether letter case counts is up to the service.
                pub fn starts_with(&self, start: &str) -> Filter {
                    const {
                        assert!(
                            matches!(P::EDM_TYPE, EdmType::String),
                            "only a string starts with another"
                        );
                    }
                    starting_with(self, start)
                }
            }
        )*
    };
}

comparisons!(PropertyPath<P>, NestedPropertyPath<PropertyPath<P>>);

/// Comparisons with null.
macro_rules! null_comparisons {
    ($($handle:ty),*) => {
        $(
            impl<P> $handle {
                /// Without a value.
                pub fn is_null(&self) -> Filter {
                    compared_with_null(self, Operator::Eq)
                }

                /// With a value.
                pub fn is_not_null(&self) -> Filter {
                    compared_with_null(self, Operator::Ne)
                }
            }
        )*
    };
}

null_comparisons!(
    PropertyPath<P>,
    NavigationPropertyPath<P>,
    NestedPropertyPath<PropertyPath<P>>,
    NestedPropertyPath<NavigationPropertyPath<P>>
);
