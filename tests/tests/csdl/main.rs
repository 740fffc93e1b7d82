//! Metadata: read, compared with models, and turned into source.

mod conformance;
mod documented_patches;
mod drift;
mod generation;
mod metadata;
