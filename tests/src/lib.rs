//! Models that several tests read and write, as a library author would annotate them.

pub use graph_model;

pub mod assignment_service;
pub mod client;
pub mod directory;
pub mod intune;
pub mod recorded_queries;
pub mod service;
pub mod site;
pub mod stand_in;

use std::error::Error;

use graph_model::Patch;

/// Returns the JSON that a patch sends.
///
/// # Panics
///
/// Panics if serde and the patch document do not write the same bytes.
pub fn json(patch: &impl Patch) -> String {
    let json = serde_json::to_string(patch).unwrap();
    assert_eq!(
        json.as_bytes(),
        patch.document().to_json().unwrap(),
        "both ways of writing agree"
    );
    json
}

/// Returns the messages of an error and of its causes.
#[must_use]
pub fn sentences(error: &dyn Error) -> Vec<String> {
    let mut sentences = vec![error.to_string()];
    let mut cause = error.source();
    while let Some(error) = cause {
        sentences.push(error.to_string());
        cause = error.source();
    }
    sentences
}

/// Returns the messages of an error and of its causes on one line.
#[must_use]
pub fn chain(error: &dyn Error) -> String {
    sentences(error).join(": ")
}
