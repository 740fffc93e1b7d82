//! Reads the body of an error.
//!
//! OData JSON Format 4.01, section 21.1, gives an error one form. Services and the gateways in front
//! of them have many, so everything that can be recognised is taken:
//!
//! - the object `error` (`odata.error` in OData 3), a string `error` and a description
//!   (OAuth 2.0, RFC 6749, section 5.2), a list `errors`, or an object that has a message itself;
//! - a message that is a string, or an object with a language;
//! - details and inner errors that are objects, lists or strings;
//! - any further members.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::error_detail::{ErrorDetail, InnerError};
use super::secrets::{json_without_tokens, own_without_tokens, without_tokens};
use crate::edm::RawJson;
use crate::json::{self, TextSeed};

/// The contents of an error's body.
#[derive(Default)]
pub(super) struct ErrorBody {
    pub code: Option<String>,
    pub message: Option<String>,
    pub language: Option<String>,
    pub target: Option<String>,
    pub details: Vec<ErrorDetail>,
    pub inner: Option<InnerError>,
    pub additional: BTreeMap<String, RawJson>,
}

/// An object whose values are read only on demand, because a body cannot be trusted to be flat. Of
/// several members with one name, the last counts.
struct Members<'b>(Vec<(Cow<'b, str>, &'b RawValue)>);

impl<'b> Members<'b> {
    fn get(&self, name: &str) -> Option<&'b RawValue> {
        let mut members = self.0.iter().rev();
        let found = members.find(|(other, _)| other == name);
        found.map(|(_, value)| *value)
    }
}

impl<'de: 'b, 'b> Deserialize<'de> for Members<'b> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
        let mut members = Vec::with_capacity(8);
        while let Some(name) = map.next_key_seed(TextSeed)? {
            members.push((name, map.next_value()?));
        }
        Ok(Members(members))
    }
}

/// The number of inner errors that are followed below the first.
const INNER_ERRORS: usize = 16;

/// The names of the member that holds the next inner error.
const INNER: [&str; 4] = [
    "innerError",
    "innererror",
    "internalexception",
    "internalException",
];

impl ErrorBody {
    /// Reads a body. Whatever cannot be recognised is left out.
    pub(super) fn read(body: &[u8]) -> Self {
        let Ok(body) = json::from_bytes::<Members<'_>>(body) else {
            return Self::default();
        };
        let error = ["error", "odata.error"]
            .iter()
            .find_map(|name| body.get(name));
        if let Some(error) = error {
            if let Some(members) = members(error) {
                return Self::of_members(&members);
            }
            if let Some(mut errors) = items(error).filter(|errors| !errors.is_empty()) {
                return Self::of_list(&mut errors);
            }
            if let Some(code) = string(error) {
                let message = ["error_description", "message", "detail"];
                return Self {
                    code: Some(code),
                    message: message.iter().find_map(|name| text(&body, name)),
                    additional: additional(&body, &["error", message[0], message[1], message[2]]),
                    ..Self::default()
                };
            }
        }
        if let Some(mut errors) = body.get("errors").and_then(items)
            && !errors.is_empty()
        {
            return Self::of_list(&mut errors);
        }
        Self::of_members(&body)
    }

    fn of_members(error: &Members<'_>) -> Self {
        let (message, language) = message(error);
        Self {
            code: text(error, "code"),
            message,
            language,
            target: text(error, "target"),
            details: error.get("details").map(details).unwrap_or_default(),
            inner: inner_error(error, INNER_ERRORS),
            additional: additional(error, &["code", "message", "target", "details"]),
        }
    }

    /// The first of several errors, with the others as its details.
    fn of_list(errors: &mut Vec<&RawValue>) -> Self {
        let first = errors.remove(0);
        let mut error = match members(first) {
            Some(members) => Self::of_members(&members),
            None => Self {
                message: string(first),
                ..Self::default()
            },
        };
        error
            .details
            .extend(errors.iter().filter_map(|it| detail(it)));
        error
    }
}

fn members(value: &RawValue) -> Option<Members<'_>> {
    parsed(value, '{')
}

fn items(value: &RawValue) -> Option<Vec<&RawValue>> {
    parsed(value, '[')
}

/// The value, if it starts in this way. Parsing a value of another kind would make an error first.
fn parsed<'b, T: Deserialize<'b>>(value: &'b RawValue, start: char) -> Option<T> {
    let text = value.get();
    text.starts_with(start)
        .then(|| json::from_text(text).ok())
        .flatten()
}

/// A string, unless it is empty.
fn string(value: &RawValue) -> Option<String> {
    // Most strings have no escape, and need no parser.
    let written = value.get().strip_prefix('"')?.strip_suffix('"')?;
    let text = if written.contains('\\') {
        parsed(value, '"')?
    } else {
        written.to_owned()
    };
    (!text.is_empty()).then(|| own_without_tokens(text))
}

/// The string or number in the member with this name, in any letter case if there is none in this
/// one.
fn text(object: &Members<'_>, name: &str) -> Option<String> {
    let value = member(object, name)?;
    if value
        .get()
        .starts_with(|c: char| c.is_ascii_digit() || c == '-')
    {
        return Some(value.get().to_owned());
    }
    string(value)
}

fn member<'b>(object: &Members<'b>, name: &str) -> Option<&'b RawValue> {
    let exact = object.get(name);
    exact.or_else(|| {
        let mut others = object.0.iter();
        let other = others.find(|(other, _)| other.eq_ignore_ascii_case(name));
        other.map(|(_, value)| *value)
    })
}

/// The message and its language.
fn message(error: &Members<'_>) -> (Option<String>, Option<String>) {
    let Some(message) = member(error, "message") else {
        return (None, None);
    };
    match members(message) {
        Some(message) => (text(&message, "value"), text(&message, "lang")),
        None => (string(message), None),
    }
}

fn details(details: &RawValue) -> Vec<ErrorDetail> {
    match items(details) {
        Some(details) => details.into_iter().filter_map(detail).collect(),
        None => detail(details).into_iter().collect(),
    }
}

fn detail(detail: &RawValue) -> Option<ErrorDetail> {
    Some(match members(detail) {
        Some(members) => ErrorDetail {
            code: text(&members, "code"),
            message: message(&members).0,
            target: text(&members, "target"),
            additional: additional(&members, &["code", "message", "target"]),
        },
        None => ErrorDetail {
            code: None,
            message: Some(string(detail)?),
            target: None,
            additional: BTreeMap::new(),
        },
    })
}

fn inner_error(error: &Members<'_>, left: usize) -> Option<InnerError> {
    let inner = INNER.iter().find_map(|name| error.get(name))?;
    // Of several, the first is the cause, and the list is kept among the further members.
    let inner = match items(inner) {
        Some(errors) => *errors.first()?,
        None => inner,
    };
    let Some(inner) = members(inner) else {
        let message = string(inner)?;
        return Some(InnerError::of_message(message));
    };
    let next = if left > 0 {
        inner_error(&inner, left - 1)
    } else {
        None
    };
    let known = ["code", "message", "request-id", "client-request-id", "date"];
    Some(InnerError {
        code: text(&inner, "code"),
        message: message(&inner).0,
        request_id: text(&inner, "request-id"),
        client_request_id: text(&inner, "client-request-id"),
        date: text(&inner, "date"),
        inner: next.map(Box::new),
        additional: additional(&inner, &known),
    })
}

/// The members of an error that have no field. A list of inner errors is kept, because only the
/// first of them is read.
fn additional(error: &Members<'_>, known: &[&str]) -> BTreeMap<String, RawJson> {
    let further = error.0.iter().filter(|(name, value)| {
        let is_known = known.iter().any(|known| known.eq_ignore_ascii_case(name));
        let is_inner = INNER.contains(&&**name) && !value.get().starts_with('[');
        !is_known && !is_inner
    });
    further
        .filter_map(|(name, value)| {
            let value = json_without_tokens(name, value.get()).parse().ok()?;
            Some((without_tokens(name), value))
        })
        .collect()
}
