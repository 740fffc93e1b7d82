//! The state of a batch: the requests for the next part, and the outcomes of earlier requests.

use std::sync::Arc;

use http::header::CONTENT_TYPE;
use http::{Method, Request, Response};

use super::document::{InnerRequest, Part, Replies};
use super::outcome::Outcome;
use super::queue::{LIMIT, Queued};
use crate::http::request::target::Target;
use crate::http::{RequestBuilder, SendError};
use crate::path::Endpoint;

#[derive(Debug)]
pub(super) struct Run<E> {
    requests: Vec<Prepared>,
    outer: RequestBuilder<Replies>,
    outcomes: Vec<Option<Outcome>>,
    /// Whether each request has yet to be sent.
    due: Vec<bool>,
    /// The errors of failed parts that were not taken yet. The requests of a part share its error,
    /// once nothing is left to await.
    failures: Vec<SendError<E>>,
    /// The number of parts that have failed.
    failed: usize,
    /// The first request that is due, or one before it.
    position: usize,
    /// The link to further replies to the last part.
    more_replies: Option<String>,
    identity: Arc<()>,
}

#[derive(Debug)]
struct Prepared {
    request: Option<InnerRequest>,
    after: Vec<usize>,
}

/// The part that is sent next.
struct NextPart {
    request: RequestBuilder<Replies>,
    numbers: Vec<usize>,
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
        let requests: Vec<Prepared> = queue
            .into_iter()
            .map(|queued| {
                let built = queued.request.build_bare(endpoint);
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
            due: requests.iter().map(|it| it.request.is_some()).collect(),
            requests,
            outer,
            outcomes,
            failures: Vec::new(),
            failed: 0,
            position: 0,
            more_replies: None,
            identity,
        }
    }

    /// Sends the requests that are due.
    pub(super) fn send<B: AsRef<[u8]>>(
        &mut self,
        endpoint: &Endpoint,
        mut send: impl FnMut(Request<Vec<u8>>) -> Result<Response<B>, E>,
    ) {
        while let Some(part) = self.next_part() {
            let replies = part.request.send(endpoint, &mut send);
            self.receive(&part.numbers, replies);
            while let Some(request) = self.next_replies() {
                let replies = request.send(endpoint, &mut send);
                self.receive_more(&part.numbers, replies);
            }
        }
    }

    /// Sends the requests that are due with an asynchronous client.
    pub(super) async fn send_async<B: AsRef<[u8]>, F: Future<Output = Result<Response<B>, E>>>(
        &mut self,
        endpoint: &Endpoint,
        mut send: impl FnMut(Request<Vec<u8>>) -> F,
    ) {
        while let Some(part) = self.next_part() {
            let replies = part.request.send_async(endpoint, &mut send).await;
            self.receive(&part.numbers, replies);
            while let Some(request) = self.next_replies() {
                let replies = request.send_async(endpoint, &mut send).await;
                self.receive_more(&part.numbers, replies);
            }
        }
    }

    /// Makes these requests due again, and those that were not carried out because they depend on
    /// one of them. No other request is due, even if an earlier attempt was given up on the way. A
    /// request that could not be built stays as it is.
    pub(super) fn make_due(&mut self, numbers: &[usize]) {
        self.due.fill(false);
        for &number in numbers {
            self.due[number] = self.requests[number].request.is_some();
        }
        // A request may depend on one that was added after it, so one pass may not find all.
        let mut is_complete = false;
        while !is_complete {
            is_complete = true;
            for number in self.numbers() {
                let depends = |&other: &usize| self.is_due(other);
                let is_left =
                    !self.is_due(number) && self.requests[number].after.iter().any(depends);
                let outcome = self.outcome(number);
                if is_left && outcome.is_some_and(Outcome::is_failed_dependency) {
                    self.due[number] = true;
                    is_complete = false;
                }
            }
        }
        self.position = 0;
    }

    /// Whether a request has yet to be sent.
    fn is_due(&self, number: usize) -> bool {
        self.due.get(number).copied().unwrap_or_default()
    }

    pub(super) fn identity(&self) -> &Arc<()> {
        &self.identity
    }

    /// The outcome of a request.
    pub(super) fn outcome(&self, number: usize) -> Option<&Outcome> {
        self.outcomes.get(number)?.as_ref()
    }

    /// Takes the errors of failed parts, in the order of their numbers.
    pub(super) fn take_failures(&mut self) -> Vec<SendError<E>> {
        std::mem::take(&mut self.failures)
    }

    /// The numbers of all requests.
    pub(super) fn numbers(&self) -> std::ops::Range<usize> {
        0..self.requests.len()
    }

    /// The next part, if there is a request left that can be sent.
    fn next_part(&mut self) -> Option<NextPart> {
        let mut part = Pattern::default();
        // Requests that wait for nothing, which may be more than keep to the pattern of the first.
        let mut ready = Vec::new();
        while self.position < self.requests.len() && !self.is_due(self.position) {
            self.position += 1;
        }
        for number in self.position..self.requests.len() {
            if part.numbers.len() == LIMIT || ready.len() == LIMIT {
                break;
            }
            if !self.is_due(number) {
                continue;
            }
            let after = &self.requests[number].after;
            if after.iter().all(|&other| self.has_succeeded(other)) {
                ready.push(number);
            }
            if after.iter().any(|&other| self.has_failed(other)) {
                self.outcomes[number] = Some(Outcome::Dependency);
                self.due[number] = false;
            } else if after
                .iter()
                .all(|&other| self.has_succeeded(other) || part.contains(other))
            {
                let in_part = after.iter().copied().filter(|&other| part.contains(other));
                let in_part: Vec<usize> = in_part.collect();
                part.add(number, &in_part);
            }
        }
        let numbers = if ready.len() > part.numbers.len() {
            ready
        } else {
            part.numbers
        };
        if numbers.is_empty() {
            return None;
        }
        let part = Part(
            numbers
                .iter()
                .filter_map(|&number| self.numbered(number, &numbers))
                .collect(),
        );
        let request = self.outer.clone().json(&part);
        // From now on the requests may be carried out, even if nobody waits for the replies.
        for &number in &numbers {
            self.due[number] = false;
            self.outcomes[number] = Some(Outcome::Unanswered);
        }
        Some(NextPart { request, numbers })
    }

    fn has_succeeded(&self, number: usize) -> bool {
        !self.is_due(number) && self.outcome(number).is_some_and(Outcome::is_success)
    }

    /// Whether a request will not succeed. A request of another batch counts as one that failed.
    fn has_failed(&self, number: usize) -> bool {
        if number >= self.requests.len() {
            return true;
        }
        let outcome = self.outcome(number);
        !self.is_due(number) && outcome.is_some_and(|outcome| !outcome.is_success())
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
    fn receive(&mut self, numbers: &[usize], replies: Result<Replies, SendError<E>>) {
        match replies {
            Ok(replies) => self.take(numbers, replies),
            Err(error) => {
                for &number in numbers {
                    self.outcomes[number] = Some(Outcome::PartFailed(self.failed));
                }
                self.failed += 1;
                self.failures.push(error);
            }
        }
    }

    /// The request for further replies to the same part, if the service named a link to them.
    fn next_replies(&mut self) -> Option<RequestBuilder<Replies>> {
        let link = self.more_replies.take()?;
        let mut headers = self.outer.headers().clone();
        headers.remove(CONTENT_TYPE);
        Some(RequestBuilder::new(Method::GET, Ok(Target::Link(link))).with_headers(headers))
    }

    /// Takes further replies to a part. If they cannot be had, the requests without a reply stay
    /// unanswered: sending them again would repeat what is done.
    fn receive_more(&mut self, numbers: &[usize], replies: Result<Replies, SendError<E>>) {
        if let Ok(replies) = replies {
            self.take(numbers, replies);
        }
    }

    fn take(&mut self, numbers: &[usize], mut replies: Replies) {
        let mut is_new = false;
        for &number in numbers {
            if let (Some(reply), Some(Outcome::Unanswered)) =
                (replies.by_number.remove(&number), &self.outcomes[number])
            {
                self.outcomes[number] = Some(Outcome::Answered(reply));
                is_new = true;
            }
        }
        // A link that leads to nothing new would be followed forever.
        self.more_replies = replies.next_link.filter(|_| is_new);
    }
}

/// A part that keeps to one of the patterns of dependencies that Microsoft Graph accepts ("Combine
/// multiple HTTP requests using JSON batching", section on sequencing).
#[derive(Default)]
struct Pattern {
    numbers: Vec<usize>,
    /// Whether each request depends on the one before it.
    is_serial: bool,
    /// Whether all others depend on the first request.
    is_fan: bool,
}

impl Pattern {
    fn contains(&self, number: usize) -> bool {
        self.numbers.contains(&number)
    }

    /// Adds a request that depends on these requests of the part, unless that breaks the pattern.
    /// Such a request is sent in a later part.
    fn add(&mut self, number: usize, after: &[usize]) {
        let (first, last) = (self.numbers.first(), self.numbers.last());
        let has_dependencies = self.is_serial || self.is_fan;
        let is_alone = self.numbers.len() == 1;
        match after {
            [] if !has_dependencies => {}
            [other] => {
                let is_serial = Some(other) == last && (is_alone || self.is_serial);
                let is_fan = Some(other) == first && (is_alone || self.is_fan);
                if !is_serial && !is_fan {
                    return;
                }
                (self.is_serial, self.is_fan) = (is_serial, is_fan);
            }
            _ => return,
        }
        self.numbers.push(number);
    }
}
