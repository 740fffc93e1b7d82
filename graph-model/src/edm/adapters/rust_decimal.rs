//! The type of `rust_decimal`, which is read from a number or a string, and written as a number
//! with every digit.

use rust_decimal::Decimal;
use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::description::{EdmType, queryable_values};
use crate::edm::property::Property;
use crate::json::JsonText;

queryable_values!(Decimal);

/// Returns the number, if a decimal holds all its digits.
fn exact(number: &str) -> Option<Decimal> {
    if !number
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte))
    {
        return None;
    }
    let Some((digits, exponent)) = number.split_once(['e', 'E']) else {
        return Decimal::from_str_exact(number).ok();
    };
    let mut decimal = Decimal::from_str_exact(digits).ok()?;
    let exponent: i32 = exponent.parse().ok()?;
    let scale = i32::try_from(decimal.scale()).ok()?.checked_sub(exponent)?;
    match u32::try_from(scale) {
        Ok(scale) => decimal.set_scale(scale).ok()?,
        Err(_) => {
            decimal.set_scale(0).ok()?;
            for _ in scale..0 {
                decimal = decimal.checked_mul(Decimal::TEN)?;
            }
        }
    }
    Some(decimal)
}

impl Property for Decimal {
    const EDM_TYPE: EdmType = EdmType::Decimal;

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = JsonText::deserialize(deserializer)?;
        let text = text.as_str();
        // With the parameter `IEEE754Compatible`, a service writes the number as a string.
        let number = text
            .strip_prefix('"')
            .and_then(|text| text.strip_suffix('"'))
            .unwrap_or(text);
        let no_decimal =
            || D::Error::custom(format_args!("`{number}` does not fit into a `Decimal`"));
        exact(number).ok_or_else(no_decimal)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let number = RawValue::from_string(self.to_string()).map_err(S::Error::custom)?;
        number.serialize(serializer)
    }

    fn is_same(&self, other: &Self) -> bool {
        self == other && self.scale() == other.scale()
    }
}
