//! Reads the declarations of a metadata document from its XML.
//!
//! The reader makes one pass over the document and builds no tree: an element is a frame on a
//! stack, and a type is kept when its element ends. Names may use aliases that are declared further
//! down, and annotations may be anywhere. `resolver` handles both after the whole document has been
//! read. The reader skips elements that a model does not need, such as vocabularies.

use quick_xml::Reader as XmlReader;
use quick_xml::errors::Error as XmlError;
use quick_xml::events::{BytesStart, Event};

use super::annotation_value::ValueFrame;
use super::annotations::Annotation;
use super::attributes::{Attributes, is_identifier, is_property_name, value};
use super::metadata::{
    EnumerationDeclaration, MemberDeclaration, OperationDeclaration, OperationImport,
    PropertyDeclaration, PropertyKind, Resource, StructuredDeclaration, TypeDeclaration,
};
use super::metadata_error::{MetadataError, Problem};
use super::position::Position;
use super::resolver::Document;
use super::warning::{Warning, WarningKind};

/// The deepest nesting of elements. No CSDL element nests nearly as deep, and frames for millions
/// of nested elements would waste memory.
const DEEPEST: usize = 64;

/// The longest namespace, in parts between dots. Microsoft Graph's namespaces have four parts.
const LONGEST_NAMESPACE: usize = 16;

/// The beginning of the XML namespaces of OData 1 to 3.
const OLD_NAMESPACES: &str = "http://schemas.microsoft.com/ado/";

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
                "Edmx" => root(&Attributes(element)),
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

    /// Warns that a declaration is left out because of its name. What is inside it is left out as
    /// well.
    fn leave_out(&mut self, attributes: &Attributes<'_, '_>, name: String) -> Frame {
        let element = attributes.element();
        self.warnings
            .push(WarningKind::InvalidName { element, name });
        Frame::Other
    }

    /// Reads the name of a property or a member. Returns `None` if it is left out.
    fn property_name(
        &mut self,
        attributes: &Attributes<'_, '_>,
    ) -> Result<Option<String>, Problem> {
        let name = attributes.name()?;
        if !is_property_name(&name) {
            self.leave_out(attributes, name);
            return Ok(None);
        }
        if !is_identifier(&name) {
            let name = name.clone();
            self.warnings.push(WarningKind::OddName { name });
        }
        Ok(Some(name))
    }

    fn schema(&mut self, attributes: &Attributes<'_, '_>) -> Result<Frame, Problem> {
        if let Some(version) = old_version(attributes)? {
            return Err(Problem::OldVersion { version });
        }
        self.namespace = attributes.required("Namespace")?;
        let parts = self.namespace.split('.');
        if parts.clone().count() > LONGEST_NAMESPACE || !parts.clone().all(is_identifier) {
            return Err(attributes.invalid("Namespace", &self.namespace));
        }
        if let Some(alias) = attributes.get("Alias")? {
            self.document.aliases.insert(alias, self.namespace.clone());
        }
        if !self.document.namespaces.contains(&self.namespace) {
            self.document.namespaces.push(self.namespace.clone());
        }
        Ok(Frame::Schema)
    }

    /// Reads the qualified name of a declaration. Returns `None` if it is left out.
    fn qualified(&mut self, attributes: &Attributes<'_, '_>) -> Result<Option<String>, Problem> {
        let name = attributes.name()?;
        if is_identifier(&name) {
            Ok(Some(format!("{}.{name}", self.namespace)))
        } else {
            self.leave_out(attributes, name);
            Ok(None)
        }
    }

    fn structured(
        &mut self,
        attributes: &Attributes<'_, '_>,
        is_entity: bool,
    ) -> Result<Frame, Problem> {
        let Some(name) = self.qualified(attributes)? else {
            return Ok(Frame::Other);
        };
        self.structured = StructuredDeclaration {
            name,
            is_entity,
            base: attributes.get("BaseType")?,
            open: attributes.is("OpenType", false)?,
            has_stream: attributes.is("HasStream", false)?,
            ..StructuredDeclaration::default()
        };
        Ok(Frame::Structured)
    }

    fn property(
        &mut self,
        attributes: &Attributes<'_, '_>,
        navigation: bool,
    ) -> Result<Frame, Problem> {
        let kind = match (navigation, attributes.is("ContainsTarget", false)?) {
            (false, _) => PropertyKind::Structural,
            (true, false) => PropertyKind::Navigation,
            (true, true) => PropertyKind::Containment,
        };
        let Some(name) = self.property_name(attributes)? else {
            return Ok(Frame::Other);
        };
        self.structured.properties.push(PropertyDeclaration {
            kind,
            ..value(attributes, name)?
        });
        Ok(Frame::Property)
    }

    fn operation(
        &mut self,
        attributes: &Attributes<'_, '_>,
        is_function: bool,
    ) -> Result<Frame, Problem> {
        let Some(name) = self.qualified(attributes)? else {
            return Ok(Frame::Other);
        };
        self.operation = OperationDeclaration {
            name,
            is_function,
            ..OperationDeclaration::default()
        };
        self.is_bound = attributes.is("IsBound", false)?;
        Ok(Frame::Operation)
    }

    /// Reads a parameter. The first parameter of a bound operation is the one that it is bound to
    /// (section 12.8).
    fn parameter(&mut self, attributes: &Attributes<'_, '_>) -> Result<Frame, Problem> {
        let Some(name) = self.property_name(attributes)? else {
            return Ok(Frame::Other);
        };
        let parameter = value(attributes, name)?;
        if self.is_bound && self.operation.binding.is_none() {
            self.operation.binding = Some(parameter);
        } else {
            self.operation.parameters.push(parameter);
        }
        Ok(Frame::Parameter)
    }

    fn import(
        &mut self,
        attributes: &Attributes<'_, '_>,
        operation: &'static str,
    ) -> Result<Frame, Problem> {
        let name = attributes.name()?;
        if !is_identifier(&name) {
            return Ok(self.leave_out(attributes, name));
        }
        self.document.metadata.imports.push(OperationImport {
            name,
            operation: attributes.required(operation)?,
        });
        Ok(Frame::Other)
    }

    fn enumeration(&mut self, attributes: &Attributes<'_, '_>) -> Result<Frame, Problem> {
        let Some(name) = self.qualified(attributes)? else {
            return Ok(Frame::Other);
        };
        self.enumeration = EnumerationDeclaration {
            name,
            flags: attributes.is("IsFlags", false)?,
            ..EnumerationDeclaration::default()
        };
        Ok(Frame::Enumeration)
    }

    /// Reads a member. Without a value, it has the value of the previous member plus one (section
    /// 10.3).
    fn member(&mut self, attributes: &Attributes<'_, '_>) -> Result<Frame, Problem> {
        let value = match attributes.get("Value")? {
            Some(text) => text.parse().map_err(|_| Problem::Invalid {
                element: "Member".to_owned(),
                attribute: "Value",
                value: text,
            })?,
            None => match self.enumeration.members.last() {
                Some(last) => last.value.wrapping_add(1),
                None => 0,
            },
        };
        let name = attributes.name()?;
        if !is_property_name(&name) {
            self.left_out_members.push(name);
            return Ok(Frame::Other);
        }
        if !is_identifier(&name) {
            let name = name.clone();
            self.warnings.push(WarningKind::OddName { name });
        }
        self.enumeration.members.push(MemberDeclaration {
            name,
            value,
            description: None,
        });
        Ok(Frame::Member)
    }

    /// Reads a type definition. On the wire, its values have the form of its underlying type
    /// (section 11).
    fn definition(&mut self, attributes: &Attributes<'_, '_>) -> Result<Frame, Problem> {
        let Some(name) = self.qualified(attributes)? else {
            return Ok(Frame::Other);
        };
        let underlying = attributes.required("UnderlyingType")?;
        self.document.definitions.insert(name, underlying);
        Ok(Frame::Other)
    }

    fn resource(
        &mut self,
        attributes: &Attributes<'_, '_>,
        is_set: bool,
    ) -> Result<Frame, Problem> {
        let name = attributes.name()?;
        if !is_identifier(&name) {
            return Ok(self.leave_out(attributes, name));
        }
        self.document.metadata.resources.push(Resource {
            name,
            ty: attributes.required(if is_set { "EntityType" } else { "Type" })?,
            is_set,
        });
        Ok(Frame::Resource)
    }

    fn annotation(
        &mut self,
        parent: Frame,
        attributes: &Attributes<'_, '_>,
    ) -> Result<Frame, Problem> {
        let operation = &self.operation.name;
        let ty = match parent {
            Frame::Operation => operation,
            Frame::Structured | Frame::Property => &self.structured.name,
            Frame::Enumeration | Frame::Member => &self.enumeration.name,
            Frame::Container => &self.container,
            // An annotation of an entity set is about the type of its entities.
            Frame::Resource => match self.document.metadata.resources.last() {
                Some(resource) => &resource.ty,
                None => &self.target,
            },
            _ => &self.target,
        };
        let member = match parent {
            Frame::Property => self.structured.properties.last().map(|last| &last.name),
            Frame::Member => self.enumeration.members.last().map(|last| &last.name),
            _ => None,
        };
        let target = match member {
            Some(member) => format!("{ty}/{member}"),
            None => ty.clone(),
        };
        let mut value = None;
        for notation in ["String", "Bool", "EnumMember"] {
            value = value.or(attributes.get(notation)?);
        }
        self.annotation = Annotation {
            target,
            term: attributes.required("Term")?,
            value,
            record: Vec::new(),
            keys: Vec::new(),
        };
        Ok(Frame::Annotation)
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

    /// A client may leave out an optional parameter (section 12.8.1 of CSDL XML 4.01, and
    /// `OptionalParameter` of the Core vocabulary).
    fn annotate_parameter(&mut self, annotation: &Annotation) {
        if annotation.term.ends_with(".OptionalParameter")
            && let Some(parameter) = self.operation.parameters.last_mut()
        {
            parameter.nullable = true;
        }
    }

    /// Warns once of the members that an enumeration lacks.
    fn warn_of_members(&mut self) {
        let mut names = std::mem::take(&mut self.left_out_members).into_iter();
        let of = self.enumeration.name.clone();
        self.warnings.extend(match (names.next(), names.len()) {
            (None, _) => None,
            (Some(name), 0) => Some(WarningKind::InvalidName {
                element: "Member".to_owned(),
                name,
            }),
            (Some(first), others) => Some(WarningKind::InvalidMembers {
                of,
                count: others + 1,
                first,
            }),
        });
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

/// Reads the root. Its version is 4.0 or 4.01 (section 3.1).
fn root(attributes: &Attributes<'_, '_>) -> Result<Frame, Problem> {
    let version = attributes.get("Version")?;
    let is_old = |version: &String| matches!(version.as_str(), "1.0" | "2.0" | "3.0");
    if let Some(version) = version.clone().filter(is_old).or(old_version(attributes)?) {
        return Err(Problem::OldVersion { version });
    }
    match version {
        Some(version) if !version.starts_with("4.") && version != "4" => {
            Err(Problem::OtherVersion { version })
        }
        _ => Ok(Frame::Root),
    }
}

/// The XML namespace of the element, if it is one of OData 1 to 3.
fn old_version(attributes: &Attributes<'_, '_>) -> Result<Option<String>, Problem> {
    let namespace = attributes.xml_namespace()?;
    Ok(namespace.filter(|namespace| namespace.starts_with(OLD_NAMESPACES)))
}
