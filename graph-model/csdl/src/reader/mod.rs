//! Reads the declarations of a metadata document from its XML.
//!
//! The reader makes one pass over the document and builds no tree: an element is a frame on a
//! stack, and a type is kept when its element ends. Names may use aliases that are declared further
//! down, and annotations may be anywhere. `resolver` handles both after the whole document has been
//! read. The reader skips elements that a model does not need, such as vocabularies.
//!
//! `root` checks the version of the document, and `declarations` reads the attributes of the other
//! elements.

mod declarations;
mod root;

use quick_xml::Reader as XmlReader;
use quick_xml::errors::Error as XmlError;
use quick_xml::events::{BytesStart, Event};

use super::annotation_value::ValueFrame;
use super::annotations::Annotation;
use super::attributes::{Attributes, is_property_name, value};
use super::metadata::{
    EnumerationDeclaration, OperationDeclaration, StructuredDeclaration, TypeDeclaration,
};
use super::metadata_error::{MetadataError, Problem};
use super::position::Position;
use super::resolver::Document;
use super::warning::{Warning, WarningKind};

/// The deepest nesting of elements. No CSDL element nests nearly as deep, and frames for millions
/// of nested elements would waste memory.
const DEEPEST: usize = 64;

/// Reads a document.
pub(crate) fn read(text: &str) -> Result<Document, MetadataError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(Problem::Empty.into());
    }
    let mut xml = XmlReader::from_str(text);
    let mut reader = Reader::default();
    loop {
        let at = xml.buffer_position();
        let problem = match xml.read_event() {
            Ok(Event::Eof) if reader.frames.is_empty() => break,
            Ok(Event::Eof) => Err(Problem::Truncated),
            Ok(event) => reader.take(&event),
            Err(error) => {
                let at = xml.error_position();
                return Err(error_at(text, at, broken(&error)));
            }
        };
        problem.map_err(|problem| error_at(text, at, problem))?;
        for kind in reader.warnings.drain(..) {
            reader.document.warnings.push(Warning {
                position: Position::at(line_of(text, at)),
                kind,
            });
        }
    }
    if reader.document.namespaces.is_empty() {
        return Err(Problem::NoSchema.into());
    }
    Ok(reader.document)
}

fn broken(error: &XmlError) -> Problem {
    match error {
        XmlError::Syntax(_) => Problem::Truncated,
        error => Problem::Syntax(error.to_string()),
    }
}

fn error_at(text: &str, position: u64, problem: Problem) -> MetadataError {
    MetadataError::at(line_of(text, position), problem)
}

/// The line of the next element after a position.
fn line_of(text: &str, position: u64) -> usize {
    let position = usize::try_from(position).unwrap_or(text.len());
    let spaces = text.as_bytes().get(position..).unwrap_or_default();
    let blank = spaces.iter().take_while(|byte| byte.is_ascii_whitespace());
    line_at(text.as_bytes(), position + blank.count())
}

/// The line of a position, counted from 1.
pub(crate) fn line_at(text: &[u8], position: usize) -> usize {
    let before = text.get(..position).unwrap_or(text);
    before.split(|&byte| byte == b'\n').count()
}

/// The state of reading: the open elements and the declarations read so far.
#[derive(Default)]
struct Reader {
    frames: Vec<Frame>,
    document: Document,
    /// The namespace of the schema that is being read.
    namespace: String,
    structured: StructuredDeclaration,
    enumeration: EnumerationDeclaration,
    operation: OperationDeclaration,
    /// Whether the first parameter of the operation is the one that it is bound to.
    is_bound: bool,
    target: String,
    annotation: Annotation,
    /// The qualified name of the container that is being read.
    container: String,
    /// The first part of the key that is a path into a complex property.
    key_in_complex_property: Option<String>,
    /// The names of the members that are left out of the enumeration.
    left_out_members: Vec<String>,
    /// The warnings about the element that is being read.
    warnings: Vec<WarningKind>,
}

/// An element whose end has not been read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Frame {
    Root,
    Reference,
    DataServices,
    Schema,
    Structured,
    Key,
    Property,
    Enumeration,
    Member,
    Operation,
    /// A parameter or the result of an operation.
    Parameter,
    Container,
    /// An entity set or a singleton.
    Resource,
    Annotations,
    Annotation,
    /// An element inside an annotation.
    InAnnotation(ValueFrame),
    Other,
}

impl Reader {
    fn take(&mut self, event: &Event<'_>) -> Result<(), Problem> {
        match event {
            Event::Start(element) => self.start(element),
            Event::Empty(element) => {
                self.start(element)?;
                self.end()
            }
            Event::End(_) => self.end(),
            Event::Text(text) => self.text(text),
            Event::CData(text) => self.text(text),
            Event::GeneralRef(reference) => {
                let name: &str = reference;
                let character = match reference.resolve_char_ref() {
                    Ok(Some(character)) => Some(character.to_string()),
                    _ => quick_xml::escape::resolve_predefined_entity(name).map(str::to_owned),
                };
                match character {
                    Some(character) => self.text(&character),
                    None => Err(Problem::Syntax(format!("the entity `&{name};` is unknown"))),
                }
            }
            _ => Ok(()),
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), Problem> {
        if self.frames.len() == DEEPEST {
            return Err(Problem::TooDeep { deepest: DEEPEST });
        }
        let frame = self.frame(element)?;
        self.frames.push(frame);
        Ok(())
    }

    fn frame(&mut self, element: &BytesStart<'_>) -> Result<Frame, Problem> {
        let name = element.local_name();
        let name: &str = name.as_ref();
        let Some(&parent) = self.frames.last() else {
            return match name {
                "Edmx" => root::check_root(&Attributes(element)).map(|()| Frame::Root),
                _ => Err(Problem::OtherRoot {
                    name: element.name().as_ref().to_owned(),
                }),
            };
        };
        let attributes = Attributes(element);
        match (parent, name) {
            (Frame::Root, "DataServices") => Ok(Frame::DataServices),
            (Frame::Root, "Reference") => {
                let references = &mut self.document.references;
                references.extend(attributes.get("Uri")?);
                Ok(Frame::Reference)
            }
            (Frame::Reference, "Include") => {
                if let Some(alias) = attributes.get("Alias")? {
                    let namespace = attributes.required("Namespace")?;
                    self.document.aliases.insert(alias, namespace);
                }
                Ok(Frame::Other)
            }
            (Frame::DataServices, "Schema") => self.schema(&attributes),
            (Frame::Schema, "EntityType") => self.structured(&attributes, true),
            (Frame::Schema, "ComplexType") => self.structured(&attributes, false),
            (Frame::Schema, "EnumType") => self.enumeration(&attributes),
            (Frame::Schema, "TypeDefinition") => self.definition(&attributes),
            (Frame::Schema, "Action") => self.operation(&attributes, false),
            (Frame::Schema, "Function") => self.operation(&attributes, true),
            (Frame::Operation, "Parameter") => self.parameter(&attributes),
            (Frame::Operation, "ReturnType") => {
                self.operation.returns = Some(value(&attributes, String::new())?);
                Ok(Frame::Parameter)
            }
            (Frame::Schema, "EntityContainer") => {
                self.container = format!("{}.{}", self.namespace, attributes.name()?);
                self.document.containers.push(self.container.clone());
                self.document.extended.extend(attributes.get("Extends")?);
                Ok(Frame::Container)
            }
            (Frame::Schema, "Annotations") => {
                self.target = attributes.required("Target")?;
                Ok(Frame::Annotations)
            }
            (Frame::Structured, "Key") => Ok(Frame::Key),
            (Frame::Key, "PropertyRef") => {
                let name = attributes.name()?;
                if name.contains('/') {
                    self.key_in_complex_property.get_or_insert(name);
                } else if is_property_name(&name) {
                    self.structured.key.push(name);
                } else {
                    self.leave_out(&attributes, name);
                }
                Ok(Frame::Other)
            }
            (Frame::Structured, "Property") => self.property(&attributes, false),
            (Frame::Structured, "NavigationProperty") => self.property(&attributes, true),
            (Frame::Enumeration, "Member") => self.member(&attributes),
            (Frame::Container, "EntitySet") => self.resource(&attributes, true),
            (Frame::Container, "Singleton") => self.resource(&attributes, false),
            (Frame::Container, "ActionImport") => self.import(&attributes, "Action"),
            (Frame::Container, "FunctionImport") => self.import(&attributes, "Function"),
            (
                Frame::Structured
                | Frame::Property
                | Frame::Enumeration
                | Frame::Member
                | Frame::Operation
                | Frame::Parameter
                | Frame::Container
                | Frame::Resource
                | Frame::Annotations,
                "Annotation",
            ) => self.annotation(parent, &attributes),
            (Frame::Annotation, name) => {
                let parent = ValueFrame::Annotation;
                self.annotation
                    .frame(parent, name, &attributes)
                    .map(Frame::InAnnotation)
            }
            (Frame::InAnnotation(parent), name) => self
                .annotation
                .frame(parent, name, &attributes)
                .map(Frame::InAnnotation),
            _ => Ok(Frame::Other),
        }
    }

    fn text(&mut self, text: &str) -> Result<(), Problem> {
        match self.frames.last() {
            None if !text.trim().is_empty() => Err(Problem::NotXml),
            Some(&Frame::InAnnotation(frame)) => {
                self.annotation.text(frame, text);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn end(&mut self) -> Result<(), Problem> {
        let declaration = match self.frames.pop() {
            Some(Frame::Structured) => {
                let mut declaration = std::mem::take(&mut self.structured);
                if let Some(part) = self.key_in_complex_property.take() {
                    let of = declaration.name.clone();
                    let warning = WarningKind::KeyInComplexProperty { of, part };
                    self.warnings.push(warning);
                    // A part of a key selects nothing.
                    declaration.key.clear();
                }
                TypeDeclaration::Structured(declaration)
            }
            Some(Frame::Enumeration) => {
                self.warn_of_members();
                TypeDeclaration::Enumeration(std::mem::take(&mut self.enumeration))
            }
            Some(Frame::Annotation) => {
                let annotation = std::mem::take(&mut self.annotation);
                if self.frames.last() == Some(&Frame::Parameter) {
                    self.annotate_parameter(&annotation);
                    return Ok(());
                }
                if self.frames.last() == Some(&Frame::Operation) {
                    // Overloads share a name, so only the element itself says which one is meant.
                    let number = self.document.metadata.operations.len();
                    self.document.of_operations.push((number, annotation));
                } else {
                    self.document.annotations.push(annotation);
                }
                return Ok(());
            }
            Some(Frame::Operation) => {
                let operation = std::mem::take(&mut self.operation);
                self.document.metadata.operations.push(operation);
                return Ok(());
            }
            _ => return Ok(()),
        };
        self.document.metadata.add(declaration)
    }
}
