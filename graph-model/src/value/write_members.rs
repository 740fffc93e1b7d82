//! Walks over the members of an object in the order in which they are written.
//!
//! Inherited members come first. The dynamic properties of a type come after its declared members.

use std::any::Any;
use std::collections::HashMap;

use serde::ser::Error;

use crate::description::PropertyDescription;
use crate::description::control_information::TAG;
use crate::description::view::{Object, View};

/// The members of an object that is being written.
pub(super) trait Members {
    /// The error of the output.
    type Error: Error;

    /// Writes a declared member, unless it is left out.
    fn declared(
        &mut self,
        member: &PropertyDescription,
        field: &dyn Any,
    ) -> Result<(), Self::Error>;

    /// Writes a dynamic property or an annotation that no type declares.
    fn dynamic(&mut self, name: &str, value: &View<'_>) -> Result<(), Self::Error>;
}

/// Writes the members of a part of an object.
pub(super) fn write_members<M: Members>(
    part: &dyn Object,
    whole: &dyn Object,
    members: &mut M,
) -> Result<(), M::Error> {
    if let Some(base) = part.base() {
        write_members(base, whole, members)?;
    }
    for (number, member) in part.description().members().iter().enumerate() {
        members.declared(member, part.member(number))?;
    }
    let Some(dynamic) = part.dynamic() else {
        return Ok(());
    };
    let of = whole.description();
    for (name, value) in with_annotations_first(dynamic.views()) {
        if name == TAG {
            // It is written before the members.
            continue;
        }
        if !of.leaves_to_dynamic(name) {
            return Err(M::Error::custom(format_args!(
                "`{name}` is the tag or is declared by `{}`, so it cannot be a dynamic property",
                of.name()
            )));
        }
        members.dynamic(name, &value)?;
    }
    Ok(())
}

/// Puts the annotations of each property before it (OData JSON Format 4.01, section 4.4).
pub(crate) fn with_annotations_first<'a>(
    members: Vec<(&'a str, View<'a>)>,
) -> Vec<(&'a str, View<'a>)> {
    if !members.iter().any(|(name, _)| name.contains('@')) {
        return members;
    }
    let mut groups: Vec<Vec<(&str, View<'_>)>> = Vec::new();
    let mut positions: HashMap<&str, usize> = HashMap::new();
    for (name, value) in members {
        let target = name.split('@').next().unwrap_or_default();
        let position = *positions.entry(target).or_insert(groups.len());
        if position == groups.len() {
            groups.push(Vec::new());
        }
        groups[position].push((name, value));
    }
    for group in &mut groups {
        group.sort_by_key(|(name, _)| !name.contains('@'));
    }
    groups.into_iter().flatten().collect()
}
