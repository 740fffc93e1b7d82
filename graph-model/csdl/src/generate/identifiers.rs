//! Identifiers in Rust for names of the metadata: their form, and the first that is free.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// Names that generated source uses for other things.
pub(super) const TAKEN_TYPES: [&str; 16] = [
    "BTreeMap",
    "Binary",
    "Box",
    "Entity",
    "Flags",
    "Into",
    "None",
    "Option",
    "RawJson",
    "Route",
    "Self",
    "Some",
    "Stream",
    "String",
    "UnknownObject",
    "Vec",
];

/// Crates that generated source names.
pub(super) const TAKEN_MODULES: [&str; 8] = [
    "chrono",
    "graph_model",
    "jiff",
    "rust_decimal",
    "std",
    "time",
    "uuid",
    "core",
];

/// Words that are not identifiers (the Rust reference, "Keywords", edition 2024).
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Keywords that are not even raw identifiers.
const NEVER_IDENTIFIERS: [&str; 4] = ["crate", "self", "super", "_"];

/// The name in the form of a constant.
pub(super) fn constant_ident(name: &str) -> String {
    let word = name.to_shouty_snake_case();
    if word.starts_with(|c: char| c.is_alphabetic()) {
        word
    } else {
        format!("X_{word}")
    }
}

/// The name with ASCII characters only, for the names of files and features.
pub(super) fn ascii(name: &str) -> String {
    let parts = name.chars().map(|c| {
        if c.is_ascii() {
            c.to_string()
        } else {
            format!("u{:x}", u32::from(c))
        }
    });
    parts.collect()
}

/// The name in the form of a module name. A keyword gets an ending, because no file can be called
/// `r#mod.rs`.
pub(super) fn module_ident(name: &str) -> String {
    let word = ascii(&name.to_snake_case());
    let ident = identifier(&word);
    match ident.strip_prefix("r#") {
        Some(keyword) => format!("{keyword}_"),
        None => ident,
    }
}

/// The name in the form of a type or variant name.
pub(super) fn type_ident(name: &str) -> String {
    let ident = name.to_upper_camel_case();
    if ident.starts_with(|c: char| c.is_alphabetic()) {
        ident
    } else {
        format!("X{ident}")
    }
}

/// The word as an identifier. Keywords become raw identifiers.
pub(super) fn identifier(word: &str) -> String {
    if NEVER_IDENTIFIERS.contains(&word) {
        format!("{word}_")
    } else if word.is_empty() || word.starts_with(|c: char| c.is_numeric()) {
        format!("x_{word}")
    } else if KEYWORDS.contains(&word) {
        format!("r#{word}")
    } else {
        word.to_owned()
    }
}

/// The first accepted candidate: the name, the name with the ending, or the name with the ending
/// and a number.
pub(super) fn unique(name: String, ending: &str, mut accept: impl FnMut(&str) -> bool) -> String {
    if accept(&name) {
        return name;
    }
    let name = name.trim_start_matches("r#");
    let mut candidate = format!("{name}{ending}");
    let mut number = 2;
    while !accept(&candidate) {
        candidate = format!("{name}{ending}{number}");
        number += 1;
    }
    candidate
}
