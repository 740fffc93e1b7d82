//! The `@odata.type` annotation: how a tag is written, and what a tag in the input means for a
//! type.
//!
//! OData JSON Format 4.01, section 4.5.3. The specification puts a `#` before the name. Graph's
//! Intune pages leave it out for complex types. Both forms occur in responses, so reading accepts
//! either.

use std::borrow::Cow;

use super::input::ReadError;
use super::type_description::TypeDescription;

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
    let own = description.tag();
    let derived_type = derived_type.map(type_name).filter(|name| !name.is_empty());
    match (derived_type, own) {
        (None, own) => own.map(Cow::Borrowed),
        (Some(name), Some(own)) if !own.starts_with('#') => Some(Cow::Borrowed(name)),
        // Without a tag, nobody could tell that the object is of a derived type.
        (Some(name), _) => Some(Cow::Owned(format!("#{name}"))),
    }
}

/// The tag of an object whose type is not the declared one, whatever the type says about its tag.
pub(crate) fn of_derived<'a>(
    description: &TypeDescription,
    derived_type: Option<&'a str>,
) -> Cow<'a, str> {
    let tag = to_write(description, derived_type);
    tag.unwrap_or_else(|| Cow::Owned(format!("#{}", description.name())))
}

/// The meaning of a tag in an object that is read as a certain type.
pub(crate) enum Meaning {
    /// The tag names the type itself, or no type.
    Itself,
    /// The tag names a type that is neither this one nor one of its ancestors. It is a derived
    /// type, which services add over time.
    Derived(String),
}

/// Returns what a tag means in an object that is read as the described type.
///
/// # Errors
///
/// Returns an error if the tag names a base type.
pub(crate) fn meaning(tag: &str, of: &'static TypeDescription) -> Result<Meaning, ReadError> {
    if is_plainly(tag, of) {
        return Ok(Meaning::Itself);
    }
    let name = type_name(tag);
    if is_name_of(name, of) || name.is_empty() {
        return Ok(Meaning::Itself);
    }
    if of.ancestry().any(|ancestor| is_name_of(name, ancestor)) {
        return Err(ReadError::value(format!(
            "`{tag}` is a base type of `{}`, not one of its values",
            of.name()
        )));
    }
    Ok(Meaning::Derived(name.to_owned()))
}
