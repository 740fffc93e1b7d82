//! Resolves paths in source, with the modules of the files that were read and the imports of each
//! module.
//!
//! A path that leads out of these files is not resolved. A type of another crate is never mistaken
//! for a type of these files that happens to have the same name.

use std::collections::{HashMap, HashSet};

use proc_macro2::Ident;
use syn::UseTree;
use syn::ext::IdentExt;

/// The path of a module, from the folder that was read.
pub(super) type ModulePath = Vec<String>;

/// The type that a path names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// The annotated type of this number.
    Item(usize),
    /// A type of another crate, or one that is not annotated.
    Elsewhere,
    /// A type of this crate that the files do not show.
    Unknown,
}

/// The modules of all files.
#[derive(Default)]
pub(super) struct Modules {
    modules: HashMap<ModulePath, Module>,
}

#[derive(Default)]
struct Module {
    /// The annotated types, by their names in Rust.
    items: HashMap<String, usize>,
    /// The paths that names are imported from.
    imports: HashMap<String, Vec<String>>,
    /// The paths that everything is imported from.
    globs: Vec<Vec<String>>,
}

impl Modules {
    /// Adds a module and the modules around it.
    pub(super) fn add(&mut self, module: &[String]) {
        for depth in 0..=module.len() {
            self.modules.entry(module[..depth].to_vec()).or_default();
        }
    }

    pub(super) fn add_item(&mut self, module: &[String], ident: &Ident, number: usize) {
        let module = self.modules.entry(module.to_vec()).or_default();
        module.items.insert(ident.unraw().to_string(), number);
    }

    /// Adds the imports of a `use` item.
    pub(super) fn add_import(&mut self, module: &[String], tree: &UseTree) {
        let module = self.modules.entry(module.to_vec()).or_default();
        module.import(&mut Vec::new(), tree);
    }

    /// Finds the type that a path in `module` names.
    pub(super) fn find(&self, module: &[String], path: &[String]) -> Target {
        self.follow(module, path, false, &mut HashSet::new())
    }

    /// The path, with its first name replaced by the path that the module imports under that name.
    pub(super) fn without_import(&self, module: &[String], path: Vec<String>) -> Vec<String> {
        let import = path
            .split_first()
            .and_then(|(first, rest)| Some((self.modules.get(module)?.imports.get(first)?, rest)));
        match import {
            Some((import, rest)) => [import, rest].concat(),
            None => path,
        }
    }

    /// Follows a path from `module`. An anchored path continues a path within this crate. Only a
    /// path that is not anchored can begin with the name of a crate.
    fn follow(
        &self,
        module: &[String],
        path: &[String],
        is_anchored: bool,
        seen: &mut HashSet<(ModulePath, Vec<String>)>,
    ) -> Target {
        const LONGEST_PATH: usize = 64;
        let lost = if is_anchored {
            Target::Unknown
        } else {
            Target::Elsewhere
        };
        // A circle of imports may also make the path longer at each turn.
        let Some((first, rest)) = path.split_first().filter(|_| path.len() <= LONGEST_PATH) else {
            return Target::Unknown;
        };
        match first.as_str() {
            "crate" => return self.follow(crate_root(module), rest, true, seen),
            "self" => return self.follow(module, rest, true, seen),
            "super" => {
                return match module.split_last() {
                    Some((_, outer)) => self.follow(outer, rest, true, seen),
                    None => Target::Unknown,
                };
            }
            _ => {}
        }
        // Imports may be circular.
        if !seen.insert((module.to_vec(), path.to_vec())) {
            return Target::Unknown;
        }
        let Some(here) = self.modules.get(module) else {
            return lost;
        };
        if rest.is_empty() {
            if let Some(&item) = here.items.get(first) {
                return Target::Item(item);
            }
        } else {
            let inner = [module, std::slice::from_ref(first)].concat();
            if self.modules.contains_key(&inner) {
                return self.follow(&inner, rest, true, seen);
            }
        }
        if let Some(import) = here.imports.get(first) {
            return self.follow(module, &[import, rest].concat(), false, seen);
        }
        let through_globs = here
            .globs
            .iter()
            .map(|glob| self.follow(module, &[glob, path].concat(), false, seen));
        through_globs.fold(lost, |best, target| match (best, target) {
            (Target::Item(item), _) | (_, Target::Item(item)) => Target::Item(item),
            (Target::Elsewhere, _) | (_, Target::Elsewhere) => Target::Elsewhere,
            (Target::Unknown, Target::Unknown) => Target::Unknown,
        })
    }
}

impl Module {
    fn import(&mut self, path: &mut Vec<String>, tree: &UseTree) {
        match tree {
            UseTree::Path(part) => {
                path.push(part.ident.unraw().to_string());
                self.import(path, &part.tree);
                path.pop();
            }
            UseTree::Name(name) if name.ident == "self" => {
                if let Some(last) = path.last() {
                    self.imports.insert(last.clone(), path.clone());
                }
            }
            UseTree::Name(name) => {
                let name = name.ident.unraw().to_string();
                let target = [path.as_slice(), std::slice::from_ref(&name)].concat();
                self.imports.insert(name, target);
            }
            UseTree::Rename(rename) => {
                let mut target = path.clone();
                if rename.ident != "self" {
                    target.push(rename.ident.unraw().to_string());
                }
                self.imports
                    .insert(rename.rename.unraw().to_string(), target);
            }
            UseTree::Glob(_) => self.globs.push(path.clone()),
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.import(path, tree);
                }
            }
        }
    }
}

/// The root module of the crate that a module belongs to. The folder that was read may contain one
/// crate or several; their modules start in `src`.
fn crate_root(module: &[String]) -> &[String] {
    let after_source = module.iter().rposition(|name| name == "src");
    &module[..after_source.map_or(0, |position| position + 1)]
}
