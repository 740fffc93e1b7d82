//! Hands text that is known to be JSON to `serde_json`, which does not look at it again.

use std::any::type_name;

use serde::Serializer;
use serde::ser::SerializeStruct;

use super::text::raw_value_request;

/// Whether this is the serializer of `serde_json::to_vec` and `serde_json::to_string`, which writes JSON
/// text without white space, and so takes such text as it is.
///
/// A serializer is not `'static`, so only the name of its type tells. Any other serializer is given
/// every member, among them `serde_json`'s own one for indented text.
#[inline]
pub(crate) fn takes_text<S>() -> bool {
    type_name::<S>() == type_name::<&mut serde_json::Serializer<&mut Vec<u8>>>()
}

/// Writes JSON text to a serializer that takes it, in the form in which `serde_json` hands it on.
///
/// # Errors
///
/// Returns the errors of the serializer.
pub(crate) fn write_text<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let name = raw_value_request();
    let mut raw = serializer.serialize_struct(name, 1)?;
    raw.serialize_field(name, text)?;
    raw.end()
}

#[cfg(test)]
mod tests {
    use serde::{Serialize, Serializer};

    use super::takes_text;

    /// Writes whether the serializer takes text.
    struct Probe;

    impl Serialize for Probe {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.serialize_bool(takes_text::<S>())
        }
    }

    /// Without it, writing takes twice the time.
    #[test]
    fn the_serializer_of_compact_text_takes_text() {
        assert_eq!(serde_json::to_vec(&Probe).unwrap(), b"true");
        assert_eq!(serde_json::to_string(&[Probe]).unwrap(), "[true]");
        assert_eq!(serde_json::to_string(&Some(Probe)).unwrap(), "true");
    }

    #[test]
    fn no_other_serializer_takes_text() {
        assert_eq!(serde_json::to_string_pretty(&Probe).unwrap(), "false");
        assert_eq!(serde_json::to_value(Probe).unwrap(), false);
    }
}
