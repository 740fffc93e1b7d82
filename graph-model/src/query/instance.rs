//! The value whose properties a closure names: the entity of the query, a complex value, a related
//! entity or an item of a collection.

use std::fmt;
use std::ops::Deref;

use super::error::QueryError;
use super::filter::Filter;
use super::path::{NestedPropertyPath, Path, ToPath};
use super::tree::Tree;
use crate::description::{
    Modelled, NavigationPropertyPath, PropertyPath, PropertyScope, Queryable, TypeDescription,
};
use crate::edm::RawJson;
use crate::wire::StructuredType;

/// The value that a closure of a query receives. Its fields are the properties of the type, and its
/// methods are for what the type does not declare: derived types and dynamic properties.
///
/// ```
/// # use graph_model::{Endpoint, graph_entity};
/// #[graph_entity(odata = "microsoft.graph.directoryObject", path = "/directoryObjects/{id}")]
/// pub struct DirectoryObject {}
///
/// #[graph_entity(odata = "microsoft.graph.user", base = DirectoryObject)]
/// pub struct User {
///     pub department: Option<String>,
/// }
///
/// let request = DirectoryObject::list()
///     .select(|object| (object.id, object.cast::<User>().of(|user| user.department)))
///     .filter(|object| object.dynamic("extension_a1_cost").typed::<i32>().gt(5))
///     .at(&DirectoryObjectCollectionPath)
///     .build(&Endpoint::V1_0)?;
/// assert_eq!(
///     request.uri().query().unwrap().replace("%20", " "),
///     "$select=id,microsoft.graph.user/department&$filter=extension_a1_cost gt 5"
/// );
/// # Ok::<(), graph_model::RequestError>(())
/// ```
pub struct Instance<T: Queryable> {
    scope: PropertyScope,
    properties: T::Properties,
}

impl<T: Queryable> Instance<T> {
    /// A value in a scope of its own.
    pub(super) fn new() -> Self {
        let scope = PropertyScope::new();
        Self {
            scope,
            properties: T::properties(scope),
        }
    }

    pub(super) fn scope(&self) -> PropertyScope {
        self.scope
    }

    /// Names a property that the type does not declare, such as a directory extension, or one that
    /// [`compute`](super::Query::compute) adds. [`typed`](NestedPropertyPath::typed) sets the type
    /// of its values.
    ///
    /// A name that is not an identifier makes the request fail to build.
    #[must_use]
    pub fn dynamic(&self, name: &str) -> NestedPropertyPath<PropertyPath<RawJson>> {
        NestedPropertyPath::new(Path::at(self.scope).step(identifier(name)))
    }

    /// Names a relationship that the type does not declare. It leads to one entity `R`, or to many
    /// if `R` is a `Vec`.
    ///
    /// A name that is not an identifier makes the request fail to build.
    #[must_use]
    pub fn dynamic_navigation<R>(
        &self,
        name: &str,
    ) -> NestedPropertyPath<NavigationPropertyPath<R>> {
        NestedPropertyPath::new(
            Path::at(self.scope)
                .step(identifier(name))
                .into_relationship(),
        )
    }

    /// Names all properties, as `$select` and `$expand` do: `*` (OData URL Conventions 4.01,
    /// sections 5.1.3 and 5.1.4).
    #[must_use]
    pub fn all(&self) -> NestedPropertyPath<AllProperties> {
        NestedPropertyPath::new(Path::at(self.scope).step(Ok("*")))
    }
}

impl<T: Queryable + Modelled<Declared: StructuredType>> Instance<T> {
    /// Casts the value to a derived type, whose properties [`of`](NestedPropertyPath::of) names
    /// (OData URL Conventions 4.01, section 4.11). If the value is not of that type, its properties
    /// are null.
    #[must_use]
    pub fn cast<D: StructuredType>(&self) -> NestedPropertyPath<PropertyPath<D>> {
        NestedPropertyPath::new(cast::<T, D>(&Path::at(self.scope)))
    }

    /// Holds if the value is of this type or of one that derives from it (OData URL Conventions
    /// 4.01, section 5.1.1.10.2).
    pub fn is_of<D: StructuredType>(&self) -> Filter {
        is_of::<T, D>(Path::at(self.scope))
    }
}

impl<T: Queryable<Properties: Clone>> Clone for Instance<T> {
    fn clone(&self) -> Self {
        Self {
            scope: self.scope,
            properties: self.properties.clone(),
        }
    }
}

impl<T: Queryable<Properties: Copy>> Copy for Instance<T> {}

impl<T: Queryable> Deref for Instance<T> {
    type Target = T::Properties;

    fn deref(&self) -> &T::Properties {
        &self.properties
    }
}

impl<T: Queryable> fmt::Debug for Instance<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Instance").finish_non_exhaustive()
    }
}

/// The handle of all properties; see [`Instance::all`].
#[derive(Clone, Copy, Debug)]
pub enum AllProperties {}

/// Checks that a name is an identifier, so that it cannot change the meaning of the query.
pub(super) fn identifier(name: &str) -> Result<&str, QueryError> {
    // They are literals and an operator.
    let is_taken = ["null", "true", "false", "not", "INF", "NaN"].contains(&name);
    let mut characters = name.chars();
    let starts = characters
        .next()
        .is_some_and(|first| first == '_' || first.is_alphabetic());
    if !is_taken
        && starts
        && characters.all(|character| character == '_' || character.is_alphanumeric())
    {
        Ok(name)
    } else {
        Err(QueryError::Name {
            name: name.to_owned(),
        })
    }
}

/// The name of the type that a value is cast to or tested for.
fn derived<T, D>() -> Result<&'static str, QueryError>
where
    T: Modelled<Declared: StructuredType>,
    D: StructuredType,
{
    let (from, to): (&TypeDescription, &TypeDescription) = (T::Declared::TYPE, D::TYPE);
    if to.is_or_derives_from(from) {
        Ok(to.name())
    } else {
        Err(QueryError::UnrelatedCast {
            to: to.name(),
            from: from.name(),
        })
    }
}

fn cast<T, D>(path: &Path) -> Path
where
    T: Modelled<Declared: StructuredType>,
    D: StructuredType,
{
    path.step(derived::<T, D>())
}

fn is_of<T, D>(value: Path) -> Filter
where
    T: Modelled<Declared: StructuredType>,
    D: StructuredType,
{
    Filter::new(match derived::<T, D>() {
        // Microsoft Graph takes the name of a type as a string (its documentation of
        // `namedLocation`). The grammar of OData has no quotes here.
        Ok(name) => Tree::IsOf {
            value,
            ty: if name.starts_with("microsoft.graph.") {
                ["'", name, "'"].concat()
            } else {
                name.to_owned()
            },
        },
        Err(mistake) => Tree::Mistake(mistake),
    })
}

macro_rules! casts {
    ($([$one:ty, $many:ty, $cast:ty, $cast_all:ty]),*) => {
        $(
            impl<P: Modelled<Declared: StructuredType>, A> $one {
                /// Casts the value to a derived type; see [`Instance::cast`].
                #[must_use]
                pub fn cast<D: StructuredType>(&self) -> NestedPropertyPath<$cast> {
                    NestedPropertyPath::new(cast::<P, D>(&self.to_path()))
                }

                /// Holds if the value is of this type or of one that derives from it; see
                /// [`Instance::is_of`].
                pub fn is_of<D: StructuredType>(&self) -> Filter {
                    is_of::<P, D>(self.to_path())
                }
            }

            impl<P: Modelled<Declared: StructuredType>, A> $many {
                /// Casts the items to a derived type; see [`Instance::cast`].
                #[must_use]
                pub fn cast<D: StructuredType>(&self) -> NestedPropertyPath<$cast_all> {
                    NestedPropertyPath::new(cast::<P, D>(&self.to_path()))
                }
            }
        )*
    };
}

casts!(
    [PropertyPath<P, A>, PropertyPath<Vec<P>, A>, PropertyPath<D, A>, PropertyPath<Vec<D>, A>],
    [
        NavigationPropertyPath<P, A>, NavigationPropertyPath<Vec<P>, A>,
        NavigationPropertyPath<D, A>, NavigationPropertyPath<Vec<D>, A>
    ],
    [
        NestedPropertyPath<PropertyPath<P, A>>, NestedPropertyPath<PropertyPath<Vec<P>, A>>,
        PropertyPath<D, A>, PropertyPath<Vec<D>, A>
    ],
    [
        NestedPropertyPath<NavigationPropertyPath<P, A>>, NestedPropertyPath<NavigationPropertyPath<Vec<P>, A>>,
        NavigationPropertyPath<D, A>, NavigationPropertyPath<Vec<D>, A>
    ]
);

/// A value of any type, such as a dynamic property, has types and properties that only the caller
/// knows.
macro_rules! untyped {
    ($([$($generics:tt)*] $handle:ty),*) => {
        $(
            impl<$($generics)*> $handle {
                /// Returns the same property, with values of this type.
                #[must_use]
                pub fn typed<P>(&self) -> NestedPropertyPath<PropertyPath<P>> {
                    NestedPropertyPath::new(self.to_path())
                }

                /// Names a property of the value. If the name is not an identifier, the request
                /// fails to build.
                #[must_use]
                pub fn dynamic(&self, name: &str) -> NestedPropertyPath<PropertyPath<RawJson>> {
                    NestedPropertyPath::new(self.to_path().step(identifier(name)))
                }
            }
        )*
    };
}

untyped!([A] PropertyPath<RawJson, A>, [A] NestedPropertyPath<PropertyPath<RawJson, A>>);
