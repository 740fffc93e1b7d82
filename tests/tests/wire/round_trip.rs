//! Property tests of generated hierarchies: a value that is written is read back unchanged,
//! whatever the order of its members.

use std::collections::BTreeMap;

use graph_model::{
    Flags, Presence, RawJson, UnknownObject, graph_complex, graph_entity, graph_enum, graph_union,
};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde_json::{Map, Value};

#[graph_enum(odata = "contoso.colour")]
#[derive(Clone, Debug, PartialEq)]
pub enum Colour {
    Red,
    Green,
    #[graph(unknown)]
    Unknown(String),
}

#[graph_enum(odata = "contoso.rights", flags)]
#[derive(Clone, Debug, PartialEq)]
pub enum Rights {
    Read,
    Write,
    #[graph(unknown)]
    Unknown(String),
}

#[graph_entity(odata = "contoso.thing")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Thing {
    pub name: String,
    pub count: Option<i64>,
    pub ratio: Presence<f64>,
    #[graph(additional)]
    pub additional: BTreeMap<String, RawJson>,
}

#[graph_entity(odata = "contoso.box", base = Thing)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Crate {
    pub colour: Option<Colour>,
    pub rights: Option<Flags<Rights>>,
    pub tags: Vec<Option<String>>,
}

#[graph_entity(odata = "contoso.nest", base = Crate)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Nest {
    #[graph(navigation)]
    pub inner: Option<Box<Any>>,
    #[graph(navigation)]
    pub others: Vec<Any>,
    pub size: Option<Size>,
}

#[graph_complex(odata = "contoso.size", tag = bare)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Size {
    pub width: f32,
    pub height: Presence<i32>,
}

#[graph_union]
#[derive(Clone, Debug, PartialEq)]
pub enum Any {
    Thing(Thing),
    Crate(Crate),
    Nest(Nest),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

/// Names of dynamic properties. None of them is declared by a type, and none is that of an
/// annotation.
fn additional_name() -> impl Strategy<Value = String> {
    "x_[a-zA-Z0-9 é\"\\\\]{0,8}"
}

fn json_value() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    scalar.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(Value::from),
            btree_map(any::<String>(), inner, 0..5)
                .prop_map(|members| Value::from(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

fn thing() -> impl Strategy<Value = Thing> {
    let additional = btree_map(additional_name(), json_value(), 0..3).prop_map(|members| {
        members
            .into_iter()
            .map(|(name, value)| (name, RawJson::new(&value).unwrap()))
            .collect()
    });
    let ratio = prop_oneof![
        Just(Presence::Absent),
        Just(Presence::Null),
        any::<f64>().prop_map(Presence::Value),
        Just(Presence::Value(f64::INFINITY)),
    ];
    let id = any::<Option<String>>();
    (id, any::<String>(), any::<Option<i64>>(), ratio, additional).prop_map(
        |(id, name, count, ratio, additional)| {
            let mut thing = Thing {
                name,
                count,
                ratio,
                additional,
                ..Default::default()
            };
            thing.id = id;
            thing
        },
    )
}

fn colour() -> impl Strategy<Value = Colour> {
    any::<String>().prop_map(|name| Colour::from(name.as_str()))
}

fn rights() -> impl Strategy<Value = Flags<Rights>> {
    vec("read|write|[a-z]{1,4}", 1..4).prop_map(|names| {
        names
            .iter()
            .map(|name| Rights::from(name.as_str()))
            .collect()
    })
}

fn crate_of() -> impl Strategy<Value = Crate> {
    let colour = proptest::option::of(colour());
    let rights = proptest::option::of(rights());
    (thing(), colour, rights, vec(any::<Option<String>>(), 0..3)).prop_map(
        |(base, colour, rights, tags)| Crate {
            base,
            colour,
            rights,
            tags,
        },
    )
}

fn unknown() -> impl Strategy<Value = UnknownObject> {
    btree_map(any::<String>(), json_value(), 0..5).prop_map(|members| {
        let mut object = UnknownObject::new("#contoso.notModelled");
        for (name, value) in members {
            object.insert(&name, RawJson::new(&value).unwrap());
        }
        object
    })
}

fn any_value() -> impl Strategy<Value = Any> {
    let leaf = prop_oneof![
        thing().prop_map(Any::Thing),
        crate_of().prop_map(Any::Crate),
        unknown().prop_map(Any::Unknown),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let height = prop_oneof![
            Just(Presence::Absent),
            Just(Presence::Null),
            any::<i32>().prop_map(Presence::Value)
        ];
        let size = (any::<f32>(), height).prop_map(|(width, height)| Size { width, height });
        let one = proptest::option::of(inner.clone().prop_map(Box::new));
        (
            crate_of(),
            one,
            vec(inner, 0..3),
            proptest::option::of(size),
        )
            .prop_map(|(base, inner, others, size)| {
                Any::Nest(Nest {
                    base,
                    inner,
                    others,
                    size,
                })
            })
    })
}

/// Writes the same JSON with the members of every object in another order.
fn shuffled(json: &Value, seed: u64, text: &mut String) {
    match json {
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            let count = members.len().max(1);
            members.rotate_left(usize::try_from(seed).unwrap_or_default() % count);
            if seed.is_multiple_of(3) {
                members.reverse();
            }
            text.push('{');
            for (position, (name, value)) in members.into_iter().enumerate() {
                if position > 0 {
                    text.push(',');
                }
                text.push_str(&serde_json::to_string(name).unwrap());
                text.push(':');
                shuffled(value, seed.rotate_right(7) ^ 0x9E37, text);
            }
            text.push('}');
        }
        Value::Array(items) => {
            text.push('[');
            for (position, item) in items.iter().enumerate() {
                if position > 0 {
                    text.push(',');
                }
                shuffled(item, seed.rotate_right(3), text);
            }
            text.push(']');
        }
        scalar => text.push_str(&scalar.to_string()),
    }
}

/// Returns the value as JSON, with the members of unknown objects in a fixed order.
fn as_json(value: &Any) -> Value {
    serde_json::to_value(value).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_value_that_is_written_is_read_back(value in any_value()) {
        let text = serde_json::to_string(&value).unwrap();
        let read: Any = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(&read, &value, "{}", text);
        prop_assert_eq!(serde_json::to_string(&read).unwrap(), text.clone());
        let from_reader: Any = serde_json::from_reader(text.as_bytes()).unwrap();
        prop_assert_eq!(from_reader, value);
    }

    #[test]
    fn the_order_of_members_does_not_matter(value in any_value(), seed in any::<u64>()) {
        let json = as_json(&value);
        let mut text = String::new();
        shuffled(&json, seed, &mut text);
        let read: Any = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(as_json(&read), json, "{}", text);
    }

    #[test]
    fn an_unknown_object_is_written_back_unchanged(value in json_value(), members in btree_map(any::<String>(), json_value(), 0..6)) {
        let mut object: Map<String, Value> = members.into_iter().collect();
        object.insert("@odata.type".into(), "#contoso.notModelled".into());
        object.insert("last".into(), value);
        let json = Value::Object(object);
        let text = json.to_string();
        let read: Any = serde_json::from_str(&text).unwrap();
        prop_assert!(matches!(read, Any::Unknown(_)));
        prop_assert_eq!(serde_json::to_string(&read).unwrap(), text);
    }

    #[test]
    fn no_change_is_an_empty_patch_and_every_patch_is_written_the_same_in_two_ways(before in crate_of(), after in crate_of()) {
        prop_assert!(before.changes_since(&before).is_empty());
        let patch = after.changes_since(&before);
        let pretty = serde_json::to_value(&patch).unwrap();
        prop_assert_eq!(pretty, serde_json::from_slice::<Value>(&serde_json::to_vec(&patch).unwrap()).unwrap());
    }
}
