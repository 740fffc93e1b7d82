//! The document behind every patch.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use serde::ser::Error as _;
use serde::{Serialize, Serializer};

use super::value::{JsonResult, PropertyValue};
use crate::endpoint::Endpoint;
use crate::json_text::WriteText;
use crate::members::Members;
use crate::path::PathError;
use crate::reference::{EntityReference, ReferenceTarget};
use crate::tag::{self, TAG};
use crate::type_description::TypeDescription;

/// A PATCH document of any type: its tag, and the members that were set, in the order of the wire.
///
/// Serialising it is pure: the same document gives the same bytes each time.
#[derive(Clone)]
pub struct PatchDocument {
    description: &'static TypeDescription,
    derived_type: Option<String>,
    tagged: bool,
    /// The declared members, ordered by number.
    members: Vec<Member>,
    /// The members that no type declares.
    additional: Option<Box<AdditionalPart>>,
    /// Every member set so far as `"name":value`, in the order of setting.
    text: Vec<u8>,
    /// How much of the text belongs to members that were set again.
    unused: usize,
    /// What relationships are bound to; the text holds the same relative to the service's root.
    bindings: Vec<Binding>,
    failure: Option<Box<Failure>>,
}

/// Members that no type declares. Few patches have one, so they stand apart.
#[derive(Clone, Default)]
struct AdditionalPart {
    /// In the order of setting.
    members: Vec<Member>,
    /// Where the member of each name stands.
    positions: HashMap<String, usize>,
}

/// What a relationship is bound to.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Binding {
    Single(ReferenceTarget),
    Collection(Vec<ReferenceTarget>),
}

impl Binding {
    fn write(&self, endpoint: Option<&Endpoint>, json: &mut Vec<u8>) -> JsonResult {
        match self {
            Self::Single(target) => serde_json::to_writer(json, &target.url(endpoint)),
            Self::Collection(targets) => {
                let urls: Vec<String> = targets.iter().map(|target| target.url(endpoint)).collect();
                serde_json::to_writer(json, &urls)
            }
        }
    }
}

/// Where a member stands in the text.
#[derive(Clone, Copy)]
struct Member {
    number: usize,
    start: usize,
    value: usize,
    end: usize,
    /// Its place among the bindings, if it is one.
    binding: Option<usize>,
}

/// The number of members that no type declares.
const ADDITIONAL: usize = usize::MAX;

/// How much text of members that were set again is put up with.
const UNUSED: usize = 4096;

/// A value that could not be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub property: String,
    pub reason: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the value of `{}` cannot be written: {}",
            self.property, self.reason
        )
    }
}

impl PatchDocument {
    /// Whether nothing was set. An empty patch still carries its tag.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.in_order().next().is_none() && self.failure.is_none()
    }

    /// The type that is patched.
    #[must_use]
    pub fn patched_type(&self) -> &'static TypeDescription {
        self.description
    }

    /// The JSON text that was set for the property of this wire name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let member = self.in_order().find(|member| self.is_named(member, name))?;
        std::str::from_utf8(&self.text[member.value..member.end]).ok()
    }

    /// The document as compact JSON.
    ///
    /// # Errors
    ///
    /// When a value that was set cannot be written as JSON, such as a map whose keys are no texts.
    pub fn to_json(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut json = Vec::new();
        self.write_json(&mut json)?;
        Ok(json)
    }

    /// Appends the document, with references relative to the service's root.
    #[doc(hidden)]
    pub fn write_json(&self, json: &mut Vec<u8>) -> JsonResult {
        self.write(None, json)
    }

    /// Appends the document, with references to entities of this endpoint.
    pub(crate) fn write_json_for(&self, endpoint: &Endpoint, json: &mut Vec<u8>) -> JsonResult {
        self.write(Some(endpoint), json)
    }

    fn write(&self, endpoint: Option<&Endpoint>, json: &mut Vec<u8>) -> JsonResult {
        if let Some(failure) = &self.failure {
            return Err(serde_json::Error::custom(failure));
        }
        // The tag with its quotes and comma takes less than twice its name, each member one comma.
        json.reserve(
            self.text.len()
                + self.in_order().count()
                + 2 * TAG.len()
                + self.description.name().len(),
        );
        json.push(b'{');
        let mut comma = false;
        if let Some(tag) = self.tag() {
            write_name(json, TAG);
            serde_json::to_writer(&mut *json, &tag)?;
            comma = true;
        }
        for member in self.in_order() {
            if comma {
                json.push(b',');
            }
            match member
                .binding
                .and_then(|binding| self.bindings.get(binding))
            {
                None => json.extend_from_slice(&self.text[member.start..member.end]),
                Some(binding) => {
                    json.extend_from_slice(self.name(member));
                    binding.write(endpoint, json)?;
                }
            }
            comma = true;
        }
        json.push(b'}');
        Ok(())
    }

    fn tag(&self) -> Option<std::borrow::Cow<'_, str>> {
        if !self.tagged {
            return None;
        }
        tag::to_write(self.description, self.derived_type.as_deref())
    }

    pub(crate) fn failure(&self) -> Option<&Failure> {
        self.failure.as_deref()
    }

    pub(crate) fn set_derived_type(&mut self, name: Option<&str>) {
        self.derived_type = name.map(str::to_owned);
    }
}

/// What generated patches are made of; not a part of the public interface.
#[doc(hidden)]
impl PatchDocument {
    #[must_use]
    pub fn new(description: &'static TypeDescription) -> Self {
        Self {
            description,
            derived_type: None,
            tagged: true,
            members: Vec::new(),
            additional: None,
            text: Vec::new(),
            unused: 0,
            bindings: Vec::new(),
            failure: None,
        }
    }

    #[must_use]
    pub fn of_changes<T: Members>(after: &T, before: &T) -> Self {
        let mut patch = Self::new(T::DESCRIPTION);
        after.write_changes(before, &mut patch);
        patch
    }

    pub fn omit_tag(&mut self) {
        self.tagged = false;
    }

    /// Sets the declared member of this number and name.
    pub fn set<P, V: PropertyValue<P>>(&mut self, number: usize, name: &'static str, value: &V) {
        let member = self.begin(number, name);
        let written = value.write_value(&mut self.text);
        self.end_value(member, name, written);
    }

    /// Sets the declared member of this number and name to what `value` serialises to.
    pub fn set_serialized(&mut self, number: usize, name: &'static str, value: &impl Serialize) {
        let member = self.begin(number, name);
        let written = serde_json::to_writer(&mut self.text, value);
        self.end_value(member, name, written);
    }

    /// Sets the declared member of this number and name to null.
    pub fn clear(&mut self, number: usize, name: &'static str) {
        let member = self.begin(number, name);
        self.text.extend_from_slice(b"null");
        self.end(member, name, Ok(()));
    }

    /// Sets a member that no type declares.
    pub fn set_additional<P, V: PropertyValue<P>>(&mut self, name: &str, value: &V) {
        let member = self.begin(ADDITIONAL, name);
        let written = value.write_value(&mut self.text);
        self.end(member, name, self.undeclared(name).and(written));
    }

    /// Sets a member that no type declares to null.
    pub fn clear_additional(&mut self, name: &str) {
        let member = self.begin(ADDITIONAL, name);
        self.text.extend_from_slice(b"null");
        self.end(member, name, self.undeclared(name));
    }

    /// Binds the relationship of this number and name to one entity.
    pub fn bind(&mut self, number: usize, name: &'static str, target: &impl EntityReference) {
        self.bind_to(number, name, target.target().map(Binding::Single));
    }

    /// Binds the relationship of this number and name to a collection of entities.
    pub fn bind_all<R: EntityReference>(
        &mut self,
        number: usize,
        name: &'static str,
        targets: impl IntoIterator<Item = R>,
    ) {
        let targets: Result<_, _> = targets.into_iter().map(|target| target.target()).collect();
        self.bind_to(number, name, targets.map(Binding::Collection));
    }

    fn bind_to(&mut self, number: usize, name: &str, binding: Result<Binding, PathError>) {
        let mut member = self.begin(number, name);
        let written = match binding {
            Ok(binding) => {
                let written = binding.write(None, &mut self.text);
                member.binding = Some(self.bindings.len());
                self.bindings.push(binding);
                written
            }
            Err(error) => Err(serde_json::Error::custom(error)),
        };
        self.end(member, name, written);
    }

    /// Takes over what was set in the patch of the base type.
    pub fn inherit(&mut self, base: Self) {
        for member in base.in_order() {
            let start = self.text.len();
            self.text
                .extend_from_slice(&base.text[member.start..member.end]);
            let member = Member {
                start,
                value: start + (member.value - member.start),
                end: self.text.len(),
                binding: member.binding.map(|binding| binding + self.bindings.len()),
                ..*member
            };
            if member.number == ADDITIONAL {
                let name = self.additional_name(&member);
                let written = self.undeclared(&name);
                self.end(member, &name, written);
            } else {
                self.place(member);
            }
        }
        self.bindings.extend(base.bindings);
        if base.derived_type.is_some() {
            self.derived_type = base.derived_type;
        }
        if base.failure.is_some() {
            self.failure = base.failure;
        }
    }

    /// The declared member of this number and name, to record a change of it.
    pub fn member(&mut self, number: usize, name: &'static str) -> PatchMember<'_> {
        PatchMember {
            document: self,
            number,
            name,
        }
    }

    /// An additional member may not repeat a declared one: the document would hold it twice.
    fn undeclared(&self, name: &str) -> JsonResult {
        if self.description.has_property(name) || name == TAG {
            return Err(serde_json::Error::custom(
                "it is declared, so it cannot be set as an additional member",
            ));
        }
        Ok(())
    }

    fn begin(&mut self, number: usize, name: &str) -> Member {
        if self.text.is_empty() {
            // Room for a few members, so that a usual patch is written without growing.
            self.text.reserve(128);
        }
        let start = self.text.len();
        write_name(&mut self.text, name);
        let value = self.text.len();
        Member {
            number,
            start,
            value,
            end: value,
            binding: None,
        }
    }

    /// Takes the value that was written for a declared member, unless it is null and must not be.
    fn end_value(&mut self, member: Member, name: &str, written: JsonResult) {
        let is_null = self.text.get(member.value..) == Some(b"null");
        let written = written.and_then(|()| {
            let nullable = || {
                let mut properties = self.description.all_properties();
                properties.any(|property| property.name() == name && property.is_nullable())
            };
            if is_null && !nullable() {
                return Err(serde_json::Error::custom(
                    "it is null, and the property is not nullable",
                ));
            }
            Ok(())
        });
        self.end(member, name, written);
    }

    fn end(&mut self, mut member: Member, name: &str, written: JsonResult) {
        match written {
            Ok(()) => {
                member.end = self.text.len();
                self.place(member);
            }
            Err(error) => {
                self.text.truncate(member.start);
                self.failure = Some(Box::new(Failure {
                    property: name.to_owned(),
                    reason: error.to_string(),
                }));
            }
        }
    }

    /// Puts a member into its place, or in the place of the one set before it.
    fn place(&mut self, member: Member) {
        let before = if member.number == ADDITIONAL {
            self.place_additional(member)
        } else {
            match self
                .members
                .binary_search_by_key(&member.number, |other| other.number)
            {
                Ok(position) => Some(std::mem::replace(&mut self.members[position], member)),
                Err(position) => {
                    self.members.insert(position, member);
                    None
                }
            }
        };
        if let Some(before) = before {
            self.unused += before.end - before.start;
            self.drop_unused_text();
        }
    }

    fn place_additional(&mut self, member: Member) -> Option<Member> {
        let name = self.additional_name(&member);
        let AdditionalPart { members, positions } =
            self.additional.get_or_insert_default().as_mut();
        let position = *positions.entry(name).or_insert(members.len());
        match members.get_mut(position) {
            Some(before) => Some(std::mem::replace(before, member)),
            None => {
                members.push(member);
                None
            }
        }
    }

    /// Rewrites the text once most of it belongs to members that were set again.
    fn drop_unused_text(&mut self) {
        if self.unused < UNUSED || self.unused < self.text.len() / 2 {
            return;
        }
        let mut text = Vec::with_capacity(self.text.len() - self.unused);
        let additional = self
            .additional
            .iter_mut()
            .flat_map(|part| &mut part.members);
        for member in self.members.iter_mut().chain(additional) {
            let start = text.len();
            text.extend_from_slice(&self.text[member.start..member.end]);
            member.value = start + (member.value - member.start);
            member.start = start;
            member.end = text.len();
        }
        self.text = text;
        self.unused = 0;
    }

    /// The members in the order of the wire: by number, those without a number last.
    fn in_order(&self) -> impl Iterator<Item = &Member> {
        let additional = self.additional.iter().flat_map(|part| &part.members);
        self.members.iter().chain(additional)
    }

    /// The name of an additional member, as it is written between the quotes.
    fn additional_name(&self, member: &Member) -> String {
        let name = self.name(member).strip_suffix(b":").unwrap_or_default();
        serde_json::from_slice(name).unwrap_or_default()
    }

    fn texts(&self) -> impl Iterator<Item = &[u8]> {
        self.in_order()
            .map(|member| &self.text[member.start..member.end])
    }

    fn bound(&self) -> impl Iterator<Item = Option<&Binding>> {
        self.in_order()
            .map(|member| self.bindings.get(member.binding?))
    }

    fn is_named(&self, member: &Member, name: &str) -> bool {
        let mut text = Vec::with_capacity(name.len() + 3);
        write_name(&mut text, name);
        self.name(member) == text
    }

    /// The name of a member as it stands in the text.
    fn name(&self, member: &Member) -> &[u8] {
        &self.text[Range {
            start: member.start,
            end: member.value,
        }]
    }
}

fn write_name(json: &mut Vec<u8>, name: &str) {
    // Writing to a vector does not fail, and a text is always JSON.
    let written = serde_json::to_writer(&mut *json, name);
    debug_assert!(written.is_ok());
    json.push(b':');
}

impl PartialEq for PatchDocument {
    /// Whether the two send the same bytes.
    fn eq(&self, other: &Self) -> bool {
        self.failure == other.failure
            && self.tag() == other.tag()
            && self.texts().eq(other.texts())
            && self.bound().eq(other.bound())
    }
}

impl fmt::Debug for PatchDocument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to_json() {
            Ok(json) => f.write_str(&String::from_utf8_lossy(&json)),
            Err(failure) => write!(f, "{failure}"),
        }
    }
}

impl Serialize for PatchDocument {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let json = self.to_json().map_err(S::Error::custom)?;
        let json = std::str::from_utf8(&json).map_err(S::Error::custom)?;
        WriteText::new(json).serialize(serializer)
    }
}

/// The place of one property in a patch.
#[derive(Debug)]
pub struct PatchMember<'a> {
    document: &'a mut PatchDocument,
    number: usize,
    name: &'static str,
}

impl PatchMember<'_> {
    /// Sends what `value` serialises to.
    pub fn set(self, value: &impl Serialize) {
        self.document.set_serialized(self.number, self.name, value);
    }

    /// Sends null.
    pub fn clear(self) {
        self.document.clear(self.number, self.name);
    }

    /// Sends the members that changed inside a complex value, if any did.
    pub fn merge(self, changes: &PatchDocument) {
        if changes.is_empty() {
            return;
        }
        let member = self.document.begin(self.number, self.name);
        let written = changes.write_json(&mut self.document.text);
        self.document.end(member, self.name, written);
    }
}
