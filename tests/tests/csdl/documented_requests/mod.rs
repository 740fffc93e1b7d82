//! Builds the documented requests of Microsoft Graph with nothing but generated code.
//!
//! The tests need `GRAPH_CORPUS`, a folder with Graph's documented requests and responses of July
//! 2021 and its metadata document of the same month. `walk` follows each URL over the generated
//! source, and writes the expression that an author would write. `unaddressed.txt` lists each
//! request that has no such expression, with the reason.
//!
//! The second test compiles all of Graph together with these expressions and runs them, and
//! `responses` reads the responses with their types. Both take minutes, and are not part of the
//! usual run:
//!
//! ```sh
//! GRAPH_CORPUS=… cargo test -p graph-model-tests --test csdl -- --ignored documented_requests --nocapture
//! ```

mod bodies;
mod entities;
mod generated;
mod merging;
mod queries;
mod query_text;
mod responses;
mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use graph_csdl::{ComplexTag, Generator, Metadata};
use serde_json::Value;

use self::generated::Generated;
use self::walk::{Built, Walk};

const UNADDRESSED: &str = include_str!("unaddressed.txt");
const DIFFERENCES: &str = include_str!("differences.txt");
const ROOT: &str = "https://graph.microsoft.com/v1.0";

/// One documented request.
struct Document {
    method: String,
    /// The path below the version, or the whole URL if it is elsewhere.
    path: String,
    body: Value,
}

impl Document {
    fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

/// The requests with distinct methods and paths. Of several with the same path, the one with the
/// most members in its body is kept.
fn documents(corpus: &Path) -> Vec<Document> {
    let text = fs::read_to_string(corpus.join("documents-v1.jsonl")).unwrap();
    let mut documents: BTreeMap<(String, String), Document> = BTreeMap::new();
    for line in text.lines() {
        let document: Value = serde_json::from_str(line).unwrap();
        let method = document["method"].as_str().unwrap().to_owned();
        let url = document["url"].as_str().unwrap();
        let url = url.split('?').next().unwrap();
        let is_own = url
            .get(..ROOT.len())
            .is_some_and(|root| root.eq_ignore_ascii_case(ROOT));
        let path = if is_own { &url[ROOT.len()..] } else { url };
        let members =
            |document: &Document| document.body.as_object().map_or(0, serde_json::Map::len);
        let document = Document {
            method: method.clone(),
            path: path.to_owned(),
            body: document["req"].clone(),
        };
        let entry = (method, path.trim_end_matches('/').to_owned());
        let kept = documents.get(&entry).map_or(0, members);
        if kept == 0 || members(&document) > kept {
            documents.insert(entry, document);
        }
    }
    documents.into_values().collect()
}

fn source(corpus: &Path) -> String {
    let metadata = Metadata::from_file(corpus.join("graph-v1.0-2021.csdl")).unwrap();
    let generator = Generator::new(&metadata).complex_tag(ComplexTag::None);
    generator.to_source().unwrap()
}

/// The documents with their expressions, and the lines of those that have none.
fn walked<'d>(
    generated: &Generated,
    documents: &'d [Document],
) -> (Vec<(&'d Document, Built)>, BTreeSet<String>) {
    let mut built = Vec::new();
    let mut unaddressed = BTreeSet::new();
    for document in documents {
        let walk = Walk {
            generated,
            body: document.body.as_object(),
            fills_entities: false,
        };
        let result = if document.path.starts_with('/') {
            walk.build(&document.method, &document.path)
        } else {
            Err("the URL is not one of Graph v1.0".to_owned())
        };
        match result {
            Ok(request) => built.push((document, request)),
            Err(reason) => {
                unaddressed.insert(format!("{}: {reason}", document.name()));
            }
        }
    }
    (built, unaddressed)
}

fn print_forms(built: &[(&Document, Built)], all: usize) {
    let mut forms: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, built) in built {
        *forms.entry(built.form).or_default() += 1;
    }
    println!("{} of {all} documented requests are addressed", built.len());
    for (form, count) in forms {
        println!("{count:>6} {form}");
    }
}

#[test]
fn documented_urls_are_addressed_by_generated_code() {
    let Some(corpus) = env::var_os("GRAPH_CORPUS").map(PathBuf::from) else {
        println!("GRAPH_CORPUS is not set, nothing was tested");
        return;
    };
    let documents = documents(&corpus);
    let generated = Generated::of(&source(&corpus));
    let (built, unaddressed) = walked(&generated, &documents);
    print_forms(&built, documents.len());
    compare(unaddressed, "unaddressed.txt", UNADDRESSED);
}

const START: &str = r#"//! Written by the test `documented_requests`.

#![deny(warnings)]

#[allow(dead_code, reason = "not every request is documented")]
#[path = "models.rs"]
mod m;

use graph_model::path::Address;
use graph_model::{Endpoint, RequestBuilder};

type Built = Result<http::Request<Vec<u8>>, String>;

fn parsed<T: serde::de::DeserializeOwned>(json: &str) -> Result<T, String> {
    serde_json::from_str(json).map_err(|error| error.to_string())
}

fn built<A>(request: RequestBuilder<A>) -> Built {
    request.build(&Endpoint::V1_0).map_err(|error| error.to_string())
}

fn show(number: usize, request: fn() -> Built) {
    match request() {
        Ok(request) => {
            let body = String::from_utf8(request.body().clone()).unwrap();
            println!("{number}\t{}\t{}\t{body}", request.method(), request.uri());
        }
        Err(error) => println!("{number}\terror\t{error}\t"),
    }
}
"#;

/// A program that builds requests and prints them with their numbers.
fn program<'c>(requests: impl IntoIterator<Item = (usize, &'c str)>) -> String {
    let mut program = START.to_owned();
    let mut calls = String::new();
    for (number, code) in requests {
        write!(
            program,
            "\nfn request_{number}() -> Built {{\n    built({code})\n}}\n"
        )
        .unwrap();
        writeln!(calls, "    show({number}, request_{number});").unwrap();
    }
    write!(program, "\nfn main() {{\n{calls}}}\n").unwrap();
    program
}

/// Compares a list with the file that was kept of it, or keeps it if `GRAPH_BLESS` is set.
fn compare(found: BTreeSet<String>, file: &str, kept: &str) {
    let found = found.into_iter().collect::<Vec<_>>().join("\n") + "\n";
    if env::var_os("GRAPH_BLESS").is_some() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/csdl/documented_requests");
        fs::write(folder.join(file), found).unwrap();
    } else {
        assert_eq!(found, kept);
    }
}

/// Writes the program with the models, runs it, and returns what it prints.
fn run(models: &str, program: &str, arguments: &[&str]) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("documented_requests");
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let runtime = tests.join("../graph-model").canonicalize().unwrap();
    fs::create_dir_all(folder.join("src")).unwrap();
    let manifest = format!(
        "[package]\nname = \"documented-requests\"\nedition = \"2024\"\n\n[dependencies]\n\
         graph-model = {{ path = \"{}\" }}\nhttp = \"1\"\nserde = \"1\"\nserde_json = \"1\"\n\n[workspace]\n",
        runtime.display()
    );
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::copy(tests.join("../Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    fs::write(folder.join("src/models.rs"), models).unwrap();
    fs::write(folder.join("src/main.rs"), program).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline", "--manifest-path"])
        .arg(folder.join("Cargo.toml"))
        .arg("--")
        .args(arguments)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("RUSTFLAGS", "-C debuginfo=0")
        .output()
        .unwrap();
    let warnings = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{warnings}");
    String::from_utf8(output.stdout).unwrap()
}

/// A URL in the form in which two spellings of it are the same: decoded, in lower case, without the
/// namespace of Graph, with keys as segments, and with the parameters of a function in order.
fn normal(path: &str) -> String {
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
    let path = decoded.to_lowercase().replace("microsoft.graph.", "");
    let path = path.replace(['\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}', '"'], "'");
    let mut segments = Vec::new();
    for segment in path.trim_matches('/').split('/') {
        let Some((name, rest)) = segment.split_once('(') else {
            segments.push(segment.trim_matches('\'').to_owned());
            continue;
        };
        let rest = rest.trim_end_matches(')');
        if rest.contains('=') && !rest.starts_with('\'') {
            let mut parameters: Vec<&str> = rest.split(',').map(str::trim).collect();
            parameters.sort_unstable();
            segments.push(format!("{name}({})", parameters.join(",")));
        } else {
            segments.push(name.to_owned());
            if !rest.is_empty() {
                segments.push(rest.trim_matches('\'').to_owned());
            }
        }
    }
    segments.join("/")
}

/// A body without what the service takes for granted: tags, annotations, and null for what is not
/// there. The letter case of parameters does not count.
fn essence(body: &Value, is_root: bool) -> Value {
    match body {
        Value::Object(members) => members
            .iter()
            .filter(|(name, value)| !name.contains('@') && !value.is_null())
            .map(|(name, value)| {
                let name = if is_root {
                    name.to_lowercase()
                } else {
                    name.clone()
                };
                (name, essence(value, false))
            })
            .collect::<serde_json::Map<_, _>>()
            .into(),
        Value::Array(items) => items.iter().map(|item| essence(item, false)).collect(),
        value => value.clone(),
    }
}

#[test]
#[ignore = "it compiles all of Microsoft Graph, which takes minutes"]
fn documented_requests_are_built_by_generated_code() {
    let corpus = env::var_os("GRAPH_CORPUS").map(PathBuf::from);
    let corpus = corpus.expect("GRAPH_CORPUS names the folder with the documents");
    let documents = documents(&corpus);
    let source = source(&corpus);
    let (built, _) = walked(&Generated::of(&source), &documents);
    let codes = built.iter().enumerate();
    let codes = codes.map(|(number, (_, built))| (number, built.code.as_str()));
    let printed = run(&source, &program(codes), &[]);
    let mut differences = BTreeSet::new();
    let mut exact = 0;
    let mut bodies = 0;
    for line in printed.lines() {
        let [number, method, uri, body] = line.splitn(4, '\t').collect::<Vec<_>>()[..] else {
            panic!("{line}");
        };
        let (document, request) = &built[number.parse::<usize>().unwrap()];
        let name = document.name();
        if method == "error" {
            differences.insert(format!("{name}: {uri}"));
            continue;
        }
        let path = uri.strip_prefix(ROOT).unwrap();
        let path = path.split('?').next().unwrap();
        if method != document.method || normal(path) != normal(&document.path) {
            differences.insert(format!("{name}: built {method} {path}"));
            continue;
        }
        if request.form == "action" && document.body.is_object() {
            bodies += 1;
            let sent: Value = serde_json::from_str(body).unwrap_or(Value::Null);
            let (sent, documented) = (essence(&sent, true), essence(&document.body, true));
            if sent != documented {
                differences.insert(format!("{name}: sent {sent}, documented {documented}"));
                continue;
            }
        }
        exact += 1;
    }
    print_forms(&built, documents.len());
    println!(
        "{exact} of {} equal the documented request, {bodies} of them with the body of an action",
        built.len()
    );
    compare(differences, "differences.txt", DIFFERENCES);
}
