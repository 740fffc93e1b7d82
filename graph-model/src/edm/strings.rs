//! Typed strings: dates, guids and other values as the strings that JSON holds.
//!
//! A URL writes a date or a guid without quotes, and a string with quotes (OData ABNF 4.01,
//! `primitiveLiteral`). So a query has to know what a string holds. The handle of a `String` field
//! with `#[graph(edm = …)]` has one of these types. A field can have one of them, too.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::property::Property;
use crate::description::input::{Input, ReadError};
use crate::description::view::View;
use crate::description::{EdmType, queryable_values};
use crate::patch::into_property::{JsonResult, PropertyValue, write_json};

macro_rules! typed_strings {
    ($($(#[$docs:meta])* $name:ident)*) => {
        $(
            $(#[$docs])*
            ///
            /// The string is kept as it was received, and it is not checked.
            #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(String);

            impl $name {
                /// Returns the string.
                #[must_use]
                pub fn as_str(&self) -> &str {
                    &self.0
                }

                /// Returns the string.
                #[must_use]
                pub fn into_string(self) -> String {
                    self.0
                }
            }

            impl From<String> for $name {
                fn from(text: String) -> Self {
                    Self(text)
                }
            }

            impl From<&str> for $name {
                fn from(text: &str) -> Self {
                    Self(text.to_owned())
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str(&self.0)
                }
            }

            impl Serialize for $name {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    self.0.serialize(serializer)
                }
            }

            impl<'de> Deserialize<'de> for $name {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    String::deserialize(deserializer).map(Self)
                }
            }

            impl Property for $name {
                const EDM_TYPE: EdmType = EdmType::$name;
                const READS_TEXT: bool = false;

                fn is_same(&self, other: &Self) -> bool {
                    self == other
                }

                fn from_input(input: Input<'_>) -> Result<Self, ReadError> {
                    String::from_input(input).map(Self)
                }

                fn view(&self) -> View<'_> {
                    View::String(&self.0)
                }
            }

            queryable_values!($name);

            impl PropertyValue<$name> for String {
                fn write_value(&self, json: &mut Vec<u8>) -> JsonResult {
                    write_json(self, json)
                }
            }

            impl PropertyValue<$name> for &String {
                fn write_value(&self, json: &mut Vec<u8>) -> JsonResult {
                    write_json(self, json)
                }
            }

            impl PropertyValue<$name> for &str {
                fn write_value(&self, json: &mut Vec<u8>) -> JsonResult {
                    write_json(self, json)
                }
            }

            impl PropertyValue<$name> for Cow<'_, str> {
                fn write_value(&self, json: &mut Vec<u8>) -> JsonResult {
                    write_json(self, json)
                }
            }

            impl PropertyValue<Vec<$name>> for Vec<String> {
                fn write_value(&self, json: &mut Vec<u8>) -> JsonResult {
                    write_json(self, json)
                }
            }

            impl PropertyValue<Vec<$name>> for &Vec<String> {
                fn write_value(&self, json: &mut Vec<u8>) -> JsonResult {
                    write_json(self, json)
                }
            }

            impl PropertyValue<Vec<$name>> for Vec<&str> {
                fn write_value(&self, json: &mut Vec<u8>) -> JsonResult {
                    write_json(self, json)
                }
            }
        )*
    };
}

typed_strings! {
    /// Bytes as a string in base64url, such as `T0RhdGE`.
    Binary
    /// A date as a string, such as `2026-03-14`.
    Date
    /// A date and time with an offset as a string, such as `2026-03-14T15:09:26Z`.
    DateTimeOffset
    /// A duration as a string, such as `P1DT12H`.
    Duration
    /// A guid as a string, such as `594ce11b-e11b-594c-1be1-4c591be14c59`.
    Guid
    /// A time of day as a string, such as `15:09:26.5`.
    TimeOfDay
}
