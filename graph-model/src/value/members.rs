//! Reads the members of an object into a draft, driven by the description of its type.

use std::mem;

use super::filling::{
    Filling, Name, expect_new_dynamic, inherited, keep_derived_type, read_dynamic,
};
use crate::description::input::{Draft, Input, ReadError, Receive};
use crate::description::tag::{self, Meaning};
use crate::description::{MemberPlace, TypeDescription};

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

    /// Notes the tag before its value is read. A second tag is an error, and so is one that ends a
    /// guess.
    fn begin_tag(&mut self, of: &TypeDescription) -> Result<(), ReadError>;

    /// Reads the value of a tag. A tag that is null is ignored.
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
/// Services send members in a stable order, usually that of the declaration, so most names are only
/// compared with the one that is expected.
pub(super) fn fill(
    members: &mut impl NextMember,
    draft: &mut dyn Draft,
    mut filling: Filling,
) -> Result<(), ReadError> {
    let of = filling.of;
    let mut dynamic = String::new();
    let mut next = of.first_member();
    let mut name = next_name(members, &mut filling, next, &mut dynamic)?;
    loop {
        match name {
            None => return filling.finish(draft),
            Some(declared @ (Name::Next | Name::Declared)) => {
                if let Some(place) = filling.place_of(declared, next) {
                    (next, name) = fill_part(members, draft, &mut filling, &mut dynamic, place)?;
                    continue;
                }
                members.skip_value()?;
            }
            Some(Name::Tag) => {
                members.begin_tag(of)?;
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
        name = next_name(members, &mut filling, next, &mut dynamic)?;
    }
}

/// Reads the member at this place and those that follow it in the same part of the draft. Most members
/// follow each other, so the part is seldom looked up. Returns the member that is expected after them,
/// and the name that was read.
#[inline]
fn fill_part(
    members: &mut impl NextMember,
    draft: &mut dyn Draft,
    filling: &mut Filling,
    dynamic: &mut String,
    mut place: MemberPlace,
) -> Result<(Option<MemberPlace>, Option<Name>), ReadError> {
    let of = filling.of;
    let mut part = inherited(draft, of.distance_to(place));
    loop {
        filling.note_declared(place)?;
        let (access, index) = (place.member().access(), place.index);
        match &mut part {
            Some(part) => members.value(access.reads_text, |input: Input<'_>| {
                (access.read)(part.member_mut(index), input)
            })?,
            None => members.skip_value()?,
        }
        let next_of_type = place.next_of_type();
        let next = next_of_type.or_else(|| of.member_after(place));
        let name = next_name(members, filling, next, dynamic)?;
        match (name, next_of_type) {
            (Some(Name::Next), Some(next)) => place = next,
            _ => return Ok((next, name)),
        }
    }
}

/// Moves to the next member, and returns the meaning of its name.
#[inline]
fn next_name(
    members: &mut impl NextMember,
    filling: &mut Filling,
    next: Option<MemberPlace>,
    dynamic: &mut String,
) -> Result<Option<Name>, ReadError> {
    match next {
        Some(next) if members.is_next(next.member().name_text()) => Ok(Some(Name::Next)),
        _ => members.next_name(NameReading {
            filling,
            next,
            dynamic,
        }),
    }
}
