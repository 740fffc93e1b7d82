//! The modules of generated items: a module per namespace and area, in one file or in a folder.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;

use graph_model::path::KeyConvention;

use super::areas;
use super::complex_tag::ComplexTag;
use super::items::{Items, LINE};
use super::name_rules::NameRules;
use super::paths::TypePaths;
use super::shape::Shapes;
use crate::metadata::{TypeDeclaration, namespace};

/// Everything that the items are written from.
pub(super) struct Modules<'g> {
    pub shapes: Shapes<'g>,
    pub paths: &'g HashMap<String, TypePaths>,
    pub rules: NameRules,
    /// The types that also get a union.
    pub unions: BTreeSet<&'g str>,
    pub complex_tag: ComplexTag,
    pub keys: KeyConvention,
}

/// A module, and the modules inside it.
#[derive(Default)]
struct Module<'m> {
    namespace: Option<&'m str>,
    /// Whether this is the outermost module.
    is_root: bool,
    shared: Part<'m>,
    /// The items of each area. They are re-exported, so that their paths do not depend on the area.
    areas: BTreeMap<&'m str, Part<'m>>,
    inner: BTreeMap<String, Module<'m>>,
}

/// The items of one source file.
#[derive(Default)]
struct Part<'m> {
    declarations: Vec<&'m TypeDeclaration>,
    /// The numbers of the operations.
    operations: Vec<usize>,
}

impl<'m> Module<'m> {
    fn part(&mut self, area: Option<&'m str>) -> &mut Part<'m> {
        match area {
            None => &mut self.shared,
            Some(area) => self.areas.entry(area).or_default(),
        }
    }
}

impl<'g> Modules<'g> {
    /// The outermost module, for the part that all namespaces share.
    fn root(&self) -> Module<'g> {
        let mut root = Module {
            is_root: true,
            ..Module::default()
        };
        let areas = self.shapes.areas;
        for declaration in self.shapes.selection.declarations() {
            let module = self.module(&mut root, namespace(declaration.name()));
            let part = module.part(areas.of_type(declaration.name()));
            part.declarations.push(declaration);
        }
        let metadata = self.shapes.metadata;
        for &number in self.shapes.selection.operations() {
            let namespace = namespace(&metadata.operations[number].name);
            let module = self.module(&mut root, namespace);
            let part = module.part(areas.of_operation(number));
            part.operations.push(number);
        }
        root
    }

    /// The module of a namespace, which is added if it is not there yet.
    fn module<'a>(&self, root: &'a mut Module<'g>, namespace: &'g str) -> &'a mut Module<'g> {
        let mut module = root;
        for name in self.shapes.names.module(namespace) {
            module = module.inner.entry(name.clone()).or_default();
        }
        module.namespace = Some(namespace);
        module
    }

    /// The source of a part.
    fn items(&self, part: &Part<'_>, indented: usize) -> String {
        let mut items = Items {
            shapes: &self.shapes,
            paths: self.paths,
            rules: self.rules,
            complex_tag: self.complex_tag,
            indented,
            source: String::new(),
            uses: BTreeSet::new(),
            uses_map: false,
        };
        for declaration in &part.declarations {
            match declaration {
                TypeDeclaration::Enumeration(ty) => items.enumeration(ty),
                TypeDeclaration::Structured(ty) => {
                    items.structured(ty);
                    if self.unions.contains(ty.name.as_str()) {
                        items.union(ty);
                    }
                }
            }
        }
        for &number in &part.operations {
            items.operation(number);
        }
        with_uses(items)
    }

    /// The source of a module without its areas and the modules inside it.
    fn shared_items(&self, module: &Module<'_>, indented: usize) -> String {
        let mut source = self.items(&module.shared, indented);
        if module.is_root && self.needs_endpoint() {
            source.push_str(&endpoint(self.keys));
        }
        source
    }

    /// Whether there are entities with a path, and the service writes URLs in another way than
    /// Microsoft Graph.
    fn needs_endpoint(&self) -> bool {
        let is_graph = |namespace: &String| namespace.starts_with("microsoft.graph");
        let mut types = self.shapes.selection.declarations();
        types.any(|ty| self.paths.contains_key(ty.name()))
            && !self.shapes.metadata.namespaces.iter().any(is_graph)
    }
}

/// The function that makes the service's endpoint.
fn endpoint(keys: KeyConvention) -> String {
    let (keys, with_keys) = match keys {
        KeyConvention::InParentheses => (
            "in parentheses",
            "\n        .with_keys(graph_model::path::KeyConvention::InParentheses)",
        ),
        _ => ("segments of paths", ""),
    };
    format!(
        "
/// The endpoint of the service at an address. Keys are {keys}, and the names of bound
/// operations are qualified.
#[allow(dead_code, reason = \"a program may have an endpoint of its own\")]
#[must_use]
pub fn endpoint(address: impl Into<String>) -> graph_model::Endpoint {{
    graph_model::Endpoint::new(address){with_keys}
        .with_operations(graph_model::path::OperationConvention::QualifiedName)
}}
"
    )
}

fn with_uses(items: Items<'_, '_>) -> String {
    let mut source = String::new();
    if items.uses_map {
        source.push_str("use std::collections::BTreeMap;\n\n");
    }
    let names: Vec<&str> = items.uses.into_iter().collect();
    let list = names.join(", ");
    let width = LINE.saturating_sub(items.indented);
    match names.as_slice() {
        [] => {}
        [name] => source.push_str(&format!("use graph_model::{name};\n")),
        _ if list.len() + "use graph_model::{};".len() < width => {
            source.push_str(&format!("use graph_model::{{{list}}};\n"));
        }
        _ => source.push_str(&format!(
            "use graph_model::{{\n{}}};\n",
            wrapped(&names, width)
        )),
    }
    source + &items.source
}

/// Names with commas, with as many in a line as fit.
fn wrapped(names: &[&str], width: usize) -> String {
    let mut lines = String::new();
    let mut line = String::new();
    for name in names {
        let comma = format!("{name},");
        if !line.is_empty() && 4 + line.len() + 1 + comma.len() >= width {
            lines.push_str(&format!("    {line}\n"));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&comma);
    }
    lines + &format!("    {line}\n")
}

/// One file, with the other modules in it.
pub(super) fn one_file(modules: &Modules<'_>) -> String {
    let root = modules.root();
    file_header(&root) + &inline(modules, &root, 0)
}

fn inline(modules: &Modules<'_>, module: &Module<'_>, depth: usize) -> String {
    let mut source = modules.shared_items(module, 4 * depth);
    for (area, part) in &module.areas {
        let body = modules.items(part, 4 * (depth + 1));
        source.push_str(&area_module(area, &format!("{{\n{}}}", indented(&body))));
    }
    for (name, inner) in &module.inner {
        let body = inline(modules, inner, depth + 1);
        if !source.is_empty() {
            source.push('\n');
        }
        if let Some(namespace) = inner.namespace {
            source.push_str(&format!("/// Types of `{namespace}`.\n"));
        }
        source.push_str(&format!("pub mod {name} {{\n{}}}\n", indented(&body)));
    }
    source
}

fn indented(body: &str) -> String {
    let lines = body.lines().map(|line| {
        let indent = if line.is_empty() { "" } else { "    " };
        format!("{indent}{line}\n")
    });
    lines.collect()
}

/// The declaration of the module of an area. `body` is its content, or `;` for a file.
fn area_module(area: &str, body: &str) -> String {
    let name = areas::module(area);
    format!(
        "
#[cfg(feature = \"{area}\")]
mod {name}{}{body}
#[cfg(feature = \"{area}\")]
pub use {name}::*;
",
        if body == ";" { "" } else { " " }
    )
}

/// A file per module: `mod.rs` for the outermost module, `security.rs` or `partners/mod.rs` for
/// inner modules.
pub(super) fn folder(modules: &Modules<'_>) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    let mut open = vec![(PathBuf::new(), modules.root())];
    while let Some((place, module)) = open.pop() {
        let mut source = file_header(&module);
        for name in module.inner.keys() {
            source.push_str(&format!("pub mod {name};\n"));
        }
        let mut items = modules.shared_items(&module, 0);
        for (area, part) in &module.areas {
            items.push_str(&area_module(area, ";"));
            let body = modules.items(part, 0);
            files.push((
                place.join(areas::module(area)).with_extension("rs"),
                area_header(area) + &body,
            ));
        }
        // Items begin with a blank line, and so do the modules of areas.
        let items = items.trim_start_matches('\n');
        if !module.inner.is_empty() && !items.is_empty() {
            source.push('\n');
        }
        source.push_str(items);
        let has_files = !module.inner.is_empty() || !module.areas.is_empty();
        let file = if module.is_root || has_files {
            place.join("mod.rs")
        } else {
            place.with_extension("rs")
        };
        files.push((file, source));
        for (name, inner) in module.inner {
            open.push((place.join(name.trim_start_matches("r#")), inner));
        }
    }
    files.sort();
    files
}

/// The lints that only the metadata's author could satisfy.
const LINTS: &str = "\
#![allow(
    clippy::derive_partial_eq_without_eq,
    clippy::doc_markdown,
    clippy::large_enum_variant,
    clippy::struct_field_names,
    clippy::too_long_first_doc_paragraph,
    clippy::use_self,
    missing_docs,
    reason = \"the names, sizes and documentation of the types follow the metadata\"
)]
";

/// The beginning of a file: its documentation, and the lints that do not apply.
fn file_header(module: &Module<'_>) -> String {
    let mut header = String::new();
    if let Some(namespace) = module.namespace {
        header.push_str(&format!("//! Types of `{namespace}`.\n\n{LINTS}"));
    }
    if !module.areas.is_empty() {
        header.push_str(IMPORTS);
    }
    if !header.is_empty() {
        header.push('\n');
    }
    header
}

/// The lint that items which need further features would cause.
const IMPORTS: &str = "#![allow(unused_imports, reason = \"some items need further features\")]\n";

/// The beginning of the file of an area. Items that need further features may leave an import
/// without a use.
fn area_header(area: &str) -> String {
    format!("//! Types of the area `{area}`.\n\n{IMPORTS}\n")
}
