//! Measures the cost of models at compile time: the same types with this crate's macros, with
//! serde's derives, and with neither.
//!
//! `cargo bench -p graph-model-tests --bench compile -- entities` generates 200 entities with 10
//! properties each, and `-- entities 50 20` generates 50 entities with 20 properties each.
//! `-- graph` takes all types of Microsoft Graph v1.0 from `GRAPH_CORPUS`. `-- graph release` also
//! builds them for release, which takes most of an hour.
//!
//! For each form, the benchmark reports `cargo check`, a debug build and a release build of a
//! program that reads and writes every type, the size of the release binary, and the expanded lines
//! per type. All forms have `Debug`, `Clone`, `Default` and `PartialEq`. The dependencies of the
//! types are built beforehand, so that the figures are those of the types alone.

mod entities;
mod forms;
mod graph;
mod measure;

use std::env;

use self::forms::Form;
use self::measure::{Builds, Project, report};

fn main() {
    let arguments: Vec<String> = env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] | ["entities"] => entities(200, 10),
        ["entities", types, properties] => match (types.parse(), properties.parse()) {
            (Ok(types), Ok(properties)) => entities(types, properties),
            _ => usage(),
        },
        ["graph"] => graph(Builds::Debug),
        ["graph", "release"] => graph(Builds::All),
        _ => usage(),
    }
}

fn usage() {
    println!("compile [entities [TYPES PROPERTIES] | graph [release]]");
}

fn entities(types: usize, properties: usize) {
    println!("{types} entities with {properties} properties each");
    let projects = Form::ALL.map(|form| {
        let source = entities::source(form, types, properties);
        Project::write(
            &format!("entities-{}", form.name()),
            &[("main.rs".into(), source)],
        )
    });
    report(&Form::ALL, &projects, types, Builds::All);
}

fn graph(builds: Builds) {
    let Some(corpus) = env::var_os("GRAPH_CORPUS") else {
        println!("GRAPH_CORPUS names no folder with Graph's metadata document");
        return;
    };
    let schema = graph::Schema::read(&corpus);
    println!("Microsoft Graph v1.0: {}", schema.counts());
    let projects = Form::ALL
        .map(|form| Project::write(&format!("graph-{}", form.name()), &schema.source(form)));
    report(&Form::ALL, &projects, schema.structured_types(), builds);
}
