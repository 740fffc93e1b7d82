//! Values that are kept as their JSON text: any value, and a stream inside its entity.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hash};

use graph_model::{Property, RawJson, Stream};

fn raw(text: &str) -> RawJson {
    serde_json::from_str(text).unwrap()
}

fn stream(text: &str) -> Stream {
    serde_json::from_str(text).unwrap()
}

fn hash(value: &impl Hash) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(value)
}

#[test]
fn raw_json_prints_its_text() {
    let value = raw(r#"{ "a": [1.10, "b\n"] }"#);
    let text = r#"{"a":[1.10,"b\n"]}"#;
    assert_eq!(value.to_string(), text);
    assert_eq!(format!("{value:?}"), text);
}

#[test]
fn raw_json_hashes_its_text() {
    assert_eq!(hash(&raw("[1, 2]")), hash(&raw("[1,2]")));
    assert_ne!(hash(&raw("1.0")), hash(&raw("1")));
    assert_ne!(hash(&raw("null")), hash(&raw("[]")));
}

#[test]
fn a_stream_keeps_and_prints_the_json_of_the_service() {
    let tulips = stream(r#" "VHVsaXBz" "#);
    assert_eq!(tulips.as_json().as_str(), r#""VHVsaXBz""#);
    assert_eq!(serde_json::to_string(&tulips).unwrap(), r#""VHVsaXBz""#);
    assert_eq!(format!("{tulips:?}"), r#"Stream("VHVsaXBz")"#);
}

#[test]
fn two_streams_are_the_same_if_their_json_is() {
    let (tulips, roses) = (stream(r#""VHVsaXBz""#), stream(r#""Um9zZXM""#));
    assert!(tulips.is_same(&tulips.clone()));
    assert!(!tulips.is_same(&roses));
}
