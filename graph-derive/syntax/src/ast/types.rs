//! Types as they are written: what a wrapper such as `Option` holds.
//!
//! Wrappers are recognised by their names, as macros see no more than that.

use syn::{Fields, GenericArgument, PathArguments, Type};

/// The type in a variant such as `Group(GroupAssignmentTarget)`.
pub(super) fn only_type(fields: &Fields) -> Option<&Type> {
    match fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            fields.unnamed.first().map(|field| &field.ty)
        }
        _ => None,
    }
}

/// The `T` of a `wrapper<T>`, by the name the type is written with.
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

/// Whether this is `str`, which a `Box` holds as a value of its own.
pub(super) fn is_str(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.is_ident("str"))
}
