//! The items of a page, read one by one from a reader.

use std::cell::Cell;
use std::io::{self, Read};

use graph_model::{Page, ResponseError, graph_entity};
use http::Response;
use serde::Deserialize;
use serde::de::value::{Error as ValueError, MapDeserializer};

#[graph_entity(odata = "microsoft.graph.group")]
#[derive(Clone, Debug, Default, PartialEq)]
struct Group {
    display_name: Option<String>,
}

fn name(group: Group) -> String {
    group.display_name.unwrap_or_default()
}

/// Reads the items of a body, and returns their names and the page.
fn read(body: &str) -> (Vec<String>, Result<Page<Group>, ResponseError>) {
    let mut names = Vec::new();
    let page = Page::each_item(Response::new(body.as_bytes()), |group| {
        names.push(name(group));
    });
    (names, page)
}

/// Sends one item at a time, and notes how many had been taken when each was asked for.
struct Slow<'a> {
    sent: usize,
    taken: &'a Cell<usize>,
    taken_before: &'a mut Vec<usize>,
}

const ITEMS: usize = 100;

impl Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let chunk = match self.sent {
            0 => "{\"value\":[".to_owned(),
            ITEMS => "{\"displayName\":\"last\"}],\"@odata.count\":100}".to_owned(),
            number if number < ITEMS => format!("{{\"displayName\":\"{number}\"}},"),
            _ => return Ok(0),
        };
        self.sent += 1;
        self.taken_before.push(self.taken.get());
        buffer[..chunk.len()].copy_from_slice(chunk.as_bytes());
        Ok(chunk.len())
    }
}

#[test]
fn an_item_is_handed_over_before_the_next_one_is_read() {
    let taken = Cell::new(0);
    let mut taken_before = Vec::new();
    let body = Slow {
        sent: 0,
        taken: &taken,
        taken_before: &mut taken_before,
    };
    let mut last = String::new();
    let page = Page::each_item(Response::new(body), |group| {
        taken.set(taken.get() + 1);
        last = name(group);
    })
    .unwrap();
    assert_eq!(
        (taken.get(), page.count, page.value.len()),
        (ITEMS, Some(100), 0)
    );
    assert_eq!(last, "last");
    // The reader was asked for item n when n - 2 items or more had been taken.
    for (sent, taken) in taken_before.into_iter().enumerate() {
        assert!(taken + 2 >= sent, "{taken} of {sent}");
    }
}

#[test]
fn links_and_counts_may_come_before_or_after_the_items() {
    for body in [
        r#"{"@odata.count":2,"@odata.nextLink":"https://x.example/n","value":[{"displayName":"a"},null,{"displayName":"b"}]}"#,
        r#"{"value":[{"displayName":"a"},null,{"displayName":"b"}],"@count":"2","@nextLink":"https://x.example/n"}"#,
    ] {
        let (names, page) = read(body);
        let page = page.unwrap();
        assert_eq!(names, ["a", "b"]);
        assert_eq!(page.count, Some(2));
        assert_eq!(page.next_link.as_deref(), Some("https://x.example/n"));
        assert_eq!(page.value, []);
    }
    assert_eq!(read("").1.unwrap(), Page::default());
}

#[test]
fn an_error_after_some_items_is_the_services_error() {
    let body = r#"{"value":[{"displayName":"a"}],"error":{"code":"Broken","message":"Bearer eyJhbGciOi.x.y"}}"#;
    let (names, page) = read(body);
    assert_eq!(names, ["a"]);
    let Err(ResponseError::Service(error)) = page else {
        panic!("{page:?}");
    };
    assert_eq!(error.code.as_deref(), Some("Broken"));
    assert_eq!(error.message.as_deref(), Some("Bearer …"));
}

#[test]
fn a_response_that_is_an_error_hands_nothing_over() {
    let body = br#"{"error":{"code":"NotFound","message":"no"}}"#;
    let response = Response::builder().status(404).body(&body[..]).unwrap();
    let page = Page::each_item(response, |_: Group| panic!("nothing is handed over"));
    let Err(ResponseError::Service(error)) = page else {
        panic!("{page:?}");
    };
    assert_eq!(
        (error.status.as_u16(), error.code.as_deref()),
        (404, Some("NotFound"))
    );
}

#[test]
fn a_body_that_ends_early_or_is_no_page_is_an_error() {
    let (names, page) = read(r#"{"value":[{"displayName":"a"},{"displayN"#);
    assert_eq!(names, ["a"]);
    let Err(ResponseError::Body { source, .. }) = page else {
        panic!("{page:?}");
    };
    assert!(source.is_syntax());
    for body in ["{}", "[]", r#"{"value":[]}x"#, r#"{"value":[],"value":[]}"#] {
        assert!(read(body).1.is_err(), "{body}");
    }
}

#[test]
fn null_is_not_a_count() {
    let page: Page<i32> = serde_json::from_str(r#"{"@odata.count":null,"value":[7]}"#).unwrap();
    assert_eq!((page.count, page.value), (None, vec![7]));
}

#[test]
fn what_is_no_part_of_a_page_is_an_error_that_says_what_is_expected() {
    for (body, message) in [
        (
            "[]",
            "invalid type: sequence, expected a page of a collection at line 1 column 0",
        ),
        (
            r#"{"value":5}"#,
            "invalid type: integer `5`, expected the items of a page at line 1 column 10",
        ),
        (
            r#"{"@odata.count":true,"value":[]}"#,
            "invalid type: boolean `true`, expected a count at line 1 column 20",
        ),
        (
            r#"{"@odata.count":"many","value":[]}"#,
            "invalid value: string \"many\", expected a count at line 1 column 22",
        ),
    ] {
        let error = serde_json::from_str::<Page<i32>>(body).unwrap_err();
        assert_eq!(error.to_string(), message);
    }
    // A format other than JSON may have numbers in the place of names.
    let numbered = MapDeserializer::<_, ValueError>::new([(1_u8, 2_u8)].into_iter());
    assert_eq!(
        Page::<i32>::deserialize(numbered).unwrap_err().to_string(),
        "invalid type: integer `1`, expected the name of a member"
    );
}
