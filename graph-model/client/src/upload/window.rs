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

/// The maximum number of bytes to read at once.
const CHUNK: u64 = 1 << 20;

impl Window {
    /// The number of bytes to read next, until the range is complete. Drops the bytes before the
    /// range. At the end of the file, asks for one more byte, to check that the reader has ended.
    pub(crate) fn wanted(&mut self, range: &Range<u64>, size: u64) -> Result<usize, UploadError> {
        if range.start < self.start {
            return Err(UploadError::Rewound);
        }
        let unneeded = (range.start - self.start).min(self.bytes.len() as u64);
        self.start += unneeded;
        self.bytes.drain(..in_memory(unneeded));
        let wanted = in_memory(range.end.saturating_sub(self.end()).min(CHUNK));
        let is_last = range.end == size && !self.is_end_checked;
        Ok(if wanted == 0 {
            usize::from(is_last)
        } else {
            wanted
        })
    }

    /// Takes the bytes that were wanted. If there are fewer, the file has ended.
    pub(crate) fn take(
        &mut self,
        bytes: &[u8],
        wanted: usize,
        size: u64,
    ) -> Result<(), UploadError> {
        if self.end() == size {
            self.is_end_checked = true;
            return if bytes.is_empty() {
                Ok(())
            } else {
                Err(UploadError::SourceLonger)
            };
        }
        self.bytes.extend_from_slice(bytes);
        if bytes.len() < wanted {
            return Err(UploadError::SourceEnded { length: self.end() });
        }
        Ok(())
    }

    /// The position after the last byte that was read.
    fn end(&self) -> u64 {
        self.start + self.bytes.len() as u64
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
