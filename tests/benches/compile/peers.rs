//! The types per second of user time, compared with those of async-stripe-shared: the models of
//! another large API, which are published as one crate.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use syn::Item;

use crate::compiler::Measurement;
use crate::forms::Form;
use crate::graph::Schema;
use crate::measure::Project;

/// The version that is compared.
const STRIPE: &str = "1.0.0-rc.5";

pub(crate) fn report(corpus: &OsStr) {
    let (folder, stripe) = stripe();
    let mut peer = Counts::default();
    peer.add_folder(&folder.join("src"));
    let user = user_seconds(|measurement| stripe.measured(measurement, &["check"]));
    println!("| crate | types | operations | check, user time | types per second |");
    println!("|---|---|---|---|---|");
    let peer_rate = row(&format!("async-stripe-shared {STRIPE}"), &peer, user);

    let schema = Schema::read(corpus);
    let files = schema.source(Form::GraphModel);
    let mut own = Counts::default();
    for (_, source) in &files {
        own.add(&syn::parse_file(source).unwrap().items);
    }
    let project = Project::write("graph-graph-model", &files);
    let user = user_seconds(|measurement| project.measured(measurement, &["check"]));
    let own_rate = row("Microsoft Graph v1.0 with graph-model", &own, user);
    println!("ratio of the types per second: {:.2}", own_rate / peer_rate);
}

fn user_seconds(measure: impl Fn(Measurement) -> Option<f64>) -> f64 {
    measure(Measurement::UserTime).expect("the user time of a process, which Linux tells")
}

#[allow(clippy::cast_precision_loss, reason = "a rate for people")]
fn row(name: &str, counts: &Counts, seconds: f64) -> f64 {
    let rate = counts.types as f64 / seconds;
    println!(
        "| {name} | {} | {} | {seconds:.1} s | {rate:.1} |",
        counts.types, counts.operations
    );
    rate
}

/// The numbers of items in the source of a crate.
#[derive(Default)]
struct Counts {
    types: usize,
    operations: usize,
}

impl Counts {
    fn add(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Mod(module) => {
                    if let Some((_, items)) = &module.content {
                        self.add(items);
                    }
                }
                Item::Struct(item) => {
                    let is_operation = item.attrs.iter().any(|attribute| {
                        let path = attribute.path();
                        path.is_ident("graph_action") || path.is_ident("graph_function")
                    });
                    if is_operation {
                        self.operations += 1;
                    } else {
                        self.types += 1;
                    }
                }
                Item::Enum(_) => self.types += 1,
                _ => {}
            }
        }
    }

    fn add_folder(&mut self, folder: &Path) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                self.add_folder(&path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let source = fs::read_to_string(path).unwrap();
                self.add(&syn::parse_file(&source).unwrap().items);
            }
        }
    }
}

/// Fetches the crate, and makes a package of a copy of it, so that the compiler can be watched.
fn stripe() -> (PathBuf, Project) {
    let parent = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile");
    let fetched = parent.join("stripe-fetched");
    fs::create_dir_all(fetched.join("src")).unwrap();
    fs::write(fetched.join("src/lib.rs"), "").unwrap();
    let manifest = format!(
        "[package]\nname = \"stripe-fetched\"\nedition = \"2024\"\n\n[dependencies]\n\
         async-stripe-shared = {{ version = \"={STRIPE}\", features = [\"deserialize\", \"serialize\"] }}\n\n[workspace]\n"
    );
    fs::write(fetched.join("Cargo.toml"), manifest).unwrap();
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--manifest-path"])
        .arg(fetched.join("Cargo.toml"))
        .output()
        .unwrap();
    assert!(
        metadata.status.success(),
        "{}",
        String::from_utf8_lossy(&metadata.stderr)
    );
    let metadata: serde_json::Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages
        .iter()
        .find(|package| package["name"] == "async-stripe-shared")
        .unwrap();
    let manifest = Path::new(package["manifest_path"].as_str().unwrap());
    let folder = manifest.parent().unwrap().to_owned();
    let copy = parent.join("stripe");
    let _ = fs::remove_dir_all(&copy);
    copy_folder(&folder, &copy);
    let manifest = fs::read_to_string(copy.join("Cargo.toml")).unwrap();
    // Both features are what a user enables to read and write the models.
    let manifest = manifest.replace(
        "[features]",
        "[features]\ndefault = [\"deserialize\", \"serialize\"]",
    );
    fs::write(copy.join("Cargo.toml"), manifest + "\n[workspace]\n").unwrap();
    // The package brings its own lock file, whose versions have not been fetched yet.
    let fetch = Command::new(env!("CARGO"))
        .args(["fetch", "--manifest-path"])
        .arg(copy.join("Cargo.toml"))
        .status()
        .unwrap();
    assert!(fetch.success());
    let root = package["targets"][0]["src_path"].as_str().unwrap();
    let root = Path::new(root).strip_prefix(&folder).unwrap().to_owned();
    let project = Project::of_library(copy, "async-stripe-shared", root);
    (folder, project)
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_folder(&path, &target);
        } else {
            fs::copy(path, target).unwrap();
        }
    }
}
