//! Models that several tests read and write, as a library author would annotate them.

pub use graph_model;

pub mod client;
pub mod directory;
pub mod intune;
pub mod site;
pub mod stand_in;

use graph_model::Patch;

/// What a patch sends.
///
/// # Panics
///
/// When serde's way and the document's own do not write the same bytes.
pub fn json(patch: &impl Patch) -> String {
    let json = serde_json::to_string(patch).unwrap();
    assert_eq!(
        json.as_bytes(),
        patch.document().to_json().unwrap(),
        "both ways of writing agree"
    );
    json
}
