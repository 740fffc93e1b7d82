//! What the service in memory refuses, as Microsoft Graph does.

use graph_client::testing::{Received, Service, TOKEN};
use graph_model::path::{Address, Collection, Route};
use graph_model::{Batch, Endpoint, Page, RequestBuilder};
use graph_model_tests::directory::{Group, GroupPath, User, UserPath};
use http::{Method, Request};
use serde_json::{Value, json};

const USERS: Route<Collection<User>> = Route::entity_set("users");

fn service() -> Service {
    let service = Service::new();
    service.serve::<Group>("/groups");
    service.serve::<User>("/users");
    service.put("/groups", json!({ "id": "4f", "displayName": "Pilots" }));
    service.put("/users", json!({ "id": "7d", "displayName": "Adele" }));
    service
}

/// The status and the message of the response to a request of a method, with a body.
fn refusal(service: &Service, method: &str, url: &str, body: &Value) -> (u16, String) {
    let mut request = Request::builder()
        .method(method)
        .uri(format!("{}{url}", service.root()))
        .header("Authorization", format!("Bearer {TOKEN}"));
    if !body.is_null() {
        request = request.header("Content-Type", "application/json");
    }
    let body = if body.is_null() {
        String::new()
    } else {
        body.to_string()
    };
    let response = service
        .respond(&request.body(body.into_bytes()).unwrap())
        .unwrap();
    let body: Value = serde_json::from_slice(response.body()).unwrap_or_default();
    let message = body["error"]["message"].as_str().unwrap_or_default();
    (response.status().as_u16(), message.to_owned())
}

#[test]
fn what_does_not_fit_the_model_is_refused() {
    let table = [
        (
            "PATCH",
            "/groups/4f",
            json!({ "displayNam": "x" }),
            "`displayNam` cannot be updated.",
        ),
        (
            "PATCH",
            "/groups/4f",
            json!({ "displayName": 7 }),
            "`displayName` is not a string.",
        ),
        (
            "PATCH",
            "/groups/4f",
            json!({ "groupTypes": "x" }),
            "`groupTypes` is not an array.",
        ),
        (
            "PATCH",
            "/groups/4f",
            json!({ "groupTypes": [7] }),
            "`groupTypes` is not a string.",
        ),
        (
            "PATCH",
            "/groups/4f",
            json!({ "groupTypes": null }),
            "`groupTypes` is not an array.",
        ),
        (
            "PATCH",
            "/groups/4f",
            json!([]),
            "The body is not a JSON object.",
        ),
        (
            "PATCH",
            "/groups/4f",
            json!({ "@odata.type": "#microsoft.graph.user" }),
            "`#microsoft.graph.user` is not one of the types expected here.",
        ),
        (
            "POST",
            "/groups",
            json!({ "colour": "red" }),
            "`microsoft.graph.group` has no property `colour`.",
        ),
        (
            "POST",
            "/users",
            json!({ "age": "old" }),
            "`age` is not a number.",
        ),
        (
            "POST",
            "/users",
            json!({ "accountEnabled": "yes" }),
            "`accountEnabled` is not a Boolean.",
        ),
        (
            "POST",
            "/users",
            json!({ "office": [] }),
            "`office` is not an object.",
        ),
    ];
    let service = service();
    for (method, url, body, message) in table {
        assert_eq!(
            refusal(&service, method, url, &body),
            (400, message.to_owned()),
            "{method} {url} {body}"
        );
    }
    assert_eq!(
        service.entities("/groups"),
        [json!({ "id": "4f", "displayName": "Pilots" })]
    );
}

#[test]
fn a_query_that_the_type_does_not_have_is_refused() {
    let table = [
        (
            "/users?$select=displayName,shoeSize",
            "Could not find a property named 'shoeSize' on type 'microsoft.graph.user'.",
        ),
        (
            "/users/7d?$expand=boss",
            "Could not find a property named 'boss' on type 'microsoft.graph.user'.",
        ),
        ("/users?$filtr=x", "`$filtr` is not a query option."),
        ("/users?$top=1&$top=2", "`$top` is given twice."),
    ];
    let service = service();
    for (url, message) in table {
        let refused = refusal(&service, "GET", url, &Value::Null);
        assert_eq!(refused, (400, message.to_owned()), "{url}");
    }
}

#[test]
fn what_fits_the_model_is_taken() {
    let service = service();
    let body = json!({
        "displayName": null, "age": 7, "quota": "9007199254740993", "accountEnabled": true,
        "office": { "city": "Berlin" }, "proxyAddresses": ["a"], "manager@odata.bind": "users/7d",
    });
    assert_eq!(refusal(&service, "POST", "/users", &body).0, 201);
    assert_eq!(
        refusal(
            &service,
            "GET",
            "/users?$select=id,displayName,office/city",
            &Value::Null
        )
        .0,
        200
    );
}

#[test]
fn a_key_that_no_entity_has_is_refused() {
    let service = service();
    let missing = "`9` does not exist in `/groups`.";
    assert_eq!(
        refusal(&service, "GET", "/groups/9", &Value::Null),
        (404, missing.to_owned())
    );
    assert_eq!(
        refusal(&service, "GET", "/groups('4f')", &Value::Null).0,
        200
    );
    assert_eq!(
        refusal(&service, "GET", "/groups('9')", &Value::Null).0,
        404
    );
    assert_eq!(
        refusal(&service, "GET", "/groups(name='Pilots')", &Value::Null),
        (
            400,
            "`groups(name='Pilots')` is not a key of `groups`.".to_owned()
        )
    );
    service.declare_alternate_key("groups", "displayName");
    assert_eq!(
        refusal(
            &service,
            "GET",
            "/groups(displayName='Pilots')",
            &Value::Null
        )
        .0,
        200
    );
    let taken = json!({ "id": "4f" });
    assert_eq!(refusal(&service, "POST", "/groups", &taken).0, 409);
}

#[test]
fn a_change_of_an_older_version_is_refused() {
    let service = service();
    let client = service.blocking_client();
    let path = GroupPath { group_id: "4f" };
    let patch = || Group::patch().display_name("New").at(&path);
    client.send(patch().if_match("W/\"1\"")).unwrap();
    let error = client.send(patch().if_match("W/\"1\"")).unwrap_err();
    assert_eq!(error.service().unwrap().status, 412);
    let error = client
        .send(Group::delete(&path).if_match("W/\"1\""))
        .unwrap_err();
    assert_eq!(error.service().unwrap().status, 412);
    service.require_etags();
    assert_eq!(
        client.send(patch()).unwrap_err().service().unwrap().status,
        428
    );
    client.send(patch().if_match_any()).unwrap();
}

#[test]
fn a_batch_with_mixed_dependencies_is_refused() {
    let after = |pairs: &[(&str, &[&str])]| {
        let requests: Vec<Value> = pairs
            .iter()
            .map(|(id, after)| json!({ "id": id, "dependsOn": after, "method": "GET", "url": "/groups/4f" }))
            .collect();
        refusal(
            &service(),
            "POST",
            "/$batch",
            &json!({ "requests": requests }),
        )
        .0
    };
    assert_eq!(after(&[("0", &[]), ("1", &[])]), 200);
    assert_eq!(after(&[("0", &[]), ("1", &["0"]), ("2", &["1"])]), 200);
    assert_eq!(after(&[("0", &[]), ("1", &["0"]), ("2", &["0"])]), 200);
    assert_eq!(after(&[("0", &[]), ("1", &["0"]), ("2", &[])]), 400);
    assert_eq!(after(&[("0", &[]), ("1", &[]), ("2", &["0", "1"])]), 400);
    assert_eq!(after(&[("0", &["1"]), ("1", &[])]), 400);
    let many: Vec<Value> = (0..21)
        .map(|id| json!({ "id": id.to_string(), "method": "GET", "url": "/groups/4f" }))
        .collect();
    assert_eq!(
        refusal(&service(), "POST", "/$batch", &json!({ "requests": many })).0,
        400
    );
    // The library sends such a batch in parts.
    let mut batch = Batch::new();
    let first = batch.add(Group::get().at(&GroupPath { group_id: "4f" }));
    let second = batch.add(User::get().at(&UserPath { user_id: "7d" }));
    let third = batch.add_after(
        Group::get().at(&GroupPath { group_id: "4f" }),
        &[first.id(), second.id()],
    );
    let responses = service().blocking_client().batch(batch);
    assert!(responses.get(&third).is_ok());
}

#[test]
fn a_token_belongs_to_the_service_and_nowhere_else() {
    let service = service();
    let request = |url: &str, token: &str| {
        let request = Request::builder()
            .method(Method::GET)
            .uri(url)
            .header("Authorization", token);
        service
            .respond(&request.body(Vec::new()).unwrap())
            .unwrap()
            .status()
            .as_u16()
    };
    let root = "https://graph.microsoft.com";
    assert_eq!(request(&format!("{root}/v1.0/groups"), "Bearer other"), 401);
    for named in ["/upload-sessions/1", "/monitors/1", "/downloads/1"] {
        assert_eq!(
            request(&format!("{root}{named}"), &format!("Bearer {TOKEN}")),
            401,
            "{named}"
        );
    }
    assert_eq!(
        request(&format!("{root}/beta/groups"), &format!("Bearer {TOKEN}")),
        404
    );
}

#[test]
fn references_are_kept_apart_from_the_entities() {
    let service = service();
    let client = service.blocking_client();
    let group = GroupPath { group_id: "4f" };
    let members = group.to(|group| group.members);
    let user = UserPath { user_id: "7d" };
    client.send(members.add(&user)).unwrap();
    let error = client.send(members.add(&user)).unwrap_err();
    assert_eq!(error.service().unwrap().status, 400);
    assert_eq!(
        client
            .send(members.add("users/9"))
            .unwrap_err()
            .service()
            .unwrap()
            .status,
        404
    );
    let listed: Page<User> = client.send(User::list().at(&members)).unwrap();
    assert_eq!(listed.value[0].display_name.as_deref(), Some("Adele"));
    assert_eq!(client.send(User::list().count_at(&members)).unwrap().0, 1);
    let group_with_members = client
        .send(Group::get().expand(|group| group.members).at(&group))
        .unwrap();
    assert_eq!(group_with_members.members.len(), 1);
    let members_of_the_group = service.entities("/groups/4f/members");
    assert_eq!(members_of_the_group, service.entities("/users"));
    assert_eq!(members_of_the_group.len(), 1);
    client.send(members.remove("7d")).unwrap();
    assert_eq!(service.entities("/groups/4f/members"), [] as [Value; 0]);
    assert_eq!(client.send(User::list().count_at(&members)).unwrap().0, 0);
    assert_eq!(service.entities("/users").len(), 1);
    // A deleted entity is a member no more.
    client.send(members.add(&user)).unwrap();
    client.send(User::delete(&user)).unwrap();
    assert_eq!(client.send(User::list().count_at(&members)).unwrap().0, 0);

    service.put("/users", json!({ "id": "a1" }));
    service.put("/users", json!({ "id": "b2", "displayName": "Boss" }));
    let manager = USERS.key("a1").to(|user| user.manager);
    client.send(manager.set(&USERS.key("b2"))).unwrap();
    let boss = client.send(User::get().at(&manager)).unwrap();
    assert_eq!(boss.display_name.as_deref(), Some("Boss"));
    client.send(manager.unset()).unwrap();
    assert_eq!(
        client
            .send(User::get().at(&manager))
            .unwrap_err()
            .service()
            .unwrap()
            .status,
        404
    );
}

#[test]
fn a_calendar_view_needs_a_window() {
    let service = Service::new();
    service.declare_singleton("/me", "/users/7d");
    let at = |day: &str| json!({ "dateTime": format!("2026-03-{day}T09:00:00.0000000"), "timeZone": "UTC" });
    for day in ["13", "14", "15"] {
        service.put(
            "/users/7d/events",
            json!({ "id": day, "start": at(day), "end": at(day) }),
        );
    }
    let (status, _) = refusal(&service, "GET", "/me/calendarView", &Value::Null);
    assert_eq!(status, 400);
    let events: RequestBuilder<Page<graph_model::UnknownObject>> =
        RequestBuilder::method(Method::GET, &Route::<()>::singleton("me/calendarView"));
    let events = events
        .query("startDateTime", "2026-03-14T00:00:00Z")
        .query("endDateTime", "2026-03-15T00:00:00Z");
    let events = service.blocking_client().send(events).unwrap();
    assert_eq!(events.value.len(), 1);
}

#[test]
fn a_request_shows_what_arrived() {
    let service = service();
    let client = service.blocking_client();
    client
        .send(
            Group::patch()
                .display_name("New")
                .at(&GroupPath { group_id: "4f" }),
        )
        .unwrap();
    let received: Vec<Received> = service.take_received();
    assert_eq!(received.len(), 1);
    assert_eq!(
        (received[0].method.as_str(), received[0].url.as_str()),
        ("PATCH", "/v1.0/groups/4f")
    );
    assert_eq!(received[0].header("Content-Type"), "application/json");
    assert_eq!(received[0].status, 200);
    assert_eq!(service.endpoint().as_str(), Endpoint::V1_0.as_str());
}

#[test]
fn no_filter_is_too_much_for_the_service() {
    let entity = json!({ "tags": [["a"]], "from": "PT1H" });
    let long = "PT2562047788015215H";
    for filter in [
        "$it/any(x:x eq 1)".to_owned(),
        "tags/$count($filter=$this/any(x:x eq 'a')) eq 1".to_owned(),
        format!("duration'{long}' add duration'{long}' eq duration'PT1H'"),
        "maxdatetime() add duration'PT100H' gt now()".to_owned(),
        "mindatetime() sub duration'PT100H' gt now()".to_owned(),
        format!("{}true{}", "(".repeat(5_000), ")".repeat(5_000)),
        format!("{}true", "not ".repeat(5_000)),
    ] {
        // Whatever the result is, there is no panic.
        let _ = graph_client::testing::selects(&filter, &entity);
        let _ = graph_client::testing::selects(&filter, &json!([1]));
    }
    let service = service();
    let last = format!("/groups?$skiptoken={}", u64::MAX);
    assert_eq!(refusal(&service, "GET", &last, &Value::Null).0, 200);
    assert_eq!(refusal(&service, "POST", "/groups/nope", &json!({})).0, 405);
}

#[test]
fn an_action_without_a_handler_is_refused_and_stores_nothing() {
    let service = service();
    let call = json!({ "comment": "x" });
    for (url, message) in [
        (
            "/users/7d/sendMail",
            "`sendMail` is not a collection of `/users/7d`. If it is an action, add it with `Service::operation`.",
        ),
        (
            "/users/7d/microsoft.graph.assignLicense",
            "`microsoft.graph.assignLicense` is not a collection of `/users/7d`. \
             If it is an action, add it with `Service::operation`.",
        ),
    ] {
        assert_eq!(
            refusal(&service, "POST", url, &call),
            (501, message.to_owned())
        );
        assert_eq!(service.entities(url), Vec::<Value>::new());
    }
    service.operation("sendMail", |_| graph_client::testing::Reply::empty(202));
    assert_eq!(
        refusal(&service, "POST", "/users/7d/sendMail", &call).0,
        202
    );
}

#[test]
fn a_relationship_of_a_missing_entity_is_refused() {
    let service = service();
    let user = json!({ "@odata.id": "users/7d" });
    for (method, url) in [
        ("POST", "/groups/missing/members/$ref"),
        ("PUT", "/users/missing/manager/$ref"),
    ] {
        assert_eq!(refusal(&service, method, url, &user).0, 404, "{url}");
    }
    assert_eq!(
        refusal(&service, "POST", "/groups/4f/members/$ref", &user).0,
        204
    );
}
