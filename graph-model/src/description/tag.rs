//! The `@odata.type` annotation: how a tag is written, and what a tag in the input means for a
//! type.
//!
//! OData JSON Format 4.01, section 4.6.3. The specification puts a `#` before the name. Graph's
//! Intune pages leave it out for complex types. Both forms occur in responses, so reading accepts
//! either.

use std::borrow::Cow;
use std::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, Visitor};

use super::type_description::TypeDescription;

/// The name of the annotation.
pub(crate) const TAG: &str = "@odata.type";

/// The qualified type name in a tag: `#microsoft.graph.user`, `microsoft.graph.user` and
/// `https://service/$metadata#microsoft.graph.user` all name `microsoft.graph.user`.
pub(crate) fn type_name(tag: &str) -> &str {
    tag.rsplit_once('#').map_or(tag, |(_, name)| name)
}

/// Whether this is the name of the type, ignoring case.
pub(crate) fn is_name_of(name: &str, description: &TypeDescription) -> bool {
    name.eq_ignore_ascii_case(description.name())
}

/// Whether the tag names the type in the spelling that services send. Nearly every tag does.
pub(crate) fn is_plainly(tag: &str, description: &TypeDescription) -> bool {
    tag.strip_prefix('#').unwrap_or(tag) == description.name()
}

/// Returns the tag to write for an object: the tag of its own type, or of the derived type that was
/// read.
pub(crate) fn to_write<'a>(
    description: &TypeDescription,
    derived_type: Option<&'a str>,
) -> Option<Cow<'a, str>> {
    let own = description.tag()?;
    let derived_type = derived_type.map(type_name).filter(|name| !name.is_empty());
    Some(match derived_type {
        None => Cow::Borrowed(own),
        Some(name) if own.starts_with('#') => Cow::Owned(format!("#{name}")),
        Some(name) => Cow::Borrowed(name),
    })
}

/// The meaning of a tag in an object that is read as a certain type.
pub(crate) enum Meaning {
    /// The tag names the type itself, or no type.
    Itself,
    /// The tag names a type that is neither this one nor one of its ancestors. It is a derived
    /// type, which services add over time.
    Derived(String),
}

/// Reads the value of a tag in an object of the described type.
pub(crate) struct MeaningFor(pub &'static TypeDescription);

impl<'de> DeserializeSeed<'de> for MeaningFor {
    type Value = Meaning;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Meaning, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for MeaningFor {
    type Value = Meaning;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a type")
    }

    fn visit_str<E: Error>(self, tag: &str) -> Result<Meaning, E> {
        if is_plainly(tag, self.0) {
            return Ok(Meaning::Itself);
        }
        let name = type_name(tag);
        if is_name_of(name, self.0) || name.is_empty() {
            return Ok(Meaning::Itself);
        }
        if self.0.ancestry().any(|ancestor| is_name_of(name, ancestor)) {
            return Err(E::custom(format_args!(
                "`{tag}` is a base type of `{}`, not one of its values",
                self.0.name()
            )));
        }
        Ok(Meaning::Derived(name.to_owned()))
    }

    fn visit_unit<E: Error>(self) -> Result<Meaning, E> {
        Ok(Meaning::Itself)
    }
}
