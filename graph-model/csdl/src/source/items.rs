//! The annotated types of source files: where each stands, and what its attribute says.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Fields, Ident, Item as SynItem, LitStr, Token, Type, Variant};

use super::SourceError;

/// Which attribute a type carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Entity,
    Complex,
    Enumeration,
    Union,
}

/// An annotated type.
pub(super) struct Item {
    pub kind: Kind,
    /// The modules it stands in.
    pub module: Vec<String>,
    pub file: PathBuf,
    pub line: usize,
    pub arguments: Arguments,
    pub members: Members,
}

/// What the type is made of.
pub(super) enum Members {
    Fields(Fields),
    Variants(Vec<Variant>),
}

impl Item {
    /// The type's name in the metadata; empty where the attribute has none.
    pub(super) fn name(&self) -> String {
        self.arguments.text("odata").unwrap_or_default()
    }

    /// The line of a property or member, or of the type.
    pub(super) fn line_of(&self, target: &str) -> usize {
        let Some((_, member)) = target.rsplit_once('/') else {
            return self.line;
        };
        let found = match &self.members {
            Members::Fields(fields) => fields.iter().find_map(|field| {
                let ident = field.ident.as_ref()?;
                (super::read::wire_name(ident, &field.attrs) == member).then(|| ident.span())
            }),
            Members::Variants(variants) => variants.iter().find_map(|variant| {
                let name = super::read::wire_name(&variant.ident, &variant.attrs);
                (name == member).then(|| variant.ident.span())
            }),
        };
        found.map_or(self.line, |span| span.start().line)
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
            let (attributes, ident, members) = match item {
                SynItem::Struct(item) => (item.attrs, item.ident, Members::Fields(item.fields)),
                SynItem::Enum(item) => {
                    let variants = item.variants.into_iter().collect();
                    (item.attrs, item.ident, Members::Variants(variants))
                }
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
            let Some((kind, attribute)) = annotation(&attributes) else {
                continue;
            };
            let number = self.items.len();
            self.by_ident
                .entry(ident.to_string())
                .or_default()
                .push(number);
            self.items.push(Item {
                kind,
                line: ident.span().start().line,
                module: module.to_vec(),
                file: file.to_owned(),
                arguments: Arguments::of(attribute),
                members,
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

fn annotation(attributes: &[Attribute]) -> Option<(Kind, &Attribute)> {
    attributes.iter().find_map(|attribute| {
        let last = attribute.path().segments.last()?;
        let kind = match last.ident.to_string().as_str() {
            "graph_entity" => Kind::Entity,
            "graph_complex" => Kind::Complex,
            "graph_enum" => Kind::Enumeration,
            "graph_union" => Kind::Union,
            _ => return None,
        };
        Some((kind, attribute))
    })
}

/// The arguments of an attribute. What does not parse is left out: telling its author is the macro's work.
#[derive(Default)]
pub(super) struct Arguments(Vec<(String, TokenStream)>);

impl Arguments {
    pub(super) fn of(attribute: &Attribute) -> Self {
        let list = Punctuated::<Argument, Token![,]>::parse_terminated;
        let arguments = attribute.parse_args_with(list).unwrap_or_default();
        Self(
            arguments
                .into_iter()
                .map(|argument| (argument.key, argument.value))
                .collect(),
        )
    }

    /// Those of all `#[graph(…)]` of a field or a variant.
    pub(super) fn of_member(attributes: &[Attribute]) -> Self {
        let graph = attributes
            .iter()
            .filter(|attribute| attribute.path().is_ident("graph"));
        Self(graph.flat_map(|attribute| Self::of(attribute).0).collect())
    }

    fn value(&self, key: &str) -> Option<&TokenStream> {
        self.0
            .iter()
            .find(|(known, _)| known == key)
            .map(|(_, value)| value)
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.value(key).is_some()
    }

    pub(super) fn text(&self, key: &str) -> Option<String> {
        let literal: LitStr = syn::parse2(self.value(key)?.clone()).ok()?;
        Some(literal.value())
    }

    pub(super) fn number(&self, key: &str) -> Option<i64> {
        self.value(key)?
            .to_string()
            .replace([' ', '_'], "")
            .parse()
            .ok()
    }

    pub(super) fn ty(&self, key: &str) -> Option<Type> {
        syn::parse2(self.value(key)?.clone()).ok()
    }
}

/// `key`, `key = value` or `key(…)`.
struct Argument {
    key: String,
    value: TokenStream,
}

impl Parse for Argument {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let key = input.call(Ident::parse_any)?.unraw().to_string();
        let mut value = TokenStream::new();
        if input.peek(Token![=]) {
            input.parse::<Token![=]>()?;
        }
        while !input.is_empty() && !input.peek(Token![,]) {
            value.extend([input.parse::<TokenTree>()?]);
        }
        Ok(Self { key, value })
    }
}
