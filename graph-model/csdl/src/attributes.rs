//! The attributes of one XML element, as values of CSDL.

use graph_model::model::Capability;
use graph_syntax::names;
use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;

use super::metadata::{PropertyDeclaration, PropertyKind, QueryRestrictions};
use super::metadata_error::Problem;

/// The value of a property, a parameter or a result.
pub(super) fn value(
    attributes: &Attributes<'_, '_>,
    name: String,
) -> Result<PropertyDeclaration, Problem> {
    let ty = attributes.required("Type")?;
    let item = ty
        .strip_prefix("Collection(")
        .and_then(|item| item.strip_suffix(')'));
    Ok(PropertyDeclaration {
        name,
        ty: item.unwrap_or(&ty).to_owned(),
        collection: item.is_some(),
        nullable: attributes.is("Nullable", true)?,
        has_nullable_items: item.is_some() && attributes.is("Nullable", false)?,
        kind: PropertyKind::Structural,
        capability: Capability::ReadWrite,
        description: None,
        restrictions: QueryRestrictions::default(),
    })
}

/// Whether a string is an OData identifier (section 17.2) that the attributes accept. Names become
/// identifiers in generated source, so no other string may be used as the name of a type.
pub(super) fn is_identifier(text: &str) -> bool {
    names::is_odata_identifier(text) && syn::parse_str::<syn::Ident>(&format!("x{text}")).is_ok()
}

/// Whether a string can be the name of a property. Microsoft's documents have properties such as
/// `request-id`.
pub(super) fn is_property_name(text: &str) -> bool {
    names::is_wire_name(text) && is_identifier(&text.replace('-', "_"))
}

/// The attributes of one element.
pub(super) struct Attributes<'e, 'x>(pub &'e BytesStart<'x>);

impl Attributes<'_, '_> {
    pub(super) fn get(&self, name: &str) -> Result<Option<String>, Problem> {
        for attribute in self.0.attributes() {
            let attribute = attribute.map_err(|error| Problem::Syntax(error.to_string()))?;
            if attribute.key.as_ref() == name {
                let value = attribute
                    .normalized_value(XmlVersion::Implicit1_0)
                    .map_err(|error| Problem::Syntax(error.to_string()))?;
                return Ok(Some(value.into_owned()));
            }
        }
        Ok(None)
    }

    pub(super) fn required(&self, name: &'static str) -> Result<String, Problem> {
        self.get(name)?.ok_or_else(|| Problem::MissingAttribute {
            element: self.element(),
            attribute: name,
        })
    }

    pub(super) fn is(&self, name: &'static str, default: bool) -> Result<bool, Problem> {
        match self.get(name)?.as_deref() {
            None => Ok(default),
            Some("true" | "1") => Ok(true),
            Some("false" | "0") => Ok(false),
            Some(other) => Err(self.invalid(name, other)),
        }
    }

    /// The name of the declared item, which may be any string.
    pub(super) fn name(&self) -> Result<String, Problem> {
        self.required("Name")
    }

    /// The name of the element.
    pub(super) fn element(&self) -> String {
        self.0.name().as_ref().to_owned()
    }

    /// The XML namespace of the element, if the element itself declares it.
    pub(super) fn xml_namespace(&self) -> Result<Option<String>, Problem> {
        let name = self.element();
        match name.split_once(':') {
            Some((prefix, _)) => self.get(&format!("xmlns:{prefix}")),
            None => self.get("xmlns"),
        }
    }

    pub(super) fn invalid(&self, attribute: &'static str, value: &str) -> Problem {
        Problem::Invalid {
            element: self.element(),
            attribute,
            value: value.to_owned(),
        }
    }
}
