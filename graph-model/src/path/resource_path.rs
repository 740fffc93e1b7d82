//! Paths as types, with a field for each placeholder of a template.
//!
//! `#[graph_entity(path = "…")]` turns a template into a struct. Two ids cannot be swapped
//! unnoticed, and a missing id is a missing field.

use std::fmt;
use std::marker::PhantomData;

use super::address_text::AddressText;
use super::error::PathError;
use super::route::{Address, Collection};
use super::template::PathTemplate;

/// A path whose placeholders have values.
///
/// The `…Path` types that `#[graph_entity]` generates implement this trait. `Display` writes the
/// encoded path, and [`parse`](ResourcePath::parse) reads it back.
///
/// ```
/// use graph_model::{ResourcePath, graph_entity};
///
/// #[graph_entity(odata = "microsoft.graph.message", path = "/users/{userId}/messages/{messageId}")]
/// pub struct Message {}
///
/// let path = MessagePath { user_id: "adele@contoso.com", message_id: "AAMk/1=" };
/// assert_eq!(path.to_string(), "/users/adele%40contoso.com/messages/AAMk%2F1%3D");
///
/// let parsed = MessagePath::parse("https://graph.microsoft.com/v1.0/users('4f')/messages('AAMk%2F1%3D')")?;
/// assert_eq!(parsed.path(), MessagePath { user_id: "4f", message_id: "AAMk/1=" });
/// # Ok::<(), graph_model::path::PathError>(())
/// ```
pub trait ResourcePath: Sized {
    /// The type of the resource at the path: an entity type, or a [`Collection`] of one.
    type Target;

    /// The values as owned strings, in the order of the placeholders.
    type Values: AsRef<[String]> + AsMut<[String]> + Default + Clone + fmt::Debug + PartialEq;

    /// The same path with values borrowed from elsewhere.
    type At<'v>: ResourcePath;

    /// The template.
    const TEMPLATE: &'static PathTemplate;

    /// Returns the value of the placeholder at this position, or the empty string.
    fn value(&self, position: usize) -> &str;

    /// Returns the encoded path as a string.
    ///
    /// # Errors
    ///
    /// Returns an error if a value is empty, or if a whole segment would be `.` or `..`.
    fn to_text(&self) -> Result<String, PathError> {
        with_values(self, |values| Self::TEMPLATE.checked_text(values))
    }

    /// Returns the path with these values.
    fn at(values: &Self::Values) -> Self::At<'_>;

    /// Parses a path from its own string form, or from a full URL such as an `@odata.id`.
    ///
    /// A key may be a segment (`/users/4f`) or in parentheses (`/users('4f')`, `/users(id='4f')`).
    /// The parts of a composite key may come in any order. Letter case matters only in values and
    /// in the names of such parts. Parsing skips the part of a URL before the path (host, version).
    /// It also skips a type cast after the path (`/users/4f/microsoft.graph.user`). The leading
    /// slash may be missing.
    ///
    /// # Errors
    ///
    /// Returns an error if the string does not follow the template, or if a value is empty or not
    /// UTF-8.
    fn parse(text: &str) -> Result<ParsedPath<Self>, PathError> {
        let mut values = Self::Values::default();
        Self::TEMPLATE.parse(text, values.as_mut())?;
        Ok(ParsedPath { values })
    }
}

impl<P: ResourcePath> Address for P {
    type Target = P::Target;

    fn to_address(&self) -> Result<AddressText, PathError> {
        let text = self.to_text()?;
        Ok(AddressText::of_template(text, P::TEMPLATE))
    }
}

/// The number of values that are passed on without an allocation. Few paths have more.
const USUAL: usize = 4;

/// Passes the values of a path to a function.
fn with_values<P: ResourcePath, R>(path: &P, then: impl FnOnce(&[&str]) -> R) -> R {
    let count = P::TEMPLATE.placeholders().len();
    let mut usual = [""; USUAL];
    match usual.get_mut(..count) {
        Some(values) => {
            for (position, value) in values.iter_mut().enumerate() {
                *value = path.value(position);
            }
            then(values)
        }
        None => {
            let values: Vec<&str> = (0..count).map(|position| path.value(position)).collect();
            then(&values)
        }
    }
}

/// Writes the encoded path, whatever its values are.
///
/// # Errors
///
/// Returns the errors of the formatter.
#[doc(hidden)]
pub fn display_path<P: ResourcePath>(path: &P, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    with_values(path, |values| P::TEMPLATE.write(values, f))
}

/// Writes a path for a log: the name of its type, and the encoded path.
///
/// # Errors
///
/// Returns the errors of the formatter.
#[doc(hidden)]
pub fn debug_path<P: ResourcePath>(
    name: &str,
    path: &P,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    write!(f, "{name}(")?;
    display_path(path, f)?;
    f.write_str(")")
}

/// Whether two paths of a type have the same values.
#[doc(hidden)]
pub fn is_same_path<P: ResourcePath>(path: &P, other: &P) -> bool {
    let mut positions = 0..P::TEMPLATE.placeholders().len();
    positions.all(|position| path.value(position) == other.value(position))
}

/// A path that was parsed from a string, with its values decoded.
pub struct ParsedPath<P: ResourcePath> {
    values: P::Values,
}

impl<P: ResourcePath> ParsedPath<P> {
    /// Returns the path, borrowing the values.
    #[must_use]
    pub fn path(&self) -> P::At<'_> {
        P::at(&self.values)
    }
}

impl<P: ResourcePath> Clone for ParsedPath<P> {
    fn clone(&self) -> Self {
        Self {
            values: self.values.clone(),
        }
    }
}

impl<P: ResourcePath> PartialEq for ParsedPath<P> {
    fn eq(&self, other: &Self) -> bool {
        self.values == other.values
    }
}

impl<P: ResourcePath> fmt::Debug for ParsedPath<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ParsedPath").field(&self.values).finish()
    }
}

impl<P: ResourcePath> fmt::Display for ParsedPath<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        display_path(self, f)
    }
}

#[diagnostic::do_not_recommend]
impl<P: ResourcePath> ResourcePath for ParsedPath<P> {
    type Target = P::Target;
    type Values = P::Values;
    type At<'v> = P::At<'v>;

    const TEMPLATE: &'static PathTemplate = P::TEMPLATE;

    fn value(&self, position: usize) -> &str {
        self.values
            .as_ref()
            .get(position)
            .map_or("", String::as_str)
    }

    fn at(values: &Self::Values) -> P::At<'_> {
        P::at(values)
    }
}

/// The path of a collection at the service root, such as `/users`, whose entities are at the path
/// `P`.
///
/// `UserCollectionPath` is such a type if `User` has the path `/users/{userId}`. The constant of
/// the same name is its only value.
pub struct RootCollection<P>(PhantomData<fn() -> P>);

impl<P> RootCollection<P> {
    /// Creates the path.
    #[must_use]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<P: ResourcePath> RootCollection<P> {
    const LITERALS: &'static [&'static str] = &[P::TEMPLATE.before_key()];
}

impl<P> Default for RootCollection<P> {
    fn default() -> Self {
        Self::new()
    }
}

impl<P> Clone for RootCollection<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P> Copy for RootCollection<P> {}

impl<P> PartialEq for RootCollection<P> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<P: ResourcePath> fmt::Debug for RootCollection<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RootCollection({self})")
    }
}

impl<P: ResourcePath> fmt::Display for RootCollection<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        display_path(self, f)
    }
}

#[diagnostic::do_not_recommend]
impl<P: ResourcePath> ResourcePath for RootCollection<P> {
    type Target = Collection<P::Target>;
    type Values = [String; 0];
    type At<'v> = Self;

    const TEMPLATE: &'static PathTemplate = &PathTemplate::new(Self::LITERALS, &[]);

    fn value(&self, _: usize) -> &'static str {
        ""
    }

    fn at(_: &[String; 0]) -> Self {
        Self::new()
    }
}
