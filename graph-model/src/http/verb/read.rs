//! Reading an entity, a collection, related entities, or the changes of a collection.
//!
//! OData Protocol 4.01, sections 11.2 (requesting data) and 11.3 (requesting changes).

use http::Method;

use crate::http::page::{DeltaItem, Page};
use crate::http::request::target::Target;
use crate::http::request::{RequestBuilder, RequestError};
use crate::http::response::Count;
use crate::path::{Address, AddressText, CollectionPath, PathError, PathTo};
use crate::query::{EntityCollection, NavigationPropertyPath, OneEntity, Query, Queryable};

/// The GET of a query at a path.
fn request<T, K, A>(
    query: Query<T, K>,
    path: Result<AddressText, PathError>,
    suffix: &str,
) -> RequestBuilder<A> {
    let (cast, options, mistake) = query.into_parts();
    let target = path.map(|mut path| {
        if let Some(name) = cast {
            path.push_segment(name);
        }
        path.push(suffix);
        let mut target = Target::Path(path);
        for (name, value) in options {
            target.add_option(name, &value);
        }
        target
    });
    let request = RequestBuilder::new(Method::GET, target);
    match mistake {
        Some(mistake) => request.mistaken(RequestError::Query(mistake)),
        None => request,
    }
}

impl<T: Queryable> Query<T, OneEntity> {
    /// The request for the entity at `path`. The response is the entity.
    pub fn at(self, path: &impl PathTo<T>) -> RequestBuilder<T> {
        request(self, path.to_address(), "")
    }

    /// The request for the entity that is related to the one at `path`.
    ///
    /// If there may be no such entity, ask for an `Option` with
    /// [`responds_with`](RequestBuilder::responds_with).
    ///
    /// ```
    /// # use graph_model::{Endpoint, graph_entity};
    /// #[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId}")]
    /// pub struct User {
    ///     #[graph(navigation)]
    ///     pub manager: Option<Box<User>>,
    /// }
    ///
    /// let request = User::get()
    ///     .at_related(&UserPath { user_id: "4f" }, |user: &UserProperties| user.manager)
    ///     .responds_with::<Option<User>>()
    ///     .build(&Endpoint::V1_0)?;
    /// assert_eq!(request.uri().path(), "/v1.0/users/4f/manager");
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    pub fn at_related<F: Queryable, A>(
        mut self,
        path: &impl PathTo<F>,
        relationship: impl FnOnce(&F::Properties) -> NavigationPropertyPath<T, A>,
    ) -> RequestBuilder<T> {
        let relationship = self.relationship::<F, _, _>(relationship);
        request(self, below(path, relationship), "")
    }
}

impl<T: Queryable> Query<T, EntityCollection> {
    /// The request for the first page of the collection at `path`.
    pub fn at<C: CollectionPath<Entity: PathTo<T>>>(self, path: &C) -> RequestBuilder<Page<T>> {
        request(self, path.to_address(), "")
    }

    /// The request for the first page of the entities that are related to the one at `path`.
    ///
    /// ```
    /// # use graph_model::{Endpoint, graph_entity};
    /// #[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId}")]
    /// pub struct User {
    ///     pub display_name: Option<String>,
    /// }
    ///
    /// #[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
    /// pub struct Group {
    ///     #[graph(navigation)]
    ///     pub members: Vec<User>,
    /// }
    ///
    /// let request = User::list()
    ///     .select(|user| user.display_name)
    ///     .at_related(&GroupPath { group_id: "4f" }, |group: &GroupProperties| group.members)
    ///     .build(&Endpoint::V1_0)?;
    /// assert_eq!(request.uri(), "https://graph.microsoft.com/v1.0/groups/4f/members?$select=displayName");
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    pub fn at_related<F: Queryable, A>(
        mut self,
        path: &impl PathTo<F>,
        relationship: impl FnOnce(&F::Properties) -> NavigationPropertyPath<Vec<T>, A>,
    ) -> RequestBuilder<Page<T>> {
        let relationship = self.relationship::<F, _, _>(relationship);
        request(self, below(path, relationship), "")
    }

    /// The request for the number of items in the collection at `path`, as plain text.
    ///
    /// OData URL Conventions 4.01, section 4.8: a filter narrows the count down, and the other options of the query do
    /// not apply. Microsoft Graph needs [`eventual_consistency`](RequestBuilder::eventual_consistency).
    ///
    /// ```
    /// use graph_model::{Endpoint, graph_entity};
    ///
    /// #[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId}")]
    /// pub struct User {
    ///     pub account_enabled: Option<bool>,
    /// }
    ///
    /// let request = User::list()
    ///     .filter(|user| user.account_enabled.eq(true))
    ///     .count_at(&UserCollectionPath)
    ///     .eventual_consistency()
    ///     .build(&Endpoint::V1_0)?;
    /// assert_eq!(
    ///     request.uri(),
    ///     "https://graph.microsoft.com/v1.0/users/$count?$filter=accountEnabled%20eq%20true"
    /// );
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    pub fn count_at<C: CollectionPath<Entity: PathTo<T>>>(self, path: &C) -> RequestBuilder<Count> {
        request(self.of_count(), path.to_address(), "/$count").header("accept", "text/plain")
    }

    /// The request for the changes of the collection at `path`. It starts with all current
    /// entities.
    ///
    /// OData Protocol 4.01, section 11.3. The last page has a [`delta_link`](Page::delta_link),
    /// which later leads to the changes since then.
    pub fn delta_at<C: CollectionPath<Entity: PathTo<T>>>(
        self,
        path: &C,
    ) -> RequestBuilder<Page<DeltaItem<T>>> {
        request(self, path.to_address(), "/delta")
    }
}

/// The path of the entities that an entity is related to.
fn below(path: &impl Address, relationship: &str) -> Result<AddressText, PathError> {
    let mut path = path.to_address()?;
    path.push_segment(relationship);
    Ok(path)
}
