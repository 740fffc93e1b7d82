//! Batches, and their throttled requests.

use graph_model::batch::{Batch, BatchResponses, TicketId};
use http::{Request, Response};

use super::Client;
use crate::blocking::Waiting;
use crate::error::TransportError;
use crate::resource::Resource;
use crate::throttled::ThrottledRequests;

impl Client {
    /// Sends the requests of a batch, in as many parts as necessary.
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

    /// Sends the throttled requests of a batch again, each after its own `Retry-After`, until no
    /// request is throttled or the limit is reached. Requests that were skipped because they depend
    /// on a throttled one follow it. All wait at the same time, and those that are due together are
    /// sent together. A request that is still throttled in the end keeps its error.
    pub fn retry_throttled(
        &self,
        responses: &mut BatchResponses<TransportError>,
        waiting: &Waiting,
    ) {
        let mut wait = waiting.start();
        let mut throttled = ThrottledRequests::new();
        while let Ok(Some(delay)) = throttled.next_wait(responses, &mut wait) {
            waiting.sleep(delay);
            self.send_again(responses, throttled.due_after(delay));
        }
    }

    fn dispatch_batch(
        &self,
        request: Request<Vec<u8>>,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        self.dispatch(request, Resource::named("/$batch"))
    }
}
