//! Scripted responses, and what they say about a request that differs.

use graph_client::testing::{Reply, Script};
use graph_model_tests::chain;
use graph_model_tests::directory::{Group, GroupPath};
use serde_json::json;

use crate::run;

const PATH: GroupPath<'static> = GroupPath { group_id: "4f" };

#[test]
fn requests_get_their_responses_in_order() {
    let script = Script::new();
    script
        .expect("GET", "/groups/4f")
        .respond(Reply::json(200, json!({ "id": "4f" })));
    script
        .expect("PATCH", "/groups/4f")
        .header("if-match", "W/\"1\"")
        .body(json!({ "displayName": "Pilots", "@odata.type": "#microsoft.graph.group" }))
        .respond(Reply::empty(204).with("ETag", "W/\"2\""));
    let client = script.client();
    let updated = run(async {
        client.send(Group::get().at(&PATH)).await.unwrap();
        let request = Group::patch()
            .display_name("Pilots")
            .at(&PATH)
            .if_match("W/\"1\"");
        client.send(request).await.unwrap()
    });
    assert_eq!(updated.etag(), Some("W/\"2\""));
    script.assert_done();
}

#[test]
fn a_request_that_differs_fails_with_the_difference() {
    let error = |expect: &dyn Fn(&Script)| {
        let script = Script::new();
        expect(&script);
        let request = Group::patch().display_name("Pilots").at(&PATH);
        let error = script.blocking_client().send(request).unwrap_err();
        // The script is not done, which its drop would report.
        std::mem::forget(script);
        chain(&error)
    };
    let start = "the request could not be sent: the transport failed: the script expects";
    let ok = || Reply::empty(204);
    assert_eq!(
        error(&|script| script.expect("GET", "/groups/4f").respond(ok())),
        format!("{start} `GET /groups/4f`, not `PATCH /groups/4f`")
    );
    assert_eq!(
        error(&|script| script.expect("PATCH", "/groups/4f?x=1").respond(ok())),
        format!("{start} `PATCH /groups/4f?x=1`, not `PATCH /groups/4f`")
    );
    assert_eq!(
        error(&|script| {
            script
                .expect("PATCH", "/groups/4f")
                .header("if-match", "*")
                .respond(ok());
        }),
        format!("{start} `if-match: *`, not `no header if-match`")
    );
    assert_eq!(
        error(&|script| script
            .expect("PATCH", "/groups/4f")
            .body(json!({}))
            .respond(ok())),
        format!(
            "{start} `{{}}`, not `{{\"@odata.type\":\"#microsoft.graph.group\",\"displayName\":\"Pilots\"}}`"
        )
    );
    assert_eq!(
        error(&|script| {
            let expected = script.expect("PATCH", "/groups/4f");
            expected
                .header("Authorization", "Bearer eyJsecret")
                .respond(ok());
        }),
        format!("{start} `Authorization: (a token)`, not `Authorization: (another one)`")
    );
    assert_eq!(
        error(&|_| {}),
        format!("{start} `no request`, not `PATCH /groups/4f`")
    );
}

#[test]
#[should_panic(expected = "the script still expects GET /groups/4f")]
fn a_script_that_is_not_done_fails_the_test() {
    let script = Script::new();
    script
        .expect("GET", "/groups/4f")
        .respond(Reply::empty(404));
    drop(script);
}
