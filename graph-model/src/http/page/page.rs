//! A page of a collection, and the links to the next page and to later changes.
//!
//! OData JSON Format 4.01, sections 4.5.4 (`@odata.count`), 4.5.5 (`@odata.nextLink`), 4.5.7 (`@odata.deltaLink`) and 13
//! (collections of entities).

use std::fmt;
use std::marker::PhantomData;

use http::{HeaderMap, Method, StatusCode};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde::{Deserialize, Deserializer};

use crate::http::request::RequestBuilder;
use crate::http::request::target::Target;
use crate::http::response::from_response::read_json;
use crate::http::response::in_stream_error::ERROR;
use crate::http::response::{FromResponse, ResponseError};
use crate::json::JsonText;

/// A page of a collection.
///
/// ```
/// use graph_model::path::LinkError;
/// use graph_model::{Endpoint, Page, RequestError, graph_entity};
///
/// #[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
/// pub struct Group {}
///
/// let page: Page<Group> = serde_json::from_str(
///     r#"{"@odata.count":2,"@odata.nextLink":"https://elsewhere.example/groups?$skiptoken=x","value":[{"id":"4f"}]}"#,
/// )?;
/// assert_eq!((page.value.len(), page.count), (1, Some(2)));
///
/// // The link leads away from the endpoint, so it is not followed and the token is not sent.
/// let next = page.next_request().expect("there is a next page").bearer("eyJ0eXAi");
/// assert_eq!(
///     next.build(&Endpoint::V1_0).unwrap_err(),
///     RequestError::Link(LinkError::Foreign { origin: "https://elsewhere.example".into() })
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Page<T> {
    /// The items.
    pub value: Vec<T>,
    /// The number of items on all pages, if the service was asked to count them.
    pub count: Option<u64>,
    /// The link to the next page, unless this is the last one.
    pub next_link: Option<String>,
    /// The link to later changes, on the last page of a [`delta_at`](crate::query::Query::delta_at)
    /// request. You can store it, and follow it with [`RequestBuilder::follow`].
    pub delta_link: Option<String>,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self {
            value: Vec::new(),
            count: None,
            next_link: None,
            delta_link: None,
        }
    }
}

impl<T> Page<T> {
    /// Returns the request for the next page, unless this is the last one. It has no headers yet;
    /// [`RequestBuilder::pages`] adds those of the first request.
    #[must_use]
    pub fn next_request(&self) -> Option<RequestBuilder<Self>> {
        self.next_link.as_deref().map(RequestBuilder::follow)
    }

    /// Returns the request for the changes since this page.
    #[must_use]
    pub fn delta_request(&self) -> Option<RequestBuilder<Self>> {
        self.delta_link.as_deref().map(RequestBuilder::follow)
    }
}

impl<T> RequestBuilder<Page<T>> {
    /// Starts a GET of a link from a service: to the next page, or to later changes.
    ///
    /// The request fails to build if the scheme, host or port of the link differs from the
    /// endpoint.
    pub fn follow(link: &str) -> Self {
        Self::new(Method::GET, Ok(Target::Link(link.to_owned())))
    }
}

/// A page. Some services respond to an action with an empty body although it is declared to return a
/// collection: that is a page without items.
#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> FromResponse for Page<T> {
    fn from_parts(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, ResponseError> {
        if status.is_success() && body.trim_ascii().is_empty() {
            return if status == StatusCode::ACCEPTED {
                Err(ResponseError::NoContent { status })
            } else {
                Ok(Self::default())
            };
        }
        read_json(status, headers, body)
    }
}

/// The number of items from which a page gives back the room that it does not need.
const WORTH_SHRINKING: usize = 32;

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Page<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut value = Vec::new();
        let mut error = None;
        let page = PageSeed {
            take: |item| value.push(item),
            error: &mut error,
        };
        let page = page.deserialize(deserializer)?;
        // A collection grows by doubling, so up to half of its memory would stay unused. For a few items
        // that is less than what giving it back costs.
        if value.len() >= WORTH_SHRINKING {
            value.shrink_to_fit();
        }
        Ok(Self { value, ..page })
    }
}

/// Reads a page, and hands each item over instead of keeping it.
pub(super) struct PageSeed<'e, F> {
    pub take: F,
    /// The error that the page holds, as JSON text.
    pub error: &'e mut Option<String>,
}

impl<F> PageSeed<'_, F> {
    /// Reads the page, whose items are of the type that the function takes.
    pub(super) fn deserialize<'de, T, D>(self, deserializer: D) -> Result<Page<T>, D::Error>
    where
        T: Deserialize<'de>,
        D: Deserializer<'de>,
        F: FnMut(T),
    {
        deserializer.deserialize_map(PageVisitor {
            seed: self,
            items: PhantomData,
        })
    }
}

struct PageVisitor<'e, T, F> {
    seed: PageSeed<'e, F>,
    items: PhantomData<T>,
}

impl<'de, T: Deserialize<'de>, F: FnMut(T)> Visitor<'de> for PageVisitor<'_, T, F> {
    type Value = Page<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a page of a collection")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Page<T>, A::Error> {
        let PageSeed { mut take, error } = self.seed;
        let mut has_items = false;
        let mut page = Page::default();
        while let Some(member) = map.next_key()? {
            match member {
                PageMember::Value if has_items => {
                    return Err(A::Error::duplicate_field("value"));
                }
                PageMember::Value => {
                    has_items = true;
                    let items = Items {
                        take: &mut take,
                        items: PhantomData,
                    };
                    map.next_value_seed(items)?;
                }
                PageMember::Count => page.count = map.next_value_seed(Count)?,
                PageMember::NextLink => page.next_link = link(map.next_value()?),
                PageMember::DeltaLink => page.delta_link = link(map.next_value()?),
                PageMember::Error => {
                    let text = map.next_value::<JsonText<'de>>()?;
                    if text.as_str().starts_with('{') {
                        *error = Some(text.into_string());
                        return Err(A::Error::custom("the page holds an error"));
                    }
                }
                PageMember::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        if has_items {
            Ok(page)
        } else {
            Err(A::Error::missing_field("value"))
        }
    }
}

/// Reads the items of a page. Null is neither an item nor a reason to lose the others.
struct Items<'f, T, F> {
    take: &'f mut F,
    items: PhantomData<T>,
}

impl<'de, T: Deserialize<'de>, F: FnMut(T)> DeserializeSeed<'de> for Items<'_, T, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: Deserialize<'de>, F: FnMut(T)> Visitor<'de> for Items<'_, T, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the items of a page")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let mut next = || {
            seq.next_element_seed(Item {
                take: &mut *self.take,
                item: PhantomData,
            })
        };
        while next()?.is_some() {}
        Ok(())
    }
}

/// Reads one item, and hands it over at once: an item is too large to be moved at each step.
struct Item<'f, T, F> {
    take: &'f mut F,
    item: PhantomData<T>,
}

impl<'de, T: Deserialize<'de>, F: FnMut(T)> DeserializeSeed<'de> for Item<'_, T, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de, T: Deserialize<'de>, F: FnMut(T)> Visitor<'de> for Item<'_, T, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an item of a page")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_none<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        (self.take)(T::deserialize(deserializer)?);
        Ok(())
    }
}

/// Returns the link, unless it is empty.
fn link(link: Option<String>) -> Option<String> {
    link.filter(|link| !link.is_empty())
}

/// Reads a count: a number, or a string that holds one if the service was asked for strings
/// (`IEEE754Compatible`, OData JSON Format 4.01, section 3.2).
struct Count;

impl<'de> DeserializeSeed<'de> for Count {
    type Value = Option<u64>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<u64>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for Count {
    type Value = Option<u64>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a count")
    }

    fn visit_unit<E>(self) -> Result<Option<u64>, E> {
        Ok(None)
    }

    fn visit_u64<E>(self, count: u64) -> Result<Option<u64>, E> {
        Ok(Some(count))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Option<u64>, E> {
        let count = text.parse();
        count
            .map(Some)
            .map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
    }
}

/// A member of a page. OData 4.01 allows names without the prefix `odata.`.
enum PageMember {
    Value,
    Count,
    NextLink,
    DeltaLink,
    Error,
    Other,
}

impl<'de> Deserialize<'de> for PageMember {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PageMemberVisitor;

        impl Visitor<'_> for PageMemberVisitor {
            type Value = PageMember;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a member")
            }

            fn visit_str<E>(self, name: &str) -> Result<PageMember, E> {
                Ok(match name {
                    "value" => PageMember::Value,
                    "@odata.count" | "@count" => PageMember::Count,
                    "@odata.nextLink" | "@nextLink" => PageMember::NextLink,
                    "@odata.deltaLink" | "@deltaLink" => PageMember::DeltaLink,
                    ERROR => PageMember::Error,
                    _ => PageMember::Other,
                })
            }
        }

        deserializer.deserialize_identifier(PageMemberVisitor)
    }
}
