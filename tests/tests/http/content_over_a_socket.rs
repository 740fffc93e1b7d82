//! Bytes over a real socket: a service that does not use the library stores the photo of a user and
//! the content of files, sends small files itself and redirects to large ones.

use std::collections::HashMap;

use graph_model::http::{Accepted, Completion, Content, Download, RetryAfter, Upserted};
use graph_model::path::Address;
use graph_model::{
    Endpoint, FromResponse, RequestError, ResponseError, Route, Stream, graph_action, graph_entity,
    graph_function,
};
use graph_model_tests::service::Service;
use serde_json::json;
use tiny_http::{Header, Method, Request, Response};

#[graph_entity(odata = "microsoft.graph.profilePhoto", media)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProfilePhoto {
    pub height: Option<i32>,
}

#[graph_entity(odata = "microsoft.graph.driveItem", path = "/drive/items/{itemId}")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DriveItem {
    pub name: Option<String>,
    #[graph(read_only)]
    pub content: Option<Stream>,
}

#[graph_entity(odata = "microsoft.graph.user")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct User {
    #[graph(navigation)]
    pub photo: Option<ProfilePhoto>,
}

/// Copies a file, which takes a while.
#[graph_action(odata = "microsoft.graph.copy", on = DriveItem, returns = DriveItem)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Copy {
    pub name: Option<String>,
}

/// Adds files to a collection, which responds with nothing.
#[graph_action(odata = "microsoft.graph.addAll", on = Collection<DriveItem>, returns = Vec<DriveItem>)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AddAll {
    pub names: Vec<String>,
    pub overwrite: Option<bool>,
}

#[graph_function(odata = "microsoft.graph.recent", on = Collection<DriveItem>, returns = Vec<DriveItem>)]
pub struct Recent;

#[graph_function(odata = "microsoft.graph.report", on = DriveItem, returns = Stream)]
pub struct Report {
    pub period: String,
}

const ME: Route<User> = Route::singleton("me");

fn drive() -> Service {
    let mut stored = HashMap::new();
    Service::start(move |request| respond(request, &mut stored))
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).unwrap()
}

fn respond(mut request: Request, stored: &mut HashMap<String, (String, Vec<u8>)>) {
    let url = request.url().to_owned();
    let content_type = request
        .headers()
        .iter()
        .find(|header| header.field.equiv("content-type"))
        .map(|header| header.value.to_string());
    let mut body = Vec::new();
    request.as_reader().read_to_end(&mut body).unwrap();
    let text = String::from_utf8_lossy(&body).into_owned();
    let response = match (request.method().clone(), url.as_str()) {
        (Method::Put, "/me/photo/$value" | "/drive/items/small/content") => {
            stored.insert(url, (content_type.unwrap_or_default(), body));
            Response::from_data(Vec::new()).with_status_code(204)
        }
        (Method::Get, "/me/photo/$value" | "/drive/items/small/content") => {
            match stored.get(&url) {
                Some((content_type, bytes)) => Response::from_data(bytes.clone())
                    .with_header(header("content-type", content_type))
                    .with_header(header("etag", "\"1\"")),
                None => {
                    Response::from_data(r#"{"error":{"code":"ImageNotFound","message":"none"}}"#)
                        .with_status_code(404)
                }
            }
        }
        (Method::Get, "/drive/items/large/content") => Response::from_data(Vec::new())
            .with_status_code(302)
            .with_header(header("location", "https://files.example/large?sig=secret")),
        (Method::Get, "/drive/items/large/report(period='D7')") => Response::from_data(Vec::new())
            .with_status_code(302)
            .with_header(header("location", "https://reports.example/1")),
        (Method::Delete, "/me/photo/$value") => {
            stored.remove(&url);
            Response::from_data(Vec::new()).with_status_code(204)
        }
        (Method::Post, "/drive/items/large/copy") if text == r#"{"name":"a.txt"}"# => {
            Response::from_data(Vec::new())
                .with_status_code(202)
                .with_header(header("location", "https://monitor.example/1"))
                .with_header(header("retry-after", "5"))
        }
        (Method::Post, "/drive/items/addAll")
            if text == r#"{"names":["a","b"],"overwrite":true}"# =>
        {
            Response::from_data(Vec::new())
        }
        (Method::Get, "/drive/items/recent()") => {
            Response::from_data(json!({ "value": [{ "name": "a" }] }).to_string())
        }
        (Method::Put, "/drive/items/new") => {
            Response::from_data(text.replace('}', r#","id":"new"}"#)).with_status_code(201)
        }
        (method, url) => {
            let message = format!("{method} {url} {text}");
            Response::from_data(json!({ "error": { "code": "x", "message": message } }).to_string())
                .with_status_code(404)
        }
    };
    let _ = request.respond(response);
}

#[test]
fn bytes_are_uploaded_downloaded_and_removed() {
    let drive = drive();
    let photo = ME.to(|user| user.photo).media();
    // The byte order mark at the start is a part of the content.
    let jpeg = b"\xEF\xBB\xBF\xFF\xD8\0".to_vec();
    drive
        .send(photo.upload("image/jpeg", jpeg.clone()))
        .unwrap();
    let Download::Content(content) = drive.send(photo.download()).unwrap() else {
        panic!("the service does not redirect");
    };
    assert_eq!(content.bytes, jpeg);
    assert_eq!(content.content_type.as_deref(), Some("image/jpeg"));
    assert_eq!(content.etag.as_deref(), Some("\"1\""));
    drive.send(photo.clear()).unwrap();
    let gone = drive.send(photo.download()).unwrap_err();
    assert!(
        matches!(gone, ResponseError::Service(error) if error.code.as_deref() == Some("ImageNotFound"))
    );

    let small = DriveItemPath { item_id: "small" }.stream(|item| item.content);
    drive.send(small.upload("text/plain", "Tulips")).unwrap();
    let content: Content = drive.send(small.download().responds_with()).unwrap();
    assert_eq!(content.text().unwrap(), "Tulips");
}

#[test]
fn a_redirect_is_a_value_and_is_not_logged() {
    let drive = drive();
    let large = DriveItemPath { item_id: "large" };
    let download = drive
        .send(large.stream(|item| item.content).download())
        .unwrap();
    assert_eq!(
        download.location(),
        Some("https://files.example/large?sig=secret")
    );
    assert_eq!(format!("{download:?}"), "Redirect { .. }");
    assert_eq!(download.into_content(), None);

    let report = Report {
        period: "D7".into(),
    };
    let report = drive.send(report.at(&large)).unwrap();
    assert_eq!(report.location(), Some("https://reports.example/1"));
}

#[test]
fn a_request_that_is_completed_later_names_its_monitor() {
    let drive = drive();
    let copy = Copy {
        name: Some("a.txt".into()),
    };
    let request = copy.at(&DriveItemPath { item_id: "large" }).prefer_async();
    let Completion::Accepted(Accepted {
        monitor,
        retry_after,
        ..
    }) = drive.send(request).unwrap()
    else {
        panic!("the service is still at work");
    };
    assert_eq!(monitor.as_deref(), Some("https://monitor.example/1"));
    assert_eq!(
        retry_after,
        Some(RetryAfter::Delay(std::time::Duration::from_secs(5)))
    );
}

#[test]
fn an_action_that_responds_with_nothing_returns_no_items() {
    let drive = drive();
    let add = AddAll {
        names: vec!["a".into(), "b".into()],
        overwrite: Some(true),
    };
    let page = drive.send(add.at(&DriveItemCollectionPath)).unwrap();
    assert_eq!(page.value, []);
}

#[test]
fn a_function_without_parameters_has_empty_parentheses() {
    let drive = drive();
    let page = drive.send(Recent.at(&DriveItemCollectionPath)).unwrap();
    assert_eq!(page.value[0].name.as_deref(), Some("a"));
}

#[test]
fn a_function_that_returns_a_stream_takes_any_media_type() {
    let report = Report {
        period: "D7".into(),
    };
    let report = report
        .at(&DriveItemPath { item_id: "1" })
        .build(&Endpoint::V1_0)
        .unwrap();
    assert_eq!(report.headers().get("accept"), None);
    let recent = Recent
        .at(&DriveItemCollectionPath)
        .build(&Endpoint::V1_0)
        .unwrap();
    assert_eq!(recent.headers()["accept"], "application/json");
}

#[test]
fn an_entity_is_put_at_its_path() {
    let drive = drive();
    let item = DriveItem {
        name: Some("a".into()),
        ..Default::default()
    };
    let put = DriveItem::create(&item).put_at(&DriveItemPath { item_id: "new" });
    let Upserted::Created(created) = drive.send(put).unwrap() else {
        panic!("the entity is new");
    };
    let created = created.into_entity().unwrap();
    assert_eq!(created.name.as_deref(), Some("a"));
    assert_eq!(created.base.id.as_deref(), Some("new"));
}

#[test]
fn a_stream_inside_the_entity_is_kept() {
    let text = r##"{"@odata.type":"#microsoft.graph.driveItem","content":"VHVsaXBz"}"##;
    let item: DriveItem = serde_json::from_str(text).unwrap();
    let content = item.content.as_ref().unwrap();
    assert_eq!(content.as_json().as_str(), r#""VHVsaXBz""#);
    assert_eq!(serde_json::to_string(&item).unwrap(), text);
    // A patch never sends it.
    assert!(item.changes_since(&DriveItem::default()).is_empty());
}

#[test]
fn only_a_redirect_with_a_location_is_a_redirect() {
    let read = |status: u16, location: &str| {
        let response = http::Response::builder()
            .status(status)
            .header("location", location);
        Download::from_response(response.body("").unwrap())
    };
    for status in [301, 302, 303, 307, 308] {
        let download = read(status, "https://files.example/1").unwrap();
        assert_eq!(download.location(), Some("https://files.example/1"));
        assert!(read(status, "").is_err());
    }
    for status in [300, 304] {
        assert!(read(status, "https://files.example/1").is_err());
    }
    // The bytes do not exist yet.
    assert!(matches!(
        read(202, "https://monitor.example/1"),
        Err(ResponseError::NoContent { .. })
    ));
}

#[test]
fn bytes_need_a_media_type() {
    let upload = ME.to(|user| user.photo).media().upload("", [1]);
    assert_eq!(
        upload.build(&Endpoint::V1_0).unwrap_err().to_string(),
        "the value of the header `content-type` is empty or not allowed by HTTP"
    );
}

#[test]
fn a_stream_is_not_read_as_the_value_of_a_property() {
    let content = DriveItemPath { item_id: "1" }.property(|item| item.content);
    assert_eq!(
        content.get().build(&Endpoint::V1_0).unwrap_err(),
        RequestError::StreamAsValue {
            property: "content".into()
        }
    );
}
