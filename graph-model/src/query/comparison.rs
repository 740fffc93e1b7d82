//! Comparisons: of a property or a computed value with a value, with another property, with a list
//! of values, and with null.
//!
//! OData URL Conventions 4.01, section 5.1.1.1.

use super::expression::ToTree;
use super::filter::Filter;
use super::literal::{literal, quoted};
use super::operand::Operand;
use super::path::NestedPropertyPath;
use super::receivers::for_expressions;
use super::tree::{Operator, Tree};
use crate::description::{Modelled, NavigationPropertyPath};
use crate::edm::enumeration::as_str;
use crate::edm::{Flags, FlagsEnumeration};

fn compared<P>(left: &impl ToTree, operator: Operator, right: impl Operand<P>) -> Filter {
    let left = left.to_tree();
    let right = Tree::operand_of(right.operand(), &left);
    Filter::new(Tree::binary(operator, left, right))
}

fn compared_with_null(left: &impl ToTree, operator: Operator) -> Filter {
    let null = Tree::Literal("null".to_owned());
    Filter::new(Tree::binary(operator, left.to_tree(), null))
}

fn operands<P, V: Operand<P>>(values: impl IntoIterator<Item = V>, owner: &Tree) -> Vec<Tree> {
    let values = values.into_iter();
    values
        .map(|value| Tree::operand_of(value.operand(), owner))
        .collect()
}

fn one_of<P, V: Operand<P>>(left: &impl ToTree, values: impl IntoIterator<Item = V>) -> Filter {
    let left = left.to_tree();
    let values = operands(values, &left);
    Filter::new(if values.is_empty() {
        Tree::NoValues(Box::new(left))
    } else {
        Tree::binary(Operator::In, left, Tree::List(values))
    })
}

fn eq_any<P, V: Operand<P>>(left: &impl ToTree, values: impl IntoIterator<Item = V>) -> Filter {
    let left = left.to_tree();
    let comparisons = operands(values, &left)
        .into_iter()
        .map(|value| Tree::binary(Operator::Eq, left.clone(), value))
        .reduce(|before, value| Tree::binary(Operator::Or, before, value));
    Filter::new(comparisons.unwrap_or_else(|| Tree::NoValues(Box::new(left))))
}

for_expressions! { [P] P => {
    /// Holds if this is equal to the value, or to another property.
    #[doc(alias = "equals")]
    pub fn eq(&self, value: impl Operand<P>) -> Filter {
        compared(self, Operator::Eq, value)
    }

    /// Holds if this is not equal to the value. Null is not equal to any value, so the condition
    /// holds for null.
    #[doc(alias = "not_equals")]
    #[doc(alias = "neq")]
    pub fn ne(&self, value: impl Operand<P>) -> Filter {
        compared(self, Operator::Ne, value)
    }

    /// Holds if this is greater than the value.
    #[doc(alias = "greater_than")]
    pub fn gt(&self, value: impl Operand<P>) -> Filter {
        compared(self, Operator::Gt, value)
    }

    /// Holds if this is greater than or equal to the value.
    #[doc(alias = "gte")]
    #[doc(alias = "at_least")]
    pub fn ge(&self, value: impl Operand<P>) -> Filter {
        compared(self, Operator::Ge, value)
    }

    /// Holds if this is less than the value.
    #[doc(alias = "less_than")]
    pub fn lt(&self, value: impl Operand<P>) -> Filter {
        compared(self, Operator::Lt, value)
    }

    /// Holds if this is less than or equal to the value.
    #[doc(alias = "lte")]
    #[doc(alias = "at_most")]
    pub fn le(&self, value: impl Operand<P>) -> Filter {
        compared(self, Operator::Le, value)
    }

    /// Holds if this is equal to one of the values. An empty list makes the request fail to build with
    /// [`QueryError::NoValues`](crate::query::QueryError::NoValues).
    #[doc(alias = "one_of")]
    #[doc(alias = "in")]
    pub fn is_in<V: Operand<P>>(&self, values: impl IntoIterator<Item = V>) -> Filter {
        one_of(self, values)
    }

    /// Holds if this is equal to one of the values, written as a chain of comparisons for services of OData 4.0,
    /// which do not know `in`. An empty list makes the request fail to build with
    /// [`QueryError::NoValues`](crate::query::QueryError::NoValues).
    pub fn eq_any<V: Operand<P>>(&self, values: impl IntoIterator<Item = V>) -> Filter {
        eq_any(self, values)
    }
}}

for_expressions! { [P] P => {
    /// Holds if this is null.
    pub fn is_null(&self) -> Filter {
        compared_with_null(self, Operator::Eq)
    }

    /// Holds if this is not null.
    pub fn is_not_null(&self) -> Filter {
        compared_with_null(self, Operator::Ne)
    }
}}

/// A relationship to one entity at most: its type, without `Option` and `Box`.
#[diagnostic::on_unimplemented(
    message = "a relationship to many entities is never null",
    label = "this relationship leads to a collection",
    note = "write `.count().eq(0)` to find what has no related entity, and `.count().gt(0)` for the others"
)]
pub trait LeadsToOne {}

#[diagnostic::do_not_recommend]
impl<T: Modelled> LeadsToOne for T {}

/// Comparisons of relationships with null.
macro_rules! relationships {
    ($($handle:ty),*) => {
        $(
            impl<P, A> $handle {
                /// Holds if there is no related entity.
                pub fn is_null(&self) -> Filter
                where
                    P: LeadsToOne,
                {
                    compared_with_null(self, Operator::Eq)
                }

                /// Holds if there is a related entity.
                pub fn is_not_null(&self) -> Filter
                where
                    P: LeadsToOne,
                {
                    compared_with_null(self, Operator::Ne)
                }
            }
        )*
    };
}

relationships!(
    NavigationPropertyPath<P, A>,
    NestedPropertyPath<NavigationPropertyPath<P, A>>
);

/// The members that a set of flags is tested for: a member, a set, or the name of a member for
/// services of OData 4.01, which need no type name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a member of `{T}`",
    label = "not a member",
    note = "write a member, a `Flags` of several, or the name of a member as a string"
)]
pub trait FlagsOperand<T>: Sized {
    /// Returns the literal, or the reason that it cannot be written.
    #[doc(hidden)]
    fn literal(self) -> Result<Tree, String>;
}

#[diagnostic::do_not_recommend]
impl<T: FlagsEnumeration> FlagsOperand<T> for T {
    fn literal(self) -> Result<Tree, String> {
        Ok(Tree::Literal(quoted(T::TYPE.name(), as_str(&self))))
    }
}

#[diagnostic::do_not_recommend]
impl<T: FlagsEnumeration> FlagsOperand<T> for Flags<T> {
    fn literal(self) -> Result<Tree, String> {
        literal::<Self>(&self).map(Tree::Literal)
    }
}

#[diagnostic::do_not_recommend]
impl<T: FlagsEnumeration> FlagsOperand<T> for &Flags<T> {
    fn literal(self) -> Result<Tree, String> {
        literal::<Flags<T>>(self).map(Tree::Literal)
    }
}

#[diagnostic::do_not_recommend]
impl<T: FlagsEnumeration, const N: usize> FlagsOperand<T> for [T; N] {
    fn literal(self) -> Result<Tree, String> {
        Flags::from(self).literal()
    }
}

#[diagnostic::do_not_recommend]
impl<T: FlagsEnumeration> FlagsOperand<T> for &str {
    fn literal(self) -> Result<Tree, String> {
        Ok(Tree::Literal(quoted("", self)))
    }
}

for_expressions! { [T: FlagsEnumeration] Flags<T> => {
    /// Holds if all these members are in the set (OData URL Conventions 4.01, section 5.1.1.1.9).
    ///
    /// ```
    /// # use graph_model::{Endpoint, Flags, graph_entity, graph_enum};
    /// #[graph_enum(odata = "contoso.ability", flags)]
    /// #[derive(Clone, Debug, PartialEq)]
    /// pub enum Ability {
    ///     Swim,
    ///     Fly,
    ///     #[graph(unknown)]
    ///     Unknown(String),
    /// }
    ///
    /// #[graph_entity(odata = "contoso.duck", path = "/ducks/{duckId}")]
    /// pub struct Duck {
    ///     pub abilities: Option<Flags<Ability>>,
    /// }
    ///
    /// let request = Duck::list()
    ///     .filter(|duck| duck.abilities.has(Flags::from([Ability::Swim, Ability::Fly])))
    ///     .at(&DuckCollectionPath)
    ///     .build(&Endpoint::V1_0)?;
    /// assert_eq!(
    ///     request.uri().query().unwrap().replace("%20", " "),
    ///     "$filter=abilities has contoso.ability'swim,fly'"
    /// );
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    pub fn has(&self, members: impl FlagsOperand<T>) -> Filter {
        let left = self.to_tree();
        let right = Tree::operand_of(members.literal(), &left);
        Filter::new(Tree::binary(Operator::Has, left, right))
    }
}}
