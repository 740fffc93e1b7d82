//! Conditions, and the operators that join them.

use std::fmt;
use std::ops::Not;

use super::error::QueryError;
use super::expression::{Expression, ToTree};
use super::path::{NestedPropertyPath, Path};
use super::tree::{Operator, Tree};
use crate::description::{PropertyPath, PropertyScope};

/// A condition. Compare properties to make one, and join conditions with [`and`](Self::and),
/// [`or`](Self::or) and `!`.
///
/// ```
/// # use graph_model::graph_entity;
/// # #[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId}")]
/// # pub struct User { pub display_name: Option<String>, pub age: Option<i32> }
/// # use graph_model::Endpoint;
/// let request = User::list()
///     .filter(|user| {
///         let named = user.display_name.starts_with("A").or(user.id.is_in(["4f", "5a"]));
///         !named.and(user.age.ge(18))
///     })
///     .at(&UserCollectionPath)
///     .build(&Endpoint::V1_0)?;
/// assert_eq!(
///     request.uri().query().unwrap().replace("%20", " "),
///     "$filter=not ((startswith(displayName,'A') or id in ('4f','5a')) and age ge 18)"
/// );
/// # Ok::<(), graph_model::RequestError>(())
/// ```
#[derive(Clone)]
#[must_use = "a filter does nothing until it is part of a query"]
pub struct Filter(Tree);

impl Filter {
    pub(super) fn new(tree: Tree) -> Self {
        Self(tree)
    }

    /// Makes a condition from text in the syntax of the service, for conditions that have no method
    /// here. It is put in parentheses where it could be misread, and the text is encoded as a
    /// whole. The items of `any` and `all` are called `item1`, and the items of an `any` inside
    /// another one `item2`.
    ///
    /// The caller is responsible for the text: a value from elsewhere could change the meaning of
    /// the query (injection).
    ///
    /// ```
    /// # use graph_model::{Endpoint, graph_entity};
    /// # #[graph_entity(odata = "microsoft.graph.message", path = "/me/messages/{messageId}")]
    /// # pub struct Message { pub is_read: Option<bool> }
    /// use graph_model::query::Filter;
    ///
    /// let color = "singleValueExtendedProperties/any(p:p/id eq 'Color' and p/value eq 'Green')";
    /// let request = Message::list()
    ///     .filter(|message| Filter::raw(color).and(message.is_read))
    ///     .at(&MessageCollectionPath)
    ///     .build(&Endpoint::V1_0)?;
    /// assert_eq!(
    ///     request.uri().query().unwrap().replace("%20", " "),
    ///     format!("$filter=({color}) and isRead")
    /// );
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    pub fn raw(text: impl Into<String>) -> Self {
        Self(Tree::Raw(text.into()))
    }

    /// Holds if both conditions hold.
    pub fn and(self, other: impl Condition) -> Self {
        self.joined(Operator::And, other)
    }

    /// Holds if one of the two conditions holds, or both.
    pub fn or(self, other: impl Condition) -> Self {
        self.joined(Operator::Or, other)
    }

    fn joined(self, operator: Operator, other: impl Condition) -> Self {
        Self(Tree::binary(operator, self.0, other.into_filter().0))
    }

    pub(super) fn into_tree(self) -> Tree {
        self.0
    }

    pub(super) fn text_in_expansion(&self) -> String {
        self.0.text_in_expansion()
    }

    /// Returns the reason that the filter cannot be written, or `None` if it can be written.
    pub(super) fn mistake(&self) -> Option<QueryError> {
        self.0.mistake()
    }

    /// Prefixes each path that starts in `scope` with the path `outer`.
    pub(super) fn nest(&mut self, scope: PropertyScope, outer: &Path) {
        self.0.nest(scope, outer);
    }
}

impl From<Filter> for Expression<bool> {
    fn from(condition: Filter) -> Self {
        Self::new(condition.0)
    }
}

impl Not for Filter {
    type Output = Self;

    /// Negates the condition.
    fn not(self) -> Self {
        Self(Tree::Not(Box::new(self.0)))
    }
}

/// Two filters are equal if they are written as the same text and have the same error.
impl PartialEq for Filter {
    fn eq(&self, other: &Self) -> bool {
        self.mistake() == other.mistake() && self.to_string() == other.to_string()
    }
}

impl Eq for Filter {}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Filter({self})")
    }
}

/// A condition for a filter: a [`Filter`], or a Boolean property, which is one itself (OData URL
/// Conventions 4.01, section 5.1.1).
///
/// ```
/// # use graph_model::{Endpoint, graph_entity};
/// # #[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId}")]
/// # pub struct User { pub account_enabled: Option<bool> }
/// let request = User::list()
///     .filter(|user| user.account_enabled)
///     .at(&UserCollectionPath)
///     .build(&Endpoint::V1_0)?;
/// assert_eq!(request.uri().query(), Some("$filter=accountEnabled"));
/// # Ok::<(), graph_model::RequestError>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a condition of a query",
    label = "the service compares, and not this program",
    note = "write `user.display_name.eq(\"Ada\")` for `==`, and join conditions with `.and(…)` and `.or(…)`; `!` negates a condition"
)]
pub trait Condition: sealed::Sealed {
    /// Returns the condition as a filter.
    fn into_filter(self) -> Filter;
}

mod sealed {
    use super::Filter;
    use crate::description::PropertyPath;
    use crate::query::expression::Expression;
    use crate::query::path::NestedPropertyPath;

    pub trait Sealed {}

    impl Sealed for Filter {}
    impl<A> Sealed for PropertyPath<bool, A> {}
    impl<A> Sealed for NestedPropertyPath<PropertyPath<bool, A>> {}
    impl Sealed for Expression<bool> {}
}

#[diagnostic::do_not_recommend]
impl Condition for Filter {
    fn into_filter(self) -> Filter {
        self
    }
}

impl Filter {
    fn of(condition: &impl ToTree) -> Self {
        Self::new(condition.to_tree())
    }
}

/// A Boolean property is a condition, and is joined with others like one.
macro_rules! boolean {
    ($([$($generics:tt)*] $condition:ty),*) => {
        $(
            #[diagnostic::do_not_recommend]
            impl<$($generics)*> Condition for $condition {
                fn into_filter(self) -> Filter {
                    Filter::of(&self)
                }
            }

            impl<$($generics)*> $condition {
                /// Holds if both conditions hold.
                pub fn and(&self, other: impl Condition) -> Filter {
                    Filter::of(self).and(other)
                }

                /// Holds if one of the two conditions holds, or both.
                pub fn or(&self, other: impl Condition) -> Filter {
                    Filter::of(self).or(other)
                }
            }

            impl<$($generics)*> Not for $condition {
                type Output = Filter;

                /// Negates the condition.
                fn not(self) -> Filter {
                    !Filter::of(&self)
                }
            }
        )*
    };
}

boolean!(
    [A] PropertyPath<bool, A>,
    [A] NestedPropertyPath<PropertyPath<bool, A>>,
    [] Expression<bool>
);
