//! The asynchronous client.
//!
//! The submodules add batches, files and long-running operations.

mod batches;
mod files;
mod request_future;
mod waits;

use std::fmt;
use std::sync::Arc;

use graph_model::Endpoint;
use graph_model::http::{Addressed, FromResponse, Page, RequestBuilder, SendError, Tracked};
use graph_model::model::EntityType;
use graph_model::path::PathTo;
use http::{Request, Response};
use serde::de::DeserializeOwned;

use crate::credential::{
    AccessToken, Authorisation, Credential, FixedToken, TokenRequest, authorise, scope_of,
};
use crate::error::{Error, TransportError};
use crate::pages::{Items, Pages, SendPage};
use crate::resource::Resource;
use crate::sending;
#[cfg(feature = "tracing")]
use crate::trace::RequestSpan;
use crate::transport::Transport;

pub use request_future::Sending;

/// An asynchronous client: an endpoint, a credential and a transport in one value.
///
/// It is cheap to clone, and clones share the token that is kept. Any [`RequestBuilder`] can be
/// sent. A request that has a token of its own, by [`RequestBuilder::bearer`], keeps it.
///
/// ```
/// use graph_client::Client;
/// use graph_model::{Endpoint, graph_entity};
///
/// #[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
/// pub struct Group {
///     pub display_name: Option<String>,
/// }
///
/// # async fn example() -> Result<(), graph_client::Error> {
/// # let transport = |_: http::Request<Vec<u8>>| async {
/// #     Ok::<_, std::io::Error>(http::Response::new(br#"{"id":"4f"}"#.to_vec()))
/// # };
/// let client = Client::new(Endpoint::V1_0, transport).with_token("eyJ0eXAi");
///
/// let group = client.send(Group::get().at(&GroupPath { group_id: "4f" })).await?;
/// println!("{:?}", group.display_name);
///
/// let mut groups = client.items(Group::list().top(50).at(&GroupCollectionPath));
/// while let Some(group) = groups.next().await {
///     println!("{:?}", group?.display_name);
/// }
/// # Ok(())
/// # }
/// # let _ = example;
/// ```
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
    pub fn send<R>(&self, request: R) -> Sending<'_, R::Response>
    where
        R: Addressed<Response: FromResponse>,
    {
        let request = request.into_request();
        let resource = Resource::of(&request);
        let request = request.build(&self.endpoint);
        Sending::new(Box::pin(async move {
            let request = request.map_err(SendError::Request)?;
            let response = self.dispatch(request, resource).await;
            response.map_err(Error::Transport)
        }))
    }

    /// Returns the pages of a collection. Each is requested on demand.
    pub fn pages<T: DeserializeOwned>(&self, request: RequestBuilder<Page<T>>) -> Pages<T> {
        let resource = Resource::of(&request);
        let client = self.clone();
        let send: SendPage = Box::new(move |request| {
            let (client, resource) = (client.clone(), resource.clone());
            Box::pin(async move { client.dispatch(request, resource).await })
        });
        Pages::new(request.page_stream(&self.endpoint, send))
    }

    /// Returns the items of all pages of a collection. Each page is requested on demand.
    pub fn items<T: DeserializeOwned>(&self, request: RequestBuilder<Page<T>>) -> Items<T> {
        Items::new(self.pages(request))
    }

    /// Sends the changes to an entity, if it has any. The entity then holds the values that the
    /// service returned. Returns whether a request was sent.
    ///
    /// # Errors
    ///
    /// Returns an error if the changes could not be sent, or if the service refused them. The
    /// entity keeps them, so that they can be sent again.
    pub async fn save<T, P, D>(&self, entity: &mut Tracked<T>, path: &P) -> Result<bool, Error>
    where
        T: EntityType + Clone,
        P: PathTo<T, D>,
    {
        let Some(changes) = entity.changes() else {
            return Ok(false);
        };
        let updated = self.send(changes.at(path)).await?;
        entity.saved(updated);
        Ok(true)
    }

    /// Sends a request without the token.
    pub(super) async fn dispatch_foreign(
        &self,
        mut request: Request<Vec<u8>>,
        name: &str,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        request.extensions_mut().insert(Resource::named(name));
        self.transmit(request).await
    }

    /// Sends a request with a token, and answers a challenge once.
    pub(super) async fn dispatch(
        &self,
        mut request: Request<Vec<u8>>,
        resource: Resource,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        request.extensions_mut().insert(resource);
        let authorisation = match &self.authorisation {
            Some(authorisation) if !sending::has_token(&request) => authorisation,
            _ => return self.transmit(request).await,
        };
        let kept = authorisation.kept(&self.scope);
        let was_kept = kept.is_some();
        let token = match kept {
            Some(token) => token,
            None => self.obtain(authorisation, None).await?,
        };
        let response = self.transmit(authorise(request.clone(), &token)?).await?;
        let Some(claims) = sending::challenge(&response, was_kept) else {
            return Ok(response);
        };
        let renewed = match self.obtain(authorisation, claims.clone()).await {
            Err(TransportError::Credential(source)) => {
                return Err(TransportError::Challenge { claims, source });
            }
            renewed => renewed?,
        };
        if sending::is_new(&renewed, &token) {
            self.transmit(authorise(request, &renewed)?).await
        } else {
            Ok(response)
        }
    }

    /// Obtains a token, and keeps it.
    async fn obtain(
        &self,
        authorisation: &Authorisation<dyn Credential>,
        claims: Option<String>,
    ) -> Result<AccessToken, TransportError> {
        let request = TokenRequest {
            scope: self.scope.to_string(),
            claims,
        };
        let token = authorisation.credential.token(request).await;
        let token = token.map_err(TransportError::Credential)?;
        authorisation.keep(&self.scope, &token)?;
        Ok(token)
    }

    async fn transmit(
        &self,
        request: Request<Vec<u8>>,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        #[cfg(feature = "tracing")]
        let span = RequestSpan::of(&request);
        let response = async {
            self.transport
                .send(request)
                .await
                .map_err(TransportError::Transport)
        };
        #[cfg(feature = "tracing")]
        let response = span.run(response);
        response.await
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
