//! Metadata documents as strings and as files, and the documents that they refer to.
//!
//! A document may use types of other documents (CSDL XML 4.01, section 3.3). A reference names a URL.
//! Nothing is fetched: a referenced document is read if a file of that name is in the folder of
//! the file that refers to it.

use std::collections::{HashSet, VecDeque};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::metadata::Metadata;
use super::metadata_error::{MetadataError, Problem};
use super::reader;
use super::resolver::{self, Document};

/// The size of the longest document that is read, in bytes. Microsoft Graph's document has 3.4
/// million bytes.
const LONGEST: usize = 256 << 20;

impl Metadata {
    /// Reads a document.
    ///
    /// # Errors
    ///
    /// Returns an error if the string is not a metadata document of OData 4. The error has the line
    /// and the problem.
    pub fn from_xml(text: &str) -> Result<Self, MetadataError> {
        Self::from_documents([text])
    }

    /// Reads several documents of one service, which may use each other's types.
    ///
    /// ```
    /// use graph_csdl::Metadata;
    ///
    /// let document = |namespace: &str, types: &str| {
    ///     format!(
    ///         r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
    ///              <edmx:DataServices>
    ///                <Schema Namespace="{namespace}" xmlns="http://docs.oasis-open.org/odata/ns/edm">{types}</Schema>
    ///              </edmx:DataServices>
    ///            </edmx:Edmx>"#
    ///     )
    /// };
    /// let shapes = document("shapes", r#"<ComplexType Name="point"/>"#);
    /// let maps = document(
    ///     "maps",
    ///     r#"<ComplexType Name="place"><Property Name="at" Type="shapes.point"/></ComplexType>"#,
    /// );
    /// let metadata = Metadata::from_documents([&*maps, &*shapes])?;
    /// assert_eq!(metadata.complex_types().collect::<Vec<_>>(), ["maps.place", "shapes.point"]);
    ///
    /// // A type that no document declares can hold any JSON.
    /// let alone = Metadata::from_documents([&*maps])?;
    /// assert_eq!(
    ///     alone.warnings()[0].to_string(),
    ///     "`maps.place/at` is of type `shapes.point`, which no document declares, so its value can be any JSON"
    /// );
    /// # Ok::<(), graph_csdl::MetadataError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if a string is not a metadata document of OData 4, or if two documents
    /// declare the same type.
    pub fn from_documents<'t>(
        texts: impl IntoIterator<Item = &'t str>,
    ) -> Result<Self, MetadataError> {
        let documents: Result<Vec<Document>, MetadataError> =
            texts.into_iter().map(reader::read).collect();
        resolver::resolve(documents?)
    }

    /// Reads a document from a file, in UTF-8, with the documents that it refers to. See
    /// [`from_files`](Self::from_files).
    ///
    /// # Errors
    ///
    /// Returns an error if a file cannot be read, is longer than 256 MiB, or does not contain a
    /// metadata document of OData 4.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, MetadataError> {
        Self::from_files([path])
    }

    /// Reads the documents of one service from files, and from folders, of which all files that end
    /// in `.xml`, `.csdl` or `.edmx` are read.
    ///
    /// A document may refer to others. A referenced document is read as well if its file is in the
    /// folder of the document that refers to it. Only its types are used: its entity sets belong to
    /// another service.
    ///
    /// # Errors
    ///
    /// Returns an error if a file cannot be read, is longer than 256 MiB, or does not contain a
    /// metadata document of OData 4, or if two documents declare the same type.
    pub fn from_files<P: AsRef<Path>>(
        paths: impl IntoIterator<Item = P>,
    ) -> Result<Self, MetadataError> {
        let mut files = Files::default();
        for path in paths {
            files.add(path.as_ref())?;
        }
        resolver::resolve(files.read()?)
    }
}

/// The files to read, each once.
#[derive(Default)]
struct Files {
    open: VecDeque<PathBuf>,
    seen: HashSet<PathBuf>,
}

impl Files {
    /// Adds a file, or the documents in a folder.
    fn add(&mut self, path: &Path) -> Result<(), MetadataError> {
        if !path.is_dir() {
            self.add_file(path.to_owned());
            return Ok(());
        }
        let unreadable = |error| MetadataError::from(Problem::File(error)).in_file(path);
        let mut found = Vec::new();
        for entry in fs::read_dir(path).map_err(unreadable)? {
            let file = entry.map_err(unreadable)?.path();
            let is_document = file
                .extension()
                .and_then(OsStr::to_str)
                .is_some_and(|extension| matches!(extension, "xml" | "csdl" | "edmx"));
            if is_document && file.is_file() {
                found.push(file);
            }
        }
        if found.is_empty() {
            return Err(MetadataError::from(Problem::EmptyFolder).in_file(path));
        }
        // A folder has no order of its own.
        found.sort();
        for file in found {
            self.add_file(file);
        }
        Ok(())
    }

    fn add_file(&mut self, file: PathBuf) {
        let identity = file.canonicalize().unwrap_or_else(|_| file.clone());
        if self.seen.insert(identity) {
            self.open.push_back(file);
        }
    }

    /// Reads the files and the files that they refer to.
    fn read(mut self) -> Result<Vec<Document>, MetadataError> {
        let given = self.open.len();
        let mut documents = Vec::new();
        while let Some(file) = self.open.pop_front() {
            let mut document = read_file(&file).map_err(|error| error.in_file(&file))?;
            for warning in &mut document.warnings {
                warning.position.file = Some(file.clone());
            }
            for reference in &document.references {
                if let Some(file) = beside(&file, reference) {
                    self.add_file(file);
                }
            }
            documents.push(document);
        }
        leave_out_other_containers(&mut documents, given);
        Ok(documents)
    }
}

/// Leaves out the containers of documents that were only referred to, unless the container of a
/// given document extends them.
fn leave_out_other_containers(documents: &mut [Document], given: usize) {
    let mut extended: HashSet<String> = HashSet::new();
    let mut is_service: Vec<bool> = (0..documents.len()).map(|number| number < given).collect();
    // Each round finds the containers that those of the round before extend.
    loop {
        let before = extended.len();
        for (document, is_service) in documents.iter().zip(&mut is_service) {
            *is_service |= document
                .containers
                .iter()
                .any(|name| extended.contains(name));
            if *is_service {
                extended.extend(document.extended_containers());
            }
        }
        if extended.len() == before {
            break;
        }
    }
    for (document, is_service) in documents.iter_mut().zip(is_service) {
        if !is_service {
            document.leave_out_container();
        }
    }
}

/// The file of a referenced document in the folder of another. The name in the URL may differ in
/// letter case, because the server's file system may ignore it.
fn beside(file: &Path, reference: &str) -> Option<PathBuf> {
    let path = reference.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().filter(|name| !name.is_empty())?;
    let folder = file.parent()?;
    let exact = folder.join(name);
    if exact.is_file() {
        return Some(exact);
    }
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_file() && has_name(path, name))
        .collect();
    entries.sort();
    entries.into_iter().next()
}

fn has_name(path: &Path, name: &str) -> bool {
    let found = path.file_name().and_then(OsStr::to_str);
    found.is_some_and(|found| found.eq_ignore_ascii_case(name))
}

fn read_file(path: &Path) -> Result<Document, MetadataError> {
    let bytes = read_bytes(path).map_err(Problem::File)?;
    if bytes.len() > LONGEST {
        return Err(Problem::TooLong { longest: LONGEST }.into());
    }
    match String::from_utf8(bytes) {
        Ok(text) => reader::read(&text),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let line = reader::line_at(error.as_bytes(), valid);
            Err(MetadataError::at(line, Problem::NotUtf8))
        }
    }
}

/// Reads a file, up to one byte more than the limit. The extra byte shows that the file is too
/// long.
fn read_bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::Read::read_to_end(
        &mut io::Read::take(fs::File::open(path)?, LONGEST as u64 + 1),
        &mut bytes,
    )?;
    Ok(bytes)
}
