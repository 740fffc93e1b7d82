//! The annotated types of source files: where each is, and what the macros read of it.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use graph_syntax::{Annotated, Errors, Kind};
use proc_macro2::{Ident, TokenStream};
use syn::ext::IdentExt;
use syn::{Attribute, DeriveInput, Item as SynItem, Meta};

use super::error::SourceError;

/// An annotated type.
pub(super) struct Item {
    /// The modules that it is in.
    pub module: Vec<String>,
    pub file: PathBuf,
    pub ident: Ident,
    pub ty: Annotated,
}

impl Item {
    /// The type's name in the metadata. A union has none.
    pub(super) fn name(&self) -> Option<String> {
        match &self.ty {
            Annotated::Structured(ty) => Some(ty.name.value()),
            Annotated::Enumeration(ty) => Some(ty.name.value()),
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
            Annotated::Union(_) => None,
        });
        found.unwrap_or(&self.ident).span().start().line
    }
}

/// The annotated types of all files read.
#[derive(Default)]
pub(super) struct Items {
    items: Vec<Item>,
    by_ident: HashMap<String, Vec<usize>>,
}

impl Items {
    pub(super) fn all(&self) -> &[Item] {
        &self.items
    }

    pub(super) fn read_file(&mut self, root: &Path, file: &Path) -> Result<(), SourceError> {
        let text = fs::read_to_string(file).map_err(|error| SourceError::file(file, &error))?;
        let syntax = syn::parse_file(&text).map_err(|error| SourceError::syntax(file, &error))?;
        self.add(file, &module_of(root, file), syntax.items);
        Ok(())
    }

    fn add(&mut self, file: &Path, module: &[String], items: Vec<SynItem>) {
        for item in items {
            let input = match item {
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
                _ => continue,
            };
            let Some((kind, arguments)) = annotation(&input.attrs) else {
                continue;
            };
            // What is wrong with an attribute is for the macro to say.
            let mut unheard = Errors::default();
            let Some(ty) = graph_syntax::read(kind, arguments, &input, &mut unheard) else {
                continue;
            };
            let number = self.items.len();
            self.by_ident
                .entry(input.ident.unraw().to_string())
                .or_default()
                .push(number);
            self.items.push(Item {
                module: module.to_vec(),
                file: file.to_owned(),
                ident: input.ident,
                ty,
            });
        }
    }

    /// The annotated type that a path means where it is named in this item's module, if that can be told.
    pub(super) fn find(&self, from: &Item, path: &syn::Path) -> Option<&Item> {
        let mut names: Vec<String> = path
            .segments
            .iter()
            .map(|segment| segment.ident.unraw().to_string())
            .collect();
        let ident = names.pop()?;
        let mut module = from.module.clone();
        for name in &names {
            match name.as_str() {
                "self" => {}
                "super" => drop(module.pop()),
                "crate" => module.clear(),
                _ => module.push(name.clone()),
            }
        }
        let candidates = self
            .by_ident
            .get(&ident)?
            .iter()
            .map(|&number| &self.items[number]);
        let candidates: Vec<&Item> = candidates.collect();
        let exact = candidates.iter().find(|item| item.module == module);
        match (exact, candidates.as_slice()) {
            (Some(item), _) => Some(item),
            // Imported, or named by a path through an import.
            (None, [only]) => Some(only),
            (None, _) => None,
        }
    }
}

/// `src/security/alerts.rs` is the module `security::alerts`.
fn module_of(root: &Path, file: &Path) -> Vec<String> {
    let relative = file.strip_prefix(root).unwrap_or(file).with_extension("");
    let mut module: Vec<String> = relative
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
fn annotation(attributes: &[Attribute]) -> Option<(Kind, TokenStream)> {
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
