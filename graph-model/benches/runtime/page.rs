//! A page of assignments, read from a slice and from a reader, and written.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use graph_model::FromResponse;
use http::Response;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::COUNTS;
use crate::assignments::flat::FlatPage;
use crate::assignments::flatten::FlattenPage;
use crate::assignments::tagged::TaggedPage;
use crate::assignments::{Assignment, Page, page};

#[divan::bench(args = COUNTS, types = [Page, FlatPage, TaggedPage, FlattenPage, Value])]
fn from_slice<T: DeserializeOwned>(bencher: Bencher, count: usize) {
    let json = page(count);
    bencher
        .counter(BytesCount::of_str(&json))
        .bench(|| serde_json::from_slice::<T>(black_box(json.as_bytes())).unwrap());
}

/// Reads the page as a program reads a response. The alternatives are those of `from_slice`.
#[divan::bench(args = COUNTS)]
fn from_response(bencher: Bencher, count: usize) {
    let json = page(count);
    bencher.counter(BytesCount::of_str(&json)).bench(|| {
        let response = Response::new(black_box(json.as_bytes()));
        graph_model::Page::<Assignment>::from_response(response).unwrap()
    });
}

#[divan::bench(args = COUNTS, types = [Page, FlatPage, TaggedPage, FlattenPage, Value])]
fn from_reader<T: DeserializeOwned>(bencher: Bencher, count: usize) {
    let json = page(count);
    bencher
        .counter(BytesCount::of_str(&json))
        .bench(|| serde_json::from_reader::<_, T>(black_box(json.as_bytes())).unwrap());
}

#[divan::bench(args = COUNTS, types = [Page, TaggedPage, FlattenPage, Value])]
fn to_vec<T: DeserializeOwned + Serialize>(bencher: Bencher, count: usize) {
    let json = page(count);
    let value: T = serde_json::from_str(&json).unwrap();
    // All forms write what they read. A `Value` writes its members in alphabetical order.
    assert_eq!(serde_json::to_string(&value).unwrap().len(), json.len());
    bencher
        .counter(BytesCount::of_str(&json))
        .bench_local(|| serde_json::to_vec(black_box(&value)).unwrap());
}
