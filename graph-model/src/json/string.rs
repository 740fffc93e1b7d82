//! Writes strings.

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

/// Whether JSON writes a character of the string in another form (RFC 8259, section 7).
fn needs_escape(string: &str) -> bool {
    let is_special = |byte: u8| u8::from(byte < b' ' || byte == b'"' || byte == b'\\');
    // Without an early end, the compiler uses vector instructions.
    string.bytes().map(is_special).fold(0, u8::max) != 0
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
