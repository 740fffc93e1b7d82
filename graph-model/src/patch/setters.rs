//! The bodies of the methods that generated patches have.
//!
//! Each method passes the patch in and takes it back. In between, it holds nothing that must be
//! dropped, which saves the compiler much work.

use std::any::Any;
use std::fmt;

use super::into_property::IntoProperty;
use super::{Patch, PatchDocument};
use crate::path::EntityReference;

fn changed<T: Patch>(patch: T, change: impl FnOnce(&mut PatchDocument)) -> T {
    let mut document = patch.into_document();
    change(&mut document);
    T::from_document(document)
}

/// Writes a patch for a log: the name of its type, and the document.
///
/// # Errors
///
/// Returns the errors of the formatter.
pub fn debug_patch<T: Patch>(name: &str, patch: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.debug_tuple(name).field(patch.document()).finish()
}

/// Sets the member with this position among those that the type itself declares.
#[allow(
    clippy::needless_pass_by_value,
    reason = "a setter that kept the value would have to drop it"
)]
#[must_use]
pub fn set<T: Patch, P>(patch: T, index: usize, value: impl IntoProperty<P>) -> T {
    changed(patch, |document| {
        document.set_with(document.own(index), |json| value.write_value(json));
    })
}

/// Sets the member to a value of its field's type, as the field is written.
#[allow(
    clippy::needless_pass_by_value,
    reason = "as the other setters have it"
)]
#[must_use]
pub fn set_value<T: Patch, V: Any>(patch: T, index: usize, value: V) -> T {
    changed(patch, |document| {
        let place = document.own(index);
        document.set_member(place, &(place.member().access().view)(&value));
    })
}

/// Sets the member to null.
#[must_use]
pub fn clear<T: Patch>(patch: T, index: usize) -> T {
    changed(patch, |document| document.clear_member(document.own(index)))
}

/// Binds the relationship to one entity.
#[must_use]
pub fn bind<T: Patch>(patch: T, index: usize, target: &impl EntityReference) -> T {
    changed(patch, |document| {
        document.bind_one(document.own(index), target);
    })
}

/// Binds the relationship to a collection of entities.
#[must_use]
pub fn bind_all<T: Patch, R: EntityReference>(
    patch: T,
    index: usize,
    targets: impl IntoIterator<Item = R>,
) -> T {
    changed(patch, |document| {
        document.bind_all(document.own(index), targets);
    })
}

/// Unbinds the relationship.
#[must_use]
pub fn unbind<T: Patch>(patch: T, index: usize) -> T {
    changed(patch, |document| document.unbind(document.own(index)))
}

/// Takes over what is set in a patch of a base type.
#[must_use]
pub fn inherit<T: Patch>(patch: T, base: impl Patch) -> T {
    changed(patch, |document| document.inherit(base.into_document()))
}

/// Leaves out the tag of the document's root.
#[must_use]
pub fn without_type<T: Patch>(patch: T) -> T {
    changed(patch, PatchDocument::omit_tag)
}

/// Sets a dynamic property to null.
#[must_use]
pub fn clear_dynamic<T: Patch>(patch: T, name: &str) -> T {
    changed(patch, |document| document.clear_dynamic(name))
}
