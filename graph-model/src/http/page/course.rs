//! The steps from one page to the next: the request that is due, and the headers that it carries.

use std::collections::HashSet;

use http::HeaderMap;

use super::page::Page;
use crate::http::request::{RequestBuilder, RequestError};
use crate::path::LinkError;

/// The progress of an iteration over pages.
pub(super) struct Course<T> {
    next: Option<RequestBuilder<Page<T>>>,
    headers: HeaderMap,
    /// The links that were followed. A link that comes again would never end.
    followed: HashSet<String>,
    delta_link: Option<String>,
}

impl<T> Course<T> {
    pub(super) fn new(first: RequestBuilder<Page<T>>) -> Self {
        Self {
            headers: first.headers().clone(),
            next: Some(first),
            followed: HashSet::new(),
            delta_link: None,
        }
    }

    /// Takes the request for the next page, if there is one.
    pub(super) fn take(&mut self) -> Option<RequestBuilder<Page<T>>> {
        self.next.take()
    }

    /// The request for the next page, if there is one.
    pub(super) fn next(&self) -> Option<&RequestBuilder<Page<T>>> {
        self.next.as_ref()
    }

    /// Records the links of a page.
    pub(super) fn note(&mut self, page: &Page<T>) {
        self.next = page.next_request().map(|request| {
            let request = request.with_headers(self.headers.clone());
            let link = page.next_link.clone();
            if link.is_some_and(|link| self.followed.insert(link)) {
                request
            } else {
                request.mistaken(RequestError::Link(LinkError::Repeated))
            }
        });
        self.delta_link.clone_from(&page.delta_link);
    }

    pub(super) fn delta_link(&self) -> Option<&str> {
        self.delta_link.as_deref()
    }
}
