//! Conditions: comparisons of properties, and what joins them.
//!
//! OData URL Conventions 4.01, section 5.1.1. A filter is text from the start, with what binds weakest in it, so that parentheses
//! stand where they are needed and nowhere else. Values become literals at once; one that cannot is kept as the
//! filter's mistake, and the request fails to build.

use std::fmt;
use std::ops::Not;

use super::literal::literal;
use super::property::Place;
use super::{NavigationPath, PropertyPath, Queryable};
use crate::patch::PropertyValue;
use crate::property::{EdmType, Property};
use crate::request::RequestError;
use crate::sealed::Sealed;

/// A condition. Made by comparing properties, joined by [`and`](Self::and), [`or`](Self::or) and `!`.
///
/// ```
/// # use graph_model::graph_entity;
/// # #[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId}")]
/// # pub struct User { pub display_name: Option<String>, pub age: Option<i32> }
/// # use graph_model::{Endpoint, RequestBuilder};
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
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a filter does nothing until it is part of a query"]
pub struct Filter {
    text: String,
    binding: Binding,
    mistake: Option<RequestError>,
}

/// How strongly the weakest operator of an expression binds (OData URL Conventions 4.01, section 5.1.1.17).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Or,
    And,
    Comparison,
    /// A call, or an expression that begins with `not`.
    Unary,
}

impl Filter {
    fn new(text: String, binding: Binding) -> Self {
        Self {
            text,
            binding,
            mistake: None,
        }
    }

    fn compared<P: Comparable>(
        property: &PropertyPath<P>,
        operator: &str,
        value: &impl PropertyValue<P>,
    ) -> Self {
        match literal(value) {
            Ok(literal) => Self::new(
                format!("{property} {operator} {literal}"),
                Binding::Comparison,
            ),
            Err(reason) => Self::without_value(property, reason),
        }
    }

    /// What stands for a comparison with a value that cannot be written.
    fn without_value<P>(property: &PropertyPath<P>, reason: String) -> Self {
        let mistake = RequestError::Value {
            property: property.to_string(),
            reason,
        };
        Self::mistaken(mistake)
    }

    fn mistaken(mistake: RequestError) -> Self {
        Self {
            text: "false".to_owned(),
            binding: Binding::Unary,
            mistake: Some(mistake),
        }
    }

    pub(super) fn any<P>(collection: &PropertyPath<P>, item: Place, condition: Self) -> Self {
        Self {
            text: format!("{collection}/any({item}:{})", condition.text),
            binding: Binding::Unary,
            mistake: condition.mistake,
        }
    }

    /// Both.
    pub fn and(self, other: Self) -> Self {
        self.joined("and", Binding::And, other)
    }

    /// One of the two, or both.
    pub fn or(self, other: Self) -> Self {
        self.joined("or", Binding::Or, other)
    }

    fn joined(self, operator: &str, binding: Binding, other: Self) -> Self {
        Self {
            text: format!(
                "{} {operator} {}",
                self.binding_at_least(binding),
                other.binding_at_least(binding)
            ),
            binding,
            mistake: self.mistake.or(other.mistake),
        }
    }

    /// The text, in parentheses if something in it binds more weakly.
    fn binding_at_least(&self, binding: Binding) -> String {
        if self.binding < binding {
            format!("({})", self.text)
        } else {
            self.text.clone()
        }
    }

    pub(super) fn mistake(&self) -> Option<&RequestError> {
        self.mistake.as_ref()
    }
}

impl Not for Filter {
    type Output = Self;

    /// The opposite.
    fn not(self) -> Self {
        Self {
            text: format!("not {}", self.binding_at_least(Binding::Unary)),
            binding: Binding::Unary,
            mistake: self.mistake,
        }
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A type whose values can be compared: a primitive or an enumeration type, or a type of one's own that is its own handle in
/// [`Queryable`].
#[diagnostic::on_unimplemented(
    message = "values of `{Self}` cannot be compared in a query",
    label = "not a primitive or enumeration type",
    note = "of a complex value compare the properties, with `of`; of a collection the items, with `any`",
    note = "for a type of your own implement `graph_model::Queryable`, with `PropertyPath<Self>` as its `Properties`"
)]
pub trait Comparable: Property {}

impl<P: Property + Queryable<Properties: HandleOfAll<P>>> Comparable for P {}

/// The handle of a whole value, rather than handles of its properties.
#[diagnostic::on_unimplemented(
    message = "values of `{P}` cannot be compared in a query",
    label = "not a primitive or enumeration type",
    note = "of a complex value compare the properties, with `of`"
)]
pub trait HandleOfAll<P>: Sealed {}

impl<P> HandleOfAll<P> for PropertyPath<P> {}

/// Comparisons. A value is anything the property's setter takes.
#[allow(
    clippy::needless_pass_by_value,
    reason = "a comparison takes what the setter takes, by the same trait"
)]
impl<P: Property> PropertyPath<P> {
    /// Equal.
    pub fn eq(&self, value: impl PropertyValue<P>) -> Filter
    where
        P: Comparable,
    {
        Filter::compared(self, "eq", &value)
    }

    /// Not equal. A null is not equal to any value.
    pub fn ne(&self, value: impl PropertyValue<P>) -> Filter
    where
        P: Comparable,
    {
        Filter::compared(self, "ne", &value)
    }

    /// Greater than.
    pub fn gt(&self, value: impl PropertyValue<P>) -> Filter
    where
        P: Comparable,
    {
        Filter::compared(self, "gt", &value)
    }

    /// Greater than or equal.
    pub fn ge(&self, value: impl PropertyValue<P>) -> Filter
    where
        P: Comparable,
    {
        Filter::compared(self, "ge", &value)
    }

    /// Less than.
    pub fn lt(&self, value: impl PropertyValue<P>) -> Filter
    where
        P: Comparable,
    {
        Filter::compared(self, "lt", &value)
    }

    /// Less than or equal.
    pub fn le(&self, value: impl PropertyValue<P>) -> Filter
    where
        P: Comparable,
    {
        Filter::compared(self, "le", &value)
    }

    /// Equal to one of these. Without any value the request fails to build with [`RequestError::NoValues`].
    pub fn is_in<V: PropertyValue<P>>(&self, values: impl IntoIterator<Item = V>) -> Filter
    where
        P: Comparable,
    {
        let literals: Result<Vec<_>, _> = values.into_iter().map(|value| literal(&value)).collect();
        match literals {
            Ok(literals) if literals.is_empty() => Filter::mistaken(RequestError::NoValues {
                property: self.to_string(),
            }),
            Ok(literals) => Filter::new(
                format!("{self} in ({})", literals.join(",")),
                Binding::Comparison,
            ),
            Err(reason) => Filter::without_value(self, reason),
        }
    }

    /// Whether a text starts with this one. Services compare without regard to letter case, or with it, as they like.
    pub fn starts_with(&self, start: &str) -> Filter {
        const {
            assert!(
                matches!(P::EDM_TYPE, EdmType::String),
                "only a text starts with another"
            );
        }
        let start = literal::<String>(&start);
        match start {
            Ok(start) => Filter::new(format!("startswith({self},{start})"), Binding::Unary),
            Err(reason) => Filter::without_value(self, reason),
        }
    }
}

impl<P> PropertyPath<P> {
    /// Without a value.
    pub fn is_null(&self) -> Filter {
        Filter::new(format!("{self} eq null"), Binding::Comparison)
    }

    /// With a value.
    pub fn is_not_null(&self) -> Filter {
        Filter::new(format!("{self} ne null"), Binding::Comparison)
    }
}

impl<P: Queryable> NavigationPath<P> {
    /// Without a related entity.
    pub fn is_null(&self) -> Filter {
        Filter::new(format!("{self} eq null"), Binding::Comparison)
    }

    /// With a related entity.
    pub fn is_not_null(&self) -> Filter {
        Filter::new(format!("{self} ne null"), Binding::Comparison)
    }
}
