//! Requests that a service may complete later.

use crate::http::request::RequestBuilder;
use crate::http::response::Completion;

impl<A> RequestBuilder<A> {
    /// Lets the service complete the request later: it may respond with an
    /// [`Accepted`](crate::http::Accepted), which has the URL that reports the progress (OData
    /// Protocol 4.01, section 8.2.8.8).
    ///
    /// Microsoft Graph does so even without this preference, for example when it copies a file. For
    /// such a request, [`responds_with::<Completion<_>>`](Self::responds_with) is enough.
    pub fn prefer_async(self) -> RequestBuilder<Completion<A>> {
        self.prefer("respond-async").responds_with()
    }
}
