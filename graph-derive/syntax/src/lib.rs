//! The grammar of the attributes: their keys, names, values and rules.
//!
//! The macros of `graph-model` and the command `graph-csdl check` read annotated types with the
//! same code, so that they never disagree about a name or a value. This package is only for those
//! two, in the same version. Its API is not stable for other users.
//!
//! Data flows one way. `arguments`, `property_attribute` and `variant_attribute` read lists of keys
//! (`keyed_list`) into values that keep their tokens; `ast` puts them together; `check` holds the
//! rules that span several of them. Reading never stops at a mistake: it records the mistake and
//! uses the rest.

#![forbid(unsafe_code)]

mod arguments;
pub mod ast;
mod check;
mod errors;
mod keyed_list;
mod kind;
mod name_rule;
pub mod names;
mod path_keys;
mod path_template;
mod property_attribute;
pub mod types;
mod variant_attribute;

use syn::DeriveInput;

pub use arguments::{Arguments, Base, Permissions, TagForm};
pub use errors::Errors;
pub use kind::Kind;
pub use name_rule::NameRule;
pub use path_template::{PathTemplate, Placeholder};
pub use property_attribute::DefaultValue;

use ast::{Enumeration, Operation, StructuredType, UnionType};

/// A type with one of the attributes.
pub enum Annotated {
    /// An entity type or a complex type.
    Structured(StructuredType),
    /// An enumeration type.
    Enumeration(Enumeration),
    /// A union.
    Union(UnionType),
    /// An action or a function.
    Operation(Operation),
}

/// Reads and checks a type that has one of the attributes, with these arguments. Mistakes are recorded, and the result is usable without the
/// faulty parts. Returns `None` if too little of the type can be read.
pub fn read(
    kind: Kind,
    arguments: Arguments,
    input: &DeriveInput,
    errors: &mut Errors,
) -> Option<Annotated> {
    Some(match kind {
        Kind::Entity | Kind::Complex => {
            let mut ty = StructuredType::read(kind, arguments, input, errors)?;
            check::structured_type(&mut ty, errors);
            Annotated::Structured(ty)
        }
        Kind::Union => {
            let mut ty = UnionType::read(arguments, input, errors)?;
            check::union(&mut ty, errors);
            Annotated::Union(ty)
        }
        Kind::Action | Kind::Function => {
            let mut operation = Operation::read(kind, arguments, input, errors)?;
            check::operation(&mut operation, errors);
            Annotated::Operation(operation)
        }
        Kind::Enumeration => {
            let mut ty = Enumeration::read(arguments, input, errors)?;
            check::enumeration(&mut ty, errors);
            Annotated::Enumeration(ty)
        }
    })
}
