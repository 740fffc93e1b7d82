//! A response is read at a cursor in its text, and everything else through serde's traits. Both must
//! read the same value, or refuse the same text.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt::Debug;

use graph_model::{
    FromResponse, Page, RawJson, UnknownObject, graph_complex, graph_entity, graph_enum,
    graph_union,
};
use http::Response;
use serde::de::DeserializeOwned;

#[graph_enum(odata = "test.state")]
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    Ready,
    #[graph(unknown)]
    Unknown(String),
}

#[graph_complex(odata = "test.disk")]
#[derive(Clone, Debug, PartialEq)]
pub struct Disk {
    pub label: String,
    pub size: Option<i64>,
}

#[graph_complex(odata = "test.owner")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Owner {
    pub name: Option<String>,
}

#[graph_complex(odata = "test.person", base = Owner)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Person {
    pub age: Option<i32>,
}

#[graph_union]
#[derive(Clone, Debug, PartialEq)]
pub enum AnyOwner {
    Owner(Owner),
    Person(Person),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

#[graph_entity(odata = "test.device")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Device {
    pub name: Option<String>,
    pub state: Option<State>,
    pub ratio: Option<f64>,
    pub is_on: Option<bool>,
    pub disks: Vec<Disk>,
    pub owner: Option<AnyOwner>,
    pub notes: Option<RawJson>,
    #[graph(additional)]
    pub additional: BTreeMap<String, RawJson>,
}

#[graph_complex(odata = "test.node")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Node {
    pub name: Option<String>,
    pub first: Option<Box<AnyNode>>,
    pub second: Option<Box<AnyNode>>,
}

#[graph_complex(odata = "test.leaf", base = Node)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Leaf {
    pub weight: Option<i32>,
}

#[graph_union]
#[derive(Clone, Debug, PartialEq)]
pub enum AnyNode {
    Node(Node),
    Leaf(Leaf),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

const COMPACT: &str = r##"{"@odata.type":"#test.device","id":"1","name":"a\n","state":"ready","ratio":-1.5,"isOn":true,"disks":[{"label":"c","size":"2"},{"label":"d"}],"owner":{"@odata.type":"#test.person","name":"x","age":7},"notes":[1],"extra":{"y":null}}"##;

const LATE_TAGS: &str = r##" { "owner" : { "age" : 7 , "nested" : [ { } ] , "@type" : "test.PERSON" , "name" : null } ,
 "\u006eame" : "é" , "disks" : [ { "size" : 3 , "label" : "c" , "x" : "\"" } ] , "is_on" : 0 , "@odata.type" : "#test.device" , "id" : "2" } "##;

const UNKNOWN: &str = r##"{"owner":{"age":1.0,"@odata.type":"#test.robot","@etag":"W/\"1\"","list":[ 1, 2 ]},"@odata.type":"#test.newDevice","@odata.etag":"e","disks":null,"ratio":"0"}"##;

const UNTAGGED: &str =
    r#"{"disks":[],"owner":{"name":"x"},"state":1,"ratio":1e3,"isOn":"false","notes":{}}"#;

/// The text with one byte replaced, removed or doubled, in every place.
fn mutated(text: &str) -> impl Iterator<Item = String> {
    const REPLACEMENTS: &[u8] = b"\"\\{}[],: 01-.eutn@#\x01\n";
    let replaced = move |position: usize| {
        REPLACEMENTS.iter().map(move |byte| {
            let mut bytes = text.as_bytes().to_vec();
            bytes[position] = *byte;
            bytes
        })
    };
    let resized = move |position: usize| {
        let (before, after) = text.as_bytes().split_at(position);
        [
            [before, &after[1..]].concat(),
            [before, &after[..1], after].concat(),
            before.to_vec(),
        ]
    };
    (0..text.len())
        .flat_map(move |position| replaced(position).chain(resized(position)))
        .filter_map(|bytes| String::from_utf8(bytes).ok())
}

/// The names of the members, in every order of four.
fn reordered() -> impl Iterator<Item = String> {
    const MEMBERS: [&str; 4] = [
        r##""@odata.type":"#test.person""##,
        r#""name":"x""#,
        r#""age":7"#,
        r##""list":[{"@odata.type":"#test.owner"}]"##,
    ];
    (0..256).map(|number: usize| {
        let members: Vec<_> = (0..4)
            .map(|place| MEMBERS[number >> (2 * place) & 3])
            .collect();
        format!(r#"{{"owner":{{{}}}}}"#, members.join(","))
    })
}

fn expect_the_same(device: &str) {
    expect_the_same_page::<Device>(&format!(r#"{{"value":[{device}]}}"#));
}

fn expect_the_same_page<T: DeserializeOwned + Debug + PartialEq>(text: &str) {
    let read = Page::<T>::from_response(Response::new(text.as_bytes()));
    match (read, serde_json::from_str::<Page<T>>(text)) {
        (Ok(read), Ok(expected)) => assert_eq!(read, expected, "{text}"),
        (Err(_), Err(_)) => {}
        (read, expected) => panic!("{text}\n{read:?}\n{expected:?}"),
    }
}

#[test]
fn a_response_is_read_as_any_other_input() {
    for text in [COMPACT, LATE_TAGS, UNKNOWN, UNTAGGED] {
        assert!(serde_json::from_str::<Device>(text).is_ok(), "{text}");
        expect_the_same(text);
        for text in mutated(text) {
            expect_the_same(&text);
        }
    }
}

#[test]
fn the_order_of_members_makes_no_difference() {
    for text in reordered() {
        expect_the_same(&text);
    }
}

/// A late tag changes how the rest of the response is read, but not the values.
#[test]
fn the_tag_of_one_object_makes_no_difference_to_the_next() {
    const OBJECTS: [&str; 12] = [
        r##"{"@odata.type":"#test.person","name":"x","age":7}"##,
        r##"{ "@odata.type" : "#test.person" , "age" : 7 }"##,
        r##"{"name":"x","age":7,"@odata.type":"#test.person"}"##,
        r##"{"age":7,"@type":"#test.owner","name":"x"}"##,
        r##"{"name":"x","age":1.0,"@odata.type":"#test.robot"}"##,
        r#"{"name":"x","age":7}"#,
        "{}",
        r#"{"@odata.type":null,"name":"x"}"#,
        r##"{"name":"x","@odata.type":null,"age":7,"@odata.type":"#test.person"}"##,
        r##"{"name":"x","name":"y","@odata.type":"#test.person"}"##,
        r##"{"name":[],"@odata.type":"#test.robot"}"##,
        r#"{"name":5}"#,
    ];
    for first in OBJECTS {
        for second in OBJECTS {
            for third in OBJECTS {
                expect_the_same_page::<AnyOwner>(&format!(
                    r#"{{"value":[{first},{second},{third}]}}"#
                ));
            }
        }
    }
}

/// If each level were read twice, 60 levels would take years.
#[test]
fn late_tags_at_many_levels_do_not_multiply_the_time() {
    let (mut late, mut expected) = (String::from("{}"), String::from("{}"));
    for level in 0..60 {
        // Every third object has no tag, and is of the declared type.
        let (last, first) = match level % 3 {
            0 => (
                r##""@odata.type":"#test.leaf""##,
                r##""@odata.type":"#test.leaf""##,
            ),
            1 => (r#""weight":1"#, r##""@odata.type":"#test.node""##),
            _ => (
                r##""@odata.type":"#test.node""##,
                r##""@odata.type":"#test.node""##,
            ),
        };
        late = format!(r#"{{"first":{{}},"second":{late},{last}}}"#);
        expected = format!(r#"{{{first},"first":{{}},"second":{expected}}}"#);
    }
    let late = format!(r#"{{"value":[{late},{late}]}}"#);
    let expected = format!(r#"{{"value":[{expected},{expected}]}}"#);
    let read = Page::<AnyNode>::from_response(Response::new(late.as_bytes()));
    assert_eq!(read.unwrap(), serde_json::from_str(&expected).unwrap());
}

thread_local! {
    /// The number of times that a counted property was read.
    static READS: Cell<usize> = const { Cell::new(0) };
}

/// A property that counts how often it is read.
mod counted {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i32, D::Error> {
        super::READS.set(super::READS.get() + 1);
        i32::deserialize(deserializer)
    }

    pub fn serialize<S: Serializer>(value: &i32, serializer: S) -> Result<S::Ok, S::Error> {
        value.serialize(serializer)
    }
}

#[graph_complex(odata = "test.branch")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Branch {
    #[graph(with = counted)]
    pub count: i32,
    pub inner: Option<Box<AnyBranch>>,
}

#[graph_complex(odata = "test.lastBranch", base = Branch)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LastBranch {}

#[graph_union]
#[derive(Clone, Debug, PartialEq)]
pub enum AnyBranch {
    Branch(Branch),
    LastBranch(LastBranch),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

/// At most one object of a response is read twice, including its contents.
#[test]
fn no_member_is_read_more_than_twice() {
    let reads = |first: &str, last: &str| {
        let mut branch = String::from(r#"{"count":1}"#);
        for level in 0..40 {
            let tag = if level % 2 == 1 { last } else { "" };
            branch = format!(r#"{{{first}"inner":{branch},"count":1{tag}}}"#);
        }
        let page = format!(r#"{{"value":[{branch},{branch},{branch}]}}"#);
        READS.set(0);
        let read = Page::<AnyBranch>::from_response(Response::new(page.as_bytes()));
        (read.is_ok(), READS.get())
    };
    let tag = r##""@odata.type":"#test.lastBranch""##;
    assert_eq!(reads(&format!("{tag},"), ""), (true, 3 * 41));
    assert_eq!(reads("", ""), (true, 3 * 41));
    assert_eq!(reads("", &format!(",{tag}")), (true, 4 * 41));
    // Three are read before the error. `serde_json` then refuses the nesting before it reads one.
    assert_eq!(reads("", r#","inner":null"#), (false, 3));
}
