//! The options of the generator, the steps of generating, and the output.

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::complex_tag::ComplexTag;
use super::error::GenerateError;
use super::modules;
use super::names::Names;
use super::recursion::Recursion;
use super::selection::{RUNTIME_ENTITY, Selection};
use super::shape::Shapes;
use super::values::{ValueFeature, ValueTypes};
use crate::containment;
use crate::metadata::{Metadata, TypeDeclaration};

/// Writes annotated source for the types of a metadata document.
///
/// ```
/// use graph_csdl::{Generator, Metadata};
///
/// let metadata = Metadata::from_xml(
///     r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
///          <edmx:DataServices>
///            <Schema Namespace="contoso" xmlns="http://docs.oasis-open.org/odata/ns/edm">
///              <ComplexType Name="point">
///                <Property Name="x" Type="Edm.Int32"/>
///                <Property Name="yInMM" Type="Edm.Int32" Nullable="false"/>
///              </ComplexType>
///            </Schema>
///          </edmx:DataServices>
///        </edmx:Edmx>"#,
/// )?;
/// let source = Generator::new(&metadata).types(["contoso.point"]).to_source()?;
/// assert_eq!(
///     source,
///     r#"//! Types of `contoso`.
///
/// #![allow(
///     clippy::derive_partial_eq_without_eq,
///     clippy::doc_markdown,
///     clippy::large_enum_variant,
///     clippy::struct_field_names,
///     clippy::too_long_first_doc_paragraph,
///     clippy::use_self,
///     reason = "the names, sizes and documentation of the types follow the metadata"
/// )]
///
/// use graph_model::graph_complex;
///
/// /// `contoso.point`
/// #[graph_complex(odata = "contoso.point")]
/// #[derive(Clone, Debug, Default, PartialEq)]
/// pub struct Point {
///     pub x: Option<i32>,
///     #[graph(name = "yInMM", not_null)]
///     pub y_in_mm: Option<i32>,
/// }
/// "#
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Generator<'m> {
    metadata: &'m Metadata,
    types: Option<Vec<String>>,
    operations: Vec<String>,
    complex_tag: ComplexTag,
    values: ValueTypes,
}

impl<'m> Generator<'m> {
    /// Creates a generator of everything that the document declares.
    #[must_use]
    pub fn new(metadata: &'m Metadata) -> Self {
        Self {
            metadata,
            types: None,
            operations: Vec::new(),
            complex_tag: ComplexTag::default(),
            values: ValueTypes::default(),
        }
    }

    /// Generates only these types, by their qualified names, and the types that they need: base
    /// types, the types of their properties and all types derived from the latter. Related entities
    /// are not needed. If they are not generated for another reason, they are kept as
    /// [`UnknownObject`](graph_model::UnknownObject)s.
    #[must_use]
    pub fn types<N: Into<String>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
        self.types = Some(names.into_iter().map(Into::into).collect());
        self
    }

    /// Generates these actions and functions, by their qualified names, and the types that they need.
    /// A name means all overloads; `microsoft.graph.assign(microsoft.graph.mobileApp)` means those
    /// that are bound to one type. Without [`types`](Self::types) all operations are generated anyway.
    /// With it, so are the operations that are bound to one of those types, if the types of all their
    /// parameters are generated.
    #[must_use]
    pub fn operations<N: Into<String>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
        self.operations.extend(names.into_iter().map(Into::into));
        self
    }

    /// Sets the form in which complex types write their tag.
    #[must_use]
    pub fn complex_tag(mut self, tag: ComplexTag) -> Self {
        self.complex_tag = tag;
        self
    }

    /// Uses the types of a feature, such as [`ValueFeature::Jiff`], for values that are otherwise
    /// kept as strings or JSON.
    #[must_use]
    pub fn with(mut self, feature: ValueFeature) -> Self {
        self.values.0.push(feature);
        self
    }

    /// The source of one file, with a module for each namespace except the shortest.
    ///
    /// # Errors
    ///
    /// Returns an error if a named type or the type of a property is not declared, or if an
    /// enumeration has more flags than a value has bits.
    pub fn to_source(&self) -> Result<String, GenerateError> {
        self.generate(modules::one_file)
    }

    /// The files of a folder, one for each namespace, with paths within the folder.
    ///
    /// # Errors
    ///
    /// Returns an error if a named type or the type of a property is not declared, or if an
    /// enumeration has more flags than a value has bits.
    pub fn to_folder(&self) -> Result<Vec<(PathBuf, String)>, GenerateError> {
        self.generate(modules::folder)
    }

    /// Writes a file, or a folder if `out` does not end in `.rs`. Returns the paths of the written
    /// files.
    ///
    /// # Errors
    ///
    /// Returns an error if the source cannot be generated or written.
    pub fn write(&self, out: &Path) -> Result<Vec<PathBuf>, GenerateError> {
        let files = if out.extension().is_some_and(|extension| extension == "rs") {
            vec![(out.to_owned(), self.to_source()?)]
        } else {
            let files = self.to_folder()?.into_iter();
            files
                .map(|(path, source)| (out.join(path), source))
                .collect()
        };
        for (path, source) in &files {
            write_file(path, source).map_err(|error| GenerateError::File {
                path: path.clone(),
                error,
            })?;
        }
        Ok(files.into_iter().map(|(path, _)| path).collect())
    }

    fn generate<T>(
        &self,
        layout: impl FnOnce(&modules::Modules<'_>) -> Result<T, GenerateError>,
    ) -> Result<T, GenerateError> {
        let selection = match &self.types {
            Some(names) => Selection::of(self.metadata, names, &self.operations)?,
            None if !self.operations.is_empty() => {
                Selection::of(self.metadata, &[], &self.operations)?
            }
            None => Selection::all(self.metadata),
        };
        check_flags(&selection)?;
        let names = Names::of(self.metadata);
        let mut paths = containment::paths(self.metadata);
        // The runtime's own entity has no generated attribute that could contain its path.
        paths.remove(RUNTIME_ENTITY);
        layout(&modules::Modules {
            shapes: Shapes {
                metadata: self.metadata,
                selection: &selection,
                names: &names,
                recursion: Recursion::of(&selection),
                values: &self.values,
            },
            paths: &paths,
            unions: selection.declared_polymorphic(),
            complex_tag: self.complex_tag,
        })
    }
}

/// Checks that an enumeration has at most 64 flags. A value of flags has 64 bits, so the macro does
/// not accept more.
fn check_flags(selection: &Selection<'_>) -> Result<(), GenerateError> {
    for declaration in selection.declarations() {
        if let TypeDeclaration::Enumeration(ty) = declaration
            && ty.flags
            && ty.members.len() > 64
        {
            let name = ty.name.clone();
            return Err(GenerateError::TooManyFlags { name });
        }
    }
    Ok(())
}

fn write_file(path: &Path, source: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, source)
}
