//! Edm types behind features: they read what services write, and write it back in a form that
//! services accept.

use graph_model::{Binary, EdmType, Property, RawJson, graph_complex};
use serde::de::IntoDeserializer;
use serde::de::value::{Error as ValueError, U32Deserializer};
use serde_json::json;

/// Reads a property and writes it back, through an object that holds it.
macro_rules! written_back {
    ($ty:ty, $text:expr) => {{
        #[graph_complex(odata = "contoso.holder", tag = none)]
        #[derive(Clone, Debug, PartialEq)]
        pub struct Holder {
            pub value: Option<$ty>,
        }

        serde_json::from_value::<Holder>(json!({ "value": $text })).map(|holder| {
            assert!(holder.changes_since(&holder).is_empty());
            let patch = holder.changes_since(&Holder { value: None });
            let written = serde_json::to_string(&holder).unwrap();
            assert_eq!(serde_json::to_string(&patch).unwrap(), written);
            let value: serde_json::Value = serde_json::from_str(&written).unwrap();
            value["value"].as_str().unwrap_or_default().to_owned()
        })
    }};
}

/// The forms of a time, each with the string that is sent for it.
const TIMES: [(&str, &str); 9] = [
    ("2021-07-01T10:00:00Z", "2021-07-01T10:00:00Z"),
    (
        "2021-07-01T10:00:00.1234567Z",
        "2021-07-01T10:00:00.1234567Z",
    ),
    (
        "2021-07-01T10:00:00.1234567",
        "2021-07-01T10:00:00.1234567Z",
    ),
    ("2021-07-01T10:00:00", "2021-07-01T10:00:00Z"),
    ("2021-07-01T10:00:00.5000000Z", "2021-07-01T10:00:00.5Z"),
    ("2021-07-01T12:00:00+02:00", "2021-07-01T10:00:00Z"),
    ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
    ("0001-01-01T00:00:00", "0001-01-01T00:00:00Z"),
    (
        "1601-01-01T00:00:00.0000001Z",
        "1601-01-01T00:00:00.0000001Z",
    ),
];

const NEVER: &str = "9999-12-31T23:59:59.9999999Z";

/// Groups fractions as chrono writes them, in groups of three digits.
fn grouped(text: &str) -> String {
    text.replace(".1234567", ".123456700")
        .replace(".0000001", ".000000100")
        .replace(".5Z", ".500Z")
}

const DURATIONS: [(&str, &str); 12] = [
    ("PT0S", "PT0S"),
    ("-PT9M9.9S", "-PT9M9.9S"),
    ("-PT9M", "-PT9M"),
    ("-PT0.5S", "-PT0.5S"),
    ("PT1H30M", "PT1H30M"),
    ("P1D", "P1D"),
    ("P30DT2H", "P30DT2H"),
    ("PT36H", "P1DT12H"),
    ("P1W", "P7D"),
    ("PT0.0000001S", "PT0.0000001S"),
    ("-P10675199DT2H48M5.4775808S", "-P10675199DT2H48M5.4775808S"),
    ("PT90S", "PT1M30S"),
];

const NO_DURATIONS: [&str; 13] = [
    "P",
    "PT",
    "P1",
    "1D",
    "PT1D",
    "P1H",
    "P1Y",
    "PT1.5H",
    "PT1S1M",
    "PT1M1M",
    "PT.S",
    "PT0.123456789.5S",
    "PT99999999999999999999S",
];

#[test]
fn jiff_reads_what_services_write() {
    use jiff::civil::{Date, DateTime, Time};
    use jiff::{SignedDuration, Timestamp};
    for (text, written) in TIMES {
        assert_eq!(written_back!(Timestamp, text).unwrap(), written, "{text}");
        assert_eq!(written_back!(DateTime, text).unwrap(), written, "{text}");
    }
    assert_eq!(written_back!(Timestamp, NEVER).unwrap(), NEVER);
    assert_eq!(written_back!(DateTime, NEVER).unwrap(), NEVER);
    assert_eq!(
        written_back!(DateTime, "9999-12-31T23:59:59+00:00").unwrap(),
        "9999-12-31T23:59:59Z"
    );
    assert_eq!(written_back!(Date, "0001-01-01").unwrap(), "0001-01-01");
    assert_eq!(
        written_back!(Time, "09:30:00.1234567").unwrap(),
        "09:30:00.1234567"
    );
    for (text, written) in DURATIONS {
        assert_eq!(
            written_back!(SignedDuration, text).unwrap(),
            written,
            "{text}"
        );
    }
    for text in NO_DURATIONS {
        assert!(written_back!(SignedDuration, text).is_err(), "{text}");
    }
}

#[test]
fn chrono_reads_what_services_write() {
    use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Utc};
    for (text, written) in TIMES.into_iter().chain([(NEVER, NEVER)]) {
        let written = grouped(written).replace(".9999999Z", ".999999900Z");
        assert_eq!(
            written_back!(DateTime<Utc>, text).unwrap(),
            written,
            "{text}"
        );
    }
    // Only what the offset takes past the last year is read as the end of the calendar.
    assert_eq!(
        written_back!(DateTime<Utc>, "9999-06-01T00:00:00Z").unwrap(),
        "9999-06-01T00:00:00Z"
    );
    let text = "2021-07-01T12:00:00.500+02:00";
    assert_eq!(written_back!(DateTime<FixedOffset>, text).unwrap(), text);
    assert_eq!(
        written_back!(NaiveDate, "0001-01-01").unwrap(),
        "0001-01-01"
    );
    assert_eq!(
        written_back!(NaiveTime, "09:30:00.1234567").unwrap(),
        "09:30:00.123456700"
    );
}

#[graph_complex(odata = "contoso.span", tag = none)]
#[derive(Clone, Debug, PartialEq)]
pub struct Spans {
    #[graph(with = graph_model::edm::chrono_duration)]
    pub length: chrono::TimeDelta,
    #[graph(with = graph_model::edm::chrono_duration::option)]
    pub early: Option<chrono::TimeDelta>,
}

#[test]
fn chrono_durations_are_read_by_a_module() {
    for (text, written) in DURATIONS {
        let spans: Spans = serde_json::from_value(json!({"length": text, "early": text})).unwrap();
        assert_eq!(
            serde_json::to_value(&spans).unwrap(),
            json!({"length": written, "early": written})
        );
    }
    for text in NO_DURATIONS {
        assert!(
            serde_json::from_value::<Spans>(json!({"length": text})).is_err(),
            "{text}"
        );
    }
    let spans: Spans = serde_json::from_value(json!({"length": "PT1S", "early": null})).unwrap();
    assert_eq!(spans.early, None);
    assert_eq!(
        serde_json::to_string(&spans).unwrap(),
        r#"{"length":"PT1S"}"#
    );
}

#[test]
fn a_value_that_is_neither_a_duration_nor_null_is_an_error_that_names_both() {
    let number: U32Deserializer<ValueError> = 5_u32.into_deserializer();
    let error = graph_model::edm::chrono_duration::option::deserialize(number).unwrap_err();
    assert_eq!(
        error.to_string(),
        "invalid type: integer `5`, expected a duration or null"
    );
}

#[test]
fn time_reads_what_services_write() {
    use time::{Date, Duration, OffsetDateTime, Time};
    for (text, written) in TIMES.into_iter().chain([(NEVER, NEVER)]) {
        // time keeps the offset that was read.
        let written = if text.ends_with("+02:00") {
            text
        } else {
            written
        };
        assert_eq!(
            written_back!(OffsetDateTime, text).unwrap(),
            written,
            "{text}"
        );
    }
    for text in [
        "-0044-03-15",
        "0000-01-01",
        "0001-01-01",
        "2024-02-29",
        "9999-12-31",
    ] {
        assert_eq!(written_back!(Date, text).unwrap(), text);
    }
    for text in ["09:30:00", "00:00:00.0000001", "23:59:59.9999999"] {
        assert_eq!(written_back!(Time, text).unwrap(), text);
    }
    assert_eq!(written_back!(Time, "09:30").unwrap(), "09:30:00");
    for text in [
        "2024-02-30",
        "2024-13-01",
        "2024-1",
        "x",
        "--",
        "2026-+1-31",
        "26-01-31",
        "2026-1-31",
    ] {
        assert!(written_back!(Date, text).is_err(), "{text}");
    }
    for text in [
        "24:00:00",
        "09",
        "09:60:00",
        "09:30:60",
        "a:b:c",
        "09:30:0H0M5",
        "+9:30:00",
        "9:30:00",
        "09:30:00.",
        "09:30:00.123456789x",
    ] {
        assert!(written_back!(Time, text).is_err(), "{text}");
    }
    for (text, written) in DURATIONS {
        assert_eq!(written_back!(Duration, text).unwrap(), written, "{text}");
    }
    for text in NO_DURATIONS {
        assert!(written_back!(Duration, text).is_err(), "{text}");
    }
}

#[test]
fn an_invalid_time_is_an_error_that_shows_it() {
    let error = written_back!(jiff::Timestamp, "String (timestamp)")
        .unwrap_err()
        .to_string();
    assert_eq!(
        error,
        "invalid value: string \"String (timestamp)\", expected a time from -9999-01-02 to 9999-12-30"
    );
    for text in [
        "2021-07-01",
        "T10:00:00",
        "2021-07-01T",
        "2021-07-01T25:00:00Z",
    ] {
        assert!(written_back!(jiff::Timestamp, text).is_err(), "{text}");
        assert!(
            written_back!(chrono::DateTime<chrono::Utc>, text).is_err(),
            "{text}"
        );
        assert!(written_back!(time::OffsetDateTime, text).is_err(), "{text}");
    }
}

#[test]
fn a_uuid_is_a_guid() {
    let text = "4214b716-b716-4214-16b7-144216b71442";
    assert_eq!(written_back!(uuid::Uuid, text).unwrap(), text);
    assert_eq!(<uuid::Uuid as Property>::EDM_TYPE, EdmType::Guid);
}

#[graph_complex(odata = "contoso.price", tag = none)]
#[derive(Clone, Debug, PartialEq)]
pub struct Price {
    pub amount: rust_decimal::Decimal,
}

#[test]
fn a_decimal_keeps_every_digit() {
    for (read, written) in [
        ("1.10", "1.10"),
        ("12345678901234567.89", "12345678901234567.89"),
        (
            "-0.0000000000000000000000000001",
            "-0.0000000000000000000000000001",
        ),
        (
            "\"79228162514264337593543950335\"",
            "79228162514264337593543950335",
        ),
        ("1e3", "1000"),
        ("1.5E-2", "0.015"),
        ("-1.25e1", "-12.5"),
        ("12E+2", "1200"),
        ("0", "0"),
    ] {
        let price: Price = serde_json::from_str(&format!("{{\"amount\":{read}}}")).unwrap();
        let text = format!("{{\"amount\":{written}}}");
        assert_eq!(serde_json::to_string(&price).unwrap(), text);
        assert_eq!(
            serde_json::to_string(&Price::patch().amount(price.amount)).unwrap(),
            text
        );
    }
    for text in [
        "null",
        "\"x\"",
        "1e99",
        "[]",
        "79228162514264337593543950336",
    ] {
        assert!(
            serde_json::from_str::<Price>(&format!("{{\"amount\":{text}}}")).is_err(),
            "{text}"
        );
    }
}

#[test]
fn bytes_are_read_in_both_alphabets() {
    for text in ["+/+/AA==", "-_-_AA==", "+/+/AA", "-_-_AA"] {
        assert_eq!(written_back!(Binary, text).unwrap(), "+/+/AA==", "{text}");
    }
    assert_eq!(written_back!(Binary, "").unwrap(), "");
    assert_eq!(written_back!(Binary, "dmFsdWU=").unwrap(), "dmFsdWU=");
    for text in ["a", "!!!!", "+/+/ AA=="] {
        assert!(written_back!(Binary, text).is_err(), "{text}");
    }
    assert_eq!(format!("{:?}", Binary::from(vec![1, 2])), "Binary(2 bytes)");
    assert_eq!(Binary(vec![0xff, 0xef]).as_ref(), [0xff, 0xef]);
}

#[test]
fn a_date_string_in_an_unknown_member_is_left_unchanged() {
    let text = r#"{"at":"2021-07-01T10:00:00.0000000","n":9007199254740993}"#;
    assert_eq!(
        serde_json::from_str::<RawJson>(text).unwrap().as_str(),
        text
    );
}
