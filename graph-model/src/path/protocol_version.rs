//! The version of the protocol that a client understands.
//!
//! OData Protocol 4.01, section 8.2.7 (`OData-MaxVersion`).

/// The latest version of OData in which a service may respond.
///
/// Responses of both versions are read. OData 4.01 leaves out the prefix `odata.` of control
/// information, and knows operators that OData 4.0 does not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ProtocolVersion {
    /// OData 4.0, which every service of OData 4 understands.
    #[default]
    V4_0,
    /// OData 4.01.
    V4_01,
}

impl ProtocolVersion {
    /// The value of the header.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::V4_0 => "4.0",
            Self::V4_01 => "4.01",
        }
    }
}
