//! Measures and trims JSON text without parsing it.

/// Returns the text without the white space between its tokens, or `None` if there is nothing to
/// remove.
pub(crate) fn without_spaces(text: &str) -> Option<String> {
    let is_space = |byte: u8| u8::from(matches!(byte, b' ' | b'\t' | b'\r' | b'\n'));
    // Without an early end, the compiler uses vector instructions.
    let has_space = text.bytes().map(is_space).fold(0, u8::max) != 0;
    let is_string = text.starts_with('"') && text.ends_with('"');
    if !has_space || is_string {
        return None;
    }
    let mut scan = Scan::default();
    let first = text.bytes().position(|byte| scan.is_space(byte))?;
    let mut compact = String::with_capacity(text.len());
    compact.push_str(&text[..first]);
    let mut scan = Scan::default();
    let kept = text.char_indices().filter(|&(at, c)| {
        // White space between tokens is always ASCII.
        let space = c.is_ascii() && scan.is_space(text.as_bytes()[at]);
        at >= first && !space
    });
    compact.extend(kept.map(|(_, c)| c));
    Some(compact)
}

/// Returns the nesting depth of the arrays and objects in the text of a JSON value.
pub(crate) fn depth(text: &str) -> usize {
    let mut scan = Scan::default();
    let (mut open, mut deepest) = (0_usize, 0);
    for byte in text.bytes() {
        scan.is_space(byte);
        match byte {
            b'[' | b'{' if !scan.in_string => {
                open += 1;
                deepest = deepest.max(open);
            }
            b']' | b'}' if !scan.in_string => open = open.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// Tracks whether the scan of a JSON text is inside a string.
#[derive(Default)]
struct Scan {
    in_string: bool,
    escaped: bool,
}

impl Scan {
    /// Takes the next byte and returns whether it is white space between tokens.
    fn is_space(&mut self, byte: u8) -> bool {
        if self.escaped {
            self.escaped = false;
            return false;
        }
        match byte {
            b'"' => self.in_string = !self.in_string,
            b'\\' => self.escaped = true,
            _ => {}
        }
        !self.in_string && matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
    }
}
