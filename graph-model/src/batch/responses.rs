//! The responses to a batch: one outcome for each of its requests.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use http::{Request, Response};

use super::error::BatchError;
use super::outcome::{Busy, Outcome};
use super::run::Run;
use super::ticket::{Ticket, TicketId};
use crate::http::{FromResponse, RetryAfter, SendError};
use crate::path::Endpoint;

/// The responses to a batch, read by the tickets of its requests.
#[derive(Debug)]
#[must_use = "each request may have failed"]
pub struct BatchResponses<E> {
    run: Run<E>,
    /// The errors of failed parts, by their numbers.
    failures: Vec<Arc<SendError<E>>>,
}

/// A request of a batch for which the service was too busy.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Throttled {
    /// The request.
    pub id: TicketId,
    /// The time at which to send it again, if the service named one.
    pub retry_after: Option<RetryAfter>,
}

impl<E> BatchResponses<E> {
    pub(super) fn new(run: Run<E>) -> Self {
        let mut responses = Self {
            run,
            failures: Vec::new(),
        };
        responses.take_failures();
        responses
    }

    /// Returns the response to the request of this ticket.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no response, or if the response is an error or is not an `A`.
    pub fn get<A: FromResponse>(&self, ticket: &Ticket<A>) -> Result<A, BatchError<E>> {
        let Some(number) = ticket.number_in(self.run.identity()) else {
            return Err(BatchError::OtherBatch);
        };
        match self.run.outcome(number) {
            Some(Outcome::Answered(reply)) => {
                A::from_parts(reply.status, &reply.headers, &reply.body)
                    .map_err(BatchError::Response)
            }
            Some(Outcome::NotBuilt(error)) => Err(BatchError::Request(error.clone())),
            Some(Outcome::Dependency) => Err(BatchError::Dependency),
            Some(Outcome::PartFailed(failure)) => Err(match self.failures.get(*failure) {
                Some(error) => BatchError::Part(Arc::clone(error)),
                None => BatchError::Unanswered,
            }),
            Some(Outcome::Unanswered) | None => Err(BatchError::Unanswered),
        }
    }

    /// Returns the requests for which the service was too busy (429 Too Many Requests, or 503
    /// Service Unavailable with `Retry-After`), in the order in which they may be sent again.
    ///
    /// A batch succeeds even if some of its requests are throttled, so the retry logic of an HTTP
    /// client does not see them ("Microsoft Graph throttling guidance", section on batching).
    ///
    /// ```
    /// use std::time::SystemTime;
    ///
    /// use graph_model::{Batch, Endpoint, graph_entity};
    ///
    /// #[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
    /// pub struct Group {}
    ///
    /// # let mut replies = [
    /// #     r#"{"responses":[{"id":"0","status":429,"headers":{"Retry-After":"0"}}]}"#,
    /// #     r#"{"responses":[{"id":"0","status":200,"body":{"id":"4f"}}]}"#,
    /// # ].into_iter();
    /// # let mut send = |_| Ok::<_, std::convert::Infallible>(http::Response::new(replies.next().unwrap()));
    /// let mut batch = Batch::new().bearer("eyJ0eXAi");
    /// let group = batch.add(Group::get().at(&GroupPath { group_id: "4f" }));
    /// let mut responses = batch.send(&Endpoint::V1_0, &mut send);
    /// while let Some(throttled) = responses.throttled().first() {
    ///     std::thread::sleep(throttled.delay_from(SystemTime::now()));
    ///     responses.send_again([throttled.id.clone()], &Endpoint::V1_0, &mut send);
    /// }
    /// assert_eq!(responses.get(&group)?.id.as_deref(), Some("4f"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn throttled(&self) -> Vec<Throttled> {
        let now = SystemTime::now();
        let mut throttled: Vec<Throttled> = self
            .run
            .numbers()
            .filter_map(|number| {
                let busy = match self.run.outcome(number)? {
                    Outcome::Answered(reply) => Busy::of_reply(reply)?,
                    Outcome::PartFailed(failure) => Busy::of_error(self.failures.get(*failure)?)?,
                    _ => return None,
                };
                Some(Throttled {
                    id: TicketId::new(number, Arc::clone(self.run.identity())),
                    retry_after: busy.retry_after,
                })
            })
            .collect();
        throttled.sort_by_key(|throttled| throttled.delay_from(now));
        throttled
    }

    /// Sends these requests of the batch again. The requests that were skipped because they depend
    /// on one of them are sent as well, and no other request is. Requests that could not be built,
    /// and ids of other batches, are ignored.
    pub fn send_again<B: AsRef<[u8]>>(
        &mut self,
        requests: impl IntoIterator<Item = TicketId>,
        endpoint: &Endpoint,
        send: impl FnMut(Request<Vec<u8>>) -> Result<Response<B>, E>,
    ) {
        self.make_due(requests);
        TakesFailures(self).0.run.send(endpoint, send);
    }

    /// Sends these requests again with an asynchronous client, as [`send_again`](Self::send_again)
    /// does.
    pub async fn send_again_async<B: AsRef<[u8]>, F: Future<Output = Result<Response<B>, E>>>(
        &mut self,
        requests: impl IntoIterator<Item = TicketId>,
        endpoint: &Endpoint,
        send: impl FnMut(Request<Vec<u8>>) -> F,
    ) {
        self.make_due(requests);
        let responses = TakesFailures(self);
        responses.0.run.send_async(endpoint, send).await;
    }

    fn take_failures(&mut self) {
        let failures = self.run.take_failures();
        self.failures.extend(failures.into_iter().map(Arc::new));
    }

    fn make_due(&mut self, requests: impl IntoIterator<Item = TicketId>) {
        let numbers: Vec<usize> = requests
            .into_iter()
            .filter_map(|id| id.number_in(self.run.identity()))
            .collect();
        self.run.make_due(&numbers);
    }
}

/// Takes the errors of failed parts when it is dropped, so that they are kept even if the caller
/// drops the future.
struct TakesFailures<'r, E>(&'r mut BatchResponses<E>);

impl<E> Drop for TakesFailures<'_, E> {
    fn drop(&mut self) {
        self.0.take_failures();
    }
}

impl Throttled {
    /// Returns the time to wait, counted from `now`. It is zero if the service named no time.
    #[must_use]
    pub fn delay_from(&self, now: SystemTime) -> Duration {
        let retry_after = self.retry_after;
        retry_after.map_or(Duration::ZERO, |retry_after| retry_after.delay_from(now))
    }
}
