//! Requests and responses: every verb, pages, tracked entities.
//!
//! There is no network code here. A request is built for any client, and a response is read once its body is in memory;
//! [`RequestBuilder::send`] does both around the caller's own client.

pub(crate) mod page;
pub(crate) mod request;
pub(crate) mod response;
mod send;
mod tracked;
mod verb;

#[cfg(feature = "stream")]
pub use page::PageStream;
pub use page::{DeltaItem, ItemIterator, Page, PageIterator, RemovalReason};
pub use request::{RequestBuilder, RequestError};
pub use response::{
    BodyError, Count, Created, ErrorDetail, FromResponse, InnerError, ResponseError, RetryAfter,
    ServiceError, SingleValue, Updated, Upserted,
};
pub use send::SendError;
pub use tracked::{Changes, Tracked};
pub use verb::{FunctionCall, NewEntity};
