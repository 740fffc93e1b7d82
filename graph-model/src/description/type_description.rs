//! Describes a type as data: name, base type, tag, properties, path and permissions.
//!
//! The macros write one description per type, as a constant. Code that is the same for all types
//! (tags, ancestors, checks between types) works on the description, so it is not generated again
//! for each type.

use std::iter;

use super::edm_type::EdmType;

/// Whether a structured type has its own identity.
///
/// OData CSDL 4.01, sections 6 (entity types) and 9 (complex types).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TypeKind {
    /// A type that has a key and is addressed by a path.
    Entity,
    /// A value inside another type.
    Complex,
}

/// The static description of an annotated type, available as its `TYPE`.
///
/// ```
/// # use graph_model::graph_entity;
/// /// A device's owner.
/// #[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId}")]
/// pub struct User {
///     pub display_name: Option<String>,
///     #[graph(read_only)]
///     pub assigned_licenses: Vec<String>,
/// }
///
/// assert_eq!(User::TYPE.name(), "microsoft.graph.user");
/// assert_eq!(User::TYPE.path(), Some("/users/{userId}"));
/// let names: Vec<_> = User::TYPE.all_properties().map(|property| property.name()).collect();
/// assert_eq!(names, ["id", "displayName", "assignedLicenses"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypeDescription {
    kind: TypeKind,
    name: &'static str,
    tag: Option<&'static str>,
    base: Option<&'static TypeDescription>,
    properties: &'static [PropertyDescription],
    open: bool,
    path: Option<&'static str>,
    delegated_permissions: &'static [&'static str],
    application_permissions: &'static [&'static str],
}

impl TypeDescription {
    /// The qualified name, such as `microsoft.graph.user`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Whether this is an entity type or a complex type.
    #[must_use]
    pub const fn kind(&self) -> TypeKind {
        self.kind
    }

    /// The value of `@odata.type` as this type writes it, or `None` if the type does not write a
    /// tag.
    #[must_use]
    pub const fn tag(&self) -> Option<&'static str> {
        self.tag
    }

    /// The base type, or `None` for a type that extends nothing.
    #[must_use]
    pub const fn base(&self) -> Option<&'static TypeDescription> {
        self.base
    }

    /// The type's own properties in the order of declaration, without the inherited ones.
    #[must_use]
    pub const fn properties(&self) -> &'static [PropertyDescription] {
        self.properties
    }

    /// Whether the type keeps members that it does not declare (an open type).
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.open
    }

    /// The template of the path that leads to an entity of this type.
    #[must_use]
    pub const fn path(&self) -> Option<&'static str> {
        self.path
    }

    /// Delegated permissions that allow the requests of this type, least privileged first.
    #[must_use]
    pub const fn delegated_permissions(&self) -> &'static [&'static str] {
        self.delegated_permissions
    }

    /// Application permissions that allow the requests of this type, least privileged first.
    #[must_use]
    pub const fn application_permissions(&self) -> &'static [&'static str] {
        self.application_permissions
    }

    /// The type itself and then its base types, nearest first.
    pub fn ancestry(&'static self) -> impl Iterator<Item = &'static TypeDescription> {
        iter::successors(Some(self), |description| description.base)
    }

    /// All properties in wire order: those of the furthest base type come first.
    pub fn all_properties(&'static self) -> impl Iterator<Item = &'static PropertyDescription> {
        let mut types: Vec<_> = self.ancestry().collect();
        types.reverse();
        types
            .into_iter()
            .flat_map(|description| description.properties)
    }

    /// Whether the type or one of its base types declares a property with this name.
    #[must_use]
    pub const fn has_property(&self, name: &str) -> bool {
        let mut current = self;
        loop {
            let mut position = 0;
            while position < current.properties.len() {
                if same_text(current.properties[position].name, name) {
                    return true;
                }
                position += 1;
            }
            match current.base {
                Some(base) => current = base,
                None => return false,
            }
        }
    }

    /// Whether a member with this name can be a dynamic property. Annotations cannot, and declared
    /// properties have their own place.
    pub(crate) fn leaves_to_dynamic(&self, name: &str) -> bool {
        !name.contains('@') && !self.has_property(name)
    }

    /// Whether this is an entity type.
    #[must_use]
    pub const fn is_entity(&self) -> bool {
        matches!(self.kind, TypeKind::Entity)
    }

    /// Whether this is `other` or derives from it.
    #[must_use]
    pub const fn is_or_derives_from(&self, other: &TypeDescription) -> bool {
        let mut current = self;
        loop {
            if same_text(current.name, other.name) {
                return true;
            }
            match current.base {
                Some(base) => current = base,
                None => return false,
            }
        }
    }
}

/// The macros build descriptions with these functions, which are not part of the public interface.
#[doc(hidden)]
impl TypeDescription {
    #[must_use]
    pub const fn entity(name: &'static str) -> Self {
        Self::new(TypeKind::Entity, name)
    }

    #[must_use]
    pub const fn complex(name: &'static str) -> Self {
        Self::new(TypeKind::Complex, name)
    }

    const fn new(kind: TypeKind, name: &'static str) -> Self {
        Self {
            kind,
            name,
            tag: None,
            base: None,
            properties: &[],
            open: false,
            path: None,
            delegated_permissions: &[],
            application_permissions: &[],
        }
    }

    #[must_use]
    pub const fn tagged(mut self, tag: &'static str) -> Self {
        self.tag = Some(tag);
        self
    }

    #[must_use]
    pub const fn derived_from(mut self, base: &'static TypeDescription) -> Self {
        self.base = Some(base);
        self
    }

    #[must_use]
    pub const fn with_properties(mut self, properties: &'static [PropertyDescription]) -> Self {
        self.properties = properties;
        self
    }

    #[must_use]
    pub const fn open(mut self) -> Self {
        self.open = true;
        self
    }

    #[must_use]
    pub const fn at_path(mut self, template: &'static str) -> Self {
        self.path = Some(template);
        self
    }

    #[must_use]
    pub const fn with_permissions(
        mut self,
        delegated: &'static [&'static str],
        application: &'static [&'static str],
    ) -> Self {
        self.delegated_permissions = delegated;
        self.application_permissions = application;
        self
    }
}

/// How a client may use a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Capability {
    /// A client may set and change the property.
    ReadWrite,
    /// The service sets the property (`Org.OData.Core.V1.Computed`).
    ReadOnly,
    /// A client sets the property on creation, and it is fixed afterwards
    /// (`Org.OData.Core.V1.Immutable`).
    CreateOnly,
    /// The property is part of the entity's key.
    Key,
}

/// One property of a type: its name on the wire, its Edm type, and how a client may use it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PropertyDescription {
    name: &'static str,
    edm_type: EdmType,
    collection: bool,
    nullable: bool,
    navigation: bool,
    capability: Capability,
}

impl PropertyDescription {
    /// The name on the wire, such as `displayName`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The type of the value, or of an item if the property is a collection.
    #[must_use]
    pub const fn edm_type(&self) -> EdmType {
        self.edm_type
    }

    /// Whether the property holds a collection.
    #[must_use]
    pub const fn is_collection(&self) -> bool {
        self.collection
    }

    /// Whether the property may be null.
    #[must_use]
    pub const fn is_nullable(&self) -> bool {
        self.nullable
    }

    /// Whether this is a relationship to other entities (OData CSDL 4.01, section 8).
    #[must_use]
    pub const fn is_navigation(&self) -> bool {
        self.navigation
    }

    /// How a client may use the property.
    #[must_use]
    pub const fn capability(&self) -> Capability {
        self.capability
    }
}

/// The macros build descriptions with these functions, which are not part of the public interface.
#[doc(hidden)]
impl PropertyDescription {
    #[must_use]
    pub const fn new(name: &'static str, shape: PropertyShape) -> Self {
        Self {
            name,
            edm_type: shape.edm_type,
            collection: shape.collection,
            nullable: shape.nullable,
            navigation: false,
            capability: Capability::ReadWrite,
        }
    }

    /// A property that its author's own module reads and writes. Its Edm type is not known.
    #[must_use]
    pub const fn untyped(name: &'static str, nullable: bool) -> Self {
        Self {
            name,
            edm_type: EdmType::Untyped,
            collection: false,
            nullable,
            navigation: false,
            capability: Capability::ReadWrite,
        }
    }

    #[must_use]
    pub const fn not_null(mut self) -> Self {
        self.nullable = false;
        self
    }

    #[must_use]
    pub const fn navigation(mut self) -> Self {
        self.navigation = true;
        self
    }

    #[must_use]
    pub const fn read_only(mut self) -> Self {
        self.capability = Capability::ReadOnly;
        self
    }

    #[must_use]
    pub const fn create_only(mut self) -> Self {
        self.capability = Capability::CreateOnly;
        self
    }

    #[must_use]
    pub const fn key(mut self) -> Self {
        self.capability = Capability::Key;
        self
    }
}

/// The facts about a property that the type of its field provides.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct PropertyShape {
    pub edm_type: EdmType,
    pub collection: bool,
    pub nullable: bool,
}

/// `a == b` in a constant.
pub(crate) const fn same_text(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}
