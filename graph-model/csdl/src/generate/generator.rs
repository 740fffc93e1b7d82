//! The options of the generator, the steps of generating, and the output.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::areas::Areas;
use super::changes::{self, Change};
use super::complex_tag::ComplexTag;
use super::counts::Counts;
use super::error::GenerateError;
use super::files::{self, Earlier, File, Leftovers};
use super::manifest::Manifest;
use super::modules::{self, Modules};
use super::name_rules::NameRules;
use super::names::Names;
use super::narrowed::narrowed;
use super::paths::{key_convention, paths};
use super::recursion::Recursion;
use super::selection::Selection;
use super::shape::Shapes;
use super::slice::{Keys, Slice};
use super::surface::Surface;
use super::values::{ValueFeature, ValueTypes};
use crate::containment;
use crate::metadata::Metadata;
use graph_model::path::KeyConvention;

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
///     missing_docs,
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
    slice: Slice,
    overwrite: bool,
}

impl<'m> Generator<'m> {
    /// Creates a generator of everything that the document declares.
    #[must_use]
    pub fn new(metadata: &'m Metadata) -> Self {
        Self::of_slice(metadata, Slice::default())
    }

    /// Creates a generator of what an author decided on.
    #[must_use]
    pub fn of_slice(metadata: &'m Metadata, slice: Slice) -> Self {
        Self {
            metadata,
            slice,
            overwrite: false,
        }
    }

    /// Generates these types, by their qualified names, and the types that they need: base types,
    /// and the types of their properties with all types derived from the latter. Everything else
    /// that is not named is left out. Related entities are not needed. If they are not generated
    /// for another reason, they are kept as [`UnknownObject`](graph_model::UnknownObject)s.
    #[must_use]
    pub fn types<N: Into<String>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
        self.slice.include.extend(names.into_iter().map(Into::into));
        self
    }

    /// Generates these actions and functions, by their qualified names, and the types that they need.
    /// A name means all overloads; `microsoft.graph.assign(microsoft.graph.mobileApp)` means those
    /// that are bound to one type. Without [`types`](Self::types) all operations are generated anyway.
    /// With it, so are the operations that are bound to one of those types, if the types of all their
    /// parameters are generated.
    #[must_use]
    pub fn operations<N: Into<String>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
        for name in names {
            self.slice.operations.entry(name.into()).or_default();
        }
        self
    }

    /// Sets the form in which complex types write their tag.
    #[must_use]
    pub fn complex_tag(mut self, tag: ComplexTag) -> Self {
        self.slice.complex_tag = tag;
        self
    }

    /// Sets how the paths of entities write a key of one property. Without it, that depends on the
    /// metadata: keys are segments in Microsoft Graph, and where the service supports them
    /// (`Org.OData.Capabilities.V1.KeyAsSegmentSupported`). Elsewhere they are in parentheses.
    #[must_use]
    pub fn keys(mut self, convention: KeyConvention) -> Self {
        self.slice.keys = Some(match convention {
            KeyConvention::InParentheses => Keys::Parentheses,
            _ => Keys::Segment,
        });
        self
    }

    /// Uses the types of a feature, such as [`ValueFeature::Jiff`], for values that are otherwise
    /// kept as strings or JSON.
    #[must_use]
    pub fn with(mut self, feature: ValueFeature) -> Self {
        self.slice.features.push(feature);
        self
    }

    /// Whether files that were edited, or that were not generated, are overwritten. Without it,
    /// they are an error.
    #[must_use]
    pub fn overwrite(mut self, overwrite: bool) -> Self {
        self.overwrite = overwrite;
        self
    }

    /// The source of one file, with a module for each namespace except the shortest.
    ///
    /// # Errors
    ///
    /// Returns an error if a decision has a mistake, such as the name of a type that is not declared.
    pub fn to_source(&self) -> Result<String, GenerateError> {
        self.generate(modules::one_file)
    }

    /// The files of a folder, one for each namespace and area, with paths within the folder.
    ///
    /// # Errors
    ///
    /// Returns an error if a decision has a mistake, such as the name of a type that is not declared.
    pub fn to_folder(&self) -> Result<Vec<(PathBuf, String)>, GenerateError> {
        self.generate(modules::folder)
    }

    /// Generates a file, or a folder if `out` does not end in `.rs`, and compares it with the source
    /// that is there. Nothing is written yet.
    ///
    /// # Errors
    ///
    /// Returns an error if the source cannot be generated, or if the source that is there cannot be
    /// read.
    pub fn prepare(&self, out: &Path) -> Result<Prepared, GenerateError> {
        let is_file = out.extension().is_some_and(|extension| extension == "rs");
        let (files, areas, counts) = self.generate(|modules| {
            let files = if is_file {
                vec![(out.to_owned(), modules::one_file(modules))]
            } else {
                let files = modules::folder(modules).into_iter();
                files
                    .map(|(path, source)| (out.join(path), source))
                    .collect()
            };
            let areas = modules.shapes.areas.names().clone();
            (files, areas, Counts::of(modules))
        })?;
        let earlier = Earlier::read(out)?;
        let before = Surface::of(&earlier.files, &earlier.root);
        let changes = if earlier.files.is_empty() {
            Vec::new()
        } else {
            changes::between(&before, &Surface::of(&files, out))
        };
        let hints = self.slice.mostly_unused;
        Ok(Prepared {
            manifest: Manifest::with_areas(out, &areas, &before.features(), hints)?,
            files,
            earlier,
            changes,
            counts,
            overwrite: self.overwrite,
        })
    }

    /// Writes a file, or a folder if `out` does not end in `.rs`. Returns the paths of the written
    /// files.
    ///
    /// # Errors
    ///
    /// Returns an error if the source cannot be generated or written, or if a file was edited.
    pub fn write(&self, out: &Path) -> Result<Vec<PathBuf>, GenerateError> {
        let prepared = self.prepare(out)?;
        prepared.write()?;
        Ok(prepared.files().map(Path::to_owned).collect())
    }

    /// The metadata without the properties that the decisions leave out, and with the capabilities
    /// that they set: what [`drift`](crate::drift) compares generated source with.
    ///
    /// # Errors
    ///
    /// Returns an error if a decision has a mistake, such as the name of a type that is not declared.
    pub fn metadata(&self) -> Result<Cow<'m, Metadata>, GenerateError> {
        narrowed(self.metadata, &self.slice)
    }

    /// The qualified names of the types that are generated, in the order of the document.
    ///
    /// # Errors
    ///
    /// Returns an error if a decision has a mistake, such as the name of a type that is not declared.
    pub fn type_names(&self) -> Result<Vec<String>, GenerateError> {
        self.generate(|modules| {
            let declarations = modules.shapes.selection.declarations();
            declarations
                .map(|declaration| declaration.name().to_owned())
                .collect()
        })
    }

    fn generate<T>(&self, layout: impl FnOnce(&Modules<'_>) -> T) -> Result<T, GenerateError> {
        let slice = &self.slice;
        let metadata = &*narrowed(self.metadata, slice)?;
        let selection = if slice.is_everything() {
            Selection::all(metadata, slice)?
        } else {
            Selection::of(metadata, slice)?
        };
        let names = Names::of(metadata, slice)?;
        let keys = key_convention(metadata, slice);
        let by_containment = containment::paths(metadata, keys);
        let areas = Areas::of(&selection, slice, &by_containment)?;
        Ok(layout(&Modules {
            rules: NameRules::of(metadata, &names),
            paths: &paths(metadata, slice, &names, &by_containment)?,
            unions: selection.unions(),
            complex_tag: slice.complex_tag,
            keys,
            shapes: Shapes {
                metadata,
                selection: &selection,
                names: &names,
                recursion: Recursion::of(&selection),
                areas: &areas,
                values: &ValueTypes(slice.features.clone()),
            },
        }))
    }
}

/// Generated source that is not written yet.
#[derive(Debug)]
pub struct Prepared {
    files: Vec<File>,
    earlier: Earlier,
    manifest: Option<Manifest>,
    changes: Vec<Change>,
    counts: Counts,
    overwrite: bool,
}

impl Prepared {
    /// The paths of the files to write.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(|(path, _)| path.as_path())
    }

    /// How much is generated.
    #[must_use]
    pub fn counts(&self) -> &Counts {
        &self.counts
    }

    /// The changes for users of the types that were generated before, beginning with the breaking
    /// ones.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Features of areas that are added to the manifest of the package.
    pub fn added_features(&self) -> impl Iterator<Item = &str> {
        let added = self.manifest.iter().flat_map(|manifest| &manifest.added);
        added.map(String::as_str)
    }

    /// Features of the manifest whose areas are no more. They enable nothing.
    pub fn unused_features(&self) -> impl Iterator<Item = &str> {
        let unused = self.manifest.iter().flat_map(|manifest| &manifest.unused);
        unused.map(String::as_str)
    }

    /// The files that differ from what would be written: source, and the manifest of the package.
    pub fn outdated(&self) -> impl Iterator<Item = &Path> {
        let outdated = |(path, source): &&File| !files::is_current(path, source);
        let sources = self.files.iter().filter(outdated);
        let manifest = self
            .manifest
            .iter()
            .filter(|manifest| !manifest.is_current());
        let manifest = manifest.map(|manifest| manifest.path.as_path());
        sources.map(|(path, _)| path.as_path()).chain(manifest)
    }

    /// A file that has edits or was not generated, because of which nothing will be written unless
    /// files are overwritten.
    ///
    /// # Errors
    ///
    /// Returns an error if a file cannot be read.
    pub fn edited(&self) -> Result<Option<&Path>, GenerateError> {
        files::edited(&self.files)
    }

    /// Writes the files and the features of areas. Removes files that were generated before and are
    /// not generated any more.
    ///
    /// # Errors
    ///
    /// Returns an error if a file was edited, or cannot be written. If a file was edited, nothing is
    /// written.
    pub fn write(&self) -> Result<Leftovers, GenerateError> {
        files::write(&self.files, self.overwrite)?;
        if let Some(manifest) = &self.manifest {
            manifest.write()?;
        }
        self.earlier.remove_others(&self.files)
    }
}
