//! The PATCH document, which holds only what changes.
//!
//! OData Protocol 4.01, section 11.4.3. A patch is a separate document, never the entity. It holds
//! only the properties that were set. Values are written as JSON when they are set, so one plain
//! type holds the patch of every entity and complex type, and sending a patch copies bytes.

mod binding;
mod document;
pub(crate) mod into_property;
mod no_patch;
mod related;
pub(crate) mod setters;
mod text;

use std::fmt::Debug;

use serde::Serialize;

use crate::description::{
    Clearable, MemberPlace, NavigationPropertyPath, PropertyPath, PropertyScope, Queryable,
    Writable,
};
use crate::path::Relationship;

pub(crate) use document::Failure;
pub use document::PatchDocument;
pub use into_property::IntoProperty;
pub use no_patch::NoPatch;
pub use related::{RelatedEntity, Relates};

/// The patch of a structured type.
///
/// The `…Patch` types that the attributes generate implement this trait. A patch serialises to the
/// JSON document that is sent.
pub trait Patch: Clone + Debug + PartialEq + Serialize + Sized {
    /// The type that is patched.
    type Of;

    /// Returns the document.
    fn document(&self) -> &PatchDocument;

    /// Returns the document by value.
    fn into_document(self) -> PatchDocument;

    /// Sets the property that `property` names, which may be an inherited one.
    ///
    /// The compiler checks that a patch can set the property, and that the value has the right
    /// type.
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
    fn set<H: PropertyHandle>(
        self,
        property: impl FnOnce(&<Self::Of as Queryable>::Properties) -> H,
        value: impl IntoProperty<H::Value>,
    ) -> Self
    where
        Self::Of: Queryable,
        H::Access: Writable,
    {
        let property = |properties: &_| property(properties).into_path();
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
    /// its properties, such as `seats@odata.type` (OData JSON Format 4.01, sections 4.5 and 20).
    ///
    /// If the name is not the name of an annotation, the request fails to build.
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
    /// If the property is declared, the request fails to build.
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

    /// Sends a related entity along with this one; the service creates or changes it in the same
    /// request. A relationship to many entities takes one at a time.
    ///
    /// The entity may hold references of its own. The compiler checks that the relationship leads
    /// to its type, or to a type that it derives from.
    ///
    /// ```
    /// use graph_model::{Endpoint, Patch, graph_entity};
    ///
    /// #[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId}")]
    /// #[derive(Default)]
    /// pub struct User {}
    ///
    /// #[graph_entity(odata = "microsoft.graph.aadUserConversationMember")]
    /// #[derive(Default)]
    /// pub struct Member {
    ///     pub roles: Vec<String>,
    ///     #[graph(navigation)]
    ///     pub user: Option<Box<User>>,
    /// }
    ///
    /// #[graph_entity(odata = "microsoft.graph.chat", path = "/chats/{chatId}")]
    /// #[derive(Default)]
    /// pub struct Chat {
    ///     pub topic: Option<String>,
    ///     #[graph(navigation)]
    ///     pub members: Vec<Member>,
    /// }
    ///
    /// let owner = Member { roles: vec!["owner".into()], ..Default::default() };
    /// let owner = Member::create(&owner).with(Member::patch().bind_user(&UserPath { user_id: "8b" }));
    /// let chat = Chat { topic: Some("Tulips".into()), ..Default::default() };
    /// let request = Chat::create(&chat)
    ///     .with(Chat::patch().with_related(|chat| chat.members, owner))
    ///     .at(&ChatCollectionPath)
    ///     .build(&Endpoint::V1_0)?;
    /// assert_eq!(
    ///     String::from_utf8_lossy(request.body()),
    ///     concat!(
    ///         r##"{"@odata.type":"#microsoft.graph.chat","topic":"Tulips","members":["##,
    ///         r##"{"@odata.type":"#microsoft.graph.aadUserConversationMember","roles":["owner"],"##,
    ///         r##""user@odata.bind":"https://graph.microsoft.com/v1.0/users/8b"}]}"##
    ///     )
    /// );
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    #[must_use]
    fn with_related<R: Relationship, A: Writable, E: RelatedEntity, D>(
        self,
        relationship: impl FnOnce(&<Self::Of as Queryable>::Properties) -> NavigationPropertyPath<R, A>,
        entity: E,
    ) -> Self
    where
        Self::Of: Queryable,
        R::Target: Relates<E::Of, D>,
    {
        let mut entity = entity.into_document();
        entity.require_tag(R::Target::IS_WIDER);
        let property = |properties: &_| *relationship(properties).as_property();
        change_named(self, property, |document, place| {
            document.relate(place, entity, R::Target::IS_COLLECTION);
        })
    }

    /// The patch that holds a document.
    #[doc(hidden)]
    fn from_document(document: PatchDocument) -> Self;
}

/// The handle of a property that a patch sets.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the handle of a property with a value",
    label = "a patch sets properties",
    note = "a relationship is bound to an entity, `.bind_…(&path)`, or takes new entities, `with_related`"
)]
pub trait PropertyHandle {
    /// The type of the value, without `Option` and `Box`.
    type Value;

    /// The access of a patch to the property.
    type Access;

    /// The handle.
    #[doc(hidden)]
    fn into_path(self) -> PropertyPath<Self::Value, Self::Access>;
}

#[diagnostic::do_not_recommend]
impl<P, A> PropertyHandle for PropertyPath<P, A> {
    type Value = P;
    type Access = A;

    fn into_path(self) -> Self {
        self
    }
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
