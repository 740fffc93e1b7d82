//! Metadata: read, compared with models, and turned into source.

mod any_service;
mod areas;
mod conformance;
mod documented_patches;
mod documented_requests;
mod drift;
mod generation;
mod metadata;
mod other_services;
mod refused_metadata;
mod regeneration;
mod slices;
