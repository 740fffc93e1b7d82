//! Many requests in one: `$batch`, with an answer for each of its own type.
//!
//! "Combine multiple HTTP requests using JSON batching" of Microsoft Graph; OData JSON Format 4.01, section 19. A service takes so
//! many requests in one batch, so longer ones are sent in parts, one after the other. `document` owns what a part looks like on the
//! wire, `run` in which order parts are sent, `answers` what came back.

mod answers;
mod document;
mod run;

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use http::{Method, Request, Response};

pub use answers::{BatchAnswers, BatchError};

use self::document::Replies;
use self::run::Run;
use crate::endpoint::Endpoint;
use crate::request::{RequestBuilder, Target};

/// How many requests Graph takes in one batch.
const LIMIT: usize = 20;

/// Requests that are sent together.
///
/// Each request that is added gives a [`Ticket`], by which its answer is read. Any number of requests can be added; they are sent in
/// parts of twenty. A request that fails, or cannot even be built, does not keep the others from being answered.
///
/// The batch has the token. Of the single requests the headers `Authorization`, `Proxy-Authorization`, `Cookie` and
/// `x-ms-authorization-auxiliary` are not sent, nor any other with a bearer token.
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
/// let group = batch.add_after(Group::get().at(&path), [updated.id()]);
///
/// let answers = batch.send(&Endpoint::V1_0, |request| {
///     let (head, mut body) = agent.run(request)?.into_parts();
///     Ok::<_, ureq::Error>(http::Response::from_parts(head, body.read_to_vec()?))
/// });
/// answers.get(&updated)?;
/// let group: Group = answers.get(&group)?;
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

/// A request that waits to be sent.
#[derive(Debug)]
struct Queued {
    request: RequestBuilder<()>,
    /// The numbers of the requests that must have succeeded before.
    after: Vec<usize>,
}

/// What the answer to one request of a batch is read by.
pub struct Ticket<A> {
    id: TicketId,
    answer: PhantomData<fn() -> A>,
}

/// A request of a batch, whatever its answer is.
#[derive(Clone, Debug)]
pub struct TicketId {
    number: usize,
    batch: Arc<()>,
}

impl<A> Ticket<A> {
    /// The request, for another to depend on.
    #[must_use]
    pub fn id(&self) -> TicketId {
        self.id.clone()
    }
}

impl<A> Clone for Ticket<A> {
    fn clone(&self) -> Self {
        Self {
            id: self.id.clone(),
            answer: PhantomData,
        }
    }
}

impl<A> fmt::Debug for Ticket<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Ticket").field(&self.id.number).finish()
    }
}

impl Default for Batch {
    fn default() -> Self {
        Self::new()
    }
}

impl Batch {
    /// A batch of no requests.
    pub fn new() -> Self {
        Self {
            requests: Vec::new(),
            outer: RequestBuilder::new(Method::POST, Ok(Target::Path("/$batch".to_owned()))),
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
    pub fn add<A>(&mut self, request: RequestBuilder<A>) -> Ticket<A> {
        self.add_after(request, [])
    }

    /// Adds a request that is carried out once the others have succeeded (`dependsOn`), and not at all if one of them has not:
    /// its answer is then [`BatchError::Dependency`], or the service's 424 Failed Dependency.
    pub fn add_after<A>(
        &mut self,
        request: RequestBuilder<A>,
        others: impl IntoIterator<Item = TicketId>,
    ) -> Ticket<A> {
        let number = self.requests.len();
        let after = others
            .into_iter()
            // A request of another batch has a number that none here has.
            .map(|other| {
                if self.is_own(&other) {
                    other.number
                } else {
                    usize::MAX
                }
            })
            .collect();
        let request = request.answered_by();
        self.requests.push(Queued { request, after });
        let batch = Arc::clone(&self.identity);
        Ticket {
            id: TicketId { number, batch },
            answer: PhantomData,
        }
    }

    fn is_own(&self, ticket: &TicketId) -> bool {
        Arc::ptr_eq(&self.identity, &ticket.batch)
    }

    /// The number of requests.
    #[must_use]
    pub fn len(&self) -> usize {
        self.requests.len()
    }

    /// Whether there is no request.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.requests.is_empty()
    }

    /// Sends the requests with `send`, the caller's own client, in as many parts as they need. Nothing is sent where there are none.
    pub fn send<B: AsRef<[u8]>, E>(
        self,
        endpoint: &Endpoint,
        mut send: impl FnMut(Request<Vec<u8>>) -> Result<Response<B>, E>,
    ) -> BatchAnswers<E> {
        let mut run = Run::new(self, endpoint);
        while let Some(part) = run.next_part() {
            let replies = part.request.send(endpoint, &mut send);
            run.receive(&part.numbers, replies);
        }
        run.finish()
    }

    /// Sends the requests with `send`, the caller's own asynchronous client, as [`send`](Self::send) does.
    pub async fn send_async<B: AsRef<[u8]>, E, F: Future<Output = Result<Response<B>, E>>>(
        self,
        endpoint: &Endpoint,
        mut send: impl FnMut(Request<Vec<u8>>) -> F,
    ) -> BatchAnswers<E> {
        let mut run = Run::new(self, endpoint);
        while let Some(part) = run.next_part() {
            let replies = part.request.send_async(endpoint, &mut send).await;
            run.receive(&part.numbers, replies);
        }
        run.finish()
    }
}
