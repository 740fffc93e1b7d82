//! A JSON value that is kept as its text.
//!
//! This is also the cheapest way to keep a value, because most unknown values are never read.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use super::property::Property;
use crate::description::input::{Input, ReadError, Scalar};
use crate::description::view::View;
use crate::description::{EdmType, Navigable, queryable_values};
use crate::json::{self, JsonText};

/// A JSON value kept as the text it was read from, without the white space between its tokens.
///
/// The default is null. Two values are equal if their JSON is the same, byte by byte. So `1.0`
/// differs from `1`, and two objects with the same members in a different order differ.
/// `From<&str>` makes a JSON string. `FromStr` reads JSON text.
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
    /// Serialises `value` and keeps the result.
    ///
    /// # Errors
    ///
    /// Returns an error if `value` cannot be written as JSON.
    pub fn new(value: &(impl Serialize + ?Sized)) -> Result<Self, serde_json::Error> {
        Self::from_text(serde_json::to_string(value)?)
    }

    /// Keeps a string that may hold JSON text.
    pub(crate) fn from_text(text: String) -> Result<Self, serde_json::Error> {
        let text = match json::without_spaces(&text) {
            Some(compact) => compact,
            None => text,
        };
        RawValue::from_string(text).map(Self)
    }

    /// Keeps text that is known to be JSON.
    pub(crate) fn from_json(text: &str) -> Result<Self, ReadError> {
        let text = json::without_spaces(text).unwrap_or_else(|| text.to_owned());
        Ok(Self(json::raw_value(text)?))
    }

    /// The JSON value.
    pub(crate) fn as_raw(&self) -> &RawValue {
        &self.0
    }

    /// Returns the JSON text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.get()
    }

    /// Reads the value as a `T`.
    ///
    /// # Errors
    ///
    /// Returns an error if the value is not a `T`. Its line and column are counted from the start
    /// of the value.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(self.as_str())
    }
}

queryable_values!(RawJson);

/// Any JSON value, of any type.
impl Property for RawJson {
    const EDM_TYPE: EdmType = EdmType::Untyped;

    fn is_same(&self, other: &Self) -> bool {
        self == other
    }

    fn from_input(input: Input<'_>) -> Result<Self, ReadError> {
        match input {
            Input::Text(text) => Self::from_json(text),
            scalar => Self::read(Scalar(scalar)),
        }
    }

    fn view(&self) -> View<'_> {
        View::Raw(&self.0)
    }
}

/// Makes a JSON string.
impl From<&str> for RawJson {
    fn from(string: &str) -> Self {
        // A string can always be written as JSON.
        Self::new(string).unwrap_or_default()
    }
}

/// Reads JSON text.
impl FromStr for RawJson {
    type Err = serde_json::Error;

    fn from_str(json: &str) -> Result<Self, serde_json::Error> {
        Self::from_text(json.to_owned())
    }
}

/// Writes the JSON text.
impl fmt::Display for RawJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl PartialEq for RawJson {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for RawJson {}

impl Hash for RawJson {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

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
        Self::from_json(text.as_str()).map_err(D::Error::custom)
    }
}

// A relationship to a type that no one has modelled.
#[diagnostic::do_not_recommend]
impl Navigable for RawJson {
    type Field<P> = P;
}

#[diagnostic::do_not_recommend]
impl Navigable for Vec<RawJson> {
    type Field<P> = P;
}
