//! Measures the cost of models at compile time: the same types with this crate's macros, with
//! serde's derives, and with neither.
//!
//! `cargo bench -p graph-model-tests --bench compile -- entities` generates 200 entities with 10
//! properties each, and `-- entities 50 20` generates 50 entities with 20 properties each. `--
//! budget` counts the instructions of checking 10 entities with 10 properties, and fails if their
//! ratio to serde's exceeds the budget. `-- graph` takes all types of Microsoft Graph v1.0 from
//! `GRAPH_CORPUS`. `-- graph all` also counts instructions and builds for release, which takes more
//! than an hour. `-- areas` splits the same types into features, and measures the check of single
//! areas and of all. `-- peers` compares the types per second with those of another large crate of
//! models, which it fetches.
//!
//! For each form, the benchmark reports the instructions and the peak memory of the compiler during
//! `cargo check` (valgrind counts the instructions), the times of `cargo check`, a debug build and
//! a release build of a program that reads and writes every type, the size of the release binary,
//! and the expanded lines per type. All forms have `Debug`, `Clone`, `Default` and `PartialEq`. The
//! dependencies of the types are built beforehand, so that the figures are those of the types
//! alone.

mod areas;
mod compiler;
mod entities;
mod forms;
mod graph;
mod measure;
mod peers;

use std::{env, process};

use self::compiler::Measurement;
use self::forms::Form;
use self::measure::{Builds, Project, report};

fn main() {
    compiler::run_if_called_by_cargo();
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
        ["budget"] => budget(),
        ["graph"] => graph(Builds::Debug),
        ["graph", "all"] => graph(Builds::All),
        ["areas"] => areas(),
        ["peers"] => peers(),
        _ => usage(),
    }
}

fn usage() {
    println!("compile [entities [TYPES PROPERTIES] | budget | graph [all] | areas | peers]");
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

/// The ratio of this crate's instructions to serde's for 10 entities with 10 properties.
const BUDGET: f64 = 0.47;

/// The amount by which a change may exceed the budget.
const TOLERANCE: f64 = 0.03;

fn budget() {
    let [ours, serde] = [Form::GraphModel, Form::Serde].map(|form| {
        let source = entities::source(form, 10, 10);
        let name = format!("budget-{}", form.name());
        Project::write(&name, &[("main.rs".into(), source)])
            .measured(Measurement::Instructions, &["check"])
    });
    let (Some(ours), Some(serde)) = (ours, serde) else {
        println!("valgrind is not installed, so nothing was counted");
        process::exit(1);
    };
    let ratio = ours / serde;
    println!("{ours:.0} M instructions, serde {serde:.0} M, ratio {ratio:.3}, budget {BUDGET}");
    if ratio > BUDGET + TOLERANCE {
        println!("the expansion has become too expensive");
        process::exit(1);
    }
}

fn areas() {
    match env::var_os("GRAPH_CORPUS") {
        Some(corpus) => areas::report(&corpus),
        None => println!("GRAPH_CORPUS names no folder with Graph's metadata document"),
    }
}

fn peers() {
    match env::var_os("GRAPH_CORPUS") {
        Some(corpus) => peers::report(&corpus),
        None => println!("GRAPH_CORPUS names no folder with Graph's metadata document"),
    }
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
