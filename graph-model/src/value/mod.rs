//! Values between serde and the models.
//!
//! [`read`] turns any deserializer into [`Input`](crate::description::input::Input)s, and `write`
//! writes any [`View`](crate::description::view::View) to any serializer. Both are generic over the
//! format and not over the model, so a program holds them once for each format that it uses.
//!
//! JSON text needs no serde in between: `text_members` reads objects at a cursor in the text of a
//! response, and `write_json` writes them as text. `map_members` reads objects from any other input.
//! `members` fills a draft from either, and `write_members` walks over an object for either output.

mod filling;
mod map_members;
mod members;
mod read;
mod text_members;
mod variant;
mod write;
mod write_json;
mod write_members;

pub(crate) use read::read;
pub(crate) use write_json::{is_same_json, write_json, write_member};
pub(crate) use write_members::with_annotations_first;
