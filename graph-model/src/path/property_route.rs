//! Routes to single properties.
//!
//! OData URL Conventions 4.01, section 4.6. A property is read, set and cleared at a URL of its
//! own.

use std::fmt;
use std::marker::PhantomData;

use super::address_text::AddressText;
use super::error::PathError;
use super::route::{Address, Route};

/// The route to a property of type `P`, returned by [`Address::property`].
///
/// `A` says what a patch may do with the property: [`Nullable`](crate::query::Nullable),
/// [`NotNull`](crate::query::NotNull) or [`ReadOnly`](crate::query::ReadOnly). The route of a
/// complex property can be continued: `.property(…)` leads to a property inside it.
///
/// ```
/// use graph_model::path::{Address, Route};
/// use graph_model::{Endpoint, graph_complex, graph_entity};
///
/// #[graph_complex(odata = "microsoft.graph.mailboxSettings", tag = none)]
/// #[derive(Clone, Debug, Default, PartialEq)]
/// pub struct MailboxSettings {
///     pub time_zone: Option<String>,
/// }
///
/// #[graph_entity(odata = "microsoft.graph.user")]
/// pub struct User {
///     pub birthday: Option<String>,
///     pub mailbox_settings: Option<MailboxSettings>,
/// }
///
/// const ME: Route<User> = Route::singleton("me");
///
/// let birthday = ME.property(|user| user.birthday);
/// assert_eq!(birthday.get().build(&Endpoint::V1_0)?.uri().path(), "/v1.0/me/birthday");
///
/// let set = birthday.set("1998-05-04").build(&Endpoint::V1_0)?;
/// assert_eq!((set.method().as_str(), set.body().as_slice()), ("PUT", &br#"{"value":"1998-05-04"}"#[..]));
/// assert_eq!(birthday.clear().build(&Endpoint::V1_0)?.method(), "DELETE");
///
/// let settings = ME.property(|user| user.mailbox_settings);
/// let patch = settings.patch(MailboxSettings::patch().time_zone("UTC")).build(&Endpoint::V1_0)?;
/// assert_eq!((patch.method().as_str(), patch.uri().path()), ("PATCH", "/v1.0/me/mailboxSettings"));
/// assert_eq!(patch.body(), br#"{"timeZone":"UTC"}"#);
///
/// let zone = settings.property(|settings| settings.time_zone).value();
/// assert_eq!(zone.build(&Endpoint::V1_0)?.uri().path(), "/v1.0/me/mailboxSettings/timeZone/$value");
/// # Ok::<(), graph_model::RequestError>(())
/// ```
#[must_use = "a route does nothing until a request is made at it"]
pub struct PropertyRoute<P, A> {
    route: Route<P>,
    access: PhantomData<fn() -> A>,
}

impl<P, A> PropertyRoute<P, A> {
    pub(super) fn new(route: Route<P>) -> Self {
        Self {
            route,
            access: PhantomData,
        }
    }

    /// The name of the property on the wire.
    pub(crate) fn name(&self) -> &str {
        self.route.last_name()
    }
}

impl<P, A> Address for PropertyRoute<P, A> {
    type Target = P;

    fn to_address(&self) -> Result<AddressText, PathError> {
        self.route.to_address()
    }
}

impl<P, A> Clone for PropertyRoute<P, A> {
    fn clone(&self) -> Self {
        Self::new(self.route.clone())
    }
}

impl<P, A> PartialEq for PropertyRoute<P, A> {
    fn eq(&self, other: &Self) -> bool {
        self.route == other.route
    }
}

/// Writes the path, with its keys as segments.
impl<P, A> fmt::Display for PropertyRoute<P, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.route.fmt(f)
    }
}

impl<P, A> fmt::Debug for PropertyRoute<P, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PropertyRoute({self})")
    }
}
