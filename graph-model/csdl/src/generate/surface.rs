//! The public items of generated source, as far as their users depend on them.
//!
//! Generated source is read again instead of the metadata that it came from, so that the comparison
//! also finds changes that come from the author's decisions.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path};

use graph_syntax::ast::{
    Capability, Enumeration, MemberKind, Operation, Property, StructuredType, UnionType,
};
use graph_syntax::{Annotated, Arguments, Errors, Kind, TagForm};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Attribute, Data, DeriveInput, Fields, Item, ItemConst, ItemFn};

use super::areas;
use super::files::File;
use crate::source::annotation;

/// The public items, by their paths from the outermost module.
#[derive(Debug, Default)]
pub(super) struct Surface {
    pub items: BTreeMap<String, PublicItem>,
}

/// A public item.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct PublicItem {
    /// The features that the item needs.
    pub features: BTreeSet<String>,
    /// Facts that code relies on, such as the base type.
    pub facts: BTreeMap<String, String>,
    /// Facts that code relies on only if they are there, such as a path.
    pub extras: BTreeMap<String, String>,
    /// The fields, variants or parameters.
    pub members: BTreeMap<String, Member>,
}

/// A field, a variant or a parameter.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Member {
    /// The features that the member needs besides those of its item.
    pub features: BTreeSet<String>,
    /// Whether a literal of the item must name the member.
    pub is_required: bool,
    /// The type and the name on the wire.
    pub facts: BTreeMap<String, String>,
    /// The methods of the patch.
    pub extras: BTreeMap<String, String>,
}

impl Surface {
    /// Reads the items of generated files.
    pub(super) fn of(files: &[File], root: &Path) -> Self {
        let mut surface = Self::default();
        for (path, source) in files {
            // A file that was edited until it is not Rust has no items.
            if let Ok(file) = syn::parse_file(source) {
                surface.add(&module_of(root, path), &BTreeSet::new(), file.items);
            }
        }
        surface
    }

    /// All features that items and members need.
    pub(super) fn features(&self) -> BTreeSet<String> {
        let items = self.items.values();
        let needed = items.flat_map(|item| {
            let members = item.members.values().flat_map(|member| &member.features);
            item.features.iter().chain(members)
        });
        needed.cloned().collect()
    }

    fn add(&mut self, module: &[String], features: &BTreeSet<String>, items: Vec<Item>) {
        // The module of an area re-exports its items into the module around it.
        let area = module
            .last()
            .and_then(|name| areas::feature_of_module(name));
        let mut features = features.clone();
        features.extend(area.clone());
        let public = &module[..module.len() - usize::from(area.is_some())];
        let before: BTreeSet<String> = self.items.keys().cloned().collect();
        for item in items {
            match item {
                Item::Struct(item) => self.add_type(public, &features, &DeriveInput::from(item)),
                Item::Enum(item) => self.add_type(public, &features, &DeriveInput::from(item)),
                Item::Const(item) => self.add_constant(public, &features, &item),
                Item::Fn(item) => self.add_function(public, &features, &item),
                Item::Mod(item) => {
                    if let Some((_, inner)) = item.content {
                        let name = item.ident.unraw().to_string();
                        self.add(&[module, &[name]].concat(), &features, inner);
                    }
                }
                _ => {}
            }
        }
        if area.is_some() {
            let added = self
                .items
                .iter_mut()
                .filter(|(path, _)| !before.contains(*path));
            added.for_each(|(_, item)| item.leave_area());
        }
    }

    fn add_constant(&mut self, module: &[String], features: &BTreeSet<String>, item: &ItemConst) {
        let mut public = PublicItem::under(features, &item.attrs);
        public.fact("type", text(&item.ty));
        self.insert(module, &item.ident, public);
    }

    fn add_function(&mut self, module: &[String], features: &BTreeSet<String>, item: &ItemFn) {
        let mut public = PublicItem::under(features, &item.attrs);
        public.fact("value", text(&item.block));
        self.insert(module, &item.sig.ident, public);
    }

    fn add_type(&mut self, module: &[String], features: &BTreeSet<String>, input: &DeriveInput) {
        let Some((kind, arguments)) = annotation(&input.attrs) else {
            return;
        };
        // The macro reports mistakes in edited source.
        let mut unheard = Errors::default();
        let arguments = Arguments::read(kind, &input.ident, arguments, &mut unheard);
        let Some(ty) = graph_syntax::read(kind, arguments, input, &mut unheard) else {
            return;
        };
        let mut public = PublicItem::under(features, &input.attrs);
        if derives_default(&input.attrs) {
            public
                .extras
                .insert("default value".to_owned(), String::new());
        }
        match &ty {
            Annotated::Structured(ty) => public.structured(ty),
            Annotated::Enumeration(ty) => public.enumeration(ty),
            Annotated::Union(ty) => public.union(ty),
            Annotated::Operation(operation) => public.operation(operation, is_unit(input)),
        }
        for (member, features) in features_of_members(input) {
            if let Some(member) = public.members.get_mut(&member) {
                member.features = features;
            }
        }
        self.insert(module, &input.ident, public);
    }

    fn insert(&mut self, module: &[String], ident: &syn::Ident, item: PublicItem) {
        let path = [module, &[ident.unraw().to_string()]].concat();
        self.items.insert(path.join("::"), item);
    }
}

impl PublicItem {
    fn under(features: &BTreeSet<String>, attributes: &[Attribute]) -> Self {
        let mut features = features.clone();
        features.extend(features_in(attributes));
        Self {
            features,
            ..Self::default()
        }
    }

    /// Makes paths relative to the module around the area, into which the item is re-exported. So
    /// the same type has the same spelling in whichever area it is.
    fn leave_area(&mut self) {
        let members = self.members.values_mut();
        let facts = members.flat_map(|member| member.facts.values_mut());
        for fact in facts.chain(self.facts.values_mut()) {
            *fact = without_one_super(fact);
        }
    }

    fn fact(&mut self, what: &str, value: String) {
        self.facts.insert(what.to_owned(), value);
    }

    fn structured(&mut self, ty: &StructuredType) {
        self.fact("name on the wire", ty.name.value());
        let tag = match ty.tag {
            TagForm::Hash => "hash",
            TagForm::Bare => "bare",
            TagForm::Omitted => "none",
            TagForm::IfDerived => "derived",
        };
        self.fact("tag", tag.to_owned());
        if let Some(base) = &ty.base {
            self.fact("base type", text(base));
        }
        let own = ty
            .path
            .iter()
            .map(|path| (format!("{}Path", ty.ident), path));
        let further = ty
            .paths
            .iter()
            .map(|(ident, path)| (ident.to_string(), path));
        for (ident, path) in own.chain(further) {
            let what = format!("path `{ident}`");
            self.extras.insert(what, path.text.value());
        }
        if ty.has_patch {
            self.extras.insert("patch".to_owned(), String::new());
        }
        if ty.is_media {
            self.extras.insert("media stream".to_owned(), String::new());
        }
        for property in &ty.properties {
            let mut member = Member::of(property);
            if ty.has_patch {
                member.methods(property);
            }
            self.members
                .insert(property.ident.unraw().to_string(), member);
        }
        for additional in &ty.additional {
            let mut member = Member::default();
            member.fact("type", text(&additional.ty));
            self.members
                .insert(additional.ident.unraw().to_string(), member);
        }
    }

    fn enumeration(&mut self, ty: &Enumeration) {
        self.fact("name on the wire", ty.name.value());
        self.fact(
            "kind",
            if ty.flags { "flags" } else { "enumeration" }.to_owned(),
        );
        for member in &ty.members {
            let mut found = Member::default();
            found.fact("name on the wire", member.name.value());
            found.fact("value", member.value.to_string());
            self.members.insert(member.ident.to_string(), found);
        }
        for unknown in &ty.unknown {
            self.fact("variant of unknown members", unknown.ident.to_string());
        }
    }

    fn union(&mut self, ty: &UnionType) {
        self.fact("kind", "union".to_owned());
        for variant in &ty.variants {
            let mut found = Member::default();
            found.fact("type", text(&variant.ty));
            self.members.insert(variant.ident.to_string(), found);
        }
    }

    fn operation(&mut self, operation: &Operation, is_unit: bool) {
        self.fact("name on the wire", operation.name.value());
        let kind = match operation.kind {
            Kind::Function => "function",
            _ => "action",
        };
        self.fact("kind", kind.to_owned());
        let form = if is_unit {
            "unit struct"
        } else {
            "struct with fields"
        };
        self.fact("form", form.to_owned());
        if let Some(on) = &operation.on {
            self.fact("bound type", text(on));
        }
        if let Some(returns) = &operation.returns {
            self.fact("result", text(returns));
        }
        for parameter in &operation.parameters {
            let name = parameter.ident.unraw().to_string();
            let mut member = Member::of(parameter);
            member.is_required = !parameter.is_optional();
            self.members.insert(name, member);
        }
    }
}

impl Member {
    fn of(property: &Property) -> Self {
        let mut member = Self::default();
        member.fact("type", text(&property.ty));
        member.fact("name on the wire", property.name.value());
        let kind = match property.kind {
            MemberKind::Property => "property",
            MemberKind::Navigation => "relationship",
            MemberKind::Annotation => "annotation",
        };
        member.fact("kind", kind.to_owned());
        if let Some(edm) = &property.edm {
            member.fact("string format", edm.to_string());
        }
        member
    }

    fn fact(&mut self, what: &str, value: String) {
        self.facts.insert(what.to_owned(), value);
    }

    /// Adds the methods that the property has in the patch.
    fn methods(&mut self, property: &Property) {
        let mut method = |name: &str| self.extras.insert(name.to_owned(), String::new());
        if property.is_writable() {
            method("setter");
        }
        if property.is_bindable() {
            method("bind method");
        }
        let is_written = property.is_writable() || property.is_bindable();
        if is_written && property.is_nullable() {
            method("null setter");
        }
        if property.capability == Capability::CreateOnly {
            method("create-only value");
        }
    }
}

/// Whether a type derives `Default`.
fn derives_default(attributes: &[Attribute]) -> bool {
    let mut derives = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("derive"));
    derives.any(|derive| text(&derive.meta).contains("Default"))
}

/// Whether a struct has no fields and no braces.
fn is_unit(input: &DeriveInput) -> bool {
    matches!(&input.data, Data::Struct(data) if matches!(data.fields, Fields::Unit))
}

/// The features of fields and variants, by name.
fn features_of_members(input: &DeriveInput) -> Vec<(String, BTreeSet<String>)> {
    let mut found = Vec::new();
    let mut add = |ident: &syn::Ident, attributes: &[Attribute]| {
        found.push((ident.unraw().to_string(), features_in(attributes)));
    };
    match &input.data {
        Data::Struct(data) => {
            if let Fields::Named(fields) = &data.fields {
                for field in &fields.named {
                    if let Some(ident) = &field.ident {
                        add(ident, &field.attrs);
                    }
                }
            }
        }
        Data::Enum(data) => {
            for variant in &data.variants {
                add(&variant.ident, &variant.attrs);
            }
        }
        Data::Union(_) => {}
    }
    found
}

/// The features that `#[cfg(…)]` names.
fn features_in(attributes: &[Attribute]) -> BTreeSet<String> {
    let cfgs = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("cfg"));
    let lists = cfgs.filter_map(|cfg| cfg.meta.require_list().ok());
    let texts = lists.map(|list| list.tokens.to_string());
    // Each feature is a string literal.
    let features = texts.flat_map(|text| {
        let strings = text.split('"').skip(1).step_by(2).map(str::to_owned);
        strings.collect::<Vec<_>>()
    });
    features.collect()
}

/// The module of a file: `security.rs` and `security/mod.rs` are the module `security`, and the file
/// itself is the outermost module.
fn module_of(root: &Path, file: &Path) -> Vec<String> {
    let inside = file.strip_prefix(root).unwrap_or_else(|_| Path::new(""));
    let parts = inside.with_extension("");
    let parts = parts.components().map(Component::as_os_str);
    let mut module: Vec<String> = parts
        .map(|part| part.to_string_lossy().into_owned())
        .collect();
    module.pop_if(|last| last == "mod");
    module
}

/// Tokens as an author writes them: `Option<Vec<String>>`.
fn text(tokens: &impl ToTokens) -> String {
    let spaced = tokens.to_token_stream().to_string();
    let mut text = String::new();
    let mut words = spaced.split(' ').peekable();
    while let Some(word) = words.next() {
        text.push_str(word);
        let next = words.peek().copied().unwrap_or_default();
        let is_separate = word.ends_with(',') || word == "=" || next == "=";
        if is_separate && !next.is_empty() {
            text.push(' ');
        }
    }
    text
}

/// The text with one `super::` less in each path.
fn without_one_super(text: &str) -> String {
    const SUPER: &str = "super::";
    let mut shorter = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(SUPER) {
        let (before, path) = rest.split_at(start);
        let path = &path[SUPER.len()..];
        let end = path.len() - path.trim_start_matches(SUPER).len();
        shorter.extend([before, &path[..end]]);
        rest = &path[end..];
    }
    shorter + rest
}
