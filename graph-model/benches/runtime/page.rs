//! A page of assignments, read from a slice and from a reader, and written.

use divan::{Bencher, black_box, counter::BytesCount};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::COUNTS;
use crate::assignments::{self, flat, flatten, page, tagged};

fn read_slice<T: DeserializeOwned>(bencher: Bencher, count: usize) {
    let json = page(count);
    bencher
        .counter(BytesCount::of_str(&json))
        .bench(|| serde_json::from_slice::<T>(black_box(json.as_bytes())).unwrap());
}

fn read_reader<T: DeserializeOwned>(bencher: Bencher, count: usize) {
    let json = page(count);
    bencher
        .counter(BytesCount::of_str(&json))
        .bench(|| serde_json::from_reader::<_, T>(black_box(json.as_bytes())).unwrap());
}

fn write<T: DeserializeOwned + Serialize>(bencher: Bencher, count: usize) {
    let json = page(count);
    let value: T = serde_json::from_str(&json).unwrap();
    // A value writes its members in the order of the alphabet.
    assert_eq!(serde_json::to_string(&value).unwrap().len(), json.len());
    bencher
        .counter(BytesCount::of_str(&json))
        .bench_local(|| serde_json::to_vec(black_box(&value)).unwrap());
}

#[divan::bench_group]
mod from_slice {
    use super::*;

    #[divan::bench(args = COUNTS, types = [assignments::Page, flat::Page, tagged::Page, flatten::Page, Value])]
    fn page_of<T: DeserializeOwned>(bencher: Bencher, count: usize) {
        read_slice::<T>(bencher, count);
    }
}

#[divan::bench_group]
mod from_reader {
    use super::*;

    #[divan::bench(args = COUNTS, types = [assignments::Page, flat::Page, flatten::Page, Value])]
    fn page_of<T: DeserializeOwned>(bencher: Bencher, count: usize) {
        read_reader::<T>(bencher, count);
    }
}

#[divan::bench_group]
mod to_vec {
    use super::*;

    #[divan::bench(args = COUNTS, types = [assignments::Page, tagged::Page, flatten::Page, Value])]
    fn page_of<T: DeserializeOwned + Serialize>(bencher: Bencher, count: usize) {
        write::<T>(bencher, count);
    }
}
