//! Changes entities of every generated type of Microsoft Graph, and merges the patches.
//!
//! Each object has random values, members that no model knows, and annotations. It is read through
//! `Tracked`, any of its declared properties are changed, and a service that merges the patch has to
//! hold exactly the old object with that change. `patch/merging_service.rs` does the same with
//! changes that are made to the value in place.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use proptest::prelude::RngExt;
use proptest::test_runner::{RngAlgorithm, TestRng};
use serde_json::{Map, Value, json};

use super::generated::{Field, Generated};
use super::responses::difference;
use super::{run, source};

/// The number of objects of each type.
const OBJECTS: usize = 20;

/// The levels of objects inside an object.
const LEVELS: usize = 3;

const START: &str = r#"//! Written by the test `merging`.

#[allow(dead_code, reason = "not every type is an entity type")]
#[path = "models.rs"]
mod m;

use graph_model::{EntityType, Tracked};

/// The patch that makes the old object the new one.
fn patch<T>(old: &str, new: &str) -> Result<String, String>
where
    T: EntityType + Clone + serde::de::DeserializeOwned,
    T::Patch: serde::Serialize,
{
    let mut tracked: Tracked<T> = serde_json::from_str(old).map_err(|error| format!("old: {error}"))?;
    *tracked = serde_json::from_str(new).map_err(|error| format!("new: {error}"))?;
    match tracked.changes() {
        Some(changes) => serde_json::to_string(changes.patch()).map_err(|error| error.to_string()),
        None => Ok("{}".to_owned()),
    }
}
"#;

fn program(types: &[&String]) -> String {
    let mut program = START.to_owned();
    let mut items = String::new();
    for ty in types {
        writeln!(items, "        patch::<m::{ty}>,").unwrap();
    }
    write!(
        program,
        "\nfn main() {{\n    let all: Vec<fn(&str, &str) -> Result<String, String>> = vec![\n{items}    ];\n    \
         let texts = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();\n    \
         for line in texts.lines() {{\n        let mut parts = line.split('\\t');\n        \
         let number: usize = parts.next().unwrap().parse().unwrap();\n        \
         match all[number](parts.next().unwrap(), parts.next().unwrap()) {{\n            \
         Ok(patch) => println!(\"{{patch}}\"),\n            \
         Err(error) => println!(\"!{{error}}\"),\n        }}\n    }}\n}}\n"
    )
    .unwrap();
    program
}

/// Writes objects of generated types, and changes them.
struct Objects<'g> {
    generated: &'g Generated,
    random: TestRng,
    /// Grows, so that no two values are equal by accident.
    count: u32,
}

impl<'g> Objects<'g> {
    fn one_in(&mut self, count: u32) -> bool {
        self.random.random_ratio(1, count)
    }

    /// A type derived from this one, or the type itself.
    fn variant(&mut self, union: &str) -> String {
        let generated = self.generated;
        let declared = generated.declared(union);
        let derived = generated.structs.keys().filter(|ty| {
            let mut ancestry = generated.ancestry(ty);
            ancestry.any(|(ty, _)| ty == declared)
        });
        let mut derived: Vec<&String> = derived.collect();
        derived.sort_unstable();
        derived[self.random.random_range(0..derived.len())].clone()
    }

    fn fields(&self, ty: &str) -> Vec<(&'g str, &'g Field)> {
        let (ty, _) = self.generated.structs.get_key_value(ty).unwrap();
        let ancestry = self.generated.ancestry(ty);
        let fields = ancestry.flat_map(|(_, ty)| &ty.fields);
        let mut fields: Vec<_> = fields.map(|(_, field)| (&*field.name, field)).collect();
        fields.sort_unstable_by_key(|(name, _)| *name);
        fields
    }

    /// An object as a service sends it, or one that a client has made, which has no member that its
    /// model does not know and none that only a service sets.
    fn object(&mut self, ty: &str, levels: usize, is_sent: bool) -> Value {
        let mut members = Map::new();
        let is_union = self.generated.unions.contains_key(ty);
        let ty = &if is_union {
            let ty = self.variant(ty);
            let name = &self.generated.structs[&ty].name;
            members.insert("@odata.type".to_owned(), format!("#{name}").into());
            ty
        } else {
            ty.to_owned()
        };
        for (name, field) in self.fields(ty) {
            let is_absent = field.never_patched.is_some() && !is_sent;
            if is_absent || field.ty == "Stream" || self.one_in(2) {
                continue;
            }
            if let Some(value) = self.value(field, levels, is_sent) {
                members.insert(name.to_owned(), value);
            }
        }
        if is_sent {
            for name in ["unknownMember", "@contoso.note"] {
                if self.one_in(2) {
                    let value = self.untyped();
                    members.insert(name.to_owned(), value);
                }
            }
        }
        Value::Object(members)
    }

    fn value(&mut self, field: &Field, levels: usize, is_sent: bool) -> Option<Value> {
        if !field.collection {
            return self.item(&field.ty, levels, is_sent);
        }
        let count = self.random.random_range(0..4);
        let items = (0..count).map(|_| self.item(&field.ty, levels, is_sent));
        items.collect::<Option<Vec<_>>>().map(Value::from)
    }

    /// A value that is not a collection. There is none where objects would be too deep.
    fn item(&mut self, ty: &str, levels: usize, is_sent: bool) -> Option<Value> {
        self.count += 1;
        let count = self.count;
        let is_object =
            self.generated.structs.contains_key(ty) || self.generated.unions.contains_key(ty);
        Some(match ty {
            _ if is_object && levels == 0 => return None,
            _ if is_object => self.object(ty, levels - 1, is_sent),
            "bool" => self.random.random::<bool>().into(),
            "u8" | "i8" => (count % 100).into(),
            "i16" => (count % 30_000).into(),
            "i32" | "i64" => count.into(),
            "f32" | "f64" => (f64::from(count % 10_000) + 0.5).into(),
            "RawJson" => self.untyped(),
            "UnknownObject" => json!({ "@odata.type": "#contoso.part", "count": count }),
            "Binary" => format!("{:08}", count % 10_000).into(),
            _ => format!("v{count}").into(),
        })
    }

    fn untyped(&mut self) -> Value {
        self.count += 1;
        match self.random.random_range(0..3) {
            0 => json!(self.count),
            1 => json!([self.count, { "deep": true }]),
            _ => {
                json!({ format!("m{}", self.count % 3): self.count, "inner": { "n": self.count } })
            }
        }
    }

    /// Changes some of the properties that a patch can set.
    fn change(&mut self, ty: &str, object: &mut Map<String, Value>, levels: usize) {
        let tag = object.get("@odata.type").and_then(Value::as_str);
        let named = tag.and_then(|tag| self.generated.named(tag.trim_start_matches('#')));
        let ty = named.unwrap_or(ty).to_owned();
        for (name, field) in self.fields(&ty) {
            if field.never_patched.is_some() || field.ty == "Stream" || !self.one_in(3) {
                continue;
            }
            match object.get_mut(name) {
                Some(_) if field.nullable && self.one_in(4) => {
                    object.remove(name);
                }
                Some(Value::Object(inner)) if field.ty != "RawJson" => {
                    self.change(&field.ty, inner, levels.saturating_sub(1));
                }
                Some(Value::Array(items)) if field.ty != "RawJson" => {
                    self.change_items(field, items, levels);
                }
                _ => {
                    if let Some(value) = self.value(field, levels, false) {
                        object.insert(name.to_owned(), value);
                    }
                }
            }
        }
    }

    fn change_items(&mut self, field: &Field, items: &mut Vec<Value>, levels: usize) {
        match self.random.random_range(0..4) {
            0 if !items.is_empty() => {
                let at = self.random.random_range(0..items.len());
                items.remove(at);
            }
            1 => {
                if let Some(item) = self.item(&field.ty, levels, false) {
                    items.push(item);
                }
            }
            2 if !has_twins(items) => items.reverse(),
            _ => {
                if let Some(Value::Object(item)) = items.last_mut() {
                    self.change(&field.ty, item, levels.saturating_sub(1));
                }
            }
        }
    }
}

/// Whether two items differ only in what no model knows, so that it is no change of the value to
/// exchange them.
fn has_twins(items: &[Value]) -> bool {
    fn declared(value: &Value) -> Value {
        match value {
            Value::Object(members) => members
                .iter()
                .filter(|(name, _)| *name != "unknownMember" && *name != "@contoso.note")
                .map(|(name, value)| (name.clone(), declared(value)))
                .collect::<Map<_, _>>()
                .into(),
            Value::Array(items) => items.iter().map(declared).collect(),
            value => value.clone(),
        }
    }
    let declared: BTreeSet<String> = items
        .iter()
        .map(|item| declared(item).to_string())
        .collect();
    declared.len() < items.len()
}

/// A service that merges a patch with what it holds: OData Protocol 4.01, section 11.4.3.
fn merge(held: &mut Map<String, Value>, patch: Map<String, Value>) {
    for (name, value) in patch {
        match (held.get_mut(&name), value) {
            (Some(Value::Object(old)), Value::Object(new)) => merge(old, new),
            (_, value) => {
                held.insert(name, value);
            }
        }
    }
}

/// The value without null, which is as good as absent, and without the tags that a patch repeats.
fn essence(value: &Value) -> Value {
    match value {
        Value::Object(members) => members
            .iter()
            .filter(|(name, value)| *name != "@odata.type" && !value.is_null())
            .map(|(name, value)| (name.clone(), essence(value)))
            .collect::<Map<_, _>>()
            .into(),
        Value::Array(items) => items.iter().map(essence).collect(),
        value => value.clone(),
    }
}

#[test]
#[ignore = "it compiles all of Microsoft Graph, which takes minutes"]
fn a_merging_service_holds_each_generated_entity_with_its_change() {
    let corpus = env::var_os("GRAPH_CORPUS").map(PathBuf::from);
    let corpus = corpus.expect("GRAPH_CORPUS names the folder with the documents");
    let source = source(&corpus);
    let generated = Generated::of(&source);
    let entities = generated
        .structs
        .iter()
        .filter(|(_, ty)| ty.has_patch && ty.is_entity);
    let mut types: Vec<&String> = entities.map(|(path, _)| path).collect();
    types.sort_unstable();
    let mut objects = Objects {
        generated: &generated,
        random: TestRng::deterministic_rng(RngAlgorithm::ChaCha),
        count: 0,
    };
    let mut cases = Vec::new();
    let mut lines = String::new();
    for (number, ty) in types.iter().enumerate() {
        for _ in 0..OBJECTS {
            let old = objects.object(ty, LEVELS, true);
            let mut new = old.clone();
            objects.change(ty, new.as_object_mut().unwrap(), LEVELS);
            writeln!(lines, "{number}\t{old}\t{new}").unwrap();
            cases.push((ty, old, new));
        }
    }
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("merging.tsv");
    fs::write(&file, lines).unwrap();
    let printed = run(&source, &program(&types), &[file.to_str().unwrap()]);
    assert_eq!(printed.lines().count(), cases.len());
    let mut refused = 0;
    let mut changed = 0;
    let mut wrong = BTreeSet::new();
    for (line, (ty, old, new)) in printed.lines().zip(cases) {
        if let Some(error) = line.strip_prefix('!') {
            refused += 1;
            if !error.contains("not clear which item") {
                wrong.insert(format!("{ty}: {error}"));
            }
            continue;
        }
        changed += usize::from(old != new);
        let patch: Map<String, Value> = serde_json::from_str(line).unwrap();
        let mut held = old.as_object().unwrap().clone();
        merge(&mut held, patch);
        let (held, new) = (essence(&Value::Object(held)), essence(&new));
        if held != new {
            let difference = difference(&new, &held, "");
            wrong.insert(format!("{ty}: {difference:?}, sent {line}, old {old}"));
        }
    }
    println!(
        "{} types, {changed} objects changed, {refused} changes refused, {} wrong",
        types.len(),
        wrong.len()
    );
    assert_eq!(wrong, BTreeSet::new());
}
