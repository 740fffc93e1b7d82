//! JSON text: taken from any deserializer, written to any serializer, measured and trimmed.
//!
//! What a model does not know must survive unchanged: the order of members, integers beyond 2^53, the spelling of dates
//! and decimals. A tree of parsed values cannot promise that; the text can.

mod scan;
mod text;
mod write;

pub(crate) use scan::{depth, without_spaces};
pub(crate) use text::JsonText;
pub(crate) use write::WriteText;
