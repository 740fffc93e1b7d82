//! The members of a patch as one text, and the position of each member in it.
//!
//! Each value is written once, in the order in which the values are set, with commas in between.
//! The positions are kept in wire order. If the two orders are the same, as in most patches, the
//! text is the document except for its start and end. Otherwise, sending a patch copies ranges. A
//! member that is set again leaves its old text behind. The old text is dropped when there is much
//! of it.

use std::any::Any;
use std::collections::HashMap;

use crate::description::MemberPlace;
use crate::json::ObjectText;

/// The number that marks a member that no type declares.
pub(super) const DYNAMIC: usize = usize::MAX;

/// The amount of old text that is tolerated. Members that are set again leave it behind.
const UNUSED: usize = 4096;

/// The room for the tag and a few members. A usual patch is written without growing the text.
const USUAL: usize = 256;

/// The members that were set.
#[derive(Clone, Default)]
pub(super) struct PatchText {
    /// Each member as `"name":value`, in the order in which the members were set, with commas in
    /// between.
    text: Vec<u8>,
    /// The amount of text that members left behind when they were set again.
    unused: usize,
    /// The declared members, ordered by number.
    declared: Vec<Member>,
    /// The members that no type declares. Few patches have one, so they are kept apart.
    dynamic: Option<Box<DynamicMembers>>,
}

#[derive(Clone, Default)]
struct DynamicMembers {
    /// The members, in the order in which they were set.
    members: Vec<Member>,
    /// The index in `members` for each name.
    positions: HashMap<String, usize>,
}

/// The position of a member in the text.
#[derive(Clone, Copy)]
pub(super) struct Member {
    pub number: usize,
    start: usize,
    value: usize,
    end: usize,
    /// The index of the member's binding, if it has one.
    pub binding: Option<usize>,
}

impl PatchText {
    pub(super) fn is_empty(&self) -> bool {
        self.in_order().next().is_none()
    }

    /// The length of the members and of the commas between them.
    pub(super) fn len_with_commas(&self) -> usize {
        self.text.len() - self.unused
    }

    /// Turns the text into a document that starts with these parts, or returns the text itself if
    /// its members are not in order.
    pub(super) fn into_document(self, start: &[&[u8]]) -> Result<Vec<u8>, Self> {
        if !self.is_in_order() {
            return Err(self);
        }
        let mut document = self.text;
        let (members, added) = (document.len(), start.iter().map(|part| part.len()).sum());
        document.reserve(added + 1);
        document.resize(members + added, 0);
        document.copy_within(..members, added);
        let mut position = 0;
        for part in start {
            document[position..position + part.len()].copy_from_slice(part);
            position += part.len();
        }
        document.push(b'}');
        Ok(document)
    }

    /// Whether the members were set in wire order, and each only once. A member that was set again
    /// leaves a gap at its old position.
    fn is_in_order(&self) -> bool {
        let mut next = 0;
        for member in self.in_order() {
            if member.start != next {
                return false;
            }
            next = member.end + 1;
        }
        true
    }

    /// The members in wire order: by number, with those without a number last.
    pub(super) fn in_order(&self) -> impl Iterator<Item = &Member> {
        let dynamic = self.dynamic.iter().flat_map(|dynamic| &dynamic.members);
        self.declared.iter().chain(dynamic)
    }

    /// `"name":value`
    pub(super) fn of(&self, member: &Member) -> &[u8] {
        &self.text[member.start..member.end]
    }

    /// `"name":`
    pub(super) fn name_of(&self, member: &Member) -> &[u8] {
        &self.text[member.start..member.value]
    }

    /// The value of a member, or the part of it that has been written so far.
    pub(super) fn value_of(&self, member: &Member) -> &[u8] {
        let end = member.end.max(member.value);
        self.text.get(member.value..end).unwrap_or_default()
    }

    /// Makes room for this number of declared members.
    pub(super) fn reserve_members(&mut self, count: usize) {
        self.declared.reserve(count);
        self.text.reserve(USUAL);
    }

    /// Starts a declared member. The caller appends the value to the text that this function returns.
    #[inline]
    pub(super) fn begin_declared(&mut self, place: MemberPlace) -> (Member, &mut Vec<u8>) {
        let name = place.member().name_text().as_bytes();
        if self.text.is_empty() {
            self.text.reserve(USUAL);
            self.text.extend_from_slice(&name[1..]);
        } else {
            self.text.extend_from_slice(name);
        }
        let value = self.text.len();
        let member = Member {
            number: place.number(),
            start: value - (name.len() - 1),
            value,
            end: value,
            binding: None,
        };
        (member, &mut self.text)
    }

    /// Appends a declared member as its type writes it, and returns it, or `None` if it is left out.
    ///
    /// # Errors
    ///
    /// Returns an error if the value cannot be written as JSON.
    #[inline]
    pub(super) fn append(
        &mut self,
        place: MemberPlace,
        field: &dyn Any,
    ) -> serde_json::Result<Option<Member>> {
        let (access, name) = (place.member().access(), place.member().name_text());
        let is_first = self.text.is_empty();
        // All but the first member have a comma before them.
        let start = self.text.len() + usize::from(!is_first);
        let written = (access.write)(
            field,
            name,
            &mut ObjectText::continued(&mut self.text, is_first),
        );
        if let Err(error) = written {
            self.text.truncate(start - usize::from(!is_first));
            return Err(error);
        }
        Ok((self.text.len() > start).then(|| Member {
            number: place.number(),
            start,
            value: start + name.len() - 1,
            end: self.text.len(),
            binding: None,
        }))
    }

    /// Starts a member with a name of its own: one that no type declares, or an annotation of the
    /// declared member with this number. The caller appends the value to the text that this function
    /// returns.
    pub(super) fn begin(&mut self, number: usize, name: &str) -> (Member, &mut Vec<u8>) {
        if self.text.is_empty() {
            self.text.reserve(USUAL);
        } else {
            self.text.push(b',');
        }
        let start = self.text.len();
        write_name(&mut self.text, name);
        let value = self.text.len();
        let member = Member {
            number,
            start,
            value,
            end: value,
            binding: None,
        };
        (member, &mut self.text)
    }

    /// Returns the member with everything that was written since it was started.
    pub(super) fn ended(&self, member: Member) -> Member {
        Member {
            end: self.text.len(),
            ..member
        }
    }

    /// Removes the member that was started last.
    pub(super) fn abandon(&mut self, member: Member) {
        // This also removes the comma before the member, if it is not the first.
        self.text.truncate(member.start.saturating_sub(1));
    }

    /// Copies a member of another text. The copy is not yet in its place.
    pub(super) fn copied(&mut self, other: &Self, member: &Member) -> Member {
        if !self.text.is_empty() {
            self.text.push(b',');
        }
        let start = self.text.len();
        self.text.extend_from_slice(other.of(member));
        Member {
            start,
            value: start + (member.value - member.start),
            end: self.text.len(),
            ..*member
        }
    }

    /// Puts a member into its place, or replaces the same member if it was set before.
    pub(super) fn place(&mut self, member: Member) {
        let before = if member.number == DYNAMIC {
            self.place_dynamic(member)
        } else {
            self.place_declared(member)
        };
        if let Some(before) = before {
            self.unused += before.end - before.start;
            self.drop_unused();
        }
    }

    fn place_declared(&mut self, member: Member) -> Option<Member> {
        // Members are usually set in wire order.
        if self
            .declared
            .last()
            .is_none_or(|last| last.number < member.number)
        {
            self.declared.push(member);
            return None;
        }
        match self
            .declared
            .binary_search_by_key(&member.number, |other| other.number)
        {
            Ok(position) => Some(std::mem::replace(&mut self.declared[position], member)),
            Err(position) => {
                self.declared.insert(position, member);
                None
            }
        }
    }

    fn place_dynamic(&mut self, member: Member) -> Option<Member> {
        let name = self.plain_name(&member);
        let DynamicMembers { members, positions } = &mut **self.dynamic.get_or_insert_default();
        let position = *positions.entry(name).or_insert(members.len());
        match members.get_mut(position) {
            Some(before) => Some(std::mem::replace(before, member)),
            None => {
                members.push(member);
                None
            }
        }
    }

    /// The name of a member, without its quotes.
    pub(super) fn plain_name(&self, member: &Member) -> String {
        let name = self.name_of(member).strip_suffix(b":").unwrap_or_default();
        serde_json::from_slice(name).unwrap_or_default()
    }

    /// Rewrites the text once most of it belongs to members that were set again.
    fn drop_unused(&mut self) {
        if self.unused < UNUSED || self.unused < self.text.len() / 2 {
            return;
        }
        let mut text = Vec::with_capacity(self.text.len() - self.unused);
        let dynamic = self
            .dynamic
            .iter_mut()
            .flat_map(|dynamic| &mut dynamic.members);
        for member in self.declared.iter_mut().chain(dynamic) {
            if !text.is_empty() {
                text.push(b',');
            }
            let start = text.len();
            text.extend_from_slice(&self.text[member.start..member.end]);
            member.value = start + (member.value - member.start);
            member.start = start;
            member.end = text.len();
        }
        self.text = text;
        self.unused = 0;
    }
}

/// Appends `"name":`.
pub(super) fn write_name(json: &mut Vec<u8>, name: &str) {
    // Writing to a vector does not fail, and a string can always be written as JSON.
    let written = serde_json::to_writer(&mut *json, name);
    debug_assert!(written.is_ok());
    json.push(b':');
}
