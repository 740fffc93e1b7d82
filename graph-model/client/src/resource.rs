//! The name of a request without its ids, for middleware, logs and metrics.

use graph_model::RequestBuilder;

/// The path template and the type of a request. Every request that a client sends has them in its
/// extensions, so that middleware can name the request without the ids in its URL.
///
/// ```
/// use graph_client::Resource;
///
/// fn name_of(request: &http::Request<Vec<u8>>) -> String {
///     let resource = request.extensions().get::<Resource>();
///     let path = resource.and_then(Resource::path_template).unwrap_or("(link)");
///     format!("{} {path}", request.method())
/// }
/// # assert_eq!(name_of(&http::Request::new(Vec::new())), "GET (link)");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resource {
    path_template: Option<String>,
    type_name: Option<&'static str>,
}

impl Resource {
    /// The path template and the type of a request.
    pub(crate) fn of<A>(request: &RequestBuilder<A>) -> Self {
        Self {
            path_template: request.path_template(),
            type_name: request.type_name(),
        }
    }

    /// A request that has a name instead of a path template.
    pub(crate) fn named(name: &str) -> Self {
        Self {
            path_template: Some(name.to_owned()),
            type_name: None,
        }
    }

    /// Returns the path with names instead of values, such as `/users/{userId}`. The requests for
    /// further pages have the template of the first page.
    #[must_use]
    pub fn path_template(&self) -> Option<&str> {
        self.path_template.as_deref()
    }

    /// Returns the qualified name of the type or operation, such as `microsoft.graph.user`.
    #[must_use]
    pub fn type_name(&self) -> Option<&'static str> {
        self.type_name
    }
}
