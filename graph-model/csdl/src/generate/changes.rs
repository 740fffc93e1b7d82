//! What generating again changes for the users of the generated types.

use std::collections::BTreeMap;
use std::fmt;

use super::surface::{Member, PublicItem, Surface};

/// A change for the users of generated types.
///
/// It is displayed in one line, such as ``breaking: `User::age`: the type is `Option<String>`, and was
/// `Option<i32>` ``.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    item: String,
    kind: ChangeKind,
}

/// The kind of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ChangeKind {
    /// A type, a constant, a field, a variant or a parameter is new.
    Added,
    /// It is gone.
    Removed,
    /// A fact about it is new, such as a path or a setter.
    Gained {
        /// The fact.
        what: String,
    },
    /// A fact about it is gone.
    Lost {
        /// The fact.
        what: String,
    },
    /// A fact about it is different.
    Different {
        /// The fact.
        what: String,
        /// The value before.
        before: String,
        /// The value now.
        after: String,
    },
    /// It needs other features than before.
    Condition {
        /// The condition before, if there was one.
        before: Option<String>,
        /// The condition now, if there is one.
        after: Option<String>,
    },
}

impl Change {
    /// The path of the item, and the field or variant: `User::age`.
    #[must_use]
    pub fn item(&self) -> &str {
        &self.item
    }

    /// The kind of the change.
    #[must_use]
    pub fn kind(&self) -> &ChangeKind {
        &self.kind
    }

    /// Whether code that compiled before may not compile any more.
    ///
    /// A new field is not counted as breaking: it breaks only literals without
    /// `..Default::default()`. A new variant breaks nothing, because generated enums are
    /// `#[non_exhaustive]`.
    #[must_use]
    pub fn is_breaking(&self) -> bool {
        match &self.kind {
            ChangeKind::Added | ChangeKind::Gained { .. } => false,
            ChangeKind::Condition { after, .. } => after.is_some(),
            ChangeKind::Removed | ChangeKind::Lost { .. } | ChangeKind::Different { .. } => true,
        }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = if self.is_breaking() {
            "breaking"
        } else {
            "added"
        };
        write!(f, "{severity}: `{}`", self.item)?;
        match &self.kind {
            ChangeKind::Added => Ok(()),
            ChangeKind::Removed => f.write_str(" is gone"),
            ChangeKind::Gained { what } => write!(f, " has a {what}"),
            ChangeKind::Lost { what } => write!(f, " has no {what} any more"),
            ChangeKind::Different {
                what,
                before,
                after,
            } => write!(f, ": the {what} is `{after}`, and was `{before}`"),
            ChangeKind::Condition {
                after: Some(after), ..
            } => write!(f, " needs `{after}`"),
            ChangeKind::Condition { .. } => f.write_str(" needs no feature any more"),
        }
    }
}

/// The changes from earlier source to newer source: first the breaking ones.
pub(super) fn between(before: &Surface, after: &Surface) -> Vec<Change> {
    let mut changes = Changes(Vec::new());
    for (path, item) in &before.items {
        match after.items.get(path) {
            None => changes.add(path, ChangeKind::Removed),
            Some(now) => changes.item(path, item, now),
        }
    }
    for path in after.items.keys() {
        if !before.items.contains_key(path) {
            changes.add(path, ChangeKind::Added);
        }
    }
    changes.0.sort_by(|one, other| rank(one).cmp(&rank(other)));
    changes.0
}

/// Breaking changes come first, and then the order is alphabetical.
fn rank(change: &Change) -> (bool, &str) {
    (!change.is_breaking(), &change.item)
}

struct Changes(Vec<Change>);

impl Changes {
    fn add(&mut self, item: &str, kind: ChangeKind) {
        let item = item.to_owned();
        self.0.push(Change { item, kind });
    }

    fn item(&mut self, path: &str, before: &PublicItem, after: &PublicItem) {
        self.condition(path, before.condition.as_ref(), after.condition.as_ref());
        self.facts(path, &before.facts, &after.facts);
        self.extras(path, &before.extras, &after.extras);
        for (name, member) in &before.members {
            let path = format!("{path}::{name}");
            match after.members.get(name) {
                None => self.add(&path, ChangeKind::Removed),
                Some(now) => self.member(&path, member, now),
            }
        }
        for name in after.members.keys() {
            if !before.members.contains_key(name) {
                self.add(&format!("{path}::{name}"), ChangeKind::Added);
            }
        }
    }

    fn member(&mut self, path: &str, before: &Member, after: &Member) {
        self.condition(path, before.condition.as_ref(), after.condition.as_ref());
        self.facts(path, &before.facts, &after.facts);
        self.extras(path, &before.extras, &after.extras);
    }

    fn condition(&mut self, path: &str, before: Option<&String>, after: Option<&String>) {
        if before != after {
            self.add(
                path,
                ChangeKind::Condition {
                    before: before.cloned(),
                    after: after.cloned(),
                },
            );
        }
    }

    /// Compares facts that code relies on in any case.
    fn facts(
        &mut self,
        path: &str,
        before: &BTreeMap<String, String>,
        after: &BTreeMap<String, String>,
    ) {
        let none = || "none".to_owned();
        let appeared = after.keys().filter(|what| !before.contains_key(*what));
        for what in before.keys().chain(appeared) {
            if before.get(what) != after.get(what) {
                self.add(
                    path,
                    ChangeKind::Different {
                        what: what.clone(),
                        before: before.get(what).cloned().unwrap_or_else(none),
                        after: after.get(what).cloned().unwrap_or_else(none),
                    },
                );
            }
        }
    }

    /// Compares facts that code relies on only if they were there.
    fn extras(
        &mut self,
        path: &str,
        before: &BTreeMap<String, String>,
        after: &BTreeMap<String, String>,
    ) {
        for (what, value) in before {
            let what = what.clone();
            match after.get(&what) {
                None => self.add(path, ChangeKind::Lost { what }),
                Some(now) if now != value => self.add(
                    path,
                    ChangeKind::Different {
                        what,
                        before: value.clone(),
                        after: now.clone(),
                    },
                ),
                Some(_) => {}
            }
        }
        for what in after.keys().filter(|what| !before.contains_key(*what)) {
            let what = what.clone();
            self.add(path, ChangeKind::Gained { what });
        }
    }
}
