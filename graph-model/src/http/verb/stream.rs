//! Reading and writing streams: the stream properties of an entity, and media entities.
//!
//! OData Protocol 4.01, sections 11.2.3 (requesting the media stream) and 11.4.7 to 11.4.8
//! (managing media entities and stream properties).

use http::Method;

use crate::description::Modelled;
use crate::edm::Stream;
use crate::http::request::RequestBuilder;
use crate::http::request::target::Target;
use crate::http::response::Download;
use crate::path::{Address, Route};
use crate::wire::MediaEntity;

impl<T: Modelled> Route<T> {
    /// Returns the route to the bytes of a media entity, `…/$value`.
    ///
    /// A generated path becomes a route with [`Address::route`].
    ///
    /// ```
    /// use graph_model::path::{Address, Route};
    /// use graph_model::{Endpoint, graph_entity};
    ///
    /// #[graph_entity(odata = "microsoft.graph.profilePhoto", media)]
    /// #[derive(Clone, Debug, Default, PartialEq)]
    /// pub struct ProfilePhoto {}
    ///
    /// #[graph_entity(odata = "microsoft.graph.user")]
    /// #[derive(Clone, Debug, Default, PartialEq)]
    /// pub struct User {
    ///     #[graph(navigation)]
    ///     pub photo: Option<ProfilePhoto>,
    /// }
    ///
    /// const ME: Route<User> = Route::singleton("me");
    ///
    /// let photo = ME.to(|user| user.photo).media();
    /// let upload = photo.upload("image/jpeg", [0xFF, 0xD8]).build(&Endpoint::V1_0)?;
    /// assert_eq!((upload.method().as_str(), upload.uri().path()), ("PUT", "/v1.0/me/photo/$value"));
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    pub fn media(&self) -> Route<Stream>
    where
        T::Declared: MediaEntity,
    {
        self.followed_by("/$value")
    }
}

impl Route<Stream> {
    /// Returns the request for the bytes. A service sends them, or redirects to them.
    pub fn download(&self) -> RequestBuilder<Download> {
        self.request(Method::GET).taking_any()
    }

    /// Returns the request that replaces the bytes: a PUT with their media type, such as
    /// `image/jpeg`.
    ///
    /// Some services respond with the entity. Microsoft Graph does so for files: ask for it with
    /// [`responds_with`](RequestBuilder::responds_with).
    pub fn upload(&self, content_type: &str, bytes: impl Into<Vec<u8>>) -> RequestBuilder<()> {
        self.request(Method::PUT).body(content_type, bytes)
    }

    /// Returns the request that removes the bytes. The entity stays.
    pub fn clear(&self) -> RequestBuilder<()> {
        self.request(Method::DELETE)
    }

    fn request<A>(&self, method: Method) -> RequestBuilder<A> {
        RequestBuilder::new(method, Target::path(self.to_address()))
    }
}
