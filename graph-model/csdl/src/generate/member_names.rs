//! The names of fields, variants and parameters. No name is lost, and no two members of an item get the
//! same name.

use std::collections::HashSet;

use graph_syntax::names;
use heck::ToSnakeCase;

use super::identifiers::{identifier, type_ident, unique};
use super::names::Names;
use crate::metadata::{EnumerationDeclaration, OperationDeclaration, StructuredDeclaration};

/// The catch-all variant of a union.
pub(super) const UNKNOWN_VARIANT: &str = "Unknown";

impl Names<'_> {
    /// The fields of a type, in the order of its properties.
    pub(super) fn fields(&self, declaration: &StructuredDeclaration) -> Vec<String> {
        let methods = names::PATCH_METHODS
            .into_iter()
            .chain(names::ENTITY_PATCH_METHODS);
        let mut taken: HashSet<String> = methods.chain([names::BASE]).map(str::to_owned).collect();
        let mut fields = Vec::new();
        for property in &declaration.properties {
            let chosen = self.chosen_member(&declaration.name, &property.name);
            let word =
                identifier(&chosen.map_or_else(|| property.name.to_snake_case(), str::to_owned));
            fields.push(unique(word, "_property", |field| {
                let name = field.trim_start_matches("r#");
                let claims = [
                    name.to_owned(),
                    names::clear_setter(name),
                    names::bind_setter(name),
                ];
                let free = claims.iter().all(|claim| !taken.contains(claim));
                if free {
                    taken.extend(claims);
                }
                free
            }));
        }
        fields
    }

    /// The variants of an enumeration, in the order of its members, and the variant for members that
    /// are not modelled.
    pub(super) fn variants(&self, declaration: &EnumerationDeclaration) -> (Vec<String>, String) {
        let mut taken = HashSet::from(["Self".to_owned()]);
        let mut variants = Vec::new();
        for member in &declaration.members {
            let chosen = self.chosen_member(&declaration.name, &member.name);
            let ident = chosen.map_or_else(|| type_ident(&member.name), str::to_owned);
            variants.push(unique(ident, "Member", |ident| {
                taken.insert(ident.to_owned())
            }));
        }
        let unknown = unique("UnknownMember".to_owned(), "Text", |ident| {
            taken.insert(ident.to_owned())
        });
        (variants, unknown)
    }
}

/// The fields of the parameters of an operation, in their order.
pub(super) fn parameters(declaration: &OperationDeclaration) -> Vec<String> {
    let mut taken = HashSet::new();
    let parameters = declaration.parameters.iter();
    parameters
        .map(|parameter| {
            let word = identifier(&parameter.name.to_snake_case());
            unique(word, "_parameter", |field| taken.insert(field.to_owned()))
        })
        .collect()
}

/// A name for the field of dynamic properties that no property uses.
pub(super) fn additional_field(fields: &[String]) -> String {
    unique("additional".to_owned(), "_members", |field| {
        let clear = names::clear_setter(field);
        !fields.iter().any(|other| other == field || *other == clear)
    })
}

/// A name for the field of the etag that no property uses.
pub(super) fn etag_field(fields: &[String]) -> String {
    unique("etag".to_owned(), "_annotation", |field| {
        !fields.iter().any(|other| other == field)
    })
}

/// The variants of a union, whose types may be in several namespaces.
pub(super) fn union_variants(names: &Names<'_>, types: &[&str]) -> Vec<String> {
    let mut taken = HashSet::from([UNKNOWN_VARIANT.to_owned()]);
    let mut variants = Vec::new();
    for name in types {
        variants.push(unique(names.ident(name).to_owned(), "Type", |ident| {
            taken.insert(ident.to_owned())
        }));
    }
    variants
}
