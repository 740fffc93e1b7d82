//! Writes strings.

use super::special_byte;

/// Appends a string to a JSON text, in quotes.
///
/// # Errors
///
/// Returns the error of `serde_json`, which writes strings with escapes.
pub(crate) fn write_string(string: &str, json: &mut Vec<u8>) -> serde_json::Result<()> {
    if needs_escape(string) {
        return serde_json::to_writer(json, string);
    }
    json.reserve(string.len() + 2);
    json.push(b'"');
    json.extend_from_slice(string.as_bytes());
    json.push(b'"');
    Ok(())
}

/// Whether JSON must escape a character of the string.
#[inline]
pub(crate) fn needs_escape(string: &str) -> bool {
    special_byte::has_any(string.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::write_string;

    #[test]
    fn strings_are_written_as_serde_json_writes_them() {
        for byte in 0..=0x7f_u8 {
            for string in [
                char::from(byte).to_string(),
                format!("a value of more than sixteen bytes{}é", char::from(byte)),
            ] {
                let mut json = Vec::new();
                write_string(&string, &mut json).unwrap();
                assert_eq!(json, serde_json::to_vec(&string).unwrap());
            }
        }
    }
}
