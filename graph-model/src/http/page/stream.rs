//! A stream of pages. It sends requests with the caller's own asynchronous client.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use http::{Request, Response};
use serde::de::DeserializeOwned;

use super::course::Course;
use super::page::Page;
use crate::http::request::RequestBuilder;
use crate::http::response::FromResponse;
use crate::http::send::SendError;
use crate::path::Endpoint;

impl<T: DeserializeOwned> RequestBuilder<Page<T>> {
    /// Returns a stream of the pages of a collection. It works like [`pages`](Self::pages), with an
    /// asynchronous client.
    pub fn page_stream<B, E, F, S>(self, endpoint: &Endpoint, send: S) -> PageStream<T, S, F>
    where
        B: AsRef<[u8]>,
        F: Future<Output = Result<Response<B>, E>>,
        S: FnMut(Request<Vec<u8>>) -> F,
    {
        PageStream {
            course: Course::new(self),
            endpoint: endpoint.clone(),
            send,
            waiting: None,
        }
    }
}

/// A stream of pages, returned by [`RequestBuilder::page_stream`].
#[must_use = "streams are lazy: a page is requested when the stream is polled"]
pub struct PageStream<T, S, F> {
    course: Course<T>,
    endpoint: Endpoint,
    send: S,
    /// The request that is under way. It is boxed, so that the stream itself can be moved.
    waiting: Option<Pin<Box<F>>>,
}

impl<T, S, F> PageStream<T, S, F> {
    /// Returns the link to later changes, once the last page of a delta query has been read.
    #[must_use]
    pub fn delta_link(&self) -> Option<&str> {
        self.course.delta_link()
    }
}

/// The only pinned value is in its own box, so the stream itself can be moved.
impl<T, S, F> Unpin for PageStream<T, S, F> {}

impl<T, B, E, F, S> Stream for PageStream<T, S, F>
where
    T: DeserializeOwned,
    B: AsRef<[u8]>,
    F: Future<Output = Result<Response<B>, E>>,
    S: FnMut(Request<Vec<u8>>) -> F,
{
    type Item = Result<Page<T>, SendError<E>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        let waiting = match &mut this.waiting {
            Some(waiting) => waiting,
            None => {
                let Some(request) = this.course.take() else {
                    return Poll::Ready(None);
                };
                match request.build(&this.endpoint) {
                    Ok(request) => this.waiting.insert(Box::pin((this.send)(request))),
                    Err(error) => return Poll::Ready(Some(Err(SendError::Request(error)))),
                }
            }
        };
        let response = ready!(waiting.as_mut().poll(context));
        this.waiting = None;
        let page = response
            .map_err(SendError::Transport)
            .and_then(|response| Page::from_response(response).map_err(SendError::Response));
        if let Ok(page) = &page {
            this.course.note(page);
        }
        Poll::Ready(Some(page))
    }
}

impl<T, S, F> fmt::Debug for PageStream<T, S, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageStream")
            .field("endpoint", &self.endpoint)
            .finish_non_exhaustive()
    }
}
