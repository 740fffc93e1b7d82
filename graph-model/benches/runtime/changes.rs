//! Finds the changes between two values: with the typed comparison, and by comparing two JSON
//! trees.

use divan::{Bencher, black_box};
use serde_json::{Map, Value};

use crate::COUNTS;
use crate::assignments::{Assignment, Page, page};

fn pair(count: usize) -> (Page, Page) {
    let before: Page = serde_json::from_str(&page(count)).unwrap();
    let mut after = before.clone();
    for assignment in &mut after.value {
        let target = assignment
            .target
            .as_mut()
            .and_then(|target| target.base_mut());
        target
            .unwrap()
            .device_and_app_management_assignment_filter_id = Some("another".to_owned());
    }
    (before, after)
}

/// Measures a function that makes a patch from an assignment and its earlier value.
fn patches(
    bencher: Bencher,
    count: usize,
    patch: impl Fn(&Assignment, &Assignment) -> Vec<u8> + Sync,
) {
    let (before, after) = pair(count);
    bencher.bench(|| {
        let before = black_box(&before).value.iter();
        let pairs = black_box(&after).value.iter().zip(before);
        pairs
            .map(|(after, before)| patch(after, before))
            .collect::<Vec<_>>()
    });
}

#[divan::bench(args = COUNTS)]
fn changes_since(bencher: Bencher, count: usize) {
    patches(bencher, count, |after, before| {
        serde_json::to_vec(&after.changes_since(before)).unwrap()
    });
}

/// Returns the members that differ. If any member differs, the tag is included.
fn difference(before: &Value, after: &Value) -> Option<Value> {
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => {
            let mut changed = Map::new();
            for (name, value) in after {
                let found = before
                    .get(name)
                    .and_then(|before| difference(before, value));
                changed.extend(found.map(|value| (name.clone(), value)));
            }
            if changed.is_empty() {
                return None;
            }
            changed.extend(
                after
                    .get("@odata.type")
                    .map(|tag| ("@odata.type".to_owned(), tag.clone())),
            );
            Some(Value::Object(changed))
        }
        (before, after) => (before != after).then(|| after.clone()),
    }
}

#[divan::bench(args = COUNTS)]
fn compare_values(bencher: Bencher, count: usize) {
    patches(bencher, count, |after, before| {
        let before = serde_json::to_value(before).unwrap();
        let after = serde_json::to_value(after).unwrap();
        serde_json::to_vec(&difference(&before, &after)).unwrap()
    });
}
