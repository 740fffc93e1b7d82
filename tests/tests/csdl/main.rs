//! Metadata: read, compared with models, and turned into source.

mod conformance;
mod documented_patches;
mod generation;
mod metadata;
