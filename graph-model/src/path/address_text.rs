//! An encoded path that is completed when the endpoint is known.
//!
//! The endpoint decides how keys and the names of operations are written, and a request is
//! addressed before it has one. So the text and these parts are held apart, and the text grows at
//! its end only.

use super::convention::{KeyConvention, OperationConvention, UrlConventions};
use super::key::{Key, encode, encode_literal};
use super::query_text::QueryText;
use super::template::PathTemplate;

/// An encoded path below a service root, with the parts that belong between its pieces of text.
#[doc(hidden)]
#[derive(Clone, Debug, Default)]
pub struct AddressText {
    text: String,
    /// The parts, each with its place in the text, in order.
    parts: Vec<(usize, Part)>,
    /// The query: the parameter aliases that the path uses, and the options of a request.
    query: QueryText,
    /// Whether the text ends in the path of a file, which a colon ends if more segments follow.
    is_in_file_path: bool,
    /// The template that the start of the text follows, and the length of that start.
    origin: Option<(&'static PathTemplate, usize)>,
}

/// Two addresses are equal if they lead to the same place, wherever they come from.
impl PartialEq for AddressText {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
            && self.parts == other.parts
            && self.query == other.query
            && self.is_in_file_path == other.is_in_file_path
    }
}

impl Eq for AddressText {}

/// A part of a path that the endpoint decides on, or that does not belong in a template.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Key(EntityKey),
    /// The namespace of an operation, whose name follows.
    Namespace(&'static str),
    /// The value of a parameter, encoded.
    Value(String),
    /// The path of a file below an entity, encoded: `/a/b.docx`.
    FilePath(String),
}

/// The key of an entity: one value, or the values of a composite key with their names.
#[derive(Clone, Debug, PartialEq, Eq)]
enum EntityKey {
    Single(Key),
    Composite(Vec<(String, Key)>),
}

impl AddressText {
    pub(super) const fn new() -> Self {
        Self {
            text: String::new(),
            parts: Vec::new(),
            query: QueryText::new(),
            is_in_file_path: false,
            origin: None,
        }
    }

    /// The text that values give a template.
    pub(super) fn of_template(text: String, template: &'static PathTemplate) -> Self {
        Self {
            origin: Some((template, text.len())),
            text,
            ..Self::new()
        }
    }

    /// The text without the other parts.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Appends encoded text.
    pub(crate) fn push(&mut self, text: &str) {
        if text.starts_with('/') {
            self.end_file_path();
        }
        self.text.push_str(text);
    }

    /// Appends a segment, encoded.
    pub(crate) fn push_segment(&mut self, segment: &str) {
        self.push("/");
        encode(segment, &mut self.text);
    }

    /// Appends the path of a file, `:/a/b.docx`, segment by segment.
    pub(super) fn push_file_path<'s>(&mut self, segments: impl Iterator<Item = &'s str>) {
        if !self.is_in_file_path {
            self.text.push(':');
        }
        let mut path = String::new();
        for segment in segments {
            path.push('/');
            encode(segment, &mut path);
        }
        self.push_part(Part::FilePath(path));
        self.is_in_file_path = true;
    }

    fn end_file_path(&mut self) {
        if std::mem::take(&mut self.is_in_file_path) {
            self.text.push(':');
        }
    }

    pub(super) fn push_key(&mut self, key: Key) {
        self.push_part(Part::Key(EntityKey::Single(key)));
    }

    pub(super) fn push_composite_key(&mut self, parts: Vec<(String, Key)>) {
        self.push_part(Part::Key(EntityKey::Composite(parts)));
    }

    /// Appends the value of a parameter, encoded.
    pub(crate) fn push_value(&mut self, literal: &str) {
        let mut value = String::with_capacity(literal.len());
        encode_literal(literal, &mut value);
        self.push_part(Part::Value(value));
    }

    /// Appends the qualified name of an operation that is bound to what is at the path.
    pub(crate) fn push_bound_operation(&mut self, name: &'static str) {
        self.push("/");
        match name.rsplit_once('.') {
            Some((namespace, name)) => {
                self.push_part(Part::Namespace(namespace));
                encode(name, &mut self.text);
            }
            None => encode(name, &mut self.text),
        }
    }

    /// Adds a parameter alias with this JSON as its value (OData URL Conventions 4.01, section
    /// 5.3), and returns its name. Two parameters of one name get different aliases.
    pub(crate) fn add_alias(&mut self, parameter: &str, json: &str) -> String {
        let mut name = format!("@{parameter}");
        let mut number = 2;
        while self.query.has(&name) {
            name = format!("@{parameter}{number}");
            number += 1;
        }
        self.query.add(&name, json);
        name
    }

    /// Whether the query has an option of this name.
    pub(crate) fn has_option(&self, name: &str) -> bool {
        self.query.has(name)
    }

    /// Adds a query option, encoded.
    pub(crate) fn add_option(&mut self, name: &str, value: &str) {
        self.query.add(name, value);
    }

    fn push_part(&mut self, part: Part) {
        self.parts.push((self.text.len(), part));
    }

    /// Appends another text, which continues the path.
    pub(super) fn extend(&mut self, other: &Self) {
        let start = self.text.len();
        if start == 0 {
            self.origin = other.origin;
        }
        self.text.push_str(&other.text);
        let moved = other.parts.iter();
        self.parts
            .extend(moved.map(|(place, part)| (start + place, part.clone())));
        self.query.extend(&other.query);
        self.is_in_file_path = other.is_in_file_path;
    }

    /// Returns the path with names in the place of its values, such as
    /// `/users/{userId}/messages/{key}`. It is the same for all entities.
    pub(crate) fn to_template(&self) -> String {
        let mut template = String::new();
        let mut end = 0;
        if let Some((origin, length)) = self.origin {
            template.push_str(&origin.to_string());
            end = length;
        }
        for (place, part) in &self.parts {
            template.push_str(&self.text[end..*place]);
            end = *place;
            template.push_str(match part {
                Part::Key(_) => "/{key}",
                Part::Namespace(_) => "",
                Part::Value(_) => "{value}",
                Part::FilePath(_) => "/{path}",
            });
        }
        template.push_str(&self.text[end..]);
        template
    }

    /// Returns the path, as a service with these conventions expects it, and the query.
    pub(crate) fn into_path(self, conventions: UrlConventions) -> String {
        let mut path = if self.parts.is_empty() {
            self.text
        } else {
            self.with_parts(conventions)
        };
        if !self.query.is_empty() {
            path.extend(["?", self.query.as_str()]);
        }
        path
    }

    fn with_parts(&self, conventions: UrlConventions) -> String {
        let mut path = String::with_capacity(self.text.len() + 48 * self.parts.len());
        let mut end = 0;
        for (place, part) in &self.parts {
            path.push_str(&self.text[end..*place]);
            end = *place;
            match part {
                Part::Key(key) => key.write(conventions.keys, &mut path),
                Part::Namespace(namespace)
                    if conventions.operations == OperationConvention::QualifiedName =>
                {
                    path.extend([namespace, "."]);
                }
                Part::Namespace(_) => {}
                Part::Value(text) | Part::FilePath(text) => path.push_str(text),
            }
        }
        path.push_str(&self.text[end..]);
        path
    }
}

impl EntityKey {
    fn write(&self, convention: KeyConvention, path: &mut String) {
        match (self, convention) {
            // A segment that starts with `$` is a system resource, such as `$ref` or `$count`, even
            // if the `$` is encoded.
            (Self::Single(key), KeyConvention::AsSegment) if !key.text().starts_with('$') => {
                key.write_as_segment(path);
            }
            (Self::Single(key), _) => {
                path.push('(');
                key.write_literal(path);
                path.push(')');
            }
            (Self::Composite(parts), _) => {
                path.push('(');
                for (position, (name, key)) in parts.iter().enumerate() {
                    if position > 0 {
                        path.push(',');
                    }
                    encode(name, path);
                    path.push('=');
                    key.write_literal(path);
                }
                path.push(')');
            }
        }
    }
}

impl From<String> for AddressText {
    fn from(text: String) -> Self {
        Self {
            text,
            ..Self::new()
        }
    }
}
