//! Compares generated source with newer source, and names the changes for its users.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::surface::{PublicItem, Surface};

/// A change for the users of generated types.
///
/// It is displayed in one line, such as ``breaking: `User::age`: the type changed from `Option<i32>` to
/// `Option<String>` ``.
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
    /// A parameter is new, and every literal must name it.
    AddedRequired,
    /// It is gone.
    Removed,
    /// A type or an operation has another name.
    Renamed {
        /// The name now.
        to: String,
    },
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
    /// It needs further features.
    NeedsFeatures {
        /// The features.
        features: Vec<String>,
    },
    /// It needs fewer features.
    NeedsFewerFeatures {
        /// The features that it does not need any more.
        features: Vec<String>,
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

    /// Whether code that compiled before may not compile any more, or may send something else.
    ///
    /// A new field is not counted as breaking: it breaks only literals without
    /// `..Default::default()`. A new variant breaks nothing, because generated enums are
    /// `#[non_exhaustive]`.
    #[must_use]
    pub fn is_breaking(&self) -> bool {
        match &self.kind {
            ChangeKind::Added
            | ChangeKind::Gained { .. }
            | ChangeKind::NeedsFewerFeatures { .. } => false,
            ChangeKind::AddedRequired
            | ChangeKind::NeedsFeatures { .. }
            | ChangeKind::Removed
            | ChangeKind::Renamed { .. }
            | ChangeKind::Lost { .. }
            | ChangeKind::Different { .. } => true,
        }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match &self.kind {
            _ if self.is_breaking() => "breaking",
            ChangeKind::NeedsFewerFeatures { .. } => "compatible",
            _ => "added",
        };
        write!(f, "{severity}: `{}`", self.item)?;
        match &self.kind {
            ChangeKind::Added => Ok(()),
            ChangeKind::AddedRequired => f.write_str(" is new and required"),
            ChangeKind::Removed => f.write_str(" was removed"),
            ChangeKind::Renamed { to } => write!(f, " was renamed to `{to}`"),
            ChangeKind::Gained { what } => write!(f, " now has a {what}"),
            ChangeKind::Lost { what } => write!(f, " lost its {what}"),
            ChangeKind::Different {
                what,
                before,
                after,
            } => write!(f, ": the {what} changed from `{before}` to `{after}`"),
            ChangeKind::NeedsFeatures { features } => {
                write!(f, " now needs the {}", listed(features))
            }
            ChangeKind::NeedsFewerFeatures { features } => {
                write!(f, " no longer needs the {}", listed(features))
            }
        }
    }
}

/// Features as words: ``feature `mail` ``, ``features `mail` and `people` ``.
fn listed(features: &[String]) -> String {
    let names: Vec<String> = features.iter().map(|name| format!("`{name}`")).collect();
    let noun = if names.len() == 1 {
        "feature"
    } else {
        "features"
    };
    format!("{noun} {}", names.join(" and "))
}

/// The changes from earlier source to newer source: first the breaking ones.
pub(super) fn between(before: &Surface, after: &Surface) -> Vec<Change> {
    let mut changes = Changes(Vec::new());
    let mut renamed = BTreeSet::new();
    for (path, item) in &before.items {
        if let Some(now) = after.items.get(path) {
            changes.item(path, item, now);
            continue;
        }
        let new_name = renamed_in(before, after, item);
        match new_name.filter(|to| renamed.insert(to.as_str())) {
            None => changes.add(path, ChangeKind::Removed),
            Some(to) => {
                let kind = ChangeKind::Renamed { to: to.clone() };
                changes.add(path, kind);
                changes.item(path, item, &after.items[to]);
            }
        }
    }
    for path in after.items.keys() {
        if !before.items.contains_key(path) && !renamed.contains(path.as_str()) {
            changes.add(path, ChangeKind::Added);
        }
    }
    changes.0.sort_by(|one, other| rank(one).cmp(&rank(other)));
    changes.0
}

/// The new name of an item that has no item of its name any more: that of the only new item with its
/// name on the wire.
fn renamed_in<'a>(before: &Surface, after: &'a Surface, item: &PublicItem) -> Option<&'a String> {
    let identity = |item: &PublicItem| {
        let of = ["name on the wire", "bound type"].map(|what| item.facts.get(what).cloned());
        of[0].is_some().then_some(of)
    };
    let own = identity(item)?;
    let new = after.items.iter().filter(|(path, other)| {
        !before.items.contains_key(*path) && identity(other).as_ref() == Some(&own)
    });
    let mut new = new.map(|(path, _)| path);
    let only = new.next()?;
    new.next().is_none().then_some(only)
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
        self.features(path, &before.features, &after.features);
        self.facts(path, &before.facts, &after.facts);
        self.extras(path, &before.extras, &after.extras);
        for (name, member) in &before.members {
            let path = format!("{path}::{name}");
            let Some(now) = after.members.get(name) else {
                self.add(&path, ChangeKind::Removed);
                continue;
            };
            // A member needs the features of its item as well, whose change is reported once.
            let needed = member.features.difference(&before.features).cloned();
            let needs = now.features.difference(&after.features).cloned();
            let (needed, needs) = (needed.collect(), needs.collect());
            let of_item: BTreeSet<String> =
                before.features.union(&after.features).cloned().collect();
            let beyond = |features: BTreeSet<String>| &features - &of_item;
            self.features(&path, &beyond(needed), &beyond(needs));
            self.facts(&path, &member.facts, &now.facts);
            self.extras(&path, &member.extras, &now.extras);
        }
        for (name, member) in &after.members {
            if before.members.contains_key(name) {
                continue;
            }
            let kind = if member.is_required {
                ChangeKind::AddedRequired
            } else {
                ChangeKind::Added
            };
            self.add(&format!("{path}::{name}"), kind);
        }
    }

    fn features(&mut self, path: &str, before: &BTreeSet<String>, after: &BTreeSet<String>) {
        let more: Vec<String> = after.difference(before).cloned().collect();
        let less: Vec<String> = before.difference(after).cloned().collect();
        if !more.is_empty() {
            self.add(path, ChangeKind::NeedsFeatures { features: more });
        } else if !less.is_empty() {
            self.add(path, ChangeKind::NeedsFewerFeatures { features: less });
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
