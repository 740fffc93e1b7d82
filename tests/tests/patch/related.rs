//! Related entities that are sent along with another one, and the references in them.

use graph_model::path::KeyConvention;
use graph_model::{Endpoint, Patch, StructuredType, UnknownObject, graph_entity, graph_union};
use serde_json::to_string;

#[graph_entity(odata = "contoso.user", path = "/users/{userId}")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct User {}

#[graph_entity(odata = "contoso.member")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Member {
    pub roles: Option<Vec<String>>,
}

#[graph_entity(odata = "contoso.userMember", base = Member)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UserMember {
    #[graph(navigation)]
    pub user: Option<Box<User>>,
}

#[graph_union]
#[derive(Clone, Debug, PartialEq)]
pub enum AnyMember {
    Member(Member),
    User(UserMember),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

#[graph_entity(odata = "contoso.chat", path = "/chats/{chatId}")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chat {
    pub topic: Option<String>,
    #[graph(navigation)]
    pub members: Vec<AnyMember>,
    #[graph(navigation)]
    pub owner: Option<Box<Member>>,
    #[graph(navigation)]
    pub parent: Option<Box<Chat>>,
}

fn member(role: &str, user_id: &str) -> graph_model::http::NewEntity<UserMember> {
    let member = UserMember::default().with(|member| member.roles = Some(vec![role.into()]));
    UserMember::create(&member).with(UserMember::patch().bind_user(&UserPath { user_id }))
}

fn body(patch: ChatPatch, endpoint: &Endpoint) -> String {
    let request = patch.at(&ChatPath { chat_id: "c" });
    String::from_utf8(request.build(endpoint).unwrap().into_body()).unwrap()
}

#[test]
fn a_creation_takes_related_entities_with_references() {
    let chat = Chat {
        topic: Some("t".into()),
        ..Chat::default()
    };
    let patch = Chat::patch()
        .with_related(|chat| chat.members, member("owner", "8b"))
        .with_related(|chat| chat.members, Member::create(&Member::default()));
    let request = Chat::create(&chat).with(patch).at(&ChatCollectionPath);
    let request = request.build(&Endpoint::V1_0).unwrap();
    assert_eq!(
        String::from_utf8(request.into_body()).unwrap(),
        concat!(
            r##"{"@odata.type":"#contoso.chat","topic":"t","members":["##,
            r##"{"@odata.type":"#contoso.userMember","roles":["owner"],"user@odata.bind":"https://graph.microsoft.com/v1.0/users/8b"},"##,
            r##"{"@odata.type":"#contoso.member"}]}"##
        )
    );
}

#[test]
fn a_patch_takes_related_entities_at_any_depth() {
    let parent = Chat::create(&Chat::default())
        .with(Chat::patch().with_related(|chat| chat.owner, member("guest", "8b")));
    let patch = Chat::patch().with_related(|chat| chat.parent, parent);
    let endpoint = Endpoint::new("https://contoso.example").with_keys(KeyConvention::InParentheses);
    assert_eq!(
        body(patch.clone(), &endpoint),
        concat!(
            r##"{"@odata.type":"#contoso.chat","parent":{"@odata.type":"#contoso.chat","owner":{"##,
            r##""@odata.type":"#contoso.userMember","roles":["guest"],"user@odata.bind":"https://contoso.example/users/8b"}}}"##
        )
    );
    assert_eq!(
        to_string(&patch).unwrap(),
        concat!(
            r##"{"@odata.type":"#contoso.chat","parent":{"@odata.type":"#contoso.chat","owner":{"##,
            r##""@odata.type":"#contoso.userMember","roles":["guest"],"user@odata.bind":"users/8b"}}}"##
        )
    );
}

#[test]
fn the_last_value_of_a_relationship_to_one_entity_counts() {
    let patch = Chat::patch().bind_owner("members/1").with_related(
        |chat| chat.owner,
        Member::create(&Member::default()).annotate("@odata.id", "m"),
    );
    assert_eq!(
        body(patch, &Endpoint::V1_0),
        r##"{"@odata.type":"#contoso.chat","owner":{"@odata.type":"#contoso.member","@odata.id":"m"}}"##
    );
}

#[test]
fn a_related_entity_that_cannot_be_written_makes_the_request_fail() {
    let broken = Member::create(&Member::default()).annotate("no", "x");
    let patch = Chat::patch().with_related(|chat| chat.members, broken);
    let request = patch.at(&ChatPath { chat_id: "c" });
    assert_eq!(
        request.build(&Endpoint::V1_0).unwrap_err().to_string(),
        "the value of `members` cannot be written: the value of `no` cannot be written: it is not the name of an \
         annotation, such as `@microsoft.graph.conflictBehavior`"
    );
}
