//! The blocking client.
//!
//! The submodules add batches, files and long-running operations.

mod batches;
mod files;
mod waits;

use std::fmt;
use std::sync::Arc;

use graph_model::Endpoint;
use graph_model::http::{
    Addressed, FromResponse, ItemIterator, Page, PageIterator, RequestBuilder, SendError, Tracked,
};
use graph_model::model::EntityType;
use graph_model::path::PathTo;
use http::{Request, Response};
use serde::de::DeserializeOwned;

use super::credential::Credential;
use super::transport::Transport;
use crate::credential::{
    AccessToken, Authorisation, FixedToken, TokenRequest, authorise, scope_of,
};
use crate::error::{Error, TransportError};
use crate::resource::Resource;
use crate::sending;
#[cfg(feature = "tracing")]
use crate::trace::RequestSpan;

/// The pages of a collection, as an iterator. [`Client::pages`] makes it.
pub type Pages<T> = PageIterator<T, SendPage>;

/// The items of all pages of a collection, as an iterator. [`Client::items`] makes it.
pub type Items<T> = ItemIterator<T, SendPage>;

/// Sends the request for a page.
type SendPage =
    Box<dyn FnMut(Request<Vec<u8>>) -> Result<Response<Vec<u8>>, TransportError> + Send>;

/// A blocking client: an endpoint, a credential and a transport in one value.
///
/// It is cheap to clone, and clones share the token that is kept. Any [`RequestBuilder`] can be
/// sent. A request that has a token of its own, by [`RequestBuilder::bearer`], keeps it.
#[derive(Clone)]
pub struct Client {
    endpoint: Arc<Endpoint>,
    scope: Arc<String>,
    transport: Arc<dyn Transport>,
    authorisation: Option<Arc<Authorisation<dyn Credential>>>,
}

impl Client {
    /// Creates a client that sends requests to this endpoint, without a credential.
    pub fn new(endpoint: Endpoint, transport: impl Transport + 'static) -> Self {
        Self {
            scope: Arc::new(scope_of(&endpoint)),
            endpoint: Arc::new(endpoint),
            transport: Arc::new(transport),
            authorisation: None,
        }
    }

    /// Sends the requests with tokens of this credential.
    #[must_use]
    pub fn with_credential(mut self, credential: impl Credential + 'static) -> Self {
        let authorisation = Authorisation::new(Box::new(credential) as Box<dyn Credential>);
        self.authorisation = Some(Arc::new(authorisation));
        self
    }

    /// Sends the requests with this token.
    #[must_use]
    pub fn with_token(self, token: impl Into<AccessToken>) -> Self {
        self.with_credential(FixedToken(token.into()))
    }

    /// Asks for tokens of this scope. Without it, the scope is that of the endpoint's host, such as
    /// `https://graph.microsoft.com/.default`. A gateway in front of a service needs the scope of
    /// the service.
    #[must_use]
    pub fn with_scope(mut self, scope: impl Into<String>) -> Self {
        self.scope = Arc::new(scope.into());
        self
    }

    /// Returns the endpoint.
    #[must_use]
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// Sends a request, and reads its response.
    ///
    /// # Errors
    ///
    /// Returns an error if the request cannot be built or sent, or if the response is an error or
    /// is not an `A`.
    pub fn send<R>(&self, request: R) -> Result<R::Response, Error>
    where
        R: Addressed<Response: FromResponse>,
    {
        let request = request.into_request();
        let resource = Resource::of(&request);
        let request = request.build(&self.endpoint).map_err(SendError::Request)?;
        sending::read(self.dispatch(request, resource))
    }

    /// Returns the pages of a collection. Each is requested on demand.
    pub fn pages<T: DeserializeOwned>(&self, request: RequestBuilder<Page<T>>) -> Pages<T> {
        let resource = Resource::of(&request);
        let client = self.clone();
        let send: SendPage = Box::new(move |request| client.dispatch(request, resource.clone()));
        request.pages(&self.endpoint, send)
    }

    /// Returns the items of all pages of a collection. Each page is requested on demand.
    pub fn items<T: DeserializeOwned>(&self, request: RequestBuilder<Page<T>>) -> Items<T> {
        self.pages(request).items()
    }

    /// Sends the changes to an entity, if it has any. The entity then holds the values that the
    /// service returned. Returns whether a request was sent.
    ///
    /// # Errors
    ///
    /// Returns an error if the changes could not be sent, or if the service refused them. The
    /// entity keeps them, so that they can be sent again.
    pub fn save<T, P, D>(&self, entity: &mut Tracked<T>, path: &P) -> Result<bool, Error>
    where
        T: EntityType + Clone,
        P: PathTo<T, D>,
    {
        let Some(changes) = entity.changes() else {
            return Ok(false);
        };
        let updated = self.send(changes.at(path))?;
        entity.saved(updated);
        Ok(true)
    }

    /// Sends a request without the token.
    pub(super) fn dispatch_foreign(
        &self,
        mut request: Request<Vec<u8>>,
        name: &str,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        request.extensions_mut().insert(Resource::named(name));
        self.transmit(request)
    }

    /// Sends a request with a token, and answers a challenge once.
    pub(super) fn dispatch(
        &self,
        mut request: Request<Vec<u8>>,
        resource: Resource,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        request.extensions_mut().insert(resource);
        let authorisation = match &self.authorisation {
            Some(authorisation) if !sending::has_token(&request) => authorisation,
            _ => return self.transmit(request),
        };
        let kept = authorisation.kept(&self.scope);
        let was_kept = kept.is_some();
        let token = match kept {
            Some(token) => token,
            None => self.obtain(authorisation, None)?,
        };
        let response = self.transmit(authorise(request.clone(), &token)?)?;
        let Some(claims) = sending::challenge(&response, was_kept) else {
            return Ok(response);
        };
        let renewed = match self.obtain(authorisation, claims.clone()) {
            Err(TransportError::Credential(source)) => {
                return Err(TransportError::Challenge { claims, source });
            }
            renewed => renewed?,
        };
        if sending::is_new(&renewed, &token) {
            self.transmit(authorise(request, &renewed)?)
        } else {
            Ok(response)
        }
    }

    /// Obtains a token, and keeps it.
    fn obtain(
        &self,
        authorisation: &Authorisation<dyn Credential>,
        claims: Option<String>,
    ) -> Result<AccessToken, TransportError> {
        let request = TokenRequest {
            scope: self.scope.to_string(),
            claims,
        };
        let token = authorisation.credential.token(request);
        let token = token.map_err(TransportError::Credential)?;
        authorisation.keep(&self.scope, &token)?;
        Ok(token)
    }

    fn transmit(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, TransportError> {
        #[cfg(feature = "tracing")]
        let span = RequestSpan::of(&request);
        let response = || {
            self.transport
                .send(request)
                .map_err(TransportError::Transport)
        };
        #[cfg(feature = "tracing")]
        let response = || span.run_blocking(response);
        response()
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("endpoint", &self.endpoint)
            .field("has_credential", &self.authorisation.is_some())
            .finish_non_exhaustive()
    }
}
