//! Primitive types that serde reads and writes as OData does.

use super::property::Property;
use crate::description::{EdmType, queryable_values};

macro_rules! properties_as_serde_writes_them {
    ($($rust:ty => $edm:ident),* $(,)?) => {
        $(
            impl Property for $rust {
                const EDM_TYPE: EdmType = EdmType::$edm;

                fn is_same(&self, other: &Self) -> bool {
                    self == other
                }
            }
        )*
    };
}

properties_as_serde_writes_them! {
    bool => Boolean,
    u8 => Byte,
    i8 => SByte,
    i16 => Int16,
    i32 => Int32,
    i64 => Int64,
    String => String,
    Box<str> => String,
    serde_json::Value => Untyped,
}

queryable_values!(
    bool,
    u8,
    i8,
    i16,
    i32,
    i64,
    String,
    Box<str>,
    serde_json::Value,
);
