//! Floats, including the three values that are not JSON numbers.
//!
//! OData JSON Format 4.01, section 7.1: these values are the strings `INF`, `-INF` and `NaN`.

use std::fmt;

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserializer, Serialize, Serializer};

use super::leniency;
use super::number::number_from_map;
use super::property::Property;
use crate::description::view::View;
use crate::description::{EdmType, queryable_values};

queryable_values!(f32, f64);

macro_rules! float_properties {
    ($($rust:ident => $edm:ident;)*) => {
        $(
            impl Property for $rust {
                const EDM_TYPE: EdmType = EdmType::$edm;
                const READS_TEXT: bool = false;

                fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    struct FloatVisitor;

                    #[allow(
                        clippy::cast_possible_truncation,
                        clippy::cast_precision_loss,
                        clippy::cast_lossless,
                        reason = "OData writes these numbers with the precision of the type that is read"
                    )]
                    impl<'de> Visitor<'de> for FloatVisitor {
                        type Value = $rust;

                        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                            f.write_str("a number, `INF`, `-INF` or `NaN`")
                        }

                        fn visit_f64<E: Error>(self, value: f64) -> Result<$rust, E> {
                            let number = value as $rust;
                            if number.is_finite() {
                                Ok(number)
                            } else {
                                Err(E::custom(concat!("the number is out of range for ", stringify!($rust))))
                            }
                        }

                        fn visit_f32<E: Error>(self, value: f32) -> Result<$rust, E> {
                            Ok(value as $rust)
                        }

                        fn visit_i64<E: Error>(self, value: i64) -> Result<$rust, E> {
                            Ok(value as $rust)
                        }

                        fn visit_u64<E: Error>(self, value: u64) -> Result<$rust, E> {
                            Ok(value as $rust)
                        }

                        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<$rust, A::Error> {
                            let number = number_from_map(map)?;
                            let value = number.as_f64().unwrap_or(f64::INFINITY);
                            self.visit_f64(value)
                        }

                        fn visit_str<E: Error>(self, value: &str) -> Result<$rust, E> {
                            match value {
                                "INF" => Ok($rust::INFINITY),
                                "-INF" => Ok($rust::NEG_INFINITY),
                                "NaN" => Ok($rust::NAN),
                                _ => match leniency::number(value) {
                                    Some(number) => self.visit_f64(number),
                                    None => {
                                        Err(E::invalid_value(serde::de::Unexpected::Str(value), &self))
                                    }
                                },
                            }
                        }
                    }

                    deserializer.deserialize_any(FloatVisitor)
                }

                fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    self.view().serialize(serializer)
                }

                fn view(&self) -> View<'_> {
                    if self.is_finite() {
                        View::$edm(*self)
                    } else if self.is_nan() {
                        View::String("NaN")
                    } else if self.is_sign_positive() {
                        View::String("INF")
                    } else {
                        View::String("-INF")
                    }
                }

                fn is_same(&self, other: &Self) -> bool {
                    self.to_bits() == other.to_bits() || (self.is_nan() && other.is_nan())
                }
            }
        )*
    };
}

float_properties! {
    f32 => Single;
    f64 => Double;
}
