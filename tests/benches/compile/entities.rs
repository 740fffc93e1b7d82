//! Entities with a given number of properties each.

use std::fmt::Write;

use crate::forms::{Form, program};

/// The types of the properties, which take turns.
const TYPES: [&str; 5] = ["String", "bool", "i32", "f64", "Vec<String>"];

pub(crate) fn source(form: Form, types: usize, properties: usize) -> String {
    let mut source = String::from("#![allow(dead_code, unused_imports)]\n");
    source.push_str(form.prelude());
    let mut exercises = String::new();
    for number in 0..types {
        source.push_str(&entity(form, number, properties));
        exercises.push_str(&form.exercise(&format!("Entity{number}")));
    }
    source + &program(form, &exercises)
}

fn entity(form: Form, number: usize, properties: usize) -> String {
    let mut source = String::new();
    let mut fields = String::new();
    for property in 0..properties {
        writeln!(fields, "    /// Property {property}.").unwrap();
        let ty = TYPES[property % TYPES.len()];
        let skip = match form {
            Form::Serde => "    #[serde(skip_serializing_if = \"Option::is_none\")]\n",
            _ => "",
        };
        writeln!(
            fields,
            "{skip}    pub property_of_{property}: Option<{ty}>,"
        )
        .unwrap();
    }
    let derives = "#[derive(Clone, Debug, Default, PartialEq)]";
    match form {
        Form::GraphModel => writeln!(
            source,
            "/// Entity {number}.\n#[graph_entity(odata = \"bench.entity{number}\", path = \"/entities{number}/{{entityId}}\")]\n\
             {derives}\npub struct Entity{number} {{\n{fields}}}\n"
        ),
        Form::Serde => writeln!(
            source,
            "/// Entity {number}.\n{derives}\n#[derive(Serialize, Deserialize)]\n#[serde(rename_all = \"camelCase\")]\n\
             pub struct Entity{number} {{\n    #[serde(rename = \"@odata.type\")]\n    pub tag: Option<String>,\n    \
             pub id: Option<String>,\n{fields}}}\n"
        ),
        Form::Plain => writeln!(
            source,
            "/// Entity {number}.\n{derives}\npub struct Entity{number} {{\n    pub tag: Option<String>,\n    \
             pub id: Option<String>,\n{fields}}}\n"
        ),
    }
    .unwrap();
    source
}
