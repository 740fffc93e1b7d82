//! Pages and items, with both clients.

use futures_util::StreamExt;
use graph_client::testing::{Fault, Service};
use graph_model::Page;
use graph_model::http::DeltaItem;
use graph_model_tests::directory::{Group, GroupCollectionPath};
use serde_json::json;

use crate::run;

fn service() -> Service {
    let service = Service::new();
    service.set_page_size(2);
    for number in 1..=5 {
        service.put("/groups", json!({ "id": number.to_string() }));
    }
    service
}

fn id(group: Group) -> String {
    group.base.id.unwrap()
}

#[test]
fn the_items_of_all_pages_come_one_by_one() {
    let service = service();
    let items = service
        .blocking_client()
        .items(Group::list().at(&GroupCollectionPath));
    let ids: Vec<String> = items.map(|group| id(group.unwrap())).collect();
    assert_eq!(ids, ["1", "2", "3", "4", "5"]);

    let client = service.client();
    let ids = run(async {
        let mut items = client.items(Group::list().at(&GroupCollectionPath));
        let first = id(items.next().await.unwrap().unwrap());
        let rest = items.collect().await.unwrap();
        (first, rest.into_iter().map(id).collect::<Vec<_>>())
    });
    assert_eq!(
        ids,
        (
            "1".to_owned(),
            ["2", "3", "4", "5"].map(str::to_owned).to_vec()
        )
    );
}

#[test]
fn items_and_pages_are_streams() {
    let client = service().client();
    run(async {
        let pages = client.pages(Group::list().at(&GroupCollectionPath));
        let sizes: Vec<usize> = pages.map(|page| page.unwrap().value.len()).collect().await;
        assert_eq!(sizes, [2, 2, 1]);
        let items = client.items(Group::list().at(&GroupCollectionPath));
        assert_eq!(StreamExt::count(items).await, 5);
    });
}

#[test]
fn no_page_is_requested_before_it_is_needed() {
    let service = service();
    let mut items = service
        .blocking_client()
        .items(Group::list().at(&GroupCollectionPath));
    assert!(service.take_received().is_empty());
    items.by_ref().take(2).for_each(drop);
    assert_eq!(service.take_received().len(), 1);
    drop(items);
    assert!(service.take_received().is_empty());
}

#[test]
fn a_failed_page_ends_the_items_with_its_error() {
    let service = service();
    let client = service.client();
    run(async {
        let mut items = client.items(Group::list().at(&GroupCollectionPath));
        assert!(items.next().await.unwrap().is_ok());
        service.fail_next(Fault::BrokenRequest);
        assert!(items.next().await.unwrap().is_ok());
        assert!(items.next().await.unwrap().is_err());
        assert!(items.next().await.is_none());
    });
}

#[test]
fn the_link_to_later_changes_is_there_after_the_last_item() {
    let service = service();
    let client = service.client();
    run(async {
        let mut changes = client.items(Group::list().delta_at(&GroupCollectionPath));
        assert_eq!(changes.delta_link(), None);
        while changes.next().await.transpose().unwrap().is_some() {}
        let link = changes.delta_link().unwrap().to_owned();
        service.put("/groups", json!({ "id": "6" }));
        let later: Vec<DeltaItem<Group>> = client
            .items(graph_model::RequestBuilder::<Page<_>>::follow(&link))
            .collect()
            .await
            .unwrap();
        assert!(
            matches!(later.as_slice(), [DeltaItem::Current(group)] if group.id.as_deref() == Some("6"))
        );
    });
}

#[test]
fn what_the_client_makes_can_move_to_another_thread() {
    fn is_send<T: Send>(_: T) {}
    let client = service().client();
    is_send(client.items(Group::list().at(&GroupCollectionPath)));
    is_send(client.pages(Group::list().at(&GroupCollectionPath)));
    is_send(client.send(Group::list().at(&GroupCollectionPath)));
    is_send(
        service()
            .blocking_client()
            .items(Group::list().at(&GroupCollectionPath)),
    );
}
