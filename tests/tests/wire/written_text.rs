//! `serde_json::to_vec` is given the text of an object at once, and any other serializer each member.
//! Both must write the same bytes.

use std::collections::BTreeMap;
use std::io::{self, Write};

use graph_model::{Entity, RawJson, UnknownObject};

use crate::responses::{AnyOwner, Device, Disk, Owner, Person, State};

/// A writer that `serde_json` does not know.
struct Sink(Vec<u8>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn device(disks: usize, owner: AnyOwner) -> Device {
    let disk = |number: usize| Disk {
        label: format!("disk \"{number}\"\n"),
        size: number.is_multiple_of(2).then_some(-1),
    };
    Device {
        base: Entity {
            id: Some("é".into()),
            etag: Some("W/\"1\"".into()),
            derived_type: Some("test.newDevice".into()),
        },
        name: Some("a\\b".into()),
        state: Some(State::Unknown("later".into())),
        ratio: Some(1e300),
        is_on: Some(false),
        disks: (0..disks).map(disk).collect(),
        owner: Some(owner),
        notes: Some(RawJson::from("x\u{1}")),
        additional: BTreeMap::from([
            ("a\tb".to_owned(), r#"{"c":[1.0]}"#.parse().unwrap()),
            ("name@hint".to_owned(), RawJson::from("y")),
        ]),
    }
}

#[test]
fn every_serializer_of_compact_json_writes_the_same_bytes() {
    let mut unknown = UnknownObject::new("#test.robot");
    unknown.insert("\u{7f}\"", RawJson::from("é"));
    let person = Person {
        base: Owner {
            name: Some("x".into()),
        },
        age: Some(i32::MIN),
    };
    for disks in [0, 1, 15, 16, 17, 40] {
        for owner in [
            AnyOwner::Owner(Owner::default()),
            AnyOwner::Person(person.clone()),
            AnyOwner::Unknown(unknown.clone()),
        ] {
            let device = device(disks, owner);
            let mut sink = Sink(Vec::new());
            serde_json::to_writer(&mut sink, &device).unwrap();
            let expected = String::from_utf8(sink.0).unwrap();
            assert_eq!(serde_json::to_string(&device).unwrap(), expected);
            assert_eq!(
                serde_json::to_string(&[&device, &device]).unwrap(),
                format!("[{expected},{expected}]")
            );
            let pretty = serde_json::to_string_pretty(&device).unwrap();
            assert_eq!(pretty.parse::<RawJson>().unwrap().as_str(), expected);
        }
    }
}
