//! Requests and responses: every verb, pages, tracked entities.
//!
//! There is no network code here. A request is built for any client, and a response is read once its body is in memory;
//! [`RequestBuilder::send`] does both around the caller's own client.

pub(crate) mod page;
pub(crate) mod request;
pub(crate) mod response;
mod send;
mod tracked;
pub(crate) mod verb;

#[cfg(feature = "stream")]
pub use page::PageStream;
pub use page::{DeltaItem, DeltaLink, ItemIterator, Page, PageIterator, RemovalReason};
pub use request::{RequestBuilder, RequestError};
pub use response::{
    Accepted, BodyError, Completion, Content, Count, Created, Download, ErrorDetail, FromResponse,
    InnerError, Reference, ResponseError, RetryAfter, ServiceError, Updated, Upserted,
};
pub use send::SendError;
pub use tracked::{Changes, Tracked};
pub(crate) use verb::operation;
pub use verb::{Addressed, FunctionCall, NewEntity, WithoutAddress};
