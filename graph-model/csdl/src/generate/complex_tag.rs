//! The form in which complex types write their tag.

use serde::Deserialize;

/// The form in which complex types write their tag. The metadata does not show it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ComplexTag {
    /// `#microsoft.graph.identity`
    #[default]
    Hash,
    /// `microsoft.graph.identity`, as on Graph's Intune pages.
    Bare,
    /// No tag, unless another type is declared.
    None,
    /// `#microsoft.graph.identity`, and only where another type is declared.
    Derived,
}
