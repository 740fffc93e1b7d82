//! Metadata documents as strings and as files.

use std::path::Path;
use std::{fs, io};

use super::metadata::Metadata;
use super::metadata_error::{MetadataError, Problem};
use super::reader;

/// The size of the longest document that is read, in bytes. Microsoft Graph's document has 3.4
/// million bytes.
const LONGEST: usize = 256 << 20;

impl Metadata {
    /// Reads a document.
    ///
    /// # Errors
    ///
    /// Returns an error if the string is not a metadata document. The error has the line and the
    /// problem.
    pub fn from_xml(text: &str) -> Result<Self, MetadataError> {
        reader::read(text)
    }

    /// Reads a document from a file, in UTF-8.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be read, is longer than 256 MiB, or does not contain a
    /// metadata document.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, MetadataError> {
        let bytes = read_file(path.as_ref()).map_err(Problem::File)?;
        if bytes.len() > LONGEST {
            return Err(Problem::TooLong { longest: LONGEST }.into());
        }
        match String::from_utf8(bytes) {
            Ok(text) => Self::from_xml(&text),
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                let line = reader::line_at(error.as_bytes(), valid);
                Err(MetadataError::at(line, Problem::NotUtf8))
            }
        }
    }
}

/// Reads a file, up to one byte more than the limit. The extra byte shows that the file is too
/// long.
fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::Read::read_to_end(
        &mut io::Read::take(fs::File::open(path)?, LONGEST as u64 + 1),
        &mut bytes,
    )?;
    Ok(bytes)
}
