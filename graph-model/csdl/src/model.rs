//! The model of a type, in one form for compiled types and for types read from source.

use graph_model::edm::{EdmType, Enumeration, EnumerationDescription};
use graph_model::model::{
    Capability, Operation, OperationDescription, OperationKind, PropertyDescription,
    StructuredType, TypeDescription, TypeKind, Union,
};

/// A modelled type.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Model {
    /// An entity type or a complex type.
    Structured(StructuredModel),
    /// An enumeration type.
    Enumeration(EnumerationModel),
    /// A declared type and the types derived from it.
    Union(UnionModel),
    /// An action or a function.
    Operation(OperationModel),
}

/// The model of an entity type or a complex type.
#[derive(Clone, Debug)]
pub struct StructuredModel {
    pub(crate) name: String,
    pub(crate) is_entity: bool,
    pub(crate) base: Base,
    pub(crate) path: Option<String>,
    pub(crate) properties: Vec<PropertyModel>,
}

/// The base of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Base {
    None,
    Type(String),
    /// A type that is not in the source that was read.
    Elsewhere,
}

/// The model of a property.
#[derive(Clone, Debug)]
pub struct PropertyModel {
    pub(crate) name: String,
    /// `None` if it is unknown: the author's own module reads the property, or its type is declared
    /// elsewhere.
    pub(crate) ty: Option<ValueType>,
    /// `None` if it is unknown.
    pub(crate) collection: Option<bool>,
    /// `None` if it is unknown.
    pub(crate) nullable: Option<bool>,
    pub(crate) navigation: bool,
    pub(crate) capability: Capability,
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ValueType {
    /// A primitive type, such as `Edm.String`.
    Primitive(EdmType),
    /// A type of this qualified name.
    Named(String),
}

/// The model of an enumeration type.
#[derive(Clone, Debug)]
pub struct EnumerationModel {
    pub(crate) name: String,
    pub(crate) flags: bool,
    pub(crate) members: Vec<(String, i64)>,
}

/// The model of an action or a function.
#[derive(Clone, Debug)]
pub struct OperationModel {
    pub(crate) name: String,
    pub(crate) is_function: bool,
    pub(crate) binding: Binding,
    pub(crate) parameters: Vec<PropertyModel>,
    pub(crate) returns: Option<PropertyModel>,
}

/// The type that an operation is bound to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Binding {
    None,
    /// The type, and whether the operation is bound to a collection of it.
    Type(String, bool),
    /// A type that is not in the source that was read.
    Elsewhere,
}

/// The model of a union.
#[derive(Clone, Debug)]
pub struct UnionModel {
    pub(crate) declared: String,
    pub(crate) variants: Vec<String>,
}

impl StructuredModel {
    fn of(description: &'static TypeDescription) -> Self {
        Self {
            name: description.name().to_owned(),
            is_entity: description.kind() == TypeKind::Entity,
            base: match description.base() {
                Some(base) => Base::Type(base.name().to_owned()),
                None => Base::None,
            },
            path: description.path().map(str::to_owned),
            properties: description.properties().map(PropertyModel::of).collect(),
        }
    }
}

impl PropertyModel {
    fn of(description: &PropertyDescription) -> Self {
        // A property that its author's own module reads is untyped, and so is one that holds any JSON.
        let ty = value_type(description.edm_type());
        let known = ty.is_some();
        Self {
            name: description.name().to_owned(),
            ty,
            collection: known.then_some(description.is_collection()),
            nullable: known.then_some(description.is_nullable()),
            navigation: description.is_navigation(),
            capability: description.capability(),
        }
    }
}

impl PropertyModel {
    /// The model of a result.
    pub(crate) fn of_result(ty: Option<ValueType>, collection: Option<bool>) -> Self {
        Self {
            name: String::new(),
            ty,
            collection,
            nullable: None,
            navigation: false,
            capability: Capability::ReadWrite,
        }
    }
}

impl OperationModel {
    fn of(description: &'static OperationDescription) -> Self {
        let parameters = description.parameters().iter();
        Self {
            name: description.name().to_owned(),
            is_function: description.kind() == OperationKind::Function,
            binding: match description.binding() {
                Some(binding) => {
                    Binding::Type(binding.ty().name().to_owned(), binding.is_collection())
                }
                None => Binding::None,
            },
            parameters: parameters.map(PropertyModel::of).collect(),
            returns: description.returns().map(|(ty, collection)| {
                let ty = value_type(ty);
                let collection = ty.is_some().then_some(collection);
                PropertyModel::of_result(ty, collection)
            }),
        }
    }
}

impl EnumerationModel {
    fn of(description: &EnumerationDescription) -> Self {
        let members = description.members().iter();
        Self {
            name: description.name().to_owned(),
            flags: description.is_flags(),
            members: members
                .map(|member| (member.name().to_owned(), member.value()))
                .collect(),
        }
    }
}

/// The type of a value. Returns `None` for a value of any type.
pub(crate) fn value_type(ty: EdmType) -> Option<ValueType> {
    match ty {
        EdmType::Complex(name) | EdmType::Entity(name) | EdmType::Enumeration(name) => {
            Some(ValueType::Named(name.to_owned()))
        }
        EdmType::Untyped => None,
        primitive => Some(ValueType::Primitive(primitive)),
    }
}

/// Finds the model of a type by its attribute. Each attribute implements one of four traits.
#[derive(Debug)]
pub struct ModelOf<T>(std::marker::PhantomData<T>);

impl<T> Default for ModelOf<T> {
    fn default() -> Self {
        Self(std::marker::PhantomData)
    }
}

/// Models types with `#[graph_entity]` or `#[graph_complex]`.
pub trait StructuredTypeModel {
    /// The model.
    fn model(&self) -> Model;
}

impl<T: StructuredType> StructuredTypeModel for ModelOf<T> {
    fn model(&self) -> Model {
        Model::Structured(StructuredModel::of(T::TYPE))
    }
}

/// Models types with `#[graph_enum]`.
pub trait EnumerationTypeModel {
    /// The model.
    fn model(&self) -> Model;
}

impl<T: Enumeration> EnumerationTypeModel for &ModelOf<T> {
    fn model(&self) -> Model {
        Model::Enumeration(EnumerationModel::of(T::TYPE))
    }
}

/// Models types with `#[graph_union]`.
pub trait UnionTypeModel {
    /// The model.
    fn model(&self) -> Model;
}

impl<T: Union> UnionTypeModel for &&ModelOf<T> {
    fn model(&self) -> Model {
        Model::Union(UnionModel {
            declared: T::DECLARED.name().to_owned(),
            variants: T::VARIANTS
                .iter()
                .map(|variant| variant.name().to_owned())
                .collect(),
        })
    }
}

/// Models actions and functions with `#[graph_action]` or `#[graph_function]`.
pub trait OperationModelOf {
    /// The model.
    fn model(&self) -> Model;
}

impl<T: Operation> OperationModelOf for &&&ModelOf<T> {
    fn model(&self) -> Model {
        Model::Operation(OperationModel::of(T::OPERATION))
    }
}
