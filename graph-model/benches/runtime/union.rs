//! Reads targets of assignments, with the tag first, late or absent.
//!
//! Serde's internally tagged enums refuse an object without a tag, so the last group has one line
//! fewer.

use divan::{Bencher, black_box};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::COUNTS;
use crate::assignments::flat::FlatTarget;
use crate::assignments::flatten::FlattenTarget;
use crate::assignments::{AnyTarget, target, target_members};

fn read<T: DeserializeOwned>(bencher: Bencher, count: usize, object: impl Fn(usize) -> String) {
    let objects: Vec<String> = (0..count).map(object).collect();
    let json = format!("[{}]", objects.join(","));
    bencher.bench(|| serde_json::from_str::<Vec<T>>(black_box(&json)).unwrap());
}

#[divan::bench(args = COUNTS, types = [AnyTarget, FlatTarget, FlattenTarget, Value])]
fn tag_first<T: DeserializeOwned>(bencher: Bencher, count: usize) {
    read::<T>(bencher, count, target);
}

#[divan::bench(args = COUNTS, types = [AnyTarget, FlatTarget, FlattenTarget, Value])]
fn tag_late<T: DeserializeOwned>(bencher: Bencher, count: usize) {
    read::<T>(bencher, count, |number| {
        let members = target_members(number);
        format!(r#"{{{members},"@odata.type":"microsoft.graph.groupAssignmentTarget"}}"#)
    });
}

#[divan::bench(args = COUNTS, types = [AnyTarget, FlatTarget, Value])]
fn tag_absent<T: DeserializeOwned>(bencher: Bencher, count: usize) {
    read::<T>(bencher, count, |number| {
        format!("{{{}}}", target_members(number))
    });
}
