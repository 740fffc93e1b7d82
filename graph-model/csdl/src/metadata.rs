//! The declarations of a metadata document: types, properties, enumeration members, operations, and
//! the container's resources.
//!
//! The declarations keep the document's own values: qualified names with aliases resolved, facets
//! and descriptions. `conformance` and `generate` decide what these mean for a model.

use std::collections::{BTreeSet, HashMap};

use super::metadata_error::Problem;
use super::warning::Warning;
use graph_model::model::Capability;

/// A metadata document, in which a service describes its types at `$metadata`.
///
/// The format is OData CSDL XML 4.01. Read the document once, and compare types with it with
/// [`assert_conforms!`](crate::assert_conforms).
///
/// ```
/// use graph_csdl::Metadata;
///
/// let metadata = Metadata::from_xml(
///     r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
///          <edmx:DataServices>
///            <Schema Namespace="contoso" xmlns="http://docs.oasis-open.org/odata/ns/edm">
///              <ComplexType Name="point">
///                <Property Name="x" Type="Edm.Int32" Nullable="false"/>
///              </ComplexType>
///            </Schema>
///          </edmx:DataServices>
///        </edmx:Edmx>"#,
/// )?;
/// assert_eq!(metadata.complex_types().collect::<Vec<_>>(), ["contoso.point"]);
/// # Ok::<(), graph_csdl::MetadataError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Metadata {
    types: Vec<TypeDeclaration>,
    by_name: HashMap<String, usize>,
    pub(crate) namespaces: Vec<String>,
    pub(crate) resources: Vec<Resource>,
    pub(crate) operations: Vec<OperationDeclaration>,
    pub(crate) imports: Vec<OperationImport>,
    /// Whether the service says that a key may be a segment of a path (`KeyAsSegmentSupported` of
    /// the Capabilities vocabulary).
    pub(crate) keys_are_segments: bool,
    pub(super) warnings: Vec<Warning>,
}

/// The base type that the runtime defines itself.
pub(crate) const RUNTIME_ENTITY: &str = "microsoft.graph.entity";

/// A named type of the document.
#[derive(Clone, Debug)]
pub(crate) enum TypeDeclaration {
    Structured(StructuredDeclaration),
    Enumeration(EnumerationDeclaration),
}

impl TypeDeclaration {
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Structured(declaration) => &declaration.name,
            Self::Enumeration(declaration) => &declaration.name,
        }
    }
}

/// An entity type or a complex type (sections 6 and 9).
#[derive(Clone, Debug, Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a facet of the document"
)]
pub(crate) struct StructuredDeclaration {
    pub name: String,
    pub is_entity: bool,
    pub base: Option<String>,
    pub open: bool,
    /// Whether an entity has a stream of bytes of its own (section 6.4). Derived types inherit it.
    pub has_stream: bool,
    pub key: Vec<String>,
    /// Other keys that select an entity (`AlternateKeys` of the Core vocabulary).
    pub alternate_keys: Vec<Vec<KeyPart>>,
    /// Whether the service says that no client updates the type (`UpdateRestrictions` of the
    /// Capabilities vocabulary).
    pub never_updated: bool,
    pub properties: Vec<PropertyDeclaration>,
    pub description: Option<String>,
    pub restrictions: QueryRestrictions,
}

/// A part of an alternate key.
#[derive(Clone, Debug, Default)]
pub(crate) struct KeyPart {
    /// The property, or the path to a property of a complex value.
    pub property: String,
    /// The name in a URL. If it is empty, it is the property's name.
    pub alias: String,
}

impl KeyPart {
    /// The name in a URL.
    pub(crate) fn name(&self) -> &str {
        if self.alias.is_empty() {
            &self.property
        } else {
            &self.alias
        }
    }
}

impl StructuredDeclaration {
    /// The declaration of the base type that the runtime defines itself.
    pub(crate) fn runtime_entity() -> Self {
        let id = PropertyDeclaration {
            name: "id".to_owned(),
            ty: "Edm.String".to_owned(),
            collection: false,
            nullable: false,
            has_nullable_items: false,
            kind: PropertyKind::Structural,
            capability: Capability::ReadOnly,
            description: None,
            restrictions: QueryRestrictions::default(),
        };
        Self {
            name: RUNTIME_ENTITY.to_owned(),
            is_entity: true,
            key: vec![id.name.clone()],
            properties: vec![id],
            ..Self::default()
        }
    }
}

/// The limits of queries for a collection of a type, a property of its entities, or the
/// entities of a relationship (`FilterRestrictions` and `SortRestrictions` of the Capabilities
/// vocabulary).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct QueryRestrictions {
    pub cannot_filter: bool,
    pub cannot_sort: bool,
}

/// A property or a navigation property (sections 7 and 8).
#[derive(Clone, Debug)]
pub(crate) struct PropertyDeclaration {
    pub name: String,
    /// The type of the value, or of an item.
    pub ty: String,
    pub collection: bool,
    pub nullable: bool,
    /// Whether the document says that items of a collection may be null.
    pub has_nullable_items: bool,
    pub kind: PropertyKind,
    pub capability: Capability,
    pub description: Option<String>,
    pub restrictions: QueryRestrictions,
}

/// The kind of a property: structural, navigation, or a navigation property that contains its
/// entities (section 8.4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum PropertyKind {
    /// A value inside the object.
    #[default]
    Structural,
    /// A navigation property to entities that live elsewhere.
    Navigation,
    /// A navigation property to entities that live inside this one, so that they have a path
    /// through it.
    Containment,
}

impl PropertyDeclaration {
    pub(crate) fn is_navigation(&self) -> bool {
        self.kind != PropertyKind::Structural
    }
}

/// An enumeration type (section 10).
#[derive(Clone, Debug, Default)]
pub(crate) struct EnumerationDeclaration {
    pub name: String,
    pub flags: bool,
    pub members: Vec<MemberDeclaration>,
    pub description: Option<String>,
}

/// A member of an enumeration.
#[derive(Clone, Debug, Default)]
pub(crate) struct MemberDeclaration {
    pub name: String,
    pub value: i64,
    pub description: Option<String>,
}

/// An entity set or a singleton, where paths begin (section 13).
#[derive(Clone, Debug)]
pub(crate) struct Resource {
    pub name: String,
    pub ty: String,
    pub is_set: bool,
}

/// An action or a function (section 12).
#[derive(Clone, Debug, Default)]
pub(crate) struct OperationDeclaration {
    pub name: String,
    pub is_function: bool,
    /// The parameter that the operation is bound to.
    pub binding: Option<PropertyDeclaration>,
    /// The other parameters.
    pub parameters: Vec<PropertyDeclaration>,
    pub returns: Option<PropertyDeclaration>,
    pub description: Option<String>,
}

impl OperationDeclaration {
    /// Whether the operation is bound to this type, or to a collection of it.
    pub(crate) fn is_bound_to(&self, binding: Option<(&str, bool)>) -> bool {
        let bound = self.binding.as_ref();
        bound.map(|bound| (bound.ty.as_str(), bound.collection)) == binding
    }

    /// The name with the type that the operation is bound to.
    pub(crate) fn full_name(&self) -> String {
        match &self.binding {
            None => self.name.clone(),
            Some(binding) if binding.collection => {
                format!("{}(Collection({}))", self.name, binding.ty)
            }
            Some(binding) => format!("{}({})", self.name, binding.ty),
        }
    }

    /// Whether this is the name of the operation: its qualified name alone, or followed by the type
    /// that the operation is bound to, in parentheses.
    pub(crate) fn is_named(&self, name: &str) -> bool {
        let Some((name, binding)) = name.strip_suffix(')').and_then(|name| name.split_once('('))
        else {
            return self.name == name;
        };
        let item = binding
            .strip_prefix("Collection(")
            .and_then(|item| item.strip_suffix(')'));
        self.name == name && self.is_bound_to(Some((item.unwrap_or(binding), item.is_some())))
    }

    /// The parameters without the binding parameter, and the result.
    pub(crate) fn values(&self) -> impl Iterator<Item = &PropertyDeclaration> {
        self.parameters.iter().chain(&self.returns)
    }

    /// The binding parameter, the other parameters and the result.
    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut PropertyDeclaration> {
        let values = self.binding.iter_mut().chain(&mut self.parameters);
        values.chain(&mut self.returns)
    }
}

/// An action import or a function import: an unbound operation that clients can call (section
/// 13.5 and 13.6).
#[derive(Clone, Debug)]
pub(crate) struct OperationImport {
    pub name: String,
    pub operation: String,
}

impl Metadata {
    /// The names of the actions and functions, in the order of the document. Overloads share a
    /// name.
    pub fn operations(&self) -> impl Iterator<Item = &str> {
        self.operations
            .iter()
            .map(|declaration| declaration.name.as_str())
    }

    /// Whether a value of the type may be any JSON. Microsoft Graph declares `Json` as a complex type
    /// without members, and sends numbers, strings, arrays and objects as its values.
    pub(crate) fn is_any_json(&self, ty: &str) -> bool {
        self.structured_type(ty).is_some_and(|declaration| {
            short_name(ty) == "Json"
                && !declaration.is_entity
                && declaration.base.is_none()
                && declaration.properties.is_empty()
        })
    }

    /// The import of an unbound operation, unless clients cannot call it.
    pub(crate) fn import_of(&self, operation: &str) -> Option<&OperationImport> {
        self.imports
            .iter()
            .find(|import| import.operation == operation)
    }

    /// Whether the type or one of its base types is a media entity type.
    pub(crate) fn has_stream(&self, ty: &str) -> bool {
        self.ancestry(ty).any(|declaration| declaration.has_stream)
    }

    /// The names of the entity types, in the order of the document.
    pub fn entity_types(&self) -> impl Iterator<Item = &str> {
        self.structured()
            .filter(|declaration| declaration.is_entity)
            .map(|declaration| declaration.name.as_str())
    }

    /// The names of the complex types, in the order of the document.
    pub fn complex_types(&self) -> impl Iterator<Item = &str> {
        self.structured()
            .filter(|declaration| !declaration.is_entity)
            .map(|declaration| declaration.name.as_str())
    }

    /// The names of the enumeration types, in the order of the document.
    pub fn enumeration_types(&self) -> impl Iterator<Item = &str> {
        self.types
            .iter()
            .filter_map(|declaration| match declaration {
                TypeDeclaration::Enumeration(declaration) => Some(declaration.name.as_str()),
                TypeDeclaration::Structured(_) => None,
            })
    }

    pub(crate) fn types(&self) -> &[TypeDeclaration] {
        &self.types
    }

    /// Adds a type.
    pub(crate) fn add(&mut self, declaration: TypeDeclaration) -> Result<(), Problem> {
        if self.by_name.contains_key(declaration.name()) {
            return Err(Problem::Repeated {
                name: declaration.name().to_owned(),
            });
        }
        let number = self.types.len();
        self.by_name.insert(declaration.name().to_owned(), number);
        self.types.push(declaration);
        Ok(())
    }

    /// Adds the declarations of another document.
    pub(crate) fn append(&mut self, other: Self) -> Result<(), Problem> {
        for declaration in other.types {
            self.add(declaration)?;
        }
        self.resources.extend(other.resources);
        self.operations.extend(other.operations);
        self.imports.extend(other.imports);
        Ok(())
    }

    /// Removes types, and returns their names.
    pub(crate) fn remove_types(
        &mut self,
        remove: impl Fn(&TypeDeclaration) -> bool,
    ) -> impl Iterator<Item = String> {
        let types = std::mem::take(&mut self.types);
        let (removed, kept): (Vec<_>, Vec<_>) = types.into_iter().partition(remove);
        self.by_name = (kept.iter().enumerate())
            .map(|(number, ty)| (ty.name().to_owned(), number))
            .collect();
        self.types = kept;
        removed.into_iter().map(|ty| ty.name().to_owned())
    }

    /// The parts of the document that are modelled in another way than they are declared.
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// Whether the type is primitive or declared.
    pub(crate) fn is_declared(&self, ty: &str) -> bool {
        ty.starts_with("Edm.") || self.get(ty).is_some()
    }

    pub(crate) fn get(&self, name: &str) -> Option<&TypeDeclaration> {
        self.by_name.get(name).map(|&number| &self.types[number])
    }

    pub(crate) fn get_mut(&mut self, name: &str) -> Option<&mut TypeDeclaration> {
        self.by_name
            .get(name)
            .map(|&number| &mut self.types[number])
    }

    pub(crate) fn structured_mut(&mut self) -> impl Iterator<Item = &mut StructuredDeclaration> {
        let types = self.types.iter_mut();
        types.filter_map(|declaration| match declaration {
            TypeDeclaration::Structured(declaration) => Some(declaration),
            TypeDeclaration::Enumeration(_) => None,
        })
    }

    pub(crate) fn structured(&self) -> impl Iterator<Item = &StructuredDeclaration> {
        self.types
            .iter()
            .filter_map(|declaration| match declaration {
                TypeDeclaration::Structured(declaration) => Some(declaration),
                TypeDeclaration::Enumeration(_) => None,
            })
    }

    pub(crate) fn structured_type(&self, name: &str) -> Option<&StructuredDeclaration> {
        match self.get(name)? {
            TypeDeclaration::Structured(declaration) => Some(declaration),
            TypeDeclaration::Enumeration(_) => None,
        }
    }

    /// The type and its base types, nearest first. The chain ends, because reading the document
    /// rejects unknown and circular bases.
    pub(crate) fn ancestry<'m>(
        &'m self,
        name: &str,
    ) -> impl Iterator<Item = &'m StructuredDeclaration> + use<'m> {
        std::iter::successors(self.structured_type(name), |declaration| {
            self.structured_type(declaration.base.as_deref()?)
        })
    }

    pub(crate) fn is_or_derives_from(&self, name: &str, ancestor: &str) -> bool {
        self.ancestry(name)
            .any(|declaration| declaration.name == ancestor)
    }

    /// The property of this name that the type or one of its base types declares.
    pub(crate) fn property(&self, ty: &str, name: &str) -> Option<&PropertyDeclaration> {
        self.ancestry(ty)
            .flat_map(|declaration| &declaration.properties)
            .find(|property| property.name == name)
    }

    /// The key of an entity type, which it declares itself or inherits from a base type.
    pub(crate) fn key(&self, ty: &str) -> &[String] {
        self.ancestry(ty)
            .map(|declaration| declaration.key.as_slice())
            .find(|key| !key.is_empty())
            .unwrap_or_default()
    }

    /// The types that extend each type directly, in the order of the document.
    pub(crate) fn derived_types(&self) -> HashMap<&str, Vec<&str>> {
        let mut derived: HashMap<&str, Vec<&str>> = HashMap::new();
        for declaration in self.structured() {
            if let Some(base) = &declaration.base {
                derived.entry(base).or_default().push(&declaration.name);
            }
        }
        derived
    }

    /// The types of the entity sets.
    pub(crate) fn set_types(&self) -> BTreeSet<&str> {
        self.resources
            .iter()
            .filter(|resource| resource.is_set)
            .map(|resource| resource.ty.as_str())
            .collect()
    }
}

/// The part of a qualified name before its last dot.
pub(crate) fn namespace(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(namespace, _)| namespace)
}

/// The part of a qualified name after its last dot.
pub(crate) fn short_name(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(_, short)| short)
}
