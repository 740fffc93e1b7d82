//! The form in which complex types write their tag.

/// The form in which complex types write their tag. The metadata does not show it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
