//! Types as the author writes them, and the type inside a wrapper such as `Option`.
//!
//! Wrappers are recognised by name, because a macro sees only the name of a type.

use syn::{Fields, GenericArgument, PathArguments, Type};

/// The type in a variant such as `Group(GroupAssignmentTarget)`.
pub(crate) fn only_type(fields: &Fields) -> Option<&Type> {
    match fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            fields.unnamed.first().map(|field| &field.ty)
        }
        _ => None,
    }
}

/// The `T` of a `wrapper<T>`, recognised by the name that the author writes.
#[must_use]
pub fn inside<'t>(ty: &'t Type, wrapper: &str) -> Option<&'t Type> {
    let ty = match ty {
        // Types that come out of a `macro_rules!` macro are wrapped in groups.
        Type::Group(group) => return inside(&group.elem, wrapper),
        Type::Path(path) if path.qself.is_none() => path.path.segments.last()?,
        _ => return None,
    };
    let PathArguments::AngleBracketed(arguments) = &ty.arguments else {
        return None;
    };
    match arguments.args.first()? {
        GenericArgument::Type(inner) if ty.ident == wrapper && arguments.args.len() == 1 => {
            Some(inner)
        }
        _ => None,
    }
}

/// Whether the type has this name, without the path to it and without its arguments.
#[must_use]
pub fn is_named(ty: &Type, name: &str) -> bool {
    match ty {
        Type::Group(group) => is_named(&group.elem, name),
        Type::Path(path) => {
            let last = path.path.segments.last();
            last.is_some_and(|last| last.ident == name)
        }
        _ => false,
    }
}

/// Whether this is a primitive value, a collection or an `Option`, recognised by the name that the
/// author writes.
#[must_use]
pub fn is_value(ty: &Type) -> bool {
    is_key_type(ty)
        || ["f32", "f64", "Vec", "Option"]
            .iter()
            .any(|value| is_named(ty, value))
}

/// Whether this is a primitive type whose values can be keys, recognised by the name that the author
/// writes.
#[must_use]
pub fn is_key_type(ty: &Type) -> bool {
    const KEYS: [&str; 6] = ["String", "bool", "i8", "i16", "i32", "i64"];
    KEYS.iter().any(|key| is_named(ty, key))
}

/// Whether this is a `String` or a `Box<str>`, recognised by the name that the author writes.
pub(crate) fn is_string(ty: &Type) -> bool {
    is_named(ty, "String") || inside(ty, "Box").is_some_and(is_str)
}

/// Whether this is `str`. A `Box<str>` is a value itself, not a box around one.
pub(crate) fn is_str(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.is_ident("str"))
}
