//! The PATCH document, which holds only what changes.
//!
//! OData Protocol 4.01, section 11.4.3. A patch is a separate document, never the entity. It holds
//! a property only because the property was set. Values are written as JSON when they are set, so
//! one plain type holds the patch of every entity and complex type, and sending a patch copies
//! bytes.

mod binding;
mod document;
pub(crate) mod into_property;
mod no_patch;
pub(crate) mod setters;
mod text;

use std::fmt::Debug;

use serde::Serialize;

use crate::description::{
    Clearable, MemberPlace, PropertyPath, PropertyScope, Queryable, Writable,
};

pub(crate) use document::Failure;
pub use document::PatchDocument;
pub use into_property::IntoProperty;
pub use no_patch::NoPatch;

/// The patch of a structured type.
///
/// The `…Patch` types that the attributes generate implement this trait. A patch serialises to the
/// JSON document that is sent.
pub trait Patch: Clone + Debug + PartialEq + Serialize + Sized {
    /// The type that is patched.
    type Of;

    /// The document.
    fn document(&self) -> &PatchDocument;

    /// The document, by value.
    fn into_document(self) -> PatchDocument;

    /// Sets the property that `property` names, which may be an inherited one.
    ///
    /// The compiler checks that a patch can set the property, and that the value is one of it.
    ///
    /// ```
    /// use graph_model::{Patch, graph_entity};
    ///
    /// #[graph_entity(odata = "microsoft.graph.deviceCompliancePolicy")]
    /// pub struct DeviceCompliancePolicy {
    ///     pub display_name: Option<String>,
    ///     pub description: Option<String>,
    /// }
    ///
    /// #[graph_entity(odata = "microsoft.graph.windows10CompliancePolicy", base = DeviceCompliancePolicy)]
    /// pub struct Windows10CompliancePolicy {
    ///     pub password_required: Option<bool>,
    /// }
    ///
    /// let patch = Windows10CompliancePolicy::patch()
    ///     .set(|policy| policy.display_name, "Baseline")
    ///     .clear(|policy| policy.description)
    ///     .password_required(true);
    /// assert_eq!(
    ///     serde_json::to_string(&patch)?,
    ///     concat!(
    ///         r##"{"@odata.type":"#microsoft.graph.windows10CompliancePolicy","##,
    ///         r#""displayName":"Baseline","description":null,"passwordRequired":true}"#
    ///     )
    /// );
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    fn set<P, A: Writable>(
        self,
        property: impl FnOnce(&<Self::Of as Queryable>::Properties) -> PropertyPath<P, A>,
        value: impl IntoProperty<P>,
    ) -> Self
    where
        Self::Of: Queryable,
    {
        change_named(self, property, |document, place| {
            document.set_with(place, |json| value.write_value(json));
        })
    }

    /// Sets the property that `property` names, which may be an inherited one, to null.
    ///
    /// The compiler checks that the property is nullable, and that a patch can set it.
    #[must_use]
    fn clear<P, A: Clearable>(
        self,
        property: impl FnOnce(&<Self::Of as Queryable>::Properties) -> PropertyPath<P, A>,
    ) -> Self
    where
        Self::Of: Queryable,
    {
        change_named(self, property, |document, place| {
            document.clear_member(place);
        })
    }

    /// Sets an annotation of the object, such as `@microsoft.graph.conflictBehavior`, or of one of
    /// its properties, such as `seats@odata.type` (OData JSON Format 4.01, sections 4.6 and 20).
    ///
    /// A name that is not that of an annotation makes the request fail to build.
    ///
    /// ```
    /// use graph_model::{Patch, graph_entity};
    ///
    /// #[graph_entity(odata = "microsoft.graph.driveItem")]
    /// pub struct DriveItem {
    ///     pub name: Option<String>,
    /// }
    ///
    /// let patch = DriveItem::patch()
    ///     .name("Budget.xlsx")
    ///     .annotate("@microsoft.graph.conflictBehavior", &"rename");
    /// assert_eq!(
    ///     serde_json::to_string(&patch)?,
    ///     concat!(
    ///         r##"{"@odata.type":"#microsoft.graph.driveItem","name":"Budget.xlsx","##,
    ///         r#""@microsoft.graph.conflictBehavior":"rename"}"#
    ///     )
    /// );
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    fn annotate(self, name: &str, value: &(impl Serialize + ?Sized)) -> Self {
        let mut document = self.into_document();
        document.annotate(name, |json| into_property::write_json(value, json));
        Self::from_document(document)
    }

    /// Sets a property that no type declares, such as a directory extension (OData CSDL 4.01,
    /// section 6.3).
    ///
    /// The name of a declared property makes the request fail to build.
    ///
    /// ```
    /// use graph_model::{Patch, graph_entity};
    ///
    /// #[graph_entity(odata = "microsoft.graph.group")]
    /// pub struct Group {}
    ///
    /// let patch = Group::patch().set_dynamic("extension_a1_cost", &7).clear_dynamic("extension_a1_owner");
    /// assert_eq!(
    ///     serde_json::to_string(&patch)?,
    ///     r##"{"@odata.type":"#microsoft.graph.group","extension_a1_cost":7,"extension_a1_owner":null}"##
    /// );
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    fn set_dynamic(self, name: &str, value: &(impl Serialize + ?Sized)) -> Self {
        let mut document = self.into_document();
        document.set_dynamic(name, |json| into_property::write_json(value, json));
        Self::from_document(document)
    }

    /// Sets a property that no type declares to null.
    #[must_use]
    fn clear_dynamic(self, name: &str) -> Self {
        let mut document = self.into_document();
        document.clear_dynamic(name);
        Self::from_document(document)
    }

    /// The patch that holds a document.
    #[doc(hidden)]
    fn from_document(document: PatchDocument) -> Self;
}

/// Changes the member of a patch that a handle names.
fn change_named<T: Patch<Of: Queryable>, P, A>(
    patch: T,
    property: impl FnOnce(&<T::Of as Queryable>::Properties) -> PropertyPath<P, A>,
    change: impl FnOnce(&mut PatchDocument, MemberPlace),
) -> T {
    let scope = PropertyScope::new();
    let property = property(&T::Of::properties(scope));
    let mut document = patch.into_document();
    match document.patched_type().find_member(property.name()) {
        Some(place) if property.scope() == scope => change(&mut document, place),
        _ => document.refuse(property.name(), "its handle belongs to another closure"),
    }
    T::from_document(document)
}
