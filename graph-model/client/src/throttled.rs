//! The throttled requests of a batch, and how much longer each has to wait.

use std::time::{Duration, SystemTime};

use graph_model::batch::{BatchResponses, TicketId};

use crate::waiting::{Expired, Wait};

/// The throttled requests, each with the rest of its wait. All wait at the same time.
pub(crate) struct ThrottledRequests(Vec<(TicketId, Duration)>);

impl ThrottledRequests {
    pub(crate) fn new() -> Self {
        Self(Vec::new())
    }

    /// Takes in the requests that are throttled now, and returns the wait until the next of them is
    /// due, or `None` if there are none.
    pub(crate) fn next_wait<E>(
        &mut self,
        responses: &BatchResponses<E>,
        wait: &mut Wait,
    ) -> Result<Option<Duration>, Expired> {
        let now = SystemTime::now();
        for throttled in responses.throttled() {
            if self.0.iter().all(|(id, _)| *id != throttled.id) {
                let asked = throttled.retry_after.map(|asked| asked.delay_from(now));
                self.0
                    .push((throttled.id, asked.unwrap_or(wait.interval())));
            }
        }
        let shortest = self.0.iter().map(|(_, rest)| *rest).min();
        shortest.map(|shortest| wait.pause(shortest)).transpose()
    }

    /// The requests that are due after a wait. They are not waited for any more.
    pub(crate) fn due_after(&mut self, waited: Duration) -> Vec<TicketId> {
        for (_, rest) in &mut self.0 {
            *rest = rest.saturating_sub(waited);
        }
        let is_due = |(_, rest): &mut (TicketId, Duration)| rest.is_zero();
        self.0.extract_if(.., is_due).map(|(id, _)| id).collect()
    }
}
