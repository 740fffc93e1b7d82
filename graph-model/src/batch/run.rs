//! A batch that is being sent: the requests for the next part, and the outcomes of earlier
//! requests.

use std::sync::Arc;

use super::document::{InnerRequest, Part, Replies};
use super::queue::{LIMIT, Queued};
use super::responses::{BatchResponses, Outcome};
use crate::http::{RequestBuilder, SendError};
use crate::path::Endpoint;

pub(super) struct Run<E> {
    requests: Vec<Prepared>,
    outer: RequestBuilder<Replies>,
    outcomes: Vec<Option<Outcome>>,
    /// The errors of failed parts. The requests of a part share its error once nothing is left to
    /// await.
    failures: Vec<SendError<E>>,
    /// The first request that has not been in a part yet.
    position: usize,
    identity: Arc<()>,
}

struct Prepared {
    request: Option<InnerRequest>,
    after: Vec<usize>,
}

/// The part that is sent next.
pub(super) struct NextPart {
    pub request: RequestBuilder<Replies>,
    pub numbers: Vec<usize>,
}

impl<E> Run<E> {
    /// Builds all requests. A request that cannot be built gets its outcome at once.
    pub(super) fn new(
        queue: Vec<Queued>,
        outer: RequestBuilder<Replies>,
        identity: Arc<()>,
        endpoint: &Endpoint,
    ) -> Self {
        let mut outcomes = Vec::with_capacity(queue.len());
        let requests = queue
            .into_iter()
            .map(|queued| {
                let built = queued.request.build(endpoint);
                let built = built.and_then(|request| InnerRequest::new(&request, endpoint));
                let (request, outcome) = match built {
                    Ok(request) => (Some(request), None),
                    Err(error) => (None, Some(Outcome::NotBuilt(error))),
                };
                outcomes.push(outcome);
                Prepared {
                    request,
                    after: queued.after,
                }
            })
            .collect();
        Self {
            requests,
            outer,
            outcomes,
            failures: Vec::new(),
            position: 0,
            identity,
        }
    }

    /// The next part, if there is a request left that can be sent.
    pub(super) fn next_part(&mut self) -> Option<NextPart> {
        let mut numbers = Vec::new();
        while numbers.len() < LIMIT && self.position < self.requests.len() {
            let number = self.position;
            self.position += 1;
            if self.outcomes[number].is_some() {
                continue;
            }
            if self.is_hopeless(number, &numbers) {
                self.outcomes[number] = Some(Outcome::Dependency);
            } else {
                numbers.push(number);
            }
        }
        if numbers.is_empty() {
            return None;
        }
        let part = Part(
            numbers
                .iter()
                .filter_map(|&number| self.numbered(number, &numbers))
                .collect(),
        );
        Some(NextPart {
            request: self.outer.clone().json(&part),
            numbers,
        })
    }

    /// Whether this request depends on one that has not succeeded and is not in the same part.
    fn is_hopeless(&self, number: usize, part: &[usize]) -> bool {
        let mut after = self.requests[number].after.iter();
        after.any(|other| {
            let outcome = self.outcomes.get(*other).and_then(Option::as_ref);
            !part.contains(other) && !outcome.is_some_and(Outcome::is_success)
        })
    }

    /// A request with the others of its part that it depends on. Those of earlier parts have
    /// succeeded.
    fn numbered(
        &self,
        number: usize,
        part: &[usize],
    ) -> Option<(usize, &InnerRequest, Vec<usize>)> {
        let Prepared { request, after } = &self.requests[number];
        let after = after.iter().copied();
        let after = after.filter(|other| part.contains(other)).collect();
        Some((number, request.as_ref()?, after))
    }

    /// Takes the replies to a part. If the part failed, its error is the outcome of each of its
    /// requests.
    pub(super) fn receive(&mut self, numbers: &[usize], replies: Result<Replies, SendError<E>>) {
        match replies {
            Ok(Replies(mut replies)) => {
                for &number in numbers {
                    let reply = replies.remove(&number);
                    self.outcomes[number] =
                        Some(reply.map_or(Outcome::Unanswered, Outcome::Answered));
                }
            }
            Err(error) => {
                for &number in numbers {
                    self.outcomes[number] = Some(Outcome::PartFailed(self.failures.len()));
                }
                self.failures.push(error);
            }
        }
    }

    pub(super) fn finish(self) -> BatchResponses<E> {
        BatchResponses::new(self.outcomes, self.failures, self.identity)
    }
}
