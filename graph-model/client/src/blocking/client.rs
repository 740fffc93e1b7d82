//! The blocking client.

use std::fmt;
use std::io::Read;
use std::sync::Arc;
use std::time::Duration;

use graph_model::Endpoint;
use graph_model::batch::{Batch, BatchResponses, TicketId};
use graph_model::http::{
    Accepted, Content, Download, FromResponse, ItemIterator, Page, PageIterator, RequestBuilder,
    SendError, Tracked,
};
use graph_model::model::EntityType;
use graph_model::path::PathTo;
use http::{Method, Request, Response};
use serde::de::DeserializeOwned;

use super::credential::Credential;
use super::transport::Transport;
use crate::credential::{
    AccessToken, Authorisation, FixedToken, TokenRequest, authorise, scope_of,
};
use crate::error::{Error, TransportError, WaitError};
use crate::progress::{Progress, ProgressStatus};
use crate::resource::Resource;
use crate::sending::{self, Named};
use crate::throttled::ThrottledRequests;
#[cfg(feature = "tracing")]
use crate::trace::RequestSpan;
use crate::upload::{OpenedSession, Upload, UploadError, UploadStep, Window, read_up_to};
use crate::waiting::Waiting;

/// The pages of a collection, as an iterator. [`Client::pages`] makes it.
pub type Pages<T> = PageIterator<T, SendPage>;

/// The items of all pages of a collection, as an iterator. [`Client::items`] makes it.
pub type Items<T> = ItemIterator<T, SendPage>;

/// Sends the request for a page.
type SendPage =
    Box<dyn FnMut(Request<Vec<u8>>) -> Result<Response<Vec<u8>>, TransportError> + Send>;

/// A blocking client: an endpoint, a credential and a transport in one value.
///
/// It is cheap to clone, and clones share the token that is kept. Any [`RequestBuilder`] can be sent.
/// A request that has a token of its own, by [`RequestBuilder::bearer`], keeps it.
#[derive(Clone)]
pub struct Client {
    endpoint: Arc<Endpoint>,
    scope: Arc<String>,
    transport: Arc<dyn Transport>,
    authorisation: Option<Arc<Authorisation<dyn Credential>>>,
}

impl Client {
    /// A client that sends requests to this endpoint, without a credential.
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
    /// `https://graph.microsoft.com/.default`. A gateway in front of a service needs the scope of the
    /// service.
    #[must_use]
    pub fn with_scope(mut self, scope: impl Into<String>) -> Self {
        self.scope = Arc::new(scope.into());
        self
    }

    /// The endpoint.
    #[must_use]
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// Sends a request, and reads its response.
    ///
    /// # Errors
    ///
    /// Returns an error if the request cannot be built or sent, or if the response is an error or is
    /// not an `A`.
    pub fn send<A: FromResponse>(&self, request: RequestBuilder<A>) -> Result<A, Error> {
        let resource = Resource::of(&request);
        let request = request.build(&self.endpoint).map_err(SendError::Request)?;
        sending::read(self.dispatch(request, resource))
    }

    /// The pages of a collection. Each is requested on demand.
    pub fn pages<T: DeserializeOwned>(&self, request: RequestBuilder<Page<T>>) -> Pages<T> {
        let resource = Resource::of(&request);
        let client = self.clone();
        let send: SendPage = Box::new(move |request| client.dispatch(request, resource.clone()));
        request.pages(&self.endpoint, send)
    }

    /// The items of all pages of a collection. Each page is requested on demand.
    pub fn items<T: DeserializeOwned>(&self, request: RequestBuilder<Page<T>>) -> Items<T> {
        self.pages(request).items()
    }

    /// Sends the requests of a batch, in as many parts as they need.
    pub fn batch(&self, batch: Batch) -> BatchResponses<TransportError> {
        batch.send(&self.endpoint, |request| self.dispatch_batch(request))
    }

    /// Sends these requests of a batch again, without the others, and then those that depend on
    /// them; see [`BatchResponses::send_again`].
    pub fn send_again(
        &self,
        responses: &mut BatchResponses<TransportError>,
        requests: impl IntoIterator<Item = TicketId>,
    ) {
        let send = |request| self.dispatch_batch(request);
        responses.send_again(requests, &self.endpoint, send);
    }

    /// Sends the throttled requests of a batch again, each after its own `Retry-After`, until none
    /// is left or the limit is reached. They wait at the same time, and those that are due together
    /// are sent together. A request that is still throttled in the end keeps its error.
    pub fn retry_throttled(
        &self,
        responses: &mut BatchResponses<TransportError>,
        waiting: &Waiting<impl Fn(Duration)>,
    ) {
        let mut wait = waiting.start();
        let mut throttled = ThrottledRequests::new();
        while let Ok(Some(delay)) = throttled.next_wait(responses, &mut wait) {
            (waiting.sleep)(delay);
            self.send_again(responses, throttled.due_after(delay));
        }
    }

    /// Sends the changes of an entity, if there are any, and takes over the result. Returns whether
    /// there were any.
    ///
    /// # Errors
    ///
    /// Returns an error if the changes could not be sent, or if the service refused them. The entity
    /// keeps them, so that they can be sent again.
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

    /// Downloads a stream. If the service responds with the URL where the bytes are, the client gets
    /// them from there, without the token.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`send`](Self::send) and of [`fetch`](Self::fetch).
    pub fn download(&self, request: RequestBuilder<Download>) -> Result<Content, Error> {
        match self.send(request)? {
            Download::Content(content) => Ok(content),
            Download::Redirect { location } => self.fetch(&location),
        }
    }

    /// Gets what is at a URL that the service named, such as a pre-authenticated one for a download.
    /// The token is not sent.
    ///
    /// # Errors
    ///
    /// Returns an error if the URL is not absolute, if the transport fails, or if the response is an
    /// error.
    pub fn fetch(&self, url: &str) -> Result<Content, Error> {
        let request = sending::foreign(Method::GET, url).map_err(SendError::Transport)?;
        sending::read(self.dispatch_foreign(request, "(download)"))
    }

    /// Asks for the progress of an operation that the service completes later.
    ///
    /// # Errors
    ///
    /// Returns an error if the progress could not be read, or if the service reports that the
    /// operation has failed.
    pub fn progress(&self, monitor: &str) -> Result<Progress, Error> {
        let response = match sending::named(monitor, &self.endpoint)? {
            Named::Own(request) => self.dispatch(request, Resource::named("(monitor)")),
            Named::Foreign(request) => self.dispatch_foreign(request, "(monitor)"),
        };
        sending::read(response)
    }

    /// Waits until an accepted operation has succeeded.
    ///
    /// # Errors
    ///
    /// Returns an error if the operation has failed, if its progress could not be read, or if it is
    /// not done within the limit.
    pub fn complete(
        &self,
        accepted: &Accepted,
        waiting: &Waiting<impl Fn(Duration)>,
    ) -> Result<Progress, WaitError> {
        let mut monitor = accepted.monitor.clone().ok_or(WaitError::NoMonitor)?;
        let mut wait = waiting.start();
        let mut retry_after = accepted.retry_after;
        loop {
            (waiting.sleep)(wait.next(retry_after)?);
            let progress = self.progress(&monitor)?;
            match progress.status {
                ProgressStatus::Succeeded => return Ok(progress),
                ProgressStatus::Failed(_) => return Err(WaitError::Failed(Box::new(progress))),
                ProgressStatus::Running(_) => {
                    retry_after = progress.retry_after;
                    if let Some(moved) = progress.monitor {
                        monitor = moved;
                    }
                }
            }
        }
    }

    /// Repeats a read until its result is as expected, because a service may not show a change at
    /// once. A 404 counts as a result that is not there yet.
    ///
    /// # Errors
    ///
    /// Returns an error if a read fails in another way, or if the limit is reached.
    #[allow(
        clippy::needless_pass_by_value,
        reason = "every other method takes its request by value"
    )]
    pub fn until<A: FromResponse>(
        &self,
        request: RequestBuilder<A>,
        mut is_expected: impl FnMut(&A) -> bool,
        waiting: &Waiting<impl Fn(Duration)>,
    ) -> Result<A, WaitError> {
        let mut wait = waiting.start();
        loop {
            let retry_after = match self.send(request.clone()) {
                Ok(result) if is_expected(&result) => return Ok(result),
                Ok(_) => None,
                Err(error) => sending::absence(error)?,
            };
            (waiting.sleep)(wait.next(retry_after)?);
        }
    }

    /// Uploads a file in parts, and reads the response to the last one. The request opens the
    /// session: a call of `createUploadSession`.
    ///
    /// After a failed connection, or while the service is busy, the client waits, asks which bytes
    /// have arrived, and goes on there. The URL of the session is pre-authenticated, so the token is
    /// not sent to it. If the upload fails, the
    /// session is lost: keep it with [`resume_upload`](Self::resume_upload).
    ///
    /// # Errors
    ///
    /// Returns an error if the session cannot be opened, and the errors of
    /// [`resume_upload`](Self::resume_upload).
    pub fn upload<A: FromResponse, S>(
        &self,
        session: RequestBuilder<S>,
        size: u64,
        source: impl Read,
        waiting: &Waiting<impl Fn(Duration)>,
    ) -> Result<A, UploadError> {
        let session = self.send(session.responds_with::<OpenedSession>())?;
        let mut upload = Upload::new(&session.url, size);
        self.resume_upload(&mut upload, source, waiting)
    }

    /// Goes on with an upload, and reads the response to the last part. The reader starts with the
    /// first byte of the file.
    ///
    /// If the upload fails, the session stays, and a later call can resume it with another reader.
    ///
    /// ```
    /// # use graph_client::{Upload, UploadError, Waiting, blocking::Client};
    /// # use graph_model::{graph_entity, http::Created};
    /// # #[graph_entity(odata = "microsoft.graph.driveItem")]
    /// # pub struct DriveItem {}
    /// # fn example(client: Client, url: &str, film: &[u8]) -> Result<(), UploadError> {
    /// let mut upload = Upload::resume(url, film.len() as u64).with_part_size(10_485_760);
    /// let waiting = Waiting::new(std::thread::sleep);
    /// let item: Created<DriveItem> = client.resume_upload(&mut upload, film, &waiting)?;
    /// # Ok(())
    /// # }
    /// # let _ = example;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the session is gone, if the service refuses the upload, if the reader
    /// fails, ends early or has more bytes, or if the limit is reached.
    pub fn resume_upload<A: FromResponse>(
        &self,
        upload: &mut Upload,
        mut source: impl Read,
        waiting: &Waiting<impl Fn(Duration)>,
    ) -> Result<A, UploadError> {
        let mut window = Window::default();
        let mut wait = waiting.start();
        let mut acknowledged = upload.acknowledged();
        loop {
            let request = match upload.step()? {
                UploadStep::Send(range) => {
                    loop {
                        let wanted = window.wanted(&range)?;
                        if wanted == 0 {
                            break;
                        }
                        let bytes = read_up_to(&mut source, wanted);
                        window.take(&bytes.map_err(UploadError::Source)?, wanted)?;
                    }
                    if window.is_unchecked_end(&range, upload.size()) {
                        let more = read_up_to(&mut source, 1).map_err(UploadError::Source)?;
                        window.check_end(&more)?;
                    }
                    upload.part(&range, window.bytes(&range))
                }
                UploadStep::Ask => upload.status(),
            };
            let response = self.dispatch_foreign(request, "(upload)");
            if let Some(response) = upload.receive(response.map_err(Into::into))? {
                return A::from_response(response).map_err(UploadError::Refused);
            }
            if upload.acknowledged() > acknowledged {
                acknowledged = upload.acknowledged();
                wait = waiting.start();
            }
            if let Some(retry_after) = upload.pause() {
                let delay = wait.next(retry_after);
                let delay =
                    delay.map_err(|error| UploadError::gave_up(&error, upload.take_failure()))?;
                (waiting.sleep)(delay);
            }
        }
    }

    /// Cancels an upload session. The service discards what was sent.
    ///
    /// # Errors
    ///
    /// Returns an error if the session is gone, or if the request failed.
    pub fn cancel_upload(&self, upload: &Upload) -> Result<(), UploadError> {
        let request = upload.cancellation();
        let response = self.dispatch_foreign(request, "(upload)");
        upload.cancelled(response)
    }

    fn dispatch_batch(
        &self,
        request: Request<Vec<u8>>,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        self.dispatch(request, Resource::named("/$batch"))
    }

    /// Sends a request without the token.
    fn dispatch_foreign(
        &self,
        mut request: Request<Vec<u8>>,
        name: &str,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        request.extensions_mut().insert(Resource::named(name));
        self.transmit(request)
    }

    /// Sends a request with a token, and answers a challenge once.
    fn dispatch(
        &self,
        mut request: Request<Vec<u8>>,
        resource: Resource,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        request.extensions_mut().insert(resource);
        let authorisation = match &self.authorisation {
            Some(authorisation) if !sending::has_token(&request) => authorisation,
            _ => return self.transmit(request),
        };
        let kept = authorisation.kept();
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
        authorisation.keep(&token);
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
