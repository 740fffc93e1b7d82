//! The conventions that a service uses in its URLs.
//!
//! OData URL Conventions 4.01, sections 4.3.1 and 4.3.6 (keys) and 4.4 to 4.5 (operations); OData
//! JSON Format 4.01, section 14 (references).

/// How a service writes the key of an entity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyConvention {
    /// `/users/4f`, as in Microsoft Graph.
    #[default]
    AsSegment,
    /// `/Products(1)` and `/People('russellwhyte')`, as in most other services.
    InParentheses,
}

/// How a service writes the name of an action or a function that is bound to a type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OperationConvention {
    /// `/me/sendMail`, as in Microsoft Graph.
    #[default]
    ShortName,
    /// `/accounts(7)/Microsoft.Dynamics.CRM.Merge`, which OData 4.0 requires.
    QualifiedName,
}

/// How a service expects references to entities in a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReferenceConvention {
    /// The whole URL, as in Microsoft Graph.
    #[default]
    Absolute,
    /// The path below the service root, such as `users/4f`.
    Relative,
}

/// The conventions of a service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct UrlConventions {
    pub keys: KeyConvention,
    pub operations: OperationConvention,
    pub references: ReferenceConvention,
}
