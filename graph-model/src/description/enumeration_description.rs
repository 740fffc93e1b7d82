//! Describes an enumeration type as data: its name, its members and their values.
//!
//! OData CSDL 4.01, section 10.

/// The static description of an enumeration, available as its `TYPE`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EnumerationDescription {
    name: &'static str,
    members: &'static [MemberDescription],
    flags: bool,
}

impl EnumerationDescription {
    /// Returns the qualified name, such as `microsoft.graph.dayOfWeek`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the members in the order of declaration.
    #[must_use]
    pub const fn members(&self) -> &'static [MemberDescription] {
        self.members
    }

    /// Returns whether a value is a set of members.
    #[must_use]
    pub const fn is_flags(&self) -> bool {
        self.flags
    }

    /// The position of the member with this value.
    pub(crate) fn position_of_value(&self, value: i64) -> Option<usize> {
        self.members.iter().position(|member| member.value == value)
    }

    /// The position of the member with this name. Services often differ from their metadata in the
    /// letter case of a name, so that counts only if there are several such members.
    pub(crate) fn position_of_name(&self, name: &str) -> Option<usize> {
        let mut members = self.members.iter();
        let exact = members.position(|member| member.name == name);
        exact.or_else(|| {
            let mut members = self.members.iter();
            members.position(|member| member.name.eq_ignore_ascii_case(name))
        })
    }
}

/// The macros build descriptions with these functions, which are not part of the public interface.
#[doc(hidden)]
impl EnumerationDescription {
    #[must_use]
    pub const fn new(name: &'static str, members: &'static [MemberDescription]) -> Self {
        Self {
            name,
            members,
            flags: false,
        }
    }

    #[must_use]
    pub const fn of_flags(mut self) -> Self {
        self.flags = true;
        self
    }
}

/// One member of an enumeration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemberDescription {
    name: &'static str,
    value: i64,
}

impl MemberDescription {
    /// Returns the name on the wire.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the numeric value of the member.
    #[must_use]
    pub const fn value(&self) -> i64 {
        self.value
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn new(name: &'static str, value: i64) -> Self {
        Self { name, value }
    }
}
