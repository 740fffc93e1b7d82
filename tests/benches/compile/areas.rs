//! An SDK of all of Microsoft Graph v1.0, with a feature for each area: the cost of one area, and of
//! all.

use std::ffi::OsStr;
use std::path::Path;

use graph_csdl::{Generator, Metadata, Slice};

use crate::compiler::Measurement;
use crate::forms::Form;
use crate::graph::Schema;
use crate::measure::{Project, shown};

/// The areas that are measured alone: a small one, and the largest ones.
const AREAS: [&str; 5] = [
    "subscriptions",
    "users",
    "drives",
    "security",
    "device-management",
];

pub(crate) fn report(corpus: &OsStr) {
    let metadata = Metadata::from_file(Path::new(corpus).join("graph-v1.0.csdl")).unwrap();
    let main = "#![allow(dead_code, unused_imports)]\nmod models;\nfn main() {}\n";
    let sdk = Project::write("graph-areas", &[("main.rs".into(), main.to_owned())]);
    let slice = Slice::from_toml("[areas]").unwrap();
    let prepared = Generator::of_slice(&metadata, slice)
        .prepare(&sdk.source_folder().join("models"))
        .unwrap();
    prepared.write().unwrap();
    println!("| SDK of Microsoft Graph v1.0 | types | check | its peak memory |");
    println!("|---|---|---|---|");
    let counts = prepared.counts();
    let types = |numbers: graph_csdl::Numbers| {
        numbers.entity_types + numbers.complex_types + numbers.enumeration_types
    };
    let shared = types(counts.shared());
    row(&sdk, "no area", shared, &["check"]);
    for area in AREAS {
        let own = counts.areas().find(|(name, _)| *name == area).unwrap().1;
        row(
            &sdk,
            area,
            shared + types(own),
            &["check", "--features", area],
        );
    }
    row(
        &sdk,
        "full",
        types(counts.whole()),
        &["check", "--features", "full"],
    );
    let schema = Schema::read(corpus);
    let serde = Project::write("graph-serde", &schema.source(Form::Serde));
    row(
        &serde,
        "all types flattened, with serde's derives",
        types(counts.whole()),
        &["check"],
    );
}

fn row(project: &Project, name: &str, types: usize, arguments: &[&str]) {
    let seconds = project.seconds(arguments);
    let memory = project.measured(Measurement::Memory, arguments);
    println!(
        "| {name} | {types} | {seconds:.1} s | {} |",
        shown(memory, " MB")
    );
}
