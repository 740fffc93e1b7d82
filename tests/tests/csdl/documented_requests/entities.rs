//! Builds the documented creations and patches from values of generated types, and compares what is
//! sent with what is documented.
//!
//! `unbuilt_entities.txt` lists each body that is not built equal, with the reason. A tag that names
//! the declared type is as good as absent, because the setting of the type decides about it, and so
//! is null where nothing is merged.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::{Map, Value};

use super::generated::Generated;
use super::walk::Walk;
use super::{ROOT, START, run, source};

const UNBUILT: &str = include_str!("unbuilt_entities.txt");

/// A documented creation or patch.
struct Entity {
    name: String,
    class: &'static str,
    code: String,
    body: Value,
}

/// The requests that can be built, the reasons of the others, and the number of requests in each
/// class.
#[derive(Default)]
struct Documented {
    entities: Vec<Entity>,
    unbuilt: Vec<String>,
    all: BTreeMap<&'static str, usize>,
}

fn documented(corpus: &Path, generated: &Generated) -> Documented {
    let text = fs::read_to_string(corpus.join("documents-v1.jsonl")).unwrap();
    let mut documented = Documented::default();
    for line in text.lines() {
        let document: Value = serde_json::from_str(line).unwrap();
        let method = document["method"].as_str().unwrap();
        let class = match method {
            "POST" => "creations",
            "PATCH" => "patches",
            "PUT" => "replacements",
            _ => continue,
        };
        let Some(body) = document["req"].as_object() else {
            continue;
        };
        let url = document["url"].as_str().unwrap();
        let path = url.split('?').next().unwrap();
        let Some(path) = path.strip_prefix(ROOT).filter(|path| path.starts_with('/')) else {
            continue;
        };
        let page = document["page"].as_str().unwrap();
        let page = page.rsplit('/').next().unwrap().trim_end_matches(".md");
        let name = format!("{page} {method} {path}");
        let mut walk = Walk {
            generated,
            body: Some(body),
            fills_entities: false,
        };
        // An action has parameters, a reference has an address, and neither is an entity.
        let Ok(built) = walk.build(method, path) else {
            continue;
        };
        if !matches!(built.form, "collection" | "entity" | "property") {
            continue;
        }
        *documented.all.entry(class).or_default() += 1;
        walk.fills_entities = true;
        match walk.build(method, path) {
            Ok(built) => documented.entities.push(Entity {
                name,
                class,
                code: built.code,
                body: document["req"].clone(),
            }),
            Err(reason) => documented.unbuilt.push(format!("{name}: {reason}")),
        }
    }
    documented
}

fn program(entities: &[Entity]) -> String {
    let mut program = START.to_owned();
    program.push_str("\n#[allow(unused_imports, reason = \"not every request sets something\")]\nuse graph_model::Patch as _;\n");
    let mut calls = String::new();
    for (number, Entity { code, .. }) in entities.iter().enumerate() {
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

/// Finds the first difference between two bodies: its path, and what was documented and sent there.
struct Comparison<'g> {
    generated: &'g Generated,
    /// Whether the service merges the body, so that null says more than an absent member.
    merges: bool,
}

impl Comparison<'_> {
    /// Compares objects whose declared type is `ty`. The root has none, so its tag has to be the
    /// documented one.
    fn objects(
        &self,
        ty: &str,
        documented: &Map<String, Value>,
        sent: &Map<String, Value>,
        path: &str,
    ) -> Option<String> {
        let ty = self.generated.declared(ty);
        let tagged = self.tagged(documented);
        let sent_type = self.tagged(sent);
        if tagged.unwrap_or(ty) != sent_type.unwrap_or(ty) && (tagged.is_some() || !ty.is_empty()) {
            return Some(format!("{path} was {tagged:?}, and is {sent_type:?}"));
        }
        let ty = sent_type.unwrap_or(ty);
        let lost = documented.iter().find_map(|(name, value)| {
            let path = format!("{path}/{name}");
            let field = self.generated.field(ty, name);
            match sent.get(name) {
                _ if name == "@odata.type" => None,
                Some(other) => {
                    self.values(field.map_or("", |field| &field.ty), value, other, &path)
                }
                None if value.is_null() && !self.merges => None,
                None if field.is_none() => Some(format!("{path} is not declared")),
                None => Some(format!("{path} {value} is lost")),
            }
        });
        lost.or_else(|| {
            let mut added = sent
                .keys()
                .filter(|name| *name != "@odata.type" && !documented.contains_key(*name));
            added.next().map(|name| format!("{path}/{name} is new"))
        })
    }

    fn values(&self, ty: &str, documented: &Value, sent: &Value, path: &str) -> Option<String> {
        match (documented, sent) {
            (Value::Object(members), Value::Object(others)) => {
                self.objects(ty, members, others, path)
            }
            // A service replaces a collection.
            (Value::Array(items), Value::Array(others)) if items.len() == others.len() => {
                let item = Comparison {
                    merges: false,
                    ..*self
                };
                let mut pairs = items.iter().zip(others);
                pairs.find_map(|(documented, sent)| item.values(ty, documented, sent, path))
            }
            (Value::String(text), Value::String(other)) if members(text) == members(other) => None,
            (Value::Number(number), Value::Number(other)) if number.as_f64() == other.as_f64() => {
                None
            }
            _ if documented == sent => None,
            _ => Some(format!("{path} was {documented}, and is {sent}")),
        }
    }

    fn tagged(&self, object: &Map<String, Value>) -> Option<&str> {
        let tag = object.get("@odata.type")?.as_str()?;
        self.generated.named(tag.trim_start_matches('#'))
    }
}

/// The members of an enumeration: they are written as the metadata spells them, and flags in the
/// order of their values.
fn members(text: &str) -> Vec<String> {
    let mut members: Vec<String> = text.split(',').map(str::to_lowercase).collect();
    members.sort_unstable();
    members
}

#[test]
#[ignore = "it compiles all of Microsoft Graph, which takes minutes"]
fn documented_entities_are_created_and_patched_by_generated_types() {
    let corpus = env::var_os("GRAPH_CORPUS").map(PathBuf::from);
    let corpus = corpus.expect("GRAPH_CORPUS names the folder with the documents");
    let source = source(&corpus);
    let generated = Generated::of(&source);
    let documented = documented(&corpus, &generated);
    let printed = run(&source, &program(&documented.entities), &[]);
    let mut found = documented.unbuilt;
    let mut counts: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    assert_eq!(printed.lines().count(), documented.entities.len());
    for (line, entity) in printed.lines().zip(&documented.entities) {
        let [_, method, uri, sent] = line.splitn(4, '\t').collect::<Vec<_>>()[..] else {
            panic!("{line}");
        };
        if method == "error" {
            found.push(format!("{}: {uri}", entity.name));
            continue;
        }
        let sent: Value = serde_json::from_str(sent).unwrap();
        let comparison = Comparison {
            generated: &generated,
            merges: entity.class == "patches",
        };
        let [exact, equal] = counts.entry(entity.class).or_default();
        if sent == entity.body {
            *exact += 1;
        } else if let Some(difference) = comparison.values("", &entity.body, &sent, "") {
            found.push(format!("{}: {difference}", entity.name));
        } else {
            *equal += 1;
        }
    }
    for (class, all) in documented.all {
        let [exact, equal] = counts.remove(class).unwrap_or_default();
        println!(
            "{class}: {all}, {exact} are built exactly, {equal} but for the tag of a declared type and null"
        );
    }
    found.sort_unstable();
    let found = found.join("\n") + "\n";
    if env::var_os("GRAPH_BLESS").is_some() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/csdl/documented_requests/unbuilt_entities.txt");
        fs::write(file, found).unwrap();
    } else {
        assert_eq!(found, UNBUILT);
    }
}
