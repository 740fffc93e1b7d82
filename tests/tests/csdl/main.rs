//! Metadata: read, compared with models, and turned into source.

mod conformance;
mod documented_patches;
mod documented_requests;
mod drift;
mod generation;
mod metadata;
