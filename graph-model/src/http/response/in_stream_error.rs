//! Errors in the body of a response whose status is a success.
//!
//! A service may find an error after it has sent the status (OData Protocol 4.01, section 9.5), and
//! some gateways never send another status.

use std::collections::BTreeMap;

use http::{HeaderMap, StatusCode};
use serde_json::value::RawValue;

use super::envelope::first_member;
use super::error::ResponseError;
use super::service_error::ServiceError;
use crate::description::ObjectTypes;
use crate::json;

/// The member that holds an error.
pub(crate) const ERROR: &str = "error";

/// Returns the error, if the body has a member `error` that is an object. Such a body is a page, or
/// holds nothing that could be read.
pub(crate) fn find(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Option<ResponseError> {
    let members: BTreeMap<String, &RawValue> = json::from_bytes(body).ok()?;
    let is_error = members.get(ERROR)?.get().starts_with('{');
    is_error.then(|| service_error(status, headers, body))
}

/// Returns the error if it is all that the body holds, and no type has a member of that name.
pub(crate) fn expect_none(
    status: StatusCode,
    headers: &HeaderMap,
    body: &[u8],
    types: ObjectTypes,
) -> Result<(), ResponseError> {
    if first_member(body).as_deref() != Some(ERROR) || types.have_member(ERROR) {
        return Ok(());
    }
    let members: BTreeMap<String, &RawValue> = json::from_bytes(body).unwrap_or_default();
    let is_error = members
        .iter()
        .all(|(name, value)| name.starts_with('@') || (name == ERROR && value.get() != "null"));
    if is_error && !members.is_empty() {
        return Err(service_error(status, headers, body));
    }
    Ok(())
}

fn service_error(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> ResponseError {
    ResponseError::Service(Box::new(ServiceError::read(status, headers, body)))
}
