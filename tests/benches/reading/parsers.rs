//! Reads one page of assignments with this crate and, on the same bytes, into structs flattened by
//! hand with three parsers of JSON. The parsers that use vector instructions show how far reading
//! could go. The structs skip the tags, so they cannot tell the types of targets apart.
//!
//! `cargo bench --bench parsers` in this folder measures each reader in turn, five times, and prints
//! the least and the greatest ratio of the five runs. `-- page` writes a page of 1,000 objects
//! instead, and `-- response` prints the nanoseconds per object of reading it as a response. The
//! comparison with a library of another language uses these.

use std::hint::black_box;

use graph_model::FromResponse;
use http::Response;

use crate::assignments::flat::FlatPage;
use crate::assignments::{Assignment, Page, page};
use crate::time::{Read, median, sorted};

#[path = "../../../graph-model/benches/runtime/assignments.rs"]
#[allow(dead_code, reason = "the workspace reads and writes more forms")]
mod assignments;
mod time;

/// The numbers of objects.
const COUNTS: [usize; 3] = [1, 100, 10_000];
/// The number of runs.
const RUNS: usize = 5;

/// Each reader with its name. The first is compared with the others.
const READERS: [(&str, Read); 5] = [
    ("graph-model, response", |json| {
        let response = Response::new(&*json);
        black_box(graph_model::Page::<Assignment>::from_response(response).unwrap());
    }),
    ("graph-model, slice with serde_json", |json| {
        black_box(serde_json::from_slice::<Page>(json).unwrap());
    }),
    ("flat structs with serde_json", |json| {
        black_box(serde_json::from_slice::<FlatPage>(json).unwrap());
    }),
    ("flat structs with simd-json", |json| {
        black_box(simd_json::serde::from_slice::<FlatPage>(json).unwrap());
    }),
    ("flat structs with sonic-rs", |json| {
        black_box(sonic_rs::from_slice::<FlatPage>(json).unwrap());
    }),
];

fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("page") => print!("{}", page(1_000)),
        Some("response") => {
            let nanoseconds = median(READERS[0].1, page(1_000).as_bytes()) / 1_000.0;
            println!("{nanoseconds:.0}");
        }
        _ => compare(),
    }
}

fn compare() {
    println!(
        "| | per object, at 1, 100 and 10,000 | ratio of the first row to it, in {RUNS} runs |"
    );
    println!("|---|---|---|");
    let measured = COUNTS.map(measured);
    for (number, (name, _)) in READERS.iter().enumerate() {
        let times = measured.each_ref().map(|runs| {
            let times = sorted(runs.iter().map(|run| run[number]).collect());
            format!("{:.0} ns", times[RUNS / 2])
        });
        let ratios = measured.each_ref().map(|runs| {
            let ratios = sorted(runs.iter().map(|run| run[0] / run[number]).collect());
            format!("{:.2} to {:.2}", ratios[0], ratios[RUNS - 1])
        });
        println!("| {name} | {} | {} |", times.join(", "), ratios.join(", "));
    }
}

/// The nanoseconds per object of each reader, for each run.
fn measured(count: usize) -> [[f64; READERS.len()]; RUNS] {
    let json = page(count).into_bytes();
    [(); RUNS].map(|()| READERS.map(|(_, read)| median(read, &json) / count as f64))
}
