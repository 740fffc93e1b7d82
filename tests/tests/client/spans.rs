//! One span for each request, without ids and tokens.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use graph_client::testing::{Fault, Service};
use graph_model_tests::directory::{Group, GroupCollectionPath, GroupPath};
use serde_json::json;
use tracing::Dispatch;
use tracing::subscriber::NoSubscriber;
use tracing_subscriber::fmt::format::FmtSpan;

use crate::run;

/// The text of a log.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The closed spans that a function makes, one per line.
fn spans(function: impl FnOnce()) -> Vec<String> {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_span_events(FmtSpan::CLOSE)
        .with_ansi(false)
        .without_time()
        .with_target(false)
        .with_writer(move || writer.clone())
        .finish();
    let subscriber = Dispatch::new(subscriber);
    // While there is only one subscriber, tracing asks the thread that first reaches a span, which
    // may run another test. It asks both of two.
    let _second = Dispatch::new(NoSubscriber::default());
    tracing::dispatcher::with_default(&subscriber, function);
    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let close = |line: &str| line.split(": close").next().unwrap().trim().to_owned();
    text.lines().map(close).collect()
}

#[test]
fn a_span_names_the_request_and_its_result() {
    let service = Service::new();
    service.put(
        "/groups",
        json!({ "id": "secret-id", "displayName": "Pilots" }),
    );
    let client = service.blocking_client();
    let path = GroupPath {
        group_id: "secret-id",
    };
    let spans = spans(|| {
        client.send(Group::get().at(&path)).unwrap();
        let other = GroupPath {
            group_id: "secret-other",
        };
        client
            .send(Group::patch().display_name("x").at(&other))
            .unwrap_err();
        service.fail_next(Fault::BrokenRequest);
        client.send(Group::delete(&path)).unwrap_err();
    });
    let get = "INFO odata.request{otel.name=\"GET /groups/{groupId}\" otel.kind=\"client\" \
        http.request.method=\"GET\" url.template=\"/groups/{groupId}\" \
        odata.type=\"microsoft.graph.group\" http.response.status_code=200 odata.request_id=\"stand-in\"}";
    assert_eq!(spans[0], get);
    assert!(spans[1].ends_with("http.response.status_code=404 odata.request_id=\"stand-in\"}"));
    assert!(
        spans[2].ends_with("error.type=the transport failed}"),
        "{}",
        spans[2]
    );
    let all = spans.join("\n");
    assert!(!all.contains("secret") && !all.contains("eyJ"), "{all}");
}

#[test]
fn the_requests_for_further_pages_have_the_template_of_the_first() {
    let service = Service::new();
    service.set_page_size(1);
    service.put("/groups", json!({ "id": "1" }));
    service.put("/groups", json!({ "id": "2" }));
    let client = service.client();
    let spans = spans(|| {
        run(client
            .items(Group::list().at(&GroupCollectionPath))
            .collect())
        .unwrap();
    });
    assert_eq!(spans.len(), 2);
    assert!(
        spans
            .iter()
            .all(|span| span.contains("url.template=\"/groups\"")),
        "{spans:?}"
    );
}
