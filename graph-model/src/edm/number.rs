//! Numbers as `serde_json` passes them on.

use serde::Deserialize;
use serde::de::MapAccess;
use serde::de::value::MapAccessDeserializer;

/// Reads a number from a map of one member. `serde_json` passes numbers on so if any crate of the program enables its
/// feature `arbitrary_precision`, which keeps all digits.
pub(crate) fn number_from_map<'de, A: MapAccess<'de>>(
    map: A,
) -> Result<serde_json::Number, A::Error> {
    serde_json::Number::deserialize(MapAccessDeserializer::new(map))
}
