//! The template of a request's path, which is the same for all entities and holds no ids.

use graph_model::http::FunctionCall;
use graph_model::path::{Address, Collection, Route};
use graph_model::{Page, RequestBuilder, graph_entity, graph_function};
use graph_model_tests::directory::{Group, GroupCollectionPath, GroupPath, User, UserPath};

const USERS: Route<Collection<User>> = Route::entity_set("users");
const ROOT: Route<DriveItem> = Route::singleton("me/drive/root");

#[graph_entity(odata = "microsoft.graph.driveItem")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DriveItem {
    pub name: Option<String>,
    #[graph(navigation)]
    pub children: Vec<DriveItem>,
}

#[graph_function(odata = "microsoft.graph.search", on = DriveItem, returns = Vec<DriveItem>)]
#[derive(Clone, Debug, PartialEq)]
pub struct Search {
    pub q: String,
    pub within: Vec<String>,
}

#[track_caller]
fn assert_about<A>(request: &RequestBuilder<A>, template: &str, type_name: Option<&str>) {
    assert_eq!(request.path_template().as_deref(), Some(template));
    assert_eq!(request.type_name(), type_name);
}

#[test]
fn a_generated_path_shows_its_placeholders() {
    let path = GroupPath { group_id: "4f" };
    let group = Some("microsoft.graph.group");
    assert_about(&Group::get().at(&path), "/groups/{groupId}", group);
    assert_about(&Group::patch().at(&path), "/groups/{groupId}", group);
    assert_about(&Group::list().at(&GroupCollectionPath), "/groups", group);
    let create = Group::create(&Group::default()).at(&GroupCollectionPath);
    assert_about(&create, "/groups", group);
    let delta = Group::list().delta_at(&GroupCollectionPath);
    assert_about(&delta, "/groups/delta", group);
    let count = Group::list().count_at(&GroupCollectionPath);
    assert_about(&count, "/groups/$count", group);
    let members = User::list().at(&path.to(|group| group.members));
    assert_about(
        &members,
        "/groups/{groupId}/members",
        Some("microsoft.graph.user"),
    );
}

#[test]
fn a_route_shows_a_name_for_each_key() {
    let user = USERS.key("adele@contoso.com");
    assert_about(
        &User::get().at(&user),
        "/users/{key}",
        Some("microsoft.graph.user"),
    );
    let add = GroupPath { group_id: "4f" }
        .to(|group| group.members)
        .add(&user);
    assert_about(&add, "/groups/{groupId}/members/$ref", None);
    let remove = GroupPath { group_id: "4f" }
        .to(|group| group.members)
        .remove("7d");
    assert_about(&remove, "/groups/{groupId}/members/{key}/$ref", None);
    let property = user.property(|user| user.display_name).get();
    assert_about(&property, "/users/{key}/displayName", None);
}

#[test]
fn neither_the_path_of_a_file_nor_a_parameter_is_in_the_template() {
    let folder = ROOT.at_file_path("Secret/Tulips").at_file_path("2026");
    let item = Some("microsoft.graph.driveItem");
    assert_about(
        &DriveItem::get().at(&folder),
        "/me/drive/root:/{path}/{path}",
        item,
    );
    let children = DriveItem::list().at(&folder.to(|item| item.children));
    assert_about(&children, "/me/drive/root:/{path}/{path}:/children", item);

    let search = Search {
        q: "salaries".into(),
        within: vec!["a".into()],
    }
    .at(&ROOT);
    assert_about(
        &search,
        "/me/drive/root/search(q={value},within=@within)",
        Some("microsoft.graph.search"),
    );
    let call = FunctionCall::new("search").with("q", "salaries");
    let search = RequestBuilder::<Page<DriveItem>>::function(&ROOT, &call);
    assert_about(&search, "/me/drive/root/search(q={value})", None);
}

#[test]
fn a_link_has_no_template() {
    let request = RequestBuilder::<Page<Group>>::follow(
        "https://graph.microsoft.com/v1.0/groups?$skiptoken=4f",
    );
    assert_eq!((request.path_template(), request.type_name()), (None, None));
}

#[test]
fn a_path_and_a_route_to_the_same_place_are_equal() {
    assert_eq!(
        UserPath { user_id: "4f" }.route().to_string(),
        USERS.key("4f").to_string()
    );
    let generated = GroupPath { group_id: "4f" }.to(|group| group.members);
    assert_eq!(
        generated,
        GroupPath { group_id: "4f" }
            .route()
            .to(|group| group.members)
    );
}
