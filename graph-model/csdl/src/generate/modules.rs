//! The modules of generated items: a module per namespace, in one file or in a folder.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;

use super::complex_tag::ComplexTag;
use super::error::GenerateError;
use super::items::{Items, LINE};
use super::shape::Shapes;
use crate::metadata::{TypeDeclaration, namespace};

/// Everything that the items are written from.
pub(super) struct Modules<'g> {
    pub shapes: Shapes<'g>,
    pub paths: &'g HashMap<String, String>,
    /// The types that also get a union.
    pub unions: BTreeSet<&'g str>,
    pub complex_tag: ComplexTag,
}

/// A module, and the modules inside it.
#[derive(Default)]
struct Module<'m> {
    namespace: Option<&'m str>,
    declarations: Vec<&'m TypeDeclaration>,
    /// The numbers of the operations.
    operations: Vec<usize>,
    inner: BTreeMap<String, Module<'m>>,
}

impl<'g> Modules<'g> {
    /// The outermost module, for the part that all namespaces share.
    fn root(&self) -> Module<'g> {
        let mut root = Module::default();
        for declaration in self.shapes.selection.declarations() {
            let module = self.module(&mut root, namespace(declaration.name()));
            module.declarations.push(declaration);
        }
        let metadata = self.shapes.metadata;
        for &number in self.shapes.selection.operations() {
            let namespace = namespace(&metadata.operations[number].name);
            let module = self.module(&mut root, namespace);
            module.operations.push(number);
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

    /// The items of a module, without the items of the modules inside it.
    fn items(&self, module: &Module<'_>, indented: usize) -> Result<String, GenerateError> {
        let mut items = Items {
            shapes: &self.shapes,
            paths: self.paths,
            complex_tag: self.complex_tag,
            indented,
            source: String::new(),
            uses: BTreeSet::new(),
            uses_map: false,
        };
        for declaration in &module.declarations {
            items.source.push('\n');
            match declaration {
                TypeDeclaration::Enumeration(ty) => items.enumeration(ty),
                TypeDeclaration::Structured(ty) => {
                    items.structured(ty)?;
                    if self.unions.contains(ty.name.as_str()) {
                        items.source.push('\n');
                        items.union(ty);
                    }
                }
            }
        }
        for &number in &module.operations {
            items.source.push('\n');
            items.operation(number)?;
        }
        Ok(with_uses(items))
    }
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
pub(super) fn one_file(modules: &Modules<'_>) -> Result<String, GenerateError> {
    let root = modules.root();
    Ok(format!(
        "{}{}",
        file_header(&root),
        inline(modules, &root, 0)?
    ))
}

fn inline(
    modules: &Modules<'_>,
    module: &Module<'_>,
    depth: usize,
) -> Result<String, GenerateError> {
    let mut source = modules.items(module, 4 * depth)?;
    for (name, inner) in &module.inner {
        let body = inline(modules, inner, depth + 1)?;
        if !source.is_empty() {
            source.push('\n');
        }
        if let Some(namespace) = inner.namespace {
            source.push_str(&format!("/// Types of `{namespace}`.\n"));
        }
        source.push_str(&format!("pub mod {name} {{\n"));
        for line in body.lines() {
            let indent = if line.is_empty() { "" } else { "    " };
            source.push_str(&format!("{indent}{line}\n"));
        }
        source.push_str("}\n");
    }
    Ok(source)
}

/// A file per module: `mod.rs` for the outermost module, `security.rs` or `partners/mod.rs` for
/// inner modules.
pub(super) fn folder(modules: &Modules<'_>) -> Result<Vec<(PathBuf, String)>, GenerateError> {
    let mut files = Vec::new();
    let mut open = vec![(PathBuf::new(), modules.root())];
    while let Some((place, module)) = open.pop() {
        let mut source = file_header(&module);
        for name in module.inner.keys() {
            source.push_str(&format!("pub mod {name};\n"));
        }
        let items = modules.items(&module, 0)?;
        if !module.inner.is_empty() && !items.is_empty() {
            source.push('\n');
        }
        source.push_str(&items);
        let is_root = place.as_os_str().is_empty();
        let file = if is_root || !module.inner.is_empty() {
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
    Ok(files)
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
    reason = \"the names, sizes and documentation of the types follow the metadata\"
)]
";

/// The beginning of a file: its documentation, and the lints that do not apply.
fn file_header(module: &Module<'_>) -> String {
    match module.namespace {
        Some(namespace) => format!("//! Types of `{namespace}`.\n\n{LINTS}\n"),
        None => String::new(),
    }
}
