//! Checks generated types with documented requests: each request is read, written back, and built
//! again as a typed PATCH.
//!
//! The test needs `GRAPH_CORPUS`, a folder with Graph's metadata document and a file of documented
//! requests and responses. It generates the types into a build folder, together with a program
//! (`program`) that treats each page as an author would: it fills in the path, calls the setters
//! and builds the request. The program runs and prints the differences.

mod models;
mod program;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use graph_csdl::{ComplexTag, Generator, Metadata};
use serde_json::Value;

use self::models::Models;

/// The parts of the pages of July 2021 that the metadata of August 2026 does not allow. Everything
/// else on these pages is compared like the rest.
const CONTRADICTIONS: &str = include_str!("contradictions.txt");

/// One documented PATCH.
struct Page {
    name: String,
    url: String,
    request: Value,
    response: Value,
}

fn pages(corpus: &Path) -> Vec<Page> {
    let text = fs::read_to_string(corpus.join("patch-intune-v1.jsonl")).unwrap();
    let documents = text.lines().map(|line| serde_json::from_str(line).unwrap());
    documents
        .map(|document: Value| {
            assert_eq!(document["method"], "PATCH");
            assert_eq!(document["status"], "200");
            let file = document["file"].as_str().unwrap();
            let name = file.rsplit('/').next().unwrap();
            Page {
                name: name.trim_end_matches(".md").to_owned(),
                url: document["url"].as_str().unwrap().to_owned(),
                request: document["req"].clone(),
                response: document["res"].clone(),
            }
        })
        .collect()
}

fn type_name(body: &Value) -> &str {
    body["@odata.type"]
        .as_str()
        .unwrap_or_default()
        .trim_start_matches('#')
}

#[test]
fn documented_requests_are_read_written_and_built_by_generated_types() {
    let Some(corpus) = env::var_os("GRAPH_CORPUS").map(PathBuf::from) else {
        println!("GRAPH_CORPUS is not set, nothing was tested");
        return;
    };
    let metadata = Metadata::from_file(corpus.join("graph-v1.0.csdl")).unwrap();
    let pages = pages(&corpus);
    let declared: Vec<&str> = metadata.entity_types().collect();
    let bodies = pages
        .iter()
        .flat_map(|page| [&page.request, &page.response]);
    let mut types: Vec<&str> = bodies
        .map(type_name)
        .filter(|name| declared.contains(name))
        .collect();
    types.sort_unstable();
    types.dedup();
    // Graph's Intune pages write the tags of complex types without `#`.
    let generator = Generator::new(&metadata)
        .types(types)
        .complex_tag(ComplexTag::Bare);
    let source = generator.to_source().unwrap();
    let models = Models::of(&source);

    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("documented_patches");
    let (program, refused) = program::write(&pages, &models);
    write_crate(&folder, &source, &program);
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline", "--manifest-path"])
        .arg(folder.join("Cargo.toml"))
        .arg("--")
        .arg(corpus.join("graph-v1.0.csdl"))
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("RUSTFLAGS", "-D warnings -C debuginfo=0")
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let warnings = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{warnings}");
    assert_eq!(warnings, "");

    let mut found: Vec<&str> = printed.lines().chain(refused.lines()).collect();
    found.sort_unstable();
    let named = |page: &&Page| {
        found
            .iter()
            .any(|line| line.starts_with(&format!("{}: ", page.name)))
    };
    let contradicting = pages.iter().filter(named).count();
    println!(
        "{} of {} pages are read, written and built exactly",
        pages.len() - contradicting,
        pages.len()
    );
    let expected: Vec<&str> = CONTRADICTIONS.lines().collect();
    if env::var_os("GRAPH_BLESS").is_some() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/csdl/documented_patches/contradictions.txt");
        fs::write(file, found.join("\n") + "\n").unwrap();
    } else {
        assert_eq!(found, expected);
    }
}

fn write_crate(folder: &Path, models: &str, program: &str) {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let runtime = tests.join("../graph-model").canonicalize().unwrap();
    fs::create_dir_all(folder.join("src")).unwrap();
    let manifest = format!(
        "[package]\nname = \"documented-patches\"\nedition = \"2024\"\n\n[dependencies]\n\
         graph-csdl = {{ path = \"{0}/csdl\" }}\ngraph-model = {{ path = \"{0}\" }}\nhttp = \"1\"\nserde = \"1\"\nserde_json = \"1\"\n\n[workspace]\n",
        runtime.display()
    );
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::copy(tests.join("../Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    fs::write(folder.join("src/models.rs"), models).unwrap();
    fs::write(folder.join("src/main.rs"), program).unwrap();
}
