//! Building and sending a batch.

use std::sync::Arc;

use http::{Method, Request, Response};

use super::document::Replies;
use super::queue::Queued;
use super::responses::BatchResponses;
use super::run::Run;
use super::ticket::{Ticket, TicketId};
use crate::http::request::target::Target;
use crate::http::{Addressed, RequestBuilder};
use crate::path::Endpoint;

/// Requests that are sent together.
///
/// [`add`](Self::add) returns a [`Ticket`], which later reads the response to the request. A
/// request that fails, or that cannot be built, does not stop the others.
///
/// Any number of requests can be added. They are sent in parts of up to twenty requests. Microsoft
/// Graph accepts three kinds of part: without dependencies, with a chain in which each request
/// depends on the one before it, and with one request on which all others depend. Requests with
/// other dependencies are sent in several such parts, one after the other.
///
/// The batch carries the token. The headers `Authorization`, `Proxy-Authorization`, `Cookie` and
/// `x-ms-authorization-auxiliary` of the individual requests are not sent, and neither is any other
/// header with a bearer token.
///
/// ```no_run
/// use graph_model::{Batch, Endpoint, graph_entity};
///
/// # fn read(agent: &ureq::Agent, token: &str) -> Result<(), Box<dyn std::error::Error>> {
/// #[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
/// pub struct Group {
///     pub display_name: Option<String>,
/// }
///
/// let mut batch = Batch::new().bearer(token);
/// let path = GroupPath { group_id: "4f" };
/// let updated = batch.add(Group::patch().display_name("Pilots").at(&path));
/// let group = batch.add_after(Group::get().at(&path), &[updated.id()]);
///
/// let responses = batch.send(&Endpoint::V1_0, |request| {
///     let (head, mut body) = agent.run(request)?.into_parts();
///     Ok::<_, ureq::Error>(http::Response::from_parts(head, body.read_to_vec()?))
/// });
/// responses.get(&updated)?;
/// let group: Group = responses.get(&group)?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[must_use = "a batch does nothing until it is sent"]
pub struct Batch {
    requests: Vec<Queued>,
    /// The request of each part, without its body.
    outer: RequestBuilder<Replies>,
    identity: Arc<()>,
}

/// The preference without which a service stops at the first request that fails (OData Protocol
/// 4.01, section 8.2.8.3). The name without the prefix is not known to services of OData 4.0.
const CONTINUE_ON_ERROR: &str = "odata.continue-on-error";

impl Default for Batch {
    fn default() -> Self {
        Self::new()
    }
}

impl Batch {
    /// Creates a batch without requests.
    pub fn new() -> Self {
        Self {
            requests: Vec::new(),
            outer: RequestBuilder::new(Method::POST, Target::path(Ok("/$batch".to_owned().into())))
                .prefer(CONTINUE_ON_ERROR),
            identity: Arc::new(()),
        }
    }

    /// Sends `Authorization: Bearer {token}` with each part, as [`RequestBuilder::bearer`] does.
    pub fn bearer(mut self, token: impl AsRef<str>) -> Self {
        self.outer = self.outer.bearer(token);
        self
    }

    /// Sends a header with each part, as [`RequestBuilder::header`] does.
    pub fn header(mut self, name: &str, value: impl AsRef<str>) -> Self {
        self.outer = self.outer.header(name, value);
        self
    }

    /// Adds a request, which may be carried out before, after or along with the others.
    pub fn add<R: Addressed>(&mut self, request: R) -> Ticket<R::Response> {
        self.add_after(request.into_request(), &[])
    }

    /// Adds a request that is carried out once these requests have succeeded (`dependsOn`). If one
    /// of them does not succeed, the request is not carried out. Reading its response then returns
    /// [`BatchError::Dependency`](super::BatchError::Dependency), or the service's 424 Failed
    /// Dependency.
    pub fn add_after<A>(&mut self, request: RequestBuilder<A>, others: &[TicketId]) -> Ticket<A> {
        let number = self.requests.len();
        let after = others
            .iter()
            // A request of another batch gets a number that no request here has.
            .map(|other| other.number_in(&self.identity).unwrap_or(usize::MAX))
            .collect();
        let request = request.responds_with();
        self.requests.push(Queued { request, after });
        Ticket::new(number, Arc::clone(&self.identity))
    }

    fn into_run<E>(self, endpoint: &Endpoint) -> Run<E> {
        Run::new(self.requests, self.outer, self.identity, endpoint)
    }

    /// Returns the number of requests.
    #[must_use]
    pub fn len(&self) -> usize {
        self.requests.len()
    }

    /// Returns whether the batch is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.requests.is_empty()
    }

    /// Sends the requests with `send`, the caller's HTTP client, in as many parts as needed. If
    /// there are no requests, nothing is sent.
    pub fn send<B: AsRef<[u8]>, E>(
        self,
        endpoint: &Endpoint,
        send: impl FnMut(Request<Vec<u8>>) -> Result<Response<B>, E>,
    ) -> BatchResponses<E> {
        let mut run = self.into_run(endpoint);
        run.send(endpoint, send);
        BatchResponses::new(run)
    }

    /// Sends the requests with `send`, the caller's asynchronous HTTP client, as
    /// [`send`](Self::send) does.
    pub async fn send_async<B: AsRef<[u8]>, E, F: Future<Output = Result<Response<B>, E>>>(
        self,
        endpoint: &Endpoint,
        send: impl FnMut(Request<Vec<u8>>) -> F,
    ) -> BatchResponses<E> {
        let mut run = self.into_run(endpoint);
        run.send_async(endpoint, send).await;
        BatchResponses::new(run)
    }
}
