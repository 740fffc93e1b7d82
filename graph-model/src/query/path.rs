//! Paths to properties. A path is a scope, and the names that lead from there to the property.

use std::fmt;
use std::marker::PhantomData;

use crate::description::{NavigationPropertyPath, PropertyPath, PropertyScope};

/// A path to a property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    scope: PropertyScope,
    /// The names with slashes between them. The string is empty for the value that is the scope
    /// itself.
    names: String,
}

impl Path {
    pub(super) fn scope(&self) -> PropertyScope {
        self.scope
    }

    pub(super) fn names(&self) -> &str {
        &self.names
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
        Self {
            scope: PropertyScope::ROOT,
            names: String::new(),
        }
    }

    /// Whether the path starts at the entity that a query reads.
    pub(super) fn starts_at_root(&self) -> bool {
        self.scope == PropertyScope::ROOT
    }

    /// Prefixes this path with the path `outer`, if this path starts in `scope`, the scope that
    /// `outer` leads to.
    pub(super) fn nest(&mut self, scope: PropertyScope, outer: &Self) {
        if self.scope == scope {
            let slash = if outer.names.is_empty() || self.names.is_empty() {
                ""
            } else {
                "/"
            };
            self.names = [&outer.names, slash, &self.names].concat();
            self.scope = outer.scope;
        }
    }
}

/// A handle that can be turned into a path.
pub(super) trait ToPath {
    fn to_path(&self) -> Path;
}

impl<P, A> ToPath for PropertyPath<P, A> {
    fn to_path(&self) -> Path {
        Path {
            scope: self.scope(),
            names: self.name().to_owned(),
        }
    }
}

impl<P, A> ToPath for NavigationPropertyPath<P, A> {
    fn to_path(&self) -> Path {
        self.as_property().to_path()
    }
}

impl<H> ToPath for NestedPropertyPath<H> {
    fn to_path(&self) -> Path {
        self.path.clone()
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
pub struct NestedPropertyPath<H> {
    path: Path,
    handle: PhantomData<fn() -> H>,
}

impl<H> NestedPropertyPath<H> {
    pub(super) fn new(path: Path) -> Self {
        Self {
            path,
            handle: PhantomData,
        }
    }

    pub(super) fn path_mut(&mut self) -> &mut Path {
        &mut self.path
    }
}

impl<P, A> NestedPropertyPath<PropertyPath<P, A>> {
    /// The same property as a string; see [`PropertyPath::as_text`].
    #[must_use]
    pub fn as_text(&self) -> NestedPropertyPath<PropertyPath<String>> {
        NestedPropertyPath::new(self.path.clone())
    }
}

impl<H> Clone for NestedPropertyPath<H> {
    fn clone(&self) -> Self {
        Self::new(self.path.clone())
    }
}

/// Writes the names with slashes between them.
impl<H> fmt::Display for NestedPropertyPath<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path.names)
    }
}

impl<H> fmt::Debug for NestedPropertyPath<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NestedPropertyPath({self})")
    }
}
