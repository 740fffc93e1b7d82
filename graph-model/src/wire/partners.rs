//! The partners of the items of a collection: which item was which before the collection changed.
//!
//! OData identifies the items of a collection of entities by their keys, and those of other
//! collections not at all. So an item without a key is recognised by the properties that did not
//! change.

use std::collections::{BTreeSet, HashMap};

use crate::description::view::{ItemViews, Object, View, derived_type};
use crate::description::{Capability, EdmType};
use crate::value;

/// Several items could have become the same item, and it matters which.
#[derive(Debug)]
pub(super) struct UnclearItems;

/// The item that an item was before.
#[derive(Clone, Copy)]
pub(super) enum Partner {
    /// The item is new.
    None,
    /// The item at this position, which has not changed.
    Same(usize),
    /// The item at this position, which has changed.
    Changed(usize),
}

/// The partner of each item.
pub(super) struct Partners(Vec<Partner>);

/// The most items on either side with which a changed item is compared property by property.
const NEAR: usize = 100;

impl Partners {
    /// Finds the partners. `has_unknown` says whether the item at a position came with members that
    /// the model does not know.
    pub(super) fn find(
        after: &dyn ItemViews,
        before: &dyn ItemViews,
        has_unknown: &dyn Fn(usize) -> bool,
    ) -> Result<Self, UnclearItems> {
        let mut partners = Self(vec![Partner::None; after.count()]);
        let mut free: BTreeSet<usize> = (0..before.count()).collect();
        let texts = texts(before);
        partners.pair_equal(&self::texts(after), &texts, &mut free);
        partners.pair_keys(after, before, &mut free);
        if after.count() == before.count() {
            // Items are taken to be changed in their places, unless their keys say otherwise.
            for position in 0..after.count() {
                let is_open = matches!(partners.0[position], Partner::None);
                if is_open
                    && free.contains(&position)
                    && common(&after.item(position), &before.item(position)).is_some()
                {
                    free.remove(&position);
                    partners.0[position] = Partner::Changed(position);
                }
            }
        }
        partners.check_twins(&texts, has_unknown, &free)?;
        partners.pair_similar(after, before, has_unknown, &mut free)?;
        Ok(partners)
    }

    /// Refuses to say which of several items that were equal to the model is gone, if they came with
    /// members that the model does not know.
    fn check_twins(
        &self,
        texts: &[Option<String>],
        has_unknown: &dyn Fn(usize) -> bool,
        free: &BTreeSet<usize>,
    ) -> Result<(), UnclearItems> {
        let mut unchanged = HashMap::new();
        for partner in &self.0 {
            if let Partner::Same(position) = partner
                && let Some(text) = &texts[*position]
            {
                unchanged.insert(text, *position);
            }
        }
        let mut gone = free
            .iter()
            .filter_map(|position| Some((*position, *unchanged.get(texts[*position].as_ref()?)?)));
        if gone.any(|(position, twin)| has_unknown(position) || has_unknown(twin)) {
            return Err(UnclearItems);
        }
        Ok(())
    }

    /// Pairs items that are written as the same JSON: in their order if there are as many as before,
    /// and at the same position if there are not.
    fn pair_equal(
        &mut self,
        items: &[Option<String>],
        texts: &[Option<String>],
        free: &mut BTreeSet<usize>,
    ) {
        let (items, mut positions) = (positions(items), positions(texts));
        for (text, items) in items {
            let Some(others) = positions.get_mut(text) else {
                continue;
            };
            if items.len() != others.len() {
                for &position in &items {
                    if let Ok(found) = others.binary_search(&position) {
                        others.remove(found);
                        self.0[position] = Partner::Same(position);
                    }
                }
            }
            let left = items.iter().filter(|&&position| self.is_open(position));
            for (position, other) in left.copied().zip(others.drain(..)).collect::<Vec<_>>() {
                self.0[position] = Partner::Same(other);
            }
        }
        for partner in &self.0 {
            if let Partner::Same(other) = partner {
                free.remove(other);
            }
        }
    }

    /// Pairs items with the same key.
    fn pair_keys(
        &mut self,
        after: &dyn ItemViews,
        before: &dyn ItemViews,
        free: &mut BTreeSet<usize>,
    ) {
        let key_of = |item: &View<'_>| {
            let object = item.object()?;
            let derived = derived_type(object).unwrap_or_default().to_owned();
            Some((object.description().name(), derived, key(object)?))
        };
        let mut positions = HashMap::new();
        for &position in free.iter() {
            if let Some(key) = key_of(&before.item(position)) {
                positions.entry(key).or_insert(position);
            }
        }
        for position in 0..after.count() {
            if !matches!(self.0[position], Partner::None) {
                continue;
            }
            let key = key_of(&after.item(position));
            if let Some(other) = key.and_then(|key| positions.remove(&key)) {
                free.remove(&other);
                self.0[position] = Partner::Changed(other);
            }
        }
    }

    /// Pairs items that have most properties in common. If an item could have been any of several,
    /// which came with members that the model does not know, nobody can tell where those belong.
    fn pair_similar(
        &mut self,
        after: &dyn ItemViews,
        before: &dyn ItemViews,
        has_unknown: &dyn Fn(usize) -> bool,
        free: &mut BTreeSet<usize>,
    ) -> Result<(), UnclearItems> {
        let mut pairs = Vec::new();
        for position in 0..after.count() {
            if !matches!(self.0[position], Partner::None) {
                continue;
            }
            let item = after.item(position);
            let nearest_before = free.range(..position).rev().take(NEAR);
            let nearest_after = free.range(position..).take(NEAR);
            for &other in nearest_before.chain(nearest_after) {
                match common(&item, &before.item(other)) {
                    Some(common) if common > 0 => pairs.push((common, position, other)),
                    _ => {}
                }
            }
        }
        pairs.sort_unstable_by_key(|&(common, position, other): &(usize, usize, usize)| {
            (
                usize::MAX - common,
                position.abs_diff(other),
                position,
                other,
            )
        });
        for group in pairs.chunk_by(|one, other| one.0 == other.0) {
            let open: Vec<_> = group
                .iter()
                .filter(|(_, position, other)| self.is_open(*position) && free.contains(other))
                .collect();
            let (mut items, mut others) = (HashMap::new(), HashMap::new());
            for (_, position, other) in &open {
                *items.entry(position).or_insert(0) += 1;
                *others.entry(other).or_insert(0) += 1;
            }
            let mut unclear = open
                .iter()
                .filter(|(_, position, other)| items[position] > 1 || others[other] > 1);
            if unclear.any(|(_, _, other)| has_unknown(*other)) {
                return Err(UnclearItems);
            }
            for (_, position, other) in open {
                if self.is_open(*position) && free.remove(other) {
                    self.0[*position] = Partner::Changed(*other);
                }
            }
        }
        Ok(())
    }

    /// The partner of each item, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Partner> {
        self.0.iter()
    }

    fn is_open(&self, position: usize) -> bool {
        matches!(self.0[position], Partner::None)
    }
}

/// Each item as JSON text.
fn texts(items: &dyn ItemViews) -> Vec<Option<String>> {
    let items = (0..items.count()).map(|position| items.item(position));
    items.map(|item| json_of(&item)).collect()
}

/// The positions of each text, in order.
fn positions(texts: &[Option<String>]) -> HashMap<&str, Vec<usize>> {
    let mut positions: HashMap<&str, Vec<usize>> = HashMap::new();
    for (position, text) in texts.iter().enumerate() {
        if let Some(text) = text {
            positions.entry(text).or_default().push(position);
        }
    }
    positions
}

/// The value as JSON text.
pub(crate) fn json_of(value: &View<'_>) -> Option<String> {
    let mut json = Vec::new();
    value::write_json(value, &mut json).ok()?;
    String::from_utf8(json).ok()
}

/// Whether the tags of two objects would be the same.
pub(super) fn is_same_type(object: &dyn Object, other: &dyn Object) -> bool {
    object.description() == other.description() && derived_type(object) == derived_type(other)
}

/// The parts of an object, from the object itself to its last base.
pub(crate) fn parts(object: &dyn Object) -> impl Iterator<Item = &dyn Object> {
    std::iter::successors(Some(object), |part| part.base())
}

/// The key of an object, if it has one: the values of all key properties as JSON.
fn key(object: &dyn Object) -> Option<String> {
    let mut key = String::new();
    for part in parts(object) {
        for (index, member) in part.description().members().iter().enumerate() {
            let is_key = member.capability() == Capability::Key
                || (member.name() == "id" && member.edm_type() == EdmType::String);
            let value = (member.access().view)(part.member(index));
            if is_key && !value.is_left_out() {
                key = [key, member.name().to_owned(), json_of(&value)?].join(
                    "
",
                );
            }
        }
    }
    (!key.is_empty()).then_some(key)
}

/// The number of properties that two objects of the same type have in common, or `None` if the one
/// cannot have become the other, because their keys differ.
fn common(item: &View<'_>, other: &View<'_>) -> Option<usize> {
    let (item, other) = (item.object()?, other.object()?);
    if !is_same_type(item, other) || key(item) != key(other) {
        return None;
    }
    let mut common = 0;
    for (part, old) in parts(item).zip(parts(other)) {
        for (index, member) in part.description().members().iter().enumerate() {
            let access = member.access();
            let value = (access.view)(part.member(index));
            let is_empty = matches!(&value, View::Items(items) if items.count() == 0);
            let is_same = || (access.is_same)(part.member(index), old.member(index));
            if !value.is_left_out() && !is_empty && is_same() {
                common += 1;
            }
        }
    }
    Some(common)
}
