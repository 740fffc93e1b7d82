//! Responses that hold a single value.
//!
//! OData JSON Format 4.01, section 11.

use std::fmt;
use std::marker::PhantomData;

use http::{HeaderMap, StatusCode};
use serde::de::{Error as _, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::error::ResponseError;
use super::from_response::{FromResponse, expect_success, read_json};
use crate::edm::Property;
use crate::edm::property::ReadProperty;

/// A value that is not an object, such as the result of a function that returns a primitive type: `{"value": …}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SingleValue<P>(pub P);

impl<P: Property> FromResponse for SingleValue<P> {
    fn from_parts(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, ResponseError> {
        expect_success(status, headers, body)?;
        // A service returns null as 204 (OData Protocol 4.01, section 11.5.4.1).
        if body.trim_ascii().is_empty() {
            return P::absent()
                .map(Self)
                .ok_or(ResponseError::NoContent { status });
        }
        read_json(status, headers, body)
    }
}

impl<'de, P: Property> Deserialize<'de> for SingleValue<P> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(SingleValueVisitor(PhantomData))
    }
}

struct SingleValueVisitor<P>(PhantomData<P>);

impl<'de, P: Property> Visitor<'de> for SingleValueVisitor<P> {
    type Value = SingleValue<P>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a member `value`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<SingleValue<P>, A::Error> {
        let mut value = None;
        while let Some(name) = map.next_key::<String>()? {
            if name == "value" && value.is_none() {
                value = Some(map.next_value_seed(ReadProperty(PhantomData))?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        let missing = || A::Error::missing_field("value");
        value
            .or_else(P::absent)
            .map(SingleValue)
            .ok_or_else(missing)
    }
}
