//! Checks of generated types that only the compiler can make, because they need other types. They
//! run in constants, so a mistake is an error of `cargo check`, at the token that the macro gives.

use std::fmt::Debug;
use std::marker::PhantomData;

use super::edm_type::EdmType;
use super::property_description::{Capability, PropertyShape};
use super::type_description::{TypeDescription, same_text};

/// Checks that a type can derive from `base`, and returns whether the two may declare a member of
/// the same name.
///
/// # Panics
///
/// In a constant, if the base is of the other kind, or if it has the same name.
#[doc(hidden)]
#[must_use]
#[track_caller]
pub const fn expect_base(base: &TypeDescription, ty: &TypeDescription) -> bool {
    if ty.is_entity() != base.is_entity() {
        let kind = if ty.is_entity() {
            "` is an entity type, and its base `"
        } else {
            "` is a complex type, and its base `"
        };
        fail(&[
            "`",
            ty.name(),
            kind,
            base.name(),
            "` is not, so one of them needs the other's attribute",
        ]);
    }
    if base.is_or_derives_from(ty) {
        fail(&[
            "`",
            ty.name(),
            "` has the same name as one of its base types",
        ]);
    }
    base.may_share_names(ty)
}

/// Checks that neither `base` nor one of its base types declares a member with this name.
///
/// # Panics
///
/// In a constant, if one of them does.
#[doc(hidden)]
#[track_caller]
pub const fn expect_undeclared(base: &TypeDescription, name: &str) {
    let mut current = base;
    loop {
        let mut position = 0;
        while position < current.members().len() {
            if same_text(current.members()[position].name(), name) {
                fail(&[
                    "`",
                    name,
                    "` is already declared by the base type `",
                    current.name(),
                    "`, remove it here",
                ]);
            }
            position += 1;
        }
        match current.base() {
            Some(base) => current = base,
            None => return,
        }
    }
}

/// Checks that a property whose values have this shape can be a key (OData CSDL 4.01, section 6.5). The
/// standard also rules out floating-point numbers, but some services have them in their keys.
///
/// # Panics
///
/// In a constant, if it is a collection, an object or a stream.
#[doc(hidden)]
#[track_caller]
pub const fn expect_key_type(shape: &PropertyShape, name: &str) {
    let kind = match shape.edm_type {
        _ if shape.collection => "a collection",
        EdmType::Entity(_) => "an entity",
        EdmType::Complex(_) => "a complex value",
        EdmType::Stream => "a stream",
        _ => return,
    };
    fail(&[
        "`",
        name,
        "` is ",
        kind,
        ", and a key is a string, an integer, a guid, a date or an enumeration member",
    ]);
}

/// Checks that a property whose values have this shape holds no entity (OData CSDL 4.01, section 8).
///
/// # Panics
///
/// In a constant, if it holds one.
#[doc(hidden)]
#[track_caller]
pub const fn expect_no_entity(shape: &PropertyShape, name: &str) {
    if matches!(shape.edm_type, EdmType::Entity(_)) {
        fail(&[
            "`",
            name,
            "` leads to entities, so mark it as a relationship, `#[graph(navigation)]`",
        ]);
    }
}

/// Checks that neither `base` nor one of its base types has a key, because a derived type has the
/// key of its base type (OData CSDL 4.01, section 6.5).
///
/// # Panics
///
/// In a constant, if one of them has a key.
#[doc(hidden)]
#[track_caller]
pub const fn expect_no_key(base: &TypeDescription) {
    let mut current = base;
    loop {
        let mut position = 0;
        while position < current.members().len() {
            let member = &current.members()[position];
            let is_id =
                current.base().is_none() && same_text(current.name(), "microsoft.graph.entity");
            if matches!(member.capability(), Capability::Key)
                || is_id && same_text(member.name(), "id")
            {
                fail(&[
                    "the key is `",
                    member.name(),
                    "` of the base type `",
                    current.name(),
                    "`, remove `key` here",
                ]);
            }
            position += 1;
        }
        match current.base() {
            Some(base) => current = base,
            None => return,
        }
    }
}

/// Tells whether a type implements the traits that derives above the attribute would implement. An
/// inherent constant is found before the one of [`NotDerived`].
#[doc(hidden)]
#[derive(Debug)]
pub struct Derived<T>(PhantomData<T>);

impl<T: PartialEq> Derived<T> {
    /// Two values can be compared.
    pub const IS_COMPARED: bool = true;
}

impl<T: Debug> Derived<T> {
    /// A value can be printed.
    pub const IS_PRINTED: bool = true;
}

/// The values of [`Derived`] for a type without the traits.
#[doc(hidden)]
pub trait NotDerived {
    /// Two values cannot be compared.
    const IS_COMPARED: bool = false;

    /// A value cannot be printed.
    const IS_PRINTED: bool = false;
}

impl<T> NotDerived for Derived<T> {}

/// Checks that a type without derives below its attribute has none above it either. They would not
/// see the field that the attribute adds.
///
/// # Panics
///
/// In a constant, if the type can be compared or printed.
#[doc(hidden)]
#[track_caller]
pub const fn expect_no_derives_above(is_compared: bool, is_printed: bool) {
    assert!(
        !is_compared && !is_printed,
        "put the derives below the attribute, or they do not see the field `base`; if the traits are implemented by hand, \
         write `#[derive()]` there"
    );
}

/// Fails in a constant, with a message that is put together from parts.
#[track_caller]
const fn fail(parts: &[&str]) -> ! {
    let mut message = [0; 512];
    let (mut length, mut part) = (0, 0);
    while part < parts.len() {
        let text = parts[part].as_bytes();
        let mut position = 0;
        while position < text.len() && length < message.len() {
            message[length] = text[position];
            length += 1;
            position += 1;
        }
        part += 1;
    }
    match std::str::from_utf8(message.split_at(length).0) {
        Ok(message) => panic!("{}", message),
        Err(_) => panic!("the type does not fit its base type"),
    }
}
