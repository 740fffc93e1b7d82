//! Transports and the services of `tower`, in both directions.

use std::fmt;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use http::{Request, Response};
use tower_service::Service;

use crate::error::BoxError;
use crate::transport::{BoxFuture, Transport};

/// A [`Transport`] that sends requests with a `tower` service.
///
/// Each request is sent by a clone of the service, so the service must be cheap to clone, as the
/// clients of `hyper` are. Put any other service into `tower::buffer::Buffer`. A stack of
/// middleware around any transport:
///
/// ```
/// # async fn example(transport: impl graph_client::Transport + 'static) {
/// use std::time::Duration;
///
/// use graph_client::{Client, ServiceTransport, TransportService};
/// use graph_model::Endpoint;
/// use tower::ServiceBuilder;
///
/// let service = ServiceBuilder::new()
///     .timeout(Duration::from_secs(30))
///     .concurrency_limit(4)
///     .service(TransportService::new(transport));
/// let client = Client::new(Endpoint::V1_0, ServiceTransport::new(service)).with_token("eyJ0eXAi");
/// # }
/// ```
pub struct ServiceTransport<S>(Mutex<S>);

impl<S> ServiceTransport<S> {
    /// Creates a transport that sends requests with this service.
    pub fn new(service: S) -> Self {
        Self(Mutex::new(service))
    }
}

impl<S> fmt::Debug for ServiceTransport<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceTransport").finish_non_exhaustive()
    }
}

#[diagnostic::do_not_recommend]
impl<S, B> Transport for ServiceTransport<S>
where
    S: Service<Request<Vec<u8>>, Response = Response<B>> + Clone + Send,
    S::Error: Into<BoxError>,
    S::Future: Send,
    B: Into<Vec<u8>>,
{
    fn send(
        &self,
        request: Request<Vec<u8>>,
    ) -> BoxFuture<'_, Result<Response<Vec<u8>>, BoxError>> {
        let mut service = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        Box::pin(async move {
            poll_fn(|context| service.poll_ready(context))
                .await
                .map_err(Into::into)?;
            let response = service.call(request).await.map_err(Into::into)?;
            Ok(response.map(Into::into))
        })
    }
}

/// A `tower` service that sends requests with a [`Transport`], so that middleware can be put around
/// it.
pub struct TransportService<T>(Arc<T>);

impl<T> TransportService<T> {
    /// Creates a service that sends requests with this transport.
    pub fn new(transport: T) -> Self {
        Self(Arc::new(transport))
    }
}

impl<T> Clone for TransportService<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> fmt::Debug for TransportService<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportService").finish_non_exhaustive()
    }
}

impl<T: Transport + 'static> Service<Request<Vec<u8>>> for TransportService<T> {
    type Response = Response<Vec<u8>>;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<Response<Vec<u8>>, BoxError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Vec<u8>>) -> Self::Future {
        let transport = Arc::clone(&self.0);
        Box::pin(async move { transport.send(request).await })
    }
}
