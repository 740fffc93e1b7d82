//! How complex types write their tag.

/// How complex types write their tag; metadata does not tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ComplexTag {
    /// `#microsoft.graph.identity`
    #[default]
    Hash,
    /// `microsoft.graph.identity`, as Graph's Intune pages have it.
    Bare,
    /// No tag.
    None,
}
