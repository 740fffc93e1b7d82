//! Reads the value of an annotation: a constant, a record with Boolean properties or property paths,
//! or a list of alternate keys. Other values are skipped.

use super::annotations::{Annotation, RecordProperty};
use super::attributes::Attributes;
use super::metadata::KeyPart;
use super::metadata_error::Problem;

/// An element inside an annotation whose end has not been read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ValueFrame {
    /// The annotation itself.
    Annotation,
    /// A constant.
    Constant,
    Record,
    /// A property of a record.
    RecordProperty,
    /// The value of that property.
    RecordValue,
    /// The value of that property if it is a collection.
    RecordCollection,
    /// The path of a property in that collection.
    RecordPath,
    /// The collection of alternate keys.
    Keys,
    AlternateKey,
    /// The parts of an alternate key.
    KeyParts,
    KeyPart,
    /// The name or the alias of a part.
    KeyPartValue {
        is_alias: bool,
    },
    /// That name as a nested element.
    KeyPartText {
        is_alias: bool,
    },
    Other,
}

impl Annotation {
    /// Reads the start of an element of the value.
    pub(super) fn frame(
        &mut self,
        parent: ValueFrame,
        name: &str,
        attributes: &Attributes<'_, '_>,
    ) -> Result<ValueFrame, Problem> {
        match (parent, name) {
            (ValueFrame::Annotation, "String" | "Bool" | "EnumMember") => Ok(ValueFrame::Constant),
            (ValueFrame::Annotation, "Record") => Ok(ValueFrame::Record),
            (ValueFrame::Annotation, "Collection") => Ok(ValueFrame::Keys),
            (ValueFrame::Record, "PropertyValue") => {
                let name = attributes.required("Property")?;
                self.record.push(RecordProperty {
                    name,
                    value: attributes.get("Bool")?,
                    paths: Vec::new(),
                });
                Ok(ValueFrame::RecordProperty)
            }
            (ValueFrame::RecordProperty, "Bool") => Ok(ValueFrame::RecordValue),
            (ValueFrame::RecordProperty, "Collection") => Ok(ValueFrame::RecordCollection),
            (ValueFrame::RecordCollection, "PropertyPath") => {
                if let Some(property) = self.record.last_mut() {
                    property.paths.push(String::new());
                }
                Ok(ValueFrame::RecordPath)
            }
            (ValueFrame::Keys, "Record") => {
                self.keys.push(Vec::new());
                Ok(ValueFrame::AlternateKey)
            }
            (ValueFrame::AlternateKey, "PropertyValue") | (ValueFrame::KeyParts, "Collection") => {
                Ok(ValueFrame::KeyParts)
            }
            (ValueFrame::KeyParts, "Record") => {
                if let Some(key) = self.keys.last_mut() {
                    key.push(KeyPart::default());
                }
                Ok(ValueFrame::KeyPart)
            }
            (ValueFrame::KeyPart, "PropertyValue") => self.key_part_value(attributes),
            (ValueFrame::KeyPartValue { is_alias }, "String" | "PropertyPath") => {
                Ok(ValueFrame::KeyPartText { is_alias })
            }
            _ => Ok(ValueFrame::Other),
        }
    }

    fn key_part_value(&mut self, attributes: &Attributes<'_, '_>) -> Result<ValueFrame, Problem> {
        let is_alias = match attributes.required("Property")?.as_str() {
            "Alias" => true,
            "Name" => false,
            _ => return Ok(ValueFrame::Other),
        };
        for notation in ["String", "PropertyPath"] {
            if let Some(text) = attributes.get(notation)? {
                self.add_to_key_part(is_alias, &text);
            }
        }
        Ok(ValueFrame::KeyPartValue { is_alias })
    }

    /// Reads text inside an element.
    pub(super) fn text(&mut self, frame: ValueFrame, text: &str) {
        match frame {
            ValueFrame::Constant => self.value.get_or_insert_default().push_str(text),
            ValueFrame::KeyPartText { is_alias } => self.add_to_key_part(is_alias, text.trim()),
            ValueFrame::RecordValue => {
                if let Some(property) = self.record.last_mut() {
                    property.value.get_or_insert_default().push_str(text);
                }
            }
            ValueFrame::RecordPath => {
                let property = self.record.last_mut();
                if let Some(path) = property.and_then(|property| property.paths.last_mut()) {
                    path.push_str(text);
                }
            }
            _ => {}
        }
    }

    /// Appends to the alias or to the path of the last part of the last alternate key.
    fn add_to_key_part(&mut self, is_alias: bool, text: &str) {
        let key = self.keys.last_mut();
        if let Some(part) = key.and_then(|key| key.last_mut()) {
            let name = if is_alias {
                &mut part.alias
            } else {
                &mut part.property
            };
            name.push_str(text);
        }
    }
}
