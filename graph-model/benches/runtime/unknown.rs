//! Objects of a type that is not modelled, kept and written back.

use divan::{Bencher, black_box};
use graph_model::UnknownObject;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::COUNTS;

fn objects(count: usize) -> String {
    let object = r##"{"@odata.type":"#microsoft.graph.later","id":"594ce11b","number":18446744073709551615,"list":[1,2,{"a":null}],"text":"a text of some length"}"##;
    format!("[{}]", vec![object; count].join(","))
}

#[divan::bench(args = COUNTS, types = [UnknownObject, Value])]
fn read<T: DeserializeOwned>(bencher: Bencher, count: usize) {
    let json = objects(count);
    bencher.bench(|| serde_json::from_str::<Vec<T>>(black_box(&json)).unwrap());
}

#[divan::bench(args = COUNTS, types = [UnknownObject, Value])]
fn write<T: DeserializeOwned + Serialize>(bencher: Bencher, count: usize) {
    let values: Vec<T> = serde_json::from_str(&objects(count)).unwrap();
    bencher.bench_local(|| serde_json::to_vec(black_box(&values)).unwrap());
}
