//! `microsoft.graph.entity`, where most hierarchies begin.
//!
//! Besides the key it holds what belongs to an entity rather than to its type: the etag, and the name
//! of the derived type the service sent where the model knows only a base type of it.

use serde::de::Error;
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::member_value::MemberValue;
use crate::members::{Members, NoBase};
use crate::object::{self, ObjectWriter};
use crate::patch::{AcceptsPatchOf, JsonResult, Patch, PatchDocument, PropertyValue};
use crate::property::{EdmType, Property};
use crate::query::{Place, PropertyPath};
use crate::structured_type::{EntityType, StructuredType};
use crate::type_description::{PropertyDescription, TypeDescription};

/// The base type `microsoft.graph.entity`.
///
/// Every `#[graph_entity]` without a `base` of its own has one as its field `base` and dereferences to
/// it, so that `user.id` reads and writes naturally.
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
    /// The name in `@odata.type`, without `#`, where it was none the model knows; written back as it is.
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

/// What has been read of an entity.
#[derive(Default)]
pub struct EntitySlots {
    base: (),
    id: Option<Option<String>>,
    etag: Option<Option<String>>,
    derived_type: Option<String>,
}

impl Members for Entity {
    type Itself = Self;
    type Base = NoBase;
    type OwnPatch = EntityPatch;
    type Slots = EntitySlots;
    type Properties = EntityProperties;

    const EDM_TYPE: EdmType = EdmType::Entity("microsoft.graph.entity");
    const DESCRIPTION: &'static TypeDescription = Self::TYPE;
    const COUNT: usize = 2;

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

    fn properties(place: Place) -> EntityProperties {
        EntityProperties {
            id: place.property("id"),
        }
    }

    fn read<'de, V: MemberValue<'de>>(
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

    fn write<M: SerializeMap>(&self, object: &mut ObjectWriter<'_, M>) {
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
    const EDM_TYPE: EdmType = <Self as Members>::EDM_TYPE;
}

/// The properties of an [`Entity`], as queries name them.
#[derive(Clone, Copy, Debug)]
pub struct EntityProperties {
    /// The key.
    pub id: PropertyPath<String>,
}

impl StructuredType for Entity {
    type Patch = EntityPatch;

    fn changes_since(&self, before: &Self) -> EntityPatch {
        EntityPatch(PatchDocument::of_changes(self, before))
    }
}

impl EntityType for Entity {}

/// The patch of a bare `microsoft.graph.entity`, which has nothing that could be set.
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

impl<P: AcceptsPatchOf<Entity>> PropertyValue<P> for EntityPatch {
    fn write_value(&self, json: &mut Vec<u8>) -> JsonResult {
        self.0.write_json(json)
    }
}
