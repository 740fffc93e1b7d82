//! An iterator over pages. It sends requests with the caller's own client.

use std::fmt;

use http::{Request, Response};
use serde::de::DeserializeOwned;

use super::course::Course;
use super::page::Page;
use crate::http::request::RequestBuilder;
use crate::http::send::SendError;
use crate::path::Endpoint;

impl<T: DeserializeOwned> RequestBuilder<Page<T>> {
    /// Returns an iterator over the pages of a collection. It requests each page on demand with
    /// `send`, the caller's HTTP client.
    ///
    /// All requests carry the headers of this one. A next link is followed only if its scheme, host
    /// and port match the endpoint. The iterator ends after an error.
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
    pub fn pages<B, E, F>(self, endpoint: &Endpoint, send: F) -> PageIterator<T, F>
    where
        B: AsRef<[u8]>,
        F: FnMut(Request<Vec<u8>>) -> Result<Response<B>, E>,
    {
        PageIterator {
            course: Course::new(self),
            endpoint: endpoint.clone(),
            send,
        }
    }
}

/// An iterator over pages, returned by [`RequestBuilder::pages`].
#[must_use = "iterators are lazy: a page is requested when it is needed"]
pub struct PageIterator<T, F> {
    course: Course<T>,
    endpoint: Endpoint,
    send: F,
}

impl<T, F> PageIterator<T, F> {
    /// Returns the items of all pages.
    pub fn items(self) -> ItemIterator<T, F> {
        ItemIterator {
            pages: self,
            page: Vec::new().into_iter(),
        }
    }

    /// Returns the link to later changes, once the last page of a delta query has been read.
    #[must_use]
    pub fn delta_link(&self) -> Option<&str> {
        self.course.delta_link()
    }
}

impl<T, B, E, F> Iterator for PageIterator<T, F>
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

impl<T, F> fmt::Debug for PageIterator<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageIterator")
            .field("next", &self.course.next())
            .field("endpoint", &self.endpoint)
            .finish_non_exhaustive()
    }
}

/// An iterator over the items of all pages, returned by [`PageIterator::items`].
#[must_use = "iterators are lazy: a page is requested when it is needed"]
pub struct ItemIterator<T, F> {
    pages: PageIterator<T, F>,
    page: std::vec::IntoIter<T>,
}

impl<T, F> ItemIterator<T, F> {
    /// Returns the link to later changes, once the last item of a delta query has been read.
    #[must_use]
    pub fn delta_link(&self) -> Option<&str> {
        self.pages.delta_link()
    }
}

impl<T, B, E, F> Iterator for ItemIterator<T, F>
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

impl<T: fmt::Debug, F> fmt::Debug for ItemIterator<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemIterator")
            .field("page", &self.page)
            .field("pages", &self.pages)
            .finish()
    }
}
