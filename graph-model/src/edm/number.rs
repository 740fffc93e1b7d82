//! Numbers in the form that `serde_json` passes on.

use serde::Deserialize;
use serde::de::MapAccess;
use serde::de::value::MapAccessDeserializer;

/// Reads a number from a map with one member. `serde_json` passes numbers on in this form if any
/// crate of the program enables its feature `arbitrary_precision`, which keeps all digits.
pub(crate) fn number_from_map<'de, A: MapAccess<'de>>(
    map: A,
) -> Result<serde_json::Number, A::Error> {
    serde_json::Number::deserialize(MapAccessDeserializer::new(map))
}
