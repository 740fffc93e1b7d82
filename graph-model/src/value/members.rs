//! Reads the members of an object into a draft, driven by the description of its type.

use std::mem;

use super::filling::{
    Filling, Name, expect_new_dynamic, inherited, keep_derived_type, occurs_twice, read_dynamic,
};
use super::read::Receive;
use crate::description::MemberPlace;
use crate::description::control_information::TAG;
use crate::description::input::{Draft, Input, ReadError};
use crate::description::tag::{self, Meaning};

/// The members of an object, one after the other.
pub(super) trait NextMember {
    /// Moves to the next member if it has this name, which is given as JSON text has it between two
    /// values. `false` means that its name must be read.
    fn is_next(&mut self, name: &str) -> bool;

    /// Moves to the next member and returns the meaning of its name, or `None` after the last
    /// member.
    fn next_name(&mut self, reading: NameReading<'_>) -> Result<Option<Name>, ReadError>;

    /// Hands the value of the member to `then`.
    fn value(&mut self, reads_text: bool, then: impl Receive) -> Result<(), ReadError>;

    /// Skips the value of the member.
    fn skip_value(&mut self) -> Result<(), ReadError>;

    /// Notes that the tag was read, and returns whether it was read before.
    fn note_tag(&mut self) -> bool;

    /// Reads the value of a tag. Null is no tag.
    fn tag(
        &mut self,
        mut then: impl FnMut(&str) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        self.value(false, |input: Input<'_>| match input {
            Input::String(tag) => then(tag),
            Input::Null => Ok(()),
            other => Err(other.unexpected("the name of a type")),
        })
    }
}

/// What gives the name of a member its meaning.
pub(super) struct NameReading<'a> {
    filling: &'a mut Filling,
    /// The member that is expected.
    next: Option<MemberPlace>,
    /// The copy of a dynamic property's name. Few objects have such names.
    dynamic: &'a mut String,
}

impl NameReading<'_> {
    /// The meaning of this name.
    #[inline]
    pub(super) fn meaning(self, name: &str) -> Name {
        self.filling.name(self.next, name, self.dynamic)
    }
}

/// Reads the members into a draft.
///
/// Services send members in a stable order, usually that of the declaration. So most names are only
/// compared with the one that is expected, and the part of the draft that has a member is looked up
/// once for all members that follow each other.
pub(super) fn fill(
    members: &mut impl NextMember,
    draft: &mut dyn Draft,
    mut filling: Filling,
) -> Result<(), ReadError> {
    let of = filling.of;
    let mut dynamic = String::new();
    let mut next = of.first_member();
    loop {
        let name = match next {
            Some(next) if members.is_next(next.member().name_text()) => Some(Name::Next),
            _ => members.next_name(NameReading {
                filling: &mut filling,
                next,
                dynamic: &mut dynamic,
            })?,
        };
        match name {
            None => return filling.finish(draft),
            Some(name @ (Name::Next | Name::Declared)) => {
                let place = match name {
                    Name::Next => next,
                    _ => filling.found,
                };
                let part =
                    place.and_then(|place| Some((place, inherited(draft, of.distance_to(place))?)));
                let Some((mut place, part)) = part else {
                    members.skip_value()?;
                    continue;
                };
                next = loop {
                    filling.note_declared(place)?;
                    let access = place.member().access();
                    let index = place.index;
                    members.value(access.reads_text, |input: Input<'_>| {
                        (access.read)(part.member_mut(index), input)
                    })?;
                    match place.next_of_type() {
                        Some(next) if members.is_next(next.member().name_text()) => place = next,
                        Some(next) => break Some(next),
                        None => break of.member_after(place),
                    }
                };
            }
            Some(Name::Tag) => {
                if members.note_tag() {
                    return Err(occurs_twice(TAG, of));
                }
                members.tag(|tag| match tag::meaning(tag, of)? {
                    Meaning::Derived(name) => keep_derived_type(draft, name),
                    Meaning::Itself => Ok(()),
                })?;
            }
            Some(Name::Dynamic) => match expect_new_dynamic(draft, &dynamic, of)? {
                Some(reads_text) => members.value(reads_text, |input: Input<'_>| {
                    read_dynamic(draft, mem::take(&mut dynamic), input)
                })?,
                None => members.skip_value()?,
            },
            Some(Name::Unknown) => members.skip_value()?,
        }
    }
}
