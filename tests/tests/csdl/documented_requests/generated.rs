//! Reads generated source as a program that walks along URLs needs it: the roots, the properties of
//! each type, and the operations.

use std::collections::HashMap;

use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Attribute, Expr, Fields, GenericArgument, Item, Lit, Meta, PathArguments, Token, Type};

/// Everything that generated source declares. Items are named by their paths from its root, such as
/// `call_records::Session`.
#[derive(Default)]
pub(crate) struct Generated {
    pub roots: HashMap<String, Root>,
    pub structs: HashMap<String, Struct>,
    /// The declared type of each union.
    pub unions: HashMap<String, String>,
    pub operations: Vec<Operation>,
    /// The property of `graph_model::Entity`.
    id: Field,
}

/// A constant route.
pub(crate) struct Root {
    pub constant: String,
    pub ty: String,
    pub collection: bool,
}

#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a mark of its own in the source"
)]
pub(crate) struct Struct {
    pub name: String,
    /// The base type in the source.
    pub base: Option<String>,
    /// Whether the base type is `graph_model::Entity`.
    pub extends_entity: bool,
    pub is_entity: bool,
    pub has_patch: bool,
    pub media: bool,
    pub open: bool,
    pub fields: HashMap<String, Field>,
}

#[derive(Clone, Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a mark of its own in the source"
)]
pub(crate) struct Field {
    pub ident: String,
    /// The name in JSON.
    pub name: String,
    /// The type, without its wrappers.
    pub ty: String,
    /// The type of a value from the program's root, without `Option` and `Box`.
    pub value: String,
    pub collection: bool,
    pub optional: bool,
    /// Whether a request can set the property to null.
    pub nullable: bool,
    pub navigation: bool,
    /// The reason why a new entity cannot send the property, if it cannot.
    pub never_created: Option<&'static str>,
    /// The reason why a patch cannot send the property, if it cannot.
    pub never_patched: Option<&'static str>,
}

pub(crate) struct Operation {
    pub path: String,
    pub name: String,
    pub is_function: bool,
    pub on: String,
    pub on_collection: bool,
    pub parameters: HashMap<String, Field>,
    pub returns: Option<Field>,
}

impl Generated {
    pub(crate) fn of(source: &str) -> Self {
        let mut generated = Self {
            id: Field {
                ident: "id".to_owned(),
                name: "id".to_owned(),
                ty: "String".to_owned(),
                value: "String".to_owned(),
                never_patched: Some("is the key"),
                ..Field::default()
            },
            ..Self::default()
        };
        let file = syn::parse_file(source).unwrap();
        generated.read(&[], &file.items);
        generated
    }

    fn read(&mut self, module: &[String], items: &[Item]) {
        for item in items {
            match item {
                Item::Mod(inner) => {
                    let mut path = module.to_vec();
                    path.push(inner.ident.to_string());
                    self.read(&path, &inner.content.as_ref().unwrap().1);
                }
                Item::Const(item) => self.root(module, item),
                Item::Enum(item) if has(&item.attrs, "graph_union") => {
                    let path = joined(module, &item.ident.to_string());
                    let first = item.variants.first().unwrap().fields.iter().next().unwrap();
                    let declared = field_type(module, &first.ty).ty;
                    self.unions.insert(path, declared);
                }
                Item::Struct(item) if has(&item.attrs, "graph_action") => {
                    self.operation(module, item, false);
                }
                Item::Struct(item) if has(&item.attrs, "graph_function") => {
                    self.operation(module, item, true);
                }
                Item::Struct(item) => {
                    let arguments = Arguments::of(&item.attrs);
                    let extends_entity =
                        has(&item.attrs, "graph_entity") && arguments.get("base").is_none();
                    let base = arguments.get("base").filter(|base| base != "none");
                    let base = base.map(|base| absolute(module, &base));
                    let path = joined(module, &item.ident.to_string());
                    self.structs.insert(
                        path,
                        Struct {
                            name: arguments.text("odata").unwrap(),
                            base,
                            extends_entity,
                            is_entity: has(&item.attrs, "graph_entity"),
                            has_patch: arguments.get("patch").is_none(),
                            media: arguments.0.iter().any(|(key, _)| key == "media"),
                            open: item.fields.iter().any(is_additional),
                            fields: fields(module, &item.fields),
                        },
                    );
                }
                _ => {}
            }
        }
    }

    fn root(&mut self, module: &[String], item: &syn::ItemConst) {
        let Expr::Call(call) = &*item.expr else {
            return;
        };
        let Some(Expr::Lit(name)) = call.args.first() else {
            return;
        };
        let Lit::Str(name) = &name.lit else { return };
        let target = argument_of(&item.ty, "Route").unwrap();
        let inner = argument_of(target, "Collection");
        self.roots.insert(
            name.value(),
            Root {
                constant: joined(module, &item.ident.to_string()),
                ty: field_type(module, inner.unwrap_or(target)).ty,
                collection: inner.is_some(),
            },
        );
    }

    fn operation(&mut self, module: &[String], item: &syn::ItemStruct, is_function: bool) {
        let arguments = Arguments::of(&item.attrs);
        let Some(on) = arguments.ty("on") else { return };
        let inner = argument_of(&on, "Collection");
        let name = arguments.text("odata").unwrap();
        self.operations.push(Operation {
            path: joined(module, &item.ident.to_string()),
            name: name.rsplit('.').next().unwrap().to_owned(),
            is_function,
            on: field_type(module, inner.unwrap_or(&on)).ty,
            on_collection: inner.is_some(),
            parameters: fields(module, &item.fields),
            returns: arguments.ty("returns").map(|ty| field_type(module, &ty)),
        });
    }

    /// The declared type of a struct or a union.
    pub(crate) fn declared<'g>(&'g self, ty: &'g str) -> &'g str {
        self.unions.get(ty).map_or(ty, String::as_str)
    }

    /// The type and its base types, nearest first.
    pub(crate) fn ancestry<'g>(
        &'g self,
        ty: &'g str,
    ) -> impl Iterator<Item = (&'g str, &'g Struct)> {
        let find = |ty: &'g str| Some((ty, self.structs.get(ty)?));
        std::iter::successors(find(self.declared(ty)), move |(_, ty)| {
            find(ty.base.as_deref()?)
        })
    }

    pub(crate) fn field<'g>(&'g self, ty: &'g str, name: &str) -> Option<&'g Field> {
        let name = name.to_ascii_lowercase();
        let own = self.ancestry(ty).find_map(|(_, ty)| ty.fields.get(&name));
        own.or_else(|| (name == "id" && self.is_entity(ty)).then_some(&self.id))
    }

    /// Whether the type derives from `graph_model::Entity`, which has an `id`.
    fn is_entity(&self, ty: &str) -> bool {
        let root = self.ancestry(ty).last();
        root.is_some_and(|(_, root)| root.extends_entity)
    }

    /// The type with this qualified name.
    pub(crate) fn named(&self, name: &str) -> Option<&str> {
        let mut structs = self.structs.iter();
        structs
            .find(|(_, ty)| ty.name.eq_ignore_ascii_case(name))
            .map(|(path, _)| path.as_str())
    }

    /// The operation of this name that is bound to the type or to one of its base types, and has
    /// these parameters.
    pub(crate) fn operation_at(
        &self,
        ty: &str,
        collection: bool,
        name: &str,
        has: impl Fn(&Operation) -> bool,
    ) -> Option<&Operation> {
        let ancestry: Vec<&str> = self.ancestry(ty).map(|(ty, _)| ty).collect();
        let mut operations = self.operations.iter();
        operations.find(|operation| {
            let is_bound = ancestry.contains(&operation.on.as_str())
                || (operation.on == "graph_model::Entity" && !ancestry.is_empty());
            is_bound
                && operation.on_collection == collection
                && operation.name.eq_ignore_ascii_case(name)
                && has(operation)
        })
    }
}

/// The arguments of an attribute, with the tokens of their values.
struct Arguments(Vec<(String, String)>);

impl Arguments {
    fn of(attributes: &[Attribute]) -> Self {
        let attribute = attributes.iter().find(|attribute| {
            let ident = attribute.path().get_ident().map(ToString::to_string);
            ident.is_some_and(|ident| ident.starts_with("graph"))
        });
        let Some(attribute) = attribute else {
            return Self(Vec::new());
        };
        let read = |input: syn::parse::ParseStream<'_>| {
            let mut arguments = Vec::new();
            while !input.is_empty() {
                let key = syn::Ident::parse_any(input)?.to_string();
                let mut value = String::new();
                if input.parse::<Option<Token![=]>>()?.is_some() {
                    value = if input.peek(syn::LitStr) {
                        input.parse::<syn::LitStr>()?.value()
                    } else {
                        input.parse::<Type>()?.to_token_stream().to_string()
                    };
                }
                arguments.push((key, value));
                input.parse::<Option<Token![,]>>()?;
            }
            Ok(arguments)
        };
        Self(attribute.parse_args_with(read).unwrap())
    }

    fn get(&self, key: &str) -> Option<String> {
        let mut pairs = self.0.iter();
        pairs
            .find(|(name, _)| name == key)
            .map(|(_, value)| value.replace(' ', ""))
    }

    fn text(&self, key: &str) -> Option<String> {
        self.get(key)
    }

    fn ty(&self, key: &str) -> Option<Type> {
        Some(syn::parse_str(&self.get(key)?).unwrap())
    }
}

fn is_additional(field: &syn::Field) -> bool {
    let mut marks = field
        .attrs
        .iter()
        .filter(|attribute| attribute.path().is_ident("graph"));
    marks.any(|marks| {
        let tokens = marks.meta.to_token_stream().to_string();
        tokens.contains("additional")
    })
}

fn fields(module: &[String], fields: &Fields) -> HashMap<String, Field> {
    let fields = fields.iter().filter_map(|field| {
        let ident = field.ident.as_ref()?;
        let marks = field
            .attrs
            .iter()
            .find(|attribute| attribute.path().is_ident("graph"));
        let mut name = None;
        let mut navigation = false;
        let mut not_null = false;
        let mut never_created = None;
        let mut never_patched = None;
        if let Some(marks) = marks {
            let list = syn::punctuated::Punctuated::<Meta, Token![,]>::parse_terminated;
            for meta in marks.parse_args_with(list).unwrap() {
                match meta {
                    Meta::Path(path) if path.is_ident("additional") => return None,
                    Meta::Path(path) => {
                        navigation |= path.is_ident("navigation");
                        not_null |= path.is_ident("not_null");
                        let reason = match path.get_ident().unwrap().to_string().as_str() {
                            "key" => "is the key",
                            "read_only" => "is read-only",
                            "create_only" => "is immutable",
                            "navigation" => "is a relationship",
                            _ => continue,
                        };
                        never_patched = Some(reason);
                        if path.is_ident("read_only") {
                            never_created = never_patched;
                        }
                    }
                    Meta::NameValue(pair) if pair.path.is_ident("annotation") => {
                        name = Some(pair.value.to_token_stream().to_string());
                        never_patched = Some("is an annotation");
                        never_created = never_patched;
                    }
                    Meta::NameValue(pair) if pair.path.is_ident("name") => {
                        name = Some(pair.value.to_token_stream().to_string());
                    }
                    _ => {}
                }
            }
        }
        let name = name.map_or_else(
            || heck::ToLowerCamelCase::to_lower_camel_case(&*ident.unraw().to_string()),
            |name| name.trim_matches('"').to_owned(),
        );
        let ty = field_type(module, &field.ty);
        let field = Field {
            ident: ident.to_string(),
            name: name.clone(),
            nullable: ty.optional && !not_null,
            navigation,
            never_created,
            never_patched,
            ..ty
        };
        Some((name.to_ascii_lowercase(), field))
    });
    fields.collect()
}

/// The type of a field, without its wrappers.
fn field_type(module: &[String], ty: &Type) -> Field {
    let mut field = Field::default();
    let mut ty = ty;
    let mut wrappers = Vec::new();
    loop {
        let inner = if let Some(inner) = argument_of(ty, "Option") {
            field.optional = true;
            inner
        } else if let Some(inner) = argument_of(ty, "Vec") {
            field.collection = true;
            wrappers.push("Vec");
            inner
        } else if let Some(inner) = argument_of(ty, "Flags") {
            wrappers.push("graph_model::Flags");
            inner
        } else if let Some(inner) = argument_of(ty, "Box") {
            inner
        } else {
            break;
        };
        ty = inner;
    }
    let path = ty.to_token_stream().to_string().replace(' ', "");
    field.ty = absolute(module, &path);
    let item = match field.ty.as_str() {
        ty if ty.starts_with("graph_model::") => ty.to_owned(),
        ty @ ("RawJson" | "Stream" | "UnknownObject") => format!("graph_model::{ty}"),
        ty if ELSEWHERE.contains(&ty) => ty.to_owned(),
        ty => format!("m::{ty}"),
    };
    field.value = wrappers
        .into_iter()
        .rev()
        .fold(item, |item, wrapper| format!("{wrapper}<{item}>"));
    field
}

fn argument_of<'t>(ty: &'t Type, wrapper: &str) -> Option<&'t Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    match arguments.args.first()? {
        GenericArgument::Type(inner) if last.ident == wrapper => Some(inner),
        _ => None,
    }
}

/// The types that the source does not declare.
const ELSEWHERE: [&str; 14] = [
    "String",
    "bool",
    "i8",
    "u8",
    "i16",
    "i32",
    "i64",
    "f32",
    "f64",
    "RawJson",
    "Stream",
    "UnknownObject",
    "Binary",
    "()",
];

/// The path of an item from the root of the source.
fn absolute(module: &[String], path: &str) -> String {
    if ELSEWHERE.contains(&path) || path.starts_with("graph_model::") {
        return path.to_owned();
    }
    let mut module = module.to_vec();
    let mut rest = path;
    while let Some(outer) = rest.strip_prefix("super::") {
        module.pop();
        rest = outer;
    }
    joined(&module, rest)
}

fn joined(module: &[String], path: &str) -> String {
    let mut parts = module.to_vec();
    parts.push(path.to_owned());
    parts.join("::")
}

fn has(attributes: &[Attribute], name: &str) -> bool {
    attributes
        .iter()
        .any(|attribute| attribute.path().is_ident(name))
}
