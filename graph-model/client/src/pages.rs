//! Pages and items of a collection, as streams.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use graph_model::Page;
use graph_model::http::PageStream;
use http::{Request, Response};
use serde::de::DeserializeOwned;

use crate::error::{Error, TransportError};
use crate::transport::BoxFuture;

/// The response to the request for a page.
type PageResponse = BoxFuture<'static, Result<Response<Vec<u8>>, TransportError>>;

/// Sends the request for a page.
pub(crate) type SendPage = Box<dyn FnMut(Request<Vec<u8>>) -> PageResponse + Send>;

/// The pages of a collection. [`Client::pages`](crate::Client::pages) makes it.
///
/// It is a `futures_core::Stream`, and [`next`](Self::next) needs no further crate.
#[must_use = "pages are requested on demand"]
pub struct Pages<T>(PageStream<T, SendPage, PageResponse>);

impl<T: DeserializeOwned> Pages<T> {
    pub(crate) fn new(pages: PageStream<T, SendPage, PageResponse>) -> Self {
        Self(pages)
    }

    /// Requests the next page, if there is one.
    pub async fn next(&mut self) -> Option<Result<Page<T>, Error>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Returns the link to later changes, once the last page of a delta query has been read.
    #[must_use]
    pub fn delta_link(&self) -> Option<&str> {
        self.0.delta_link()
    }
}

impl<T: DeserializeOwned> Stream for Pages<T> {
    type Item = Result<Page<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut self.0).poll_next(context)
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pages").field(&self.0).finish()
    }
}

/// The items of all pages of a collection. [`Client::items`](crate::Client::items) makes it.
///
/// It is a `futures_core::Stream`, and [`next`](Self::next) needs no further crate.
#[must_use = "pages are requested on demand"]
pub struct Items<T> {
    pages: Pages<T>,
    page: std::vec::IntoIter<T>,
}

impl<T: DeserializeOwned> Items<T> {
    pub(crate) fn new(pages: Pages<T>) -> Self {
        Self {
            pages,
            page: Vec::new().into_iter(),
        }
    }

    /// Returns the next item, if there is one.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Collects all remaining items.
    ///
    /// # Errors
    ///
    /// Returns the first error, and loses the items before it.
    pub async fn collect(mut self) -> Result<Vec<T>, Error> {
        let mut items = Vec::new();
        while let Some(item) = self.next().await {
            items.push(item?);
        }
        Ok(items)
    }

    /// Returns the link to later changes, once the last item of a delta query has been read.
    #[must_use]
    pub fn delta_link(&self) -> Option<&str> {
        self.pages.delta_link()
    }
}

/// No item is pinned, so the stream itself can be moved.
impl<T> Unpin for Items<T> {}

impl<T: DeserializeOwned> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut self.pages).poll_next(context)) {
                Some(Ok(page)) => self.page = page.value.into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<T: fmt::Debug> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .field("page", &self.page)
            .finish()
    }
}
