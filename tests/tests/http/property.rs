//! Single properties: read, set, patched and cleared at their own URLs.

use std::collections::BTreeMap;

use graph_model::edm::Presence;
use graph_model::http::Content;
use graph_model::path::{Address, Collection, PathError};
use graph_model::{
    Endpoint, FromResponse, Page, RawJson, RequestBuilder, RequestError, ResponseError, Route,
    UnknownObject, graph_complex, graph_entity, graph_enum, graph_union,
};
use graph_model_tests::chain;
use http::{Request, Response};

#[graph_enum(odata = "microsoft.graph.delegateMeetingMessageDeliveryOptions")]
#[derive(Clone, Debug, PartialEq)]
pub enum Delivery {
    SendToDelegateOnly,
    #[graph(unknown)]
    Unknown(String),
}

#[graph_complex(odata = "microsoft.graph.localeInfo")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LocaleInfo {
    pub locale: Option<String>,
}

#[graph_complex(odata = "microsoft.graph.mailboxSettings")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MailboxSettings {
    pub time_zone: Option<String>,
    pub language: Option<LocaleInfo>,
    pub delivery: Option<Delivery>,
}

/// A complex type with a property of the name that an envelope has.
#[graph_complex(odata = "microsoft.graph.settingValue")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SettingValue {
    pub name: Option<String>,
    pub value: Option<String>,
}

#[graph_complex(odata = "microsoft.graph.detail")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Detail {
    pub text: Option<String>,
}

#[graph_union]
#[derive(Clone, Debug, PartialEq)]
pub enum AnyDetail {
    Detail(Detail),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

#[graph_complex(odata = "microsoft.graph.openValue")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OpenValue {
    pub name: Option<String>,
    #[graph(additional)]
    pub more: BTreeMap<String, RawJson>,
}

#[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId}")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct User {
    pub birthday: Option<String>,
    pub age: i32,
    pub nick_name: Presence<String>,
    #[graph(read_only)]
    pub created: Option<String>,
    pub phones: Vec<String>,
    pub mailbox_settings: Option<MailboxSettings>,
    pub setting: Option<SettingValue>,
    pub detail: Option<AnyDetail>,
    pub state: Option<RawJson>,
    pub open: Option<OpenValue>,
}

const ME: Route<User> = Route::singleton("me");
const USERS: Route<Collection<User>> = Route::entity_set("users");

fn sent<A>(request: RequestBuilder<A>) -> (String, String) {
    let request: Request<Vec<u8>> = request.build(&Endpoint::V1_0).unwrap();
    let path = request.uri().path().trim_start_matches("/v1.0").to_owned();
    let line = format!("{} {path}", request.method());
    (line, String::from_utf8(request.into_body()).unwrap())
}

fn line<A>(request: RequestBuilder<A>) -> String {
    let (line, body) = sent(request);
    assert_eq!(body, "");
    line
}

fn read<A: FromResponse>(
    _: &RequestBuilder<A>,
    status: u16,
    body: &str,
) -> Result<A, ResponseError> {
    let response = Response::builder().status(status).body(body).unwrap();
    A::from_response(response)
}

#[test]
fn a_property_is_read_at_its_own_url() {
    let birthday = ME.property(|user| user.birthday).get();
    let context = r#""@odata.context":"https://graph.microsoft.com/v1.0/$metadata""#;
    let body = format!(r#"{{{context},"value":"1998-05-04"}}"#);
    assert_eq!(
        read(&birthday, 200, &body).unwrap().as_deref(),
        Some("1998-05-04")
    );
    assert_eq!(read(&birthday, 204, "").unwrap(), None);
    assert_eq!(line(birthday), "GET /me/birthday");

    let phones = UserPath { user_id: "a/b" }
        .property(|user| user.phones)
        .get();
    assert_eq!(
        read(&phones, 200, r#"{"value":["1","2"]}"#).unwrap(),
        Some(vec!["1".to_owned(), "2".to_owned()])
    );
    assert_eq!(line(phones), "GET /users/a%2Fb/phones");
}

#[test]
fn an_envelope_has_its_context_before_the_value() {
    let context = r#""@odata.context":"https://graph.microsoft.com/v1.0/$metadata""#;
    let number = format!(r#"{{{context},"value":5}}"#);
    let numbers = format!(r#"{{{context},"value":[5,6]}}"#);
    let from = |body: String| Response::new(body);
    assert_eq!(i32::from_response(from(number)).unwrap(), 5);
    assert_eq!(Vec::<i32>::from_response(from(numbers)).unwrap(), [5, 6]);
}

#[test]
fn a_complex_property_is_the_body_itself() {
    let settings = ME.property(|user| user.mailbox_settings).get();
    let utc = MailboxSettings {
        time_zone: Some("UTC".into()),
        ..Default::default()
    };
    let body = r##"{"@odata.context":"x","@odata.type":"#microsoft.graph.mailboxSettings","timeZone":"UTC"}"##;
    assert_eq!(read(&settings, 200, body).unwrap(), Some(utc.clone()));
    // Some services wrap it all the same.
    let wrapped = r#"{"@odata.context":"x","value":{"timeZone":"UTC"}}"#;
    assert_eq!(read(&settings, 200, wrapped).unwrap(), Some(utc));

    let setting = ME.property(|user| user.setting).get();
    let value = SettingValue {
        name: None,
        value: Some("on".into()),
    };
    assert_eq!(
        read(&setting, 200, r#"{"value":"on"}"#).unwrap(),
        Some(value.clone())
    );
    assert_eq!(
        read(&setting, 200, r#"{"value":{"value":"on"}}"#).unwrap(),
        Some(value)
    );

    let detail = ME.property(|user| user.detail).get();
    let text = Detail {
        text: Some("x".into()),
    };
    assert_eq!(
        read(&detail, 200, r#"{"text":"x"}"#).unwrap(),
        Some(text.into())
    );
}

/// A complex type whose property `value` is an object.
#[graph_complex(odata = "microsoft.graph.holder")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Holder {
    pub value: Option<LocaleInfo>,
}

#[test]
fn a_property_called_value_is_told_apart_from_an_envelope_by_its_content() {
    let read = |body: &str| Holder::from_response(Response::new(body.to_owned())).unwrap();
    let german = Holder {
        value: Some(LocaleInfo {
            locale: Some("de".into()),
        }),
    };
    for body in [
        r#"{"value":{"locale":"de"}}"#,
        r##"{"value":{"@odata.type":"#microsoft.graph.localeInfo","locale":"de"}}"##,
        r##"{"value":{"@odata.type":"#microsoft.graph.Holder","value":{"locale":"de"}}}"##,
    ] {
        assert_eq!(read(body), german, "{body}");
    }
    assert_eq!(read(r#"{"value":null}"#), Holder::default());
}

#[test]
fn null_in_an_envelope_is_no_value() {
    let body = r#"{"@odata.context":"x","value":null}"#;
    let settings = ME.property(|user| user.mailbox_settings).get();
    assert_eq!(read(&settings, 200, body).unwrap(), None);
    let detail = ME.property(|user| user.detail).get();
    assert_eq!(read(&detail, 200, body).unwrap(), None);
    let error = MailboxSettings::from_response(Response::new(body)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "200 OK, but the body is empty and a value is expected"
    );
}

#[test]
fn an_untyped_property_is_read_without_its_envelope() {
    let read = |body: &str| RawJson::from_response(Response::new(body.to_owned())).unwrap();
    assert_eq!(
        read(r#"{"@odata.context":"x","value":[[1,2]]}"#).as_str(),
        "[[1,2]]"
    );
    // A page has more than its value.
    let page = r#"{"value":[1],"@odata.nextLink":"x"}"#;
    assert_eq!(read(page).as_str(), page);
    assert_eq!(read(r#"{"a":1}"#).as_str(), r#"{"a":1}"#);
    let only_value = r#"{"value":5}"#;
    let object = UnknownObject::from_response(Response::new(only_value)).unwrap();
    assert_eq!(object.get("value").unwrap().as_str(), "5");
}

#[test]
fn a_collection_with_more_pages_is_not_cut_off() {
    let phones = ME.property(|user| user.phones).get();
    let body = r#"{"value":["1"],"@odata.nextLink":"https://graph.microsoft.com/v1.0/x"}"#;
    let error = read(&phones, 200, body).unwrap_err();
    assert!(
        chain(&error).contains("the collection has more pages, read it as a `Page`"),
        "{error:?}"
    );
    let page = phones.responds_with::<Page<String>>();
    assert!(read(&page, 200, body).unwrap().next_link.is_some());
}

#[test]
fn a_property_is_set_to_what_its_setter_takes() {
    let put = |request: RequestBuilder<()>, path: &str| {
        let (line, body) = sent(request);
        assert_eq!(line, format!("PUT /me/{path}"));
        body
    };
    let birthday = ME.property(|user| user.birthday).set("1998-05-04");
    assert_eq!(put(birthday, "birthday"), r#"{"value":"1998-05-04"}"#);
    let age = ME.property(|user| user.age).set(7);
    assert_eq!(put(age, "age"), r#"{"value":7}"#);
    let phones = ME.property(|user| user.phones).set(["1", "2"]);
    assert_eq!(put(phones, "phones"), r#"{"value":["1","2"]}"#);
    let settings = MailboxSettings {
        time_zone: Some("UTC".into()),
        ..Default::default()
    };
    let settings = ME.property(|user| user.mailbox_settings).set(settings);
    assert_eq!(
        put(settings, "mailboxSettings"),
        r##"{"@odata.type":"#microsoft.graph.mailboxSettings","timeZone":"UTC"}"##
    );
    let zone = ME
        .property(|user| user.mailbox_settings)
        .property(|settings| settings.time_zone)
        .set("UTC");
    assert_eq!(put(zone, "mailboxSettings/timeZone"), r#"{"value":"UTC"}"#);
    let delivery = ME
        .property(|user| user.mailbox_settings)
        .property(|settings| settings.delivery)
        .set(Delivery::SendToDelegateOnly);
    assert_eq!(
        put(delivery, "mailboxSettings/delivery"),
        r#"{"value":"sendToDelegateOnly"}"#
    );
}

#[test]
fn only_the_value_of_a_complex_property_is_the_body_itself() {
    let state: RawJson = r#"{"a":[1.10]}"#.parse().unwrap();
    let (_, body) = sent(ME.property(|user| user.state).set(state));
    assert_eq!(body, r#"{"value":{"a":[1.10]}}"#);
}

#[test]
fn a_value_that_cannot_be_written_is_an_error_that_names_the_property() {
    let open = OpenValue {
        more: BTreeMap::from([("name".to_owned(), RawJson::from("a"))]),
        ..Default::default()
    };
    let set = USERS.key("4f").property(|user| user.open).set(open);
    assert_eq!(
        set.build(&Endpoint::V1_0).unwrap_err(),
        RequestError::Value {
            property: "open".into(),
            reason: "`name` is the tag or is declared by `microsoft.graph.openValue`, so it cannot be a dynamic property"
                .into()
        }
    );
}

#[test]
fn a_complex_property_is_patched_in_part() {
    let patch = MailboxSettings::patch().time_zone("UTC").clear_language();
    let request = ME.property(|user| user.mailbox_settings).patch(patch);
    assert_eq!(
        sent(request),
        (
            "PATCH /me/mailboxSettings".to_owned(),
            r##"{"@odata.type":"#microsoft.graph.mailboxSettings","timeZone":"UTC","language":null}"##
                .to_owned()
        )
    );
}

#[test]
fn a_property_is_cleared_by_a_delete() {
    assert_eq!(
        line(ME.property(|user| user.birthday).clear()),
        "DELETE /me/birthday"
    );
    assert_eq!(
        line(ME.property(|user| user.nick_name).clear()),
        "DELETE /me/nickName"
    );
}

#[test]
fn a_raw_value_is_text_without_json() {
    let value = ME.property(|user| user.created).value();
    let response = Response::builder()
        .header("content-type", "text/plain")
        .body("\u{feff}2026-01-01");
    let content = Content::from_response(response.unwrap()).unwrap();
    assert_eq!(content.text().unwrap(), "2026-01-01");
    assert_eq!(content.bytes, "\u{feff}2026-01-01".as_bytes());
    assert_eq!(content.content_type.as_deref(), Some("text/plain"));
    assert_eq!(line(value), "GET /me/created/$value");
}

#[test]
fn the_handle_of_another_closure_is_refused() {
    let mut kept = None;
    let _ = ME.property(|user| {
        kept = Some(user.birthday);
        user.birthday
    });
    let birthday = kept.unwrap();
    let error = ME.property(|_| birthday).get().build(&Endpoint::V1_0);
    assert_eq!(
        error.unwrap_err(),
        RequestError::Path(PathError::OutOfScope {
            property: "birthday".into()
        })
    );
}
