//! The verbs other than PATCH, over a real socket: get, create, delete, list, upsert.

use graph_model::http::Upserted;
use graph_model::{
    Address, Endpoint, ResponseError, SendError, UnknownObject, Updated, graph_union,
};
use graph_model_tests::client::send;
use graph_model_tests::directory::{
    Application, ApplicationCollectionPath, ApplicationPath, Group, GroupCollectionPath, GroupPath,
    User, UserPath,
};
use graph_model_tests::intune::{
    DeviceCompliancePolicy, DeviceCompliancePolicyCollectionPath, DeviceCompliancePolicyPath,
    Windows10CompliancePolicy,
};
use graph_model_tests::stand_in::{StandIn, TOKEN};
use serde_json::json;

fn service() -> (StandIn, Endpoint) {
    let service = StandIn::start().unwrap();
    let endpoint = Endpoint::new(service.root());
    (service, endpoint)
}

fn status<A: std::fmt::Debug>(result: Result<A, SendError<ureq::Error>>) -> u16 {
    match result {
        Err(SendError::Response(ResponseError::Service(error))) => error.status.as_u16(),
        other => panic!("no refusal but {other:?}"),
    }
}

#[test]
fn a_get_returns_the_entity_itself() {
    let (service, endpoint) = service();
    let name = "O'Neil";
    service.put(
        "/groups",
        json!({ "id": name, "displayName": "Pilots", "description": "x" }),
    );
    let group: Group = Group::get()
        .select(|group| group.display_name)
        .at(&GroupPath { group_id: name })
        .bearer(TOKEN)
        .send(&endpoint, send)
        .unwrap();
    let mut expected = Group {
        display_name: Some("Pilots".into()),
        ..Default::default()
    };
    expected.etag = Some("W/\"1\"".into());
    assert_eq!(group, expected);
    let missing = Group::get()
        .at(&GroupPath {
            group_id: "nowhere",
        })
        .bearer(TOKEN);
    assert_eq!(status(missing.send(&endpoint, send)), 404);
    let unknown = Group::get().at(&GroupPath { group_id: name });
    assert_eq!(status(unknown.send(&endpoint, send)), 401);
}

#[test]
fn a_new_entity_is_sent_without_the_values_that_only_the_service_may_set() {
    let (service, endpoint) = service();
    service.put("/users", json!({ "id": "4f" }));
    let mut group = Group {
        display_name: Some("Pilots".into()),
        mail_nickname: Some("pilots".into()),
        created_date_time: Some("2026-01-01T00:00:00Z".into()),
        owners: vec![User {
            age: Some(40),
            ..Default::default()
        }],
        ..Default::default()
    };
    group.etag = Some("W/\"of another\"".into());
    let created = Group::create(&group)
        .with(
            Group::patch()
                .clear_description()
                .bind_members([&UserPath { user_id: "4f" }]),
        )
        .at(&GroupCollectionPath)
        .bearer(TOKEN)
        .send(&endpoint, send)
        .unwrap();
    let received = service.take_received();
    assert_eq!(
        (received[0].method.as_str(), received[0].url.as_str()),
        ("POST", "/v1.0/groups")
    );
    assert_eq!(
        received[0].body.to_string(),
        json!({
            "@odata.type": "#microsoft.graph.group",
            "displayName": "Pilots",
            "description": null,
            "groupTypes": [],
            "mailNickname": "pilots",
            "members@odata.bind": [format!("{}/users/4f", service.root())],
            "owners": [{
                "@odata.type": "#microsoft.graph.user",
                "age": 40,
                "identities": [],
                "proxyAddresses": [],
                "directReports": [],
            }],
        })
        .to_string()
    );
    let location = format!("{}/groups('new-2')", service.root());
    assert_eq!(created.location.as_ref(), Some(&location));
    assert_eq!(
        GroupPath::parse(&location).unwrap().path(),
        GroupPath { group_id: "new-2" }
    );
    assert_eq!(created.etag.as_deref(), Some("W/\"2\""));
    let entity = created.into_entity().expect("the service sent the entity");
    assert_eq!(entity.id.as_deref(), Some("new-2"));
}

#[test]
fn a_creation_may_return_no_entity() {
    let (service, endpoint) = service();
    let group = Group {
        display_name: Some("Pilots".into()),
        ..Default::default()
    };
    let created = Group::create(&group)
        .without_type()
        .at(&GroupCollectionPath)
        .prefer_minimal()
        .bearer(TOKEN)
        .send(&endpoint, send)
        .unwrap();
    let location = format!("{}/groups('new-1')", service.root());
    assert_eq!(
        (created.entity, created.etag, created.location),
        (None, None, Some(location))
    );
    assert_eq!(
        service.take_received()[0].body,
        json!({ "displayName": "Pilots", "groupTypes": [] })
    );
}

#[test]
fn a_derived_entity_is_created_in_the_collection_of_its_base() {
    let (service, endpoint) = service();
    let policy = Windows10CompliancePolicy {
        base: DeviceCompliancePolicy {
            display_name: "Baseline".into(),
            version: 7,
            ..Default::default()
        },
        password_required: true,
        ..Default::default()
    };
    let created = Windows10CompliancePolicy::create(&policy)
        .with(
            Windows10CompliancePolicy::patch()
                .base(DeviceCompliancePolicy::patch().display_name("Hardened")),
        )
        .at(&DeviceCompliancePolicyCollectionPath)
        .bearer(TOKEN)
        .send(&endpoint, send)
        .unwrap();
    assert!(created.into_entity().unwrap().password_required);
    assert_eq!(
        service.take_received()[0].body,
        json!({
            "@odata.type": "#microsoft.graph.windows10CompliancePolicy",
            "displayName": "Hardened",
            "passwordRequired": true,
        })
    );
}

#[test]
fn a_deletion_sends_the_precondition_that_it_is_given() {
    let (service, endpoint) = service();
    service.put("/groups", json!({ "id": "4f" }));
    let delete = || Group::delete(&GroupPath { group_id: "4f" }).bearer(TOKEN);
    assert_eq!(
        status(delete().if_match("W/\"0\"").send(&endpoint, send)),
        412
    );
    delete().if_match("W/\"1\"").send(&endpoint, send).unwrap();
    assert_eq!(service.entities("/groups"), [json!(null); 0]);
    assert_eq!(status(delete().send(&endpoint, send)), 404);
    let received = service.take_received();
    assert_eq!(
        (received[1].method.as_str(), received[1].url.as_str()),
        ("DELETE", "/v1.0/groups/4f")
    );
    assert!(!received[1].headers.contains_key("content-type"));
}

#[test]
fn an_upsert_creates_a_missing_entity_and_updates_an_existing_one() {
    let (service, endpoint) = service();
    service.declare_alternate_key("applications", "uniqueName");
    let name = "pay'roll/1";
    let upsert = |text: &str| {
        Application::patch()
            .display_name(text)
            .at(&ApplicationPath { unique_name: name })
            .prefer_representation()
            .upsert()
            .bearer(TOKEN)
            .send(&endpoint, send)
            .unwrap()
    };
    let Upserted::Created(created) = upsert("Payroll") else {
        panic!("it was not created");
    };
    let entity = created.into_entity().expect("the service sent the entity");
    assert_eq!(entity.unique_name.as_deref(), Some(name));
    let Upserted::Updated(Updated::Entity { entity, .. }) = upsert("Salaries") else {
        panic!("it was not updated");
    };
    assert_eq!(entity.display_name.as_deref(), Some("Salaries"));
    let received = service.take_received();
    assert_eq!(
        received[0].url,
        "/v1.0/applications(uniqueName='pay%27%27roll%2F1')"
    );
    assert_eq!(
        received[0].headers["prefer"],
        "return=representation, create-if-missing"
    );
    assert_eq!(service.entities("/applications").len(), 1);
}

#[test]
fn an_update_without_upsert_creates_nothing() {
    let (service, endpoint) = service();
    let request = Application::patch()
        .display_name("x")
        .at(&ApplicationPath { unique_name: "x" });
    assert_eq!(status(request.bearer(TOKEN).send(&endpoint, send)), 404);
    assert_eq!(service.entities("/applications"), [json!(null); 0]);
    assert_eq!(ApplicationCollectionPath.to_string(), "/applications");
}

#[test]
fn derived_entities_are_listed_alone_or_among_others() {
    let (service, endpoint) = service();
    let policies = "/deviceManagement/deviceCompliancePolicies";
    for (id, name) in [
        ("1", "windows10CompliancePolicy"),
        ("2", "iosCompliancePolicy"),
    ] {
        let tag = format!("#microsoft.graph.{name}");
        service.put(
            policies,
            json!({ "@odata.type": tag, "id": id, "displayName": id }),
        );
    }
    let all = DeviceCompliancePolicy::list()
        .count()
        .at(&DeviceCompliancePolicyCollectionPath)
        .bearer(TOKEN)
        .send(&endpoint, send)
        .unwrap();
    let types: Vec<_> = all
        .value
        .iter()
        .map(|policy| policy.derived_type.as_deref())
        .collect();
    assert_eq!(
        types,
        [
            Some("microsoft.graph.windows10CompliancePolicy"),
            Some("microsoft.graph.iosCompliancePolicy"),
        ]
    );
    assert_eq!(all.count, Some(2));
    let windows = Windows10CompliancePolicy::list()
        .cast()
        .at(&DeviceCompliancePolicyCollectionPath)
        .bearer(TOKEN)
        .send(&endpoint, send)
        .unwrap();
    assert_eq!(windows.value.len(), 1);
    assert_eq!(windows.value[0].id.as_deref(), Some("1"));
    let path = DeviceCompliancePolicyPath {
        device_compliance_policy_id: "1",
    };
    let one = Windows10CompliancePolicy::get().at(&path).bearer(TOKEN);
    assert_eq!(one.send(&endpoint, send).unwrap().id.as_deref(), Some("1"));
}

/// A policy in a collection, as its own type.
#[graph_union]
#[derive(Clone, Debug, PartialEq)]
pub enum Policy {
    Base(DeviceCompliancePolicy),
    Windows10(Windows10CompliancePolicy),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

#[test]
fn a_union_is_listed_and_read_with_each_entity_as_its_own_type() {
    let (service, endpoint) = service();
    let policies = "/deviceManagement/deviceCompliancePolicies";
    let windows = "#microsoft.graph.windows10CompliancePolicy";
    let entity =
        json!({ "@odata.type": windows, "id": "1", "displayName": "x", "passwordRequired": true });
    service.put(policies, entity);
    service.put(
        policies,
        json!({ "@odata.type": "#microsoft.graph.new", "id": "2", "displayName": "x" }),
    );
    let page = Policy::list()
        .filter(|policy| policy.display_name.eq("x"))
        .at(&DeviceCompliancePolicyCollectionPath)
        .bearer(TOKEN)
        .send(&endpoint, send)
        .unwrap();
    match page.value.as_slice() {
        [Policy::Windows10(known), Policy::Unknown(unknown)] => {
            assert!(known.password_required);
            assert_eq!(unknown.type_name().as_deref(), Some("microsoft.graph.new"));
        }
        other => panic!("{other:?}"),
    }
    let path = DeviceCompliancePolicyPath {
        device_compliance_policy_id: "1",
    };
    let one = Policy::get().at(&path).bearer(TOKEN).send(&endpoint, send);
    assert_eq!(one.unwrap(), page.value[0]);
}

#[test]
fn related_entities_are_read_by_the_path_of_their_relationship() {
    let (service, endpoint) = service();
    for (id, name) in [("5a", "Adele"), ("5b", "Alex"), ("5c", "Bianca")] {
        service.put(
            "/groups/4f/members",
            json!({ "id": id, "displayName": name }),
        );
    }
    service.put(
        "/users/5a",
        json!({ "id": "manager", "displayName": "Christie" }),
    );
    let members = User::list()
        .filter(|user| user.display_name.starts_with("A"))
        .at(&GroupPath { group_id: "4f" }.to(|group| group.members))
        .bearer(TOKEN)
        .send(&endpoint, send)
        .unwrap();
    let ids: Vec<_> = members
        .value
        .iter()
        .map(|user| user.id.as_deref())
        .collect();
    assert_eq!(ids, [Some("5a"), Some("5b")]);
    let manager = User::get()
        .at(&UserPath { user_id: "5a" }.to(|user| user.manager))
        .bearer(TOKEN)
        .send(&endpoint, send)
        .unwrap();
    assert_eq!(manager.display_name.as_deref(), Some("Christie"));
    assert_eq!(service.take_received()[1].url, "/v1.0/users/5a/manager");
}

#[test]
fn expanded_entities_come_with_the_entity() {
    let (service, endpoint) = service();
    let members = json!([{ "id": "5a", "displayName": "Adele" }]);
    service.put("/groups", json!({ "id": "4f", "members": members }));
    let get = || Group::get().at(&GroupPath { group_id: "4f" }).bearer(TOKEN);
    assert_eq!(get().send(&endpoint, send).unwrap().members, []);
    let expanded = Group::get()
        .expand(|group| {
            group
                .members
                .query(|members| members.select(|user| user.display_name))
        })
        .at(&GroupPath { group_id: "4f" })
        .bearer(TOKEN)
        .send(&endpoint, send)
        .unwrap();
    assert_eq!(expanded.members[0].display_name.as_deref(), Some("Adele"));
}
