//! Reading types that have a default value to start from, and types that do not.

use std::collections::BTreeMap;

use graph_model::{EdmType, Entity, Property, RawJson, graph_complex, graph_entity};
use serde::{Deserialize, Serialize};

/// A type of an author, without a default value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Code(String);

impl Property for Code {
    const EDM_TYPE: EdmType = EdmType::String;
}

fn seven() -> i32 {
    7
}

#[graph_entity(odata = "contoso.drafted")]
#[derive(Clone, Debug, PartialEq)]
pub struct Drafted {
    pub code: Code,
    pub note: Option<String>,
    #[graph(default = seven)]
    pub size: i32,
}

#[graph_entity(odata = "contoso.drafted.derived", base = Drafted)]
#[derive(Clone, Debug, PartialEq)]
pub struct DerivedFromDrafted {
    pub count: i32,
}

/// The default value of a type need not be the one that means absence.
#[graph_entity(odata = "contoso.started")]
#[derive(Clone, Debug, PartialEq)]
pub struct Started {
    pub note: Option<String>,
    pub tags: Vec<String>,
    pub count: i32,
    #[graph(default = seven)]
    pub size: i32,
}

impl Default for Started {
    fn default() -> Self {
        Self {
            base: Entity::default(),
            note: Some("a note".into()),
            tags: vec!["a tag".into()],
            count: 1,
            size: 2,
        }
    }
}

#[graph_entity(odata = "contoso.started.derived", base = Started)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DerivedFromStarted {
    pub name: Option<String>,
}

fn error<T: serde::de::DeserializeOwned + std::fmt::Debug>(text: &str) -> String {
    serde_json::from_str::<T>(text).unwrap_err().to_string()
}

#[test]
fn a_type_without_a_default_value_is_read_member_by_member() {
    let drafted: Drafted = serde_json::from_str(r#"{"code":"a","id":"1"}"#).unwrap();
    let expected = Drafted {
        base: Entity {
            id: Some("1".into()),
            ..Entity::default()
        },
        code: Code("a".into()),
        note: None,
        size: 7,
    };
    assert_eq!(drafted, expected);
    assert_eq!(
        error::<Drafted>(r#"{"id":"1"}"#),
        "property `code` of `contoso.drafted` is missing at line 1 column 10"
    );
}

#[test]
fn a_type_without_a_default_value_keeps_the_name_of_a_derived_type() {
    let text = r##"{"@odata.type":"#contoso.drafted.other","id":"1","code":"a","size":3}"##;
    let drafted: Drafted = serde_json::from_str(text).unwrap();
    assert_eq!(
        drafted.base.derived_type.as_deref(),
        Some("contoso.drafted.other")
    );
    assert_eq!(serde_json::to_string(&drafted).unwrap(), text);
}

#[test]
fn an_absent_value_in_a_box_is_absent() {
    #[graph_complex(odata = "contoso.boxed", tag = none)]
    #[derive(Clone, Debug, PartialEq)]
    struct Boxed {
        number: Box<Option<i32>>,
    }

    let boxed: Boxed = serde_json::from_str("{}").unwrap();
    let expected = Boxed {
        number: Box::new(None),
    };
    assert_eq!(boxed, expected);
    assert_eq!(serde_json::to_string(&boxed).unwrap(), "{}");
}

#[test]
fn a_derived_type_reads_the_draft_of_its_base() {
    let derived: DerivedFromDrafted =
        serde_json::from_str(r#"{"count":2,"size":3,"code":"a","note":"b"}"#).unwrap();
    assert_eq!((derived.count, derived.size), (2, 3));
    assert_eq!(derived.code, Code("a".into()));
    assert_eq!(derived.note.as_deref(), Some("b"));
    assert_eq!(
        error::<DerivedFromDrafted>(r#"{"count":2}"#),
        "property `code` of `contoso.drafted` is missing at line 1 column 11"
    );
}

#[test]
fn a_default_value_never_stands_in_for_an_absent_property() {
    let derived: DerivedFromStarted = serde_json::from_str(r#"{"count":5}"#).unwrap();
    assert_eq!((&derived.note, &derived.tags), (&None, &Vec::new()));
    assert_eq!((derived.count, derived.size), (5, 7));
    assert_eq!(
        error::<DerivedFromStarted>("{}"),
        "property `count` of `contoso.started` is missing at line 1 column 2"
    );
}

/// The only member that may not be absent is that of the base type.
#[graph_entity(odata = "contoso.counted")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counted {
    pub count: i32,
}

#[graph_entity(odata = "contoso.counted.derived", base = Counted)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DerivedFromCounted {
    pub note: Option<String>,
}

/// The only member that may be absent has a default value.
#[graph_entity(odata = "contoso.sized")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sized {
    #[graph(default = seven)]
    pub size: i32,
}

/// No member may be absent.
#[graph_complex(odata = "contoso.length", tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Length {
    pub metres: i32,
}

#[test]
fn a_required_property_is_missed_whatever_the_default_value_of_the_type() {
    assert_eq!(
        error::<Counted>("{}"),
        "property `count` of `contoso.counted` is missing at line 1 column 2"
    );
    assert_eq!(
        error::<DerivedFromCounted>("{}"),
        "property `count` of `contoso.counted` is missing at line 1 column 2"
    );
    assert_eq!(
        error::<Length>("{}"),
        "property `metres` of `contoso.length` is missing at line 1 column 2"
    );
    assert_eq!(serde_json::from_str::<Sized>("{}").unwrap().size, 7);
}

/// The default value also holds what no member declares.
#[graph_entity(odata = "contoso.open")]
#[derive(Clone, Debug, PartialEq)]
pub struct Open {
    #[graph(additional)]
    pub more: BTreeMap<String, RawJson>,
}

impl Default for Open {
    fn default() -> Self {
        Self {
            base: Entity {
                derived_type: Some("contoso.other".into()),
                ..Entity::default()
            },
            more: BTreeMap::from([("x".into(), RawJson::from("y"))]),
        }
    }
}

#[graph_entity(odata = "contoso.open.derived", base = Open)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DerivedFromOpen {
    pub name: Option<String>,
}

#[test]
fn a_default_value_adds_neither_dynamic_properties_nor_a_type() {
    for text in [
        r##"{"@odata.type":"#contoso.open.derived"}"##,
        r##"{"@odata.type":"#contoso.open.derived","x":1}"##,
    ] {
        let read: DerivedFromOpen = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), text);
    }
}

#[test]
fn a_value_of_a_type_of_the_author_nests_as_deep_as_json_may() {
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct Any(serde_json::Value);

    impl Property for Any {
        const EDM_TYPE: EdmType = EdmType::Untyped;
    }

    #[graph_complex(odata = "contoso.holder", tag = none)]
    #[derive(Clone, Debug, PartialEq)]
    struct Holder {
        any: Any,
    }

    let text = format!(r#"{{"any":{}1{}}}"#, "[".repeat(100), "]".repeat(100));
    let holder: Holder = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_string(&holder).unwrap(), text);
}
