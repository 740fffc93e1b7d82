//! `microsoft.graph.entity`, the root of most hierarchies.
//!
//! Besides the key, it holds data that belongs to an entity rather than to its type: the etag, and
//! the name of the derived type that the service sent if the model knows only a base type of it.

use std::any::Any;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::kind;
use super::structured_type::StructuredType;
use crate::description::{
    EdmType, NoBase, PropertyDescription, PropertyPath, PropertyScope, READ_WRITE, ReadOnly,
    TypeDescription,
};
use crate::edm::Property;
use crate::edm::property::{self, PropertyForm};
use crate::patch::into_property::{AcceptsPatchOf, JsonResult, PropertyValue};
use crate::patch::{Patch, PatchDocument};

/// The base type `microsoft.graph.entity`.
///
/// Every `#[graph_entity]` without a `base` argument has an `Entity` as its field `base` and
/// dereferences to it, so that `user.id` can be read and set directly.
///
/// ```
/// use graph_model::Entity;
///
/// let text = r##"{"@odata.type":"#microsoft.graph.user","@odata.etag":"W/\"1\"","id":"4f"}"##;
/// let entity: Entity = serde_json::from_str(text)?;
/// assert_eq!(entity.id.as_deref(), Some("4f"));
/// assert_eq!(entity.etag.as_deref(), Some("W/\"1\""));
/// assert_eq!(entity.derived_type.as_deref(), Some("microsoft.graph.user"));
/// assert_eq!(serde_json::to_string(&entity)?, text);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entity {
    /// The key.
    pub id: Option<String>,
    /// `@odata.etag`: the version that was read, for `If-Match` (OData JSON Format 4.01, section 4.5.10).
    pub etag: Option<Box<str>>,
    /// The type name in `@odata.type`, without `#`, if the model does not know it. It is written
    /// back as it is.
    pub derived_type: Option<Box<str>>,
}

impl Entity {
    /// The description of `microsoft.graph.entity`.
    pub const TYPE: &'static TypeDescription = &TypeDescription::entity("microsoft.graph.entity")
        .tagged("#microsoft.graph.entity")
        .with_members(&[
            PropertyDescription(
                ",\"@odata.etag\":",
                Option::<Box<str>>::SHAPE,
                READ_WRITE.annotation(),
            ),
            PropertyDescription(",\"id\":", Option::<String>::SHAPE, READ_WRITE.key()),
        ]);
}

const ETAG: usize = 0;
#[diagnostic::do_not_recommend]
impl StructuredType for Entity {
    type Base = NoBase;
    type Kind = kind::Entity;
    type Patch = EntityPatch;
    type Properties = EntityProperties;
    type Draft = Self;

    const TYPE: &'static TypeDescription = Self::TYPE;

    fn member(&self, number: usize) -> &dyn Any {
        match number {
            ETAG => &self.etag,
            _ => &self.id,
        }
    }

    fn member_mut(&mut self, number: usize) -> &mut dyn Any {
        match number {
            ETAG => &mut self.etag,
            _ => &mut self.id,
        }
    }

    fn etag(&self) -> Option<&str> {
        self.etag.as_deref()
    }

    fn derived_type(&self) -> Option<&str> {
        self.derived_type.as_deref()
    }

    fn note_derived_type(&mut self, name: Option<String>) -> bool {
        self.derived_type = name.map(String::into_boxed_str);
        true
    }

    fn properties(scope: PropertyScope) -> EntityProperties {
        EntityProperties {
            id: scope.property("id"),
        }
    }
}

impl Serialize for Entity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.view().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Entity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        property::read(deserializer)
    }
}

impl Property for Entity {
    const EDM_TYPE: EdmType = EdmType::Entity("microsoft.graph.entity");
    const FORM: PropertyForm<Self> = <Self as StructuredType>::OBJECT;
}

/// The properties of an [`Entity`], as queries name them.
#[derive(Clone, Copy, Debug)]
pub struct EntityProperties {
    /// The key.
    pub id: PropertyPath<String, ReadOnly>,
}

/// The patch of a bare `microsoft.graph.entity`, which has nothing to set.
#[derive(Clone, Debug, PartialEq)]
pub struct EntityPatch(PatchDocument);

impl Patch for EntityPatch {
    type Of = Entity;

    fn document(&self) -> &PatchDocument {
        &self.0
    }

    fn into_document(self) -> PatchDocument {
        self.0
    }

    fn from_document(document: PatchDocument) -> Self {
        Self(document)
    }
}

impl Serialize for EntityPatch {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl AcceptsPatchOf<Entity> for Entity {}

impl<P: AcceptsPatchOf<Entity>> PropertyValue<P> for EntityPatch {
    fn write_value(&self, json: &mut Vec<u8>) -> JsonResult {
        self.0.write_json(json)
    }
}
