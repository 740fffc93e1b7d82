//! Any object, read through `Tracked` and changed in any way, gives a patch after which a service
//! that merges holds exactly the old object with that change.

use std::collections::BTreeMap;

use graph_model::{RawJson, Tracked, UnknownObject, graph_complex, graph_entity, graph_union};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

#[graph_complex(odata = "contoso.part", tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    #[graph(key)]
    pub number: Option<i32>,
    pub text: Option<String>,
    pub raw: Option<RawJson>,
    pub parts: Option<Vec<Part>>,
}

#[graph_complex(odata = "contoso.largePart", base = Part, tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LargePart {
    pub size: Option<i32>,
}

#[graph_union]
#[derive(Clone, Debug, PartialEq)]
pub enum AnyPart {
    Part(Part),
    Large(LargePart),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

#[graph_complex(odata = "contoso.open", tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Open {
    pub text: Option<String>,
    #[graph(additional)]
    pub more: BTreeMap<String, RawJson>,
}

#[graph_entity(odata = "contoso.whole", base = none, tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Whole {
    pub text: Option<String>,
    pub part: Option<Part>,
    pub parts: Option<Vec<Part>>,
    pub any: Option<Vec<AnyPart>>,
    pub open: Option<Open>,
    pub raw: Option<RawJson>,
    #[graph(read_only)]
    pub fixed: Option<String>,
}

/// A service that merges a patch with what it holds: OData Protocol 4.01, section 11.4.3.
fn merge(held: &mut Value, patch: &Value) {
    let (Value::Object(held), Value::Object(patch)) = (&mut *held, patch) else {
        patch.clone_into(held);
        return;
    };
    for (name, value) in patch {
        match held.get_mut(name) {
            Some(old) if old.is_object() && value.is_object() => merge(old, value),
            _ => {
                held.insert(name.clone(), value.clone());
            }
        }
    }
}

/// Members that are null are as good as absent.
fn without_nulls(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let members = members.iter().filter(|(_, value)| !value.is_null());
            let members = members.map(|(name, value)| (name.clone(), without_nulls(value)));
            Value::Object(members.collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(without_nulls).collect()),
        other => other.clone(),
    }
}

fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<i32>().prop_map(|number| json!(number)),
        "[a-z\"\\\\é]{0,3}".prop_map(|text| json!(text)),
        Just(json!(true)),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map("[a-c]", inner, 0..3)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Members that no model knows.
fn unknown() -> impl Strategy<Value = Map<String, Value>> {
    let name = prop_oneof!["u[a-c]", "text@x\\.[a-c]", "@x\\.[a-c]"];
    prop::collection::btree_map(name, json_value(), 0..3)
        .prop_map(|members| members.into_iter().collect())
}

fn with(mut members: Map<String, Value>, declared: &Value) -> Value {
    for (name, value) in declared.as_object().unwrap() {
        if !value.is_null() {
            members.insert(name.clone(), value.clone());
        }
    }
    Value::Object(members)
}

fn part(number: i32) -> impl Strategy<Value = Value> {
    let text = prop::option::of("[a-c]{0,2}");
    let inner = prop::option::of((unknown(), prop::option::of("[a-c]")));
    (unknown(), text, prop::option::of(json_value()), inner).prop_map(
        move |(unknown, text, raw, inner)| {
            let parts = inner.map(|(unknown, text)| {
                json!([with(unknown, &json!({ "number": 1, "text": text }))])
            });
            with(
                unknown,
                &json!({ "number": number, "text": text, "raw": raw, "parts": parts }),
            )
        },
    )
}

fn parts() -> impl Strategy<Value = Value> {
    (0..4_usize).prop_flat_map(|count| {
        let parts: Vec<_> = (0..count)
            .map(|number| part(i32::try_from(number).unwrap()))
            .collect();
        parts.prop_map(Value::from)
    })
}

fn any_parts() -> impl Strategy<Value = Value> {
    let tags = prop::collection::vec(0..3_u8, 4);
    (parts(), tags).prop_map(|(mut parts, tags)| {
        for (part, tag) in parts.as_array_mut().unwrap().iter_mut().zip(tags) {
            let name = ["#contoso.part", "#contoso.largePart", "#contoso.later"][usize::from(tag)];
            part["@odata.type"] = json!(name);
        }
        parts
    })
}

fn whole() -> impl Strategy<Value = Value> {
    (
        unknown(),
        prop::option::of("[a-c]"),
        prop::option::of(part(7)),
        prop::option::of(parts()),
        prop::option::of(any_parts()),
        prop::option::of((unknown(), prop::option::of("[a-c]"))),
        prop::option::of(json_value()),
    )
        .prop_map(|(unknown, text, part, parts, any, open, raw)| {
            let open = open.map(|(unknown, text)| with(unknown, &json!({ "text": text })));
            with(
                unknown,
                &json!({ "text": text, "part": part, "parts": parts, "any": any, "open": open, "raw": raw, "fixed": "f" }),
            )
        })
}

/// A change of a declared property, made to the value and to its JSON alike.
#[derive(Clone, Debug)]
enum Change {
    Text(Option<String>),
    PartText(Option<String>),
    NoPart,
    ItemText(usize, Option<String>),
    ItemRaw(usize, Value),
    InnerText(usize, String),
    Remove(usize),
    Push(String),
    Swap(usize, usize),
    AnyText(usize, Option<String>),
    AnySwap(usize, usize),
    OpenText(Option<String>),
    OpenMore(String, Value),
    Raw(Value),
}

fn change() -> impl Strategy<Value = Change> {
    let text = || prop::option::of("[A-C]".prop_map(String::from));
    prop_oneof![
        text().prop_map(Change::Text),
        text().prop_map(Change::PartText),
        Just(Change::NoPart),
        (0..4_usize, text()).prop_map(|(at, text)| Change::ItemText(at, text)),
        (0..4_usize, json_value()).prop_map(|(at, raw)| Change::ItemRaw(at, raw)),
        (0..4_usize, "[A-C]").prop_map(|(at, text)| Change::InnerText(at, text)),
        (0..4_usize).prop_map(Change::Remove),
        "[A-C]".prop_map(Change::Push),
        (0..4_usize, 0..4_usize).prop_map(|(at, other)| Change::Swap(at, other)),
        (0..4_usize, text()).prop_map(|(at, text)| Change::AnyText(at, text)),
        (0..4_usize, 0..4_usize).prop_map(|(at, other)| Change::AnySwap(at, other)),
        text().prop_map(Change::OpenText),
        ("u[a-c]", json_value()).prop_map(|(name, value)| Change::OpenMore(name, value)),
        json_value().prop_map(Change::Raw),
    ]
}

/// Sets a member, or removes it.
fn set(object: &mut Value, name: &str, value: Option<Value>) {
    let members = object.as_object_mut().unwrap();
    match value {
        Some(value) => {
            members.insert(name.to_owned(), value);
        }
        None => {
            members.remove(name);
        }
    }
}

fn raw(value: &Value) -> RawJson {
    RawJson::new(value).unwrap()
}

/// Makes the change, if it applies to the object.
fn make(change: &Change, whole: &mut Whole, json: &mut Value) {
    let text = |text: &Option<String>| text.as_ref().map(|text| json!(text));
    match change {
        Change::Text(to) => {
            whole.text.clone_from(to);
            set(json, "text", text(to));
        }
        Change::PartText(to) => {
            if let Some(part) = &mut whole.part {
                part.text.clone_from(to);
                set(&mut json["part"], "text", text(to));
            }
        }
        Change::NoPart => {
            whole.part = None;
            set(json, "part", None);
        }
        Change::Raw(to) => {
            whole.raw = Some(raw(to));
            set(json, "raw", Some(to.clone()));
        }
        Change::OpenText(to) => {
            if let Some(open) = &mut whole.open {
                open.text.clone_from(to);
                set(&mut json["open"], "text", text(to));
            }
        }
        Change::OpenMore(name, to) => {
            if let Some(open) = &mut whole.open {
                open.more.insert(name.clone(), raw(to));
                set(&mut json["open"], name, Some(to.clone()));
            }
        }
        Change::AnyText(at, to) => {
            let any = whole.any.as_mut().and_then(|any| any.get_mut(*at));
            let part = match any {
                Some(AnyPart::Part(part)) => part,
                Some(AnyPart::Large(part)) => &mut part.base,
                _ => return,
            };
            part.text.clone_from(to);
            set(&mut json["any"][at], "text", text(to));
        }
        Change::AnySwap(at, other) => {
            if let Some(any) = &mut whole.any
                && any.len() > *at.max(other)
            {
                any.swap(*at, *other);
                json["any"].as_array_mut().unwrap().swap(*at, *other);
            }
        }
        _ => {
            if let Some(parts) = &mut whole.parts {
                make_in_parts(change, parts, &mut json["parts"]);
            }
        }
    }
}

fn make_in_parts(change: &Change, parts: &mut Vec<Part>, json: &mut Value) {
    let count = parts.len();
    match change {
        Change::ItemText(at, to) if *at < count => {
            parts[*at].text.clone_from(to);
            set(&mut json[at], "text", to.as_ref().map(|text| json!(text)));
        }
        Change::ItemRaw(at, to) if *at < count => {
            parts[*at].raw = Some(raw(to));
            set(&mut json[at], "raw", Some(to.clone()));
        }
        Change::InnerText(at, to) if *at < count => {
            if let Some([inner, ..]) = parts[*at].parts.as_deref_mut() {
                inner.text = Some(to.clone());
                json[at]["parts"][0]["text"] = json!(to);
            }
        }
        Change::Remove(at) if *at < count => {
            parts.remove(*at);
            json.as_array_mut().unwrap().remove(*at);
        }
        Change::Swap(at, other) if *at.max(other) < count => {
            parts.swap(*at, *other);
            json.as_array_mut().unwrap().swap(*at, *other);
        }
        Change::Push(text) => {
            let number = Some(100 + i32::try_from(count).unwrap());
            parts.push(Part {
                number,
                text: Some(text.clone()),
                ..Part::default()
            });
            let item = json!({ "number": number, "text": text });
            json.as_array_mut().unwrap().push(item);
        }
        _ => {}
    }
}

/// Removes what an item says about a text that is gone. An item is sent whole, and an annotation of
/// nothing would be wrong.
fn remove_annotations(expected: &mut Value, object: &Value) {
    for name in ["parts", "any"] {
        let Some(items) = expected.get_mut(name).and_then(Value::as_array_mut) else {
            continue;
        };
        for item in items {
            let old = object[name].as_array().unwrap().iter();
            let mut old = old.filter(|old| old["number"] == item["number"]);
            let had_text = old.any(|old| old.get("text").is_some());
            if had_text && item.get("text").is_none() {
                let members = item.as_object_mut().unwrap();
                members.retain(|name, _| !name.starts_with("text@"));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_merging_service_holds_the_old_object_with_the_change(
        object in whole(),
        changes in prop::collection::vec(change(), 0..4),
    ) {
        let mut tracked: Tracked<Whole> = serde_json::from_str(&object.to_string()).unwrap();
        let mut expected = object.clone();
        for change in &changes {
            make(change, &mut tracked, &mut expected);
        }
        remove_annotations(&mut expected, &object);
        let mut held = object.clone();
        if let Some(changes) = tracked.changes() {
            merge(&mut held, &serde_json::to_value(changes.patch()).unwrap());
        }
        prop_assert_eq!(without_nulls(&held), without_nulls(&expected));
        let written = serde_json::to_value(&tracked).unwrap();
        prop_assert_eq!(written.get("ua"), object.get("ua"));
    }
}
