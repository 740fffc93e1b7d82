//! What a path in source means: the modules of the files that were read, and what each module imports.
//!
//! A path that leads out of the files leads nowhere here. A type of another crate is never taken for a type of these
//! files that happens to have the same name.

use std::collections::{HashMap, HashSet};

use proc_macro2::Ident;
use syn::UseTree;
use syn::ext::IdentExt;

/// The path of a module, from the folder that was read.
pub(super) type ModulePath = Vec<String>;

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
    /// Adds a module and those around it.
    pub(super) fn add(&mut self, module: &[String]) {
        for depth in 0..=module.len() {
            self.modules.entry(module[..depth].to_vec()).or_default();
        }
    }

    pub(super) fn add_item(&mut self, module: &[String], ident: &Ident, number: usize) {
        let module = self.modules.entry(module.to_vec()).or_default();
        module.items.insert(ident.unraw().to_string(), number);
    }

    /// Adds what `use` imports.
    pub(super) fn add_import(&mut self, module: &[String], tree: &UseTree) {
        let module = self.modules.entry(module.to_vec()).or_default();
        module.import(&mut Vec::new(), tree);
    }

    /// The number of the item that a path in `module` names.
    pub(super) fn find(&self, module: &[String], path: &[String]) -> Option<usize> {
        self.follow(module, path, &mut HashSet::new())
    }

    /// Whether a path in `module` stays in the crate, even if the files that were read do not show where it leads.
    pub(super) fn stays_in_the_crate(&self, module: &[String], path: &[String]) -> bool {
        let is_relative = |path: &[String]| matches!(path, [first, ..] if matches!(first.as_str(), "crate" | "self" | "super"));
        if is_relative(path) {
            return true;
        }
        let (Some(module), [first, ..]) = (self.modules.get(module), path) else {
            return false;
        };
        match module.imports.get(first) {
            Some(import) => is_relative(import),
            None => module.globs.iter().any(|glob| is_relative(glob)),
        }
    }

    /// The path with its first name replaced by what the module imports by that name.
    pub(super) fn without_import(&self, module: &[String], path: Vec<String>) -> Vec<String> {
        let import = path
            .split_first()
            .and_then(|(first, rest)| Some((self.modules.get(module)?.imports.get(first)?, rest)));
        match import {
            Some((import, rest)) => [import, rest].concat(),
            None => path,
        }
    }

    fn follow(
        &self,
        module: &[String],
        path: &[String],
        seen: &mut HashSet<(ModulePath, Vec<String>)>,
    ) -> Option<usize> {
        const LONGEST_PATH: usize = 64;
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => return self.follow(crate_root(module), rest, seen),
            "self" => return self.follow(module, rest, seen),
            "super" => return self.follow(module.split_last()?.1, rest, seen),
            _ => {}
        }
        // Imports may go round in circles.
        if path.len() > LONGEST_PATH || !seen.insert((module.to_vec(), path.to_vec())) {
            return None;
        }
        let here = self.modules.get(module)?;
        if rest.is_empty() {
            if let Some(&item) = here.items.get(first) {
                return Some(item);
            }
        } else {
            let inner = [module, std::slice::from_ref(first)].concat();
            if self.modules.contains_key(&inner) {
                return self.follow(&inner, rest, seen);
            }
        }
        if let Some(import) = here.imports.get(first) {
            return self.follow(module, &[import, rest].concat(), seen);
        }
        here.globs
            .iter()
            .find_map(|glob| self.follow(module, &[glob, path].concat(), seen))
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

/// The folder that was read may hold a crate, or several: their modules start in `src`.
fn crate_root(module: &[String]) -> &[String] {
    let after_source = module.iter().rposition(|name| name == "src");
    &module[..after_source.map_or(0, |position| position + 1)]
}
