//! Values and the envelope `{"value": …}`: which of the two a body holds, whatever other members it has.

use graph_model::{FromResponse, RawJson, Stream, Tracked, Updated, graph_complex, graph_entity};
use graph_model_tests::{chain, json};
use http::Response;

#[graph_complex(odata = "microsoft.graph.localeInfo", tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LocaleInfo {
    pub locale: Option<String>,
}

fn locale(locale: &str) -> LocaleInfo {
    LocaleInfo {
        locale: Some(locale.to_owned()),
    }
}

#[graph_entity(odata = "microsoft.graph.mailbox", path = "/mailboxes/{mailboxId}")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mailbox {
    pub languages: Vec<LocaleInfo>,
}

/// A type whose property `value` may be any JSON.
#[graph_complex(odata = "microsoft.graph.settingValue", tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SettingValue {
    pub value: Option<RawJson>,
}

fn read<A: FromResponse>(body: &str) -> A {
    A::from_response(Response::new(body.to_owned())).unwrap()
}

#[test]
fn a_property_called_value_may_hold_a_collection_or_an_object() {
    for value in ["[1,2]", r#"{"value":[1]}"#, "7"] {
        let setting = SettingValue {
            value: Some(value.parse().unwrap()),
        };
        let body = format!(r#"{{"value":{value}}}"#);
        assert_eq!(read::<SettingValue>(&body), setting);
        assert_eq!(read::<Option<SettingValue>>(&body), Some(setting.clone()));
        assert_eq!(*read::<Box<SettingValue>>(&body), setting);
    }
}

#[test]
fn an_object_with_two_values_is_not_an_envelope() {
    let body = r#"{"value":{"id":"1"},"value":{"id":"2"}}"#;
    let expected = Updated::Entity {
        entity: Mailbox::default(),
        etag: None,
    };
    assert_eq!(read::<Updated<Mailbox>>(body), expected);
}

#[test]
fn a_collection_of_objects_is_read_out_of_its_envelope() {
    let body = r#"{"@odata.context":"x","value":[{"locale":"de"},{"locale":"fr"}]}"#;
    assert_eq!(read::<Vec<LocaleInfo>>(body), [locale("de"), locale("fr")]);
}

#[test]
fn a_collection_of_any_json_may_have_members_beside_it() {
    let items: [RawJson; 2] = ["1", r#"{"a":[]}"#].map(|item| item.parse().unwrap());
    for body in [
        r#"{"value":[1,{"a":[]}],"other":2}"#,
        r#"{"other":2,"value":[1,{"a":[]}]}"#,
        r#"[1,{"a":[]}]"#,
    ] {
        assert_eq!(read::<Vec<RawJson>>(body), items, "{body}");
    }
}

#[test]
fn a_tracked_entity_keeps_the_rest_of_the_envelope() {
    let entity = r#"{"id":"1","languages":[{"locale":"de","displayName":"German"}],"more":1}"#;
    for body in [entity.to_owned(), format!(r#"{{"value":{entity}}}"#)] {
        let mut mailbox: Tracked<Mailbox> = read(&body);
        assert_eq!(serde_json::to_string(&mailbox).unwrap(), entity);
        mailbox.languages.push(locale("fr"));
        assert_eq!(
            json(mailbox.changes().unwrap().patch()),
            r##"{"@odata.type":"#microsoft.graph.mailbox","languages":[{"locale":"de","displayName":"German"},{"locale":"fr"}]}"##
        );
    }
}

#[test]
fn only_an_entity_has_an_etag() {
    let body = r#"{"@odata.etag":"\"1\"","locale":"de"}"#;
    let expected = Updated::Entity {
        entity: locale("de"),
        etag: None,
    };
    assert_eq!(read::<Updated<LocaleInfo>>(body), expected);
}

#[test]
fn a_stream_is_not_the_value_of_a_body() {
    let error = Stream::from_response(Response::new(r#"{"value":"VHVsaXBz"}"#)).unwrap_err();
    assert_eq!(
        chain(&error),
        "200 OK, but the body cannot be read: a stream consists of bytes, read them with `download`"
    );
}
