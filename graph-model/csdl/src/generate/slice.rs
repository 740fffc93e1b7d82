//! The decisions of an author: which part of a document is generated, and what differs from it.
//!
//! They are in a file, `graph-csdl.toml`, so that generating again with newer metadata keeps them.
//! The options of the command line are decisions as well, and go through the same type.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{error, fmt, fs, io};

use graph_model::path::KeyConvention;
use serde::Deserialize;

use super::complex_tag::ComplexTag;
use super::values::ValueFeature;

/// The decisions of an author about the source that is generated from metadata.
///
/// ```
/// use graph_csdl::{Generator, Metadata, Slice};
///
/// let metadata = Metadata::from_xml(
///     r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
///          <edmx:DataServices>
///            <Schema Namespace="contoso" xmlns="http://docs.oasis-open.org/odata/ns/edm">
///              <ComplexType Name="point">
///                <Property Name="x" Type="Edm.Int32"/>
///                <Property Name="y" Type="Edm.Int32"/>
///                <Property Name="seen" Type="Edm.DateTimeOffset"/>
///              </ComplexType>
///            </Schema>
///          </edmx:DataServices>
///        </edmx:Edmx>"#,
/// )?;
/// let slice = Slice::from_toml(
///     r#"
///     use = ["jiff"]
///
///     [types."contoso.point"]
///     name = "Position"
///     omit = ["y"]
///     rename = { seen = "seen_at" }
///     read_only = ["seen"]
///     "#,
/// )?;
/// let source = Generator::of_slice(&metadata, slice).to_source()?;
/// let ty = &source[source.find("pub struct").unwrap()..];
/// assert_eq!(
///     ty,
///     r#"pub struct Position {
///     pub x: Option<i32>,
///     #[graph(name = "seen", read_only)]
///     pub seen_at: Option<jiff::Timestamp>,
/// }
/// "#
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Slice {
    metadata: Vec<PathBuf>,
    out: Option<PathBuf>,
    pub(super) everything: bool,
    /// The namespace of the outermost module. Without it, that depends on all namespaces.
    pub(super) root: Option<String>,
    /// Types without decisions of their own.
    pub(super) include: Vec<String>,
    /// Types that are not generated, even if others need them.
    pub(super) exclude: BTreeSet<String>,
    /// How many relationships are followed from the named types.
    pub(super) depth: usize,
    pub(super) types: BTreeMap<String, TypeDecisions>,
    pub(super) operations: BTreeMap<String, OperationDecisions>,
    pub(super) complex_tag: ComplexTag,
    pub(super) keys: Option<Keys>,
    #[serde(rename = "use")]
    pub(super) features: Vec<ValueFeature>,
    /// The entity sets and singletons of each area. `None` if the types are not split.
    pub(super) areas: Option<BTreeMap<String, Vec<String>>>,
    pub(super) mostly_unused: bool,
}

/// The decisions about one type.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct TypeDecisions {
    /// The name in Rust.
    pub name: Option<String>,
    /// Whether the types that derive from it are generated as well. Without a decision, they are if
    /// a property or a parameter has the type.
    pub derived: Option<bool>,
    /// Whether it belongs to no area, whatever leads to it.
    pub shared: bool,
    /// The only properties that are generated, besides the key.
    pub properties: Option<BTreeSet<String>>,
    /// Properties that are not generated.
    pub omit: BTreeSet<String>,
    /// The names in Rust of properties, or of members of an enumeration.
    pub rename: BTreeMap<String, String>,
    pub read_only: BTreeSet<String>,
    pub create_only: BTreeSet<String>,
    /// Properties that the metadata calls computed or immutable, and that clients do write.
    pub writable: BTreeSet<String>,
    /// The only operations of the type that are generated, by their names without namespace.
    pub operations: Option<BTreeSet<String>>,
    /// The paths of an entity. The first is the type's own.
    pub paths: Option<Vec<String>>,
    /// The permissions that requests need.
    pub permissions: Permissions,
    /// The path of the Rust type, if it is not generated here: it is in another crate, or its author
    /// wrote it.
    pub elsewhere: Option<String>,
}

/// The permissions that requests need, least privileged first.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Permissions {
    pub delegated: Vec<String>,
    pub application: Vec<String>,
}

impl Permissions {
    pub(super) fn is_empty(&self) -> bool {
        self.delegated.is_empty() && self.application.is_empty()
    }
}

/// The decisions about one action or function.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct OperationDecisions {
    /// The name in Rust.
    pub name: Option<String>,
}

/// How keys are written in paths.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Keys {
    Segment,
    Parentheses,
}

impl From<Keys> for KeyConvention {
    fn from(keys: Keys) -> Self {
        match keys {
            Keys::Segment => Self::AsSegment,
            Keys::Parentheses => Self::InParentheses,
        }
    }
}

impl Slice {
    /// Reads the decisions from a string in TOML.
    ///
    /// # Errors
    ///
    /// Returns an error if the string is not TOML, or has an unknown key.
    pub fn from_toml(text: &str) -> Result<Self, SliceError> {
        toml::from_str(text).map_err(|error| SliceError::Syntax(Box::new(error)))
    }

    /// Reads the decisions from a file. Paths in the file are relative to its folder.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be read, is not TOML, or has an unknown key.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, SliceError> {
        let path = path.as_ref();
        let text = fs::read_to_string(path).map_err(SliceError::File)?;
        let mut slice = Self::from_toml(&text)?;
        let folder = path.parent().unwrap_or_else(|| Path::new(""));
        for file in slice.metadata.iter_mut().chain(&mut slice.out) {
            *file = folder.join(&*file);
        }
        Ok(slice)
    }

    /// The metadata documents: files and folders.
    #[must_use]
    pub fn metadata(&self) -> &[PathBuf] {
        &self.metadata
    }

    /// The file or the folder for the source.
    #[must_use]
    pub fn out(&self) -> Option<&Path> {
        self.out.as_deref()
    }

    /// Whether everything that the document declares is generated: nothing is named, or the author
    /// says so.
    pub(super) fn is_everything(&self) -> bool {
        let names_nothing =
            self.types.is_empty() && self.include.is_empty() && self.operations.is_empty();
        self.everything || names_nothing
    }

    /// The named types.
    pub(super) fn named_types(&self) -> impl Iterator<Item = &str> {
        let decided = self.types.keys().map(String::as_str);
        decided.chain(self.include.iter().map(String::as_str))
    }

    /// Whether the types derived from this one come along where a property or a parameter has it.
    pub(super) fn takes_derived(&self, name: &str) -> bool {
        let decided = self.of_type(name).and_then(|decisions| decisions.derived);
        decided.unwrap_or(true)
    }

    pub(super) fn of_type(&self, name: &str) -> Option<&TypeDecisions> {
        self.types.get(name)
    }
}

/// The reason why decisions could not be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum SliceError {
    /// The file cannot be read.
    File(io::Error),
    /// The string is not TOML, or has an unknown key.
    Syntax(Box<dyn error::Error + Send + Sync>),
}

impl fmt::Display for SliceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(_) => f.write_str("the file of decisions cannot be read"),
            Self::Syntax(_) => f.write_str("the decisions have a mistake"),
        }
    }
}

impl error::Error for SliceError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::File(error) => Some(error),
            Self::Syntax(error) => Some(&**error),
        }
    }
}
