//! Claims challenges in the header `WWW-Authenticate`.
//!
//! "Claims challenges, claims requests and client capabilities" of the Microsoft identity platform.

use serde::de::IgnoredAny;

use crate::json::base64::from_base64;

/// The claims of a challenge, as JSON (RFC 9110, section 11.2: the names of parameters are in any
/// letter case, and there may be spaces around `=`).
pub(super) fn claims(challenge: &str) -> Option<String> {
    let value = parameter(challenge, "claims")?;
    let claims = String::from_utf8(from_base64(&value).ok()?).ok()?;
    let is_json = serde_json::from_str::<IgnoredAny>(&claims).is_ok();
    is_json.then_some(claims)
}

/// The value of a parameter of a challenge. Text inside quotes is not a parameter.
fn parameter(challenge: &str, name: &str) -> Option<String> {
    let mut rest = challenge;
    loop {
        let equals = rest.find('=')?;
        let (before, after) = rest.split_at(equals);
        let word = before.trim_end().rsplit([' ', ',', '\t']).next()?;
        let after = after[1..].trim_start();
        let (value, next) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            // A value without quotes may end in the padding of base64.
            None => after.split_at(after.find([',', ' ', '\t']).unwrap_or(after.len())),
        };
        if word.eq_ignore_ascii_case(name) {
            return Some(value.to_owned());
        }
        rest = next;
    }
}
