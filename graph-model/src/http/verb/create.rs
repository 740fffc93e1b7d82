//! Creating an entity: the parts of a value that are sent, and their destination.
//!
//! OData Protocol 4.01, section 11.4.2. A new entity is a value of its own type. The request sends
//! what a client may set, without read-only properties and without annotations that only a response
//! has. It is held as the same document as a patch, so that a patch can add what a value cannot
//! hold, such as references to other entities.

use std::any::Any;
use std::marker::PhantomData;

use http::Method;
use serde::{Serialize, Serializer};

use crate::description::control_information::is_sent_by_requests;
use crate::description::view::{Object, View, derived_type};
use crate::description::{Capability, MemberPlace, PropertyDescription};
use crate::http::request::RequestBuilder;
use crate::http::response::{Created, Upserted};
use crate::patch::into_property::write_json;
use crate::patch::{Patch, PatchDocument, RelatedEntity};
use crate::path::{CollectionOf, PathTo};
use crate::value::{self, with_annotations_first};
use crate::wire::EntityType;

/// A new entity, returned by `T::create`. It serialises to the JSON document that is sent.
///
/// ```
/// use graph_model::{Endpoint, graph_entity};
///
/// #[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId}")]
/// pub struct User {}
///
/// #[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
/// #[derive(Default)]
/// pub struct Group {
///     pub display_name: Option<String>,
///     #[graph(read_only)]
///     pub created_date_time: Option<String>,
///     #[graph(navigation)]
///     pub owners: Vec<User>,
/// }
///
/// let group = Group { display_name: Some("Pilots".into()), ..Default::default() };
/// let request = Group::create(&group)
///     .with(Group::patch().bind_owners([&UserPath { user_id: "4f" }]))
///     .at(&GroupCollectionPath)
///     .build(&Endpoint::V1_0)?;
/// assert_eq!((request.method().as_str(), request.uri().path()), ("POST", "/v1.0/groups"));
/// assert_eq!(
///     String::from_utf8_lossy(request.body()),
///     concat!(
///         r##"{"@odata.type":"#microsoft.graph.group","displayName":"Pilots","##,
///         r#""owners@odata.bind":["https://graph.microsoft.com/v1.0/users/4f"]}"#
///     )
/// );
/// # Ok::<(), graph_model::RequestError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a new entity does nothing until it is sent"]
pub struct NewEntity<T> {
    document: PatchDocument,
    of: PhantomData<fn() -> T>,
}

impl<T: EntityType> NewEntity<T> {
    /// Takes the parts of `entity` that a client may set: its tag, its properties without read-only
    /// ones, and the annotations that a request may send, such as
    /// `@microsoft.graph.conflictBehavior` but not `@odata.etag`. The key is sent if it is set.
    /// Related entities are sent if there are any (a deep insert, OData Protocol 4.01, section
    /// 11.4.2.2). Complex values and related entities are sent as they are, so omit the properties
    /// that you may not set.
    pub fn new(entity: &T) -> Self {
        Self {
            document: document_of(entity),
            of: PhantomData,
        }
    }

    /// Adds the properties that are set in a patch, and replaces those of the value. A patch can
    /// hold references to other entities, null, and properties that the type does not declare.
    pub fn with(mut self, patch: T::Patch) -> Self {
        self.document.inherit(patch.into_document());
        self
    }

    /// Sets an annotation of the entity, such as `@microsoft.graph.conflictBehavior`, as
    /// [`Patch::annotate`] does.
    pub fn annotate(mut self, name: &str, value: &(impl Serialize + ?Sized)) -> Self {
        self.document.annotate(name, |json| write_json(value, json));
        self
    }

    /// Leaves `@odata.type` out of the document's root, for the endpoints that refuse it there.
    pub fn without_type(mut self) -> Self {
        self.document.omit_tag();
        self
    }

    /// Returns the request that puts the entity at `path`: it replaces the entity that is there, or
    /// creates it, if the service allows clients to (OData Protocol 4.01, sections 11.4.3 and
    /// 11.4.4).
    ///
    /// A PUT sets properties that are absent to their default values. A patch changes only the
    /// properties that it sets.
    pub fn put_at<P: PathTo<T, D>, D>(mut self, path: &P) -> RequestBuilder<Upserted<T>> {
        self.document.tag_if_derived(P::IS_WIDER);
        RequestBuilder::with_document(Method::PUT, path.to_address(), self.document)
    }

    /// Returns the request that creates the entity in the collection at `path`.
    pub fn at<C: CollectionOf<T, D>, D>(mut self, path: &C) -> RequestBuilder<Created<T>> {
        self.document.tag_if_derived(C::IS_WIDER);
        RequestBuilder::with_document(Method::POST, path.to_address(), self.document)
    }
}

#[diagnostic::do_not_recommend]
impl<T> RelatedEntity for NewEntity<T> {
    type Of = T;

    fn into_document(self) -> PatchDocument {
        self.document
    }
}

impl<T> Serialize for NewEntity<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.document.serialize(serializer)
    }
}

/// The parts of a new entity that a client may set.
fn document_of<T: EntityType>(entity: &T) -> PatchDocument {
    let mut document = PatchDocument::new(T::TYPE);
    let object = entity.as_object();
    document.set_derived_type(derived_type(object));
    document.reserve_members();
    add_part(&mut document, object);
    document
}

/// Adds the members of a part of an object, those of its base first.
fn add_part(document: &mut PatchDocument, part: &dyn Object) {
    if let Some(base) = part.base() {
        add_part(document, base);
    }
    let of = part.description();
    for (index, member) in of.members().iter().enumerate() {
        let field = part.member(index);
        if is_sent(member, field) {
            document.set_field(MemberPlace { of, index }, field);
        }
    }
    let Some(dynamic) = part.dynamic() else {
        return;
    };
    for (name, value) in with_annotations_first(dynamic.views()) {
        if is_sent_by_requests(name) {
            document.set_dynamic(name, |json| value::write_json(&value, json));
        }
    }
}

/// Whether a new entity sends a declared member if it has a value.
fn is_sent(member: &PropertyDescription, field: &dyn Any) -> bool {
    let is_unexpanded = || {
        let value = (member.access().view)(field);
        matches!(value, View::Items(items) if items.count() == 0)
    };
    member.capability() != Capability::ReadOnly
        && (!member.is_annotation() || is_sent_by_requests(member.name()))
        && !(member.is_navigation() && is_unexpanded())
}
