//! The progress of a long-running operation, as its monitor URL reports it.
//!
//! "Working with long-running actions" of Microsoft Graph; OData Protocol 4.01, section 11.6
//! (asynchronous requests). While the operation is under way, a monitor responds with 202, or with
//! an object that has a member `status`.

use std::fmt;

use graph_model::http::{Content, FromResponse, ResponseError, RetryAfter};
use http::header::LOCATION;
use http::{HeaderMap, StatusCode};
use serde_json::{Value, json};

use crate::page::is_page;

/// The progress of a long-running operation.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Progress {
    /// Whether the operation is done.
    pub status: ProgressStatus,
    /// The completed part, in percent.
    pub percentage: Option<f64>,
    /// The id of the entity that the operation has made or changed.
    pub resource_id: Option<String>,
    /// The URL of that entity.
    pub resource_location: Option<String>,
    /// The URL to ask from now on, if the monitor has moved.
    pub monitor: Option<String>,
    /// The reason of a failure, as the service sent it.
    pub reason: Option<String>,
    /// The time at which to ask again.
    pub retry_after: Option<RetryAfter>,
    /// The whole report.
    pub content: Content,
}

/// The status of a long-running operation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProgressStatus {
    /// The operation has not started, or is under way. This is the status that the service sent, or
    /// the empty string if it sent none.
    Running(String),
    /// The operation has succeeded.
    Succeeded,
    /// The operation has failed. This is the status that the service sent.
    Failed(String),
}

impl ProgressStatus {
    /// Reads the status that the service sent. Each workload has its own values, and an unknown
    /// value does not mean that the operation is done.
    fn of(word: &str) -> Self {
        match word.to_ascii_lowercase().as_str() {
            "completed" | "succeeded" | "success" => Self::Succeeded,
            "failed" | "deletefailed" | "invalid" | "cancelled" | "canceled" | "error"
            | "skipped" | "submissionfailed" | "partiallysucceeded" => {
                Self::Failed(word.to_owned())
            }
            _ => Self::Running(word.to_owned()),
        }
    }
}

impl FromResponse for Progress {
    fn from_parts(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, ResponseError> {
        let location = headers.get(LOCATION).and_then(|value| value.to_str().ok());
        let location = location.map(str::to_owned);
        let retry_after = RetryAfter::in_headers(headers);
        let running = |word: &str| Self {
            status: ProgressStatus::Running(word.to_owned()),
            percentage: None,
            resource_id: None,
            resource_location: None,
            monitor: None,
            reason: None,
            retry_after,
            content: Content::default(),
        };
        match status.as_u16() {
            // The result is elsewhere.
            303 if location.is_some() => {
                return Ok(Self {
                    status: ProgressStatus::Succeeded,
                    resource_location: location,
                    ..running("")
                });
            }
            // The monitor is elsewhere.
            301 | 302 | 307 | 308 if location.is_some() => {
                return Ok(Self {
                    monitor: location,
                    ..running("")
                });
            }
            _ => {}
        }
        // The service's usual form of an error reports the failure of the operation.
        <()>::from_parts(status, headers, body)?;
        let report: Option<Value> = serde_json::from_slice(body).ok();
        let is_page = report.is_none() && is_page(body);
        let report = report.unwrap_or_default();
        if report["error"].is_object() {
            let body = json!({ "error": report["error"] }).to_string();
            <()>::from_parts(status, headers, body.as_bytes())?;
        }
        let first = |names: &[&str]| {
            let mut values = names.iter().filter_map(|name| report[*name].as_str());
            values.next().map(str::to_owned)
        };
        let reason = ["errorCode", "statusDescription", "error"].map(|name| report[name].as_str());
        let reason: Vec<&str> = reason.into_iter().flatten().collect();
        Ok(Self {
            status: match &report["status"] {
                Value::String(word) => ProgressStatus::of(word),
                // The response is not the report of a monitor, such as the page of a gateway.
                Value::Null if status == StatusCode::ACCEPTED || is_page => {
                    ProgressStatus::Running(String::new())
                }
                // The response is the result itself.
                Value::Null => ProgressStatus::Succeeded,
                other => ProgressStatus::Running(other.to_string()),
            },
            percentage: report["percentageComplete"].as_f64(),
            resource_id: first(&["resourceId", "targetResourceId"]),
            resource_location: first(&["resourceLocation", "targetResourceLocation"]),
            reason: (!reason.is_empty()).then(|| reason.join(": ")),
            // The content of 202 may be empty.
            content: Content::from_parts(StatusCode::OK, headers, body)?,
            ..running("")
        })
    }
}

/// Leaves out the URLs, which may be pre-authenticated.
impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Progress")
            .field("status", &self.status)
            .field("percentage", &self.percentage)
            .field("resource_id", &self.resource_id)
            .field("reason", &self.reason)
            .field("retry_after", &self.retry_after)
            .field("content", &self.content)
            .finish_non_exhaustive()
    }
}
