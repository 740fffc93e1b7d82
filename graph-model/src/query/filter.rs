//! Conditions, and the operators that join them.

use std::fmt;
use std::ops::Not;

use super::error::QueryError;
use super::expression::{Expression, Operator};
use super::path::{Path, ToPath};
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
pub struct Filter {
    expression: Expression,
    /// The first mistake in the condition. It makes the request fail to build.
    mistake: Option<QueryError>,
}

impl Filter {
    pub(super) fn new(expression: Expression) -> Self {
        Self {
            expression,
            mistake: None,
        }
    }

    /// A filter that cannot be written.
    pub(super) fn mistaken(mistake: QueryError) -> Self {
        Self {
            expression: Expression::Literal("false".to_owned()),
            mistake: Some(mistake),
        }
    }

    /// A filter that holds if `condition` holds for at least one item of `collection`.
    pub(super) fn any(collection: Path, item: PropertyScope, condition: Self) -> Self {
        Self {
            expression: Expression::Any {
                collection,
                item,
                condition: Box::new(condition.expression),
            },
            mistake: condition.mistake,
        }
    }

    /// Holds if both conditions hold.
    pub fn and(self, other: Self) -> Self {
        self.joined(Operator::And, other)
    }

    /// Holds if one of the two conditions holds, or both.
    pub fn or(self, other: Self) -> Self {
        self.joined(Operator::Or, other)
    }

    fn joined(self, operator: Operator, other: Self) -> Self {
        Self {
            expression: Expression::binary(operator, self.expression, other.expression),
            mistake: self.mistake.or(other.mistake),
        }
    }

    /// Returns the reason that the filter cannot be written, or `None` if it can be written.
    pub(super) fn mistake(&self) -> Option<QueryError> {
        let out_of_scope = || {
            let property = self.expression.path_out_of_scope()?.name_in_errors();
            Some(QueryError::OutOfScope { property })
        };
        self.mistake.clone().or_else(out_of_scope)
    }

    /// Prefixes each path that starts in `scope` with the path `outer`.
    pub(super) fn nest(&mut self, scope: PropertyScope, outer: &Path) {
        self.expression.nest(scope, outer);
    }
}

impl Not for Filter {
    type Output = Self;

    /// Negates the condition.
    fn not(self) -> Self {
        Self {
            expression: Expression::Not(Box::new(self.expression)),
            mistake: self.mistake,
        }
    }
}

/// Two filters are equal if they are written alike and have the same mistake.
impl PartialEq for Filter {
    fn eq(&self, other: &Self) -> bool {
        self.mistake == other.mistake && self.to_string() == other.to_string()
    }
}

impl Eq for Filter {}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.expression.fmt(f)
    }
}

impl fmt::Debug for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Filter({self})")
    }
}

/// What a filter takes: a [`Filter`], or a Boolean property, which is a condition itself (OData URL
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
    /// The condition as a filter.
    fn into_filter(self) -> Filter;
}

mod sealed {
    use super::Filter;
    use crate::description::PropertyPath;

    pub trait Sealed {}

    impl Sealed for Filter {}

    impl<A> Sealed for PropertyPath<bool, A> {}
}

#[diagnostic::do_not_recommend]
impl Condition for Filter {
    fn into_filter(self) -> Filter {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<A> Condition for PropertyPath<bool, A> {
    fn into_filter(self) -> Filter {
        Filter::new(Expression::Path(self.to_path()))
    }
}
