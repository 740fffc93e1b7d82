//! The bytes of a file that are under way: read once, and kept until the service has them.

use std::io::{self, Read};
use std::ops::Range;

use super::error::UploadError;

/// The bytes that were read and that the service may still need.
#[derive(Default)]
pub(crate) struct Window {
    /// The position of the first byte in the file.
    start: u64,
    bytes: Vec<u8>,
    /// Whether the reader is known to end with the file.
    is_end_checked: bool,
}

/// The most that is read at once.
const CHUNK: u64 = 1 << 20;

impl Window {
    /// The number of bytes to read next, until the range is complete. Bytes before the range are
    /// let go.
    pub(crate) fn wanted(&mut self, range: &Range<u64>) -> Result<usize, UploadError> {
        if range.start < self.start {
            return Err(UploadError::Rewound);
        }
        let unneeded = (range.start - self.start).min(self.bytes.len() as u64);
        self.start += unneeded;
        self.bytes.drain(..in_memory(unneeded));
        let end = self.start + self.bytes.len() as u64;
        Ok(in_memory(range.end.saturating_sub(end).min(CHUNK)))
    }

    /// Takes the bytes that were wanted. If there are fewer, the file has ended.
    pub(crate) fn take(&mut self, bytes: &[u8], wanted: usize) -> Result<(), UploadError> {
        self.bytes.extend_from_slice(bytes);
        if bytes.len() < wanted {
            let length = self.start + self.bytes.len() as u64;
            return Err(UploadError::SourceEnded { length });
        }
        Ok(())
    }

    /// Whether the range is the last one of the file, and the reader may go on after it.
    pub(crate) fn is_unchecked_end(&self, range: &Range<u64>, size: u64) -> bool {
        range.end == size && !self.is_end_checked
    }

    /// Takes what the reader gives after the last byte of the file.
    pub(crate) fn check_end(&mut self, more: &[u8]) -> Result<(), UploadError> {
        self.is_end_checked = true;
        if more.is_empty() {
            Ok(())
        } else {
            Err(UploadError::SourceLonger)
        }
    }

    /// The bytes of a range that is complete.
    pub(crate) fn bytes(&self, range: &Range<u64>) -> Vec<u8> {
        let length = in_memory(range.end.saturating_sub(range.start));
        self.bytes[..length.min(self.bytes.len())].to_vec()
    }
}

/// A length that memory can hold.
fn in_memory(length: u64) -> usize {
    usize::try_from(length).unwrap_or(usize::MAX)
}

/// Reads this many bytes, or fewer if the reader ends.
pub(crate) fn read_up_to(source: &mut impl Read, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(length);
    source.take(length as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}
