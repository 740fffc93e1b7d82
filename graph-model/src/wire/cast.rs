//! Casts of routes to derived types.
//!
//! OData URL Conventions 4.01, section 4.11.

use super::kind::EntityType;
use super::structured_type::StructuredType;
use crate::description::{Modelled, TypeDescription};
use crate::path::{Collection, PathError, Route};

/// The target of a route that can be cast: an entity type, a union, or a collection of either.
pub trait Castable {
    /// The target of the cast route.
    type To<D>;

    /// The type that is declared at the end of the route.
    #[doc(hidden)]
    fn declared() -> &'static TypeDescription;
}

impl<T: Modelled<Declared: StructuredType>> Castable for T {
    type To<D> = D;

    fn declared() -> &'static TypeDescription {
        T::Declared::TYPE
    }
}

impl<T: Modelled<Declared: StructuredType>> Castable for Collection<T> {
    type To<D> = Collection<D>;

    fn declared() -> &'static TypeDescription {
        T::Declared::TYPE
    }
}

impl<T: Castable> Route<T> {
    /// Returns the route to the entities of this derived type only.
    ///
    /// ```
    /// use graph_model::path::{Address, Collection, Route};
    /// use graph_model::{Endpoint, graph_entity};
    ///
    /// #[graph_entity(odata = "microsoft.graph.directoryObject")]
    /// #[derive(Clone, Debug, Default, PartialEq)]
    /// pub struct DirectoryObject {}
    ///
    /// #[graph_entity(odata = "microsoft.graph.group", base = DirectoryObject)]
    /// #[derive(Clone, Debug, Default, PartialEq)]
    /// pub struct Group {
    ///     pub display_name: Option<String>,
    /// }
    ///
    /// #[graph_entity(odata = "microsoft.graph.user", base = DirectoryObject)]
    /// #[derive(Clone, Debug, Default, PartialEq)]
    /// pub struct User {
    ///     #[graph(navigation)]
    ///     pub member_of: Vec<DirectoryObject>,
    /// }
    ///
    /// const ME: Route<User> = Route::singleton("me");
    ///
    /// let groups = ME.to(|user| user.member_of).cast::<Group>();
    /// let request = Group::list().at(&groups).build(&Endpoint::V1_0)?;
    /// assert_eq!(request.uri().path(), "/v1.0/me/memberOf/microsoft.graph.group");
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    pub fn cast<D: EntityType>(&self) -> Route<T::To<D>> {
        let declared = T::declared();
        self.with_cast(if D::TYPE.is_or_derives_from(declared) {
            Ok(D::TYPE.name())
        } else {
            Err(PathError::UnrelatedCast {
                to: D::TYPE.name(),
                from: declared.name(),
            })
        })
    }
}
