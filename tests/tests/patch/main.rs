//! What a patch sends, and what changed since an entity was read.

mod changes;
mod document;
mod tracked;
