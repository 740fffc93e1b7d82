//! The value of a stream property.
//!
//! OData JSON Format 4.01, section 9. The bytes of a stream are read and written at a URL of their
//! own. Some services send a small stream inside the entity as well.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::property::Property;
use super::raw_json::RawJson;
use crate::description::EdmType;
use crate::description::input::{Input, ReadError};
use crate::description::view::View;
use crate::path::StreamValue;

/// A stream of bytes, as the type of a property (`Edm.Stream`) and as the target of a
/// [`Route`](crate::path::Route).
///
/// Most services leave a stream out of the entity, so the property is usually absent. If a service
/// sends the stream inside the entity, [`as_json`](Self::as_json) returns the JSON: a string in
/// base64url, or text or JSON if that is the stream's media type. The bytes are read and written at
/// a URL of their own:
///
/// ```
/// use graph_model::edm::Stream;
/// use graph_model::path::{Address, Route};
/// use graph_model::{Endpoint, graph_entity};
///
/// #[graph_entity(odata = "microsoft.graph.driveItem", path = "/me/drive/items/{itemId}")]
/// pub struct DriveItem {
///     #[graph(read_only)]
///     pub content: Option<Stream>,
/// }
///
/// let content = DriveItemPath { item_id: "01B" }.stream(|item| item.content);
/// let download = content.download().build(&Endpoint::V1_0)?;
/// assert_eq!((download.method().as_str(), download.uri().path()), ("GET", "/v1.0/me/drive/items/01B/content"));
///
/// let upload = content.upload("text/plain", "Tulips").build(&Endpoint::V1_0)?;
/// assert_eq!((upload.method().as_str(), upload.body().as_slice()), ("PUT", &b"Tulips"[..]));
/// assert_eq!(upload.headers()["content-type"], "text/plain");
/// # Ok::<(), graph_model::RequestError>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Stream(RawJson);

impl Stream {
    /// Returns the JSON that the service sent inside the entity.
    #[must_use]
    pub fn as_json(&self) -> &RawJson {
        &self.0
    }
}

#[diagnostic::do_not_recommend]
impl StreamValue for Stream {
    type Stream = Self;
}

impl Property for Stream {
    const EDM_TYPE: EdmType = EdmType::Stream;

    fn is_same(&self, other: &Self) -> bool {
        self == other
    }

    fn from_input(input: Input<'_>) -> Result<Self, ReadError> {
        RawJson::from_input(input).map(Self)
    }

    fn view(&self) -> View<'_> {
        self.0.view()
    }
}

impl fmt::Debug for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Stream({})", self.0)
    }
}

impl Serialize for Stream {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Stream {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        RawJson::deserialize(deserializer).map(Self)
    }
}
