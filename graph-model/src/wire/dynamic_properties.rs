//! Dynamic properties: members that a type does not declare, kept in a map of the author's choice.
//!
//! OData CSDL 4.01, section 6.3 (open entity types): an object may hold properties beyond those
//! that its type declares. A field marked `#[graph(additional)]` holds them. If its values may be
//! any JSON, it holds annotations as well, such as `seats@odata.type`, and the operations that a
//! response advertises. They are written back, but a request sends only those that are meaningful
//! to a service.

use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;

use crate::description::input::DynamicMembers;
use crate::description::input::{Input, ReadError};
use crate::description::view::View;
use crate::edm::{EdmType, Property};
use crate::patch::{IntoProperty, Patch, PatchDocument};

/// A map that can hold dynamic properties.
///
/// ```
/// use std::collections::BTreeMap;
/// use graph_model::{RawJson, graph_entity};
///
/// #[graph_entity(odata = "microsoft.graph.group")]
/// pub struct Group {
///     pub display_name: Option<String>,
///     #[graph(additional)]
///     pub additional: BTreeMap<String, RawJson>,
/// }
///
/// let text = r##"{"@odata.type":"#microsoft.graph.group","displayName":"Pilots","extension_a1_cost":1.10}"##;
/// let group: Group = serde_json::from_str(text)?;
/// assert_eq!(group.additional["extension_a1_cost"].as_str(), "1.10");
/// assert_eq!(serde_json::to_string(&group)?, text);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold dynamic properties",
    label = "a map from `String` to a property is needed here",
    note = "use `BTreeMap<String, RawJson>`, or another map with `String` keys"
)]
pub trait DynamicProperties: Default + 'static {
    /// The type that a member's value is read as.
    type Value: Property;

    /// Adds a member, and returns the previous value with that name.
    fn insert(&mut self, name: String, value: Self::Value) -> Option<Self::Value>;

    /// Returns the value of the member with this name.
    fn get(&self, name: &str) -> Option<&Self::Value>;

    /// Returns the members, in the order they are written.
    fn iter(&self) -> impl Iterator<Item = (&str, &Self::Value)>;

    /// Returns a map without members.
    #[doc(hidden)]
    #[must_use]
    fn none() -> Self {
        Self::default()
    }

    /// The map, without its type.
    #[doc(hidden)]
    fn as_dynamic(&self) -> Option<&dyn DynamicMembers> {
        Some(self)
    }

    /// The map without its type, to be filled.
    #[doc(hidden)]
    fn as_dynamic_mut(&mut self) -> Option<&mut dyn DynamicMembers> {
        Some(self)
    }
}

impl<M: DynamicProperties> DynamicMembers for M {
    fn reads_text(&self) -> bool {
        M::Value::READS_TEXT
    }

    fn keeps_annotations(&self) -> bool {
        M::Value::EDM_TYPE == EdmType::Untyped
    }

    fn forget(&mut self) {
        *self = M::none();
    }

    fn read(&mut self, name: String, input: Input<'_>) -> Result<(), ReadError> {
        self.insert(name, M::Value::from_input(input)?);
        Ok(())
    }

    fn view(&self, name: &str) -> Option<View<'_>> {
        self.get(name).map(M::Value::view)
    }

    fn views(&self) -> Vec<(&str, View<'_>)> {
        self.iter()
            .map(|(name, value)| (name, value.view()))
            .collect()
    }
}

/// Sets a dynamic property of a type that keeps them in the map `M`.
#[doc(hidden)]
#[must_use]
pub fn set_dynamic<T: Patch, M, V: IntoDynamicProperty<M>>(patch: T, name: &str, value: &V) -> T {
    let mut document = patch.into_document();
    value.write_dynamic_property(&mut document, name);
    T::from_document(document)
}

/// A value that a dynamic property in the map `M` can be set to: any value that a property of the
/// map's value type can be set to.
#[diagnostic::on_unimplemented(
    message = "a dynamic property in a `{M}` cannot be set to `{Self}`",
    label = "not a value of `{M}`"
)]
pub trait IntoDynamicProperty<M> {
    /// Sets the member with this name in a patch.
    #[doc(hidden)]
    fn write_dynamic_property(&self, patch: &mut PatchDocument, name: &str);
}

#[diagnostic::do_not_recommend]
impl<M: DynamicProperties, V: IntoProperty<M::Value>> IntoDynamicProperty<M> for V {
    fn write_dynamic_property(&self, patch: &mut PatchDocument, name: &str) {
        patch.set_dynamic(name, |json| self.write_value(json));
    }
}

#[diagnostic::do_not_recommend]
impl<V: Property> DynamicProperties for BTreeMap<String, V> {
    type Value = V;

    fn insert(&mut self, name: String, value: V) -> Option<V> {
        self.insert(name, value)
    }

    fn get(&self, name: &str) -> Option<&V> {
        self.get(name)
    }

    fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.iter().map(|(name, value)| (name.as_str(), value))
    }
}

#[diagnostic::do_not_recommend]
impl<V: Property, S: BuildHasher + Default + 'static> DynamicProperties for HashMap<String, V, S> {
    type Value = V;

    fn insert(&mut self, name: String, value: V) -> Option<V> {
        self.insert(name, value)
    }

    fn get(&self, name: &str) -> Option<&V> {
        self.get(name)
    }

    /// Sorted by name, so that the same members are written as the same bytes.
    fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        let mut members: Vec<_> = self
            .iter()
            .map(|(name, value)| (name.as_str(), value))
            .collect();
        members.sort_unstable_by_key(|&(name, _)| name);
        members.into_iter()
    }
}

#[diagnostic::do_not_recommend]
impl DynamicProperties for serde_json::Map<String, serde_json::Value> {
    type Value = serde_json::Value;

    fn insert(&mut self, name: String, value: serde_json::Value) -> Option<serde_json::Value> {
        self.insert(name, value)
    }

    fn get(&self, name: &str) -> Option<&serde_json::Value> {
        self.get(name)
    }

    fn iter(&self) -> impl Iterator<Item = (&str, &serde_json::Value)> {
        self.iter().map(|(name, value)| (name.as_str(), value))
    }
}
