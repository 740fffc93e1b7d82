//! Paths to properties. A path is a scope, and the names that lead from there to the property.

use std::fmt;
use std::marker::PhantomData;

use super::error::QueryError;
use crate::description::{NavigationPropertyPath, PropertyPath, PropertyScope};

/// A path to a property. It may go through casts to derived types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    scope: PropertyScope,
    /// The names with slashes between them. The string is empty for the value that is the scope
    /// itself.
    names: String,
    /// Whether a relationship is at its end.
    is_relationship: bool,
    /// Whether it leads through a relationship.
    is_through_relationship: bool,
    mistake: Option<QueryError>,
}

impl Path {
    /// The path to the value that is the scope itself.
    pub(super) fn at(scope: PropertyScope) -> Self {
        Self {
            scope,
            names: String::new(),
            is_relationship: false,
            is_through_relationship: false,
            mistake: None,
        }
    }

    /// The path that goes on by a name, unless the name is a mistake.
    pub(super) fn step(&self, name: Result<&str, QueryError>) -> Self {
        let mut path = self.clone();
        match name {
            Ok(name) => path.names = joined(&self.names, name),
            Err(mistake) => path.mistake = path.mistake.or(Some(mistake)),
        }
        path
    }

    /// The path of a relationship.
    pub(super) fn into_relationship(mut self) -> Self {
        self.is_relationship = true;
        self
    }

    /// Returns the mistake in the path, or that it starts neither at the entity that the query
    /// reads nor at one of the items that are bound around it.
    pub(super) fn mistake(&self, items: &[PropertyScope]) -> Option<QueryError> {
        let out_of_scope = || {
            let known = self.starts_at_root() || items.contains(&self.scope);
            (!known).then(|| QueryError::OutOfScope {
                property: self.name_in_errors(),
            })
        };
        self.mistake.clone().or_else(out_of_scope)
    }

    pub(super) fn scope(&self) -> PropertyScope {
        self.scope
    }

    pub(super) fn names(&self) -> &str {
        &self.names
    }

    /// Returns the mistake in a path of `$select` or `$expand`, which leads through complex values
    /// only (OData URL Conventions 4.01, sections 5.1.3 and 5.1.4).
    pub(super) fn mistake_in_selection(&self) -> Option<QueryError> {
        let through = || {
            self.is_through_relationship
                .then(|| QueryError::ThroughRelationship {
                    path: self.names.clone(),
                })
        };
        self.mistake(&[]).or_else(through)
    }

    /// The name of the property in errors. The item of a collection of plain values has no name, so
    /// it is called `item`.
    pub(super) fn name_in_errors(&self) -> String {
        match self.names.as_str() {
            "" => "item",
            names => names,
        }
        .to_owned()
    }

    /// The path to the entity that a query reads. It has no names.
    pub(super) fn root() -> Self {
        Self::at(PropertyScope::ROOT)
    }

    /// Whether the path starts at the entity that a query reads.
    pub(super) fn starts_at_root(&self) -> bool {
        self.scope == PropertyScope::ROOT
    }

    /// Prefixes this path with the path `outer`, if this path starts in `scope`, the scope that
    /// `outer` leads to.
    pub(super) fn nest(&mut self, scope: PropertyScope, outer: &Self) {
        if self.scope == scope {
            self.names = joined(&outer.names, &self.names);
            self.scope = outer.scope;
            self.is_through_relationship |= outer.is_relationship || outer.is_through_relationship;
            self.mistake = self.mistake.take().or_else(|| outer.mistake.clone());
        }
    }
}

/// The names of two paths, one after the other. Either may be empty.
fn joined(names: &str, more: &str) -> String {
    let slash = if names.is_empty() || more.is_empty() {
        ""
    } else {
        "/"
    };
    [names, slash, more].concat()
}

/// A handle that can be turned into a path.
pub(super) trait ToPath {
    fn to_path(&self) -> Path;
}

impl<P, A> ToPath for PropertyPath<P, A> {
    fn to_path(&self) -> Path {
        Path::at(self.scope()).step(Ok(self.name()))
    }
}

impl<P, A> ToPath for NavigationPropertyPath<P, A> {
    fn to_path(&self) -> Path {
        self.as_property().to_path().into_relationship()
    }
}

impl<H> ToPath for NestedPropertyPath<H> {
    fn to_path(&self) -> Path {
        self.0.clone()
    }
}

/// The path to a property of a complex value, such as `homeAddress/city`. `of` returns it. It can
/// be selected, expanded, ordered by and compared like its handle `H`.
///
/// ```
/// # use graph_model::{Endpoint, graph_complex, graph_entity};
/// # #[graph_complex(odata = "microsoft.graph.physicalAddress")]
/// # pub struct PhysicalAddress { pub city: Option<String> }
/// # #[graph_entity(odata = "microsoft.graph.contact", path = "/me/contacts/{contactId}")]
/// # pub struct Contact { pub home_address: Option<PhysicalAddress> }
/// let request = Contact::list()
///     .select(|contact| contact.home_address.of(|address| address.city))
///     .at(&ContactCollectionPath)
///     .build(&Endpoint::V1_0)?;
/// assert_eq!(request.uri().query(), Some("$select=homeAddress/city"));
/// # Ok::<(), graph_model::RequestError>(())
/// ```
// The compiler shows the line of the type, and so the comment, where a property is compared with `==`.
#[rustfmt::skip]
pub struct NestedPropertyPath<H>(Path, PhantomData<fn() -> H>); // for `==` write `.eq(…)`, for `>` `.gt(…)`

impl<H> NestedPropertyPath<H> {
    pub(super) fn new(path: Path) -> Self {
        Self(path, PhantomData)
    }

    pub(super) fn path_mut(&mut self) -> &mut Path {
        &mut self.0
    }
}

impl<P, A> NestedPropertyPath<PropertyPath<P, A>> {
    /// Returns the same property as a string; see [`PropertyPath::as_text`].
    #[must_use]
    pub fn as_text(&self) -> NestedPropertyPath<PropertyPath<String>> {
        NestedPropertyPath::new(self.0.clone())
    }
}

impl<H> Clone for NestedPropertyPath<H> {
    fn clone(&self) -> Self {
        Self::new(self.0.clone())
    }
}

/// Writes the names with slashes between them.
impl<H> fmt::Display for NestedPropertyPath<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.names)
    }
}

impl<H> fmt::Debug for NestedPropertyPath<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NestedPropertyPath({self})")
    }
}
