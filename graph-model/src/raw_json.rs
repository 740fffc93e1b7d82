//! One JSON value kept as its own text.
//!
//! What the model does not know must come back as it was: member order, integers beyond 2^53, the
//! spelling of dates and decimals. A tree of parsed values cannot promise that, the text can. It is
//! also the cheapest form to keep: most unknown values are never looked at.

use std::fmt;

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::json_text::{self, JsonText};
use crate::query::queryable_values;

/// A JSON value as the text it came as, without the white space between its tokens.
///
/// The default is null. Two values are equal when their texts are: `1.0` and `1` differ, as do objects whose members stand
/// in another order.
///
/// ```
/// use graph_model::RawJson;
///
/// let amount: RawJson = serde_json::from_str("[ 9007199254740993, 1.10 ]")?;
/// assert_eq!(amount.as_str(), "[9007199254740993,1.10]");
/// assert_eq!(amount.parse::<(i64, f64)>()?, (9_007_199_254_740_993, 1.1));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct RawJson(Box<RawValue>);

impl RawJson {
    /// Keeps what `value` serialises to.
    ///
    /// # Errors
    ///
    /// When `value` cannot be written as JSON.
    pub fn new(value: &(impl Serialize + ?Sized)) -> Result<Self, serde_json::Error> {
        Self::from_text(serde_json::to_string(value)?)
    }

    /// A text as a JSON value.
    #[must_use]
    pub fn text(text: &str) -> Self {
        // A text is always JSON.
        Self::new(text).unwrap_or_default()
    }

    /// Keeps a text, which is checked to be JSON.
    pub(crate) fn from_text(text: String) -> Result<Self, serde_json::Error> {
        let text = match json_text::without_blanks(&text) {
            Some(compact) => compact,
            None => text,
        };
        RawValue::from_string(text).map(Self)
    }

    /// The JSON text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.get()
    }

    /// Reads the text as a `T`.
    ///
    /// # Errors
    ///
    /// When the value is not one of `T`; line and column count from the value's own start.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_slice(self.as_str().as_bytes())
    }
}

queryable_values!(RawJson);

impl PartialEq for RawJson {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for RawJson {}

impl fmt::Debug for RawJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for RawJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for RawJson {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = JsonText::deserialize(deserializer)?;
        Self::from_text(text.into_string()).map_err(D::Error::custom)
    }
}
