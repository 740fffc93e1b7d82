//! The decision to send a request again.
//!
//! "Microsoft Graph throttling guidance"; RFC 9110, sections 9.2.2 (idempotent methods) and 10.2.3
//! (`Retry-After`). [`RetryPolicy`] only decides, so it fits into any middleware. [`Retry`] puts it
//! around a transport.

use std::fmt;
use std::time::{Duration, SystemTime};

use graph_model::http::RetryAfter;
use http::header::CONTENT_RANGE;
use http::{Request, Response, StatusCode};

use crate::blocking;
use crate::error::BoxError;
use crate::transport::{BoxFuture, Transport};
use crate::waiting::Sleep;

/// Decides whether, and when, a request is sent again.
///
/// - A service that is too busy (429 Too Many Requests, and 503 Service Unavailable with
///   `Retry-After`) has not carried out the request, so any request is sent again.
/// - After a failed connection, and after 408, 502, 503 and 504, only a request that may be carried
///   out twice is sent again: an idempotent one such as GET, PUT and DELETE, but neither POST nor
///   PATCH. A part of an upload is not sent again, because the client first asks which of its bytes
///   have arrived.
/// - If the service sends `Retry-After`, the policy waits that long. A request that would have to
///   wait longer than [`longest_wait`](Self::longest_wait) is not sent again. Without
///   `Retry-After`, each wait is twice as long as the previous one, but no longer than
///   `longest_wait`.
///
/// In the middleware of `tower`:
///
/// ```
/// # #[cfg(feature = "tower")] {
/// use std::time::Duration;
///
/// use graph_client::{BoxError, BoxFuture, RetryPolicy};
/// use http::{Request, Response};
///
/// #[derive(Clone)]
/// struct Again {
///     attempts: u32,
///     policy: RetryPolicy,
/// }
///
/// impl tower::retry::Policy<Request<Vec<u8>>, Response<Vec<u8>>, BoxError> for Again {
///     type Future = BoxFuture<'static, ()>;
///
///     fn retry(
///         &mut self,
///         request: &mut Request<Vec<u8>>,
///         result: &mut Result<Response<Vec<u8>>, BoxError>,
///     ) -> Option<Self::Future> {
///         self.attempts += 1;
///         let delay = self.policy.delay(self.attempts, request, result.as_ref().ok())?;
///         Some(Box::pin(tokio::time::sleep(delay)))
///     }
///
///     fn clone_request(&mut self, request: &Request<Vec<u8>>) -> Option<Request<Vec<u8>>> {
///         Some(request.clone())
///     }
/// }
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    attempts: u32,
    first: Duration,
    longest: Duration,
}

impl Default for RetryPolicy {
    /// At most four attempts, a first wait of one second, and no wait of more than one minute.
    fn default() -> Self {
        Self {
            attempts: 4,
            first: Duration::from_secs(1),
            longest: Duration::from_secs(60),
        }
    }
}

impl RetryPolicy {
    /// Sends a request at most this many times in all.
    #[must_use]
    pub fn at_most(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// Waits this long before the second attempt, if the service sends no `Retry-After`.
    #[must_use]
    pub fn first_wait(mut self, wait: Duration) -> Self {
        self.first = wait;
        self
    }

    /// Never waits longer than this. If the service asks for a longer wait, its error is returned
    /// at once.
    #[must_use]
    pub fn longest_wait(mut self, wait: Duration) -> Self {
        self.longest = wait;
        self
    }

    /// Returns the time to wait before the next attempt, or `None` if the request is not sent
    /// again.
    ///
    /// `attempts` is the number of attempts so far. There is no response if the connection failed.
    #[must_use]
    pub fn delay<R, B>(
        &self,
        attempts: u32,
        request: &Request<R>,
        response: Option<&Response<B>>,
    ) -> Option<Duration> {
        if attempts >= self.attempts {
            return None;
        }
        let is_part = request.headers().contains_key(CONTENT_RANGE);
        let is_repeatable = request.method().is_idempotent() && !is_part;
        let asked = response.and_then(|response| RetryAfter::in_headers(response.headers()));
        let is_retried = match response.map(Response::status) {
            Some(StatusCode::TOO_MANY_REQUESTS) => true,
            Some(StatusCode::SERVICE_UNAVAILABLE) => asked.is_some() || is_repeatable,
            Some(
                StatusCode::REQUEST_TIMEOUT | StatusCode::BAD_GATEWAY | StatusCode::GATEWAY_TIMEOUT,
            )
            | None => is_repeatable,
            Some(_) => false,
        };
        if !is_retried {
            return None;
        }
        match asked.map(|asked| asked.delay_from(SystemTime::now())) {
            Some(delay) => (delay <= self.longest).then_some(delay),
            None => {
                let doubled = 2_u32.saturating_pow(attempts.saturating_sub(1));
                Some(self.first.saturating_mul(doubled).min(self.longest))
            }
        }
    }
}

/// A transport that sends requests again, as a [`RetryPolicy`] decides.
///
/// It waits with the function that it is given: `tokio::time::sleep`, or `std::thread::sleep`
/// around a [`blocking::Transport`].
///
/// ```
/// use graph_client::blocking::Client;
/// use graph_client::{Retry, RetryPolicy};
/// use graph_model::Endpoint;
///
/// # fn transport(_: http::Request<Vec<u8>>) -> Result<http::Response<Vec<u8>>, std::io::Error> {
/// #     Ok(http::Response::new(Vec::new()))
/// # }
/// let transport = Retry::new(transport, std::thread::sleep, RetryPolicy::default());
/// let client = Client::new(Endpoint::V1_0, transport).with_token("eyJ0eXAi");
/// ```
#[derive(Clone)]
pub struct Retry<T, S> {
    transport: T,
    sleep: S,
    policy: RetryPolicy,
}

impl<T, S> Retry<T, S> {
    /// Puts the policy around a transport.
    pub fn new(transport: T, sleep: S, policy: RetryPolicy) -> Self {
        Self {
            transport,
            sleep,
            policy,
        }
    }
}

impl<T, S> fmt::Debug for Retry<T, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Retry")
            .field("policy", &self.policy)
            .finish_non_exhaustive()
    }
}

#[diagnostic::do_not_recommend]
impl<T, S> Transport for Retry<T, S>
where
    T: Transport,
    S: Sleep,
{
    fn send(
        &self,
        request: Request<Vec<u8>>,
    ) -> BoxFuture<'_, Result<Response<Vec<u8>>, BoxError>> {
        Box::pin(async move {
            let mut attempts = 0_u32;
            loop {
                attempts = attempts.saturating_add(1);
                let result = self.transport.send(request.clone()).await;
                let response = result.as_ref().ok();
                let Some(delay) = self.policy.delay(attempts, &request, response) else {
                    return result;
                };
                self.sleep.sleep(delay).await;
            }
        })
    }
}

#[diagnostic::do_not_recommend]
impl<T: blocking::Transport, S: Fn(Duration) + Send + Sync> blocking::Transport for Retry<T, S> {
    fn send(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, BoxError> {
        let mut attempts = 0_u32;
        loop {
            attempts = attempts.saturating_add(1);
            let result = self.transport.send(request.clone());
            let response = result.as_ref().ok();
            let Some(delay) = self.policy.delay(attempts, &request, response) else {
                return result;
            };
            (self.sleep)(delay);
        }
    }
}
