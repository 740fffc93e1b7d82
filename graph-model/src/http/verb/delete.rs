//! Deleting an entity.

use http::Method;

use crate::http::request::RequestBuilder;
use crate::http::request::target::Target;
use crate::path::PathTo;
use crate::query::Queryable;

impl RequestBuilder<()> {
    /// A DELETE of the entity at `path` (OData Protocol 4.01, section 11.4.5). Entities have it as `T::delete`.
    pub fn delete<T: Queryable>(path: &impl PathTo<T>) -> Self {
        Self::new(Method::DELETE, Target::path(path.to_address()))
    }
}
