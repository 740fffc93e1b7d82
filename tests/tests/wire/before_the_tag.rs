//! The members before the tag of a union. They are kept as text until the tag names the type.

use graph_model::{RawJson, UnknownObject, graph_complex, graph_union};
use serde_json::{from_str, to_string};

#[graph_complex(odata = "microsoft.graph.setting")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Setting {
    pub name: Option<String>,
    pub value: Option<RawJson>,
}

#[graph_complex(odata = "microsoft.graph.directorySetting", base = Setting)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DirectorySetting {
    pub template_id: Option<String>,
}

#[graph_union]
#[derive(Clone, Debug, PartialEq)]
pub enum AnySetting {
    Setting(Setting),
    Directory(DirectorySetting),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

const TAG: &str = r##""@odata.type":"#microsoft.graph.directorySetting""##;

fn read(members: &str) -> Result<DirectorySetting, String> {
    match from_str(&format!("{{{members},{TAG}}}")) {
        Ok(AnySetting::Directory(setting)) => Ok(setting),
        Ok(other) => panic!("another variant: {other:?}"),
        Err(error) => Err(error.to_string()),
    }
}

/// The value of a setting that is read and written back.
fn value(json: &str) -> Result<String, String> {
    let setting = read(&format!(r#""value":{json}"#))?;
    let text = to_string(&setting).unwrap();
    let text = text.strip_prefix(&format!("{{{TAG},\"value\":")).unwrap();
    Ok(text.strip_suffix('}').unwrap().to_owned())
}

#[test]
fn a_raw_string_before_the_tag_keeps_its_quotes_and_its_escapes() {
    for json in [r#""on""#, r#""""#, r#""a\n\"b\u00e9""#, r#""[""#] {
        assert_eq!(value(json).as_deref(), Ok(json));
    }
}

#[test]
fn the_escapes_of_a_string_before_the_tag_are_resolved() {
    for (json, name) in [
        (r#""on""#, "on"),
        (r#""a\nb""#, "a\nb"),
        (r#""\"\u00e9\\""#, "\"\u{e9}\\"),
    ] {
        let setting = read(&format!(r#""name":{json}"#)).unwrap();
        assert_eq!(setting.name.as_deref(), Some(name), "{json}");
    }
}

#[test]
fn a_value_before_the_tag_may_nest_to_a_limit() {
    let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    assert_eq!(value(&nested(32)), Ok(nested(32)));
    assert_eq!(
        value(&nested(33)),
        Err(
            "a member before the tag of its object nests deeper than 32 levels at line 1 column 126"
                .to_owned()
        )
    );
}

#[test]
fn values_next_to_each_other_do_not_nest() {
    for json in [
        format!("[{}]", ["{}"; 40].join(",")),
        format!("[{}]", ["[]"; 40].join(",")),
    ] {
        assert_eq!(value(&json), Ok(json.clone()));
    }
}

#[test]
fn brackets_in_a_string_neither_open_nor_close_a_level() {
    let opened = format!(r#"["{}","{}"]"#, "[".repeat(40), "{".repeat(40));
    assert_eq!(value(&opened), Ok(opened.clone()));
    for close in ["]", "}"] {
        let levels = format!(r#"["{close}","#).repeat(40);
        let closed = format!("{levels}0{}", "]".repeat(40));
        let error = value(&closed).unwrap_err();
        assert!(
            error.starts_with("a member before the tag of its object nests deeper than 32 levels"),
            "{error}"
        );
    }
}
