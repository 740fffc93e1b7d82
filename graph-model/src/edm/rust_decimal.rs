//! The type of `rust_decimal`: read from a number or a text, written as a number, with every digit.

use rust_decimal::Decimal;
use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::json_text::JsonText;
use crate::property::{EdmType, Property};

impl Property for Decimal {
    const EDM_TYPE: EdmType = EdmType::Decimal;

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = JsonText::deserialize(deserializer)?;
        let text = text.as_str();
        // With the parameter `IEEE754Compatible` a service writes it as a text.
        let number = text
            .strip_prefix('"')
            .and_then(|text| text.strip_suffix('"'))
            .unwrap_or(text);
        let decimal = Self::from_str_exact(number).or_else(|_| Self::from_scientific(number));
        decimal.map_err(|_| D::Error::custom(format_args!("`{text}` is no decimal of 28 digits")))
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let number = RawValue::from_string(self.to_string()).map_err(S::Error::custom)?;
        number.serialize(serializer)
    }

    fn is_same(&self, other: &Self) -> bool {
        self == other && self.scale() == other.scale()
    }
}
