//! Scalars that services write differently from what their metadata says. One of them must not make
//! a whole page unreadable.

use graph_model::edm::strings;
use graph_model::{Flags, Page, Presence, RawJson, UnknownObject, graph_complex, graph_enum};
use serde_json::{from_str, json};

#[graph_enum(odata = "contoso.kind")]
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    Member,
    Guest,
    #[graph(name = "GUEST")]
    LoudGuest,
    #[graph(unknown)]
    Unknown(String),
}

#[graph_enum(odata = "contoso.days", flags)]
#[derive(Clone, Debug, PartialEq)]
pub enum Days {
    Monday,
    Tuesday,
    #[graph(unknown)]
    Unknown(String),
}

#[graph_complex(odata = "contoso.scalars", tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scalars {
    pub byte: Option<u8>,
    pub s_byte: Option<i8>,
    pub small: Option<i16>,
    pub int: Option<i32>,
    pub long: Option<i64>,
    pub single: Option<f32>,
    pub double: Presence<f64>,
    pub decimal: Option<rust_decimal::Decimal>,
    pub flag: Option<bool>,
    pub text: Option<String>,
    pub guid: Option<uuid::Uuid>,
    pub date: Option<chrono::NaiveDate>,
    pub time: Option<time::Time>,
    pub moment: Option<chrono::DateTime<chrono::Utc>>,
    pub instant: Presence<jiff::Timestamp>,
    pub length: Option<jiff::SignedDuration>,
    pub day: Option<strings::Date>,
    pub numbers: Vec<i32>,
    pub moments: Vec<jiff::Timestamp>,
    pub words: Option<Vec<String>>,
    pub some_words: Vec<Option<String>>,
    pub parts: Vec<Scalars>,
    pub raw: Vec<RawJson>,
    pub unknown: Vec<UnknownObject>,
    pub kinds: Vec<Kind>,
}

fn read(json: &serde_json::Value) -> Scalars {
    from_str(&json.to_string()).unwrap()
}

#[test]
fn a_number_or_a_boolean_may_be_a_string() {
    let strings = json!({
        "byte": "255", "sByte": "-128", "small": "-32768", "int": "1", "long": "9007199254740993",
        "single": "0.5", "double": "-1.5e300", "decimal": "1.10", "flag": "TRUE", "numbers": ["1", 2],
    });
    let expected = Scalars {
        byte: Some(255),
        s_byte: Some(-128),
        small: Some(-32768),
        int: Some(1),
        long: Some(9_007_199_254_740_993),
        single: Some(0.5),
        double: Presence::Value(-1.5e300),
        decimal: Some("1.10".parse().unwrap()),
        flag: Some(true),
        numbers: vec![1, 2],
        ..Scalars::default()
    };
    assert_eq!(read(&strings), expected);
}

#[test]
fn a_number_in_a_string_keeps_its_sign_and_every_digit() {
    assert_eq!(
        read(&json!({ "long": "-9007199254740993", "int": "3.0", "flag": "False" })),
        Scalars {
            long: Some(-9_007_199_254_740_993),
            int: Some(3),
            flag: Some(false),
            ..Scalars::default()
        }
    );
}

#[test]
fn an_integer_may_have_a_fraction_of_zero() {
    assert_eq!(
        read(&json!({ "byte": 7.0, "long": -3.0 })),
        Scalars {
            byte: Some(7),
            long: Some(-3),
            ..Scalars::default()
        }
    );
}

#[test]
fn an_empty_string_is_null_where_the_type_has_no_such_value() {
    let empty = json!({
        "byte": "", "sByte": "", "small": "", "int": "", "long": "", "single": "", "double": "",
        "decimal": "", "flag": "", "text": "", "guid": "", "date": "", "time": "", "moment": "",
        "instant": "", "length": "", "day": "", "numbers": ["", 1], "words": [""],
    });
    let expected = Scalars {
        double: Presence::Null,
        instant: Presence::Null,
        text: Some(String::new()),
        numbers: vec![1],
        words: Some(vec![String::new()]),
        ..Scalars::default()
    };
    assert_eq!(read(&empty), expected);
}

#[test]
fn an_empty_string_is_a_value_where_any_json_is() {
    #[graph_complex(odata = "contoso.extension", tag = none)]
    #[derive(Clone, Debug, PartialEq)]
    struct Extension {
        raw: Option<RawJson>,
        any: Option<serde_json::Value>,
    }

    let text = r#"{"raw":"","any":""}"#;
    let extension: Extension = from_str(text).unwrap();
    let expected = Extension {
        raw: Some(RawJson::from("")),
        any: Some(json!("")),
    };
    assert_eq!(extension, expected);
    assert_eq!(serde_json::to_string(&extension).unwrap(), text);
}

#[test]
fn a_date_of_zeros_is_null() {
    let zeros = json!({
        "date": "0000-00-00", "moment": "0000-00-00T00:00:00Z", "instant": "0000-00-00 00:00:00",
        "day": "0000-00-00",
    });
    let expected = Scalars {
        instant: Presence::Null,
        ..Scalars::default()
    };
    assert_eq!(read(&zeros), expected);
}

#[test]
fn null_is_no_item_of_a_collection_whose_items_cannot_be_null() {
    let nulls = json!({
        "numbers": [null, 1, null], "words": ["a", null], "someWords": ["a", null], "parts": [null, {}],
        "raw": [null, 1], "unknown": [null], "kinds": [null, "guest"],
        "moments": [null, "2026-03-14T15:09:26Z"],
    });
    let expected = Scalars {
        numbers: vec![1],
        words: Some(vec!["a".to_owned()]),
        some_words: vec![Some("a".to_owned()), None],
        parts: vec![Scalars::default()],
        raw: vec![RawJson::new(&()).unwrap(), RawJson::new(&1).unwrap()],
        kinds: vec![Kind::Guest],
        moments: vec!["2026-03-14T15:09:26Z".parse().unwrap()],
        ..Scalars::default()
    };
    assert_eq!(read(&nulls), expected);
}

#[test]
fn null_is_no_item_of_a_page() {
    let page: Page<Scalars> = from_str(r#"{"value":[null,{"int":1},null]}"#).unwrap();
    assert_eq!(
        page.value,
        [Scalars {
            int: Some(1),
            ..Scalars::default()
        }]
    );
    let page: Page<Scalars> = from_str(r#"{"@odata.count":0,"value":null}"#).unwrap();
    assert_eq!((page.value.len(), page.count), (0, Some(0)));
}

#[test]
fn the_letter_case_of_a_member_counts_only_between_members() {
    let kind = |json| from_str::<Kind>(json).unwrap();
    assert_eq!(kind("\"Member\""), Kind::Member);
    assert_eq!(kind("\"guest\""), Kind::Guest);
    assert_eq!(kind("\"GUEST\""), Kind::LoudGuest);
    assert_eq!(kind("\"gUEST\""), Kind::Guest);
    assert_eq!(kind("\"Nobody\""), Kind::Unknown("Nobody".to_owned()));
    assert_eq!(
        from_str::<Flags<Days>>("\"Tuesday, MONDAY,Sunday\"").unwrap(),
        Flags::from([
            Days::Monday,
            Days::Tuesday,
            Days::Unknown("Sunday".to_owned())
        ])
    );
}

#[test]
fn whatever_else_is_not_a_value_of_the_type_is_an_error() {
    for (wrong, message) in [
        (
            r#"{"byte":"256"}"#,
            "invalid value: integer `256`, expected u8",
        ),
        (
            r#"{"int":"1.5"}"#,
            "invalid type: string \"1.5\", expected i32",
        ),
        (
            r#"{"int":1.5}"#,
            "invalid type: floating point `1.5`, expected i32",
        ),
        (
            r#"{"long":"9223372036854775808"}"#,
            "invalid value: integer `9223372036854775808`, expected i64",
        ),
        (
            r#"{"double":"inf"}"#,
            "invalid value: string \"inf\", expected a number, `INF`, `-INF` or `NaN`",
        ),
        (
            r#"{"flag":"yes"}"#,
            "invalid type: string \"yes\", expected a boolean",
        ),
        (
            r#"{"flag":1}"#,
            "invalid type: integer `1`, expected a boolean",
        ),
        (
            r#"{"text":1}"#,
            "invalid type: integer `1`, expected a string",
        ),
        (
            r#"{"numbers":[true]}"#,
            "invalid type: boolean `true`, expected i32",
        ),
    ] {
        let error = from_str::<Scalars>(wrong).unwrap_err().to_string();
        assert!(error.starts_with(message), "{wrong}: {error}");
    }
}

#[test]
fn every_date_crate_reads_both_ends_of_the_calendar() {
    #[graph_complex(odata = "contoso.times", tag = none)]
    #[derive(Clone, Debug, PartialEq)]
    pub struct Times {
        pub chrono: chrono::DateTime<chrono::Utc>,
        pub chrono_offset: chrono::DateTime<chrono::FixedOffset>,
        pub jiff: jiff::Timestamp,
        pub jiff_civil: jiff::civil::DateTime,
        pub time: time::OffsetDateTime,
        pub string: strings::DateTimeOffset,
    }
    let end = "9999-12-31T23:59:59.9999999";
    for text in [
        "0001-01-01T00:00:00Z",
        &format!("{end}Z"),
        &format!("{end}-12:00"),
        &format!("{end}+12:00"),
        end,
    ] {
        let json = format!(
            r#"{{"chrono":"{text}","chronoOffset":"{text}","jiff":"{text}","jiffCivil":"{text}","time":"{text}","string":"{text}"}}"#
        );
        let times: Times = from_str(&json).unwrap_or_else(|error| panic!("{text}: {error}"));
        let written = serde_json::to_string(&times).unwrap();
        assert_eq!(from_str::<Times>(&written).unwrap(), times, "{written}");
    }
    let never: Page<Times> = from_str(&format!(
        r#"{{"value":[{{"chrono":"{end}Z","chronoOffset":"{end}Z","jiff":"{end}Z","jiffCivil":"{end}Z","time":"{end}Z","string":"{end}Z"}}]}}"#
    ))
    .unwrap();
    assert_eq!(
        serde_json::to_string(&never.value[0]).unwrap(),
        format!(
            r#"{{"chrono":"{end}00Z","chronoOffset":"{end}00Z","jiff":"{end}Z","jiffCivil":"{end}Z","time":"{end}Z","string":"{end}Z"}}"#
        )
    );
    for wrong in ["9999-12-31T25:00:00Z", "9999-12-31", "9999-12-32T00:00:00Z"] {
        let json = serde_json::to_string(wrong).unwrap();
        assert!(
            <jiff::Timestamp as graph_model::Property>::read(
                &mut serde_json::Deserializer::from_str(&json)
            )
            .is_err(),
            "{wrong}"
        );
    }
}
