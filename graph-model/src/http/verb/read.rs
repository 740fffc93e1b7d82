//! Reading an entity, a collection, its number of items, or its changes.
//!
//! OData Protocol 4.01, sections 11.2 (requesting data) and 11.3 (requesting changes).

use http::Method;

use crate::description::{Modelled, Queryable};
use crate::http::page::{DeltaItem, Page};
use crate::http::request::target::Target;
use crate::http::request::{RequestBuilder, RequestError};
use crate::http::response::Count;
use crate::path::{AddressText, CollectionOf, PathError, PathTo};
use crate::query::{Applied, EntityCollection, OneEntity, Query, QueryError};
use crate::wire::StructuredType;

/// The GET of a query at a path.
fn request<T, K, A>(
    query: Query<T, K>,
    path: Result<AddressText, PathError>,
    suffix: &str,
) -> RequestBuilder<A> {
    let (cast, options, mistake) = query.into_parts();
    let path = path.map(|mut path| {
        if let Some(name) = cast {
            path.push_segment(name);
        }
        path.push(suffix);
        path
    });
    let target = Target::path(path).map(|mut target| {
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

impl<T: Modelled<Declared: StructuredType>> Query<T, OneEntity> {
    /// Returns the request for the entity at `path`. The response is the entity.
    ///
    /// If the path leads to a base type and the query has options, a cast follows the path, because
    /// the base type may not have the properties that the options name (OData URL Conventions 4.01,
    /// section 5.1.3).
    pub fn at<P: PathTo<T, D>, D>(mut self, path: &P) -> RequestBuilder<T> {
        if P::IS_WIDER && self.has_options() {
            self = self.cast_to(T::Declared::TYPE);
        }
        request(self, path.to_address(), "").about(T::Declared::TYPE.name())
    }
}

impl<T: Modelled<Declared: StructuredType>, R> Query<R, Applied<T>> {
    /// Returns the request for the values that the service calculates from the collection at
    /// `path`.
    pub fn at<C: CollectionOf<T, D>, D>(mut self, path: &C) -> RequestBuilder<Page<R>> {
        if C::IS_WIDER {
            self = self.cast_to(T::Declared::TYPE);
        }
        request(self, path.to_address(), "").about(T::Declared::TYPE.name())
    }
}

/// Any request whose response is a page can have the options of a query, such as a call of a
/// function that returns a collection, or a request at an undeclared route.
impl<T: Queryable> RequestBuilder<Page<T>> {
    /// Adds the options of a query to the request. An option that the request already has makes
    /// `build` fail with [`RequestError::RepeatedOption`], and so does a
    /// [cast](Query::cast), which belongs to the path.
    ///
    /// ```
    /// use graph_model::path::{Collection, Route};
    /// use graph_model::{Endpoint, graph_entity, graph_function};
    ///
    /// #[graph_entity(odata = "microsoft.graph.application", path = "/applications/{id}")]
    /// pub struct Application {
    ///     pub display_name: Option<String>,
    /// }
    ///
    /// #[graph_function(odata = "microsoft.graph.recent", on = Collection<Application>, returns = Vec<Application>)]
    /// pub struct Recent;
    ///
    /// const APPLICATIONS: Route<Collection<Application>> = Route::entity_set("applications");
    ///
    /// let request = Recent
    ///     .at(&APPLICATIONS)
    ///     .with_query(|applications| applications.select(|a| a.display_name).top(5))
    ///     .build(&Endpoint::V1_0)?;
    /// assert_eq!(
    ///     request.uri().path_and_query().unwrap(),
    ///     "/v1.0/applications/recent()?$select=displayName&$top=5"
    /// );
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    pub fn with_query(
        self,
        query: impl FnOnce(Query<T, EntityCollection>) -> Query<T, EntityCollection>,
    ) -> Self {
        let (cast, options, mistake) = query(Query::new()).into_parts();
        if cast.is_some() {
            return self.mistaken(RequestError::Query(QueryError::Misplaced {
                option: "cast".to_owned(),
                with: "with_query",
            }));
        }
        let request = options.fold(self, |request, (name, value)| request.query(name, value));
        match mistake {
            Some(mistake) => request.mistaken(RequestError::Query(mistake)),
            None => request,
        }
    }
}

impl<T: Modelled<Declared: StructuredType>> Query<T, EntityCollection> {
    /// Returns the request for the first page of the collection at `path`.
    ///
    /// If the path leads to a collection of a base type, a cast to the type of this query follows
    /// it, so that the response holds no entities of other types (OData URL Conventions 4.01,
    /// section 4.11).
    ///
    /// ```
    /// use graph_model::{Endpoint, graph_entity};
    ///
    /// #[graph_entity(odata = "microsoft.graph.mobileApp", path = "/deviceAppManagement/mobileApps/{id}")]
    /// pub struct MobileApp {}
    ///
    /// #[graph_entity(odata = "microsoft.graph.iosStoreApp", base = MobileApp)]
    /// pub struct IosStoreApp {
    ///     pub bundle_id: Option<String>,
    /// }
    ///
    /// let request = IosStoreApp::list()
    ///     .select(|app| app.bundle_id)
    ///     .at(&MobileAppCollectionPath)
    ///     .build(&Endpoint::V1_0)?;
    /// assert_eq!(
    ///     request.uri().path(),
    ///     "/v1.0/deviceAppManagement/mobileApps/microsoft.graph.iosStoreApp"
    /// );
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    pub fn at<C: CollectionOf<T, D>, D>(self, path: &C) -> RequestBuilder<Page<T>> {
        self.narrowed(path, "")
    }

    /// Returns the request for the number of items in the collection at `path`, as plain text.
    ///
    /// OData URL Conventions 4.01, section 4.8: a filter and a search narrow the count down, and
    /// the other options of the query do not apply. Microsoft Graph needs
    /// [`eventual_consistency`](RequestBuilder::eventual_consistency).
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
    pub fn count_at<C: CollectionOf<T, D>, D>(self, path: &C) -> RequestBuilder<Count> {
        let request = self.of_count().narrowed(path, "/$count");
        request.header("accept", "text/plain")
    }

    /// Returns the request for the changes of the collection at `path`. It starts with all current
    /// entities.
    ///
    /// OData Protocol 4.01, section 11.3. The last page has a [`delta_link`](Page::delta_link),
    /// which later leads to the changes since then.
    pub fn delta_at<C: CollectionOf<T, D>, D>(
        self,
        path: &C,
    ) -> RequestBuilder<Page<DeltaItem<T>>> {
        self.narrowed(path, "/delta")
    }

    /// The GET at a collection, cast to the declared type if the collection may hold others.
    fn narrowed<C: CollectionOf<T, D>, D, A>(
        mut self,
        path: &C,
        suffix: &str,
    ) -> RequestBuilder<A> {
        if C::IS_WIDER {
            self = self.cast_to(T::Declared::TYPE);
        }
        request(self, path.to_address(), suffix).about(T::Declared::TYPE.name())
    }
}
