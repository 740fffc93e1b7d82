//! The HTTP side of a request: method, address, headers, body, and the type of its response.
//!
//! OData Protocol 4.01, sections 8.2 (request headers) and 11 (data service requests). There is no
//! network code here: the result is an [`http::Request`], which every client takes. Mistakes are
//! kept until `build`, so that the steps can be chained. The parts that only one verb has are in
//! `verb`.

use std::fmt;
use std::marker::PhantomData;

use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, IF_MATCH};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request};
use serde::Serialize;

use super::body::Body;
use super::error::RequestError;
use super::preference;
use super::secret::{bearer, is_credential, is_secret};
use super::target::Target;
use crate::patch::{Failure, PatchDocument};
use crate::path::{Address, AddressText, Endpoint, PathError, ReferenceTarget};

/// A request with an address, to which headers can be added. Its response is read as an `A`.
///
/// The method `at` of a patch, a query or a new entity returns one, and so do the functions of this
/// type. [`build`](Self::build) turns it into a request for any client. [`send`](Self::send) takes
/// the client as a function and reads the response. The token appears neither in the `Debug` output
/// of the builder nor in that of the request that it builds.
///
/// ```
/// # use graph_model::{Endpoint, graph_entity};
/// # #[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
/// # pub struct Group { pub display_name: Option<String> }
/// let request = Group::patch()
///     .display_name("Pilots")
///     .at(&GroupPath { group_id: "4f" })
///     .bearer("eyJ0eXAi")
///     .if_match("W/\"1\"")
///     .prefer_representation()
///     .build(&Endpoint::V1_0)?;
/// assert_eq!(request.headers()["prefer"], "return=representation");
/// # Ok::<(), graph_model::RequestError>(())
/// ```
#[must_use = "a request does nothing until it is built and sent"]
pub struct RequestBuilder<A> {
    method: Method,
    target: Target,
    body: Body,
    headers: HeaderMap,
    /// Whether the response is not JSON.
    takes_any: bool,
    /// The qualified name of the type or operation.
    type_name: Option<&'static str>,
    mistake: Option<Box<RequestError>>,
    response: PhantomData<fn() -> A>,
}

/// The header that lists preferences.
const PREFER: &str = "prefer";

/// The header that names the latest version of OData that is understood.
static MAX_VERSION: HeaderName = HeaderName::from_static("odata-maxversion");

/// The media type of JSON.
static JSON: HeaderValue = HeaderValue::from_static("application/json");

/// Inserts a header, unless the request has it.
fn insert_default(
    headers: &mut HeaderMap,
    name: &HeaderName,
    value: HeaderValue,
) -> Result<(), RequestError> {
    // A request has few headers, so comparing names is cheaper than a look-up by hash.
    if headers.keys().any(|other| other == name) {
        return Ok(());
    }
    match headers.try_insert(name, value) {
        Ok(_) => Ok(()),
        Err(_) => Err(RequestError::TooManyHeaders),
    }
}

impl<A> RequestBuilder<A> {
    pub(crate) fn new(method: Method, target: Result<Target, PathError>) -> Self {
        let (target, mistake) = match target {
            Ok(target) => (target, None),
            Err(error) => (Target::default(), Some(Box::new(RequestError::Path(error)))),
        };
        Self {
            method,
            target,
            body: Body::Nothing,
            // Most requests have four headers. The capacity is five, so that a fifth needs no new
            // table.
            headers: HeaderMap::with_capacity(5),
            takes_any: false,
            type_name: None,
            mistake,
            response: PhantomData,
        }
    }

    /// Starts a request with any HTTP method at a path, for requests that have no function of their
    /// own.
    ///
    /// ```
    /// use graph_model::path::{Address, Route};
    /// use graph_model::{Endpoint, RequestBuilder, graph_entity};
    ///
    /// #[graph_entity(odata = "microsoft.graph.user")]
    /// pub struct User {}
    ///
    /// const ME: Route<User> = Route::singleton("me");
    ///
    /// let notes = ME.to_undeclared::<()>("notes");
    /// let request = RequestBuilder::<()>::method(http::Method::PUT, &notes)
    ///     .body("text/plain", "Tulips")
    ///     .build(&Endpoint::V1_0)?;
    /// assert_eq!((request.method().as_str(), request.uri().path()), ("PUT", "/v1.0/me/notes"));
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    pub fn method(method: Method, path: &impl Address) -> Self {
        Self::new(method, Target::path(path.to_address()))
    }

    pub(crate) fn with_document(
        method: Method,
        path: Result<AddressText, PathError>,
        document: PatchDocument,
    ) -> Self {
        let mut request = Self::new(method, Target::path(path));
        request.type_name = Some(document.patched_type().name());
        request.body = Body::Document(document);
        request.announce_json();
        request
    }

    pub(crate) fn with_reference(mut self, target: ReferenceTarget) -> Self {
        self.body = Body::Reference(target);
        self.announce_json();
        self
    }

    /// Names the entity in the query, once the endpoint is known.
    pub(crate) fn with_reference_option(mut self, target: ReferenceTarget) -> Self {
        self.body = Body::ReferenceOption(target);
        self
    }

    /// The same request, whose response may be of any media type.
    pub(crate) fn taking_any(mut self) -> Self {
        self.takes_any = true;
        self
    }

    /// The same request, about the type or operation of this qualified name.
    pub(crate) fn about(mut self, type_name: &'static str) -> Self {
        self.type_name = Some(type_name);
        self
    }

    /// Sets `Content-Type` to JSON.
    fn announce_json(&mut self) {
        self.headers.insert(CONTENT_TYPE, JSON.clone());
    }

    /// Sends `value`, serialised as JSON, as the request's body, such as the parameters of an
    /// action.
    pub fn json(self, value: &impl Serialize) -> Self {
        match serde_json::to_vec(value) {
            Ok(json) => self.with_json(json),
            Err(error) => self.mistaken(RequestError::Body {
                reason: error.to_string(),
            }),
        }
    }

    pub(crate) fn with_json(mut self, json: Vec<u8>) -> Self {
        self.body = Body::Bytes(json);
        self.announce_json();
        self
    }

    /// Sends `bytes` as the request's body, with their media type, such as `image/jpeg`. Text is
    /// sent in the same way: `.body("text/plain", "…")`.
    pub fn body(mut self, content_type: &str, bytes: impl Into<Vec<u8>>) -> Self {
        if content_type.is_empty() {
            return self.mistaken(RequestError::Header {
                name: CONTENT_TYPE.to_string(),
            });
        }
        self.body = Body::Bytes(bytes.into());
        self.header(CONTENT_TYPE.as_str(), content_type)
    }

    /// Returns the same request, with its response read as a `B`.
    pub fn responds_with<B>(self) -> RequestBuilder<B> {
        RequestBuilder {
            method: self.method,
            target: self.target,
            body: self.body,
            headers: self.headers,
            takes_any: self.takes_any,
            type_name: self.type_name,
            mistake: self.mistake,
            response: PhantomData,
        }
    }

    /// Sends `Authorization: Bearer {token}`, marked as sensitive.
    ///
    /// An empty token, or one with characters outside visible ASCII (RFC 6750, section 2.1, allows
    /// fewer still), makes `build` fail with [`RequestError::Token`].
    pub fn bearer(mut self, token: impl AsRef<str>) -> Self {
        match bearer(token.as_ref()) {
            Some(value) => self.insert_header(AUTHORIZATION, value),
            None => self.note(RequestError::Token),
        }
        self
    }

    /// Sends `If-Match: {etag}`: the service responds with 412 if the entity has changed since.
    ///
    /// OData Protocol 4.01, section 8.2.4. Pass the etag from [`Entity::etag`](crate::Entity::etag)
    /// or [`Updated::etag`](crate::Updated::etag), as it was received.
    pub fn if_match(self, etag: impl AsRef<str>) -> Self {
        let etag = etag.as_ref();
        if etag.is_empty() {
            return self.mistaken(RequestError::Header {
                name: IF_MATCH.to_string(),
            });
        }
        self.header(IF_MATCH.as_str(), etag)
    }

    /// Sends `If-Match: *`: the entity must exist, in any version.
    pub fn if_match_any(self) -> Self {
        self.with_header(IF_MATCH, HeaderValue::from_static("*"))
    }

    /// Asks for the entity as it is after the request (OData Protocol 4.01, section 8.2.8.7).
    pub fn prefer_representation(self) -> Self {
        self.prefer("return=representation")
    }

    /// Asks for a response without the entity (OData Protocol 4.01, section 8.2.8.7).
    pub fn prefer_minimal(self) -> Self {
        self.prefer("return=minimal")
    }

    /// Asks for pages of at most this many items (OData Protocol 4.01, section 8.2.8.6).
    pub fn prefer_page_size(self, items: u32) -> Self {
        self.prefer(format!("odata.maxpagesize={items}"))
    }

    /// Adds preferences, such as `outlook.timezone="UTC"`, to those of the request. A preference
    /// with the same name is replaced (RFC 7240, section 2).
    ///
    /// ```
    /// # use graph_model::{Endpoint, graph_entity};
    /// # #[graph_entity(odata = "microsoft.graph.event", path = "/me/events/{eventId}")]
    /// # pub struct Event { pub subject: Option<String> }
    /// let request = Event::list()
    ///     .at(&EventCollectionPath)
    ///     .prefer_page_size(50)
    ///     .prefer("outlook.timezone=\"UTC\"")
    ///     .build(&Endpoint::V1_0)?;
    /// assert_eq!(
    ///     request.headers()["prefer"],
    ///     "odata.maxpagesize=50, outlook.timezone=\"UTC\""
    /// );
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    pub fn prefer(self, preferences: impl AsRef<str>) -> Self {
        let given = self.headers.get(PREFER);
        let given = given
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let value = preference::added(given, preferences.as_ref());
        match HeaderValue::try_from(value) {
            Ok(value) => self.with_header(HeaderName::from_static(PREFER), value),
            Err(_) => self.mistaken(RequestError::Header {
                name: PREFER.to_owned(),
            }),
        }
    }

    /// Sends `ConsistencyLevel: eventual`, which Graph requires for its advanced queries on
    /// directory objects: `count`, `not`, `ne`, `$search` and more.
    pub fn eventual_consistency(self) -> Self {
        self.with_header(
            HeaderName::from_static("consistencylevel"),
            HeaderValue::from_static("eventual"),
        )
    }

    /// Sends a header, and replaces one of the same name. Preferences are added to those of the
    /// request, as with [`prefer`](Self::prefer).
    ///
    /// A name or value that HTTP does not allow makes `build` fail with
    /// [`RequestError::HeaderName`] or [`RequestError::Header`]. Credentials are marked as
    /// sensitive.
    pub fn header(self, name: &str, value: impl AsRef<str>) -> Self {
        let Ok(header) = HeaderName::try_from(name) else {
            return self.mistaken(RequestError::HeaderName);
        };
        if header == PREFER {
            return self.prefer(value);
        }
        match HeaderValue::try_from(value.as_ref()) {
            Ok(value) => self.with_header(header, value),
            Err(_) => self.mistaken(RequestError::Header {
                name: header.to_string(),
            }),
        }
    }

    /// Adds a query option that has no method here, such as a calendar's `startDateTime`.
    /// The value is encoded. If the request already has the option, `build` fails with
    /// [`RequestError::RepeatedOption`].
    ///
    /// ```
    /// # use graph_model::{Endpoint, graph_entity};
    /// # #[graph_entity(odata = "microsoft.graph.event", path = "/me/calendarView/{eventId}")]
    /// # pub struct Event {}
    /// let request = Event::list()
    ///     .at(&EventCollectionPath)
    ///     .query("startDateTime", "2026-03-14T00:00:00+01:00")
    ///     .query("endDateTime", "2026-03-15T00:00:00+01:00")
    ///     .build(&Endpoint::V1_0)?;
    /// assert_eq!(
    ///     request.uri().query(),
    ///     Some("startDateTime=2026-03-14T00:00:00%2B01:00&endDateTime=2026-03-15T00:00:00%2B01:00")
    /// );
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    pub fn query(mut self, name: &str, value: impl AsRef<str>) -> Self {
        if self.target.has_option(name) {
            let name = name.to_owned();
            return self.mistaken(RequestError::RepeatedOption { name });
        }
        self.target.add_option(name, value.as_ref());
        self
    }

    /// Leaves `@odata.type` out of the root of a patch or of a new entity, for the endpoints that
    /// refuse it there.
    pub fn without_type(mut self) -> Self {
        if let Body::Document(document) = &mut self.body {
            document.omit_tag();
        }
        self
    }

    /// Returns the path with names in place of its values, such as
    /// `/users/{userId}/messages/{key}`, for logs and metrics. It contains no values of keys or
    /// parameters. A link from a service has no template.
    ///
    /// ```
    /// # use graph_model::{RequestBuilder, graph_entity};
    /// # #[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
    /// # pub struct Group { pub display_name: Option<String> }
    /// let request = Group::get().at(&GroupPath { group_id: "4f" });
    /// assert_eq!(request.path_template().as_deref(), Some("/groups/{groupId}"));
    /// assert_eq!(request.type_name(), Some("microsoft.graph.group"));
    /// ```
    #[must_use]
    pub fn path_template(&self) -> Option<String> {
        match &self.target {
            Target::Path(path) => Some(path.to_template()),
            Target::Link(_) => None,
        }
    }

    /// Returns the qualified name of the type that is read or written, or of the operation that is
    /// called, if it is known.
    #[must_use]
    pub fn type_name(&self) -> Option<&'static str> {
        self.type_name
    }

    /// Builds the request, which any client can send.
    ///
    /// Unless the request has these headers, `OData-MaxVersion` names the version that the endpoint
    /// may respond in, and `Accept` asks for JSON if the response is read as JSON.
    ///
    /// # Errors
    ///
    /// Returns the first of these errors: in the path, the query or a header; in a value that could
    /// not be written; in the endpoint or the link; in the body.
    pub fn build(self, endpoint: &Endpoint) -> Result<Request<Vec<u8>>, RequestError> {
        let takes_any = self.takes_any;
        let mut request = self.build_bare(endpoint)?;
        let headers = request.headers_mut();
        let version = HeaderValue::from_static(endpoint.version().as_str());
        insert_default(headers, &MAX_VERSION, version)?;
        if !takes_any {
            insert_default(headers, &ACCEPT, JSON.clone())?;
        }
        Ok(request)
    }

    /// Builds the request without the headers that every request has. A batch has them, and so the
    /// requests in it need none.
    pub(crate) fn build_bare(
        mut self,
        endpoint: &Endpoint,
    ) -> Result<Request<Vec<u8>>, RequestError> {
        if let Some(mistake) = self.mistake {
            return Err(*mistake);
        }
        if let Body::Document(document) = &self.body
            && let Some(Failure { property, reason }) = document.failure().cloned()
        {
            return Err(RequestError::Value { property, reason });
        }
        if let Body::ReferenceOption(entity) = &self.body {
            self.target.add_option("$id", &entity.url(Some(endpoint)));
        }
        let uri = self.target.on(endpoint)?;
        let mut request = Request::new(self.body.take_bytes(endpoint)?);
        *request.method_mut() = self.method;
        *request.uri_mut() = uri;
        *request.headers_mut() = self.headers;
        Ok(request)
    }

    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    pub(crate) fn with_headers(mut self, headers: HeaderMap) -> Self {
        self.headers = headers;
        self
    }

    fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.insert_header(name, value);
        self
    }

    fn insert_header(&mut self, name: HeaderName, mut value: HeaderValue) {
        if is_secret(&name, &value) || is_credential(&value) {
            value.set_sensitive(true);
        }
        if self.headers.try_insert(name, value).is_err() {
            self.note(RequestError::TooManyHeaders);
        }
    }

    pub(crate) fn mistaken(mut self, mistake: RequestError) -> Self {
        self.note(mistake);
        self
    }

    /// Keeps the first mistake for `build`.
    fn note(&mut self, mistake: RequestError) {
        self.mistake.get_or_insert_with(|| Box::new(mistake));
    }
}

impl<A> Clone for RequestBuilder<A> {
    fn clone(&self) -> Self {
        Self {
            method: self.method.clone(),
            target: self.target.clone(),
            body: self.body.clone(),
            headers: self.headers.clone(),
            takes_any: self.takes_any,
            type_name: self.type_name,
            mistake: self.mistake.clone(),
            response: PhantomData,
        }
    }
}

impl<A> fmt::Debug for RequestBuilder<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestBuilder")
            .field("method", &self.method)
            .field("target", &self.target)
            .field("body", &self.body)
            .field("headers", &self.headers)
            .field("takes_any", &self.takes_any)
            .field("type_name", &self.type_name)
            .field("mistake", &self.mistake)
            .finish()
    }
}
