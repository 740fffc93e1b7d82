//! References at routes: listed, added, removed, set and unset.

use graph_model::http::Reference;
use graph_model::path::{Collection, KeyConvention, PathError, ReferenceConvention};
use graph_model::{Address, FromResponse, Page, RequestError, Route};
use http::Response;

use super::{DirectoryObject, Group, GroupPath, ME, USERS, User, UserPath, built, service, shown};

#[test]
fn references_are_added_and_removed_without_touching_the_entity() {
    let members = GroupPath { group_id: "7d" }.to(|group| group.members);
    let add = built(members.add(&USERS.key("4f")));
    assert_eq!(add.method(), "POST");
    assert_eq!(add.uri().path(), "/odata/groups/7d/members/$ref");
    assert_eq!(add.headers()["content-type"], "application/json");
    assert_eq!(
        add.body().as_slice(),
        br#"{"@odata.id":"https://api.contoso.com/odata/users/4f"}"#
    );
    assert_eq!(
        shown(members.remove("4f")),
        "DELETE /groups/7d/members/4f/$ref"
    );
    let manager = ME.to(|user| user.manager);
    let set = built(manager.set("https://graph.microsoft.com/v1.0/users/\"x\""));
    assert_eq!(set.method(), "PUT");
    assert_eq!(
        set.body().as_slice(),
        br#"{"@odata.id":"https://graph.microsoft.com/v1.0/users/\"x\""}"#
    );
    assert_eq!(shown(manager.unset()), "DELETE /me/manager/$ref");
}

#[test]
fn only_a_relationship_has_a_reference() {
    for request in [
        USERS.add(&ME),
        USERS.remove("4f"),
        USERS.key("4f").unset(),
        USERS.key("4f").set(&ME),
        ME.to(|user| user.member_of).cast::<Group>().remove("7d"),
    ] {
        let error = request.build(&service()).unwrap_err();
        assert!(
            matches!(error, RequestError::Path(PathError::NoRelationship { .. })),
            "{error}"
        );
    }
}

#[test]
fn a_copy_of_another_route_has_no_reference_either() {
    for (request, path) in [
        (ME.route().unset(), "/me"),
        (UserPath { user_id: "4f" }.route().set(&ME), "/users/4f"),
        (USERS.route().add(&ME), "/users"),
    ] {
        assert_eq!(
            request.build(&service()).unwrap_err(),
            RequestError::Path(PathError::NoRelationship { path: path.into() })
        );
    }
}

#[test]
fn a_reference_leads_to_an_entity_of_the_relationship() {
    const OBJECTS: Route<Collection<DirectoryObject>> = Route::entity_set("directoryObjects");
    let manager = ME.to(|user| user.manager);
    let folders = ME.to(|user| user.mail_folders);
    let other_type = |given, expected| RequestError::Path(PathError::OtherType { given, expected });
    let user = "microsoft.graph.user";
    let folder = "microsoft.graph.mailFolder";
    let refused = manager
        .set(&GroupPath { group_id: "7d" })
        .build(&service())
        .unwrap_err();
    assert_eq!(refused, other_type("microsoft.graph.group", user));
    let refused = folders.add(&USERS.key("4f")).build(&service()).unwrap_err();
    assert_eq!(refused, other_type(user, folder));
    let refused = folders.remove_reference(&ME).build(&service()).unwrap_err();
    assert_eq!(refused, other_type(user, folder));

    // An entity that is declared as the base type may be a user, and a URL is not looked into.
    for request in [
        manager.set(&OBJECTS.key("4f")),
        manager.set("groups/7d"),
        GroupPath { group_id: "7d" }
            .to(|group| group.members)
            .add(&USERS.key("4f")),
    ] {
        assert!(request.build(&service()).is_ok());
    }
}

#[test]
fn a_patch_binds_an_entity_of_the_relationship() {
    const OBJECTS: Route<Collection<DirectoryObject>> = Route::entity_set("directoryObjects");
    let group = GroupPath { group_id: "7d" };
    let refused = User::patch().bind_manager(&group).at(&ME);
    assert_eq!(
        refused.build(&service()).unwrap_err().to_string(),
        "the value of `manager@odata.bind` cannot be written: the relationship leads to \
         `microsoft.graph.user`, and `microsoft.graph.group` does not derive from it"
    );
    let refused = User::patch().bind_mail_folders([&ME, &ME]).at(&ME);
    assert!(refused.build(&service()).is_err());
    for patch in [
        User::patch().bind_manager(&OBJECTS.key("4f")),
        User::patch().bind_manager("groups/7d"),
        User::patch().bind_member_of([&group]),
    ] {
        assert!(patch.at(&ME).build(&service()).is_ok());
    }
}

#[test]
fn a_reference_follows_the_key_convention_of_the_endpoint() {
    let endpoint = service().with_keys(KeyConvention::InParentheses);
    let members = GroupPath { group_id: "7d" }.to(|group| group.members);
    let request = members.add(&USERS.key("4f")).build(&endpoint).unwrap();
    assert_eq!(
        request.body().as_slice(),
        br#"{"@odata.id":"https://api.contoso.com/odata/users('4f')"}"#
    );
}

#[test]
fn a_reference_is_absolute_or_relative_as_the_endpoint_wants_it() {
    let endpoint = service()
        .with_keys(KeyConvention::InParentheses)
        .with_references(ReferenceConvention::Relative);
    let set = ME.to(|user| user.manager).set(&USERS.key("4f"));
    assert_eq!(
        set.build(&endpoint).unwrap().body(),
        br#"{"@odata.id":"users('4f')"}"#
    );
    let bound = User::patch().bind_manager(&USERS.key("4f")).at(&ME);
    assert_eq!(
        bound.build(&endpoint).unwrap().body(),
        br##"{"@odata.type":"#microsoft.graph.user","manager@odata.bind":"users('4f')"}"##
    );
    // A URL stays what it is.
    let url = "https://elsewhere.example/users/4f";
    let set = ME
        .to(|user| user.manager)
        .set(url)
        .build(&endpoint)
        .unwrap();
    assert_eq!(set.body(), format!(r#"{{"@odata.id":"{url}"}}"#).as_bytes());
}

#[test]
fn references_are_listed_and_removed_by_their_urls() {
    let members = GroupPath { group_id: "7d" }.to(|group| group.members);
    assert_eq!(shown(members.references()), "GET /groups/7d/members/$ref");
    assert_eq!(
        shown(ME.to(|user| user.manager).reference()),
        "GET /me/manager/$ref"
    );
    assert_eq!(
        shown(members.remove_reference(&USERS.key("a&b"))),
        "DELETE /groups/7d/members/$ref?$id=https://api.contoso.com/odata/users/a%2526b"
    );
    let body = r#"{"value":[{"@odata.id":"users('4f')"},{"@id":"users('5a')"}]}"#;
    let page = Page::<Reference>::from_response(Response::new(body)).unwrap();
    let ids: Vec<_> = page.value.iter().map(|entity| entity.id.as_str()).collect();
    assert_eq!(ids, ["users('4f')", "users('5a')"]);
    let not_a_relationship = USERS.references().build(&service()).unwrap_err();
    assert_eq!(
        not_a_relationship.to_string(),
        "`/users` is not a relationship, so it has no reference to change"
    );
}

#[test]
fn a_copy_of_a_relationship_still_has_its_reference() {
    let members = GroupPath { group_id: "7d" }.to(|group| group.members);
    assert_eq!(
        shown(members.route().add(&USERS.key("4f"))),
        "POST /groups/7d/members/$ref"
    );
}

#[test]
fn an_empty_reference_is_refused() {
    let members = GroupPath { group_id: "7d" }.to(|group| group.members);
    for request in [members.add(""), members.remove_reference(String::new())] {
        assert_eq!(
            request.build(&service()).unwrap_err(),
            RequestError::Path(PathError::EmptyValue {
                placeholder: "reference"
            })
        );
    }
}

#[test]
fn a_key_alone_is_not_a_reference() {
    let members = GroupPath { group_id: "7d" }.to(|group| group.members);
    let error = members.add("4f").build(&service()).unwrap_err();
    assert_eq!(
        error,
        RequestError::Path(PathError::NotAUrl { text: "4f".into() })
    );
    assert_eq!(
        error.to_string(),
        "`4f` is not the URL of an entity, such as `users/4f`"
    );
    for url in ["users/4f", "users('4f')", "$1", "https://a.example/4f"] {
        let request = members.add(url).build(&service()).unwrap();
        let body: serde_json::Value = serde_json::from_slice(request.body()).unwrap();
        assert_eq!(body["@odata.id"], url);
    }
}

#[test]
fn a_relationship_without_an_entity_has_no_reference() {
    let nothing = || Response::builder().status(204).body("").unwrap();
    assert_eq!(Option::<Reference>::from_response(nothing()).unwrap(), None);
    assert_eq!(
        Reference::from_response(nothing()).unwrap_err().to_string(),
        "204 No Content, but the body is empty and a value is expected"
    );
}
