//! Tests of the document that a patch sends, and of the changes since an entity was read.

mod changes;
mod document;
mod tracked;
