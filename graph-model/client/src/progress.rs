//! The progress of a long-running operation, as its monitor URL reports it.
//!
//! "Working with long-running actions" of Microsoft Graph; OData Protocol 4.01, section 11.6
//! (asynchronous requests). A monitor responds with 202 while the operation is under way, or with an
//! object whose member `status` says so.

use graph_model::http::{Content, FromResponse, ResponseError, RetryAfter};
use http::header::LOCATION;
use http::{HeaderMap, StatusCode};
use serde_json::{Value, json};

/// The progress of a long-running operation.
#[derive(Clone, Debug, PartialEq)]
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
    /// The time at which to ask again.
    pub retry_after: Option<RetryAfter>,
    /// All that the service sent.
    pub content: Content,
}

/// The status of a long-running operation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProgressStatus {
    /// The operation has not started, or is under way. The service's own word is kept.
    Running(String),
    /// The operation has succeeded.
    Succeeded,
    /// The operation has failed. The service's own word is kept.
    Failed(String),
}

impl ProgressStatus {
    /// Reads the service's word. Each workload has words of its own, and an unknown one does not mean that
    /// the operation is done.
    fn of(word: &str) -> Self {
        match word.to_ascii_lowercase().as_str() {
            "completed" | "succeeded" | "success" => Self::Succeeded,
            "failed" | "deletefailed" | "invalid" | "cancelled" | "canceled" | "error" => {
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
        // A monitor may redirect to what the operation has made.
        let has_moved = matches!(status.as_u16(), 301..=303 | 307 | 308) && location.is_some();
        if !has_moved {
            // The monitor reports the failure of the operation as an error.
            <()>::from_parts(status, headers, body)?;
        }
        let report: Value = serde_json::from_slice(body).unwrap_or_default();
        if report["error"].is_object() {
            let body = json!({ "error": report["error"] }).to_string();
            <()>::from_parts(status, headers, body.as_bytes())?;
        }
        let text = |names: [&str; 2]| names.iter().find_map(|name| report[name].as_str());
        let content = if has_moved {
            Content::default()
        } else {
            // The content of 202 may be empty.
            Content::from_parts(StatusCode::OK, headers, body)?
        };
        Ok(Self {
            status: match report["status"].as_str() {
                Some(word) => ProgressStatus::of(word),
                None if status == StatusCode::ACCEPTED => ProgressStatus::Running(String::new()),
                None => ProgressStatus::Succeeded,
            },
            percentage: report["percentageComplete"].as_f64(),
            resource_id: text(["resourceId", "targetResourceId"]).map(str::to_owned),
            resource_location: text(["resourceLocation", "targetResourceLocation"])
                .or(location.filter(|_| has_moved))
                .map(str::to_owned),
            retry_after: RetryAfter::in_headers(headers),
            content,
        })
    }
}
