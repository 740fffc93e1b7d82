//! The keys of entities in the templates of paths.
//!
//! See OData URL Conventions 4.01, section 4.3.

use graph_model::edm::EdmType;
use graph_model::path::KeyConvention;
use graph_syntax::names;
use proc_macro2::Span;

use super::metadata::Metadata;
use super::path_walk::is_placeholder;

/// The way in which the service writes keys, as far as the document tells: as segments if it says
/// so, or if it is Microsoft Graph, and in parentheses otherwise, which every service understands
/// (URL Conventions 4.01, sections 4.3.1 and 4.3.6).
pub(crate) fn key_convention(metadata: &Metadata) -> KeyConvention {
    let is_graph = |namespace: &String| namespace.starts_with("microsoft.graph");
    if metadata.keys_are_segments || metadata.namespaces.iter().any(is_graph) {
        KeyConvention::AsSegment
    } else {
        KeyConvention::InParentheses
    }
}

/// A placeholder as a literal of a type (URL Conventions 4.01, section 5.1.1.14.1).
pub(super) fn literal(ty: &str, placeholder: &str) -> String {
    match ty.parse() {
        Ok(EdmType::String) => format!("'{{{placeholder}}}'"),
        Ok(EdmType::Duration) => format!("duration'{{{placeholder}}}'"),
        Ok(EdmType::Binary) => format!("binary'{{{placeholder}}}'"),
        Ok(_) => format!("{{{placeholder}}}"),
        // An enumeration type.
        Err(_) => format!("{ty}'{{{placeholder}}}'"),
    }
}

/// The paths of an entity by its alternate keys (URL Conventions 4.01, section 4.3.3), for the path
/// by its key. Returns the names of each key's properties, and the template.
pub(crate) fn alternate_paths(
    metadata: &Metadata,
    ty: &str,
    template: &str,
) -> Vec<(Vec<String>, String)> {
    let declarations = metadata.ancestry(ty);
    let keys = declarations.flat_map(|declaration| &declaration.alternate_keys);
    let Some(collection) = without_key(template) else {
        return Vec::new();
    };
    let paths = keys.filter_map(|key| {
        let mut names = Vec::new();
        let mut parts = Vec::new();
        for part in key {
            // The path of an alternate key may lead through a complex value.
            let mut steps = part.property.split('/');
            let mut property = metadata.property(ty, steps.next()?)?;
            for step in steps {
                property = metadata.property(&property.ty, step)?;
            }
            let name = part.name().replace('/', "_");
            if collection.contains(&format!("{{{name}}}")) {
                return None;
            }
            parts.push(format!(
                "{name}={}",
                literal(&property.ty, &placeholder_name(&name))
            ));
            names.push(name);
        }
        (!parts.is_empty()).then(|| (names, format!("{collection}({})", parts.join(","))))
    });
    paths.collect()
}

/// The path of the collection, if the template ends in a key.
fn without_key(template: &str) -> Option<&str> {
    match template.strip_suffix(')') {
        Some(_) => Some(&template[..template.rfind('(')?]),
        None => {
            let (collection, last) = template.rsplit_once('/')?;
            is_placeholder(last).then_some(collection)
        }
    }
}

/// A name that a placeholder can have: the macro makes a field of it.
pub(super) fn placeholder_name(name: &str) -> String {
    let field = |name: &str| names::placeholder_field(name, Span::call_site());
    if field(name).is_some() {
        name.to_owned()
    } else if field(&format!("x{name}")).is_some() {
        format!("x{name}")
    } else {
        "key".to_owned()
    }
}
