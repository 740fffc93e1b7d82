//! Batches: many requests in one HTTP request (`$batch`), each with its own type of response.
//!
//! "Combine multiple HTTP requests using JSON batching" of Microsoft Graph; OData JSON Format 4.01,
//! section 19. A service accepts a limited number of requests in one batch, so longer batches are
//! sent in parts, one after the other. `document` owns the wire format of a part, `run` the order
//! in which parts are sent, `outcome` the fate of each request, and `responses` what a caller
//! reads.

mod builder;
mod document;
mod error;
mod outcome;
mod queue;
mod responses;
mod run;
mod ticket;

pub use builder::Batch;
pub use error::BatchError;
pub use responses::{BatchResponses, Throttled};
pub use ticket::{Ticket, TicketId};
