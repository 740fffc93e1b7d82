//! Measures the memory of a page of 10,000 assignments, and compares it with alternatives.
//!
//! `cargo bench -p graph-model --bench memory` prints what the page holds once it is read, for each
//! way of reading it. The body is not counted. The figures do not vary from run to run.

#[allow(dead_code, reason = "the other benchmarks use the rest")]
#[path = "../runtime/assignments.rs"]
mod assignments;

use graph_model::FromResponse;
use http::Response;
use peak_alloc::PeakAlloc;
use serde::de::DeserializeOwned;
use serde_json::Value;

use assignments::flat::FlatPage;
use assignments::flatten::FlattenPage;
use assignments::tagged::TaggedPage;
use assignments::{Assignment, Page, page};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const COUNT: usize = 10_000;

fn main() {
    // `cargo test --all-targets` runs it as well, where nobody reads the figures.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let json = page(COUNT);
    println!("| | bytes per object |\n|---|---|");
    report("response", || {
        let response = Response::new(json.as_bytes());
        graph_model::Page::<Assignment>::from_response(response).unwrap()
    });
    report("slice", || from_slice::<Page>(&json));
    report("structs flattened by hand, tags ignored", || {
        from_slice::<FlatPage>(&json)
    });
    report("the same, spare room given back", || {
        let mut page = from_slice::<FlatPage>(&json);
        page.value.shrink_to_fit();
        page
    });
    report("the same with the tag as a field", || {
        from_slice::<TaggedPage>(&json)
    });
    report("`flatten` and `tag`", || from_slice::<FlattenPage>(&json));
    report("`Value`", || from_slice::<Value>(&json));
}

fn from_slice<T: DeserializeOwned>(json: &str) -> T {
    serde_json::from_slice(json.as_bytes()).unwrap()
}

/// Prints the memory of what `read` returns.
fn report<T>(name: &str, read: impl FnOnce() -> T) {
    let before = MEMORY.current_usage();
    let page = read();
    let held = MEMORY.current_usage() - before;
    drop(page);
    println!("| {name} | {} |", held / COUNT);
}
