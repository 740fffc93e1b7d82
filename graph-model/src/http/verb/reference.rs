//! References: listing, adding, removing, setting and unsetting them.
//!
//! OData Protocol 4.01, sections 11.2.8 and 11.4.6.1 to 11.4.6.3. These requests never change or
//! delete the entity that a reference leads to.

use http::Method;

use crate::description::{Queryable, TypeDescription};
use crate::http::page::Page;
use crate::http::request::target::Target;
use crate::http::request::{RequestBuilder, RequestError};
use crate::http::response::Reference;
use crate::path::{
    Address, AddressText, Collection, EntityReference, KeyValue, PathError, Route, SingleTarget,
};

impl<T> Route<Collection<T>> {
    /// Returns the request that adds an entity to this relationship: a POST of its reference.
    ///
    /// ```
    /// use graph_model::path::{Address, Collection, Route};
    /// use graph_model::{Endpoint, graph_entity};
    ///
    /// #[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId}")]
    /// pub struct User {}
    ///
    /// #[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
    /// pub struct Group {
    ///     #[graph(navigation)]
    ///     pub members: Vec<User>,
    /// }
    ///
    /// let members = GroupPath { group_id: "7d" }.to(|group| group.members);
    /// let add = members.add(&UserPath { user_id: "4f" }).build(&Endpoint::V1_0)?;
    /// assert_eq!((add.method().as_str(), add.uri().path()), ("POST", "/v1.0/groups/7d/members/$ref"));
    /// assert_eq!(add.body(), br#"{"@odata.id":"https://graph.microsoft.com/v1.0/users/4f"}"#);
    ///
    /// let remove = members.remove("4f").build(&Endpoint::V1_0)?;
    /// assert_eq!(
    ///     (remove.method().as_str(), remove.uri().path()),
    ///     ("DELETE", "/v1.0/groups/7d/members/4f/$ref")
    /// );
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    #[allow(
        clippy::needless_pass_by_value,
        reason = "`.add(&path)` and `.add(\"users/4f\")` need no other reference"
    )]
    pub fn add(&self, entity: impl EntityReference) -> RequestBuilder<()>
    where
        T: Queryable,
    {
        with_reference(
            Method::POST,
            self.to_relationship(),
            &entity,
            <T as Queryable>::STRUCTURE,
        )
    }

    /// Returns the request for the references of this relationship, without the entities.
    pub fn references(&self) -> RequestBuilder<Page<Reference>> {
        RequestBuilder::new(Method::GET, reference_of(self.to_relationship()))
    }

    /// Returns the request that removes an entity from this relationship by its reference, for
    /// services that do not remove it by its key. The entity itself stays.
    ///
    /// ```
    /// # use graph_model::path::{Address, Collection, Route};
    /// # use graph_model::{Endpoint, graph_entity};
    /// # #[graph_entity(odata = "contoso.product")]
    /// # pub struct Product {}
    /// # #[graph_entity(odata = "contoso.category")]
    /// # pub struct Category { #[graph(navigation)] pub products: Vec<Product> }
    /// const DRINKS: Route<Category> = Route::singleton("drinks");
    /// const PRODUCTS: Route<Collection<Product>> = Route::entity_set("products");
    ///
    /// let products = DRINKS.to(|category| category.products);
    /// let remove = products.remove_reference(&PRODUCTS.key(7)).build(&Endpoint::V1_0)?;
    /// assert_eq!(
    ///     remove.uri(),
    ///     "https://graph.microsoft.com/v1.0/drinks/products/$ref?$id=https://graph.microsoft.com/v1.0/products/7"
    /// );
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    #[allow(
        clippy::needless_pass_by_value,
        reason = "`.remove_reference(&path)` and `.remove_reference(\"users/4f\")` need no other reference"
    )]
    pub fn remove_reference(&self, entity: impl EntityReference) -> RequestBuilder<()>
    where
        T: Queryable,
    {
        let target = reference_of(self.to_relationship());
        let request = RequestBuilder::new(Method::DELETE, target);
        match entity.target_of_type(<T as Queryable>::STRUCTURE) {
            Ok(target) => request.with_reference_option(target),
            Err(error) => request.mistaken(RequestError::Path(error)),
        }
    }

    /// Returns the request that removes the entity with this key from this relationship. The entity
    /// itself stays.
    pub fn remove(&self, key: impl KeyValue) -> RequestBuilder<()> {
        let member = self
            .to_relationship()
            .and_then(|_| self.key(key).to_address());
        RequestBuilder::new(Method::DELETE, reference_of(member))
    }
}

impl<T> Route<T> {
    /// Returns the request that sets this relationship to an entity: a PUT of its reference.
    ///
    /// ```
    /// use graph_model::path::{Address, Route};
    /// use graph_model::{Endpoint, graph_entity};
    ///
    /// #[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId}")]
    /// pub struct User {
    ///     #[graph(navigation)]
    ///     pub manager: Option<Box<User>>,
    /// }
    ///
    /// const ME: Route<User> = Route::singleton("me");
    ///
    /// let manager = ME.to(|user| user.manager);
    /// let set = manager.set(&UserPath { user_id: "4f" }).build(&Endpoint::V1_0)?;
    /// assert_eq!((set.method().as_str(), set.uri().path()), ("PUT", "/v1.0/me/manager/$ref"));
    /// assert_eq!(set.body(), br#"{"@odata.id":"https://graph.microsoft.com/v1.0/users/4f"}"#);
    ///
    /// let unset = manager.unset().build(&Endpoint::V1_0)?;
    /// assert_eq!((unset.method().as_str(), unset.uri().path()), ("DELETE", "/v1.0/me/manager/$ref"));
    ///
    /// // The user itself has no reference that could be unset.
    /// let error = ME.unset().build(&Endpoint::V1_0).unwrap_err();
    /// assert_eq!(error.to_string(), "`/me` is not a relationship, so it has no reference to change");
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    #[allow(
        clippy::needless_pass_by_value,
        reason = "`.set(&path)` and `.set(\"users/4f\")` need no other reference"
    )]
    pub fn set(&self, entity: impl EntityReference) -> RequestBuilder<()>
    where
        T: SingleTarget,
    {
        with_reference(
            Method::PUT,
            self.to_relationship(),
            &entity,
            <T as SingleTarget>::STRUCTURE,
        )
    }

    /// Returns the request for the reference of this relationship, without the entity. The response
    /// is `None` if no entity is related.
    pub fn reference(&self) -> RequestBuilder<Option<Reference>>
    where
        T: SingleTarget,
    {
        RequestBuilder::new(Method::GET, reference_of(self.to_relationship()))
    }

    /// Returns the request that unsets this relationship. The entity itself stays.
    pub fn unset(&self) -> RequestBuilder<()>
    where
        T: SingleTarget,
    {
        RequestBuilder::new(Method::DELETE, reference_of(self.to_relationship()))
    }
}

/// A request whose body is the reference of an entity.
fn with_reference(
    method: Method,
    relationship: Result<AddressText, PathError>,
    entity: &impl EntityReference,
    expected: Option<&'static TypeDescription>,
) -> RequestBuilder<()> {
    let request = RequestBuilder::new(method, reference_of(relationship));
    match entity.target_of_type(expected) {
        Ok(target) => request.with_reference(target),
        Err(error) => request.mistaken(RequestError::Path(error)),
    }
}

/// The reference at an address (OData URL Conventions 4.01, section 4.7).
fn reference_of(address: Result<AddressText, PathError>) -> Result<Target, PathError> {
    Target::path(address.map(|mut address| {
        address.push("/$ref");
        address
    }))
}
