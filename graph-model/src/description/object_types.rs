//! The structured types that a value may have, as a response needs to know them.

use super::edm_type::EdmType;
use super::property_description::PropertyDescription;
use super::type_description::TypeDescription;

/// The types that a value may have: none for a primitive value, one for a structured type, and the
/// declared type with its variants for a union.
#[doc(hidden)]
#[derive(Clone, Copy, Default)]
pub struct ObjectTypes {
    pub declared: Option<&'static TypeDescription>,
    pub variants: &'static [&'static TypeDescription],
}

impl ObjectTypes {
    fn all(self) -> impl Iterator<Item = &'static TypeDescription> {
        self.declared
            .into_iter()
            .chain(self.variants.iter().copied())
    }

    /// Whether one of the types has this qualified name.
    pub(crate) fn include(self, name: &str) -> bool {
        self.all().any(|ty| ty.name().eq_ignore_ascii_case(name))
    }

    /// The member with this name in each type that has it.
    fn members(self, name: &str) -> impl Iterator<Item = &'static PropertyDescription> {
        self.all().filter_map(move |ty| ty.member_named(name))
    }

    /// Whether one of the types has a member with this name.
    pub(crate) fn have_member(self, name: &str) -> bool {
        self.members(name).next().is_some()
    }

    /// Whether one of the types has a member with this name that may hold an object.
    pub(crate) fn have_object(self, name: &str) -> bool {
        self.members(name).any(|member| {
            let is_object = matches!(member.edm_type(), EdmType::Complex(_) | EdmType::Entity(_));
            (is_object && !member.is_collection()) || member.edm_type() == EdmType::Untyped
        })
    }

    /// Whether one of the types has a member with this name that may hold a collection.
    pub(crate) fn have_collection(self, name: &str) -> bool {
        self.members(name)
            .any(|member| member.is_collection() || member.edm_type() == EdmType::Untyped)
    }
}
