//! Reads generated source: which struct is which type, and which field is which property.

use std::collections::{HashMap, HashSet};

use heck::ToLowerCamelCase;
use syn::ext::IdentExt;
use syn::{Attribute, Expr, Fields, GenericArgument, Item, Lit, Meta, PathArguments, Token, Type};

/// The structured types by name, and the unions by identifier.
pub(crate) struct Models {
    types: HashMap<String, Model>,
    names: HashMap<String, String>,
    unions: HashSet<String>,
    enumerations: HashSet<String>,
    operations: HashSet<String>,
}

pub(crate) struct Model {
    pub ident: String,
    pub base: Option<String>,
    pub path: Option<String>,
    pub properties: HashMap<String, Property>,
}

#[derive(Clone)]
pub(crate) struct Property {
    pub field: String,
    pub ty: FieldType,
    /// The reason why a patch cannot set the property, if it cannot.
    pub fixed: Option<&'static str>,
}

/// The type of a field without `Option` and `Box`.
#[derive(Clone, Debug)]
pub(crate) enum FieldType {
    Collection(Box<FieldType>),
    Enumeration(String),
    Structured(String),
    Union(String),
    Other(String),
}

impl Models {
    pub(crate) fn of(source: &str) -> Self {
        let file = syn::parse_file(source).unwrap();
        let mut models = Self {
            types: HashMap::new(),
            names: HashMap::new(),
            unions: HashSet::new(),
            enumerations: HashSet::new(),
            operations: HashSet::new(),
        };
        for item in &file.items {
            match item {
                Item::Enum(item) if has(&item.attrs, "graph_union") => {
                    models.unions.insert(item.ident.to_string());
                }
                Item::Enum(item) => {
                    models.enumerations.insert(item.ident.to_string());
                }
                Item::Struct(item) if is_operation(item) => {
                    models.operations.insert(item.ident.to_string());
                }
                Item::Struct(item) => {
                    let name = argument(&item.attrs, "odata").unwrap();
                    models.names.insert(item.ident.to_string(), name);
                }
                _ => {}
            }
        }
        for item in &file.items {
            if let Item::Struct(item) = item
                && !is_operation(item)
            {
                let model = models.model(item);
                models
                    .types
                    .insert(models.names[&model.ident].clone(), model);
            }
        }
        models
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Model> {
        self.types.get(name)
    }

    /// Returns every generated type and operation.
    pub(crate) fn is_union(&self, ident: &str) -> bool {
        self.unions.contains(ident)
    }

    pub(crate) fn idents(&self) -> impl Iterator<Item = &String> {
        self.names
            .keys()
            .chain(&self.unions)
            .chain(&self.enumerations)
            .chain(&self.operations)
    }

    pub(crate) fn name(&self, ident: &str) -> &str {
        &self.names[ident]
    }

    /// Returns the type and its base types, nearest first.
    pub(crate) fn ancestry(&self, name: &str) -> impl Iterator<Item = &Model> {
        std::iter::successors(self.get(name), |model| {
            self.get(self.name(model.base.as_ref()?))
        })
    }

    fn model(&self, item: &syn::ItemStruct) -> Model {
        let Fields::Named(fields) = &item.fields else {
            panic!("a model has named fields");
        };
        let properties = fields.named.iter().filter_map(|field| {
            let marks = Marks::of(&field.attrs);
            if marks.additional {
                return None;
            }
            let ident = field.ident.as_ref()?;
            let name = marks
                .name
                .unwrap_or_else(|| ident.unraw().to_string().to_lower_camel_case());
            let property = Property {
                field: ident.to_string(),
                ty: self.field_type(&field.ty),
                fixed: marks.fixed,
            };
            Some((name, property))
        });
        Model {
            ident: item.ident.to_string(),
            base: path_argument(&item.attrs, "base").filter(|base| base != "none"),
            path: argument(&item.attrs, "path"),
            properties: properties.collect(),
        }
    }

    fn field_type(&self, ty: &Type) -> FieldType {
        let Type::Path(path) = ty else {
            panic!("a field is of a named type");
        };
        let last = path.path.segments.last().unwrap();
        let ident = last.ident.to_string();
        let inner = match &last.arguments {
            PathArguments::AngleBracketed(arguments) => match arguments.args.first() {
                Some(GenericArgument::Type(inner)) => Some(inner),
                _ => None,
            },
            _ => None,
        };
        match (ident.as_str(), inner) {
            ("Option" | "Box", Some(inner)) => self.field_type(inner),
            ("Vec", Some(inner)) => FieldType::Collection(Box::new(self.field_type(inner))),
            ("Flags", Some(inner)) => match self.field_type(inner) {
                FieldType::Enumeration(ident) => {
                    FieldType::Other(format!("graph_model::Flags<{ident}>"))
                }
                other => panic!("flags of {other:?}"),
            },
            _ if self.unions.contains(&ident) => FieldType::Union(ident),
            _ if self.enumerations.contains(&ident) => FieldType::Enumeration(ident),
            _ if self.names.contains_key(&ident) => FieldType::Structured(ident),
            _ => FieldType::Other(ident),
        }
    }
}

/// The arguments of `#[graph(…)]` on a field.
#[derive(Default)]
struct Marks {
    name: Option<String>,
    additional: bool,
    fixed: Option<&'static str>,
}

impl Marks {
    fn of(attributes: &[Attribute]) -> Self {
        let mut marks = Self::default();
        for attribute in attributes
            .iter()
            .filter(|attribute| attribute.path().is_ident("graph"))
        {
            let list = attribute
                .parse_args_with(syn::punctuated::Punctuated::<Meta, Token![,]>::parse_terminated);
            for meta in list.unwrap() {
                let key = meta.path().get_ident().unwrap().to_string();
                match key.as_str() {
                    "name" => marks.name = Some(text(&meta)),
                    "additional" => marks.additional = true,
                    "key" => marks.fixed = Some("is the key"),
                    "read_only" => marks.fixed = Some("is read-only"),
                    "create_only" => marks.fixed = Some("is immutable"),
                    "navigation" => marks.fixed = Some("is a relationship"),
                    _ => {}
                }
            }
        }
        marks
    }
}

fn text(meta: &Meta) -> String {
    match &meta.require_name_value().unwrap().value {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => text.value(),
            _ => panic!("a string is expected"),
        },
        _ => panic!("a string is expected"),
    }
}

fn is_operation(item: &syn::ItemStruct) -> bool {
    has(&item.attrs, "graph_action") || has(&item.attrs, "graph_function")
}

fn has(attributes: &[Attribute], name: &str) -> bool {
    attributes
        .iter()
        .any(|attribute| attribute.path().is_ident(name))
}

fn values(attributes: &[Attribute]) -> Vec<(String, Expr)> {
    let named = attributes.iter().filter(|attribute| {
        let ident = attribute.path().get_ident().map(ToString::to_string);
        ident.is_some_and(|ident| ident.starts_with("graph_"))
    });
    named
        .filter_map(|attribute| {
            let list = attribute
                .parse_args_with(syn::punctuated::Punctuated::<Meta, Token![,]>::parse_terminated);
            Some(list.ok()?.into_iter().collect::<Vec<_>>())
        })
        .flatten()
        .filter_map(|meta| match meta {
            Meta::NameValue(pair) => Some((pair.path.get_ident()?.to_string(), pair.value)),
            _ => None,
        })
        .collect()
}

fn argument(attributes: &[Attribute], key: &str) -> Option<String> {
    values(attributes)
        .into_iter()
        .find_map(|(name, value)| match value {
            Expr::Lit(literal) if name == key => match literal.lit {
                Lit::Str(text) => Some(text.value()),
                _ => None,
            },
            _ => None,
        })
}

fn path_argument(attributes: &[Attribute], key: &str) -> Option<String> {
    values(attributes)
        .into_iter()
        .find_map(|(name, value)| match value {
            Expr::Path(path) if name == key => Some(path.path.get_ident()?.to_string()),
            _ => None,
        })
}
