//! Literals: values as a URL holds them, in a filter or as the parameter of a function.
//!
//! OData ABNF 4.01, `primitiveLiteral`. The Edm type decides how a value's JSON is written. A
//! string is written between quotes, with the quotes in it doubled; a number, a date or a guid is
//! written without quotes. A literal without quotes must not hold a character that could end it,
//! because that would be an injection. This module checks it.

use std::borrow::Cow;

use crate::description::EdmType;
use crate::edm::Property;
use crate::patch::into_property::PropertyValue;

mod sealed {
    use std::borrow::Cow;

    use crate::edm::Property;

    /// Keeps other crates from implementing [`Literal`](super::Literal).
    pub trait Sealed {}

    impl<P: Property> Sealed for P {}
    impl Sealed for &String {}
    impl Sealed for Cow<'_, str> {}
    impl Sealed for &str {}
}

/// A value that can be the parameter of a function: a string, or a [`Property`] of a primitive or enumeration type.
pub trait Literal: sealed::Sealed {
    /// Returns the literal, or the reason that the value has no literal.
    #[doc(hidden)]
    fn literal(&self) -> Result<String, String>;
}

impl<P: Property> Literal for P {
    fn literal(&self) -> Result<String, String> {
        literal::<P>(self)
    }
}

impl Literal for &String {
    fn literal(&self) -> Result<String, String> {
        Ok(quoted("", self))
    }
}

impl Literal for Cow<'_, str> {
    fn literal(&self) -> Result<String, String> {
        Ok(quoted("", self))
    }
}

impl Literal for &str {
    fn literal(&self) -> Result<String, String> {
        Ok(quoted("", self))
    }
}

/// The JSON of a value for a property of type `P`.
pub(super) fn json_of<P>(value: &impl PropertyValue<P>) -> Result<String, String> {
    let mut json = Vec::new();
    value
        .write_value(&mut json)
        .map_err(|error| error.to_string())?;
    String::from_utf8(json).map_err(|error| error.to_string())
}

/// The literal of a value for a property of type `P`.
pub(crate) fn literal<P: Property>(value: &impl PropertyValue<P>) -> Result<String, String> {
    literal_of(P::EDM_TYPE, &json_of(value)?)
}

/// The literal of a value of this type, from its JSON.
pub(crate) fn literal_of(edm_type: EdmType, json: &str) -> Result<String, String> {
    match json.bytes().next() {
        Some(b'"') => {
            let text: Cow<'_, str> =
                serde_json::from_str(json).map_err(|error| error.to_string())?;
            of_text(edm_type, &text)
        }
        Some(b'{' | b'[') => Err("an object or a collection has no literal".to_owned()),
        // Numbers, `true`, `false` and `null` are written as in JSON.
        _ => Ok(json.to_owned()),
    }
}

/// The literal of a value that is a string in JSON.
fn of_text(edm_type: EdmType, text: &str) -> Result<String, String> {
    match edm_type {
        EdmType::String | EdmType::Untyped => Ok(quoted("", text)),
        EdmType::Enumeration(name) => Ok(quoted(name, text)),
        EdmType::Duration => Ok(quoted("duration", text)),
        // In URLs, the alphabet is the one of RFC 4648, section 5.
        EdmType::Binary => Ok(quoted("binary", &text.replace('+', "-").replace('/', "_"))),
        EdmType::Complex(_) | EdmType::Entity(_) | EdmType::Stream => {
            Err("it has properties, compare those".to_owned())
        }
        _ if is_bare_literal(edm_type, text) => Ok(text.to_owned()),
        _ => Err(format!("the string is not a literal of `{edm_type}`")),
    }
}

/// Whether a string without quotes can only be a number, a date, a time or a guid.
fn is_bare_literal(edm_type: EdmType, text: &str) -> bool {
    if edm_type == EdmType::Guid {
        let is_of_guid = |byte: u8| byte.is_ascii_hexdigit() || byte == b'-';
        return text.len() == 36 && text.bytes().all(is_of_guid);
    }
    let is_of_literal =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.' | b':');
    let starts_like_one = text.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '+');
    matches!(text, "INF" | "NaN") || (starts_like_one && text.bytes().all(is_of_literal))
}

/// A string between quotes, with the name of its type before it.
pub(super) fn quoted(prefix: &str, text: &str) -> String {
    [prefix, "'", &text.replace('\'', "''"), "'"].concat()
}
