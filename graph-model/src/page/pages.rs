//! Page after page, as an iterator over the caller's own client.

use std::fmt;

use http::{HeaderMap, Request, Response};
use serde::de::DeserializeOwned;

use super::Page;
use crate::endpoint::Endpoint;
use crate::request::{RequestBuilder, RequestError, SendError};

impl<T: DeserializeOwned> RequestBuilder<Page<T>> {
    /// The pages of a collection, each asked for when it is wanted, with `send`, the caller's own client.
    ///
    /// All requests carry the headers of this one; a link that leaves the endpoint is not followed. After an error there are
    /// no more pages.
    ///
    /// ```no_run
    /// # use graph_model::{Endpoint, SendError, graph_entity};
    /// # #[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
    /// # pub struct Group { pub display_name: Option<String> }
    /// # fn read(agent: &ureq::Agent, token: &str) -> Result<(), SendError<ureq::Error>> {
    /// let send = |request| {
    ///     let (head, mut body) = agent.run(request)?.into_parts();
    ///     Ok::<_, ureq::Error>(http::Response::from_parts(head, body.read_to_vec()?))
    /// };
    /// let groups = Group::list()
    ///     .filter(|group| group.display_name.starts_with("Pilot"))
    ///     .at(&GroupCollectionPath)
    ///     .bearer(token);
    /// for group in groups.pages(&Endpoint::V1_0, send).items() {
    ///     println!("{:?}", group?.display_name);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn pages<B, E, F>(self, endpoint: &Endpoint, send: F) -> Pages<T, F>
    where
        B: AsRef<[u8]>,
        F: FnMut(Request<Vec<u8>>) -> Result<Response<B>, E>,
    {
        Pages {
            course: Course::new(self),
            endpoint: endpoint.clone(),
            send,
        }
    }
}

/// Where an iteration over pages stands.
pub(super) struct Course<T> {
    next: Option<RequestBuilder<Page<T>>>,
    headers: HeaderMap,
    /// The link that the last request followed.
    followed: Option<String>,
    delta_link: Option<String>,
}

impl<T> Course<T> {
    pub(super) fn new(first: RequestBuilder<Page<T>>) -> Self {
        Self {
            headers: first.headers().clone(),
            next: Some(first),
            followed: None,
            delta_link: None,
        }
    }

    /// The request for the next page, if there is one.
    pub(super) fn take(&mut self) -> Option<RequestBuilder<Page<T>>> {
        self.next.take()
    }

    /// Takes note of where a page leads to.
    pub(super) fn note(&mut self, page: &Page<T>) {
        self.next = page.next_request().map(|request| {
            let request = request.with_headers(self.headers.clone());
            if self.followed == page.next_link {
                request.mistaken(RequestError::RepeatedLink)
            } else {
                request
            }
        });
        self.followed.clone_from(&page.next_link);
        self.delta_link.clone_from(&page.delta_link);
    }

    pub(super) fn delta_link(&self) -> Option<&str> {
        self.delta_link.as_deref()
    }
}

/// An iterator over pages. Made by [`RequestBuilder::pages`].
#[must_use = "pages are asked for when the iterator is driven"]
pub struct Pages<T, F> {
    course: Course<T>,
    endpoint: Endpoint,
    send: F,
}

impl<T, F> Pages<T, F> {
    /// The items of all pages.
    pub fn items(self) -> Items<T, F> {
        Items {
            pages: self,
            page: Vec::new().into_iter(),
        }
    }

    /// Where later changes are, once the last page of a delta query has been read.
    #[must_use]
    pub fn delta_link(&self) -> Option<&str> {
        self.course.delta_link()
    }
}

impl<T, B, E, F> Iterator for Pages<T, F>
where
    T: DeserializeOwned,
    B: AsRef<[u8]>,
    F: FnMut(Request<Vec<u8>>) -> Result<Response<B>, E>,
{
    type Item = Result<Page<T>, SendError<E>>;

    fn next(&mut self) -> Option<Self::Item> {
        let request = self.course.take()?;
        let page = request.send(&self.endpoint, &mut self.send);
        if let Ok(page) = &page {
            self.course.note(page);
        }
        Some(page)
    }
}

impl<T, F> fmt::Debug for Pages<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("next", &self.course.next)
            .field("endpoint", &self.endpoint)
            .finish_non_exhaustive()
    }
}

/// An iterator over the items of all pages. Made by [`Pages::items`].
#[must_use = "pages are asked for when the iterator is driven"]
pub struct Items<T, F> {
    pages: Pages<T, F>,
    page: std::vec::IntoIter<T>,
}

impl<T, F> Items<T, F> {
    /// Where later changes are, once the last item of a delta query has been read.
    #[must_use]
    pub fn delta_link(&self) -> Option<&str> {
        self.pages.delta_link()
    }
}

impl<T, B, E, F> Iterator for Items<T, F>
where
    T: DeserializeOwned,
    B: AsRef<[u8]>,
    F: FnMut(Request<Vec<u8>>) -> Result<Response<B>, E>,
{
    type Item = Result<T, SendError<E>>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.page.next() {
                return Some(Ok(item));
            }
            match self.pages.next()? {
                Ok(page) => self.page = page.value.into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl<T: fmt::Debug, F> fmt::Debug for Items<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("page", &self.page)
            .field("pages", &self.pages)
            .finish()
    }
}
