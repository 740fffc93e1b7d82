//! Paging: pages of a collection, iterators and streams over them, and the items of a delta query.
//!
//! A link is followed only if its scheme, host and port match the endpoint, because the request
//! that follows it carries a token.

mod course;
mod delta;
mod iterator;
#[allow(
    clippy::module_inception,
    reason = "a page is what the module is named for"
)]
mod page;
#[cfg(feature = "stream")]
mod stream;
mod streamed;

pub use delta::{DeltaItem, DeltaLink, RemovalReason};
pub use iterator::{ItemIterator, PageIterator};
pub use page::Page;
#[cfg(feature = "stream")]
pub use stream::PageStream;
