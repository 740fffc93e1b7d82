//! Compares the reader with `serde_json`, on texts that are JSON and on texts that nearly are.

use std::collections::BTreeMap;
use std::fmt::Debug;

use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;
use serde_json::value::RawValue;

use super::read;

/// A text with every kind of token, some of them in more than one spelling.
const TEXT: &str = r#" { "unit":null, "flag": true,"not":false ,"text":"a\u00e9\ud83d\ude00\n\"é😀","int":-12,
    "large":18446744073709551615, "real":-1.5e3,"zero":0,"less":-0 , "list":[1, [], {} ,"x"],
    "name\t":{"kind":"First"},"kind":{"Second":[1,2]},"pair":["a",2],"wrapped":"w","digits":123456789012345678 } "#;

#[derive(Debug, Deserialize, PartialEq)]
enum Kind {
    First,
    Second(u8, u8),
}

#[derive(Debug, Deserialize, PartialEq)]
struct Wrapped(String);

#[derive(Debug, Deserialize, PartialEq)]
struct Typed {
    unit: (),
    flag: bool,
    text: Option<String>,
    int: i8,
    large: u128,
    real: f64,
    zero: Option<u8>,
    kind: Kind,
    pair: (char, i64),
    wrapped: Wrapped,
    #[serde(flatten)]
    others: BTreeMap<String, Value>,
}

/// The text with one byte replaced, removed or doubled, in every place.
fn mutated() -> impl Iterator<Item = String> {
    const REPLACEMENTS: &[u8] = b"\"\\{}[],: 0-1.eutn\x01\x7f\n";
    let replaced = |position: usize| {
        REPLACEMENTS.iter().map(move |byte| {
            let mut bytes = TEXT.as_bytes().to_vec();
            bytes[position] = *byte;
            bytes
        })
    };
    let resized = |position: usize| {
        let (before, after) = TEXT.as_bytes().split_at(position);
        [
            [before, &after[1..]].concat(),
            [before, &after[..1], after].concat(),
            before.to_vec(),
        ]
    };
    (0..TEXT.len())
        .flat_map(move |position| replaced(position).chain(resized(position)))
        .filter_map(|bytes| String::from_utf8(bytes).ok())
}

/// Asserts that whatever the reader reads, `serde_json` reads as well.
fn compare<T: DeserializeOwned + Debug + PartialEq>(text: &str) {
    if let Some(value) = read::<T>(text) {
        assert_eq!(serde_json::from_str::<T>(text).unwrap(), value, "{text}");
    }
}

#[test]
fn it_reads_what_serde_json_reads() {
    assert_eq!(
        read::<Value>(TEXT).unwrap(),
        serde_json::from_str::<Value>(TEXT).unwrap()
    );
    assert_eq!(
        read::<Typed>(TEXT).unwrap(),
        serde_json::from_str::<Typed>(TEXT).unwrap()
    );
    let texts = read::<BTreeMap<String, &RawValue>>(TEXT).unwrap();
    let expected: BTreeMap<String, &RawValue> = serde_json::from_str(TEXT).unwrap();
    assert_eq!(format!("{texts:?}"), format!("{expected:?}"));
}

#[test]
fn it_accepts_nothing_that_serde_json_refuses() {
    for text in mutated() {
        compare::<Value>(&text);
        compare::<Typed>(&text);
        if read::<IgnoredAny>(&text).is_some() {
            assert!(serde_json::from_str::<IgnoredAny>(&text).is_ok(), "{text}");
        }
        if let Some(value) = read::<&RawValue>(&text) {
            let expected: &RawValue = serde_json::from_str(&text).unwrap();
            assert_eq!(value.get(), expected.get());
        }
    }
}

#[test]
fn numbers_are_those_of_serde_json() {
    for text in [
        "0",
        "-0",
        "00",
        "-01",
        "1",
        "-1",
        "-",
        "",
        "+1",
        "1.",
        ".5",
        "1.0",
        "-0.0",
        "1e3",
        "1E+3",
        "1e",
        "999999999999999999",
        "-999999999999999999",
        "1000000000000000000",
        "9223372036854775807",
        "-9223372036854775808",
        "9223372036854775808",
        "18446744073709551616",
        "1e400",
        "1-2",
        "1 2",
        "0.1234567890123456789",
        "5e-324",
        "0x1",
        "NaN",
        "1_0",
    ] {
        assert_eq!(
            read::<Value>(text),
            serde_json::from_str(text).ok(),
            "{text}"
        );
        assert_eq!(read::<f64>(text), serde_json::from_str(text).ok(), "{text}");
        assert_eq!(read::<i64>(text), serde_json::from_str(text).ok(), "{text}");
        assert_eq!(read::<u8>(text), serde_json::from_str(text).ok(), "{text}");
        let is_number = serde_json::from_str::<IgnoredAny>(text).is_ok();
        assert_eq!(read::<IgnoredAny>(text).is_some(), is_number, "{text}");
    }
}

#[test]
fn strings_are_those_of_serde_json() {
    for text in [
        r#""""#,
        r#"""#,
        r#""a"#,
        r#""\"#,
        r#""\""#,
        r#""\\""#,
        r#""\\\""#,
        r#""\é""#,
        r#""é\n""#,
        r#""\u12""#,
        r#""\ud800""#,
        r#""\ud83d\ude00""#,
        "\"a\nb\"",
        "\"\u{1}\"",
        "\"\u{7f}\"",
        r#""a" x"#,
        r#""a"""#,
        "\"\\\u{1}\"",
    ] {
        let expected = serde_json::from_str::<String>(text).ok();
        assert_eq!(read::<String>(text), expected, "{text}");
        let is_skipped = serde_json::from_str::<IgnoredAny>(text).is_ok();
        assert_eq!(read::<IgnoredAny>(text).is_some(), is_skipped, "{text}");
        let object = format!("{{{text}:1}}");
        let expected = serde_json::from_str::<Value>(&object).ok();
        assert_eq!(read::<Value>(&object), expected, "{object}");
    }
}

#[test]
fn nesting_is_limited_where_values_are_read() {
    let nested = |depth: usize| [vec!["["; depth].concat(), vec!["]"; depth].concat()].concat();
    assert!(read::<Value>(&nested(127)).is_some());
    assert!(read::<Value>(&nested(128)).is_none());
    let objects = [vec!["{\"a\":"; 100_000].concat(), "1".to_owned()].concat();
    assert!(read::<Value>(&objects).is_none());
}

#[test]
fn what_is_skipped_may_nest_to_any_depth() {
    for depth in [1, 63, 64, 65, 128, 129, 1_000, 100_000] {
        let open = ["[", "{\"a\":"].into_iter().cycle().take(depth);
        let close = ["]", "}"]
            .into_iter()
            .cycle()
            .take(depth)
            .collect::<Vec<_>>();
        let close = close.into_iter().rev();
        let text: String = open.chain(["1"]).chain(close).collect();
        assert_eq!(read::<&RawValue>(&text).unwrap().get(), text);
        for end in 1..text.len().min(20) {
            assert!(read::<IgnoredAny>(&text[..text.len() - end]).is_none());
        }
        let other = text.replacen(']', "}", 1);
        assert!(read::<IgnoredAny>(&other).is_none() || other == text);
    }
}
