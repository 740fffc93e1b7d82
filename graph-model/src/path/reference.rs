//! References to entities, which relationships are bound to.
//!
//! OData JSON Format 4.01, section 8.5: `name@odata.bind` holds the URL of an entity, or an array
//! of them.

use self::sealed::Sealed;
use super::address_text::AddressText;
use super::convention::{ReferenceConvention, UrlConventions};
use super::endpoint::Endpoint;
use super::error::PathError;
use super::route::Address;
use crate::description::{Queryable, TypeDescription};

mod sealed {
    use crate::description::Queryable;
    use crate::path::route::Address;

    /// Keeps other crates from implementing [`EntityReference`](super::EntityReference).
    pub trait Sealed {}

    impl<P: Address<Target: Queryable>> Sealed for &P {}
    impl Sealed for &str {}
    impl Sealed for &String {}
    impl Sealed for String {}
}

/// A value that a navigation property can be bound to: a typed path or a URL.
///
/// A string is the URL of an entity, absolute or relative to the service root. A key alone is not a
/// URL, so the request fails to build. The same is true of the name of a singleton; use a route
/// instead.
///
/// A path becomes a URL when the request is built, because the endpoint is known then: a full URL,
/// or one below the service root if the [endpoint](Endpoint::with_references) says so. In a patch
/// that is serialised by other means, and in a patch inside another patch, the path is relative to
/// the service root, such as `users/4f`.
///
/// ```
/// use graph_model::{Endpoint, graph_entity};
///
/// #[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId}")]
/// pub struct User {
///     #[graph(navigation)]
///     pub manager: Option<Box<User>>,
///     #[graph(navigation)]
///     pub direct_reports: Vec<User>,
/// }
///
/// let request = User::patch()
///     .bind_manager(&UserPath { user_id: "4f" })
///     .at(&UserPath { user_id: "5a" })
///     .build(&Endpoint::V1_0)?;
/// assert_eq!(
///     request.body(),
///     br##"{"@odata.type":"#microsoft.graph.user","manager@odata.bind":"https://graph.microsoft.com/v1.0/users/4f"}"##
/// );
/// # Ok::<(), graph_model::RequestError>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a reference to an entity",
    label = "neither a path nor a URL",
    note = "use a path such as `&UserPath {{ user_id: \"…\" }}`, or a string with a URL"
)]
pub trait EntityReference: Sealed {
    /// Returns the location of the entity.
    #[doc(hidden)]
    fn target(&self) -> Result<ReferenceTarget, PathError>;

    /// The type of the entity, if it is known.
    #[doc(hidden)]
    fn entity_type(&self) -> Option<&'static TypeDescription> {
        None
    }

    /// Returns the location of the entity, unless it is of another type than the entities of a
    /// relationship. It may be of a derived type, or be declared as a base type.
    #[doc(hidden)]
    fn target_of_type(
        &self,
        expected: Option<&'static TypeDescription>,
    ) -> Result<ReferenceTarget, PathError> {
        let derives = |ty: &'static TypeDescription, from: &TypeDescription| {
            ty.ancestry().any(|ancestor| ancestor.name() == from.name())
        };
        if let (Some(given), Some(expected)) = (self.entity_type(), expected)
            && !derives(given, expected)
            && !derives(expected, given)
        {
            return Err(PathError::OtherType {
                given: given.name(),
                expected: expected.name(),
            });
        }
        self.target()
    }
}

/// The location of a referenced entity.
#[doc(hidden)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReferenceTarget {
    /// A path of the service, which starts with a slash.
    Path(AddressText),
    /// A URL.
    Url(String),
}

impl ReferenceTarget {
    /// Returns the URL, relative to the service root if the endpoint is not known.
    pub(crate) fn url(&self, endpoint: Option<&Endpoint>) -> String {
        let path = match self {
            Self::Url(url) => return url.clone(),
            Self::Path(path) => path.clone(),
        };
        let conventions = endpoint.map_or_else(UrlConventions::default, Endpoint::conventions);
        let path = path.into_path(conventions);
        match endpoint {
            Some(endpoint) if conventions.references == ReferenceConvention::Absolute => {
                [endpoint.as_str(), &path].concat()
            }
            _ => path.trim_start_matches('/').to_owned(),
        }
    }
}

#[diagnostic::do_not_recommend]
impl<P: Address<Target: Queryable>> EntityReference for &P {
    fn target(&self) -> Result<ReferenceTarget, PathError> {
        self.to_address().map(ReferenceTarget::Path)
    }

    fn entity_type(&self) -> Option<&'static TypeDescription> {
        <P::Target as Queryable>::STRUCTURE
    }
}

#[diagnostic::do_not_recommend]
impl EntityReference for &str {
    fn target(&self) -> Result<ReferenceTarget, PathError> {
        (*self).to_owned().target()
    }
}

#[diagnostic::do_not_recommend]
impl EntityReference for &String {
    fn target(&self) -> Result<ReferenceTarget, PathError> {
        self.as_str().target()
    }
}

#[diagnostic::do_not_recommend]
impl EntityReference for String {
    fn target(&self) -> Result<ReferenceTarget, PathError> {
        if self.is_empty() {
            return Err(PathError::EmptyValue {
                placeholder: "reference",
            });
        }
        // A key alone, such as `4f`, would be read as an entity set or a singleton. A reference to
        // an earlier request of a batch starts with `$`.
        if !self.contains(['/', '(']) && !self.starts_with('$') {
            return Err(PathError::NotAUrl { text: self.clone() });
        }
        Ok(ReferenceTarget::Url(self.clone()))
    }
}
