//! Objects of a type that the model does not know.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::description::control_information::{TAG, tag_named};
use crate::description::input::{Input, ReadError};
use crate::description::tag;
use crate::description::view::{UntypedMembers, View};
use crate::description::{EdmType, Navigable, queryable_values};
use crate::edm::{Property, RawJson, property};

/// An object whose type is not modelled. Every member stays as it was, including order, numbers and
/// strings.
///
/// The `#[graph(unknown)]` variant of a union holds one. So a value of a type that the service
/// added later is read, kept and written back unchanged.
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
    /// Returns an object with this tag, written as given, and no other members.
    #[must_use]
    pub fn new(tag: &str) -> Self {
        Self {
            members: vec![(TAG.to_owned(), RawJson::from(tag))],
        }
    }

    /// An object with these members, whose names differ.
    pub(super) fn of_members(members: Vec<(String, RawJson)>) -> Self {
        Self { members }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// Returns the qualified name in `@odata.type`, without `#`.
    #[must_use]
    pub fn type_name(&self) -> Option<String> {
        let mut members = self.members();
        let tag = members.find_map(|(name, value)| tag_named(name).map(|_| value));
        let tag: String = tag?.parse().ok()?;
        Some(tag::type_name(&tag).to_owned())
    }

    /// Returns the value of the member with this name.
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

    /// Returns the members in order, including the tag.
    pub fn members(&self) -> impl Iterator<Item = (&str, &RawJson)> {
        self.members
            .iter()
            .map(|(name, value)| (name.as_str(), value))
    }

    /// Reads the object as a `T`, a type that the program knows but the union does not.
    ///
    /// # Errors
    ///
    /// Returns an error if the object is not a `T`.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(&serde_json::to_string(self)?)
    }
}

/// Up to this many names are compared in place, which needs no memory.
const FEW: usize = 16;

fn repeated_name(members: &[(String, RawJson)]) -> Option<&str> {
    if members.len() <= FEW {
        let repeated = members.iter().enumerate().find(|(position, (name, _))| {
            let mut before = members[..*position].iter();
            before.any(|(other, _)| other == name)
        });
        return repeated.map(|(_, (name, _))| name.as_str());
    }
    let mut names: Vec<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    names
        .windows(2)
        .find_map(|pair| (pair[0] == pair[1]).then_some(pair[0]))
}

impl Serialize for UnknownObject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.view().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for UnknownObject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        property::read(deserializer)
    }
}

queryable_values!(UnknownObject);

/// A property can hold an object of a type that is not modelled at all.
impl Property for UnknownObject {
    const EDM_TYPE: EdmType = EdmType::Untyped;
    const READS_TEXT: bool = false;

    fn is_same(&self, other: &Self) -> bool {
        self == other
    }

    fn from_input(input: Input<'_>) -> Result<Self, ReadError> {
        let Input::Members(source) = input else {
            return Err(input.unexpected("an object"));
        };
        let mut members = Vec::new();
        source.texts(&mut |name, text| {
            members.push((name, RawJson::from_json(text)?));
            Ok(())
        })?;
        if let Some(name) = repeated_name(&members) {
            return Err(ReadError::value(format!("member `{name}` occurs twice")));
        }
        Ok(Self { members })
    }

    fn view(&self) -> View<'_> {
        View::Untyped(self)
    }
}

impl UntypedMembers for UnknownObject {
    fn member(&self, position: usize) -> Option<(&str, &RawValue)> {
        let (name, value) = self.members.get(position)?;
        Some((name, value.as_raw()))
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

    /// Returns the object.
    fn held(&self) -> &UnknownObject;
}

#[diagnostic::do_not_recommend]
impl HoldsUnknown for UnknownObject {
    fn hold(object: Self) -> Self {
        object
    }

    fn held(&self) -> &Self {
        self
    }
}

// A relationship to a type that no one has modelled.
#[diagnostic::do_not_recommend]
impl Navigable for UnknownObject {
    type Field<P> = P;
}

#[diagnostic::do_not_recommend]
impl Navigable for Vec<UnknownObject> {
    type Field<P> = P;
}
