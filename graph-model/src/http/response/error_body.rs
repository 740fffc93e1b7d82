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

use super::error_detail::{ErrorDetail, InnerError};
use super::secrets::{json_without_tokens, own_without_tokens, without_tokens};
use crate::edm::RawJson;
use crate::json::{Cursor, Refused, Token};

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

/// An object of the body. Of several members with one name, the last counts.
struct Members<'b>(Vec<(Cow<'b, str>, Value<'b>)>);

impl<'b> Members<'b> {
    fn get(&self, name: &str) -> Option<&Value<'b>> {
        let mut members = self.0.iter().rev();
        let found = members.find(|(other, _)| other == name);
        found.map(|(_, value)| value)
    }
}

/// A value of the body.
struct Value<'b> {
    /// The value as JSON text.
    text: &'b str,
    /// The members of an object. They are read with it, so that no text is read twice.
    members: Option<Members<'b>>,
}

/// Reads a JSON text that holds one value.
fn whole<'b, T>(
    text: &'b str,
    read: impl FnOnce(&mut Cursor<'b>) -> Result<T, Refused>,
) -> Option<T> {
    let mut cursor = Cursor::new(text, 0);
    let value = read(&mut cursor).ok()?;
    cursor.is_at_end().then_some(value)
}

fn read_value<'b>(cursor: &mut Cursor<'b>) -> Result<Value<'b>, Refused> {
    if cursor.peek() != Some(b'{') || cursor.depth() > LEVELS {
        let text = cursor.value()?;
        return Ok(Value {
            text,
            members: None,
        });
    }
    let start = cursor.position();
    let members = read_members(cursor)?;
    Ok(Value {
        text: cursor.since(start)?,
        members: Some(members),
    })
}

fn read_members<'b>(cursor: &mut Cursor<'b>) -> Result<Members<'b>, Refused> {
    cursor.enter(b'{')?;
    let mut members = Vec::with_capacity(USUAL_MEMBERS);
    while cursor.next(members.is_empty(), b'}')? {
        let name = match cursor.string()? {
            Token::Plain(name) => Cow::Borrowed(name),
            // A name that is not Unicode is kept as it is written.
            Token::Escaped(token) => {
                serde_json::from_str(token).map_or(Cow::Borrowed(token), Cow::Owned)
            }
        };
        cursor.expect(b':')?;
        members.push((name, read_value(cursor)?));
    }
    cursor.leave(b'}')?;
    Ok(Members(members))
}

fn read_items<'b>(cursor: &mut Cursor<'b>) -> Result<Vec<Value<'b>>, Refused> {
    cursor.enter(b'[')?;
    let mut items = Vec::new();
    while cursor.next(items.is_empty(), b']')? {
        items.push(read_value(cursor)?);
    }
    cursor.leave(b']')?;
    Ok(items)
}

/// The number of members that most objects of an error have at most.
const USUAL_MEMBERS: usize = 4;

/// The number of inner errors that are followed below the first.
const INNER_ERRORS: usize = 16;

/// The number of objects around those whose members are read: the body, the error, and its inner errors.
const LEVELS: usize = 2 + INNER_ERRORS;

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
        let body = std::str::from_utf8(body).ok();
        let Some(body) = body.and_then(|body| whole(body, read_members)) else {
            return Self::default();
        };
        let error = ["error", "odata.error"]
            .iter()
            .find_map(|name| body.get(name));
        if let Some(error) = error {
            if let Some(members) = &error.members {
                return Self::of_members(members);
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
    fn of_list(errors: &mut Vec<Value<'_>>) -> Self {
        let first = errors.remove(0);
        let mut error = match &first.members {
            Some(members) => Self::of_members(members),
            None => Self {
                message: string(&first),
                ..Self::default()
            },
        };
        error.details.extend(errors.iter().filter_map(detail));
        error
    }
}

/// The items of a list, unless the value is another one.
fn items<'b>(value: &Value<'b>) -> Option<Vec<Value<'b>>> {
    whole(value.text, read_items)
}

/// A string, unless it is empty.
fn string(value: &Value<'_>) -> Option<String> {
    // Most strings have no escape, and need no parser.
    let written = value.text.strip_prefix('"')?.strip_suffix('"')?;
    let text = if written.contains('\\') {
        serde_json::from_str(value.text).ok()?
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
        .text
        .starts_with(|c: char| c.is_ascii_digit() || c == '-')
    {
        return Some(value.text.to_owned());
    }
    string(value)
}

fn member<'m, 'b>(object: &'m Members<'b>, name: &str) -> Option<&'m Value<'b>> {
    let exact = object.get(name);
    exact.or_else(|| {
        let mut others = object.0.iter();
        let other = others.find(|(other, _)| other.eq_ignore_ascii_case(name));
        other.map(|(_, value)| value)
    })
}

/// The message and its language.
fn message(error: &Members<'_>) -> (Option<String>, Option<String>) {
    let Some(message) = member(error, "message") else {
        return (None, None);
    };
    match &message.members {
        Some(message) => (text(message, "value"), text(message, "lang")),
        None => (string(message), None),
    }
}

fn details(details: &Value<'_>) -> Vec<ErrorDetail> {
    match items(details) {
        Some(details) => details.iter().filter_map(detail).collect(),
        None => detail(details).into_iter().collect(),
    }
}

fn detail(detail: &Value<'_>) -> Option<ErrorDetail> {
    Some(match &detail.members {
        Some(members) => ErrorDetail {
            code: text(members, "code"),
            message: message(members).0,
            target: text(members, "target"),
            additional: additional(members, &["code", "message", "target"]),
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
    let errors = items(inner);
    let inner = match &errors {
        Some(errors) => errors.first()?,
        None => inner,
    };
    let Some(inner) = &inner.members else {
        let message = string(inner)?;
        return Some(InnerError::of_message(message));
    };
    let next = if left > 0 {
        inner_error(inner, left - 1)
    } else {
        None
    };
    let known = ["code", "message", "request-id", "client-request-id", "date"];
    Some(InnerError {
        code: text(inner, "code"),
        message: message(inner).0,
        request_id: text(inner, "request-id"),
        client_request_id: text(inner, "client-request-id"),
        date: text(inner, "date"),
        inner: next.map(Box::new),
        additional: additional(inner, &known),
    })
}

/// The members of an error that have no field. A list of inner errors is kept, because only the
/// first of them is read.
fn additional(error: &Members<'_>, known: &[&str]) -> BTreeMap<String, RawJson> {
    let further = error.0.iter().filter(|(name, value)| {
        let is_known = known.iter().any(|known| known.eq_ignore_ascii_case(name));
        let is_inner = INNER.contains(&&**name) && !value.text.starts_with('[');
        !is_known && !is_inner
    });
    further
        .filter_map(|(name, value)| {
            let value = json_without_tokens(name, value.text).parse().ok()?;
            Some((without_tokens(name), value))
        })
        .collect()
}
