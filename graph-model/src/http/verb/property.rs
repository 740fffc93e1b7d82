//! Reading, setting, patching and clearing a single property.
//!
//! OData Protocol 4.01, sections 11.2.4 (requesting individual properties) and 11.4.9 (managing
//! values and properties directly).

use http::Method;

use crate::description::{Clearable, EdmType, Writable};
use crate::edm::Property;
use crate::http::request::target::Target;
use crate::http::request::{RequestBuilder, RequestError};
use crate::http::response::{Content, Updated};
use crate::patch::{IntoProperty, Patch, PatchDocument};
use crate::path::{Address, PropertyRoute};
use crate::wire::{ComplexType, StructuredType};

impl<P: Property, A> PropertyRoute<P, A> {
    /// Returns the request that reads the property. If the property is null, the response is 204 No
    /// Content, which is read as `None`.
    pub fn get(&self) -> RequestBuilder<Option<P>> {
        if P::EDM_TYPE == EdmType::Stream {
            let property = self.name().to_owned();
            let request = self.request(Method::GET);
            return request.mistaken(RequestError::StreamAsValue { property });
        }
        self.request(Method::GET)
    }

    /// Returns the request that reads the property as plain text or, if it is binary, as bytes:
    /// `…/$value` (OData URL Conventions 4.01, section 4.7).
    pub fn value(&self) -> RequestBuilder<Content> {
        let path = self.to_address().map(|mut path| {
            path.push("/$value");
            path
        });
        RequestBuilder::new(Method::GET, Target::path(path)).taking_any()
    }

    /// Returns the request that sets the property: a PUT of its value.
    #[allow(
        clippy::needless_pass_by_value,
        reason = "a setter of a patch takes its value in the same way"
    )]
    pub fn set(&self, value: impl IntoProperty<P>) -> RequestBuilder<()>
    where
        A: Writable,
    {
        let request = self.request(Method::PUT);
        let mut json = Vec::new();
        if let Err(error) = value.write_value(&mut json) {
            return request.mistaken(RequestError::Value {
                property: self.name().to_owned(),
                reason: error.to_string(),
            });
        }
        // OData JSON Format 4.01, section 11: a complex value is the body itself, and any other
        // value is the member `value` of the body.
        let is_complex = matches!(P::EDM_TYPE, EdmType::Complex(_));
        if is_complex && json.starts_with(b"{") {
            request.with_json(json)
        } else {
            request.with_json([b"{\"value\":".as_slice(), &json, b"}"].concat())
        }
    }

    /// Returns the request that sets the property to null.
    pub fn clear(&self) -> RequestBuilder<()>
    where
        A: Clearable,
    {
        self.request(Method::DELETE)
    }

    /// Returns the request that changes the members of a complex property that are set in the
    /// patch.
    pub fn patch<C>(&self, patch: C) -> RequestBuilder<Updated<P>>
    where
        P: ComplexType<Patch = C>,
        A: Writable,
    {
        let document = document_of::<P>(patch);
        RequestBuilder::with_document(Method::PATCH, self.to_address(), document)
    }

    fn request<B>(&self, method: Method) -> RequestBuilder<B> {
        RequestBuilder::new(method, Target::path(self.to_address()))
    }
}

/// What a patch sends. In `patch`, a bound on the type of the patch would be a second message for a
/// property that has none.
fn document_of<P: StructuredType>(patch: P::Patch) -> PatchDocument {
    patch.into_document()
}
