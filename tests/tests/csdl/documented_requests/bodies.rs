//! Writes the body of a documented creation or patch as an author writes it: a value of the type,
//! the setters of its patch, annotations, and related entities with annotations of their own.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::generated::{Field, Generated};
use super::walk::Reason;

/// The new entity of this type, `m::T::create(…)`.
pub(crate) fn creation(
    generated: &Generated,
    ty: &str,
    members: &Map<String, Value>,
) -> Result<String, Reason> {
    let ty = &tagged_type(generated, ty, members)?;
    let mut value = Map::new();
    let mut additions = String::new();
    for (name, member) in members {
        match declared(generated, ty, name)? {
            None => additions += &undeclared(name, member),
            Some(field) => {
                if let Some(reason) = field.never_created {
                    return Err(format!("`{ty}/{name}` {reason}"));
                }
                if field.navigation && holds_annotation(member) {
                    additions += &related(generated, field, member)?;
                } else if member.is_null() {
                    additions += &cleared(ty, name, field)?;
                } else {
                    value.insert(name.clone(), member.clone());
                }
            }
        }
    }
    let value = Value::Object(value);
    let code = format!("m::{ty}::create(&parsed(r###\"{value}\"###)?)");
    Ok(if additions.is_empty() {
        code
    } else {
        format!("{code}.with(m::{ty}::patch(){additions})")
    })
}

/// The patch of this type, `m::T::patch()…`.
pub(crate) fn patch(
    generated: &Generated,
    ty: &str,
    members: &Map<String, Value>,
) -> Result<String, Reason> {
    let ty = &tagged_type(generated, ty, members)?;
    let mut code = format!("m::{ty}::patch()");
    for (name, member) in members {
        let Some(field) = declared(generated, ty, name)? else {
            code += &undeclared(name, member);
            continue;
        };
        if field.navigation {
            code += &related(generated, field, member)?;
            continue;
        }
        if let Some(reason) = field.never_patched {
            return Err(format!("`{ty}/{name}` {reason}"));
        }
        let set = match member {
            Value::Null => cleared(ty, name, field)?,
            // A complex value merges, so its null members count.
            Value::Object(members) if members.values().any(Value::is_null) => format!(
                ".set(|x| x.{}, {})",
                field.ident,
                patch(generated, &field.ty, members)?
            ),
            _ => format!(
                ".set(|x| x.{}, parsed::<{}>(r###\"{member}\"###)?)",
                field.ident, field.value
            ),
        };
        code.push_str(&set);
    }
    Ok(code)
}

fn cleared(ty: &str, name: &str, field: &Field) -> Result<String, Reason> {
    if field.nullable {
        Ok(format!(".clear(|x| x.{})", field.ident))
    } else {
        Err(format!("`{ty}/{name}` is null, and is not nullable"))
    }
}

/// The type that the tag names, or the declared one.
fn tagged_type(
    generated: &Generated,
    declared: &str,
    members: &Map<String, Value>,
) -> Result<String, Reason> {
    let Some(tag) = members.get("@odata.type").and_then(Value::as_str) else {
        return Ok(generated.declared(declared).to_owned());
    };
    let named = generated.named(tag.trim_start_matches('#'));
    named
        .map(str::to_owned)
        .ok_or_else(|| format!("the metadata does not declare the type `{tag}`"))
}

/// The property of this name. An annotation has none, and neither has a dynamic property.
fn declared<'g>(
    generated: &'g Generated,
    ty: &'g str,
    name: &str,
) -> Result<Option<&'g Field>, Reason> {
    if name.contains('@') {
        return Ok(None);
    }
    let field = generated.field(ty, name);
    let is_open = generated.ancestry(ty).any(|(_, ty)| ty.open);
    if field.is_none() && !is_open {
        return Err(format!("`{ty}` does not declare `{name}`"));
    }
    Ok(field)
}

fn undeclared(name: &str, value: &Value) -> String {
    let value = format!("&parsed::<serde_json::Value>(r###\"{value}\"###)?");
    match name {
        "@odata.type" => String::new(),
        name if name.contains('@') => format!(".annotate({name:?}, {value})"),
        name => format!(".set_dynamic({name:?}, {value})"),
    }
}

/// Whether the value or one of its items has an annotation other than its tag.
fn holds_annotation(value: &Value) -> bool {
    match value {
        Value::Object(members) => members.iter().any(|(name, value)| {
            (name.contains('@') && name != "@odata.type") || holds_annotation(value)
        }),
        Value::Array(items) => items.iter().any(holds_annotation),
        _ => false,
    }
}

fn related(generated: &Generated, field: &Field, value: &Value) -> Result<String, Reason> {
    let items = match value {
        Value::Array(items) => items.as_slice(),
        value => std::slice::from_ref(value),
    };
    let mut code = String::new();
    for item in items {
        let members = item.as_object().ok_or("a related entity is no object")?;
        let entity = creation(generated, &field.ty, members)?;
        write!(code, ".with_related(|x| x.{}, {entity})", field.ident).unwrap();
    }
    Ok(code)
}
