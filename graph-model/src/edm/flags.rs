//! Sets of members: the values of an enumeration whose members are flags.
//!
//! OData CSDL 4.01, section 10.2: a value is a list of members, written as one string. The members
//! are written in the order of declaration, with a comma and without a space. Reading accepts
//! commas with or without a space.

use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;
use std::ops::{BitAnd, BitOr, BitXor, Sub};

use serde::de::{Error, MapAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::enumeration::{Enumeration, KnownOrText};
use super::number::number_from_map;
use super::property::Property;
use crate::description::{EdmType, PropertyPath, PropertyScope, Queryable};

/// An enumeration whose members are flags. `#[graph_enum(…, flags)]` implements this trait.
#[diagnostic::on_unimplemented(
    message = "the members of `{Self}` are not flags",
    note = "write `#[graph_enum(odata = \"…\", flags)]`, or use `{Self}` without `Flags`"
)]
pub trait FlagsEnumeration: Enumeration + 'static {}

/// A set of members of an enumeration.
///
/// Members that are not modelled stay in the set under their names. A member with the value zero,
/// often called `none`, means the empty set.
///
/// ```
/// use graph_model::{Flags, graph_enum};
///
/// #[graph_enum(odata = "microsoft.graph.weekdays", flags)]
/// #[derive(Clone, Debug, PartialEq)]
/// pub enum Weekdays {
///     Monday,
///     Tuesday,
///     #[graph(unknown)]
///     Unknown(String),
/// }
///
/// let days: Flags<Weekdays> = serde_json::from_str(r#""tuesday, holiday,monday""#)?;
/// assert!(days.contains(&Weekdays::Monday));
/// assert_eq!(days.to_string(), "monday,tuesday,holiday");
/// assert_eq!((days - Flags::from([Weekdays::Monday])).to_string(), "tuesday,holiday");
/// # Ok::<(), serde_json::Error>(())
/// ```
pub struct Flags<T> {
    /// One bit per declared member, in the order of declaration.
    members: u64,
    unknown: BTreeSet<String>,
    of: PhantomData<T>,
}

impl<T: FlagsEnumeration> Flags<T> {
    /// Creates an empty set.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            members: 0,
            unknown: BTreeSet::new(),
            of: PhantomData,
        }
    }

    /// Returns whether the set is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.members == 0 && self.unknown.is_empty()
    }

    /// Returns the number of members in the set.
    #[must_use]
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// Returns whether the member is in the set.
    #[must_use]
    pub fn contains(&self, member: &T) -> bool {
        match member.known_or_text() {
            KnownOrText::Known(number) if is_none::<T>(number) => self.is_empty(),
            KnownOrText::Known(number) => self.members & bit(number) != 0,
            KnownOrText::Text(text) => self.unknown.contains(text),
        }
    }

    /// Adds a member to the set, and returns whether it is new. The member with the value zero means
    /// the empty set, so adding it changes nothing.
    #[allow(
        clippy::needless_pass_by_value,
        reason = "as the sets of the standard library have it"
    )]
    pub fn insert(&mut self, member: T) -> bool {
        let before = self.len();
        match member.known_or_text() {
            KnownOrText::Known(number) => self.insert_number(number),
            KnownOrText::Text(text) => self.insert_name(text),
        }
        self.len() > before
    }

    /// Removes a member from the set, and returns whether it was there.
    pub fn remove(&mut self, member: &T) -> bool {
        let was_there = self.contains(member);
        match member.known_or_text() {
            KnownOrText::Known(number) => self.members &= !bit(number),
            KnownOrText::Text(text) => {
                self.unknown.remove(text);
            }
        }
        was_there
    }

    /// Returns whether every member of this set is in the other.
    #[must_use]
    pub fn is_subset(&self, other: &Self) -> bool {
        self.members & !other.members == 0 && self.unknown.is_subset(&other.unknown)
    }

    /// Returns the members, in the order of declaration; those that are not modelled come last.
    pub fn iter(&self) -> impl Iterator<Item = T> + '_ {
        let known = (0..T::TYPE.members().len())
            .filter(|&number| self.members & bit(number) != 0)
            .filter_map(T::member);
        known.chain(self.unknown.iter().cloned().map(T::unknown))
    }

    fn insert_number(&mut self, number: usize) {
        if !is_none::<T>(number) {
            self.members |= bit(number);
        }
    }

    fn insert_name(&mut self, name: &str) {
        match T::TYPE.position_of_name(name) {
            Some(number) => self.insert_number(number),
            None => {
                self.unknown.insert(name.to_owned());
            }
        }
    }

    /// Parses the set from a string such as `monday, tuesday`.
    fn from_text(text: &str) -> Self {
        let mut flags = Self::new();
        for name in text
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
        {
            match name.parse() {
                Ok(value) => flags.insert_value(value),
                Err(_) => flags.insert_name(name),
            }
        }
        flags
    }

    /// Adds the members whose values make up a number.
    fn insert_value(&mut self, value: i64) {
        let members = T::TYPE.members();
        if let Some(number) = members.iter().position(|member| member.value() == value) {
            self.insert_number(number);
            return;
        }
        let mut rest = value;
        for (number, member) in members.iter().enumerate() {
            let flag = member.value();
            if flag != 0 && rest & flag == flag {
                self.members |= bit(number);
                rest &= !flag;
            }
        }
        if rest != 0 {
            self.unknown.insert(rest.to_string());
        }
    }

    fn combined(
        &self,
        other: &Self,
        members: fn(u64, u64) -> u64,
        unknown: BTreeSet<String>,
    ) -> Self {
        Self {
            members: members(self.members, other.members),
            unknown,
            of: PhantomData,
        }
    }
}

/// Whether a member has the value zero, and so means the empty set.
fn is_none<T: FlagsEnumeration>(number: usize) -> bool {
    T::TYPE
        .members()
        .get(number)
        .is_some_and(|member| member.value() == 0)
}

/// The bit of a member. The macro refuses flags with more than 64 members, because OData's values
/// have 64 bits.
const fn bit(number: usize) -> u64 {
    if number < 64 { 1 << number } else { 0 }
}

impl<T: FlagsEnumeration> fmt::Display for Flags<T> {
    /// Writes the set in its wire format. An empty set is written as the member with the value
    /// zero, or as `0`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_names(f)
    }
}

impl<T: Enumeration + 'static> Flags<T> {
    fn write_names(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let members = T::TYPE.members();
        if self.members == 0 && self.unknown.is_empty() {
            let none = members.iter().find(|member| member.value() == 0);
            return f.write_str(none.map_or("0", |member| member.name()));
        }
        let known = members
            .iter()
            .enumerate()
            .filter(|&(number, _)| self.members & bit(number) != 0)
            .map(|(_, member)| member.name());
        for (position, name) in known
            .chain(self.unknown.iter().map(String::as_str))
            .enumerate()
        {
            if position > 0 {
                f.write_str(",")?;
            }
            f.write_str(name)?;
        }
        Ok(())
    }
}

// The bound is that of any enumeration, so that members that are not flags are one error, at the
// field, and not one more at the derive.
impl<T: Enumeration + 'static> fmt::Debug for Flags<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Flags(")?;
        self.write_names(f)?;
        f.write_str(")")
    }
}

impl<T> Clone for Flags<T> {
    fn clone(&self) -> Self {
        Self {
            members: self.members,
            unknown: self.unknown.clone(),
            of: PhantomData,
        }
    }
}

impl<T> Default for Flags<T> {
    fn default() -> Self {
        Self {
            members: 0,
            unknown: BTreeSet::new(),
            of: PhantomData,
        }
    }
}

impl<T> PartialEq for Flags<T> {
    fn eq(&self, other: &Self) -> bool {
        self.members == other.members && self.unknown == other.unknown
    }
}

impl<T> Eq for Flags<T> {}

impl<T: FlagsEnumeration> Extend<T> for Flags<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, members: I) {
        for member in members {
            self.insert(member);
        }
    }
}

impl<T: FlagsEnumeration> FromIterator<T> for Flags<T> {
    fn from_iter<I: IntoIterator<Item = T>>(members: I) -> Self {
        let mut flags = Self::new();
        flags.extend(members);
        flags
    }
}

impl<T: FlagsEnumeration, const N: usize> From<[T; N]> for Flags<T> {
    fn from(members: [T; N]) -> Self {
        members.into_iter().collect()
    }
}

impl<T: FlagsEnumeration> BitOr for Flags<T> {
    type Output = Self;

    /// Returns the members of either set.
    fn bitor(self, other: Self) -> Self {
        let unknown = &self.unknown | &other.unknown;
        self.combined(&other, |a, b| a | b, unknown)
    }
}

impl<T: FlagsEnumeration> BitAnd for Flags<T> {
    type Output = Self;

    /// Returns the members of both sets.
    fn bitand(self, other: Self) -> Self {
        let unknown = &self.unknown & &other.unknown;
        self.combined(&other, |a, b| a & b, unknown)
    }
}

impl<T: FlagsEnumeration> BitXor for Flags<T> {
    type Output = Self;

    /// Returns the members of exactly one of the sets.
    fn bitxor(self, other: Self) -> Self {
        let unknown = &self.unknown ^ &other.unknown;
        self.combined(&other, |a, b| a ^ b, unknown)
    }
}

impl<T: FlagsEnumeration> Sub for Flags<T> {
    type Output = Self;

    /// Returns the members of this set that are not in the other.
    #[allow(clippy::suspicious_arithmetic_impl, reason = "the members are bits")]
    fn sub(self, other: Self) -> Self {
        let unknown = &self.unknown - &other.unknown;
        let members = self.members & !other.members;
        Self {
            members,
            unknown,
            of: PhantomData,
        }
    }
}

impl<T: FlagsEnumeration> Serialize for Flags<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, T: FlagsEnumeration> Deserialize<'de> for Flags<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FlagsVisitor<T>(PhantomData<T>);

        impl<'de, T: FlagsEnumeration> Visitor<'de> for FlagsVisitor<T> {
            type Value = Flags<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "members of `{}`", T::TYPE.name())
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Flags<T>, E> {
                Ok(Flags::from_text(text))
            }

            fn visit_i64<E: Error>(self, value: i64) -> Result<Flags<T>, E> {
                let mut flags = Flags::new();
                flags.insert_value(value);
                Ok(flags)
            }

            fn visit_u64<E: Error>(self, value: u64) -> Result<Flags<T>, E> {
                self.visit_i64(value.cast_signed())
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Flags<T>, A::Error> {
                match number_from_map(map).ok().and_then(|number| number.as_i64()) {
                    Some(value) => self.visit_i64(value),
                    None => Err(A::Error::invalid_type(Unexpected::Map, &self)),
                }
            }
        }

        deserializer.deserialize_any(FlagsVisitor(PhantomData))
    }
}

#[diagnostic::do_not_recommend]
impl<T: FlagsEnumeration> Queryable for Flags<T> {
    type Properties = PropertyPath<Self>;

    fn properties(scope: PropertyScope) -> Self::Properties {
        scope.value()
    }
}

impl<T: FlagsEnumeration> Property for Flags<T> {
    const EDM_TYPE: EdmType = EdmType::Enumeration(T::TYPE.name());
    const READS_TEXT: bool = false;

    fn is_same(&self, other: &Self) -> bool {
        self == other
    }
}
