//! Objects of a type that the model does not know.

use std::fmt;

use serde::de::{DeserializeOwned, Error, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::description::tag::{self, TAG};
use crate::description::{EdmType, queryable_values};
use crate::edm::{Property, RawJson};
use crate::patch::PatchMember;

/// An object whose type is not modelled. Every member stays as it was, including order, numbers and
/// strings.
///
/// The `#[graph(unknown)]` variant of a union holds one. So a type that the service added yesterday
/// is read, kept and written back unchanged.
///
/// ```
/// use graph_model::UnknownObject;
///
/// let text = r##"{"@odata.type":"#microsoft.graph.newTarget","size":9007199254740993,"at":"0001-01-01T00:00:00Z"}"##;
/// let object: UnknownObject = serde_json::from_str(text)?;
/// assert_eq!(object.type_name().as_deref(), Some("microsoft.graph.newTarget"));
/// assert_eq!(object.get("size").map(|size| size.as_str()), Some("9007199254740993"));
/// assert_eq!(serde_json::to_string(&object)?, text);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnknownObject {
    members: Vec<(String, RawJson)>,
}

impl UnknownObject {
    /// Returns an object with this tag, written as given, and without other members.
    #[must_use]
    pub fn new(tag: &str) -> Self {
        Self {
            members: vec![(TAG.to_owned(), RawJson::from(tag))],
        }
    }

    /// The qualified name in `@odata.type`, without `#`.
    #[must_use]
    pub fn type_name(&self) -> Option<String> {
        let tag: String = self.get(TAG)?.parse().ok()?;
        Some(tag::type_name(&tag).to_owned())
    }

    /// The value of the member with this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&RawJson> {
        self.members()
            .find_map(|(other, value)| (other == name).then_some(value))
    }

    /// Sets a member, in its place or at the end, and returns the previous value.
    pub fn insert(&mut self, name: &str, value: RawJson) -> Option<RawJson> {
        match self.members.iter_mut().find(|(other, _)| other == name) {
            Some((_, current)) => Some(std::mem::replace(current, value)),
            None => {
                self.members.push((name.to_owned(), value));
                None
            }
        }
    }

    /// The members in order, including the tag.
    pub fn members(&self) -> impl Iterator<Item = (&str, &RawJson)> {
        self.members
            .iter()
            .map(|(name, value)| (name.as_str(), value))
    }

    /// Reads the object as a `T`. This is for a type that a program knows and the union does not.
    ///
    /// # Errors
    ///
    /// Returns an error if the object is not a `T`.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_slice(&serde_json::to_vec(self)?)
    }

    /// Takes the members that were read so far, and reads those that are left in the input.
    pub(crate) fn read<'de, A: MapAccess<'de>>(
        mut members: Vec<(String, RawJson)>,
        mut rest: A,
    ) -> Result<Self, A::Error> {
        while let Some(member) = rest.next_entry()? {
            members.push(member);
        }
        if let Some(name) = repeated_name(&members) {
            return Err(A::Error::custom(format_args!(
                "member `{name}` occurs twice"
            )));
        }
        Ok(Self { members })
    }
}

fn repeated_name(members: &[(String, RawJson)]) -> Option<&str> {
    let mut names: Vec<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    names
        .windows(2)
        .find_map(|pair| (pair[0] == pair[1]).then_some(pair[0]))
}

impl Serialize for UnknownObject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.members.len()))?;
        for (name, value) in &self.members {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for UnknownObject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ObjectVisitor;

        impl<'de> Visitor<'de> for ObjectVisitor {
            type Value = UnknownObject;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<UnknownObject, A::Error> {
                UnknownObject::read(Vec::new(), map)
            }
        }

        deserializer.deserialize_map(ObjectVisitor)
    }
}

queryable_values!(UnknownObject);

/// A property can hold an object of a type that is not modelled at all.
impl Property for UnknownObject {
    const EDM_TYPE: EdmType = EdmType::Untyped;

    fn is_same(&self, other: &Self) -> bool {
        self == other
    }
}

/// The type that the `#[graph(unknown)]` variant of a union holds.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold an object of an unknown type",
    label = "the unknown variant holds an `UnknownObject`",
    note = "write `#[graph(unknown)] Unknown(UnknownObject)`"
)]
pub trait HoldsUnknown: Sized {
    /// Takes the object.
    fn hold(object: UnknownObject) -> Self;

    /// Records in a patch the changes from `before` to this object.
    fn write_change(&self, before: &Self, member: PatchMember<'_>);
}

impl HoldsUnknown for UnknownObject {
    fn hold(object: Self) -> Self {
        object
    }

    /// If both objects have the same type, this records the members that changed, and null for
    /// those that are gone. The service merges an object with the one that it has.
    fn write_change(&self, before: &Self, member: PatchMember<'_>) {
        if self == before {
            return;
        }
        if self.get(TAG) != before.get(TAG) {
            member.set(self);
            return;
        }
        let mut changes = Self::default();
        for (name, value) in self.members() {
            if name == TAG || before.get(name) != Some(value) {
                changes.members.push((name.to_owned(), value.clone()));
            }
        }
        for (name, _) in before
            .members()
            .filter(|&(name, _)| self.get(name).is_none())
        {
            changes.members.push((name.to_owned(), RawJson::default()));
        }
        if changes.members.iter().any(|(name, _)| name != TAG) {
            member.set(&changes);
        }
    }
}
