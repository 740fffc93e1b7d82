//! Reading and writing single objects: tags, absence, duplicates, numbers, annotations.

use std::collections::{BTreeMap, HashMap};

use graph_model::model::Capability;
use graph_model::{EdmType, Entity, Property, RawJson, UnknownObject, graph_complex, graph_entity};
use graph_model_tests::intune::{DeviceCompliancePolicy, Group, Windows10CompliancePolicy};
use serde::de::DeserializeOwned;

fn read<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn error<T: DeserializeOwned>(text: &str) -> String {
    match serde_json::from_str::<T>(text) {
        Ok(_) => panic!("{text} was read"),
        Err(error) => error.to_string(),
    }
}

#[graph_complex(odata = "contoso.point")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Point {
    pub x: i32,
    pub label: Option<String>,
    pub notes: Vec<String>,
}

fn point(x: i32) -> Point {
    Point {
        x,
        ..Default::default()
    }
}

#[test]
fn a_tag_is_read_in_every_spelling_and_place() {
    for text in [
        r##"{"@odata.type":"#contoso.point","x":1}"##,
        r##"{"@odata.type":"contoso.point","x":1}"##,
        r##"{"@odata.type":"#CONTOSO.Point","x":1}"##,
        r##"{"@odata.type":"https://contoso.com/$metadata#contoso.point","x":1}"##,
        r##"{"x":1,"@odata.type":"#contoso.point"}"##,
        r##"{"\u0040odata.type":"\u0023contoso.point","\u0078":1}"##,
        r##"{"@odata.type":null,"x":1}"##,
        r##"{"@odata.type":"","x":1}"##,
        r##"{"x":1}"##,
    ] {
        assert_eq!(read::<Point>(text), point(1), "{text}");
    }
}

#[test]
fn a_tag_that_names_an_ancestor_is_an_error() {
    for (text, name) in [
        (
            r##"{"@odata.type":"#microsoft.graph.deviceCompliancePolicy","displayName":""}"##,
            "#microsoft.graph.deviceCompliancePolicy",
        ),
        (
            r##"{"displayName":"","@odata.type":"microsoft.graph.ENTITY"}"##,
            "microsoft.graph.ENTITY",
        ),
    ] {
        let message = error::<Windows10CompliancePolicy>(text);
        let expected = format!(
            "`{name}` is a base type of `microsoft.graph.windows10CompliancePolicy`, not one of its values at line 1 column "
        );
        assert!(message.starts_with(&expected), "{message}");
    }
}

#[test]
fn a_derived_type_is_read_as_its_base_and_its_name_is_kept() {
    let text = r##"{"@odata.type":"#microsoft.graph.macOSCompliancePolicy","id":"1","displayName":"m","version":1,"gatekeeper":{"a":[1]}}"##;
    let policy: DeviceCompliancePolicy = read(text);
    assert_eq!(
        policy.derived_type.as_deref(),
        Some("microsoft.graph.macOSCompliancePolicy")
    );
    assert_eq!(
        serde_json::to_string(&policy).unwrap(),
        r##"{"@odata.type":"#microsoft.graph.macOSCompliancePolicy","id":"1","displayName":"m","version":1}"##
    );
    assert_eq!(
        read::<Point>(r##"{"@odata.type":"#contoso.point3d","x":1,"z":2}"##),
        point(1)
    );
}

#[test]
fn absent_and_null_are_none_and_none_is_not_written() {
    let point: Point = read(r#"{"x":1,"label":null,"notes":null}"#);
    assert_eq!(point, self::point(1));
    assert_eq!(
        serde_json::to_string(&point).unwrap(),
        r##"{"@odata.type":"#contoso.point","x":1,"notes":[]}"##
    );
}

#[test]
fn a_required_property_that_is_missing_is_named_with_its_type() {
    assert_eq!(
        error::<Point>("{}"),
        "property `x` of `contoso.point` is missing at line 1 column 2"
    );
    assert_eq!(
        error::<Windows10CompliancePolicy>("{}"),
        "property `displayName` of `microsoft.graph.deviceCompliancePolicy` is missing at line 1 column 2"
    );
}

#[test]
fn a_member_that_occurs_twice_is_an_error() {
    for (text, expected) in [
        (
            r#"{"x":1,"x":1}"#,
            "member `x` occurs twice in a `contoso.point` at line 1 column 10",
        ),
        (
            r#"{"x":1,"label":null,"label":"a"}"#,
            "member `label` occurs twice in a `contoso.point` at line 1 column 27",
        ),
        (
            r##"{"@odata.type":"#contoso.point","@odata.type":"#contoso.point"}"##,
            "member `@odata.type` occurs twice in a `contoso.point` at line 1 column 45",
        ),
    ] {
        assert_eq!(error::<Point>(text), expected);
    }
    assert_eq!(
        error::<Group>(r#"{"e":1,"e":1}"#),
        "member `e` occurs twice in a `microsoft.graph.group` at line 1 column 10"
    );
    assert_eq!(
        error::<Entity>(r#"{"id":"1","id":"2"}"#),
        "member `id` occurs twice in a `microsoft.graph.entity` at line 1 column 14"
    );
    assert_eq!(
        error::<UnknownObject>(r#"{"a":1,"b":2,"a":1}"#),
        "member `a` occurs twice at line 1 column 19"
    );
}

#[test]
fn a_repeated_name_in_an_unknown_object_is_an_error_at_any_size() {
    for count in 2..40 {
        let names = (0..count).map(|number| format!(r#""n{number}":{number}"#));
        let members = names.collect::<Vec<_>>().join(",");
        let object: UnknownObject = serde_json::from_str(&format!("{{{members}}}")).unwrap();
        assert_eq!(object.members().count(), count);
        for repeated in [0, count / 2, count - 1] {
            let error = error::<UnknownObject>(&format!(r#"{{{members},"n{repeated}":null}}"#));
            let expected = format!("member `n{repeated}` occurs twice");
            assert!(error.starts_with(&expected), "{error}");
        }
    }
}

#[test]
fn null_where_a_value_is_required_is_an_error() {
    assert_eq!(
        error::<Point>(r#"{"x":null}"#),
        "invalid type: null, expected i32 at line 1 column 9"
    );
}

#[test]
fn a_value_that_is_not_an_object_is_an_error_that_names_the_type() {
    for (text, what) in [
        ("[]", "sequence"),
        ("1", "integer `1`"),
        ("null", "null"),
        ("\"a\"", "string \"a\""),
    ] {
        let message = error::<Point>(text);
        let expected = format!(
            "invalid type: {what}, expected an object of type `contoso.point` at line 1 column "
        );
        assert!(message.starts_with(&expected), "{message}");
    }
}

#[test]
fn unknown_members_and_annotations_are_never_errors() {
    let text = r##"{"@odata.context":"c","@odata.id":7,"x@odata.type":"#Int32","x":1,"later":{"x":[{}]},"notes@odata.nextLink":"n","@microsoft.graph.tips":null}"##;
    assert_eq!(read::<Point>(text), point(1));
}

#[test]
fn dynamic_properties_and_annotations_are_kept_unchanged() {
    let text = r##"{"@odata.type":"#microsoft.graph.group","@odata.context":"c","displayName":"g","z":{"b":1, "a" : [ 9007199254740993, 1.10, "0001-01-01T00:00:00Z" ]},"a@odata.type":"x","a":null}"##;
    let group: Group = read(text);
    assert_eq!(
        group.additional["z"].as_str(),
        r#"{"b":1,"a":[9007199254740993,1.10,"0001-01-01T00:00:00Z"]}"#
    );
    assert_eq!(
        serde_json::to_string(&group).unwrap(),
        r##"{"@odata.type":"#microsoft.graph.group","displayName":"g","@odata.context":"c","a@odata.type":"x","a":null,"z":{"b":1,"a":[9007199254740993,1.10,"0001-01-01T00:00:00Z"]}}"##
    );
}

#[test]
fn a_dynamic_property_with_a_declared_name_cannot_be_written() {
    let mut group = Group::default();
    group
        .additional
        .insert("displayName".into(), RawJson::new("x").unwrap());
    assert_eq!(
        serde_json::to_string(&group).unwrap_err().to_string(),
        "`displayName` is the tag or is declared by `microsoft.graph.group`, so it cannot be a dynamic property"
    );
}

#[graph_entity(odata = "contoso.openBase")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OpenBase {
    #[graph(additional)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

#[graph_entity(odata = "contoso.openDerived", base = OpenBase)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OpenDerived {
    pub name: Option<String>,
}

#[graph_complex(odata = "contoso.counts")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counts {
    #[graph(additional)]
    pub counts: HashMap<String, i64>,
}

#[test]
fn a_derived_type_refuses_dynamic_properties_that_it_declares() {
    let mut derived = OpenDerived::default();
    derived.extra.insert("name".into(), 1.into());
    assert_eq!(
        serde_json::to_string(&derived).unwrap_err().to_string(),
        "`name` is the tag or is declared by `contoso.openDerived`, so it cannot be a dynamic property"
    );
    let mut base = OpenBase::default();
    base.extra
        .insert("@odata.type".into(), "#contoso.later".into());
    assert_eq!(
        serde_json::to_string(&base).unwrap(),
        r##"{"@odata.type":"#contoso.later"}"##,
        "the tag is written once"
    );
    let patch = OpenDerived::patch()
        .name("a")
        .base(OpenBase::patch().extra("name", serde_json::json!("b")));
    assert_eq!(
        serde_json::to_string(&patch).unwrap_err().to_string(),
        "the value of `name` cannot be written: it is the tag or a declared member, so it cannot be a dynamic property"
    );
}

#[test]
fn a_float_out_of_range_is_an_error() {
    let text = r#"{"single":1e300}"#;
    assert!(error::<Everything>(text).starts_with("the number is out of range for f32"));
}

#[test]
fn a_base_type_keeps_the_dynamic_properties_of_its_derived_types() {
    let text = r##"{"@odata.type":"#contoso.openDerived","id":"1","more":[true],"name":"n"}"##;
    let derived: OpenDerived = read(text);
    assert_eq!(derived.extra["more"], serde_json::json!([true]));
    assert_eq!(derived.name.as_deref(), Some("n"));
    assert_eq!(serde_json::to_string(&derived).unwrap(), text);
    assert!(OpenBase::TYPE.is_open());
    let counts: Counts = read(r#"{"a":9007199254740993}"#);
    assert_eq!(counts.counts["a"], 9_007_199_254_740_993);
    assert!(
        error::<Counts>(r#"{"a":"x"}"#).starts_with("invalid type: string \"x\", expected i64")
    );
}

mod minutes {
    //! A time span as a number of minutes in a string.

    use serde::{Deserialize, Deserializer, Serializer, de::Error};
    use std::time::Duration;

    pub fn serialize<S: Serializer>(span: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&(span.as_secs() / 60))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse()
            .map(|minutes: u64| Duration::from_secs(minutes * 60))
            .map_err(D::Error::custom)
    }

    pub mod option {
        //! The same, or null.

        use super::{Deserialize, Deserializer, Duration, Serializer};

        pub fn serialize<S: Serializer>(
            span: &Option<Duration>,
            serializer: S,
        ) -> Result<S::Ok, S::Error> {
            match span {
                Some(span) => super::serialize(span, serializer),
                None => serializer.serialize_none(),
            }
        }

        pub fn deserialize<'de, D: Deserializer<'de>>(
            deserializer: D,
        ) -> Result<Option<Duration>, D::Error> {
            let text = Option::<String>::deserialize(deserializer)?;
            Ok(text
                .and_then(|text| text.parse().ok())
                .map(|minutes: u64| Duration::from_secs(minutes * 60)))
        }
    }
}

fn seven() -> i32 {
    7
}

#[graph_entity(odata = "contoso.schedule", path = "/schedules/{id}")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schedule {
    #[graph(with = minutes)]
    pub period: std::time::Duration,
    #[graph(with = minutes::option)]
    pub delay: Option<std::time::Duration>,
    #[graph(default)]
    pub count: i32,
    #[graph(default = seven)]
    pub days: i32,
    #[graph(default = "seven")]
    pub nights: i32,
}

#[test]
fn a_with_module_reads_and_writes_its_property_everywhere() {
    use std::time::Duration;
    let text = r##"{"@odata.type":"#contoso.schedule","period":"90","delay":"5","count":0,"days":7,"nights":7}"##;
    let before: Schedule = read(r#"{"period":"90","delay":"5"}"#);
    assert_eq!(
        before,
        Schedule {
            period: Duration::from_mins(90),
            delay: Some(Duration::from_mins(5)),
            count: 0,
            days: 7,
            nights: 7,
            ..Default::default()
        }
    );
    assert_eq!(serde_json::to_string(&before).unwrap(), text);

    let patch = Schedule::patch()
        .period(Duration::from_mins(1))
        .delay(Duration::from_mins(2));
    assert_eq!(
        serde_json::to_string(&patch).unwrap(),
        r##"{"@odata.type":"#contoso.schedule","period":"1","delay":"2"}"##
    );
    let mut after = before.clone();
    assert!(after.changes_since(&before).is_empty());
    after.delay = None;
    after.period = Duration::ZERO;
    assert_eq!(
        serde_json::to_string(&after.changes_since(&before)).unwrap(),
        r##"{"@odata.type":"#contoso.schedule","period":"0","delay":null}"##
    );
    assert_eq!(
        serde_json::to_string(&before.changes_since(&after)).unwrap(),
        r##"{"@odata.type":"#contoso.schedule","period":"90","delay":"5"}"##
    );
    assert_eq!(
        error::<Schedule>("{}"),
        "property `period` of `contoso.schedule` is missing at line 1 column 2"
    );
    assert_eq!(read::<Schedule>(r#"{"period":"1"}"#).delay, None);
}

#[graph_complex(odata = "contoso.everything")]
#[derive(Clone, Debug, PartialEq)]
pub struct Everything {
    pub byte: u8,
    pub s_byte: i8,
    pub short: i16,
    pub int: i32,
    pub long: i64,
    pub single: f32,
    pub double: f64,
    pub text: Box<str>,
    pub untyped: serde_json::Value,
    pub raw: RawJson,
    pub nested: Vec<Option<bool>>,
    pub boxed: Option<Box<Everything>>,
}

#[test]
fn every_number_is_exact() {
    let text = r##"{"@odata.type":"#contoso.everything","byte":255,"sByte":-128,"short":-32768,"int":-2147483648,"long":-9223372036854775808,"single":0.1,"double":0.123456789012345680,"text":"","untyped":{"a":[]},"raw":123456789012345678901234567890.10,"nested":[true,null]}"##;
    let everything: Everything = read(text);
    assert_eq!(everything.long, i64::MIN);
    assert_eq!(
        everything.double.to_bits(),
        0.123_456_789_012_345_68_f64.to_bits()
    );
    assert_eq!(
        serde_json::to_string(&everything).unwrap(),
        text.replace("0.123456789012345680", "0.12345678901234568")
    );
    let nested = text.replace("\"nested\"", &format!("\"boxed\":{text},\"nested\""));
    let boxed = read::<Everything>(&nested).boxed.unwrap();
    assert_eq!(*boxed, everything);
    assert!(
        error::<Everything>(&text.replace("255", "256"))
            .starts_with("invalid value: integer `256`, expected u8")
    );
}

#[test]
fn a_description_has_the_type_nullability_and_capability() {
    let properties: BTreeMap<_, _> = Everything::TYPE
        .properties()
        .map(|property| (property.name(), property))
        .collect();
    assert_eq!(properties["byte"].edm_type(), EdmType::Byte);
    assert_eq!(properties["long"].edm_type(), EdmType::Int64);
    assert_eq!(properties["single"].edm_type(), EdmType::Single);
    assert_eq!(
        properties["boxed"].edm_type(),
        EdmType::Complex("contoso.everything")
    );
    assert!(properties["boxed"].is_nullable());
    assert!(!properties["nested"].is_nullable());
    assert!(properties["nested"].is_collection());
    assert_eq!(
        Everything::TYPE.properties().next().unwrap().capability(),
        Capability::ReadWrite
    );
    assert_eq!(
        Entity::TYPE.properties().next().unwrap().capability(),
        Capability::Key
    );
    assert_eq!(
        <Option<Vec<Point>> as Property>::EDM_TYPE,
        EdmType::Complex("contoso.point")
    );
}

/// A type that a user of plain serde may wrap a model in.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Wrapped {
    Group(Group),
}

#[test]
fn a_model_is_read_from_serdes_own_buffer() {
    let Wrapped::Group(group) = read(r#"{"displayName":"g","z":{"a":[1,2.5,"x",null,true]}}"#);
    assert_eq!(group.display_name.as_deref(), Some("g"));
    assert_eq!(
        group.additional["z"].as_str(),
        r#"{"a":[1,2.5,"x",null,true]}"#
    );
}

#[test]
fn raw_json_keeps_the_text_without_white_space() {
    let raw: RawJson = read(" {\"a\\\" b\" : \"c \\\\\" ,\n\"d\":[ 1.0 , -0 ]} ");
    assert_eq!(raw.as_str(), "{\"a\\\" b\":\"c \\\\\",\"d\":[1.0,-0]}");
    assert_eq!(format!("{raw:?}"), raw.as_str());
    assert_eq!(
        serde_json::from_value::<RawJson>(serde_json::json!([1, "a b"]))
            .unwrap()
            .as_str(),
        "[1,\"a b\"]"
    );
    let deep = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    assert_eq!(read::<RawJson>(&deep(100_000)).as_str(), deep(100_000));
    let group = Group {
        additional: [("x".into(), read(&deep(100_000)))].into(),
        ..Default::default()
    };
    let patch = group.changes_since(&Group::default());
    let expected = format!(
        r##"{{"@odata.type":"#microsoft.graph.group","x":{}}}"##,
        deep(100_000)
    );
    assert_eq!(serde_json::to_string(&patch).unwrap(), expected);
}
