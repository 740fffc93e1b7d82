//! Tracked entities over a real socket: the changes are sent with the version that they are based
//! on.

use graph_model::{Endpoint, SendError, Tracked, Updated};
use graph_model_tests::client::send;
use graph_model_tests::directory::{
    GeoCoordinates, Group, GroupPath, PhysicalAddress, User, UserPath,
};
use graph_model_tests::json;
use graph_model_tests::stand_in::{StandIn, TOKEN};
use serde_json::json;

const PATH: GroupPath<'static> = GroupPath { group_id: "4f" };

fn service() -> (StandIn, Endpoint, Tracked<Group>) {
    let service = StandIn::start().unwrap();
    let entity =
        json!({ "id": "4f", "displayName": "Pilots", "description": "x", "groupTypes": ["a"] });
    service.put("/groups", entity);
    let endpoint = Endpoint::new(service.root());
    let request = Group::get().at(&PATH).bearer(TOKEN).tracked();
    let group = request.send(&endpoint, send).unwrap();
    assert_eq!(service.take_received().len(), 1);
    (service, endpoint, group)
}

#[test]
fn no_change_sends_nothing() {
    let (service, _, mut group) = service();
    assert!(group.changes().is_none());
    group.description = Some("y".into());
    group.description = Some("x".into());
    assert!(group.changes().is_none(), "it is as it was");
    group.created_date_time = Some("2026-01-01T00:00:00Z".into());
    assert!(group.changes().is_none(), "it is read-only");
    assert_eq!(service.take_received(), []);
}

#[test]
fn changes_are_the_smallest_patch_with_the_etag_as_its_precondition() {
    let (service, endpoint, mut group) = service();
    group.description = None;
    group.group_types.push("b".into());
    let changes = group.changes().unwrap();
    assert_eq!(
        json(changes.patch()),
        r##"{"@odata.type":"#microsoft.graph.group","description":null,"groupTypes":["a","b"]}"##
    );
    let updated = changes
        .at(&PATH)
        .bearer(TOKEN)
        .send(&endpoint, send)
        .unwrap();
    let received = service.take_received();
    assert_eq!(received[0].method, "PATCH");
    assert_eq!(received[0].headers["if-match"], "W/\"1\"");

    group.saved(updated);
    assert_eq!(group.etag(), Some("W/\"2\""));
    assert!(group.changes().is_none());
    group.display_name = Some("New".into());
    let again = group.changes().unwrap().at(&PATH).bearer(TOKEN);
    again.send(&endpoint, send).unwrap();
    assert_eq!(service.take_received()[0].headers["if-match"], "W/\"2\"");
    assert_eq!(service.entities("/groups")[0]["displayName"], "New");
}

#[test]
fn a_change_by_someone_else_is_detected() {
    let (_service, endpoint, mut group) = service();
    let other = Group::patch()
        .display_name("Theirs")
        .at(&PATH)
        .bearer(TOKEN);
    other.send(&endpoint, send).unwrap();
    group.display_name = Some("Ours".into());
    let request = group.changes().unwrap().at(&PATH).bearer(TOKEN);
    match request.send(&endpoint, send) {
        Err(SendError::Response(error)) => assert_eq!(
            error.to_string(),
            "412 Precondition Failed: PreconditionFailed: The version is W/\"2\" by now. (request id stand-in)"
        ),
        other => panic!("no refusal but {other:?}"),
    }
}

#[test]
fn an_update_that_returns_no_entity_keeps_the_values_that_were_sent() {
    let (_service, endpoint, mut group) = service();
    group.display_name = Some("New".into());
    let request = group
        .changes()
        .unwrap()
        .at(&PATH)
        .prefer_minimal()
        .bearer(TOKEN);
    let updated = request.send(&endpoint, send).unwrap();
    assert_eq!(
        updated,
        Updated::NoContent {
            etag: Some("W/\"2\"".into())
        }
    );
    group.saved(updated);
    assert_eq!(group.before().display_name.as_deref(), Some("New"));
    assert_eq!(group.etag(), Some("W/\"2\""));
    assert_eq!(
        group.base.etag.as_deref(),
        Some("W/\"2\""),
        "the entity has it, too"
    );
    assert!(group.changes().is_none());
}

#[test]
fn changes_can_be_undone_or_turned_into_a_patch() {
    let (_service, _, mut group) = service();
    group.display_name = Some("New".into());
    assert_eq!(group.before().display_name.as_deref(), Some("Pilots"));
    group.reset();
    assert!(group.changes().is_none());
    group.display_name = Some("New".into());
    let patch = group.changes().unwrap().into_patch();
    let request = patch.at(&PATH).build(&Endpoint::V1_0).unwrap();
    assert!(!request.headers().contains_key("if-match"));
    assert_eq!(group.into_inner().display_name.as_deref(), Some("New"));
}

#[test]
fn a_change_inside_a_complex_property_does_not_send_its_siblings() {
    let mut user = Tracked::new(User {
        office: Some(PhysicalAddress {
            city: Some("Bonn".into()),
            geo: Some(GeoCoordinates::default()),
        }),
        ..Default::default()
    });
    if let Some(office) = &mut user.office {
        office.city = Some("Berlin".into());
    }
    let request = user.changes().unwrap().at(&UserPath { user_id: "4f" });
    let request = request.build(&Endpoint::V1_0).unwrap();
    assert_eq!(
        String::from_utf8_lossy(request.body()),
        concat!(
            r##"{"@odata.type":"#microsoft.graph.user","office":"##,
            r##"{"@odata.type":"#microsoft.graph.physicalAddress","city":"Berlin"}}"##
        )
    );
    assert!(
        !request.headers().contains_key("if-match"),
        "no etag was read"
    );
}
