//! References between entities: `$ref`.
//!
//! OData Protocol 4.01, section 11.4.6 (modifying relationships between entities). A relationship
//! is identified by its path, such as `/groups/4f/members`, and an entity by the path of its
//! collection and its key.

use std::collections::BTreeMap;

/// An entity: the path of its collection, and its key.
pub(super) type Place = (String, String);

/// The references of all relationships.
#[derive(Default)]
pub(super) struct References {
    many: BTreeMap<String, Vec<Place>>,
    /// The relationships that have, or had, a reference to one entity.
    single: BTreeMap<String, Option<Place>>,
}

impl References {
    /// The entities that a relationship to many refers to.
    pub(super) fn of(&self, relationship: &str) -> &[Place] {
        self.many.get(relationship).map_or(&[], Vec::as_slice)
    }

    /// The entity that a relationship to one refers to.
    pub(super) fn single(&self, relationship: &str) -> Option<&Place> {
        self.single.get(relationship)?.as_ref()
    }

    /// Whether the relationship has, or had, a reference to one.
    pub(super) fn is_to_one(&self, relationship: &str) -> bool {
        self.single.contains_key(relationship)
    }

    /// Whether the relationship has, or had, references to many.
    pub(super) fn is_to_many(&self, relationship: &str) -> bool {
        self.many.contains_key(relationship)
    }

    /// Adds a reference. Returns whether it is new.
    pub(super) fn add(&mut self, relationship: &str, entity: Place) -> bool {
        let references = self.many.entry(relationship.to_owned()).or_default();
        let is_new = !references.contains(&entity);
        if is_new {
            references.push(entity);
        }
        is_new
    }

    pub(super) fn set(&mut self, relationship: &str, entity: Place) {
        self.single.insert(relationship.to_owned(), Some(entity));
    }

    /// Removes the reference to the entity with this key. Returns whether there was one.
    pub(super) fn remove(&mut self, relationship: &str, key: &str) -> bool {
        let Some(references) = self.many.get_mut(relationship) else {
            return false;
        };
        let before = references.len();
        references.retain(|(_, other)| other != key);
        references.len() < before
    }

    /// Removes the reference of a relationship to one. Returns whether there was one.
    pub(super) fn unset(&mut self, relationship: &str) -> bool {
        let reference = self.single.get_mut(relationship);
        reference.and_then(Option::take).is_some()
    }

    /// Removes all references to an entity.
    pub(super) fn forget(&mut self, entity: &Place) {
        for reference in self.single.values_mut() {
            if reference.as_ref() == Some(entity) {
                *reference = None;
            }
        }
        for references in self.many.values_mut() {
            references.retain(|other| other != entity);
        }
    }
}
