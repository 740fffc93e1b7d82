//! Rules that span several attributes, fields or variants, one function each.
//!
//! A rule records the mistake, and then repairs the type: it leaves out or renames the part that
//! cannot be expanded. So one mistake is one error, and uses of the type elsewhere do not fail as
//! well. One function does both, because a repair is right only for the mistake that was found.

use std::collections::HashMap;

use proc_macro2::Ident;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{LitStr, Type, parse_quote};

use crate::ast::{
    Capability, Enumeration, MemberKind, Operation, Property, StructuredType, UnionType, Variant,
};
use crate::errors::Errors;
use crate::kind::Kind;
use crate::names;
use crate::path_keys;
use crate::types::{inside, is_value};

/// Checks the rules of a whole type.
pub fn structured_type(ty: &mut StructuredType, errors: &mut Errors) {
    one_field_for_dynamic_properties(ty, errors);
    wire_names_differ(&mut ty.properties, errors);
    the_implied_base_declares_nothing_again(ty, errors);
    setters_hide_nothing(ty, errors);
    navigation_may_be_absent(ty, errors);
    presence_without_module(ty, errors);
    not_null_on_an_option(ty, errors);
    edm_on_strings(&mut ty.properties, errors);
    wrappers_are_not_repeated(&ty.properties, errors);
    a_path_with_a_key_has_a_property_for_it(ty, errors);
    path_keys::fit_the_properties(ty, errors);
    paths_have_names_of_their_own(ty, errors);
}

/// Checks the rules of a whole action or function.
pub fn operation(operation: &mut Operation, errors: &mut Errors) {
    wire_names_differ(&mut operation.parameters, errors);
    edm_on_strings(&mut operation.parameters, errors);
    function_returns_a_value(operation, errors);
    the_result_is_a_value(operation, errors);
}

/// Checks the rules of a whole enumeration.
pub fn enumeration(ty: &mut Enumeration, errors: &mut Errors) {
    one_unknown_member(ty, errors);
    member_names_differ(ty, errors);
    flags_fit_into_a_value(ty, errors);
}

/// Checks the rules of a whole union.
pub fn union(ty: &mut UnionType, errors: &mut Errors) {
    one_unknown_variant(ty, errors);
    types_differ(ty, errors);
    has_a_declared_type(ty, errors);
}

/// Checks that a function has a result (OData CSDL 4.01, section 12.3). Without one, it would be an
/// action.
fn function_returns_a_value(operation: &Operation, errors: &mut Errors) {
    if operation.kind == Kind::Function && operation.returns.is_none() {
        errors.at(
            &operation.ident,
            "a function returns a value, write `returns = Vec<String>`; what returns nothing is an action",
        );
    }
}

/// Checks that the result is the type of a value: of what a response holds, and not of the place or the
/// page that holds it.
fn the_result_is_a_value(operation: &mut Operation, errors: &mut Errors) {
    let Some(returns) = &operation.returns else {
        return;
    };
    let items = ["Collection", "Page"]
        .iter()
        .find_map(|collection| inside(returns, collection));
    if let Some(item) = items {
        let written = item.to_token_stream().to_string().replace(' ', "");
        errors.at(
            returns,
            format_args!("a result with many values is a `Vec<{written}>`"),
        );
        operation.returns = Some(parse_quote!(Vec<#item>));
    } else if matches!(returns, Type::Tuple(values) if values.elems.is_empty()) {
        errors.at(returns, "what returns nothing has no `returns`, remove it");
        operation.returns = None;
    }
}

/// Checks that a type has at most one field for dynamic properties.
fn one_field_for_dynamic_properties(ty: &mut StructuredType, errors: &mut Errors) {
    for other in ty.additional.drain(1.min(ty.additional.len())..) {
        errors.at(&other.key, "a type has one field for dynamic properties");
        ty.left_out.push(other.ident);
    }
    if let Some(field) = ty.additional.pop_if(|field| is_value(&field.ty)) {
        errors.at(
            &field.ty,
            "dynamic properties need a map, write `BTreeMap<String, RawJson>`",
        );
        ty.left_out.push(field.ident);
    }
}

/// Checks that a type without a base declares its key if its path ends in one (OData CSDL 4.01,
/// section 6.5). The key may be among the attributes that have mistakes.
fn a_path_with_a_key_has_a_property_for_it(ty: &StructuredType, errors: &mut Errors) {
    let mut properties = ty.properties.iter();
    if ty.base.is_some()
        || !errors.is_empty()
        || properties.any(|property| property.capability == Capability::Key)
    {
        return;
    }
    if let Some(path) = &ty.path
        && path.collection().is_some()
    {
        errors.at(
            &path.text,
            "the path ends in a key, mark its property with `#[graph(key)]`",
        );
    }
}

/// Checks that a further path has a name that neither the type nor its own path has.
fn paths_have_names_of_their_own(ty: &mut StructuredType, errors: &mut Errors) {
    let own = ty.path.as_ref().map(|_| format!("{}Path", ty.ident));
    ty.paths.retain(|(ident, _)| {
        let is_taken = *ident == ty.ident || own.as_ref().is_some_and(|own| ident == own);
        if is_taken {
            let message = format!("`{ident}` is already the name of a type, choose another one");
            errors.at(ident, message);
        }
        !is_taken
    });
}

/// Checks that an enumeration has one variant for unknown members, because a service may add
/// members at any time.
fn one_unknown_member(ty: &mut Enumeration, errors: &mut Errors) {
    for other in ty.unknown.drain(1.min(ty.unknown.len())..) {
        errors.at(
            &other.key,
            "an enumeration has one `#[graph(unknown)]` variant",
        );
        ty.malformed.push(other.ident);
    }
    if ty.unknown.is_empty() && !ty.has_mistakes {
        errors.at(
            &ty.ident,
            "an enumeration needs a variant for members it does not know, \
             add `#[graph(unknown)] Unknown(String)`",
        );
    }
}

/// Checks that a union has one variant for unknown types, because a service may add types at any
/// time.
fn one_unknown_variant(ty: &mut UnionType, errors: &mut Errors) {
    for (key, other) in ty.unknown.drain(1.min(ty.unknown.len())..) {
        errors.at(key, "a union has one `#[graph(unknown)]` variant");
        ty.malformed.push(other.ident);
    }
    if let Some((_, variant)) = ty.unknown.pop_if(|(_, variant)| is_value(&variant.ty)) {
        errors.at(
            &variant.ty,
            "an unknown object is not one value, write `UnknownObject`",
        );
        ty.malformed.push(variant.ident);
        return;
    }
    if ty.unknown.is_empty()
        && let Some(position) = ty.variants.iter().position(holds_unknown_object)
    {
        let variant = ty.variants.remove(position);
        let message =
            "a variant for types that the union does not know is marked `#[graph(unknown)]`";
        errors.at(&variant.ident, message);
        ty.unknown.push((variant.ident.clone(), variant));
        return;
    }
    if ty.unknown.is_empty() && !ty.has_mistakes {
        errors.at(
            &ty.ident,
            "a union needs a variant for types it does not know, \
             add `#[graph(unknown)] Unknown(UnknownObject)`",
        );
    }
}

/// Whether a variant holds an `UnknownObject`, which is not an annotated type.
fn holds_unknown_object(variant: &Variant) -> bool {
    matches!(&variant.ty, Type::Path(ty) if ty.path.segments.last().is_some_and(|last| last.ident == "UnknownObject"))
}

/// Checks that each type has one variant, because a value belongs to exactly one variant.
fn types_differ(ty: &mut UnionType, errors: &mut Errors) {
    let mut kept: Vec<Variant> = Vec::new();
    for variant in std::mem::take(&mut ty.variants) {
        if kept.iter().any(|other| other.ty == variant.ty) {
            errors.at(&variant.ty, "the type has a variant already");
            ty.malformed.push(variant.ident);
        } else {
            kept.push(variant);
        }
    }
    ty.variants = kept;
}

/// Checks that the union has a declared type. Without `base`, it is the type of the first variant.
fn has_a_declared_type(ty: &UnionType, errors: &mut Errors) {
    if ty.declared().is_none() && !ty.has_mistakes {
        errors.at(&ty.ident, "a union needs a variant with its declared type");
    }
}

/// Checks that members have different names, because two members with the same name could not be
/// told apart. The second one is renamed.
fn member_names_differ(ty: &mut Enumeration, errors: &mut Errors) {
    let mut seen: HashMap<String, Ident> = HashMap::new();
    for member in &mut ty.members {
        let name = member.name.value();
        if let Some(first) = seen.get(&name) {
            let message = format!(
                "`{}` and `{first}` have the same name on the wire, `{name}`",
                member.ident
            );
            errors.at(&member.name, message);
            member.name = LitStr::new(&format!("{name} of {}", member.ident), member.name.span());
        } else {
            seen.insert(name, member.ident.clone());
        }
    }
}

/// Checks that the flags fit into the 64 bits of a value.
fn flags_fit_into_a_value(ty: &Enumeration, errors: &mut Errors) {
    if ty.flags && ty.members.len() > 64 {
        errors.at(
            &ty.members[64].ident,
            "a value has 64 bits, and so an enumeration at most 64 flags",
        );
    }
}

/// Checks that a navigation property has a value for its absence, because it is absent unless it
/// was expanded.
fn navigation_may_be_absent(ty: &StructuredType, errors: &mut Errors) {
    for property in ty
        .properties
        .iter()
        .filter(|property| property.kind == MemberKind::Navigation)
    {
        if !property.is_optional() && !property.is_collection() && property.default.is_none() {
            errors.at(
                &property.ty,
                "a navigation property is absent unless it was expanded, make it an `Option` or a `Vec`",
            );
        }
    }
}

/// Checks that a `Presence` has no module. A module decides how null is read and written, so
/// `Presence` could not tell null and absent apart.
fn presence_without_module(ty: &mut StructuredType, errors: &mut Errors) {
    for property in &mut ty.properties {
        let is_presence = property.is_optional() && !property.is_option();
        if let Some(module) = property.with.take_if(|_| is_presence) {
            let message =
                "`with` reads the whole type of the field, use `Option` instead of `Presence`";
            errors.at(module, message);
        }
    }
}

/// Checks that only strings have `edm`, because every other type says what it holds. A module may
/// write anything, so its author may say that it writes a string, but not a collection.
fn edm_on_strings(properties: &mut [Property], errors: &mut Errors) {
    for property in properties {
        let message = if property.with.is_some() {
            "`with` writes the whole collection, remove `edm`"
        } else {
            "only a `String` needs `edm`, remove it"
        };
        let fits = if property.with.is_some() {
            !property.is_collection()
        } else {
            property.holds_strings()
        };
        if let Some(edm) = property.edm.take_if(|_| !fits) {
            errors.at(edm, message);
        }
    }
}

/// Checks that a property is neither a collection of collections, which OData does not have (OData
/// CSDL 4.01, section 7.1), nor optional twice.
fn wrappers_are_not_repeated(properties: &[Property], errors: &mut Errors) {
    for property in properties.iter().filter(|property| property.with.is_none()) {
        let inner = property.required_type();
        if property.is_optional()
            && (inside(inner, "Option").or(inside(inner, "Presence"))).is_some()
        {
            errors.at(
                &property.ty,
                "to tell null and absent apart, write `Presence` instead of two `Option`s",
            );
        } else if inside(property.value_type(), "Vec")
            .is_some_and(|item| inside(item, "Vec").is_some())
        {
            errors.at(
                &property.ty,
                "no property is a collection of collections; `RawJson` holds any JSON",
            );
        }
    }
}

/// Checks that only an `Option` has `not_null`, because only an `Option` needs it.
fn not_null_on_an_option(ty: &StructuredType, errors: &mut Errors) {
    for property in &ty.properties {
        let Some(key) = &property.not_null else {
            continue;
        };
        let message = if !property.is_optional() {
            "only an `Option` needs `not_null`, remove it"
        } else if !property.is_option() {
            "a `Presence` may hold null, use `Option` with `not_null`"
        } else {
            continue;
        };
        errors.at(key, message);
    }
}

/// Checks that properties have different names on the wire, because two properties with the same
/// name could not be told apart. The second one is renamed.
fn wire_names_differ(properties: &mut [Property], errors: &mut Errors) {
    let mut seen = HashMap::new();
    for property in properties {
        let name = property.name.value();
        if let Some(first) = seen.get(&name) {
            let message = format!(
                "`{}` and `{first}` have the same name on the wire, `{name}`",
                property.ident
            );
            errors.at(&property.name, message);
            property.name = LitStr::new(
                &format!("{name} of {}", property.ident),
                property.name.span(),
            );
        } else {
            seen.insert(name, property.ident.clone());
        }
    }
}

/// Checks that an entity type without a named base fits `Entity`. The members of `Entity` are known
/// here, so the compiler need not evaluate the description of each type to compare them.
fn the_implied_base_declares_nothing_again(ty: &StructuredType, errors: &mut Errors) {
    if ty.base.is_none() || ty.base_is_named {
        return;
    }
    let base = names::ENTITY;
    if ty.name.value() == base {
        let message = format!("`{base}` has the same name as one of its base types");
        errors.at(&ty.name, message);
    }
    for property in &ty.properties {
        let name = property.name.value();
        if names::ENTITY_MEMBERS.contains(&name.as_str()) {
            let message =
                format!("`{name}` is already declared by the base type `{base}`, remove it here");
            errors.at(&property.ident, message);
        }
    }
    the_implied_base_has_the_key(ty, errors);
}

/// Checks that an entity type without a named base has no key of its own, because its base type has
/// one (OData CSDL 4.01, section 6.5). The key may be among the attributes that have mistakes.
fn the_implied_base_has_the_key(ty: &StructuredType, errors: &mut Errors) {
    let is_key = |property: &&Property| property.capability == Capability::Key;
    if errors.is_empty()
        && let Some(property) = ty.properties.iter().find(is_key)
    {
        errors.at(
            &property.ident,
            format_args!(
                "the key is `id` of the base type `{}`, remove `key` here or write `base = none`",
                names::ENTITY
            ),
        );
    }
}

/// Checks that no setter hides a method that every patch has, or another property's setter. A
/// property whose setter would do so gets no setter.
fn setters_hide_nothing(ty: &mut StructuredType, errors: &mut Errors) {
    if !ty.has_patch {
        return;
    }
    let mut methods: HashMap<String, String> = HashMap::new();
    for name in own_methods(ty) {
        methods.insert(name.to_owned(), format!("the patch's own `{name}`"));
    }
    for property in &mut ty.properties {
        for setter in setters(property) {
            let owner = format!("`{setter}` of `{}`", property.ident);
            if let Some(other) = methods.insert(setter.clone(), owner) {
                errors.at(&property.ident, hides(&setter, &other));
                property.capability = Capability::ReadOnly;
            }
        }
    }
    if let Some(additional) = ty.additional.first() {
        let name = additional.ident.unraw().to_string();
        let hidden = [name.clone(), names::clear_setter(&name)]
            .into_iter()
            .find_map(|setter| Some(hides(&setter, methods.get(&setter)?)));
        if let Some(message) = hidden {
            errors.at(&additional.ident, message);
            ty.left_out.push(additional.ident.clone());
            ty.additional.clear();
        }
    }
}

fn hides(setter: &str, other: &str) -> String {
    format!(
        "the setter `{setter}` would hide {other}, rename the field and keep its name on the wire with \
         `#[graph(name = \"…\")]`"
    )
}

fn own_methods(ty: &StructuredType) -> Vec<&'static str> {
    let mut own = names::PATCH_METHODS.to_vec();
    if ty.kind == Kind::Entity {
        own.extend(names::ENTITY_PATCH_METHODS);
    }
    if ty.base_is_named {
        own.push(names::BASE);
    }
    own
}

/// The methods that a property adds to the patch of its type.
fn setters(property: &Property) -> Vec<String> {
    let name = property.ident.unraw();
    let mut setters = Vec::new();
    if property.is_writable() {
        setters.push(name.to_string());
    }
    if property.is_bindable() {
        setters.push(names::bind_setter(&name.to_string()));
    }
    if property.is_nullable() && !setters.is_empty() {
        setters.push(names::clear_setter(&name.to_string()));
    }
    setters
}
