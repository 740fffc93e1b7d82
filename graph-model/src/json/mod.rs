//! JSON text: reads it from any deserializer, writes it to any serializer, measures and trims it.
//!
//! Data that a model does not know must survive unchanged: the order of members, integers beyond
//! 2^53, and the spelling of dates and decimals. A tree of parsed values cannot promise that. The
//! text can.

pub(crate) mod base64;
mod bytes;
mod object_text;
mod raw;
mod reader;
mod scan;
mod special_byte;
mod string;
mod text;
mod write;

pub(crate) use bytes::{from_bytes, from_text};
pub(crate) use object_text::ObjectText;
pub(crate) use raw::{raw_value, takes_text, write_text};
pub(crate) use reader::{Cursor, Mark, REST_OF_TEXT, Refused, Token, with_hint, without_hint};
pub(crate) use scan::{depth, without_spaces};
pub(crate) use string::{needs_escape, write_string};
pub(crate) use text::JsonText;
pub(crate) use write::WriteText;
