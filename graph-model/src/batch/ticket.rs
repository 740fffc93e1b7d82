//! Tickets, which identify the requests of a batch.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

/// A ticket that reads the response to one request of a batch.
pub struct Ticket<A> {
    id: TicketId,
    response: PhantomData<fn() -> A>,
}

/// The id of a request in a batch, independent of the type of its response.
#[derive(Clone, Debug)]
pub struct TicketId {
    number: usize,
    batch: Arc<()>,
}

/// Two ids are equal if they belong to the same request.
impl PartialEq for TicketId {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number && Arc::ptr_eq(&self.batch, &other.batch)
    }
}

impl Eq for TicketId {}

impl TicketId {
    pub(super) fn new(number: usize, batch: Arc<()>) -> Self {
        Self { number, batch }
    }

    /// The number of the request, if the batch is this one.
    pub(super) fn number_in(&self, batch: &Arc<()>) -> Option<usize> {
        Arc::ptr_eq(&self.batch, batch).then_some(self.number)
    }
}

impl<A> Ticket<A> {
    pub(super) fn new(number: usize, batch: Arc<()>) -> Self {
        Self {
            id: TicketId::new(number, batch),
            response: PhantomData,
        }
    }

    /// Returns the id of the request, for another request to depend on.
    #[must_use]
    pub fn id(&self) -> TicketId {
        self.id.clone()
    }

    /// The number of the request, if the batch is this one.
    pub(super) fn number_in(&self, batch: &Arc<()>) -> Option<usize> {
        self.id.number_in(batch)
    }
}

impl<A> Clone for Ticket<A> {
    fn clone(&self) -> Self {
        Self {
            id: self.id.clone(),
            response: PhantomData,
        }
    }
}

impl<A> fmt::Debug for Ticket<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Ticket").field(&self.id.number).finish()
    }
}
