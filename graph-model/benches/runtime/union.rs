//! Reads targets of assignments, with the tag first, late or absent.
//!
//! Serde's internally tagged enums refuse an object without a tag, so the last group has one line
//! fewer.

use divan::{Bencher, black_box};
use graph_model::Page;
use graph_model::http::FromResponse;
use http::Response;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::COUNTS;
use crate::assignments::flat::FlatTarget;
use crate::assignments::flatten::FlattenTarget;
use crate::assignments::{AnyTarget, target, target_members};

fn read<T: DeserializeOwned>(bencher: Bencher, count: usize, object: impl Fn(usize) -> String) {
    let json = array(count, object);
    bencher.bench(|| serde_json::from_str::<Vec<T>>(black_box(&json)).unwrap());
}

fn array(count: usize, object: impl Fn(usize) -> String) -> String {
    let objects: Vec<String> = (0..count).map(object).collect();
    format!("[{}]", objects.join(","))
}

fn late(number: usize) -> String {
    let members = target_members(number);
    format!(r#"{{{members},"@odata.type":"microsoft.graph.groupAssignmentTarget"}}"#)
}

fn untagged(number: usize) -> String {
    format!("{{{}}}", target_members(number))
}

#[divan::bench(args = COUNTS, types = [AnyTarget, FlatTarget, FlattenTarget, Value])]
fn tag_first<T: DeserializeOwned>(bencher: Bencher, count: usize) {
    read::<T>(bencher, count, target);
}

#[divan::bench(args = COUNTS, types = [AnyTarget, FlatTarget, FlattenTarget, Value])]
fn tag_late<T: DeserializeOwned>(bencher: Bencher, count: usize) {
    read::<T>(bencher, count, late);
}

#[divan::bench(args = COUNTS, types = [AnyTarget, FlatTarget, Value])]
fn tag_absent<T: DeserializeOwned>(bencher: Bencher, count: usize) {
    read::<T>(bencher, count, untagged);
}

/// Reads the targets as a program reads a response. The alternatives are those above.
fn respond(bencher: Bencher, count: usize, object: impl Fn(usize) -> String) {
    let json = format!("{{\"value\":{}}}", array(count, object));
    bencher.bench(|| {
        let response = Response::new(black_box(json.as_bytes()));
        Page::<AnyTarget>::from_response(response).unwrap()
    });
}

#[divan::bench(args = COUNTS)]
fn tag_first_from_response(bencher: Bencher, count: usize) {
    respond(bencher, count, target);
}

#[divan::bench(args = COUNTS)]
fn tag_late_from_response(bencher: Bencher, count: usize) {
    respond(bencher, count, late);
}

#[divan::bench(args = COUNTS)]
fn tag_absent_from_response(bencher: Bencher, count: usize) {
    respond(bencher, count, untagged);
}
