//! The transport `reqwest`.

use http::{Request, Response};

use crate::error::BoxError;
use crate::transport::{BoxFuture, Transport};

/// Sends requests with reqwest. Configure timeouts, proxies, TLS, compression and redirects in the
/// `reqwest::Client`. After a redirect to another host, reqwest leaves out `Authorization`,
/// `Cookie`, `Proxy-Authorization` and `WWW-Authenticate`, and forwards every other header. On the
/// same host it keeps them all.
#[diagnostic::do_not_recommend]
impl Transport for reqwest::Client {
    fn send(
        &self,
        request: Request<Vec<u8>>,
    ) -> BoxFuture<'_, Result<Response<Vec<u8>>, BoxError>> {
        Box::pin(async move {
            // The message of an error must not repeat a URL, which may be pre-authenticated.
            let response = self.execute(request.try_into()?).await;
            let mut response = response.map_err(reqwest::Error::without_url)?;
            let mut whole = Response::new(());
            *whole.status_mut() = response.status();
            *whole.version_mut() = response.version();
            *whole.headers_mut() = std::mem::take(response.headers_mut());
            let body = response
                .bytes()
                .await
                .map_err(reqwest::Error::without_url)?;
            Ok(whole.map(|()| body.into()))
        })
    }
}
