//! Writes the members of an object as JSON text.

use super::write_string;

/// The text of an object that is being written.
#[doc(hidden)]
pub struct ObjectText<'j> {
    json: &'j mut Vec<u8>,
    is_first: bool,
}

impl<'j> ObjectText<'j> {
    /// Starts an object at the end of a JSON text.
    pub(crate) fn start(json: &'j mut Vec<u8>) -> Self {
        json.push(b'{');
        Self {
            json,
            is_first: true,
        }
    }

    /// Continues an object whose members were written before, if there are any.
    #[inline]
    pub(crate) fn continued(json: &'j mut Vec<u8>, is_first: bool) -> Self {
        Self { json, is_first }
    }

    /// Writes the name of a declared member, which is given as JSON text has it between two values, and
    /// returns the text to which its value is appended.
    #[inline]
    pub(crate) fn declared(&mut self, name: &'static str) -> &mut Vec<u8> {
        let name = name.as_bytes();
        let name = if self.is_first { &name[1..] } else { name };
        self.is_first = false;
        self.json.extend_from_slice(name);
        self.json
    }

    /// Writes the name of a member that no type declares, and returns the text to which its value is
    /// appended.
    ///
    /// # Errors
    ///
    /// Returns the error of `serde_json`, which writes names with escapes.
    pub(crate) fn dynamic(&mut self, name: &str) -> serde_json::Result<&mut Vec<u8>> {
        if !self.is_first {
            self.json.push(b',');
        }
        self.is_first = false;
        write_string(name, self.json)?;
        self.json.push(b':');
        Ok(self.json)
    }

    /// Ends the object.
    pub(crate) fn end(self) {
        self.json.push(b'}');
    }
}
