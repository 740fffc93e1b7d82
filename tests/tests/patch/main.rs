//! Tests of the document that a patch sends, and of the changes since an entity was read.

mod annotations;
mod by_handle;
mod changes;
mod compared_values;
mod document;
mod equality;
mod merging_service;
mod pairing;
mod related;
mod resent;
mod tracked;
mod without_a_patch;
