//! Deleting an entity.

use http::Method;

use crate::description::Modelled;
use crate::http::request::RequestBuilder;
use crate::http::request::target::Target;
use crate::path::Address;

impl RequestBuilder<()> {
    /// Returns a request that deletes the entity at `path` (OData Protocol 4.01, section 11.4.5).
    /// Prefer `T::delete`, which also checks the type of the entity.
    pub fn delete(path: &impl Address<Target: Modelled>) -> Self {
        Self::new(Method::DELETE, Target::path(path.to_address()))
    }
}
