//! `microsoft.graph.entity`, the root of most hierarchies.
//!
//! Besides the key, it holds data that belongs to an entity rather than to its type: the etag, and
//! the name of the derived type that the service sent if the model knows only a base type of it.

use serde::de::Error;
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::no_base::NoBase;
use super::object;
use super::structured_type::{EntityType, StructuredType, changes};
use crate::description::{
    EdmType, PropertyDescription, PropertyPath, PropertyScope, TypeDescription,
};
use crate::edm::Property;
use crate::edm::member::{MemberValue, ObjectWriter};
use crate::patch::into_property::{AcceptsPatchOf, JsonResult};
use crate::patch::{IntoProperty, Patch, PatchDocument};

/// The base type `microsoft.graph.entity`.
///
/// Every `#[graph_entity]` without a `base` argument has an `Entity` as its field `base` and
/// dereferences to it, so that `user.id` reads and writes naturally.
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
    /// `@odata.etag`: the version that was read, for `If-Match` (OData JSON Format 4.01, section 4.6.8).
    pub etag: Option<String>,
    /// The type name in `@odata.type`, without `#`, if the model does not know it. It is written
    /// back as it is.
    pub derived_type: Option<String>,
}

impl Entity {
    /// The description of `microsoft.graph.entity`.
    pub const TYPE: &'static TypeDescription = &TypeDescription::entity("microsoft.graph.entity")
        .tagged("#microsoft.graph.entity")
        .with_properties(&[PropertyDescription::new("id", Option::<String>::SHAPE).key()]);
}

const ID: usize = 0;
const ETAG: usize = 1;
pub(crate) const ETAG_ANNOTATION: &str = "@odata.etag";

/// The members of an entity that have been read so far.
#[derive(Default)]
pub struct EntitySlots {
    base: (),
    id: Option<Option<String>>,
    etag: Option<Option<String>>,
    derived_type: Option<String>,
}

impl StructuredType for Entity {
    type Itself = Self;
    type Base = NoBase;
    type Patch = EntityPatch;
    type Slots = EntitySlots;
    type Properties = EntityProperties;

    const TYPE: &'static TypeDescription = Self::TYPE;
    const VALUE_TYPE: EdmType = EdmType::Entity("microsoft.graph.entity");
    const COUNT: usize = 2;

    fn changes_since(&self, before: &Self) -> EntityPatch {
        EntityPatch(changes(self, before))
    }

    fn base(&self) -> &NoBase {
        &NoBase
    }

    fn base_mut(&mut self) -> Option<&mut NoBase> {
        None
    }

    fn base_slots(slots: &mut EntitySlots) -> &mut () {
        &mut slots.base
    }

    fn slots() -> EntitySlots {
        EntitySlots::default()
    }

    fn index(name: &str) -> Option<usize> {
        match name {
            "id" => Some(ID),
            ETAG_ANNOTATION => Some(ETAG),
            _ => None,
        }
    }

    fn properties(scope: PropertyScope) -> EntityProperties {
        EntityProperties {
            id: scope.property("id"),
        }
    }

    fn read_declared<'de, V: MemberValue<'de>>(
        index: usize,
        slots: &mut EntitySlots,
        value: V,
    ) -> Result<(), V::Error> {
        match index {
            ID => Property::read_member(&mut slots.id, "id", Self::TYPE, value),
            ETAG => Property::read_member(&mut slots.etag, ETAG_ANNOTATION, Self::TYPE, value),
            _ => value.skip(),
        }
    }

    fn note_derived_type(name: String, slots: &mut EntitySlots) {
        slots.derived_type = Some(name);
    }

    fn finish<E: Error>(slots: &mut EntitySlots) -> Result<Self, E> {
        Ok(Self {
            id: object::taken(&mut slots.id),
            etag: object::taken(&mut slots.etag),
            derived_type: slots.derived_type.take(),
        })
    }

    fn write_members<M: SerializeMap>(&self, object: &mut ObjectWriter<'_, M>) {
        self.etag.write_member(object, ETAG_ANNOTATION);
        self.id.write_member(object, "id");
    }

    fn write_changes(&self, _: &Self, patch: &mut PatchDocument) {
        patch.set_derived_type(self.derived_type.as_deref());
    }

    fn derived_type(&self) -> Option<&str> {
        self.derived_type.as_deref()
    }

    fn etag(&self) -> Option<&str> {
        self.etag.as_deref()
    }
}

impl Serialize for Entity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object::write(self, serializer)
    }
}

impl<'de> Deserialize<'de> for Entity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        object::read(deserializer)
    }
}

impl Property for Entity {
    const EDM_TYPE: EdmType = <Self as StructuredType>::VALUE_TYPE;
}

/// The properties of an [`Entity`], as queries name them.
#[derive(Clone, Copy, Debug)]
pub struct EntityProperties {
    /// The key.
    pub id: PropertyPath<String>,
}

impl EntityType for Entity {}

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
}

impl Serialize for EntityPatch {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl AcceptsPatchOf<Entity> for Entity {}

impl<P: AcceptsPatchOf<Entity>> IntoProperty<P> for EntityPatch {
    fn write_value(&self, json: &mut Vec<u8>) -> JsonResult {
        self.0.write_json(json)
    }
}
