//! Names in OData (OData CSDL 4.01, section 17.2).

/// Whether a string can be the name of a property, a type or an operation, without a namespace.
pub(crate) fn is_identifier(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}
