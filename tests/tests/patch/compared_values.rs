//! Values of the types that compare in their own way, before and after: `changes_since` sends a
//! property if and only if its JSON changed.

use graph_model::edm::Binary;
use graph_model::{Presence, RawJson, UnknownObject, graph_complex};
use graph_model_tests::json;
use serde_json::{Value, from_value, json};

#[graph_complex(odata = "contoso.values", tag = none)]
#[derive(Debug, Default)]
pub struct Values {
    pub chrono_moment: Option<chrono::DateTime<chrono::Utc>>,
    pub chrono_local: Option<chrono::DateTime<chrono::FixedOffset>>,
    pub chrono_date: Option<chrono::NaiveDate>,
    pub chrono_time: Option<chrono::NaiveTime>,
    pub jiff_moment: Option<jiff::Timestamp>,
    pub jiff_local: Option<jiff::civil::DateTime>,
    pub jiff_date: Option<jiff::civil::Date>,
    pub jiff_time: Option<jiff::civil::Time>,
    pub jiff_length: Option<jiff::SignedDuration>,
    pub time_moment: Option<time::OffsetDateTime>,
    pub time_date: Option<time::Date>,
    pub time_time: Option<time::Time>,
    pub time_length: Option<time::Duration>,
    pub guid: Option<uuid::Uuid>,
    pub decimal: Option<rust_decimal::Decimal>,
    pub bytes: Option<Binary>,
    pub short_text: Option<Box<str>>,
    pub boxed: Option<Box<i32>>,
    pub boxes: Vec<Box<str>>,
    pub boxed_items: Vec<Option<Box<i32>>>,
    pub decimals: Vec<rust_decimal::Decimal>,
    pub any: Vec<Value>,
    pub raw: Vec<RawJson>,
    pub unknown: Vec<UnknownObject>,
    pub presence: Presence<i32>,
    pub presences: Vec<Presence<i32>>,
}

/// The JSON of a property before and after a change, for each property of [`Values`].
fn changes() -> [(&'static str, Value, Value); 26] {
    let moments = (json!("2026-01-02T03:04:05Z"), json!("2026-01-02T03:04:06Z"));
    let dates = (json!("2026-01-02"), json!("2026-01-03"));
    let times = (json!("03:04:05"), json!("03:04:06"));
    let lengths = (json!("PT9M"), json!("-PT9M"));
    let change = |name, (before, after): &(Value, Value)| (name, before.clone(), after.clone());
    [
        change("chronoMoment", &moments),
        // The same instant with another offset is another string.
        (
            "chronoLocal",
            json!("2026-01-02T03:04:05Z"),
            json!("2026-01-02T05:04:05+02:00"),
        ),
        change("chronoDate", &dates),
        change("chronoTime", &times),
        change("jiffMoment", &moments),
        change("jiffLocal", &moments),
        change("jiffDate", &dates),
        change("jiffTime", &times),
        change("jiffLength", &lengths),
        (
            "timeMoment",
            json!("2026-01-02T03:04:05Z"),
            json!("2026-01-02T05:04:05+02:00"),
        ),
        change("timeDate", &dates),
        change("timeTime", &times),
        ("timeLength", json!("PT0.5S"), json!("-PT0.5S")),
        (
            "guid",
            json!("4214b716-b716-4214-16b7-144216b71442"),
            json!("4214b716-b716-4214-16b7-144216b71443"),
        ),
        ("decimal", json!(1.5), json!(2.5)),
        ("bytes", json!("Zm9v"), json!("YmFy")),
        ("shortText", json!("a"), json!("b")),
        ("boxed", json!(1), json!(2)),
        ("boxes", json!(["a", "b"]), json!(["a", "c"])),
        ("boxedItems", json!([1, null]), json!([2, null])),
        ("decimals", json!([1.5, 2.5]), json!([1.5, 3.5])),
        ("any", json!([{"a": 1}]), json!([{"a": 2}])),
        ("raw", json!([{"a": 1}]), json!([{"a": 2}])),
        (
            "unknown",
            json!([{"@odata.type": "#contoso.a", "b": 1}]),
            json!([{"@odata.type": "#contoso.a", "b": 2}]),
        ),
        ("presence", json!(1), json!(null)),
        ("presences", json!([1, null]), json!([1, 2])),
    ]
}

fn holding(name: &str, value: &Value) -> Values {
    from_value(json!({ name: value })).unwrap()
}

#[test]
fn a_value_that_is_the_same_json_is_not_sent() {
    for (name, before, after) in changes() {
        for value in [before, after] {
            let patch = holding(name, &value).changes_since(&holding(name, &value));
            assert!(patch.is_empty(), "{name}: {patch:?}");
        }
    }
}

#[test]
fn a_value_that_is_other_json_is_sent_whole() {
    for (name, before, after) in changes() {
        for (before, after) in [(&before, &after), (&after, &before)] {
            let patch = holding(name, after).changes_since(&holding(name, before));
            assert_eq!(json(&patch), json!({ name: after }).to_string(), "{name}");
        }
    }
}

#[test]
fn a_decimal_with_more_digits_is_another_one() {
    let read = |json: &str| serde_json::from_str::<Values>(json).unwrap();
    let (short, long) = (r#"{"decimal":1.0}"#, r#"{"decimal":1.00}"#);
    assert_eq!(json(&read(long).changes_since(&read(short))), long);
    assert_eq!(json(&read(short).changes_since(&read(long))), short);
}
