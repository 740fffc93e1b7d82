//! Objects, collections and errors of any size are read in linear time.
//!
//! The times are compared with those of a smaller input in the same run, so the machine does not
//! matter. Each is the shortest of a few runs, because other processes may use the machine.

use std::fmt::Write;
use std::time::{Duration, Instant};

use graph_model::http::{FromResponse, Page, ResponseError};
use graph_model::{EdmType, Property, UnknownObject, graph_complex, graph_union};
use graph_model_tests::intune::Group;
use http::{HeaderMap, StatusCode};
use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[graph_complex(odata = "contoso.shape")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shape {
    pub name: Option<String>,
}

#[graph_complex(odata = "contoso.circle", base = Shape)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Circle {
    pub radius: Option<f64>,
}

#[graph_union]
#[derive(Clone, Debug, PartialEq)]
pub enum AnyShape {
    Shape(Shape),
    Circle(Circle),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

const FEW: usize = 4_000;
const MANY: usize = 128_000;

/// Checks that 32 times as much takes less than 320 times as long. Quadratic time would be 1,024
/// times as long.
fn takes_linear_time(run: impl Fn(&str), input: impl Fn(usize) -> String) {
    let shortest = |input: &str| -> Duration {
        let time = |_| {
            let start = Instant::now();
            run(input);
            start.elapsed()
        };
        (0..3).map(time).min().unwrap()
    };
    let (few, many) = (shortest(&input(FEW)), shortest(&input(MANY)));
    assert!(
        many < few * 320,
        "{few:?} for {FEW}, and {many:?} for {MANY}"
    );
}

/// An object with this many members that no type declares, and this text after them.
fn members(count: usize, last: &str) -> String {
    let mut text = String::from("{");
    for number in 0..count {
        write!(text, r#""member{number}":{number},"#).unwrap();
    }
    text + last + "}"
}

fn read<T: DeserializeOwned>(text: &str) {
    assert!(serde_json::from_str::<T>(text).is_ok());
}

#[test]
fn an_object_with_many_members_takes_linear_time() {
    let plain = |count| members(count, r#""name":"x""#);
    takes_linear_time(read::<Shape>, plain);
    takes_linear_time(read::<Group>, plain);
    takes_linear_time(read::<UnknownObject>, plain);
}

#[test]
fn a_tag_after_many_members_takes_linear_time() {
    for tag in ["#contoso.circle", "#contoso.hexagon"] {
        let last = format!(r#""@odata.type":"{tag}""#);
        takes_linear_time(read::<AnyShape>, |count| members(count, &last));
    }
}

#[test]
fn many_annotations_take_linear_time() {
    takes_linear_time(read::<Group>, |count| {
        let mut text = String::from("{");
        for number in 0..count {
            write!(text, r#""member{number}@contoso.note":{number},"#).unwrap();
        }
        text + r#""id":"4f"}"#
    });
}

#[test]
fn a_page_with_many_items_takes_linear_time() {
    takes_linear_time(read::<Page<Group>>, |count| {
        let items = vec![r#"{"id":"4f"}"#; count];
        format!(r#"{{"value":[{}]}}"#, items.join(","))
    });
}

#[test]
fn an_error_with_many_details_takes_linear_time() {
    let refused = |body: &str| {
        let error = <()>::from_parts(StatusCode::BAD_REQUEST, &HeaderMap::new(), body.as_bytes());
        assert!(matches!(error, Err(ResponseError::Service(_))));
    };
    takes_linear_time(refused, |count| {
        let details = vec![r#"{"code":"c","message":"m"}"#; count].join(",");
        format!(r#"{{"error":{{"code":"x","message":"y","details":[{details}]}}}}"#)
    });
    takes_linear_time(refused, |count| {
        format!(r#"{{"error":{}}}"#, members(count, r#""code":"x""#))
    });
}

#[test]
fn inner_errors_are_followed_to_a_limit() {
    let levels = |nested: usize| {
        let (open, close) = (r#""innerError":{"code":"x","#, "}");
        let inner = format!(
            r#"{}"code":"last"{}"#,
            open.repeat(nested),
            close.repeat(nested)
        );
        let body = format!(r#"{{"error":{{{inner}}}}}"#);
        match <()>::from_parts(StatusCode::BAD_REQUEST, &HeaderMap::new(), body.as_bytes()) {
            Err(ResponseError::Service(error)) => {
                std::iter::successors(error.inner.as_ref(), |inner| inner.inner.as_deref()).count()
            }
            other => panic!("{other:?}"),
        }
    };
    assert_eq!([0, 1, 17, 18, 1_000].map(levels), [0, 1, 17, 17, 17]);
}

/// A type of an author that takes any JSON and keeps none of it.
#[derive(Clone, Debug, PartialEq)]
struct Ignored;

impl Serialize for Ignored {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

impl<'de> Deserialize<'de> for Ignored {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| Self)
    }
}

impl Property for Ignored {
    const EDM_TYPE: EdmType = EdmType::Untyped;
}

#[graph_complex(odata = "contoso.holder", tag = none)]
#[derive(Clone, Debug, PartialEq)]
struct Holder {
    ignored: Ignored,
}

#[test]
fn a_value_of_a_type_of_the_author_nests_up_to_a_limit() {
    let read = |levels: usize| {
        let text = format!(
            r#"{{"ignored":{}{}}}"#,
            "[".repeat(levels),
            "]".repeat(levels)
        );
        serde_json::from_str::<Holder>(&text).map_err(|error| error.to_string())
    };
    assert_eq!(read(128), Ok(Holder { ignored: Ignored }));
    for levels in [129, 130, 1_000] {
        let error = read(levels).unwrap_err();
        assert!(
            error.starts_with("a value nests deeper than 128 levels"),
            "{error}"
        );
    }
}
