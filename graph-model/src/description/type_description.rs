//! Describes a type as data: name, base type, tag, members, path and permissions.
//!
//! The macros write one description per type, as a constant. Code that is the same for all types
//! (tags, ancestors, checks between types) works on the description, so it is not generated again
//! for each type.

use std::iter;

use super::control_information::{other_spelling, tag_named};
use super::property_description::PropertyDescription;

/// Whether a structured type has its own identity.
///
/// OData CSDL 4.01, sections 6 (entity types) and 9 (complex types).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TypeKind {
    /// A type that has a key and is addressed by a path.
    Entity,
    /// A value inside another type.
    Complex,
}

/// Where a type writes its tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TagRule {
    Omitted,
    /// Where another type is declared.
    IfDerived,
    /// Everywhere, as this text.
    Always(&'static str),
}

/// The static description of an annotated type, available as its `TYPE`.
///
/// ```
/// # use graph_model::graph_entity;
/// /// A device's owner.
/// #[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId}")]
/// pub struct User {
///     pub display_name: Option<String>,
///     #[graph(read_only)]
///     pub assigned_licenses: Vec<String>,
/// }
///
/// assert_eq!(User::TYPE.name(), "microsoft.graph.user");
/// assert_eq!(User::TYPE.path(), Some("/users/{userId}"));
/// let names: Vec<_> = User::TYPE.all_properties().map(|property| property.name()).collect();
/// assert_eq!(names, ["id", "displayName", "assignedLicenses"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "the facts about a type do not depend on each other"
)]
pub struct TypeDescription {
    kind: TypeKind,
    name: &'static str,
    tag: TagRule,
    base: Option<&'static TypeDescription>,
    members: &'static [PropertyDescription],
    /// The number of base types.
    depth: usize,
    /// The number of inherited members.
    inherited: usize,
    /// A bit for the name of each member, own or inherited; see [`name_bit`].
    names: u128,
    /// The same for the type's own members.
    own_names: u128,
    /// Whether a new draft of the type has no member yet, so that an absent one can be left as it is.
    starts_absent: bool,
    /// Whether the absence of a member, own or inherited, must be looked at.
    has_required: bool,
    /// Whether a member, own or inherited, is a collection.
    has_collection: bool,
    open: bool,
    path: Option<&'static str>,
    delegated_permissions: &'static [&'static str],
    application_permissions: &'static [&'static str],
}

impl TypeDescription {
    /// Returns the qualified name, such as `microsoft.graph.user`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the kind of the type: entity type or complex type.
    #[must_use]
    pub const fn kind(&self) -> TypeKind {
        self.kind
    }

    /// Returns the value of `@odata.type` as this type writes it, or `None` if the type does not
    /// write a tag.
    #[must_use]
    pub const fn tag(&self) -> Option<&'static str> {
        match self.tag {
            TagRule::Always(tag) => Some(tag),
            TagRule::Omitted | TagRule::IfDerived => None,
        }
    }

    /// Whether the type writes a tag where another type is declared, and only there.
    pub(crate) const fn is_tagged_if_derived(&self) -> bool {
        matches!(self.tag, TagRule::IfDerived)
    }

    /// Returns the base type, or `None` for a type without one.
    #[must_use]
    pub const fn base(&self) -> Option<&'static TypeDescription> {
        self.base
    }

    /// Returns the type's own properties in the order of declaration, without the inherited ones.
    pub fn properties(&self) -> impl Iterator<Item = &'static PropertyDescription> {
        self.members.iter().filter(|member| !member.is_annotation())
    }

    /// Returns whether the type keeps members that it does not declare (an open type).
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.open
    }

    /// Returns the template of the path that leads to an entity of this type.
    #[must_use]
    pub const fn path(&self) -> Option<&'static str> {
        self.path
    }

    /// Returns the delegated permissions that allow the requests of this type, in the order of
    /// declaration (by convention, least privileged first).
    #[must_use]
    pub const fn delegated_permissions(&self) -> &'static [&'static str] {
        self.delegated_permissions
    }

    /// Returns the application permissions that allow the requests of this type, in the order of
    /// declaration (by convention, least privileged first).
    #[must_use]
    pub const fn application_permissions(&self) -> &'static [&'static str] {
        self.application_permissions
    }

    /// Returns the type itself and then its base types, nearest first.
    pub fn ancestry(&'static self) -> impl Iterator<Item = &'static TypeDescription> {
        iter::successors(Some(self), |description| description.base)
    }

    /// Returns all properties in wire order: those of the furthest base type come first.
    pub fn all_properties(&'static self) -> impl Iterator<Item = &'static PropertyDescription> {
        let mut types: Vec<_> = self.ancestry().collect();
        types.reverse();
        types.into_iter().flat_map(TypeDescription::properties)
    }

    /// Returns whether the type or one of its base types declares a property with this name.
    #[must_use]
    pub const fn has_property(&self, name: &str) -> bool {
        let mut current = self;
        loop {
            let mut position = 0;
            while position < current.members.len() {
                let member = &current.members[position];
                if !member.is_annotation() && same_text(member.name(), name) {
                    return true;
                }
                position += 1;
            }
            match current.base {
                Some(base) => current = base,
                None => return false,
            }
        }
    }

    /// Whether a member with this name is kept among the dynamic properties. The tag and declared
    /// members have their own places.
    pub(crate) fn leaves_to_dynamic(&'static self, name: &str) -> bool {
        tag_named(name).is_none() && self.find_member(name).is_none()
    }

    /// Returns whether this is an entity type.
    #[must_use]
    pub const fn is_entity(&self) -> bool {
        matches!(self.kind, TypeKind::Entity)
    }

    /// Whether this type, or one of its base types, may declare a member of the same name as the other
    /// type itself. False is certain, and true is not.
    pub(super) const fn may_share_names(&self, other: &Self) -> bool {
        self.names & other.own_names != 0
    }

    /// Returns whether this is `other` or derives from it.
    #[must_use]
    pub const fn is_or_derives_from(&self, other: &TypeDescription) -> bool {
        let mut current = self;
        loop {
            if same_text(current.name, other.name) {
                return true;
            }
            match current.base {
                Some(base) => current = base,
                None => return false,
            }
        }
    }
}

/// The members of a type and of its base types, by name and by number.
///
/// A member's number counts the inherited members first, so numbers are in wire order.
impl TypeDescription {
    /// The type's own members: its properties, and annotations of them.
    #[inline]
    pub(crate) const fn members(&self) -> &'static [PropertyDescription] {
        self.members
    }

    /// The number of the type's first own member.
    pub(crate) fn first_number(&self) -> usize {
        self.inherited
    }

    /// The number of members, own and inherited.
    pub(crate) fn member_count(&self) -> usize {
        self.inherited + self.members.len()
    }

    /// Whether the type or one of its base types keeps members that none of them declares.
    #[inline]
    pub(crate) fn keeps_dynamic(&self) -> bool {
        let mut current = self;
        while !current.open {
            match current.base {
                Some(base) => current = base,
                None => return false,
            }
        }
        true
    }

    /// Whether a new draft of the type holds nothing.
    #[inline]
    pub(crate) fn starts_absent(&self) -> bool {
        self.starts_absent
    }

    /// Whether the type or one of its base types has a member that is a collection.
    pub(crate) fn has_collection(&self) -> bool {
        self.has_collection
    }

    /// Whether an absent member of a new draft can be left as it is.
    #[inline]
    pub(crate) fn leaves_absent_as_it_is(&self) -> bool {
        self.starts_absent && !self.has_required
    }

    /// The member with this name, which the type declares itself or inherits.
    pub(super) fn member_named(&'static self, name: &str) -> Option<&'static PropertyDescription> {
        let place = self.find_member(name)?;
        place.of.members.get(place.index)
    }

    /// Finds the member with this name. An annotation is found by either spelling of its name.
    pub(crate) fn find_member(&'static self, name: &str) -> Option<MemberPlace> {
        self.find_spelled(name).or_else(|| {
            let other = other_spelling(name)?;
            self.find_spelled(&other)
        })
    }

    fn find_spelled(&'static self, name: &str) -> Option<MemberPlace> {
        self.ancestry().find_map(|of| {
            let index = of.members.iter().position(|member| member.is_named(name))?;
            Some(MemberPlace { of, index })
        })
    }

    /// The first member in wire order.
    pub(crate) fn first_member(&'static self) -> Option<MemberPlace> {
        self.first_member_below(None)
    }

    /// The member after this one in wire order.
    #[inline]
    pub(crate) fn member_after(&'static self, place: MemberPlace) -> Option<MemberPlace> {
        place
            .next_of_type()
            .or_else(|| self.first_member_below(Some(place.of.depth)))
    }

    /// The first member in wire order of those types that have more base types than this.
    fn first_member_below(&'static self, depth: Option<usize>) -> Option<MemberPlace> {
        let of = self
            .ancestry()
            .take_while(|of| Some(of.depth) > depth)
            .filter(|of| !of.members.is_empty())
            .last()?;
        Some(MemberPlace { of, index: 0 })
    }

    /// The number of steps from this type to the type that declares the member.
    #[inline]
    pub(crate) fn distance_to(&self, place: MemberPlace) -> usize {
        self.depth - place.of.depth
    }
}

/// The place of a member in a hierarchy. It has two parts, so that it fits into two registers.
#[derive(Clone, Copy)]
pub(crate) struct MemberPlace {
    /// The type that declares the member.
    pub of: &'static TypeDescription,
    /// The position among the members that the type declares.
    pub index: usize,
}

impl MemberPlace {
    /// The description of the member.
    #[inline]
    pub(crate) fn member(self) -> &'static PropertyDescription {
        &self.of.members[self.index]
    }

    /// The member after this one, if the same type declares it.
    #[inline]
    pub(crate) fn next_of_type(self) -> Option<Self> {
        let index = self.index + 1;
        (index < self.of.members.len()).then_some(Self { index, ..self })
    }

    /// The number of the member.
    #[inline]
    pub(crate) fn number(self) -> usize {
        self.of.inherited + self.index
    }
}

/// The macros build descriptions with these functions, which are not part of the public interface.
#[doc(hidden)]
impl TypeDescription {
    #[must_use]
    pub const fn entity(name: &'static str) -> Self {
        Self::new(TypeKind::Entity, name)
    }

    #[must_use]
    pub const fn complex(name: &'static str) -> Self {
        Self::new(TypeKind::Complex, name)
    }

    const fn new(kind: TypeKind, name: &'static str) -> Self {
        Self {
            kind,
            name,
            tag: TagRule::Omitted,
            base: None,
            depth: 0,
            members: &[],
            inherited: 0,
            names: 0,
            own_names: 0,
            starts_absent: true,
            has_required: false,
            has_collection: false,
            open: false,
            path: None,
            delegated_permissions: &[],
            application_permissions: &[],
        }
    }

    #[must_use]
    pub const fn tagged_if_derived(mut self) -> Self {
        self.tag = TagRule::IfDerived;
        self
    }

    #[must_use]
    pub const fn tagged(mut self, tag: &'static str) -> Self {
        self.tag = TagRule::Always(tag);
        self
    }

    #[must_use]
    pub const fn derived_from(mut self, base: &'static TypeDescription) -> Self {
        self.base = Some(base);
        self.depth = base.depth + 1;
        self.inherited = base.inherited + base.members.len();
        self.names |= base.names;
        self.starts_absent = self.starts_absent && base.starts_absent;
        self.has_required = self.has_required || base.has_required;
        self.has_collection = self.has_collection || base.has_collection;
        self
    }

    #[must_use]
    pub const fn with_members(mut self, members: &'static [PropertyDescription]) -> Self {
        self.members = members;
        // The compiler evaluates this loop for every type, so it calls few functions.
        let mut rest = members;
        while let [PropertyDescription(name, shape, traits), others @ ..] = rest {
            self.own_names |= name_bit(name);
            self.has_collection |= shape.collection;
            self.has_required |= !shape.access.may_be_absent | traits.has_default;
            rest = others;
        }
        self.names |= self.own_names;
        self
    }

    /// The type is read into a draft that the type itself does not start from.
    #[must_use]
    pub const fn drafted(mut self) -> Self {
        self.starts_absent = false;
        self
    }

    #[must_use]
    pub const fn open(mut self) -> Self {
        self.open = true;
        self
    }

    #[must_use]
    pub const fn at_path(mut self, template: &'static str) -> Self {
        self.path = Some(template);
        self
    }

    #[must_use]
    pub const fn with_permissions(
        mut self,
        delegated: &'static [&'static str],
        application: &'static [&'static str],
    ) -> Self {
        self.delegated_permissions = delegated;
        self.application_permissions = application;
        self
    }
}

/// `a == b` in a constant.
pub(crate) const fn same_text(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// A bit that depends on a name in its JSON text. If a type has no member with the bit, it has no member with the
/// name. Evaluating a constant is slow, and comparing names takes many steps.
const fn name_bit(name: &str) -> u128 {
    match name.as_bytes() {
        [_, _, first, .., last, _, _] => {
            1 << (((name.len() * 37) ^ ((*first as usize) << 3) ^ (*last as usize)) & 127)
        }
        _ => 1,
    }
}
