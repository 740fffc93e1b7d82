//! Reads the items of a page one by one, without holding the page.

use std::io::{BufRead, BufReader, Read};

use http::{Response, StatusCode};
use serde::de::DeserializeOwned;

use super::page::{Page, PageSeed};
use crate::http::response::{BodyError, ResponseError, ServiceError};

impl<T: DeserializeOwned> Page<T> {
    /// Reads a page from a response whose body is a reader, and hands each item to `take` as soon
    /// as it has been read. The returned page has the count and the links but no items, so memory
    /// use does not grow with the page.
    ///
    /// An error may occur after some items were read: the service may detect one while it sends
    /// them (OData Protocol 4.01, section 9.5), or the connection may be closed.
    ///
    /// ```
    /// use graph_model::{Page, graph_entity};
    ///
    /// #[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
    /// pub struct Group {
    ///     pub display_name: Option<String>,
    /// }
    ///
    /// let body = r#"{"value":[{"displayName":"Pilots"},{"displayName":"Crew"}],"@odata.nextLink":"https://graph.microsoft.com/v1.0/groups?$skiptoken=x"}"#;
    /// let mut names = Vec::new();
    /// let page = Page::each_item(http::Response::new(body.as_bytes()), |group: Group| {
    ///     names.extend(group.display_name);
    /// })?;
    /// assert_eq!(names, ["Pilots", "Crew"]);
    /// assert!(page.next_request().is_some());
    /// # Ok::<(), graph_model::ResponseError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the response is one, or if the body cannot be read or is not a page.
    pub fn each_item<R: Read>(
        response: Response<R>,
        take: impl FnMut(T),
    ) -> Result<Self, ResponseError> {
        let (head, mut body) = response.into_parts();
        let status = head.status;
        let service_error = |body: &[u8]| {
            ResponseError::Service(Box::new(ServiceError::read(status, &head.headers, body)))
        };
        if !status.is_success() {
            let mut bytes = Vec::new();
            // An error without its body still has a status.
            let _ = body.by_ref().take(LONGEST_ERROR).read_to_end(&mut bytes);
            return Err(service_error(&bytes));
        }
        let mut body = BufReader::new(body);
        // Some services send nothing instead of a page without items.
        if body.fill_buf().is_ok_and(<[u8]>::is_empty) && status != StatusCode::ACCEPTED {
            return Ok(Self::default());
        }
        let mut error = None;
        let page = PageSeed {
            take,
            error: &mut error,
        };
        let mut json = serde_json::Deserializer::from_reader(body);
        let page = page.deserialize(&mut json);
        let page = page.and_then(|page| json.end().map(|()| page));
        page.map_err(|source| match error {
            Some(error) => service_error(format!("{{\"error\":{error}}}").as_bytes()),
            None => ResponseError::Body {
                status,
                source: BodyError::new(source),
            },
        })
    }
}

/// The longest body of an error that is read, in bytes.
const LONGEST_ERROR: u64 = 1 << 20;
