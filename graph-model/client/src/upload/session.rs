//! The state machine of an upload session.

use std::fmt;
use std::ops::Range;

use graph_model::http::{FromResponse, ResponseError, RetryAfter};
use http::header::{CONTENT_LENGTH, CONTENT_RANGE};
use http::{HeaderValue, Method, Request, Response, StatusCode, Uri};

use super::error::UploadError;
use super::ranges::Expected;
use crate::error::{BoxError, TransportError};
use crate::sending;

/// The unit of the length of a part: 320 KiB. Every part but the last must be a multiple of it.
const UNIT: u64 = 320 * 1024;

/// The default length of a part: 3,276,800 bytes, which is below the limit of Outlook (4 MB).
const PART: u64 = 10 * UNIT;

/// The longest part that OneDrive takes is shorter than 60 MiB.
const LONGEST_PART: u64 = 60 * 1024 * 1024 / UNIT * UNIT - UNIT;

/// An upload in parts to the URL of an upload session, without I/O.
///
/// [`Client::upload`](crate::Client::upload) and
/// [`Client::resume_upload`](crate::Client::resume_upload) send its requests. With another HTTP
/// client, repeat these steps until [`receive`](Self::receive) returns the last response: call
/// [`step`](Self::step), send the request of the step, and pass its response to `receive`.
///
/// ```
/// use graph_client::{Upload, UploadStep};
/// use http::Response;
///
/// # fn main() -> Result<(), graph_client::UploadError> {
/// let file = vec![7; 500_000];
/// let mut upload = Upload::new("https://upload.example/session?token=x", file.len() as u64)
///     .with_part_size(327_680);
///
/// assert_eq!(upload.step()?, UploadStep::Send(0..327_680));
/// let request = upload.part(&(0..327_680), file[..327_680].to_vec());
/// assert_eq!(request.headers()["content-range"], "bytes 0-327679/500000");
///
/// // The connection fails, so the client asks which bytes have arrived.
/// upload.receive(Err("connection reset".into()))?;
/// assert_eq!(upload.step()?, UploadStep::Ask);
/// upload.receive(Ok(Response::new(br#"{"nextExpectedRanges":["200000-"]}"#.to_vec())))?;
/// assert_eq!(upload.step()?, UploadStep::Send(200_000..500_000));
/// # Ok(())
/// # }
/// ```
pub struct Upload {
    /// The URL of the session, unless it is not absolute.
    url: Option<Uri>,
    size: u64,
    part_size: u64,
    /// The ranges that the service does not have yet, in order.
    missing: Vec<Range<u64>>,
    /// The last step.
    step: UploadStep,
    /// Whether the service must be asked what it has.
    is_unknown: bool,
    /// The pause before the next request, with the time that the service named.
    pause: Option<Option<RetryAfter>>,
    /// Whether the last bytes of the file were sent.
    has_sent_end: bool,
    /// The failure that the pause is due to.
    failure: Option<BoxError>,
    /// Called whenever more bytes have arrived.
    on_progress: Option<Box<dyn FnMut(u64) + Send>>,
}

/// The next step of an upload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UploadStep {
    /// Send these bytes, with [`Upload::part`].
    Send(Range<u64>),
    /// Ask which bytes the service has, with [`Upload::status`].
    Ask,
}

impl Upload {
    /// Creates an upload of this many bytes to a new session.
    #[must_use]
    pub fn new(url: &str, size: u64) -> Self {
        let url: Option<Uri> = url.parse().ok();
        let whole = 0..size;
        Self {
            url: url.filter(|url| matches!(url.scheme_str(), Some("http" | "https"))),
            size,
            part_size: PART,
            missing: vec![whole],
            step: UploadStep::Ask,
            is_unknown: false,
            pause: None,
            has_sent_end: false,
            failure: None,
            on_progress: None,
        }
    }

    /// Creates an upload to a session that may have some of the bytes. The first step asks the
    /// service which bytes it has.
    #[must_use]
    pub fn resume(url: &str, size: u64) -> Self {
        Self {
            is_unknown: true,
            ..Self::new(url, size)
        }
    }

    /// Sets the size of each part. It is rounded down to a multiple of 320 KiB, because OneDrive
    /// requires it, and limited to at least 320 KiB and just below 60 MiB. The default is 3,276,800
    /// bytes. Outlook takes parts of up to 4 MB.
    #[must_use]
    pub fn with_part_size(mut self, bytes: u64) -> Self {
        self.part_size = (bytes / UNIT * UNIT).clamp(UNIT, LONGEST_PART);
        self
    }

    /// Calls a function whenever more bytes have arrived, with the number of bytes that have
    /// arrived in all.
    ///
    /// ```
    /// use graph_client::Upload;
    ///
    /// let upload = Upload::new("https://upload.example/session?token=x", 500_000)
    ///     .on_progress(|acknowledged| println!("{acknowledged} of 500000 bytes"));
    /// ```
    #[must_use]
    pub fn on_progress(mut self, function: impl FnMut(u64) + Send + 'static) -> Self {
        self.on_progress = Some(Box::new(function));
        self
    }

    /// Returns the URL of the session, to resume the upload later. It is pre-authenticated: whoever
    /// has it can write the file. It is empty if the URL that was given is not absolute.
    #[must_use]
    pub fn url(&self) -> String {
        self.url.as_ref().map_or_else(String::new, Uri::to_string)
    }

    /// Returns the number of bytes of the file.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Returns the number of bytes that the service is known to have.
    #[must_use]
    pub fn acknowledged(&self) -> u64 {
        let missing: u64 = self
            .missing
            .iter()
            .map(|range| range.end - range.start)
            .sum();
        self.size - missing
    }

    /// Returns the next step.
    ///
    /// # Errors
    ///
    /// Returns an error if the URL is not absolute, or if the file is empty.
    pub fn step(&mut self) -> Result<UploadStep, UploadError> {
        if self.url.is_none() {
            return Err(UploadError::Url);
        }
        if self.size == 0 {
            return Err(UploadError::Empty);
        }
        self.step = match self.missing.first() {
            Some(range) if !self.is_unknown => {
                let end = range.end.min(range.start.saturating_add(self.part_size));
                self.has_sent_end |= self.missing.len() == 1 && end == range.end;
                UploadStep::Send(range.start..end)
            }
            _ => UploadStep::Ask,
        };
        Ok(self.step.clone())
    }

    /// Returns the request that sends these bytes.
    #[must_use]
    pub fn part(&self, range: &Range<u64>, bytes: Vec<u8>) -> Request<Vec<u8>> {
        let last = range.end.saturating_sub(1);
        let content_range = format!("bytes {}-{last}/{}", range.start, self.size);
        let length = HeaderValue::from(bytes.len());
        let mut request = self.request(Method::PUT, bytes);
        if let Ok(content_range) = HeaderValue::try_from(content_range) {
            request.headers_mut().insert(CONTENT_RANGE, content_range);
        }
        request.headers_mut().insert(CONTENT_LENGTH, length);
        request
    }

    /// Returns the request that asks which bytes the service has.
    #[must_use]
    pub fn status(&self) -> Request<Vec<u8>> {
        self.request(Method::GET, Vec::new())
    }

    /// Returns the request that cancels the session.
    #[must_use]
    pub fn cancellation(&self) -> Request<Vec<u8>> {
        self.request(Method::DELETE, Vec::new())
    }

    /// A request without a token, because the URL of a session is pre-authenticated.
    fn request(&self, method: Method, body: Vec<u8>) -> Request<Vec<u8>> {
        let mut request = Request::new(body);
        *request.method_mut() = method;
        *request.uri_mut() = self.url.clone().unwrap_or_default();
        request
    }

    /// Takes the response to the last step, or the error of the connection. Returns the response
    /// once it completes the upload, and `None` if there are further steps.
    ///
    /// # Errors
    ///
    /// Returns an error if the session is gone, if the service refuses the upload, or if its status
    /// cannot be read.
    pub fn receive(
        &mut self,
        response: Result<Response<Vec<u8>>, BoxError>,
    ) -> Result<Option<Response<Vec<u8>>>, UploadError> {
        self.pause = None;
        self.failure = None;
        let response = match response {
            Ok(response) => response,
            Err(error) => {
                // Any of the bytes may have arrived.
                self.failure = Some(error);
                self.ask_after(None);
                return Ok(None);
            }
        };
        match response.status().as_u16() {
            200..=299 => {
                let before = self.acknowledged();
                let accepted = self.accepted(response);
                let acknowledged = self.acknowledged();
                if acknowledged > before
                    && let Some(on_progress) = &mut self.on_progress
                {
                    on_progress(acknowledged);
                }
                accepted
            }
            _ if is_gone(response.status()) => Err(UploadError::Gone {
                all_sent: self.has_sent_end,
            }),
            // The service has the range already, or some of it.
            408 | 416 | 429 | 500 | 502 | 503 | 504 | 509 => {
                self.ask_after(RetryAfter::in_headers(response.headers()));
                self.failure = <()>::from_response(response).err().map(Into::into);
                Ok(None)
            }
            _ => {
                let status = response.status();
                let refusal = <()>::from_response(response).err();
                let refusal = refusal.unwrap_or(ResponseError::NoContent { status });
                Err(UploadError::Refused(refusal))
            }
        }
    }

    /// Takes the response to the cancellation.
    pub(crate) fn cancelled(
        &self,
        response: Result<Response<Vec<u8>>, TransportError>,
    ) -> Result<(), UploadError> {
        match sending::read::<()>(response) {
            Err(error) if error.service().is_some_and(|error| is_gone(error.status)) => {
                Err(UploadError::Gone {
                    all_sent: self.has_sent_end,
                })
            }
            result => Ok(result?),
        }
    }

    /// Returns the pause before the next step, with the time that the service asked for. `None`
    /// means that the next step can follow at once.
    #[must_use]
    pub fn pause(&self) -> Option<Option<RetryAfter>> {
        self.pause
    }

    /// Takes the failure that caused the last pause, or returns `None` if the service only needs
    /// more time.
    pub fn take_failure(&mut self) -> Option<BoxError> {
        self.failure.take()
    }

    fn ask_after(&mut self, retry_after: Option<RetryAfter>) {
        self.is_unknown = true;
        self.pause = Some(retry_after);
    }

    /// Takes a success. Only the response to the last bytes of the file completes the upload.
    fn accepted(
        &mut self,
        response: Response<Vec<u8>>,
    ) -> Result<Option<Response<Vec<u8>>>, UploadError> {
        let before = self.acknowledged();
        let retry_after = RetryAfter::in_headers(response.headers());
        let is_accepted = response.status() == StatusCode::ACCEPTED;
        match (Expected::read(response.body(), self.size), &self.step) {
            (Expected::Ranges(expected), step) => {
                let was_asked = *step == UploadStep::Ask;
                self.missing = expected;
                self.is_unknown = false;
                self.has_sent_end = self.missing.is_empty();
                // A service that has all bytes, or that has made no progress, needs time.
                if self.missing.is_empty() || (self.acknowledged() <= before && !was_asked) {
                    self.ask_after(retry_after);
                }
            }
            (Expected::Nothing, &UploadStep::Send(Range { end, .. })) if is_accepted => {
                self.acknowledge(end);
                if self.missing.is_empty() {
                    self.ask_after(retry_after);
                }
            }
            (Expected::Nothing, UploadStep::Send(range))
                if self.missing.as_slice() == std::slice::from_ref(range) =>
            {
                self.missing.clear();
                return Ok(Some(response));
            }
            (Expected::Nothing, UploadStep::Ask) if is_accepted => self.ask_after(retry_after),
            (_, UploadStep::Ask) => return Err(UploadError::Status),
            // It is not known what the service has.
            (_, UploadStep::Send(_)) => self.ask_after(retry_after),
        }
        Ok(None)
    }

    /// Records that the service has the part that ends here.
    fn acknowledge(&mut self, end: u64) {
        if let Some(range) = self.missing.first_mut() {
            range.start = end.min(range.end);
        }
        self.missing.retain(|range| !range.is_empty());
    }
}

/// Whether the status says that the session does not exist.
fn is_gone(status: StatusCode) -> bool {
    status == StatusCode::NOT_FOUND || status == StatusCode::GONE
}

/// Leaves out the URL, which is pre-authenticated.
impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload")
            .field("size", &self.size)
            .field("part_size", &self.part_size)
            .field("missing", &self.missing)
            .finish_non_exhaustive()
    }
}
