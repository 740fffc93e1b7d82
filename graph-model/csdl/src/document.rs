//! Metadata documents as text and as files.

use std::path::Path;
use std::{fs, io};

use super::metadata::Metadata;
use super::metadata_error::{MetadataError, Problem};
use super::reader;

/// The longest document that is read, in bytes; Microsoft Graph's has 3.4 million.
const LONGEST: usize = 256 << 20;

impl Metadata {
    /// Reads a document.
    ///
    /// # Errors
    ///
    /// When the text is no metadata document, with the line and what is wrong there.
    pub fn from_xml(text: &str) -> Result<Self, MetadataError> {
        reader::read(text)
    }

    /// Reads a document from a file, in UTF-8.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, is longer than 256 MiB, or holds no metadata document.
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

/// One byte more than may be read tells a file that is too long.
fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::Read::read_to_end(
        &mut io::Read::take(fs::File::open(path)?, LONGEST as u64 + 1),
        &mut bytes,
    )?;
    Ok(bytes)
}
