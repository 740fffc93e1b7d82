//! All types of Microsoft Graph v1.0, as the generator writes them and in flattened forms.
//!
//! The flattened forms are made from the generated source, so that names, types and boxes are the
//! same. A struct has the fields of its base types before its own. A property whose values may be
//! of derived types has the declared type. The flattened forms do less than the generated types:
//! they have no unions, no unknown members of enumerations, no dynamic properties, no patches and
//! no paths.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use graph_csdl::{Generator, Metadata};
use heck::ToLowerCamelCase;
use syn::ext::IdentExt;
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, Item, ItemEnum, ItemStruct, Lit, Meta, Token};

use crate::forms::{Form, program};

pub(crate) struct Schema {
    metadata: Metadata,
    generated: String,
}

/// An item with the modules that contain it.
struct Placed<T> {
    module: Vec<String>,
    item: T,
}

impl Schema {
    pub(crate) fn read(corpus: &OsStr) -> Self {
        let metadata = Metadata::from_file(Path::new(corpus).join("graph-v1.0.csdl")).unwrap();
        let generated = Generator::new(&metadata).to_source().unwrap();
        Self {
            metadata,
            generated,
        }
    }

    pub(crate) fn counts(&self) -> String {
        format!(
            "{} entity, {} complex and {} enumeration types, {} operations (for graph-model only)",
            self.metadata.entity_types().count(),
            self.metadata.complex_types().count(),
            self.metadata.enumeration_types().count(),
            self.metadata.operations().count()
        )
    }

    pub(crate) fn structured_types(&self) -> usize {
        self.metadata.entity_types().count() + self.metadata.complex_types().count()
    }

    pub(crate) fn source(&self, form: Form) -> Vec<(PathBuf, String)> {
        let file = syn::parse_file(&self.generated).unwrap();
        let mut items = Items::default();
        items.add(&[], file.items);
        let exercises: String = items
            .structs
            .iter()
            .map(|placed| form.exercise(&format!("models::{}", qualified(placed))))
            .collect();
        let models = match form {
            Form::GraphModel => self.generated.clone(),
            Form::Serde | Form::Plain => items.flattened(form),
        };
        let main = format!(
            "#![allow(dead_code, unused_imports)]\nmod models;\n{}",
            program(form, &exercises)
        );
        vec![("main.rs".into(), main), ("models.rs".into(), models)]
    }
}

fn qualified(placed: &Placed<ItemStruct>) -> String {
    let mut path = placed.module.clone();
    path.push(placed.item.ident.to_string());
    path.join("::")
}

#[derive(Default)]
struct Items {
    structs: Vec<Placed<ItemStruct>>,
    enumerations: Vec<Placed<ItemEnum>>,
    /// The declared type of each union.
    declared: HashMap<String, String>,
}

impl Items {
    fn add(&mut self, module: &[String], items: Vec<Item>) {
        for item in items {
            let module = module.to_vec();
            match item {
                // Serde has no counterpart of an operation.
                Item::Struct(item) if is_operation(&item.attrs) => {}
                Item::Struct(item) => self.structs.push(Placed { module, item }),
                Item::Enum(item) if has(&item.attrs, "graph_union") => {
                    let ident = item.ident.to_string();
                    let declared = ident.trim_start_matches("Any").to_owned();
                    self.declared.insert(ident, declared);
                }
                Item::Enum(item) => self.enumerations.push(Placed { module, item }),
                Item::Mod(item) => {
                    let inner = [module, vec![item.ident.to_string()]].concat();
                    self.add(&inner, item.content.unwrap().1);
                }
                _ => {}
            }
        }
    }

    fn flattened(&self, form: Form) -> String {
        let by_path: HashMap<String, &Placed<ItemStruct>> = self
            .structs
            .iter()
            .map(|placed| (qualified(placed), placed))
            .collect();
        let mut modules: HashMap<&[String], String> = HashMap::new();
        for placed in &self.structs {
            let source = modules.entry(&placed.module).or_default();
            self.write_struct(source, form, placed, &by_path);
        }
        for placed in &self.enumerations {
            write_enumeration(
                modules.entry(&placed.module).or_default(),
                form,
                &placed.item,
            );
        }
        let mut paths: Vec<&&[String]> = modules.keys().collect();
        paths.sort();
        let mut source = String::new();
        for path in paths {
            let open: String = path.iter().fold(String::new(), |open, name| {
                open + "pub mod " + name + " {\n"
            });
            let close = "}\n".repeat(path.len());
            let prelude = form.prelude();
            // A nested module is written separately, with its parents around it:
            // `partners { billing { … } }`.
            write!(source, "{open}{prelude}{}{close}", modules[*path]).unwrap();
        }
        source
    }

    fn write_struct(
        &self,
        source: &mut String,
        form: Form,
        placed: &Placed<ItemStruct>,
        by_path: &HashMap<String, &Placed<ItemStruct>>,
    ) {
        source.push_str("#[derive(Clone, Debug, Default, PartialEq)]\n");
        if form == Form::Serde {
            source.push_str("#[derive(Serialize, Deserialize)]\n");
        }
        writeln!(source, "pub struct {} {{", placed.item.ident).unwrap();
        if form == Form::Serde {
            source.push_str("    #[serde(rename = \"@odata.type\")]\n");
        }
        source.push_str("    pub odata_tag: Option<String>,\n");
        let mut chain = vec![placed];
        while let Some(base) = base(&chain[chain.len() - 1].item) {
            chain.push(by_path[&resolve(&chain[chain.len() - 1].module, &base)]);
        }
        let of_entity = has(&placed.item.attrs, "graph_entity")
            && argument(&chain[chain.len() - 1].item.attrs, "base").is_none();
        if of_entity {
            let skip = "    #[serde(skip_serializing_if = \"Option::is_none\")]\n";
            let skip = if form == Form::Serde { skip } else { "" };
            writeln!(source, "{skip}    pub id: Option<String>,").unwrap();
        }
        for owner in chain.into_iter().rev() {
            self.write_fields(source, form, owner, &placed.module);
        }
        source.push_str("}\n");
    }

    fn write_fields(
        &self,
        source: &mut String,
        form: Form,
        owner: &Placed<ItemStruct>,
        module: &[String],
    ) {
        for field in &owner.item.fields {
            let ident = field.ident.as_ref().unwrap();
            let marks = list(&field.attrs, "graph");
            if marks.iter().any(|meta| meta.path().is_ident("additional")) {
                continue;
            }
            let name = marks.iter().find_map(|meta| text_of(meta, "name"));
            let name = name.unwrap_or_else(|| ident.unraw().to_string().to_lower_camel_case());
            if form == Form::Serde {
                writeln!(
                    source,
                    "    #[serde(rename = \"{name}\", skip_serializing_if = \"Option::is_none\")]"
                )
                .unwrap();
            }
            let ty = self.field_type(&field.ty, &owner.module, module);
            writeln!(source, "    pub {ident}: {ty},").unwrap();
        }
    }

    /// Returns the type of a field as another module names it, with declared types in place of
    /// unions.
    fn field_type(&self, ty: &syn::Type, from: &[String], to: &[String]) -> String {
        let syn::Type::Path(path) = ty else {
            panic!("a field is of a named type");
        };
        let last = path.path.segments.last().unwrap();
        let ident = last.ident.to_string();
        if let syn::PathArguments::AngleBracketed(arguments) = &last.arguments {
            let Some(syn::GenericArgument::Type(inner)) = arguments.args.first() else {
                panic!("a wrapper has a type");
            };
            let inner = self.field_type(inner, from, to);
            return match ident.as_str() {
                // A string, because serde has no set of members.
                "Flags" => "String".to_owned(),
                wrapper => format!("{wrapper}<{inner}>"),
            };
        }
        let segments: Vec<String> = path
            .path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect();
        match ident.as_str() {
            "String" | "bool" | "u8" | "i8" | "i16" | "i32" | "i64" | "f32" | "f64" => ident,
            // Any JSON. With a type of `serde_json`, the plain form would have to compile that
            // crate, too.
            "RawJson" | "Stream" | "UnknownObject" => "String".to_owned(),
            _ => {
                let mut absolute = resolve(from, &segments.join("::"));
                if let Some(declared) = self.declared.get(&ident) {
                    absolute.truncate(absolute.len() - ident.len());
                    absolute.push_str(declared);
                }
                format!("{}{absolute}", "super::".repeat(to.len()))
            }
        }
    }
}

fn write_enumeration(source: &mut String, form: Form, item: &ItemEnum) {
    source.push_str("#[derive(Clone, Debug, PartialEq, Eq)]\n");
    if form == Form::Serde {
        source.push_str("#[derive(Serialize, Deserialize)]\n");
    }
    writeln!(source, "pub enum {} {{", item.ident).unwrap();
    for variant in &item.variants {
        let marks = list(&variant.attrs, "graph");
        if marks.iter().any(|meta| meta.path().is_ident("unknown")) {
            continue;
        }
        if form == Form::Serde {
            let name = marks.iter().find_map(|meta| text_of(meta, "name"));
            let name = name.unwrap_or_else(|| variant.ident.to_string().to_lower_camel_case());
            writeln!(source, "    #[serde(rename = \"{name}\")]").unwrap();
        }
        writeln!(source, "    {},", variant.ident).unwrap();
    }
    source.push_str("}\n");
}

/// The path from the outermost module.
fn resolve(module: &[String], path: &str) -> String {
    let mut absolute = module.to_vec();
    for name in path.split("::") {
        if name == "super" {
            absolute.pop();
        } else {
            absolute.push(name.to_owned());
        }
    }
    absolute.join("::")
}

fn is_operation(attributes: &[Attribute]) -> bool {
    has(attributes, "graph_action") || has(attributes, "graph_function")
}

fn has(attributes: &[Attribute], name: &str) -> bool {
    attributes
        .iter()
        .any(|attribute| attribute.path().is_ident(name))
}

fn list(attributes: &[Attribute], name: &str) -> Vec<Meta> {
    let named = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident(name));
    let lists = named.map(|attribute| {
        attribute
            .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
            .unwrap()
    });
    lists.flatten().collect()
}

fn text_of(meta: &Meta, key: &str) -> Option<String> {
    match &meta.require_name_value().ok()?.value {
        Expr::Lit(literal) if meta.path().is_ident(key) => match &literal.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

/// The path given as an argument of the type's attribute.
fn argument(attributes: &[Attribute], key: &str) -> Option<String> {
    let metas = ["graph_entity", "graph_complex"].map(|name| list(attributes, name));
    metas
        .into_iter()
        .flatten()
        .find_map(|meta| match &meta.require_name_value().ok()?.value {
            Expr::Path(path) if meta.path().is_ident(key) => {
                let names: Vec<String> = path
                    .path
                    .segments
                    .iter()
                    .map(|segment| segment.ident.to_string())
                    .collect();
                Some(names.join("::"))
            }
            _ => None,
        })
}

fn base(item: &ItemStruct) -> Option<String> {
    argument(&item.attrs, "base").filter(|base| base != "none")
}
