//! The annotated types of source files: the place of each type, and the type as the macros read it.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use graph_syntax::{Annotated, Arguments, Errors, Kind};
use proc_macro2::{Ident, TokenStream};
use syn::ext::IdentExt;
use syn::{Attribute, DeriveInput, Item as SynItem, Meta};

use super::conditional::remove_conditional;
use super::error::SourceError;
use super::imports::{ModulePath, Modules, Target};

/// An annotated type.
pub(super) struct Item {
    /// The modules that it is in.
    pub module: ModulePath,
    pub file: PathBuf,
    pub ident: Ident,
    pub ty: Annotated,
    /// Whether parts were left out because they depend on a condition.
    pub has_conditional_parts: bool,
}

impl Item {
    /// The type's name in the metadata. A union has no name.
    pub(super) fn name(&self) -> Option<String> {
        match &self.ty {
            Annotated::Structured(ty) => Some(ty.name.value()),
            Annotated::Enumeration(ty) => Some(ty.name.value()),
            Annotated::Operation(operation) => Some(operation.name.value()),
            Annotated::Union(_) => None,
        }
    }

    /// The line of a property or member, or of the type.
    pub(super) fn line_of(&self, target: &str) -> usize {
        let member = target.rsplit_once('/').map(|(_, member)| member);
        let found = member.and_then(|member| match &self.ty {
            Annotated::Structured(ty) => {
                let mut properties = ty.properties.iter();
                let property = properties.find(|property| property.name.value() == member)?;
                Some(&property.ident)
            }
            Annotated::Enumeration(ty) => {
                let mut members = ty.members.iter();
                Some(&members.find(|other| other.name.value() == member)?.ident)
            }
            Annotated::Operation(operation) => {
                let mut parameters = operation.parameters.iter();
                let parameter = parameters.find(|parameter| parameter.name.value() == member)?;
                Some(&parameter.ident)
            }
            Annotated::Union(_) => None,
        });
        found.unwrap_or(&self.ident).span().start().line
    }
}

/// The annotated types of all files read.
#[derive(Default)]
pub(super) struct Items {
    all: Vec<Item>,
    by_ident: HashMap<String, Vec<usize>>,
    modules: Modules,
}

impl Items {
    pub(super) fn all(&self) -> &[Item] {
        &self.all
    }

    pub(super) fn read_file(&mut self, root: &Path, file: &Path) -> Result<(), SourceError> {
        let text = fs::read_to_string(file).map_err(|error| SourceError::file(file, &error))?;
        let syntax = syn::parse_file(&text).map_err(|error| SourceError::syntax(file, &error))?;
        self.add(file, &module_of(root, file), syntax.items);
        Ok(())
    }

    fn add(&mut self, file: &Path, module: &[String], items: Vec<SynItem>) {
        self.modules.add(module);
        for item in items {
            let mut input = match item {
                SynItem::Struct(item) => DeriveInput::from(item),
                SynItem::Enum(item) => DeriveInput::from(item),
                SynItem::Mod(item) => {
                    if let Some((_, inner)) = item.content {
                        let mut path = module.to_vec();
                        path.push(item.ident.unraw().to_string());
                        self.add(file, &path, inner);
                    }
                    continue;
                }
                SynItem::Use(item) => {
                    // A path with a leading `::` leads to another crate.
                    if item.leading_colon.is_none() {
                        self.modules.add_import(module, &item.tree);
                    }
                    continue;
                }
                _ => continue,
            };
            let Some((kind, arguments)) = annotation(&input.attrs) else {
                continue;
            };
            let has_conditional_parts = remove_conditional(&mut input);
            // The macro reports mistakes in the attribute.
            let mut unheard = Errors::default();
            let arguments = Arguments::read(kind, &input.ident, arguments, &mut unheard);
            let Some(ty) = graph_syntax::read(kind, arguments, &input, &mut unheard) else {
                continue;
            };
            let number = self.all.len();
            self.by_ident
                .entry(input.ident.unraw().to_string())
                .or_default()
                .push(number);
            self.modules.add_item(module, &input.ident, number);
            self.all.push(Item {
                module: module.to_vec(),
                file: file.to_owned(),
                ident: input.ident,
                ty,
                has_conditional_parts,
            });
        }
    }

    /// The annotated type that a path in this item's module means. Returns `None` if that is
    /// unknown.
    pub(super) fn find(&self, from: &Item, path: &syn::Path) -> Option<&Item> {
        if path.leading_colon.is_some() {
            return None;
        }
        let names = names(path);
        let number = match self.modules.find(&from.module, &names) {
            Target::Item(number) => number,
            Target::Elsewhere => return None,
            // The files may be only a part of the crate, or a macro may declare a module of the
            // path.
            Target::Unknown => match self.by_ident.get(names.last()?)?.as_slice() {
                [only] => *only,
                _ => return None,
            },
        };
        self.all.get(number)
    }

    /// Whether a path means the `Entity` of the runtime, which may be imported.
    pub(super) fn is_runtime_entity(&self, from: &Item, path: &syn::Path) -> bool {
        let names = self.modules.without_import(&from.module, names(path));
        match names.as_slice() {
            [only] => only == "Entity",
            [first, .., last] => first == "graph_model" && last == "Entity",
            [] => false,
        }
    }
}

fn names(path: &syn::Path) -> Vec<String> {
    path.segments
        .iter()
        .map(|segment| segment.ident.unraw().to_string())
        .collect()
}

/// `src/security/alerts.rs` is the module `security::alerts`.
fn module_of(root: &Path, file: &Path) -> ModulePath {
    let relative = file.strip_prefix(root).unwrap_or(file).with_extension("");
    let mut module: ModulePath = relative
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    if module
        .last()
        .is_some_and(|last| matches!(last.as_str(), "mod" | "lib" | "main"))
    {
        module.pop();
    }
    module
}

/// The attribute of a type, and its arguments.
pub(crate) fn annotation(attributes: &[Attribute]) -> Option<(Kind, TokenStream)> {
    attributes.iter().find_map(|attribute| {
        let last = attribute.path().segments.last()?;
        let kind = Kind::of_attribute(&last.ident.to_string())?;
        let arguments = match &attribute.meta {
            Meta::List(list) => list.tokens.clone(),
            Meta::Path(_) | Meta::NameValue(_) => TokenStream::new(),
        };
        Some((kind, arguments))
    })
}
