//! `$search`: words and phrases, and how they are joined.
//!
//! OData URL Conventions 4.01, section 5.1.8; ABNF, `searchExpr`. Microsoft Graph writes a property
//! and a word as one phrase.

use std::fmt;
use std::ops::Not;

use super::error::QueryError;
use super::path::{Path, ToPath};
use crate::description::PropertyScope;

/// A search expression (`$search`). A string is a phrase.
///
/// Words, phrases and properties are quoted and encoded; nothing in them can change the meaning of
/// the search.
///
/// ```
/// use graph_model::query::Search;
///
/// let bikes = Search::word("bike").or(Search::phrase("mountain bike"));
/// assert_eq!(
///     bikes.and(!Search::word("children")).to_string(),
///     r#"(bike OR "mountain bike") AND NOT children"#
/// );
/// assert_eq!(Search::phrase(r#"3" or "4"#).to_string(), r#""3\" or \"4""#);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a search does nothing until it is part of a query"]
pub struct Search(Term);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Term {
    Word(String),
    Phrase(String),
    Property(Path, String),
    Not(Box<Term>),
    And(Box<[Term; 2]>),
    Or(Box<[Term; 2]>),
}

impl Search {
    /// Looks for a word. A string that is not one word, and the words `AND`, `OR` and `NOT`, are
    /// written as phrases.
    pub fn word(word: impl Into<String>) -> Self {
        let word = word.into();
        let is_word = !word.is_empty()
            && word.chars().all(char::is_alphanumeric)
            && !matches!(word.as_str(), "AND" | "OR" | "NOT");
        Self(if is_word {
            Term::Word(word)
        } else {
            Term::Phrase(word)
        })
    }

    /// Looks for a phrase, which is written between quotes.
    pub fn phrase(phrase: impl Into<String>) -> Self {
        Self(Term::Phrase(phrase.into()))
    }

    /// Looks for a word or phrase in one property, as Microsoft Graph does for directory objects:
    /// `"displayName:Video"`.
    ///
    /// ```
    /// # use graph_model::{Endpoint, graph_entity};
    /// # #[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
    /// # pub struct Group { pub display_name: Option<String>, pub description: Option<String> }
    /// use graph_model::query::Search;
    ///
    /// let request = Group::list()
    ///     .search(|group| {
    ///         let name = Search::property(group.display_name, "Video");
    ///         name.or(Search::property(group.description, "prod"))
    ///     })
    ///     .at(&GroupCollectionPath)
    ///     .eventual_consistency()
    ///     .build(&Endpoint::V1_0)?;
    /// assert_eq!(
    ///     request.uri().query(),
    ///     Some("$search=%22displayName:Video%22%20OR%20%22description:prod%22")
    /// );
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    pub fn property(property: impl SearchableProperty, text: impl AsRef<str>) -> Self {
        Self(Term::Property(property.path(), text.as_ref().to_owned()))
    }

    /// Prefixes each path that starts in `scope` with the path `outer`.
    pub(super) fn nest(&mut self, scope: PropertyScope, outer: &Path) {
        self.0.nest(scope, outer);
    }

    /// Returns the first mistake: a handle that belongs to another closure, or nothing to look for.
    pub(super) fn mistake(&self) -> Option<QueryError> {
        self.0.mistake()
    }

    /// Matches if both searches match.
    pub fn and(self, other: Self) -> Self {
        Self(Term::And(Box::new([self.0, other.0])))
    }

    /// Matches if at least one of the searches matches.
    pub fn or(self, other: Self) -> Self {
        Self(Term::Or(Box::new([self.0, other.0])))
    }
}

impl Not for Search {
    type Output = Self;

    /// Negates the search.
    fn not(self) -> Self {
        Self(Term::Not(Box::new(self.0)))
    }
}

/// The argument of [`search`](super::Query::search): a [`Search`], or a string, which is a phrase.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not what a query searches for",
    label = "neither a `Search` nor a string",
    note = "write `Search::word(\"bike\")`, `Search::phrase(\"mountain bike\")` or `Search::property(group.display_name, \"bike\")`"
)]
pub trait IntoSearch {
    /// Returns the search.
    fn into_search(self) -> Search;
}

#[diagnostic::do_not_recommend]
impl IntoSearch for Search {
    fn into_search(self) -> Search {
        self
    }
}

#[diagnostic::do_not_recommend]
impl IntoSearch for &str {
    fn into_search(self) -> Search {
        Search::phrase(self)
    }
}

#[diagnostic::do_not_recommend]
impl IntoSearch for String {
    fn into_search(self) -> Search {
        Search::phrase(self)
    }
}

impl fmt::Display for Search {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write(0, f)
    }
}

impl Term {
    fn nest(&mut self, scope: PropertyScope, outer: &Path) {
        match self {
            Self::Word(_) | Self::Phrase(_) => {}
            Self::Property(path, _) => path.nest(scope, outer),
            Self::Not(term) => term.nest(scope, outer),
            Self::And(terms) | Self::Or(terms) => {
                for term in terms.iter_mut() {
                    term.nest(scope, outer);
                }
            }
        }
    }

    fn mistake(&self) -> Option<QueryError> {
        match self {
            Self::Word(text) | Self::Phrase(text) if text.is_empty() => {
                Some(QueryError::NoValues {
                    property: "$search".to_owned(),
                })
            }
            Self::Word(_) | Self::Phrase(_) => None,
            Self::Property(path, _) => path.mistake(&[]),
            Self::Not(term) => term.mistake(),
            Self::And(terms) | Self::Or(terms) => terms.iter().find_map(Self::mistake),
        }
    }

    fn precedence(&self) -> u8 {
        match self {
            Self::Or(_) => 0,
            Self::And(_) => 1,
            Self::Not(_) => 2,
            Self::Word(_) | Self::Phrase(_) | Self::Property(..) => 3,
        }
    }

    fn write(&self, least: u8, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.precedence() < least {
            f.write_str("(")?;
            self.write(0, f)?;
            return f.write_str(")");
        }
        match self {
            Self::Word(word) => f.write_str(word),
            Self::Phrase(phrase) => write!(f, "\"{}\"", escaped(phrase)),
            Self::Property(path, text) => write!(f, "\"{}:{}\"", path.names(), escaped(text)),
            Self::Not(term) => {
                f.write_str("NOT ")?;
                term.write(3, f)
            }
            Self::And(terms) => write_joined(terms, " AND ", 1, f),
            Self::Or(terms) => write_joined(terms, " OR ", 0, f),
        }
    }
}

/// A phrase, with what ends one escaped.
fn escaped(phrase: &str) -> String {
    phrase.replace('\\', r"\\").replace('"', "\\\"")
}

fn write_joined(
    [left, right]: &[Term; 2],
    between: &str,
    least: u8,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    left.write(least, f)?;
    f.write_str(between)?;
    right.write(least, f)
}

mod sealed {
    use crate::description::PropertyPath;
    use crate::query::path::NestedPropertyPath;

    pub trait Sealed {}

    impl<P, A> Sealed for PropertyPath<P, A> {}
    impl<P, A> Sealed for NestedPropertyPath<PropertyPath<P, A>> {}
}

/// A property that can be searched: its handle, or the path to a nested property.
pub trait SearchableProperty: Sized + sealed::Sealed {
    /// The path.
    #[doc(hidden)]
    fn path(self) -> Path;
}

#[diagnostic::do_not_recommend]
impl<H: ToPath + sealed::Sealed> SearchableProperty for H {
    fn path(self) -> Path {
        self.to_path()
    }
}
