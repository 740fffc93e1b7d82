//! Delta queries: items that are new, changed or removed, and links that were added or removed.

use std::convert::Infallible;

use graph_model::http::{DeltaItem, RemovalReason};
use graph_model::{Endpoint, Page, RawJson, RequestBuilder};
use graph_model_tests::client::send;
use graph_model_tests::directory::{Group, GroupCollectionPath, GroupPath};
use graph_model_tests::stand_in::TOKEN;
use http::Response;

use crate::paging::service_of;

#[test]
fn a_delta_query_reports_new_changed_and_removed_items() {
    let (service, endpoint) = service_of(3);
    let page = Group::list()
        .select(|group| group.display_name)
        .delta_at(&GroupCollectionPath)
        .bearer(TOKEN)
        .send(&endpoint, send)
        .unwrap();
    assert_eq!(page.value.len(), 3);
    assert!(
        page.value
            .iter()
            .all(|item| matches!(item, DeltaItem::Current(_)))
    );
    assert_eq!(
        service.take_received()[0].url,
        "/v1.0/groups/delta?$select=displayName"
    );

    let path = |id| GroupPath { group_id: id };
    Group::patch()
        .display_name("New")
        .at(&path("2"))
        .bearer(TOKEN)
        .send(&endpoint, send)
        .unwrap();
    Group::delete(&path("3"))
        .bearer(TOKEN)
        .send(&endpoint, send)
        .unwrap();

    let link = page.delta_link.unwrap();
    let mut pages = RequestBuilder::<Page<DeltaItem<Group>>>::follow(&link)
        .bearer(TOKEN)
        .pages(&endpoint, send);
    assert_eq!(pages.delta_link(), None);
    let changes = pages.next().unwrap().unwrap().value;
    assert!(pages.next().is_none());
    assert_eq!(
        pages.delta_link(),
        Some(format!("{}/groups/delta?$deltatoken=5", service.root()).as_str())
    );
    let mut changed = Group {
        display_name: Some("New".into()),
        ..Default::default()
    };
    changed.id = Some("2".into());
    changed.etag = Some("W/\"4\"".into());
    changed.derived_type = None;
    let [current, DeltaItem::Removed { id, reason, .. }] = &changes[..] else {
        panic!("other changes: {changes:?}");
    };
    assert_eq!(current, &DeltaItem::Current(changed));
    assert_eq!(
        (id.as_deref(), reason),
        (Some("3"), &RemovalReason::Deleted)
    );
}

#[test]
fn a_removed_item_is_recognised_by_every_mark() {
    let read = |text: &str| serde_json::from_str::<DeltaItem<Group>>(text).unwrap();
    for (text, id, reason) in [
        (
            r#"{"@removed":{"reason":"changed"},"id":"4f"}"#,
            Some("4f"),
            RemovalReason::Changed,
        ),
        (
            r#"{"@odata.removed":{"reason":"deleted"},"id":"4f"}"#,
            Some("4f"),
            RemovalReason::Deleted,
        ),
        (
            r#"{"displayName":"x","@odata.id":"groups('4f')","@removed":{}}"#,
            Some("groups('4f')"),
            RemovalReason::Other(String::new()),
        ),
        (
            r#"{"\u0040removed":{"reason":"lost"}}"#,
            None,
            RemovalReason::Other("lost".into()),
        ),
        (
            r#"{"@removed":{},"id":7}"#,
            Some("7"),
            RemovalReason::Other(String::new()),
        ),
        (
            r##"{"@odata.context":"https://x.example/$metadata#groups/$deletedEntity","id":"11","reason":"deleted"}"##,
            Some("11"),
            RemovalReason::Deleted,
        ),
        (
            r##"{"@context":"#groups/$deletedEntity","id":"11"}"##,
            Some("11"),
            RemovalReason::Other(String::new()),
        ),
    ] {
        let entity = serde_json::from_str(text).unwrap();
        let id = id.map(str::to_owned);
        assert_eq!(read(text), DeltaItem::Removed { id, reason, entity });
    }
}

#[test]
fn a_removed_item_keeps_a_key_of_any_name_and_type() {
    let text = r#"{"@removed":{"reason":"deleted"},"OrderID":1,"ProductID":"p"}"#;
    let item: DeltaItem<Group> = serde_json::from_str(text).unwrap();
    let DeltaItem::Removed { id, entity, .. } = item else {
        panic!("another item: {item:?}");
    };
    assert_eq!(id, None);
    let key = |name: &str| entity.get(name).map(RawJson::as_str);
    assert_eq!(
        (key("OrderID"), key("ProductID")),
        (Some("1"), Some("\"p\""))
    );
}

#[test]
fn added_and_removed_links_are_no_entities() {
    let read = |text: &str| serde_json::from_str::<DeltaItem<Group>>(text).unwrap();
    let link = r#""source":"groups('1')","relationship":"members","target":"users('2')""#;
    let added = read(&format!(r##"{{"@odata.context":"#groups/$link",{link}}}"##));
    let DeltaItem::LinkAdded(added) = added else {
        panic!("another item: {added:?}");
    };
    assert_eq!(
        (
            added.source.as_str(),
            added.relationship.as_str(),
            added.target.as_deref()
        ),
        ("groups('1')", "members", Some("users('2')"))
    );
    let removed = read(&format!(
        r##"{{{link},"@context":"#groups/$deletedLink"}}"##
    ));
    assert_eq!(removed, DeltaItem::LinkRemoved(added));
    for incomplete in [
        r##"{"@odata.context":"#groups/$link","source":"a","relationship":"b"}"##,
        r##"{"@odata.context":"#groups/$deletedLink","source":"a","target":"b"}"##,
    ] {
        let error = serde_json::from_str::<DeltaItem<Group>>(incomplete).unwrap_err();
        assert_eq!(
            error.to_string(),
            "a link lacks its source, relationship or target"
        );
    }
    assert!(matches!(
        read(r#"{"displayName":"x","@\u0072emoved":{}}"#),
        DeltaItem::Removed { .. }
    ));
    for current in [
        r##"{"@odata.context":"#groups/$entity","displayName":"/$link removed"}"##,
        r#"{"displayName":"x","@removed":null}"#,
        r#"{"displayName":"x","removed":1,"u":1,"u":2}"#,
        r#"{"displayName":"\"@removed\""}"#,
    ] {
        assert!(matches!(read(current), DeltaItem::Current(_)));
    }
}

#[test]
fn the_link_to_later_changes_is_known_after_the_last_item() {
    let link = "https://graph.microsoft.com/v1.0/groups/delta?$deltatoken=5";
    let body = format!(r#"{{"value":["a","b"],"@odata.deltaLink":"{link}"}}"#);
    let first = "https://graph.microsoft.com/v1.0/groups/delta";
    let mut items = RequestBuilder::<Page<String>>::follow(first)
        .pages(&Endpoint::V1_0, |_| {
            Ok::<_, Infallible>(Response::new(body.clone()))
        })
        .items();
    assert_eq!(items.delta_link(), None);
    let read: Vec<String> = items.by_ref().map(Result::unwrap).collect();
    assert_eq!(read, ["a", "b"]);
    assert_eq!(items.delta_link(), Some(link));
}

#[test]
fn the_reason_of_a_removal_is_printed_as_the_service_writes_it() {
    for reason in ["deleted", "changed", "lost", ""] {
        assert_eq!(RemovalReason::from(reason).to_string(), reason);
    }
}
