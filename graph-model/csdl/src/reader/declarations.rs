//! The declarations of schemas, types, properties, operations and resources, as the attributes of
//! their elements have them.

use super::root::old_version;
use super::{Frame, Reader};
use crate::annotations::Annotation;
use crate::attributes::{Attributes, is_identifier, is_property_name, value};
use crate::metadata::{
    EnumerationDeclaration, MemberDeclaration, OperationDeclaration, OperationImport,
    PropertyDeclaration, PropertyKind, Resource, StructuredDeclaration,
};
use crate::metadata_error::Problem;
use crate::warning::WarningKind;

/// The longest namespace, in parts between dots. Microsoft Graph's namespaces have four parts.
const LONGEST_NAMESPACE: usize = 16;

impl Reader {
    /// Warns that a declaration is left out because of its name. What is inside it is left out as
    /// well.
    pub(super) fn leave_out(&mut self, attributes: &Attributes<'_, '_>, name: String) -> Frame {
        let element = attributes.element();
        self.warnings
            .push(WarningKind::InvalidName { element, name });
        Frame::Other
    }

    /// Reads the name of a property or a member. Returns `None` if it is left out.
    pub(super) fn property_name(
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

    pub(super) fn schema(&mut self, attributes: &Attributes<'_, '_>) -> Result<Frame, Problem> {
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
    pub(super) fn qualified(
        &mut self,
        attributes: &Attributes<'_, '_>,
    ) -> Result<Option<String>, Problem> {
        let name = attributes.name()?;
        if is_identifier(&name) {
            Ok(Some(format!("{}.{name}", self.namespace)))
        } else {
            self.leave_out(attributes, name);
            Ok(None)
        }
    }

    pub(super) fn structured(
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

    pub(super) fn property(
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

    pub(super) fn operation(
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
    pub(super) fn parameter(&mut self, attributes: &Attributes<'_, '_>) -> Result<Frame, Problem> {
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

    pub(super) fn import(
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

    pub(super) fn enumeration(
        &mut self,
        attributes: &Attributes<'_, '_>,
    ) -> Result<Frame, Problem> {
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
    pub(super) fn member(&mut self, attributes: &Attributes<'_, '_>) -> Result<Frame, Problem> {
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
    pub(super) fn definition(&mut self, attributes: &Attributes<'_, '_>) -> Result<Frame, Problem> {
        let Some(name) = self.qualified(attributes)? else {
            return Ok(Frame::Other);
        };
        let underlying = attributes.required("UnderlyingType")?;
        self.document.definitions.insert(name, underlying);
        Ok(Frame::Other)
    }

    pub(super) fn resource(
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

    pub(super) fn annotation(
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

    /// A client may leave out an optional parameter (section 12.8.1 of CSDL XML 4.01, and
    /// `OptionalParameter` of the Core vocabulary).
    pub(super) fn annotate_parameter(&mut self, annotation: &Annotation) {
        if annotation.term.ends_with(".OptionalParameter")
            && let Some(parameter) = self.operation.parameters.last_mut()
        {
            parameter.nullable = true;
        }
    }

    /// Warns once of the members that an enumeration lacks.
    pub(super) fn warn_of_members(&mut self) {
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
}
