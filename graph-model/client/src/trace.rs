//! One span for each request.
//!
//! The fields follow OpenTelemetry's semantic conventions for HTTP clients. The span holds the
//! template of the path, so neither ids nor tokens nor values of a query are in it.

use std::fmt;

use http::{Request, Response};
use tracing::field::{Empty, display};
use tracing::{Instrument, Span};

use crate::resource::Resource;

/// The span of a request.
pub(crate) struct RequestSpan(Span);

impl RequestSpan {
    pub(crate) fn of(request: &Request<Vec<u8>>) -> Self {
        let resource = request.extensions().get::<Resource>();
        let template = resource
            .and_then(Resource::path_template)
            .unwrap_or_default();
        let name = format!("{} {template}", request.method());
        let span = tracing::info_span!(
            "odata.request",
            otel.name = name.trim_end(),
            otel.kind = "client",
            http.request.method = request.method().as_str(),
            url.template = template,
            odata.type = resource.and_then(Resource::type_name),
            http.response.status_code = Empty,
            odata.request_id = Empty,
            error.type = Empty,
        );
        Self(span)
    }

    /// Runs a future inside the span, and records its result.
    pub(crate) async fn run<E: fmt::Display>(
        self,
        future: impl Future<Output = Result<Response<Vec<u8>>, E>>,
    ) -> Result<Response<Vec<u8>>, E> {
        let result = future.instrument(self.0.clone()).await;
        self.record(&result);
        result
    }

    /// Runs a function inside the span, and records its result.
    pub(crate) fn run_blocking<E: fmt::Display>(
        self,
        function: impl FnOnce() -> Result<Response<Vec<u8>>, E>,
    ) -> Result<Response<Vec<u8>>, E> {
        let result = self.0.in_scope(function);
        self.record(&result);
        result
    }

    fn record<E: fmt::Display>(&self, result: &Result<Response<Vec<u8>>, E>) {
        match result {
            Ok(response) => {
                self.0
                    .record("http.response.status_code", response.status().as_u16());
                let id = response.headers().get("request-id");
                if let Some(id) = id.and_then(|id| id.to_str().ok()) {
                    self.0.record("odata.request_id", id);
                }
            }
            Err(error) => {
                self.0.record("error.type", display(error));
            }
        }
    }
}
