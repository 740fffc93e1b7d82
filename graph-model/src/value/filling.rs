//! The state of filling a draft: the members that were read.
//!
//! It gives a name its meaning, finds the place of a member in the draft, and gives the members
//! that were not read the value that means absence.

use crate::description::input::{Draft, DynamicMembers, Input, ReadError};
use serde::de::Error;

use crate::description::control_information::{TAG, is_advertised_operation, tag_named};
use crate::description::{MemberPlace, TypeDescription};

/// The state of filling a draft.
pub(super) struct Filling {
    pub of: &'static TypeDescription,
    /// The place of the member whose name was read, if it is not the member that is expected.
    found: Option<MemberPlace>,
    seen: Seen,
}

impl Filling {
    /// Starts with a draft of the type, which forgets what a default value holds and no member declares.
    pub(super) fn start(draft: &mut dyn Draft, of: &'static TypeDescription) -> Self {
        if !of.starts_absent() {
            forget_undeclared(draft);
        }
        Self {
            of,
            found: None,
            seen: Seen::default(),
        }
    }

    /// The meaning of a member's name, if `next` is the member that is expected. The name of a
    /// dynamic property is copied.
    #[inline]
    pub(super) fn name(
        &mut self,
        next: Option<MemberPlace>,
        name: &str,
        dynamic: &mut String,
    ) -> Name {
        match next {
            Some(next) if next.member().is_named(name) => Name::Next,
            _ => self.other_name(next, name, dynamic),
        }
    }

    /// The meaning of a name that is not the one that is expected.
    fn other_name(&mut self, next: Option<MemberPlace>, name: &str, dynamic: &mut String) -> Name {
        if tag_named(name).is_some() {
            return Name::Tag;
        }
        // A service that omits one member usually sends the one after it.
        let after = next.and_then(|next| self.of.member_after(next));
        let after = after.filter(|after| after.member().is_named(name));
        self.found = after.or_else(|| self.of.find_member(name));
        if self.found.is_some() {
            return Name::Declared;
        }
        if self.of.keeps_dynamic() {
            name.clone_into(dynamic);
            return Name::Dynamic;
        }
        Name::Unknown
    }

    /// The place of a declared member whose name was read, if `next` is the member that was expected.
    #[inline]
    pub(super) fn place_of(&self, name: Name, next: Option<MemberPlace>) -> Option<MemberPlace> {
        match name {
            Name::Next => next,
            _ => self.found,
        }
    }

    /// Notes that the name of a member was read, which must not happen twice.
    #[inline]
    pub(super) fn note_declared(&mut self, place: MemberPlace) -> Result<(), ReadError> {
        if self.seen.insert(place.number()) {
            Ok(())
        } else {
            Err(occurs_twice(place.member().name(), place.of))
        }
    }

    /// Gives the members that were not read the value that means absence.
    pub(super) fn finish(self, draft: &mut dyn Draft) -> Result<(), ReadError> {
        if self.of.leaves_absent_as_it_is() {
            return Ok(());
        }
        for (distance, of) in self.of.ancestry().enumerate() {
            let Some(draft) = inherited(draft, distance) else {
                break;
            };
            for (index, member) in of.members().iter().enumerate() {
                if self.seen.contains(of.first_number() + index) {
                    continue;
                }
                if member.has_default() {
                    draft.set_default(index);
                } else if !(member.access().make_absent)(draft.member_mut(index)) {
                    return Err(ReadError::value(format!(
                        "property `{}` of `{}` is missing",
                        member.name(),
                        of.name()
                    )));
                }
            }
        }
        Ok(())
    }
}

/// The inherited part of a draft that is this many steps away.
#[inline]
pub(super) fn inherited(draft: &mut dyn Draft, distance: usize) -> Option<&mut dyn Draft> {
    match distance {
        0 => Some(draft),
        _ => inherited(draft.base_mut()?, distance - 1),
    }
}

/// Calls `then` with the dynamic properties of the nearest type that keeps them.
fn dynamic_members<R>(
    draft: &mut dyn Draft,
    then: impl FnOnce(&mut dyn DynamicMembers) -> R,
) -> Option<R> {
    match draft.dynamic_mut() {
        Some(members) => Some(then(members)),
        None => dynamic_members(draft.base_mut()?, then),
    }
}

/// Returns whether a member that no type declares is read from its JSON text, or `None` if it is
/// not kept. An annotation is kept if the values may be any JSON, and the first of that name counts.
///
/// # Errors
///
/// Returns an error if the name of a dynamic property occurs twice.
pub(super) fn expect_new_dynamic(
    draft: &mut dyn Draft,
    name: &str,
    of: &TypeDescription,
) -> Result<Option<bool>, ReadError> {
    let is_property = !name.contains('@') && !is_advertised_operation(name);
    dynamic_members(draft, |members| {
        let is_known = members.view(name).is_some();
        match is_property {
            true if is_known => Err(occurs_twice(name, of)),
            false if is_known || !members.keeps_annotations() => Ok(None),
            _ => Ok(Some(members.reads_text())),
        }
    })
    .unwrap_or(Ok(None))
}

/// Keeps the name of a derived type that the tag names: where the type has a place for it, or else
/// among the annotations.
pub(super) fn keep_derived_type(draft: &mut dyn Draft, name: String) -> Result<(), ReadError> {
    let tag = format!("#{name}");
    if draft.note_derived_type(Some(name)) {
        return Ok(());
    }
    dynamic_members(draft, |members| {
        if !members.keeps_annotations() {
            return Ok(());
        }
        if members.reads_text() {
            let text = serde_json::to_string(&tag).map_err(ReadError::custom)?;
            members.read(TAG.to_owned(), Input::Text(&text))
        } else {
            members.read(TAG.to_owned(), Input::String(&tag))
        }
    })
    .unwrap_or(Ok(()))
}

pub(super) fn read_dynamic(
    draft: &mut dyn Draft,
    name: String,
    input: Input<'_>,
) -> Result<(), ReadError> {
    dynamic_members(draft, |members| members.read(name, input)).unwrap_or(Ok(()))
}

/// Forgets what the default value of a type holds and no member declares.
fn forget_undeclared(draft: &mut dyn Draft) {
    let _ = draft.note_derived_type(None);
    let mut part = Some(draft);
    while let Some(draft) = part {
        if let Some(members) = draft.dynamic_mut() {
            members.forget();
        }
        part = draft.base_mut();
    }
}

#[cold]
pub(super) fn occurs_twice(name: &str, of: &TypeDescription) -> ReadError {
    ReadError::value(format!("member `{name}` occurs twice in a `{}`", of.name()))
}

/// The meaning of a member's name for a type.
#[derive(Clone, Copy)]
pub(super) enum Name {
    /// The member that is expected.
    Next,
    /// Another declared member, whose place is in [`Filling::found`]. It is not in this enum, so that a
    /// name fits into a register.
    Declared,
    Tag,
    /// No type of the hierarchy declares the property or annotation, and one of the types keeps
    /// such members.
    Dynamic,
    /// A member that the model does not know: the service may add one at any time (OData Protocol
    /// 4.01, section 5.2).
    Unknown,
}

/// The numbers of the members that were read.
#[derive(Default)]
struct Seen {
    /// The first members, which are all members of most types.
    first: u64,
    others: Vec<u64>,
}

impl Seen {
    /// Adds a number, and returns whether it is new.
    #[inline]
    fn insert(&mut self, number: usize) -> bool {
        let (word, bit) = (number / 64, 1 << (number % 64));
        if self.others.len() < word {
            self.others.resize(word, 0);
        }
        let bits = match word.checked_sub(1) {
            None => &mut self.first,
            Some(position) => &mut self.others[position],
        };
        let is_new = *bits & bit == 0;
        *bits |= bit;
        is_new
    }

    #[inline]
    fn contains(&self, number: usize) -> bool {
        let (word, bit) = (number / 64, 1 << (number % 64));
        let bits = match word.checked_sub(1) {
            None => Some(&self.first),
            Some(position) => self.others.get(position),
        };
        bits.is_some_and(|bits| bits & bit != 0)
    }
}
