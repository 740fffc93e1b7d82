//! Finds the bytes that a JSON string cannot hold as they are (RFC 8259, section 7): the quotation mark,
//! the backslash and control characters.

/// The number of bytes that are looked at together, first for whether one is special, and then for
/// which one.
const BLOCK: usize = 16;

/// Returns the position of the first quotation mark, backslash or control character at or after
/// `start`.
#[inline]
pub(super) fn find(bytes: &[u8], start: usize) -> Option<usize> {
    let (blocks, last) = bytes.get(start..)?.as_chunks::<BLOCK>();
    for (number, block) in blocks.iter().enumerate() {
        if has_special(block) {
            return Some(start + number * BLOCK + first_special(block));
        }
    }
    let position = last.iter().position(|&byte| is_special(byte))?;
    Some(start + blocks.len() * BLOCK + position)
}

/// Whether one of the bytes is special.
#[inline]
pub(super) fn has_any(bytes: &[u8]) -> bool {
    match bytes.last_chunk::<BLOCK>() {
        // The last block repeats some bytes of the one before it, so that none is looked at alone.
        Some(last) => bytes.as_chunks().0.iter().any(has_special) || has_special(last),
        None => bytes.iter().any(|&byte| is_special(byte)),
    }
}

fn is_special(byte: u8) -> bool {
    byte < b' ' || byte == b'"' || byte == b'\\'
}

/// Whether one of the bytes is special. Without an early end, the compiler uses vector instructions.
#[inline]
fn has_special(block: &[u8; BLOCK]) -> bool {
    let is_special = |&byte: &u8| u8::from(is_special(byte));
    block
        .iter()
        .map(is_special)
        .fold(0, |found, byte| found | byte)
        != 0
}

/// The position of the first special byte, of which there is one.
#[inline]
fn first_special(block: &[u8; BLOCK]) -> usize {
    let found = special_bytes(u128::from_le_bytes(*block));
    found.trailing_zeros() as usize / 8
}

/// The highest bit of each special byte. Bits above the lowest of these may be wrong: a subtraction
/// borrows from the byte above.
#[inline]
fn special_bytes(block: u128) -> u128 {
    const fn repeated(byte: u8) -> u128 {
        u128::from_ne_bytes([byte; BLOCK])
    }
    let below = |block: u128, limit: u8| block.wrapping_sub(repeated(limit));
    let equal = |byte: u8| below(block ^ repeated(byte), 1);
    (below(block, b' ') | equal(b'"') | equal(b'\\')) & !block & repeated(0x80)
}

#[cfg(test)]
mod tests {
    use super::{find, has_any, is_special};

    /// Every byte, at every place of two words, with every byte before it that is not special.
    #[test]
    fn the_first_special_byte_is_found() {
        for byte in 0..=u8::MAX {
            for position in 0..20 {
                for other in [b' ', b'!', b'#', b'[', b']', 0x7f, 0x80, 0xff] {
                    let mut bytes = [other; 20];
                    bytes[position] = byte;
                    for start in 0..=20 {
                        let expected = (start..20).find(|&at| is_special(bytes[at]));
                        assert_eq!(find(&bytes, start), expected, "{bytes:?}, from {start}");
                        assert_eq!(has_any(&bytes[start..]), expected.is_some(), "{bytes:?}");
                    }
                }
            }
        }
        assert_eq!(find(b"\"", 2), None);
    }
}
