//! Updating an entity: PATCH, and the update that may create the entity.

use http::Method;

use crate::http::request::RequestBuilder;
use crate::http::response::{Updated, Upserted};
use crate::patch::Patch;
use crate::path::PathTo;

impl<T> RequestBuilder<Updated<T>> {
    /// Returns a request that patches the entity at `path` (OData Protocol 4.01, section 11.4.3).
    pub fn patch<P: Patch<Of = T>, Q: PathTo<T, D>, D>(path: &Q, patch: P) -> Self {
        let mut document = patch.into_document();
        document.tag_if_derived(Q::IS_WIDER);
        Self::with_document(Method::PATCH, path.to_address(), document)
    }

    /// Lets the update create the entity if it does not exist (OData Protocol 4.01, section
    /// 11.4.4).
    ///
    /// Sends `Prefer: create-if-missing`, which Graph asks for and other services ignore. The path
    /// contains a key that the client chooses, such as `/applications(uniqueName='{uniqueName}')`.
    ///
    /// ```
    /// # use graph_model::{Endpoint, graph_entity};
    /// #[graph_entity(odata = "microsoft.graph.application", path = "/applications(uniqueName='{uniqueName}')")]
    /// pub struct Application {
    ///     pub display_name: Option<String>,
    /// }
    ///
    /// let request = Application::patch()
    ///     .display_name("Payroll")
    ///     .at(&ApplicationPath { unique_name: "payroll" })
    ///     .upsert()
    ///     .build(&Endpoint::V1_0)?;
    /// assert_eq!(request.uri(), "https://graph.microsoft.com/v1.0/applications(uniqueName='payroll')");
    /// assert_eq!(request.headers()["prefer"], "create-if-missing");
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    pub fn upsert(self) -> RequestBuilder<Upserted<T>> {
        self.prefer("create-if-missing").responds_with()
    }
}
