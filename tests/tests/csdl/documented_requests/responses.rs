//! Reads the documented responses with the types of the requests that they answer, and writes them
//! back.
//!
//! `contradictions.txt` lists each response that is not written back equal, with the reason. A
//! response without a tag is of the declared type, and null is as good as absent.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::Value;

use super::generated::Generated;
use super::walk::Walk;
use super::{ROOT, run, source};

const CONTRADICTIONS: &str = include_str!("contradictions.txt");

/// A documented response, and the expression of its request.
struct Response {
    name: String,
    code: String,
    body: Value,
}

fn responses(corpus: &Path, generated: &Generated) -> (Vec<Response>, usize) {
    let text = fs::read_to_string(corpus.join("documents-v1.jsonl")).unwrap();
    let mut responses = Vec::new();
    let mut unaddressed = 0;
    for line in text.lines() {
        let document: Value = serde_json::from_str(line).unwrap();
        let is_success = document["status"]
            .as_str()
            .is_some_and(|it| it.starts_with('2'));
        if !is_success || !document["res"].is_object() {
            continue;
        }
        let method = document["method"].as_str().unwrap();
        let url = document["url"].as_str().unwrap();
        let path = url.split('?').next().unwrap();
        let path = path.strip_prefix(ROOT).filter(|path| path.starts_with('/'));
        let walk = Walk {
            generated,
            body: document["req"].as_object(),
            fills_entities: false,
        };
        let Some(Ok(built)) = path.map(|path| walk.build(method, path)) else {
            unaddressed += 1;
            continue;
        };
        let page = document["page"]
            .as_str()
            .unwrap()
            .rsplit('/')
            .next()
            .unwrap();
        responses.push(Response {
            name: format!(
                "{} {method} {}",
                page.trim_end_matches(".md"),
                path.unwrap()
            ),
            code: of_response(built.code, generated, &document["res"]),
            body: document["res"].clone(),
        });
    }
    (responses, unaddressed)
}

/// The expression as an author writes it who expects derived types in the response: a union reads
/// them, and a creation or a patch is one of the type that the response is of.
fn of_response(code: String, generated: &Generated, response: &Value) -> String {
    let Some(ty) = code.strip_prefix("m::") else {
        return code;
    };
    for verb in ["get()", "list()"] {
        if let Some((ty, rest)) = ty.split_once(&format!("::{verb}")) {
            let mut unions = generated.unions.iter();
            return match unions.find(|(_, declared)| *declared == ty) {
                Some((union, _)) => format!("m::{union}::{verb}{rest}"),
                None => code,
            };
        }
    }
    for verb in ["create(", "patch()"] {
        if let Some((ty, _)) = ty.split_once(&format!("::{verb}")) {
            let tag = response["@odata.type"].as_str().unwrap_or_default();
            let derived = generated.named(tag.trim_start_matches('#'));
            return match derived {
                Some(derived) => code.replace(&format!("m::{ty}::"), &format!("m::{derived}::")),
                None => code,
            };
        }
    }
    code
}

const START: &str = r#"//! Written by the test `documented_responses`.

#[allow(dead_code, reason = "not every type is documented")]
#[path = "models.rs"]
mod m;

use std::marker::PhantomData;

use graph_model::path::Address;
use graph_model::http::{Created, FromResponse, Page, Updated};
use graph_model::RequestBuilder;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

type Outcome = Result<Value, String>;

fn parsed<T: DeserializeOwned>(json: &str) -> Result<T, String> {
    serde_json::from_str(json).map_err(|error| error.to_string())
}

fn read<A: FromResponse>(body: &str) -> Result<A, String> {
    let response = http::Response::new(body.to_owned());
    A::from_response(response).map_err(|error| {
        let mut text = error.to_string();
        let mut cause = std::error::Error::source(&error);
        while let Some(error) = cause {
            text = format!("{text}: {error}");
            cause = error.source();
        }
        text
    })
}

fn value(value: &impl Serialize) -> Outcome {
    serde_json::to_value(value).map_err(|error| error.to_string())
}

/// The type of the response to a request.
struct Probe<A>(PhantomData<A>);

impl<A> Probe<A> {
    fn of(_: RequestBuilder<A>) -> Self {
        Self(PhantomData)
    }
}

trait OfValue {
    fn written(&self, body: &str) -> Outcome;
}

impl<A: FromResponse + Serialize> OfValue for &&&&Probe<A> {
    fn written(&self, body: &str) -> Outcome {
        value(&read::<A>(body)?)
    }
}

trait OfPage {
    fn written(&self, body: &str) -> Outcome;
}

impl<A: DeserializeOwned + Serialize> OfPage for &&&Probe<Page<A>> {
    fn written(&self, body: &str) -> Outcome {
        let page = read::<Page<A>>(body)?;
        let mut written = json!({ "value": value(&page.value)? });
        let links = [("@odata.nextLink", page.next_link), ("@odata.deltaLink", page.delta_link)];
        for (name, link) in links {
            if let Some(link) = link {
                written[name] = json!(link);
            }
        }
        if let Some(count) = page.count {
            written["@odata.count"] = json!(count);
        }
        Ok(written)
    }
}

trait OfUpdated {
    fn written(&self, body: &str) -> Outcome;
}

impl<A: Serialize> OfUpdated for &&Probe<Updated<A>>
where
    Updated<A>: FromResponse,
{
    fn written(&self, body: &str) -> Outcome {
        value(&read::<Updated<A>>(body)?.into_entity())
    }
}

trait OfCreated {
    fn written(&self, body: &str) -> Outcome;
}

impl<A: Serialize> OfCreated for &Probe<Created<A>>
where
    Created<A>: FromResponse,
{
    fn written(&self, body: &str) -> Outcome {
        value(&read::<Created<A>>(body)?.into_entity())
    }
}

trait OfOther {
    fn written(&self, body: &str) -> Outcome;
}

impl<A> OfOther for Probe<A> {
    fn written(&self, _: &str) -> Outcome {
        Err("no value".to_owned())
    }
}
"#;

fn program(responses: &[Response]) -> String {
    let mut program = START.to_owned();
    let mut calls = String::new();
    for (number, Response { code, .. }) in responses.iter().enumerate() {
        write!(
            program,
            "\nfn response_{number}(body: &str) -> Outcome {{\n    (&&&&&Probe::of({code})).written(body)\n}}\n"
        )
        .unwrap();
        writeln!(calls, "        response_{number},").unwrap();
    }
    write!(
        program,
        "\nfn main() {{\n    let all: Vec<fn(&str) -> Outcome> = vec![\n{calls}    ];\n    \
         let texts = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();\n    \
         for (body, read) in texts.lines().zip(all) {{\n        match read(body) {{\n            \
         Ok(written) => println!(\"{{written}}\"),\n            \
         Err(error) => println!(\"!{{error}}\"),\n        }}\n    }}\n}}\n"
    )
    .unwrap();
    program
}

/// The body without tags, annotations and null. An envelope around one object is taken off.
fn essence(body: &Value) -> Value {
    match body {
        Value::Object(members) => members
            .iter()
            .filter(|(name, value)| !name.contains('@') && !value.is_null())
            .map(|(name, value)| (name.clone(), essence(value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        Value::Array(items) => items
            .iter()
            .filter(|item| !item.is_null())
            .map(essence)
            .collect(),
        Value::Number(number) => number.as_f64().map_or(Value::Null, Value::from),
        value => value.clone(),
    }
}

/// The first difference between two values: its path, and what was documented and written there.
pub(super) fn difference(documented: &Value, written: &Value, path: &str) -> Option<String> {
    match (documented, written) {
        (Value::Object(members), Value::Object(others)) => {
            let lost = members
                .iter()
                .find_map(|(name, value)| match others.get(name) {
                    Some(other) => difference(value, other, &format!("{path}/{name}")),
                    None if *value == Value::Array(Vec::new()) => None,
                    None => Some(format!("{path}/{name} is lost")),
                });
            lost.or_else(|| {
                let mut added = others.iter().filter(|(name, value)| {
                    !members.contains_key(*name) && **value != Value::Array(Vec::new())
                });
                added
                    .next()
                    .map(|(name, _)| format!("{path}/{name} is new"))
            })
        }
        (Value::Array(items), Value::Array(others)) if items.len() == others.len() => {
            let mut pairs = items.iter().zip(others);
            pairs.find_map(|(item, other)| difference(item, other, path))
        }
        // A member of an enumeration is written as the metadata spells it.
        (Value::String(text), Value::String(other)) if text.eq_ignore_ascii_case(other) => None,
        _ if documented == written => None,
        _ => Some(format!("{path} was {documented}, and is {written}")),
    }
}

#[test]
#[ignore = "it compiles all of Microsoft Graph, which takes minutes"]
fn documented_responses_are_read_and_written_by_generated_types() {
    let corpus = env::var_os("GRAPH_CORPUS").map(PathBuf::from);
    let corpus = corpus.expect("GRAPH_CORPUS names the folder with the documents");
    let source = source(&corpus);
    let (responses, unaddressed) = responses(&corpus, &Generated::of(&source));
    let texts: Vec<String> = responses.iter().map(|it| it.body.to_string()).collect();
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("documented_responses.jsonl");
    fs::write(&file, texts.join("\n")).unwrap();
    let printed = run(&source, &program(&responses), &[file.to_str().unwrap()]);
    let mut found = Vec::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    assert_eq!(printed.lines().count(), responses.len());
    for (line, response) in printed.lines().zip(&responses) {
        let mut body = essence(&response.body);
        let class = if let Some(error) = line.strip_prefix('!') {
            if error == "no value" {
                "not a value: a count, a stream or nothing"
            } else {
                found.push(format!("{}: {error}", response.name));
                "not read"
            }
        } else {
            let written: Value = serde_json::from_str(line).unwrap();
            if let Some(inner) = body.get("value").filter(|_| written.get("value").is_none()) {
                body = inner.clone();
            }
            if written == response.body {
                "equal, with annotations and null"
            } else if let Some(difference) = difference(&body, &essence(&written), "") {
                found.push(format!("{}: {difference}", response.name));
                "different"
            } else {
                "equal but for tags, annotations and null"
            }
        };
        *counts.entry(class).or_default() += 1;
    }
    println!(
        "{} responses, {unaddressed} more have no expression",
        responses.len()
    );
    for (class, count) in counts {
        println!("{count:>6} {class}");
    }
    found.sort_unstable();
    let found = found.join("\n") + "\n";
    if env::var_os("GRAPH_BLESS").is_some() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/csdl/documented_requests/contradictions.txt");
        fs::write(file, found).unwrap();
    } else {
        assert_eq!(found, CONTRADICTIONS);
    }
}
