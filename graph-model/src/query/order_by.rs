//! `$orderby`: the properties that a collection is ordered by.

use super::lists::{lists, tuple_of_items};
use super::path::{NestedPropertyPath, Path, ToPath};
use crate::description::{PropertyPath, PropertyScope};

mod sealed {
    use super::OrderBy;
    use crate::description::PropertyPath;
    use crate::query::path::NestedPropertyPath;

    /// Keeps other crates from implementing [`IntoOrderBy`](super::IntoOrderBy).
    pub trait Sealed {}

    impl Sealed for OrderBy {}
    impl<P, A> Sealed for PropertyPath<P, A> {}
    impl<P, A> Sealed for NestedPropertyPath<PropertyPath<P, A>> {}
}

/// A property to order by, ascending or descending.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "an order does nothing until it is part of a query"]
pub struct OrderBy {
    path: Path,
    descending: bool,
}

impl OrderBy {
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn nest(&mut self, scope: PropertyScope, outer: &Path) {
        self.path.nest(scope, outer);
    }

    pub(super) fn text(&self) -> String {
        let direction = if self.descending { " desc" } else { "" };
        [self.path.names(), direction].concat()
    }
}

macro_rules! directions {
    ($($handle:ty),*) => {
        $(
            impl<P, A> $handle {
                /// Orders from the least to the greatest, as the property alone does.
                pub fn ascending(&self) -> OrderBy {
                    OrderBy {
                        path: self.to_path(),
                        descending: false,
                    }
                }

                /// Orders from the greatest to the least.
                pub fn descending(&self) -> OrderBy {
                    OrderBy {
                        path: self.to_path(),
                        descending: true,
                    }
                }
            }

            #[diagnostic::do_not_recommend]
            impl<P, A> IntoOrderBy for $handle {
                fn add_to(self, items: &mut Vec<OrderBy>) {
                    items.push(self.ascending());
                }
            }
        )*
    };
}

directions!(PropertyPath<P, A>, NestedPropertyPath<PropertyPath<P, A>>);

/// The argument of `order_by`: an [`OrderBy`], a handle for its ascending order, or a tuple, array
/// or `Vec` of them.
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

lists!(IntoOrderBy of OrderBy);
