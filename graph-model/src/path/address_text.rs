//! An encoded path whose keys are written when the endpoint is known.
//!
//! The endpoint decides how keys are written, and a request is addressed before it has one. So the
//! text and the keys are held apart, and the text grows at its end only.

use super::key::{Key, KeyConvention, encode};

/// An encoded path below a service root, with the keys that belong between its parts.
#[doc(hidden)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddressText {
    text: String,
    /// The keys, each with its place in the text, in order.
    keys: Vec<(usize, EntityKey)>,
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
            keys: Vec::new(),
        }
    }

    /// The text without the keys.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Appends encoded text.
    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Appends a segment, encoded.
    pub(crate) fn push_segment(&mut self, segment: &str) {
        self.text.push('/');
        encode(segment, &mut self.text);
    }

    /// Shortens the text to this length.
    pub(crate) fn truncate(&mut self, length: usize) {
        self.text.truncate(length);
    }

    pub(super) fn push_key(&mut self, key: Key) {
        self.keys.push((self.text.len(), EntityKey::Single(key)));
    }

    pub(super) fn push_composite_key(&mut self, parts: Vec<(String, Key)>) {
        self.keys
            .push((self.text.len(), EntityKey::Composite(parts)));
    }

    /// Appends another text, which continues the path.
    pub(super) fn extend(&mut self, other: &Self) {
        let start = self.text.len();
        self.text.push_str(&other.text);
        let moved = other.keys.iter();
        self.keys
            .extend(moved.map(|(place, key)| (start + place, key.clone())));
    }

    /// Returns the path with its keys, as a service with this convention expects them.
    pub(crate) fn into_path(self, convention: KeyConvention) -> String {
        if self.keys.is_empty() {
            return self.text;
        }
        let mut path = String::with_capacity(self.text.len() + 48 * self.keys.len());
        let mut end = 0;
        for (place, key) in &self.keys {
            path.push_str(&self.text[end..*place]);
            end = *place;
            key.write(convention, &mut path);
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
            keys: Vec::new(),
        }
    }
}
