//! Routes: paths as values, from a root through relationships and keys.

use graph_model::http::Reference;
use graph_model::path::{Collection, KeyConvention, PathError, ReferenceConvention};
use graph_model::{
    Address, Endpoint, FromResponse, Page, RequestBuilder, RequestError, Route, UnknownObject,
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
fn the_endpoint_decides_how_keys_are_written() {
    const PRODUCTS: Route<Collection<Message>> = Route::entity_set("Products");
    let in_parentheses = service().with_keys(KeyConvention::InParentheses);
    let written = |route: &Route<Message>, endpoint: &Endpoint| {
        let request = Message::get().select(|m| m.subject).at(route);
        request.build(endpoint).unwrap().uri().path().to_owned()
    };
    for (route, segment, parentheses) in [
        (PRODUCTS.key(7), "/Products/7", "/Products(7)"),
        (PRODUCTS.key(-7_i64), "/Products/-7", "/Products(-7)"),
        (PRODUCTS.key("a b"), "/Products/a%20b", "/Products('a%20b')"),
        (
            PRODUCTS.key("it's/it"),
            "/Products/it%27s%2Fit",
            "/Products('it%27%27s%2Fit')",
        ),
        (
            PRODUCTS.composite_key([("Id", &1 as _), ("Code", &"x'y" as _)]),
            "/Products(Id=1,Code='x%27%27y')",
            "/Products(Id=1,Code='x%27%27y')",
        ),
    ] {
        assert_eq!(written(&route, &service()), ["/odata", segment].concat());
        assert_eq!(
            written(&route, &in_parentheses),
            ["/odata", parentheses].concat()
        );
    }
    let folder = ME.to(|user| user.mail_folders).key("inbox");
    let request = Message::list()
        .top(1)
        .at(&folder.to(|folder| folder.messages))
        .query("$search", "\"x\"");
    assert_eq!(
        request.build(&in_parentheses).unwrap().uri(),
        "https://api.contoso.com/odata/me/mailFolders('inbox')/messages?$top=1&$search=%22x%22"
    );
}

#[test]
fn a_key_stays_one_segment() {
    let error = |key: &str| {
        let request = User::delete(&USERS.key(key));
        request.build(&service()).unwrap_err()
    };
    assert_eq!(error("").to_string(), "the path value `key` is empty");
    for key in [".", ".."] {
        assert_eq!(
            error(key),
            RequestError::Path(PathError::DotSegment { placeholder: "key" })
        );
    }
    assert_eq!(
        shown(User::delete(&USERS.key("../groups?x#y"))),
        "DELETE /users/..%2Fgroups%3Fx%23y"
    );
    assert_eq!(
        shown(User::delete(&USERS.key("$ref"))),
        "DELETE /users('%24ref')"
    );
    assert_eq!(
        User::delete(&USERS.composite_key([]))
            .build(&service())
            .unwrap_err()
            .to_string(),
        "the path value `key` is empty"
    );
    let repeated = USERS.composite_key([("a", &1 as _), ("b", &1 as _), ("a", &2 as _)]);
    assert_eq!(
        User::delete(&repeated)
            .build(&service())
            .unwrap_err()
            .to_string(),
        "the composite key names `a` twice"
    );
    let error = USERS.composite_key([("a)b", &1 as _)]);
    assert_eq!(
        User::delete(&error).build(&service()).unwrap_err(),
        RequestError::Path(PathError::KeyName { name: "a)b".into() })
    );
}

#[test]
fn the_name_of_a_root_is_a_path_below_the_service_root() {
    let error = |name: &'static str| {
        let root: Route<User> = Route::singleton(name);
        let below = root.to(|user| user.manager);
        User::get()
            .at(&below)
            .build(&service())
            .unwrap_err()
            .to_string()
    };
    for name in ["", "/users", "users/", "a//b"] {
        assert_eq!(error(name), "the path value `root` is empty", "{name}");
    }
    assert_eq!(
        error("../beta/me"),
        "the path value `root` is `.` or `..`, which would lead to another resource"
    );
    let nested: Route<User> = Route::singleton("identity/größe?x");
    assert_eq!(nested.to_string(), "/identity/gr%C3%B6%C3%9Fe%3Fx");
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
fn a_file_is_addressed_by_its_path() {
    const ROOT: Route<MailFolder> = Route::singleton("drive/root");
    let file = ROOT.at_file_path("/a b/c:d/\u{fc}.docx");
    assert_eq!(
        shown(MailFolder::get().at(&file)),
        "GET /drive/root:/a%20b/c%3Ad/%C3%BC.docx"
    );
    let query = MailFolder::get().select(|folder| folder.id);
    assert_eq!(
        shown(query.at(&file)),
        "GET /drive/root:/a%20b/c%3Ad/%C3%BC.docx?$select=id"
    );
    assert_eq!(
        shown(Message::list().at(&ROOT.at_file_path("a").to(|folder| folder.messages))),
        "GET /drive/root:/a:/messages"
    );
    assert_eq!(
        shown(
            ROOT.at_file_path("a")
                .to(|folder| folder.messages)
                .references()
        ),
        "GET /drive/root:/a:/messages/$ref"
    );
    let nested = ROOT
        .at_file_path("a")
        .to_undeclared::<MailFolder>("root")
        .at_file_path("b");
    assert_eq!(
        shown(MailFolder::delete(&nested)),
        "DELETE /drive/root:/a:/root:/b"
    );
    for path in ["", "/", "a//b", "a/..", "./a", "a/"] {
        let error = MailFolder::get()
            .at(&ROOT.at_file_path(path))
            .build(&service());
        assert!(
            matches!(
                error,
                Err(RequestError::Path(
                    PathError::EmptyValue {
                        placeholder: "file path"
                    } | PathError::DotSegment {
                        placeholder: "file path"
                    }
                ))
            ),
            "{path}"
        );
    }
}

mod keys {
    use super::{Message, Route, built, service};
    use graph_model::path::{Collection, KeyConvention, PathError};
    use graph_model::{Presence, RequestBuilder, RequestError, graph_enum};
    use std::borrow::Cow;

    #[graph_enum(odata = "contoso.colour")]
    #[derive(Clone, Debug, PartialEq)]
    pub enum Colour {
        Red,
        #[graph(unknown)]
        Unknown(String),
    }

    const MESSAGES: Route<Collection<Message>> = Route::entity_set("messages");

    fn both(route: &Route<Message>) -> [String; 2] {
        let delete = || RequestBuilder::<()>::delete(route);
        let in_parentheses = service().with_keys(KeyConvention::InParentheses);
        let in_parentheses = delete().build(&in_parentheses).unwrap();
        [
            built(delete()).uri().path().replace("/odata/messages", ""),
            in_parentheses.uri().path().replace("/odata/messages", ""),
        ]
    }

    #[test]
    fn a_key_of_any_primitive_type_is_written_by_its_type() {
        let text = String::from("x y");
        assert_eq!(both(&MESSAGES.key(&text)), ["/x%20y", "('x%20y')"]);
        assert_eq!(both(&MESSAGES.key(Cow::from("x"))), ["/x", "('x')"]);
        assert_eq!(both(&MESSAGES.key(7_i64)), ["/7", "(7)"]);
        assert_eq!(both(&MESSAGES.key(true)), ["/true", "(true)"]);
        assert_eq!(
            both(&MESSAGES.key(Colour::Red)),
            ["/red", "(contoso.colour'red')"]
        );
        let part = MESSAGES.composite_key([("colour", &Colour::Red as _), ("day", &"it's" as _)]);
        assert_eq!(
            both(&part),
            ["(colour=contoso.colour'red',day='it%27%27s')"; 2]
        );
    }

    #[test]
    fn null_is_not_a_key() {
        let error = RequestBuilder::<()>::delete(&MESSAGES.key(Presence::<String>::Null));
        assert_eq!(
            error.build(&service()).unwrap_err(),
            RequestError::Path(PathError::KeyValue {
                reason: "null is not a key".into()
            })
        );
    }
}

mod further_paths {
    use super::{built, graph_entity};
    use graph_model::ResourcePath;

    #[graph_entity(
        odata = "contoso.worker",
        path = "/workers/{workerId}",
        paths(MePath = "/me", MemberPath = "/teams/{teamId}/members/{workerId}")
    )]
    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct Worker {
        pub name: Option<String>,
    }

    #[test]
    fn a_type_has_several_paths() {
        let patch = || Worker::patch().name("A");
        let path = |request: http::Request<Vec<u8>>| request.uri().path().replace("/odata", "");
        let member = MemberPath {
            team_id: "7",
            worker_id: "4f",
        };
        assert_eq!(path(built(patch().at(&MePath))), "/me");
        assert_eq!(path(built(patch().at(&member))), "/teams/7/members/4f");
        assert_eq!(
            path(built(patch().at(&WorkerPath { worker_id: "4f" }))),
            "/workers/4f"
        );
        let members = MemberCollectionPath { team_id: "7" };
        assert_eq!(path(built(Worker::list().at(&members))), "/teams/7/members");
        let parsed = MemberPath::parse("https://x.example/teams/7/members/4f").unwrap();
        assert_eq!(parsed.path(), member);
        assert_eq!(MemberPath::TEMPLATE.placeholders(), ["teamId", "workerId"]);
    }
}
