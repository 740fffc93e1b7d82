//! Routes: paths as values, from a root through relationships and keys.

mod comparison;
mod entity_key;
mod file_path;
mod further_paths;
mod key;
mod reference;

use graph_model::path::{Collection, PathError};
use graph_model::{
    Address, Endpoint, FromResponse, RequestBuilder, RequestError, Route, UnknownObject,
    graph_entity, graph_union,
};
use http::{Request, Response};

#[graph_entity(odata = "microsoft.graph.directoryObject")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DirectoryObject {
    pub deleted_date_time: Option<String>,
}

#[graph_entity(odata = "microsoft.graph.message")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Message {
    pub subject: Option<String>,
    pub is_read: Option<bool>,
}

#[graph_entity(odata = "microsoft.graph.mailFolder")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MailFolder {
    #[graph(navigation)]
    pub child_folders: Option<Vec<MailFolder>>,
    #[graph(navigation)]
    pub messages: Vec<Message>,
}

#[graph_entity(odata = "microsoft.graph.user", base = DirectoryObject, path = "/users/{userId}")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct User {
    pub display_name: Option<String>,
    #[graph(navigation)]
    pub mail_folders: Vec<MailFolder>,
    #[graph(navigation)]
    pub manager: Option<Box<User>>,
    #[graph(navigation)]
    pub member_of: Vec<AnyDirectoryObject>,
}

#[graph_entity(odata = "microsoft.graph.group", base = DirectoryObject, path = "/groups/{groupId}")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    pub display_name: Option<String>,
    #[graph(navigation)]
    pub members: Vec<AnyDirectoryObject>,
}

#[graph_union]
#[derive(Clone, Debug, PartialEq)]
pub enum AnyDirectoryObject {
    Base(DirectoryObject),
    User(Box<User>),
    Group(Box<Group>),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

#[graph_union]
#[derive(Clone, Debug, PartialEq)]
pub enum AnyUser {
    User(Box<User>),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

const ME: Route<User> = Route::singleton("me");
const USERS: Route<Collection<User>> = Route::entity_set("users");

fn service() -> Endpoint {
    Endpoint::new("https://api.contoso.com/odata")
}

fn built<A>(request: RequestBuilder<A>) -> Request<Vec<u8>> {
    request.build(&service()).unwrap()
}

fn shown<A>(request: RequestBuilder<A>) -> String {
    let request = built(request);
    let url = request.uri().to_string();
    let below = url.strip_prefix("https://api.contoso.com/odata").unwrap();
    format!("{} {below}", request.method())
}

#[test]
fn every_verb_is_sent_to_a_route() {
    let messages = ME
        .to(|user| user.mail_folders)
        .key("inbox")
        .to(|folder| folder.messages);
    let message = messages.key("AAMk");
    assert_eq!(
        shown(Message::get().at(&message)),
        "GET /me/mailFolders/inbox/messages/AAMk"
    );
    assert_eq!(
        shown(Message::list().top(5).at(&messages)),
        "GET /me/mailFolders/inbox/messages?$top=5"
    );
    assert_eq!(
        shown(Message::patch().is_read(true).at(&message)),
        "PATCH /me/mailFolders/inbox/messages/AAMk"
    );
    assert_eq!(
        shown(Message::create(&Message::default()).at(&messages)),
        "POST /me/mailFolders/inbox/messages"
    );
    assert_eq!(
        shown(Message::delete(&message)),
        "DELETE /me/mailFolders/inbox/messages/AAMk"
    );
    assert_eq!(
        shown(RequestBuilder::<()>::action(&message, "send")),
        "POST /me/mailFolders/inbox/messages/AAMk/send"
    );
    assert_eq!(
        shown(Message::list().delta_at(&messages)),
        "GET /me/mailFolders/inbox/messages/delta"
    );
}

#[test]
fn a_generated_path_is_the_start_of_a_route() {
    let path = UserPath { user_id: "4f/5" };
    assert_eq!(
        path.to(|user| user.mail_folders)
            .key("x")
            .to(|folder| folder.child_folders)
            .to_string(),
        "/users/4f%2F5/mailFolders/x/childFolders"
    );
    assert_eq!(
        UserPath::parse("https://graph.microsoft.com/v1.0/users/4f")
            .unwrap()
            .to(|user| user.manager)
            .to_string(),
        "/users/4f/manager"
    );
    assert_eq!(UserCollectionPath.to_string(), "/users");
    assert_eq!(USERS.key("4f").to_string(), "/users/4f");
}

#[test]
fn a_route_starts_with_names_below_the_service_root() {
    for name in [
        "",
        "/users",
        "users/",
        "a//b",
        "../beta/me",
        "me?$select=id",
        "users#4f",
        "users/{userId}",
    ] {
        let request = User::get().at(&Route::<User>::singleton(name));
        assert_eq!(
            request.build(&service()).unwrap_err(),
            RequestError::Path(PathError::NotAName { name })
        );
    }
    let nested: Route<User> = Route::singleton("identity/größe");
    assert_eq!(nested.to_string(), "/identity/gr%C3%B6%C3%9Fe");
}

#[test]
fn a_cast_leads_to_entities_of_the_derived_type() {
    let groups = ME.to(|user| user.member_of).cast::<Group>();
    assert_eq!(
        shown(Group::list().select(|group| group.display_name).at(&groups)),
        "GET /me/memberOf/microsoft.graph.group?$select=displayName"
    );
    let members = GroupPath { group_id: "7d" }.to(|group| group.members);
    assert_eq!(
        members
            .key("4f")
            .cast::<User>()
            .to(|user| user.manager)
            .to_string(),
        "/groups/7d/members/4f/microsoft.graph.user/manager"
    );
    let unrelated = ME.cast::<Group>();
    assert_eq!(
        Group::get()
            .at(&unrelated)
            .build(&service())
            .unwrap_err()
            .to_string(),
        "`microsoft.graph.group` does not derive from `microsoft.graph.user`, so a cast finds nothing"
    );
}

#[test]
fn a_union_is_found_at_its_relationship_and_where_its_declared_type_is() {
    const OBJECTS: Route<Collection<DirectoryObject>> = Route::entity_set("directoryObjects");
    let query =
        graph_model::Query::<AnyDirectoryObject, graph_model::query::EntityCollection>::new();
    assert_eq!(shown(query.at(&OBJECTS)), "GET /directoryObjects");
    let query = graph_model::Query::<AnyDirectoryObject, graph_model::query::OneEntity>::new();
    assert_eq!(
        shown(query.at(&OBJECTS.key("4f"))),
        "GET /directoryObjects/4f"
    );
    let members = GroupPath { group_id: "7d" }.to(|group| group.members);
    let query =
        graph_model::Query::<AnyDirectoryObject, graph_model::query::EntityCollection>::new();
    assert_eq!(shown(query.at(&members)), "GET /groups/7d/members");
}

#[test]
fn a_derived_type_is_found_where_its_base_types_are() {
    const OBJECTS: Route<Collection<DirectoryObject>> = Route::entity_set("directoryObjects");
    let any_member = GroupPath { group_id: "7d" }.to(|group| group.members);
    assert_eq!(
        shown(User::get().at(&OBJECTS.key("4f"))),
        "GET /directoryObjects/4f"
    );
    assert_eq!(
        shown(User::patch().display_name("A").at(&any_member.key("4f"))),
        "PATCH /groups/7d/members/4f"
    );
    assert_eq!(
        shown(User::delete(&any_member.key("4f"))),
        "DELETE /groups/7d/members/4f"
    );
    // The declared type of the union `AnyUser` derives from the type at the route.
    assert_eq!(
        shown(AnyUser::get().at(&OBJECTS.key("4f"))),
        "GET /directoryObjects/4f"
    );
    let user = User::default();
    assert_eq!(
        shown(User::create(&user).at(&OBJECTS)),
        "POST /directoryObjects"
    );
}

#[test]
fn a_list_of_a_derived_type_holds_no_other_types() {
    let members = GroupPath { group_id: "7d" }.to(|group| group.members);
    let cast = "/groups/7d/members/microsoft.graph.user";
    assert_eq!(shown(User::list().at(&members)), format!("GET {cast}"));
    assert_eq!(shown(AnyUser::list().at(&members)), format!("GET {cast}"));
    assert_eq!(
        shown(User::list().count_at(&members)),
        format!("GET {cast}/$count")
    );
    assert_eq!(
        shown(User::list().delta_at(&members)),
        format!("GET {cast}/delta")
    );
    // A cast that is already there is not repeated.
    assert_eq!(
        shown(User::list().at(&members.cast::<User>())),
        format!("GET {cast}")
    );
    assert_eq!(
        shown(User::list().cast().at(&members)),
        format!("GET {cast}")
    );
    assert_eq!(
        shown(AnyDirectoryObject::list().at(&members)),
        "GET /groups/7d/members"
    );
}

#[test]
fn a_route_continues_through_a_property_that_is_not_modelled() {
    let photos = ME
        .to_undeclared::<Collection<Message>>("archived messages")
        .key("a/b");
    assert_eq!(
        shown(Message::get().at(&photos)),
        "GET /me/archived%20messages/a%2Fb"
    );
    let error = Message::list()
        .at(&ME.to_undeclared::<Collection<Message>>(".."))
        .build(&service())
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the path value `name` is `.` or `..`, which would lead to another resource"
    );
}

#[test]
fn a_handle_of_another_closure_is_refused() {
    let mut kept = None;
    let _ = ME.to(|user| {
        kept = Some(user.manager);
        user.manager
    });
    let route = ME.to(|_| kept.unwrap());
    assert_eq!(
        User::get()
            .at(&route)
            .build(&service())
            .unwrap_err()
            .to_string(),
        "the handle of `manager` belongs to another closure and cannot be used here"
    );
}

#[test]
fn a_count_is_read_as_a_number() {
    use graph_model::http::Count;

    assert_eq!(
        shown(
            User::list()
                .filter(|user| user.display_name.eq("A"))
                .select(|user| user.display_name)
                .count_at(&USERS)
        ),
        "GET /users/$count?$filter=displayName%20eq%20'A'"
    );
    let read = |body: &'static [u8]| Count::from_response(Response::new(body));
    assert_eq!(read(b"17").unwrap(), Count(17));
    assert_eq!(read(b"\xEF\xBB\xBF17\r\n").unwrap(), Count(17));
    assert!(read(b"").is_err());
    assert!(read(b"many").is_err());
    assert!(read(b"-1").is_err());
}

#[test]
fn a_query_of_a_derived_type_at_a_base_type_is_cast() {
    let member = GroupPath { group_id: "7d" }
        .to(|group| group.members)
        .key("4f");
    assert_eq!(
        shown(User::get().select(|user| user.display_name).at(&member)),
        "GET /groups/7d/members/4f/microsoft.graph.user?$select=displayName"
    );
    // Without options, the entity is read as what it is.
    assert_eq!(shown(User::get().at(&member)), "GET /groups/7d/members/4f");
    assert_eq!(
        shown(
            AnyDirectoryObject::get()
                .select(|object| object.deleted_date_time)
                .at(&member)
        ),
        "GET /groups/7d/members/4f?$select=deletedDateTime"
    );
}
