//! Routes: typed paths as values, which follow the relationships of a model.
//!
//! OData URL Conventions 4.01, sections 4.1 to 4.6. A route starts at a singleton or an entity set,
//! or at a path that an attribute generated. It follows navigation properties through the handles
//! that queries use, so nothing is generated for each relationship.

use std::fmt;
use std::marker::PhantomData;

use super::address_text::AddressText;
use super::convention::UrlConventions;
use super::error::PathError;
use super::identifier::is_identifier;
use super::key::{Key, KeyValue};
use super::one_resource::OneResource;
use super::property_route::PropertyRoute;
use crate::description::{
    NavigationPropertyPath, PropertyPath, PropertyScope, Queryable, TypeDescription,
};

/// A place in a service: a path that an attribute generated, or a [`Route`].
///
/// ```
/// use graph_model::path::{Address, Collection, Route};
/// use graph_model::{Endpoint, graph_entity};
///
/// #[graph_entity(odata = "microsoft.graph.message")]
/// #[derive(Clone, Debug, Default, PartialEq)]
/// pub struct Message {
///     pub subject: Option<String>,
///     pub is_read: Option<bool>,
/// }
///
/// #[graph_entity(odata = "microsoft.graph.mailFolder")]
/// #[derive(Clone, Debug, Default, PartialEq)]
/// pub struct MailFolder {
///     #[graph(navigation)]
///     pub messages: Vec<Message>,
/// }
///
/// #[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId}")]
/// #[derive(Clone, Debug, Default, PartialEq)]
/// pub struct User {
///     #[graph(navigation)]
///     pub mail_folders: Vec<MailFolder>,
/// }
///
/// const ME: Route<User> = Route::singleton("me");
///
/// let messages = ME.to(|user| user.mail_folders).key("inbox").to(|folder| folder.messages);
/// let request = Message::list()
///     .filter(|message| message.is_read.eq(false))
///     .at(&messages)
///     .build(&Endpoint::V1_0)?;
/// assert_eq!(
///     request.uri(),
///     "https://graph.microsoft.com/v1.0/me/mailFolders/inbox/messages?$filter=isRead%20eq%20false"
/// );
///
/// // A generated path continues in the same way.
/// let messages = UserPath { user_id: "4f" }
///     .to(|user| user.mail_folders)
///     .key("inbox")
///     .to(|folder| folder.messages);
/// let request = Message::patch().is_read(true).at(&messages.key("AAMk")).build(&Endpoint::V1_0)?;
/// assert_eq!(request.uri().path(), "/v1.0/users/4f/mailFolders/inbox/messages/AAMk");
/// # Ok::<(), graph_model::RequestError>(())
/// ```
pub trait Address: Sized {
    /// The type of the resource there: an entity type, or a [`Collection`] of one.
    type Target;

    /// Returns the encoded path.
    #[doc(hidden)]
    fn to_address(&self) -> Result<AddressText, PathError>;

    /// Returns the route to the entities that are related to the one at this place.
    fn to<H: RelationshipHandle>(
        &self,
        relationship: impl FnOnce(&<Self::Target as OneResource>::Properties) -> H,
    ) -> Route<H::Target>
    where
        Self::Target: OneResource,
    {
        let scope = PropertyScope::new();
        let relationship = relationship(&<Self::Target as OneResource>::properties(scope));
        let mut route = relationship.follow(Route::after(self), scope);
        route.is_relationship = true;
        route
    }

    /// Returns the route to a file or a folder below this one, by its path, as OneDrive and
    /// SharePoint address them.
    ///
    /// The slashes between the names are kept, and each name is encoded, so that no name can end
    /// the path. A further call continues the path. A leading slash may be missing. An empty name,
    /// `.` or `..` is refused.
    ///
    /// ```
    /// use graph_model::path::{Address, Route};
    /// use graph_model::{Endpoint, graph_entity};
    ///
    /// #[graph_entity(odata = "microsoft.graph.driveItem")]
    /// #[derive(Clone, Debug, Default, PartialEq)]
    /// pub struct DriveItem {
    ///     #[graph(navigation)]
    ///     pub children: Vec<DriveItem>,
    /// }
    ///
    /// const ROOT: Route<DriveItem> = Route::singleton("me/drive/root");
    ///
    /// let folder = ROOT.at_file_path("Flowers/Tulips & more");
    /// let request = DriveItem::get().at(&folder).build(&Endpoint::V1_0)?;
    /// assert_eq!(request.uri().path(), "/v1.0/me/drive/root:/Flowers/Tulips%20%26%20more");
    ///
    /// let request = DriveItem::list().at(&folder.to(|item| item.children)).build(&Endpoint::V1_0)?;
    /// assert_eq!(request.uri().path(), "/v1.0/me/drive/root:/Flowers/Tulips%20%26%20more:/children");
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    fn at_file_path(&self, path: &str) -> Route<Self::Target>
    where
        Self::Target: OneResource,
    {
        let mut route = Route::after(self);
        let names = || path.strip_prefix('/').unwrap_or(path).split('/');
        if let Some(mistake) = names().find_map(|name| mistake_in(name, "file path")) {
            route.note(mistake);
        }
        route.steps.push_file_path(names());
        route
    }

    /// Returns the route to this place.
    fn route(&self) -> Route<Self::Target> {
        Route {
            is_relationship: self.is_relationship(),
            ..Route::after(self)
        }
    }

    /// Whether the last step follows a relationship, so that there is a reference to change.
    #[doc(hidden)]
    fn is_relationship(&self) -> bool {
        false
    }

    /// Returns the route to a property, such as `/me/birthday`; see [`PropertyRoute`].
    fn property<P, A>(
        &self,
        property: impl FnOnce(&<Self::Target as OneResource>::Properties) -> PropertyPath<P, A>,
    ) -> PropertyRoute<P, A>
    where
        Self::Target: OneResource,
    {
        let scope = PropertyScope::new();
        let property = property(&<Self::Target as OneResource>::properties(scope));
        PropertyRoute::new(Route::after(self).then(&property, scope))
    }

    /// Returns the route to the bytes of a stream property, such as `/me/drive/root/content`. See
    /// [`Stream`](crate::edm::Stream).
    fn stream<P: StreamValue, A>(
        &self,
        property: impl FnOnce(&<Self::Target as OneResource>::Properties) -> PropertyPath<P, A>,
    ) -> Route<P::Stream>
    where
        Self::Target: OneResource,
    {
        let scope = PropertyScope::new();
        let property = property(&<Self::Target as OneResource>::properties(scope));
        Route::after(self).then(&property, scope)
    }

    /// Follows a navigation property that the model does not declare, by its name on the wire. The
    /// caller chooses the type that it leads to: an entity type, or a [`Collection`] of one.
    ///
    /// ```
    /// use graph_model::path::{Address, Collection, Route};
    /// use graph_model::{Endpoint, graph_entity};
    ///
    /// #[graph_entity(odata = "microsoft.graph.user")]
    /// pub struct User {}
    ///
    /// const ME: Route<User> = Route::singleton("me");
    ///
    /// let reports = ME.to_undeclared::<Collection<User>>("directReports");
    /// let request = User::list().at(&reports).build(&Endpoint::V1_0)?;
    /// assert_eq!(request.uri().path(), "/v1.0/me/directReports");
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    fn to_undeclared<T>(&self, name: &str) -> Route<T> {
        let mut route = Route::after(self);
        if let Some(mistake) = mistake_in(name, "name") {
            route.note(mistake);
        }
        route.steps.push_segment(name);
        route.is_relationship = true;
        route
    }
}

/// The type of a stream property: [`Stream`](crate::edm::Stream).
#[diagnostic::on_unimplemented(
    message = "a property of type `{Self}` is not a stream",
    label = "not a stream",
    note = "`.property(…)` leads to other properties; the type of a stream property is `graph_model::edm::Stream`"
)]
pub trait StreamValue {
    /// The stream. A route to it has this type and not `Self`, so that a property that is not a
    /// stream is one error, and not one for each method that is called on the route.
    type Stream;
}

/// The entities of a collection, as the target of a [`Route`].
pub struct Collection<T>(PhantomData<fn() -> T>);

/// The target of a relationship to one entity.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not one entity",
    label = "a relationship to many entities",
    note = "`add` and `remove` change the references of a relationship to many entities"
)]
pub trait SingleTarget {
    /// The type of the entity, if it is known.
    #[doc(hidden)]
    const STRUCTURE: Option<&'static TypeDescription>;
}

#[diagnostic::do_not_recommend]
impl<T: Queryable> SingleTarget for T {
    const STRUCTURE: Option<&'static TypeDescription> = <T as Queryable>::STRUCTURE;
}

/// The handle of a navigation property.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a relationship",
    label = "a route follows navigation properties",
    note = "`.property(…)` and `.stream(…)` lead to the other properties; a relationship is marked `#[graph(navigation)]`"
)]
pub trait RelationshipHandle {
    /// The target of a route that follows the property.
    type Target;

    /// Follows the relationship from the end of a route.
    #[doc(hidden)]
    fn follow<T>(&self, route: Route<T>, scope: PropertyScope) -> Route<T>;
}

#[diagnostic::do_not_recommend]
impl<R: Relationship, A> RelationshipHandle for NavigationPropertyPath<R, A> {
    type Target = R::Target;

    fn follow<T>(&self, route: Route<T>, scope: PropertyScope) -> Route<T> {
        route.then(self.as_property(), scope)
    }
}

/// The type of a navigation property: an entity type, or a `Vec` of one.
pub trait Relationship {
    /// The target of a route that follows the property.
    type Target;
}

impl<T> Relationship for Vec<T> {
    type Target = Collection<T>;
}

impl<T: Queryable> Relationship for T {
    type Target = T;
}

/// A typed path to a `T`, or to a [`Collection`] of them; see [`Address`].
///
/// A route that follows a relationship can also change the reference itself, with
/// [`add`](Self::add) and [`remove`](Self::remove), or with [`set`](Self::set) and
/// [`unset`](Self::unset). They never change the entity that the reference leads to.
#[must_use = "a route does nothing until a request is made at it"]
pub struct Route<T> {
    /// The name of the singleton or the entity set, unless the route continues at another place.
    root: Option<&'static str>,
    steps: AddressText,
    /// Whether the last step follows a relationship.
    is_relationship: bool,
    mistake: Option<PathError>,
    of: PhantomData<fn() -> T>,
}

impl<T> Route<T> {
    /// Returns the route to a singleton, such as `/me` (OData CSDL 4.01, section 13.3).
    pub const fn singleton(name: &'static str) -> Self {
        Self::start(Some(name))
    }

    /// The route to the service root, where unbound operations are.
    #[doc(hidden)]
    pub const fn service() -> Self {
        Self::start(None)
    }

    /// The route to this address.
    pub(crate) fn at_address(address: Result<AddressText, PathError>) -> Self {
        let mut route = Self::service();
        match address {
            Ok(steps) => route.steps = steps,
            Err(error) => route.note(error),
        }
        route
    }

    const fn start(root: Option<&'static str>) -> Self {
        Self {
            root,
            steps: AddressText::new(),
            is_relationship: false,
            mistake: None,
            of: PhantomData,
        }
    }

    /// The start of a route that continues at another place.
    fn after(address: &impl Address) -> Self {
        Self::at_address(address.to_address())
    }

    /// The same route, one step further: to a property whose handle must be of this scope.
    fn then<P, A>(mut self, property: &PropertyPath<P, A>, scope: PropertyScope) -> Self {
        if property.scope() != scope {
            self.note(PathError::OutOfScope {
                property: property.name().to_owned(),
            });
        }
        self.steps.push_segment(property.name());
        self
    }

    fn note(&mut self, mistake: PathError) {
        self.mistake.get_or_insert(mistake);
    }

    /// The same route, followed by encoded text, to a place of another type.
    pub(crate) fn followed_by<U>(&self, text: &str) -> Route<U> {
        let mut route = Route::after(self);
        route.steps.push(text);
        route
    }

    /// The name of the property that the last step leads to.
    pub(super) fn last_name(&self) -> &str {
        let steps = self.steps.text();
        steps.rsplit('/').next().unwrap_or(steps)
    }

    /// The same route, cast to what `U` names, or with the mistake in the cast.
    pub(crate) fn with_cast<U>(&self, name: Result<&str, PathError>) -> Route<U> {
        let mut route = Route::after(self);
        match name {
            Ok(name) => route.steps.push_segment(name),
            Err(mistake) => route.note(mistake),
        }
        route
    }

    /// Returns the encoded path, and an error unless the route follows a relationship.
    pub(crate) fn to_relationship(&self) -> Result<AddressText, PathError> {
        let address = self.to_address()?;
        if self.is_relationship {
            Ok(address)
        } else {
            Err(PathError::NoRelationship {
                path: address.into_path(UrlConventions::default()),
            })
        }
    }
}

impl<T> Route<Collection<T>> {
    /// Returns the route to an entity set, such as `/users` (OData CSDL 4.01, section 13.2).
    pub const fn entity_set(name: &'static str) -> Self {
        Self::start(Some(name))
    }

    /// Returns the route to the entity with this key. The endpoint decides how the key is written;
    /// see [`Endpoint::with_keys`](super::Endpoint::with_keys).
    #[allow(
        clippy::needless_pass_by_value,
        reason = "`.key(7)` and `.key(\"4f\")` need no reference"
    )]
    pub fn key(&self, key: impl KeyValue) -> Route<T> {
        self.keyed(key.to_key().map(|key| vec![(String::new(), key)]))
    }

    /// The route to the entity with this key: its parts with their names, or the reason that there
    /// is no key.
    pub(crate) fn keyed(&self, key: Result<Vec<(String, Key)>, String>) -> Route<T> {
        let mut route = Route::after(self);
        match key {
            Ok(mut parts) if parts.len() == 1 => {
                if let Some((_, key)) = parts.pop() {
                    if let Some(mistake) = mistake_in(key.text(), "key") {
                        route.note(mistake);
                    }
                    route.steps.push_key(key);
                }
            }
            Ok(parts) => route.steps.push_composite_key(parts),
            Err(reason) => route.note(PathError::KeyValue { reason }),
        }
        route
    }

    /// Returns the route to the entity with this composite key: the names of the key's properties,
    /// with their values (OData URL Conventions 4.01, section 4.3.1).
    ///
    /// ```
    /// use graph_model::path::{Collection, Route};
    /// use graph_model::{Endpoint, RequestBuilder, graph_entity};
    ///
    /// #[graph_entity(odata = "contoso.orderDetail")]
    /// pub struct OrderDetail {}
    ///
    /// const DETAILS: Route<Collection<OrderDetail>> = Route::entity_set("OrderDetails");
    ///
    /// let detail = DETAILS.composite_key([("OrderID", &10248 as _), ("Product", &"Chai" as _)]);
    /// let request = RequestBuilder::<()>::delete(&detail)
    ///     .build(&Endpoint::new("https://api.contoso.com/odata"))?;
    /// assert_eq!(request.uri().path(), "/odata/OrderDetails(OrderID=10248,Product='Chai')");
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    pub fn composite_key<const N: usize>(&self, parts: [(&str, &dyn KeyValue); N]) -> Route<T> {
        let mut route = Route::after(self);
        if N == 0 {
            route.note(PathError::EmptyValue { placeholder: "key" });
        }
        if let Some((name, _)) = parts.iter().find(|(name, _)| !is_identifier(name)) {
            route.note(PathError::KeyName {
                name: (*name).to_owned(),
            });
        }
        let repeated = |(position, (name, _)): &(usize, &(&str, _))| {
            parts[..*position].iter().any(|(other, _)| other == name)
        };
        if let Some((_, (name, _))) = parts.iter().enumerate().find(repeated) {
            route.note(PathError::RepeatedKeyName {
                name: (*name).to_owned(),
            });
        }
        let parts = parts.into_iter();
        let parts = parts.map(|(name, value)| Ok((name.to_owned(), value.to_key()?)));
        match parts.collect() {
            Ok(parts) => route.steps.push_composite_key(parts),
            Err(reason) => route.note(PathError::KeyValue { reason }),
        }
        route
    }
}

/// Returns the mistake in a value that becomes a segment of a path. A key does so in some services.
fn mistake_in(value: &str, placeholder: &'static str) -> Option<PathError> {
    match value {
        "" => Some(PathError::EmptyValue { placeholder }),
        "." | ".." => Some(PathError::DotSegment { placeholder }),
        _ => None,
    }
}

impl<T> Address for Route<T> {
    type Target = T;

    fn is_relationship(&self) -> bool {
        self.is_relationship
    }

    fn to_address(&self) -> Result<AddressText, PathError> {
        if let Some(mistake) = &self.mistake {
            return Err(mistake.clone());
        }
        let mut address = AddressText::new();
        for segment in self.root.iter().flat_map(|root| root.split('/')) {
            if mistake_in(segment, "root").is_some() || segment.contains(['?', '#', '{', '}']) {
                let name = self.root.unwrap_or_default();
                return Err(PathError::NotAName { name });
            }
            address.push_segment(segment);
        }
        address.extend(&self.steps);
        Ok(address)
    }
}

impl<T> Clone for Route<T> {
    fn clone(&self) -> Self {
        Self {
            root: self.root,
            steps: self.steps.clone(),
            is_relationship: self.is_relationship,
            mistake: self.mistake.clone(),
            of: PhantomData,
        }
    }
}

/// Whether the two routes lead to the same place.
impl<T> PartialEq for Route<T> {
    fn eq(&self, other: &Self) -> bool {
        self.to_address() == other.to_address()
    }
}

/// Writes the path, with its keys as segments.
impl<T> fmt::Display for Route<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to_address() {
            Ok(address) => f.write_str(&address.into_path(UrlConventions::default())),
            Err(error) => write!(f, "({error})"),
        }
    }
}

impl<T> fmt::Debug for Route<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Route({self})")
    }
}
