//! Checks that imports go downwards: the layers of the runtime, and the cycles that remain between
//! the files of each crate.
//!
//! An import is any path in the source that starts with `crate`, `super`, `self` or the name of a child module, in a `use` or
//! elsewhere. It leads to the file of the longest module path that it starts with. The `mod.rs` of a folder imports what it
//! re-exports. A cycle is a strongly connected component of that graph.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The layers of the runtime, lowest first.
const LAYERS: [&str; 10] = [
    "json",
    "description",
    "value",
    "path",
    "patch",
    "edm",
    "wire",
    "query",
    "http",
    "batch",
];

/// A module path, without `crate`.
type Module = Vec<String>;

/// The modules that each module imports, file by file.
struct Imports(BTreeMap<Module, BTreeSet<Module>>);

impl Imports {
    /// Reads the source of a crate, from its folder in the workspace.
    fn of(source: &str) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("..")
            .join(source);
        let files = rust_files(&root);
        let modules: BTreeSet<Module> = files.iter().map(|file| module_of(&root, file)).collect();
        let mut imports = BTreeMap::new();
        for file in &files {
            let text = fs::read_to_string(file).unwrap();
            let tokens: TokenStream = text.parse().unwrap();
            let module = module_of(&root, file);
            let mut paths = Vec::new();
            paths_in(tokens, &module, &mut paths);
            let targets = paths.into_iter().filter_map(|path| {
                let known = (0..=path.len())
                    .rev()
                    .map(|length| path[..length].to_vec())
                    .find(|prefix| modules.contains(prefix))?;
                (known != module).then_some(known)
            });
            imports.insert(module.clone(), targets.collect());
        }
        Self(imports)
    }

    /// Returns the modules that can be reached from one module.
    fn reached_from(&self, start: &Module) -> BTreeSet<&Module> {
        let mut reached = BTreeSet::new();
        let mut open: Vec<&Module> = self.0[start].iter().collect();
        while let Some(module) = open.pop() {
            if reached.insert(module) {
                open.extend(&self.0[module]);
            }
        }
        reached
    }

    /// Returns the files of the largest cycle.
    fn largest_cycle(&self) -> Vec<String> {
        let reached: BTreeMap<&Module, BTreeSet<&Module>> = self
            .0
            .keys()
            .map(|module| (module, self.reached_from(module)))
            .collect();
        let cycle_of = |module: &Module| -> Vec<String> {
            let others = reached[module].iter();
            let back = others.filter(|other| reached[*other].contains(module));
            back.map(|other| other.join("::")).collect()
        };
        let cycles = self.0.keys().map(cycle_of);
        cycles.max_by_key(Vec::len).unwrap_or_default()
    }
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

fn module_of(root: &Path, file: &Path) -> Module {
    let path = file.strip_prefix(root).unwrap().with_extension("");
    let mut module: Module = path
        .iter()
        .map(|part| part.to_string_lossy().into_owned())
        .collect();
    if matches!(module.last().map(String::as_str), Some("mod" | "lib")) {
        module.pop();
    }
    module
}

/// Collects the paths of a module's tokens that start inside the crate.
fn paths_in(tokens: TokenStream, module: &Module, paths: &mut Vec<Module>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut position = 0;
    while position < tokens.len() {
        let inline = match &tokens[position..] {
            [
                TokenTree::Ident(key),
                TokenTree::Ident(name),
                TokenTree::Group(body),
                ..,
            ] if *key == "mod" => Some((name.to_string(), body.stream())),
            _ => None,
        };
        if let Some((name, body)) = inline {
            let inner = [module.as_slice(), &[name]].concat();
            paths_in(body, &inner, paths);
            position += 3;
            continue;
        }
        match &tokens[position] {
            TokenTree::Ident(start) => {
                let base = match start.to_string().as_str() {
                    "crate" => Vec::new(),
                    "self" => module.clone(),
                    "super" => module[..module.len().saturating_sub(1)].to_vec(),
                    // A child module. For any other name, no file is found.
                    name => [module.as_slice(), &[name.to_owned()]].concat(),
                };
                position += 1;
                if is_separator(&tokens, position) {
                    position = path_from(&tokens, position, base, paths);
                }
            }
            TokenTree::Group(group) => {
                paths_in(group.stream(), module, paths);
                position += 1;
            }
            _ => position += 1,
        }
    }
}

fn is_separator(tokens: &[TokenTree], position: usize) -> bool {
    let is_colon = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Punct(colon)) if colon.as_char() == ':');
    is_colon(tokens.get(position)) && is_colon(tokens.get(position + 1))
}

/// Reads a path from its first `::` on, and returns the position after it.
fn path_from(
    tokens: &[TokenTree],
    mut position: usize,
    mut path: Module,
    paths: &mut Vec<Module>,
) -> usize {
    while is_separator(tokens, position) {
        position += 2;
        match tokens.get(position) {
            Some(TokenTree::Ident(name)) if *name == "super" => drop(path.pop()),
            Some(TokenTree::Ident(name)) => path.push(name.to_string()),
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                for item in inner.split(
                    |token| matches!(token, TokenTree::Punct(comma) if comma.as_char() == ','),
                ) {
                    if let Some(TokenTree::Ident(first)) = item.first() {
                        let mut branch = path.clone();
                        if *first != "self" {
                            branch.push(first.to_string());
                        }
                        path_from(item, 1, branch, paths);
                    }
                }
                return position + 1;
            }
            _ => break,
        }
        position += 1;
    }
    paths.push(path);
    position
}

#[test]
fn imports_of_the_runtime_go_downwards() {
    let imports = Imports::of("graph-model/src");
    let layer = |module: &Module| {
        let name = module.first().map(String::as_str);
        LAYERS.iter().position(|layer| Some(*layer) == name)
    };
    // The root, its private module and the guide are above all layers.
    let in_layers = imports
        .0
        .iter()
        .filter_map(|(module, targets)| Some((module, layer(module)?, targets)));
    let mut upwards = Vec::new();
    let mut seen = BTreeSet::new();
    for (module, from, targets) in in_layers {
        seen.insert(from);
        for target in targets {
            if layer(target).is_none_or(|to| to > from) {
                upwards.push(format!(
                    "{} imports {}",
                    module.join("::"),
                    target.join("::")
                ));
            }
        }
    }
    assert_eq!(upwards, Vec::<String>::new());
    assert_eq!(seen.len(), LAYERS.len(), "each layer has files");
}

#[test]
fn every_folder_of_the_runtime_is_a_layer() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../graph-model/src");
    let folders = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let folders: BTreeSet<String> = folders
        .filter(|path| path.is_dir())
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    let mut expected: BTreeSet<String> = LAYERS.iter().map(|layer| (*layer).to_owned()).collect();
    // Pages, and macros that expand in other crates. Neither imports anything.
    expected.extend(["guide".to_owned(), "templates".to_owned()]);
    assert_eq!(folders, expected);
}

#[test]
fn cycles_between_files_are_small() {
    for (source, most) in [
        ("graph-model/src", 4),
        ("graph-model/client/src", 2),
        ("graph-model/csdl/src", 1),
        ("graph-derive/src", 1),
        ("graph-derive/syntax/src", 1),
    ] {
        let cycle = Imports::of(source).largest_cycle();
        println!("{source}: {cycle:?}");
        assert!(cycle.len() <= most, "{source} has the cycle {cycle:?}");
    }
}

/// The dependencies of a package, each with the rest of its line in the manifest.
fn dependencies(manifest: &str) -> Vec<(String, String)> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(manifest);
    let manifest = fs::read_to_string(manifest).unwrap();
    let (_, dependencies) = manifest.split_once("\n[dependencies]\n").unwrap();
    let (dependencies, _) = dependencies.split_once("\n[").unwrap();
    let lines = dependencies
        .lines()
        .filter_map(|line| line.split_once(" = "));
    lines
        .map(|(name, rest)| (name.to_owned(), rest.to_owned()))
        .collect()
}

#[test]
fn without_features_the_client_has_neither_a_runtime_nor_tls_nor_an_http_client() {
    let dependencies = dependencies("graph-model/client/Cargo.toml");
    let (optional, always): (Vec<_>, Vec<_>) = dependencies
        .iter()
        .partition(|(_, rest)| rest.contains("optional = true"));
    let names = |dependencies: Vec<&(String, String)>| {
        let names: Vec<&str> = dependencies
            .into_iter()
            .map(|(name, _)| name.as_str())
            .collect();
        names.join(" ")
    };
    assert_eq!(
        names(always),
        "futures-core futures-io graph-model http serde serde_json"
    );
    assert_eq!(
        names(optional),
        "azure_core jiff percent-encoding regex-lite reqwest tower-service tracing ureq"
    );
    let clients = dependencies
        .iter()
        .filter(|(name, _)| ["reqwest", "ureq"].contains(&name.as_str()));
    // TLS is the choice of the application.
    assert!(
        clients.clone().count() == 2
            && clients
                .clone()
                .all(|(_, rest)| rest.contains("default-features = false"))
    );
}

#[test]
fn the_runtime_depends_on_nothing_that_only_metadata_needs() {
    let dependencies = dependencies("graph-model/Cargo.toml");
    let names: Vec<&str> = dependencies.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "base64",
            "chrono",
            "futures-core",
            "graph-derive",
            "http",
            "httpdate",
            "jiff",
            "memchr",
            "percent-encoding",
            "rust_decimal",
            "serde",
            "serde_json",
            "serde-transcode",
            "time",
            "uuid",
        ]
    );
}
