//! The document behind every patch.

use std::any::Any;
use std::borrow::Cow;
use std::fmt;

use serde::ser::Error as _;
use serde::{Serialize, Serializer};

use super::binding::Binding;
use super::into_property::JsonResult;
use super::text::{DYNAMIC, Member, PatchText, write_name};
use crate::description::control_information::{self, TAG, is_advertised_operation, tag_named};
use crate::description::tag;
use crate::description::view::View;
use crate::description::{MemberPlace, TypeDescription};
use crate::json::{WriteText, needs_escape};
use crate::path::{Endpoint, EntityReference, PathError, is_identifier};
use crate::value;

/// A PATCH document of any type: its tag, and the members that were set, in wire order.
///
/// Serialisation is pure: the same document always gives the same bytes.
#[derive(Clone)]
pub struct PatchDocument {
    description: &'static TypeDescription,
    derived_type: Option<String>,
    tagged: bool,
    /// Whether the type is not the declared one, so that the tag cannot be left out.
    needs_tag: bool,
    text: PatchText,
    /// The targets of bound relationships. The text holds the same targets, relative to the service
    /// root.
    bindings: Vec<Binding>,
    failure: Option<Box<Failure>>,
}

/// The start of a document with a tag.
const BEFORE_TAG: &[u8] = b"{\"@odata.type\":\"";

/// The reason that a request cannot send an annotation.
const ONLY_IN_RESPONSES: &str = "only responses have this annotation";

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
    /// Returns whether nothing was set. An empty patch still carries its tag.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.failure.is_none()
    }

    /// Returns the type that is patched.
    #[must_use]
    pub fn patched_type(&self) -> &'static TypeDescription {
        self.description
    }

    /// Returns the JSON text that was set for the property with this wire name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let mut quoted = Vec::with_capacity(name.len() + 3);
        write_name(&mut quoted, name);
        let mut members = self.text.in_order();
        let member = members.find(|member| self.text.name_of(member) == quoted)?;
        std::str::from_utf8(self.text.value_of(member)).ok()
    }

    /// Returns the document as compact JSON.
    ///
    /// # Errors
    ///
    /// Returns an error if a value that was set cannot be written as JSON, such as a map whose keys
    /// are not strings.
    pub fn to_json(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut json = Vec::new();
        self.write_json(&mut json)?;
        Ok(json)
    }

    /// Appends the document, with references relative to the service root.
    #[doc(hidden)]
    pub fn write_json(&self, json: &mut Vec<u8>) -> JsonResult {
        self.write(None, json)
    }

    /// Takes the document out as JSON, with references as URLs of this endpoint. The result reuses the
    /// memory of the text if possible.
    pub(crate) fn take_json_for(
        &mut self,
        endpoint: &Endpoint,
    ) -> Result<Vec<u8>, serde_json::Error> {
        if self.failure.is_none() && self.bindings.is_empty() && !self.text.is_empty() {
            let text = std::mem::take(&mut self.text);
            match self.with_start(text) {
                Ok(json) => return Ok(json),
                Err(text) => self.text = text,
            }
        }
        let mut json = Vec::new();
        self.write(Some(endpoint), &mut json)?;
        Ok(json)
    }

    /// Turns the text into the whole document, or returns the text itself if that is not possible.
    fn with_start(&self, text: PatchText) -> Result<Vec<u8>, PatchText> {
        match self.tag() {
            None => text.into_document(&[b"{"]),
            Some(tag) if !needs_escape(&tag) => {
                text.into_document(&[BEFORE_TAG, tag.as_bytes(), b"\","])
            }
            Some(_) => Err(text),
        }
    }

    pub(super) fn write(&self, endpoint: Option<&Endpoint>, json: &mut Vec<u8>) -> JsonResult {
        if let Some(failure) = &self.failure {
            return Err(serde_json::Error::custom(failure));
        }
        // The tag with its quotes and comma adds less than twice the length of its name. Each
        // member adds one comma.
        json.reserve(self.text.len_with_commas() + 2 * TAG.len() + self.description.name().len());
        json.push(b'{');
        let mut comma = false;
        if let Some(tag) = self.tag() {
            write_name(json, TAG);
            serde_json::to_writer(&mut *json, &tag)?;
            comma = true;
        }
        for member in self.text.in_order() {
            if comma {
                json.push(b',');
            }
            match member
                .binding
                .and_then(|binding| self.bindings.get(binding))
            {
                None => json.extend_from_slice(self.text.of(member)),
                Some(binding) => {
                    json.extend_from_slice(self.text.name_of(member));
                    binding.write(endpoint, json)?;
                }
            }
            comma = true;
        }
        json.push(b'}');
        Ok(())
    }

    fn tag(&self) -> Option<Cow<'_, str>> {
        if !self.tagged {
            return None;
        }
        let derived_type = self.derived_type.as_deref();
        if self.needs_tag {
            return Some(tag::of_derived(self.description, derived_type));
        }
        tag::to_write(self.description, derived_type)
    }

    /// Writes the tag even if the type leaves it out, because another type is declared.
    pub(crate) fn require_tag(&mut self, is_derived: bool) {
        self.needs_tag |= is_derived;
    }

    /// Writes the tag if the type asks for it where another type is declared.
    pub(crate) fn tag_if_derived(&mut self, is_derived: bool) {
        self.require_tag(is_derived && self.description.is_tagged_if_derived());
    }

    /// Appends the document as a value of a property whose declared type may be another one.
    #[doc(hidden)]
    pub fn write_value(&self, is_derived: bool, json: &mut Vec<u8>) -> JsonResult {
        if !is_derived || self.needs_tag {
            return self.write_json(json);
        }
        let mut tagged = self.clone();
        tagged.require_tag(true);
        tagged.write_json(json)
    }

    pub(crate) fn failure(&self) -> Option<&Failure> {
        self.failure.as_deref()
    }

    /// Records that the document cannot be written.
    pub(crate) fn fail(&mut self, property: &str, error: &serde_json::Error) {
        let failure = Failure {
            property: property.to_owned(),
            reason: error.to_string(),
        };
        self.failure.get_or_insert_with(|| Box::new(failure));
    }

    /// Records that a property cannot be set, and why.
    pub(crate) fn refuse(&mut self, property: &str, reason: &str) {
        self.fail(property, &serde_json::Error::custom(reason));
    }

    pub(crate) fn set_derived_type(&mut self, name: Option<&str>) {
        self.derived_type = name.map(str::to_owned);
    }
}

/// Generated patches use these functions, which are not part of the public interface.
#[doc(hidden)]
impl PatchDocument {
    #[must_use]
    pub fn new(description: &'static TypeDescription) -> Self {
        Self {
            description,
            derived_type: None,
            tagged: true,
            needs_tag: false,
            text: PatchText::default(),
            bindings: Vec::new(),
            failure: None,
        }
    }

    pub fn omit_tag(&mut self) {
        self.tagged = false;
    }

    /// Sets a dynamic property to null.
    pub fn clear_dynamic(&mut self, name: &str) {
        let (member, json) = self.text.begin(DYNAMIC, name);
        json.extend_from_slice(b"null");
        self.end(member, name, self.undeclared(name));
    }

    /// Takes over everything that was set in the patch of the base type.
    pub fn inherit(&mut self, base: Self) {
        for member in base.text.in_order() {
            let mut copy = self.text.copied(&base.text, member);
            copy.binding = member.binding.map(|binding| binding + self.bindings.len());
            let name = self.text.plain_name(&copy);
            let written = match member.number {
                DYNAMIC => self.undeclared(&name),
                _ => Ok(()),
            };
            self.end(copy, &name, written);
        }
        self.bindings.extend(base.bindings);
        if base.derived_type.is_some() {
            self.derived_type = base.derived_type;
        }
        if self.failure.is_none() {
            self.failure = base.failure;
        }
    }
}

impl PatchDocument {
    /// Sets a declared member to the value that `write` appends to the JSON text.
    pub(crate) fn set_with(
        &mut self,
        place: MemberPlace,
        write: impl FnOnce(&mut Vec<u8>) -> JsonResult,
    ) {
        let (member, json) = self.text.begin_declared(place);
        let mut written = write(json);
        if written.is_ok() && self.is_wrong_null(place, &self.text.ended(member)) {
            written = Err(serde_json::Error::custom(NOT_NULLABLE));
        }
        self.end(member, place.member().name(), written);
    }

    /// Makes room for all members of the type.
    pub(crate) fn reserve_members(&mut self) {
        self.text.reserve_members(self.description.member_count());
    }

    /// Sets a declared member.
    pub(crate) fn set_member(&mut self, place: MemberPlace, value: &View<'_>) {
        self.set_with(place, |json| value::write_json(value, json));
    }

    /// Sets a declared member to the value of its field, unless the value is left out.
    pub(crate) fn set_field(&mut self, place: MemberPlace, field: &dyn Any) {
        match self.text.append(place, field) {
            Ok(None) => {}
            Ok(Some(member)) if self.is_wrong_null(place, &member) => {
                self.text.abandon(member);
                self.refuse(place.member().name(), NOT_NULLABLE);
            }
            Ok(Some(member)) => self.text.place(member),
            Err(error) => self.fail(place.member().name(), &error),
        }
    }

    /// Whether a member is null and must not be.
    fn is_wrong_null(&self, place: MemberPlace, member: &Member) -> bool {
        !place.member().is_nullable() && self.text.value_of(member) == b"null"
    }

    /// Sets a declared member to null.
    pub(crate) fn clear_member(&mut self, place: MemberPlace) {
        self.set_with(place, |json| {
            json.extend_from_slice(b"null");
            Ok(())
        });
    }

    /// Sends the members that changed inside a complex value, if any did.
    pub(crate) fn merge_member(&mut self, place: MemberPlace, changes: &Self) {
        if !changes.is_empty() {
            self.set_with(place, |json| changes.write_json(json));
        }
    }

    /// Sets a dynamic property, which no type declares.
    pub(crate) fn set_dynamic(
        &mut self,
        name: &str,
        write: impl FnOnce(&mut Vec<u8>) -> JsonResult,
    ) {
        let (member, json) = self.text.begin(DYNAMIC, name);
        let written = write(json);
        self.end(member, name, self.undeclared(name).and(written));
    }

    /// Binds a relationship to the entities that the result names.
    fn bind_to(&mut self, place: MemberPlace, binding: Result<Binding, PathError>) {
        let name = format!("{}@odata.bind", place.member().name());
        self.set_binding(place, &name, binding);
    }

    /// Sets a relationship to an entity, or adds the entity to those that it is set to.
    pub(super) fn relate(&mut self, place: MemberPlace, entity: Self, is_collection: bool) {
        let name = place.member().name();
        let binding = if is_collection {
            let mut entities = self.entities_at(place);
            entities.push(entity);
            Binding::Entities(entities)
        } else {
            Binding::Entity(Box::new(entity))
        };
        self.set_binding(place, name, Ok(binding));
    }

    /// The entities that a relationship is set to.
    fn entities_at(&self, place: MemberPlace) -> Vec<Self> {
        let mut members = self.text.in_order();
        let member = members.find(|member| member.number == place.number());
        let binding = member.and_then(|member| self.bindings.get(member.binding?));
        match binding {
            Some(Binding::Entities(entities)) => entities.clone(),
            _ => Vec::new(),
        }
    }

    fn set_binding(&mut self, place: MemberPlace, name: &str, binding: Result<Binding, PathError>) {
        let (mut member, json) = self.text.begin(place.number(), name);
        let written = match binding {
            Ok(binding) => {
                let written = binding.write(None, json);
                member.binding = Some(self.bindings.len());
                self.bindings.push(binding);
                written
            }
            Err(error) => Err(serde_json::Error::custom(error)),
        };
        self.end(member, name, written);
    }

    /// Binds a relationship to one entity.
    pub(crate) fn bind_one(&mut self, place: MemberPlace, target: &impl EntityReference) {
        let target = target.target_of_type(related_type(place));
        self.bind_to(place, target.map(Binding::Single));
    }

    /// Binds a relationship to a collection of entities.
    pub(crate) fn bind_all<R: EntityReference>(
        &mut self,
        place: MemberPlace,
        targets: impl IntoIterator<Item = R>,
    ) {
        let expected = related_type(place);
        let targets: Result<_, _> = targets
            .into_iter()
            .map(|target| target.target_of_type(expected))
            .collect();
        self.bind_to(place, targets.map(Binding::Collection));
    }

    /// Unbinds a relationship.
    pub(crate) fn unbind(&mut self, place: MemberPlace) {
        let name = format!("{}@odata.bind", place.member().name());
        let (member, json) = self.text.begin(place.number(), &name);
        json.extend_from_slice(b"null");
        self.end(member, &name, Ok(()));
    }

    /// The place of the member with this position among those that the type itself declares.
    pub(crate) fn own(&self, index: usize) -> MemberPlace {
        MemberPlace {
            of: self.description,
            index,
        }
    }

    /// Checks that no type declares a dynamic property or an annotation with this name, which the
    /// document would hold twice, and that a request may send it.
    fn undeclared(&self, name: &str) -> JsonResult {
        let reason = if !self.description.leaves_to_dynamic(name) {
            "it is the tag or a declared member, so it cannot be a dynamic property"
        } else if is_advertised_operation(name) {
            "names that start with `#` are advertised operations, which are never sent"
        } else if name.contains('@') && !control_information::is_sent(name) {
            ONLY_IN_RESPONSES
        } else {
            return Ok(());
        };
        Err(serde_json::Error::custom(reason))
    }

    /// Sets an annotation of the object, `@term`, or of one of its properties, `property@term`.
    pub(crate) fn annotate(&mut self, name: &str, write: impl FnOnce(&mut Vec<u8>) -> JsonResult) {
        let is_term = |term: &str| term.split('.').all(is_identifier);
        let is_annotation = name.split_once('@').is_some_and(|(property, term)| {
            (property.is_empty() || is_identifier(property)) && is_term(term)
        });
        let reason = if !is_annotation {
            "it is not the name of an annotation, such as `@microsoft.graph.conflictBehavior`"
        } else if tag_named(name).is_some() {
            "the type determines the tag"
        } else if !control_information::is_sent(name) {
            ONLY_IN_RESPONSES
        } else {
            ""
        };
        if !reason.is_empty() {
            return self.refuse(name, reason);
        }
        match self.description.find_member(name) {
            Some(place) => self.set_with(place, write),
            None => self.set_dynamic(name, write),
        }
    }

    fn end(&mut self, member: Member, name: &str, written: JsonResult) {
        match written {
            Ok(()) => self.text.place(self.text.ended(member)),
            Err(error) => {
                self.text.abandon(member);
                self.fail(name, &error);
            }
        }
    }

    fn texts(&self) -> impl Iterator<Item = &[u8]> {
        self.text.in_order().map(|member| self.text.of(member))
    }

    fn bound(&self) -> impl Iterator<Item = Option<&Binding>> {
        let members = self.text.in_order();
        members.map(|member| self.bindings.get(member.binding?))
    }
}

/// The reason why a property cannot be set to null.
const NOT_NULLABLE: &str = "it is null, and the property is not nullable";

/// The declared type of the entities that a relationship leads to.
fn related_type(place: MemberPlace) -> Option<&'static TypeDescription> {
    (place.member().access().declared_type)()
}

impl PartialEq for PatchDocument {
    /// Whether the two documents send the same bytes.
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
