//! The three states of a property in every position, and annotations and relationships next to
//! values.

use graph_model::{
    Endpoint, Entity, Presence, Property, RequestError, UnknownObject, graph_complex, graph_entity,
    graph_union,
};
use graph_model_tests::intune::{Group, GroupPath};

#[graph_complex(odata = "contoso.inner", tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inner {
    pub number: Presence<i32>,
}

#[graph_complex(odata = "contoso.outer", tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outer {
    pub text: Presence<String>,
    pub inner: Presence<Inner>,
    pub list: Presence<Vec<Presence<i32>>>,
    pub boxed: Box<Presence<i32>>,
    pub float: Presence<f64>,
}

fn read(text: &str) -> Outer {
    serde_json::from_str(text).unwrap()
}

fn changes(after: &str, before: &str) -> String {
    serde_json::to_string(&read(after).changes_since(&read(before))).unwrap()
}

#[test]
fn all_three_states_are_read_and_written_in_every_position() {
    for text in [
        "{}",
        r#"{"text":null,"inner":null,"list":null,"boxed":null,"float":null}"#,
        r#"{"text":"","inner":{},"list":[],"boxed":0,"float":"INF"}"#,
        r#"{"text":"a","inner":{"number":null},"list":[1,null],"boxed":1,"float":1.5}"#,
        r#"{"inner":{"number":7}}"#,
    ] {
        assert_eq!(serde_json::to_string(&read(text)).unwrap(), text);
    }
    assert_eq!(read("{}"), Outer::default());
    assert_eq!(read(r#"{"text":null}"#).text, Presence::Null);
    assert_eq!(
        read(r#"{"list":[null]}"#).list,
        Presence::Value(vec![Presence::Null])
    );
}

#[test]
fn a_patch_sets_and_clears_a_presence_like_an_option() {
    let patch = Outer::patch()
        .text("a")
        .inner(Inner::patch().clear_number())
        .clear_list();
    assert_eq!(
        serde_json::to_string(&patch).unwrap(),
        r#"{"text":"a","inner":{"number":null},"list":null}"#
    );
}

#[test]
fn changes_send_nothing_for_a_value_that_is_absent_afterwards() {
    let full = r#"{"text":"a","inner":{"number":1},"float":1.0}"#;
    assert_eq!(changes(full, full), "{}");
    assert_eq!(changes("{}", full), "{}");
    assert_eq!(
        changes(r#"{"text":null,"inner":{"number":2}}"#, full),
        r#"{"text":null,"inner":{"number":2}}"#
    );
    assert_eq!(changes(r#"{"text":null}"#, "{}"), r#"{"text":null}"#);
    assert_eq!(changes(r#"{"text":null}"#, r#"{"text":null}"#), "{}");
    assert_eq!(changes(full, r#"{"text":null,"inner":null}"#), full);
}

#[test]
fn a_presence_has_the_methods_of_an_option() {
    let mut name = Presence::from("n".to_owned());
    assert!(name.is_value() && !name.is_null() && !name.is_absent());
    let null = Presence::<i32>::Null;
    assert!(null.is_null() && !null.is_value() && !null.is_absent());
    let absent = Presence::<i32>::Absent;
    assert!(absent.is_absent() && !absent.is_value() && !absent.is_null());
    assert_eq!(name.as_deref(), Presence::Value("n"));
    assert_eq!(name.as_ref().map(String::len), Presence::Value(1));
    if let Presence::Value(text) = name.as_mut() {
        text.push('!');
    }
    assert_eq!(name.clone().into_value().as_deref(), Some("n!"));
    assert_eq!(name.take().unwrap_or_default(), "n!");
    assert!(name.is_absent());
    assert_eq!(name.replace("m".into()), Presence::Absent);
    assert_eq!(Presence::<i32>::from(None), Presence::Null);
    assert_eq!(Presence::<i32>::from(Some(1)), Presence::Value(1));
    assert_eq!(Presence::Null.unwrap_or(2), 2);
    assert_eq!(Presence::Absent.unwrap_or_else(|| 3), 3);
}

#[test]
fn a_presence_outside_an_object_is_null_or_a_value() {
    for (text, presence) in [("5", Presence::Value(5)), ("null", Presence::Null)] {
        assert_eq!(
            serde_json::from_str::<Presence<i32>>(text).unwrap(),
            presence
        );
        assert_eq!(serde_json::to_string(&presence).unwrap(), text);
    }
    let absent = Presence::<i32>::Absent;
    assert_eq!(serde_json::to_string(&absent).unwrap(), "null");
}

#[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId}")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct User {
    #[graph(annotation = "@odata.context")]
    pub context: Option<String>,
    pub display_name: Option<String>,
    #[graph(navigation)]
    pub manager: Option<Box<Person>>,
    #[graph(navigation)]
    pub members: Vec<Person>,
    #[graph(annotation = "members@odata.nextLink")]
    pub members_next: Option<String>,
    #[graph(navigation, read_only)]
    pub owners: Vec<Entity>,
}

#[graph_union]
#[derive(Clone, Debug, PartialEq)]
pub enum Person {
    User(User),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

const EXPANDED: &str = r##"{"@odata.type":"#microsoft.graph.user","id":"1","@odata.context":"c","displayName":"d","manager":{"@odata.type":"#microsoft.graph.user","id":"2","members":[],"owners":[]},"members":[{"@odata.type":"#microsoft.graph.orgContact","id":"3"}],"members@odata.nextLink":"n","owners":[{"@odata.type":"#microsoft.graph.device","id":"4"}]}"##;

#[test]
fn relationships_are_read_when_expanded_and_annotations_when_declared() {
    let user: User = serde_json::from_str(EXPANDED).unwrap();
    assert_eq!(user.context.as_deref(), Some("c"));
    assert_eq!(user.members_next.as_deref(), Some("n"));
    let Some(Person::User(manager)) = user.manager.as_deref() else {
        panic!("a user manages")
    };
    assert_eq!(manager.id.as_deref(), Some("2"));
    assert!(matches!(&user.members[..], [Person::Unknown(_)]));
    assert_eq!(
        user.owners[0].derived_type.as_deref(),
        Some("microsoft.graph.device")
    );
    assert_eq!(serde_json::to_string(&user).unwrap(), EXPANDED);
    let names: Vec<_> = User::TYPE
        .properties()
        .map(|property| (property.name(), property.is_navigation()))
        .collect();
    assert_eq!(
        names,
        [
            ("displayName", false),
            ("manager", true),
            ("members", true),
            ("owners", true)
        ]
    );
}

#[test]
fn relationships_and_annotations_are_never_sent_by_value() {
    let user: User = serde_json::from_str(EXPANDED).unwrap();
    let changes = user.changes_since(&User::default());
    assert_eq!(
        serde_json::to_string(&changes).unwrap(),
        r##"{"@odata.type":"#microsoft.graph.user","displayName":"d"}"##
    );
}

#[test]
fn relationships_are_bound_by_path_or_url() {
    let path = UserPath { user_id: "a/b" };
    let patch = User::patch()
        .bind_members([&path, &UserPath { user_id: "c" }])
        .bind_manager(&path)
        .display_name("d");
    assert!(!patch.is_empty());
    assert_eq!(
        serde_json::to_string(&patch).unwrap(),
        r##"{"@odata.type":"#microsoft.graph.user","displayName":"d","manager@odata.bind":"users/a%2Fb","members@odata.bind":["users/a%2Fb","users/c"]}"##
    );
    let request = patch.at(&path).build(&Endpoint::BETA).unwrap();
    assert_eq!(
        String::from_utf8(request.into_body()).unwrap(),
        r##"{"@odata.type":"#microsoft.graph.user","displayName":"d","manager@odata.bind":"https://graph.microsoft.com/beta/users/a%2Fb","members@odata.bind":["https://graph.microsoft.com/beta/users/a%2Fb","https://graph.microsoft.com/beta/users/c"]}"##
    );

    let url = "https://graph.microsoft.com/v1.0/directoryObjects/4f";
    let patch = User::patch()
        .bind_manager(&path)
        .bind_manager(url)
        .bind_members(vec![url.to_owned()]);
    let request = patch.clone().at(&path).build(&Endpoint::BETA).unwrap();
    assert_eq!(serde_json::to_vec(&patch).unwrap(), *request.body());
    assert_eq!(
        serde_json::to_string(&patch).unwrap(),
        r##"{"@odata.type":"#microsoft.graph.user","manager@odata.bind":"https://graph.microsoft.com/v1.0/directoryObjects/4f","members@odata.bind":["https://graph.microsoft.com/v1.0/directoryObjects/4f"]}"##
    );
    assert_eq!(
        serde_json::to_string(&User::patch().bind_manager(url).clear_manager()).unwrap(),
        r##"{"@odata.type":"#microsoft.graph.user","manager@odata.bind":null}"##
    );
}

#[graph_entity(odata = "microsoft.graph.agent", base = User)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agent {
    pub model: Option<String>,
    #[graph(navigation)]
    pub team: Option<Group>,
}

#[test]
fn inherited_bindings_keep_their_targets() {
    let patch = Agent::patch()
        .bind_team(&GroupPath { group_id: "g" })
        .base(User::patch().bind_manager(&UserPath { user_id: "m" }))
        .model("x");
    let request = graph_model::RequestBuilder::patch(&UserPath { user_id: "a" }, patch)
        .build(&Endpoint::V1_0)
        .unwrap();
    assert_eq!(
        String::from_utf8(request.into_body()).unwrap(),
        r##"{"@odata.type":"#microsoft.graph.agent","manager@odata.bind":"https://graph.microsoft.com/v1.0/users/m","model":"x","team@odata.bind":"https://graph.microsoft.com/v1.0/groups/g"}"##
    );
}

#[test]
fn a_binding_to_a_path_that_leads_elsewhere_is_refused() {
    let path = UserPath { user_id: "1" };
    let patch = User::patch().bind_members([&UserPath { user_id: "" }]);
    let error = patch.at(&path).build(&Endpoint::V1_0).unwrap_err();
    assert_eq!(
        error,
        RequestError::Value {
            property: "members@odata.bind".into(),
            reason: "the path value `userId` is empty".into()
        }
    );
}

#[test]
fn an_optional_property_and_a_collection_are_read_from_any_deserializer() {
    let json = |text| serde_json::Deserializer::from_str(text);
    assert_eq!(Option::<i32>::read(&mut json("7")).unwrap(), Some(7));
    assert_eq!(Vec::<i32>::read(&mut json("[7,8]")).unwrap(), [7, 8]);
    assert_eq!(
        Presence::<i32>::read(&mut json("7")).unwrap(),
        Presence::Value(7)
    );
}
