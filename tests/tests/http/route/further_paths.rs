//! Several paths of one type.

use graph_model::{ResourcePath, graph_entity};

use super::built;

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
