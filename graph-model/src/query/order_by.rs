//! `$orderby`: the properties and computed values that a collection is ordered by.
//!
//! OData Protocol 4.01, section 11.2.6.2.

use super::expression::{Expression, ToTree};
use super::lists::{lists, tuple_of_items};
use super::operand::Comparable;
use super::path::{NestedPropertyPath, Path};
use super::receivers::for_expressions;
use super::tree::Tree;
use crate::description::{PropertyPath, PropertyScope};
use crate::edm::WrittenByModule;

mod sealed {
    use super::OrderBy;
    use crate::description::PropertyPath;
    use crate::query::expression::Expression;
    use crate::query::path::NestedPropertyPath;

    /// Keeps other crates from implementing [`IntoOrderBy`](super::IntoOrderBy).
    pub trait Sealed {}

    impl Sealed for OrderBy {}
    impl<P, A> Sealed for PropertyPath<P, A> {}
    impl<P, A> Sealed for NestedPropertyPath<PropertyPath<P, A>> {}
    impl<P> Sealed for Expression<P> {}
}

/// A type whose values a service can order: one with [`Comparable`] values, or one that a module
/// reads and writes.
#[diagnostic::on_unimplemented(
    message = "a collection cannot be ordered by values of `{Self}`",
    label = "a value of this type has no order",
    note = "order by a property of a complex value with `of`, and by the number of items in a collection with `count()`"
)]
pub trait Sortable {}

#[diagnostic::do_not_recommend]
impl<P: Comparable> Sortable for P {}

#[diagnostic::do_not_recommend]
impl<T> Sortable for WrittenByModule<T> {}

/// A property or a computed value to order by, ascending or descending.
#[derive(Clone, Debug)]
#[must_use = "an order does nothing until it is part of a query"]
pub struct OrderBy {
    tree: Tree,
    descending: bool,
}

impl OrderBy {
    pub(super) fn tree(&self) -> &Tree {
        &self.tree
    }

    pub(super) fn nest(&mut self, scope: PropertyScope, outer: &Path) {
        self.tree.nest(scope, outer);
    }

    pub(super) fn text(&self) -> String {
        let direction = if self.descending { " desc" } else { "" };
        format!("{}{direction}", self.tree)
    }
}

/// Two orders are equal if they are written as the same text.
impl PartialEq for OrderBy {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

impl Eq for OrderBy {}

for_expressions! { [P] P => {
    /// Orders from the least to the greatest, as the property alone does.
    #[doc(alias = "asc")]
    pub fn ascending(&self) -> OrderBy
    where
        P: Sortable,
    {
        OrderBy {
            tree: self.to_tree(),
            descending: false,
        }
    }

    /// Orders from the greatest to the least.
    #[doc(alias = "desc")]
    pub fn descending(&self) -> OrderBy
    where
        P: Sortable,
    {
        OrderBy {
            tree: self.to_tree(),
            descending: true,
        }
    }
}}

/// The argument of `order_by`: an [`OrderBy`], a handle or an expression for its ascending order,
/// or a tuple, array or `Vec` of them.
#[diagnostic::on_unimplemented(
    message = "a collection cannot be ordered by `{Self}`",
    label = "neither a property, nor `descending()` of one, nor a tuple or array of them",
    note = "related entities are ordered in the query of `expand`"
)]
pub trait IntoOrderBy: sealed::Sealed {
    /// Adds the items.
    #[doc(hidden)]
    fn add_to(self, items: &mut Vec<OrderBy>);
}

#[diagnostic::do_not_recommend]
impl IntoOrderBy for OrderBy {
    fn add_to(self, items: &mut Vec<OrderBy>) {
        items.push(self);
    }
}

macro_rules! ascending {
    ($([$($generics:tt)*] $value:ty),*) => {
        $(
            #[diagnostic::do_not_recommend]
            impl<P: Sortable, $($generics)*> IntoOrderBy for $value {
                fn add_to(self, items: &mut Vec<OrderBy>) {
                    items.push(self.ascending());
                }
            }
        )*
    };
}

ascending!([A] PropertyPath<P, A>, [A] NestedPropertyPath<PropertyPath<P, A>>, [] Expression<P>);

lists!(IntoOrderBy of OrderBy);
