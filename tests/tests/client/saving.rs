//! Saving the changes of tracked entities.

use graph_client::testing::{Fault, Service};
use graph_model::Tracked;
use graph_model_tests::directory::{Group, GroupCollectionPath, GroupPath};
use serde_json::json;

use crate::run;

const PATH: GroupPath<'static> = GroupPath { group_id: "4f" };

fn service() -> Service {
    let service = Service::new();
    service.put("/groups", json!({ "id": "4f", "displayName": "Pilots" }));
    service
}

#[test]
fn a_save_sends_what_changed_and_takes_over_the_result() {
    let service = service();
    let client = service.client();
    run(async {
        let mut group: Tracked<Group> =
            client.send(Group::get().at(&PATH).tracked()).await.unwrap();
        assert!(!client.save(&mut group, &PATH).await.unwrap());
        group.description = Some("Those who try it first".into());
        assert!(client.save(&mut group, &PATH).await.unwrap());
        assert_eq!(group.etag(), Some("W/\"2\""));
        assert!(group.changes().is_none());
    });
    let received = service.take_received();
    assert_eq!(received.len(), 2);
    assert_eq!(received[1].header("if-match"), "W/\"1\"");
    assert_eq!(
        received[1].body,
        json!({ "@odata.type": "#microsoft.graph.group", "description": "Those who try it first" })
    );
}

#[test]
fn changes_that_could_not_be_sent_are_kept() {
    let service = service();
    let client = service.blocking_client();
    let mut group: Tracked<Group> = client.send(Group::get().at(&PATH).tracked()).unwrap();
    group.display_name = Some("Test pilots".into());
    service.fail_next(Fault::BrokenRequest);
    assert!(client.save(&mut group, &PATH).is_err());
    assert!(client.save(&mut group, &PATH).unwrap());
    assert_eq!((group.changes(), group.etag()), (None, Some("W/\"2\"")));
    assert!(!client.save(&mut group, &PATH).unwrap());
    assert_eq!(service.entities("/groups")[0]["displayName"], "Test pilots");
}

#[test]
fn a_change_that_overtook_another_is_refused() {
    let service = service();
    let client = service.blocking_client();
    let read = || client.send(Group::get().at(&PATH).tracked()).unwrap();
    let (mut one, mut other): (Tracked<Group>, Tracked<Group>) = (read(), read());
    one.display_name = Some("One".into());
    other.display_name = Some("Other".into());
    client.save(&mut one, &PATH).unwrap();
    let error = client.save(&mut other, &PATH).unwrap_err();
    assert_eq!(error.service().unwrap().status, 412);
}

#[test]
fn the_entities_of_a_collection_can_be_tracked() {
    let service = service();
    let client = service.blocking_client();
    for group in client.items(Group::list().at(&GroupCollectionPath).tracked()) {
        let mut group: Tracked<Group> = group.unwrap();
        group.display_name = Some("Test pilots".into());
        assert!(client.save(&mut group, &PATH).unwrap());
    }
    assert_eq!(service.entities("/groups")[0]["displayName"], "Test pilots");
}
