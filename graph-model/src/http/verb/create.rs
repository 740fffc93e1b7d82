//! Creating an entity: what of a value is sent, and where.
//!
//! OData Protocol 4.01, section 11.4.2. A new entity is a value of its own type. What is sent is what a client may set: no
//! read-only property, no annotation. It is held as the same document as a patch, so that a patch can add what a value
//! cannot hold, such as references to other entities.

use std::marker::PhantomData;

use http::Method;
use serde::{Serialize, Serializer};

use crate::description::{Capability, TypeDescription};
use crate::edm::RawJson;
use crate::http::request::RequestBuilder;
use crate::http::response::Created;
use crate::patch::{Patch, PatchDocument};
use crate::path::{CollectionPath, PathTo};
use crate::wire::{EntityType, UnknownObject};

/// A new entity. Made by `T::create`; it serialises to the JSON document that is sent.
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
    /// What a client may say of `entity`: its tag and its properties, except those that are read-only, and no annotations. The
    /// key is sent where it is set, related entities where there are any (a deep insert, OData Protocol 4.01, section
    /// 11.4.2.2). What is inside a complex value or a related entity is sent as it is: leave there what is not yours to say.
    pub fn new(entity: &T) -> Self {
        Self {
            document: document_of(entity),
            of: PhantomData,
        }
    }

    /// Adds what is set in a patch, in place of what the value has: references to other entities, null, properties that the
    /// type does not declare.
    pub fn with(mut self, patch: T::Patch) -> Self {
        self.document.inherit(patch.into_document());
        self
    }

    /// Leaves `@odata.type` out of the document's root, for the endpoints that refuse it there.
    pub fn without_type(mut self) -> Self {
        self.document.omit_tag();
        self
    }

    /// The request that creates the entity in the collection at `path`.
    pub fn at<C: CollectionPath<Entity: PathTo<T>>>(self, path: &C) -> RequestBuilder<Created<T>> {
        RequestBuilder::with_document(Method::POST, path.to_text(), self.document)
    }
}

impl<T> Serialize for NewEntity<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.document.serialize(serializer)
    }
}

/// What a client may set of a new entity.
fn document_of<T: EntityType>(entity: &T) -> PatchDocument {
    let mut document = PatchDocument::new(T::TYPE);
    document.set_derived_type(entity.derived_type());
    let written: Result<UnknownObject, _> =
        serde_json::to_vec(entity).and_then(|json| serde_json::from_slice(&json));
    match written {
        Ok(object) => {
            for (name, value) in object.members() {
                if is_sent(T::TYPE, name, value) {
                    document.set_json(T::index(name), name, value.as_str());
                }
            }
        }
        Err(error) => document.fail(T::TYPE.name(), &error),
    }
    document
}

fn is_sent(description: &'static TypeDescription, name: &str, value: &RawJson) -> bool {
    if name.contains('@') {
        return false;
    }
    let mut properties = description.all_properties();
    let declared = properties.find(|property| property.name() == name);
    declared.is_none_or(|property| {
        let is_unexpanded = property.is_navigation() && value.as_str() == "[]";
        property.capability() != Capability::ReadOnly && !is_unexpanded
    })
}
