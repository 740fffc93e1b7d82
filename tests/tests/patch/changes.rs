//! The changes between two values, as the smallest PATCH document.

use graph_model::{UnknownObject, graph_complex, graph_entity, graph_union};
use graph_model_tests::intune::{
    AssignmentTarget, DeviceAndAppManagementAssignmentTarget, DeviceCompliancePolicy,
    DeviceCompliancePolicyAssignment, GroupAssignmentTarget, Windows10CompliancePolicy,
};
use graph_model_tests::json;
use graph_model_tests::site::{Address, Geo, Site};

fn policy() -> Windows10CompliancePolicy {
    let mut policy = Windows10CompliancePolicy {
        password_required: true,
        password_minimum_length: Some(8),
        ..Default::default()
    };
    policy.id = Some("7d".into());
    policy.display_name = "Baseline".into();
    policy.description = Some("d".into());
    policy
}

#[test]
fn changes_in_a_hierarchy_of_three_types_are_the_smallest_patch() {
    let before = policy();
    let mut after = policy();
    assert!(after.changes_since(&before).is_empty());
    after.display_name = "Hardened".into();
    after.description = None;
    after.password_minimum_length = Some(12);
    after.os_minimum_version = Some("10.0".into());
    after.version = 9;
    after.id = Some("other".into());
    assert_eq!(
        json(&after.changes_since(&before)),
        r##"{"@odata.type":"#microsoft.graph.windows10CompliancePolicy","description":null,"displayName":"Hardened","passwordMinimumLength":12,"osMinimumVersion":"10.0"}"##
    );
}

fn site() -> Site {
    Site {
        name: "n".into(),
        address: Some(Address {
            street: Some("s".into()),
            city: Some("c".into()),
            geo: Some(Box::new(Geo {
                latitude: 1.0,
                longitude: Some(2.0),
            })),
        }),
        tags: vec!["a".into(), "b".into()],
        rooms: Some(vec![Geo::default()]),
        ..Default::default()
    }
}

#[test]
fn changes_inside_a_complex_value_are_merged() {
    let before = site();
    let mut after = site();
    let address = after.address.as_mut().unwrap();
    address.city = None;
    address.geo.as_mut().unwrap().longitude = Some(3.0);
    assert_eq!(
        json(&after.changes_since(&before)),
        r##"{"@odata.type":"#contoso.site","address":{"@odata.type":"#contoso.address","city":null,"geo":{"longitude":3.0}}}"##
    );
    after.address = None;
    assert_eq!(
        json(&after.changes_since(&before)),
        r##"{"@odata.type":"#contoso.site","address":null}"##
    );
    assert_eq!(
        json(&before.changes_since(&after)),
        r##"{"@odata.type":"#contoso.site","address":{"@odata.type":"#contoso.address","street":"s","city":"c","geo":{"latitude":1.0,"longitude":2.0}}}"##
    );
}

#[test]
fn changed_collections_are_replaced_as_a_whole() {
    let before = site();
    let mut after = site();
    after.tags.push("c".into());
    after.rooms.as_mut().unwrap()[0].latitude = 5.0;
    assert_eq!(
        json(&after.changes_since(&before)),
        r##"{"@odata.type":"#contoso.site","tags":["a","b","c"],"rooms":[{"latitude":5.0}]}"##
    );
    after = site();
    after.tags.clear();
    after.rooms = None;
    assert_eq!(
        json(&after.changes_since(&before)),
        r##"{"@odata.type":"#contoso.site","tags":[],"rooms":null}"##
    );
}

#[test]
fn properties_that_cannot_be_written_are_not_compared() {
    let mut after = site();
    after.region = Some("r".into());
    after.created = Some("c".into());
    after.code = Some("k".into());
    assert!(after.changes_since(&site()).is_empty());
}

#[test]
fn a_union_value_that_changed_its_variant_is_sent_as_a_whole() {
    let group = |id: &str| {
        AssignmentTarget::Group(GroupAssignmentTarget {
            group_id: Some(id.into()),
            ..Default::default()
        })
    };
    let with = |target| DeviceCompliancePolicyAssignment {
        target: Some(target),
        ..Default::default()
    };
    let base = || AssignmentTarget::Base(DeviceAndAppManagementAssignmentTarget::default());
    assert_eq!(
        json(&with(group("a")).changes_since(&with(base()))),
        r##"{"@odata.type":"#microsoft.graph.deviceCompliancePolicyAssignment","target":{"@odata.type":"microsoft.graph.groupAssignmentTarget","groupId":"a"}}"##
    );
    assert_eq!(
        json(&with(base()).changes_since(&with(group("a")))),
        r##"{"@odata.type":"#microsoft.graph.deviceCompliancePolicyAssignment","target":{"@odata.type":"microsoft.graph.deviceAndAppManagementAssignmentTarget"}}"##
    );
    assert!(with(group("a")).changes_since(&with(group("a"))).is_empty());
}

#[test]
fn a_patch_of_an_entity_read_as_a_base_keeps_the_derived_type() {
    let text = r##"{"@odata.type":"#microsoft.graph.iosCompliancePolicy","id":"1","displayName":"i","passcodeRequired":true}"##;
    let before: DeviceCompliancePolicy = serde_json::from_str(text).unwrap();
    let mut after = before.clone();
    after.display_name = "j".into();
    assert_eq!(
        json(&after.changes_since(&before)),
        r##"{"@odata.type":"#microsoft.graph.iosCompliancePolicy","displayName":"j"}"##
    );
}

#[graph_entity(odata = "contoso.door")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Door {
    #[graph(not_null)]
    pub is_open: Option<bool>,
    #[graph(not_null)]
    pub colours: Option<Vec<String>>,
}

#[test]
fn a_value_that_cannot_be_null_is_never_cleared() {
    let before = Door {
        is_open: Some(true),
        ..Default::default()
    };
    assert!(Door::default().changes_since(&before).is_empty());
    assert_eq!(
        json(&before.changes_since(&Door::default())),
        r##"{"@odata.type":"#contoso.door","isOpen":true}"##
    );
    assert!(!Door::TYPE.properties().next().unwrap().is_nullable());
}

#[test]
fn a_collection_that_cannot_be_null_is_sent_empty_when_it_is_removed() {
    let with = |colours: Option<Vec<String>>| Door {
        colours,
        ..Default::default()
    };
    let red = with(Some(vec!["red".into()]));
    assert_eq!(
        json(&with(None).changes_since(&red)),
        r##"{"@odata.type":"#contoso.door","colours":[]}"##
    );
    assert!(with(None).changes_since(&with(Some(Vec::new()))).is_empty());
    assert!(!Door::TYPE.properties().nth(1).unwrap().is_nullable());
}

#[graph_complex(odata = "contoso.channel")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Channel {
    pub name: Option<String>,
    pub note: Option<String>,
    #[graph(read_only)]
    pub created: Option<String>,
    #[graph(not_null)]
    pub rank: Option<i32>,
}

#[graph_complex(odata = "contoso.mailChannel", base = Channel)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MailChannel {
    pub address: Option<String>,
}

#[graph_union]
#[derive(Clone, Debug, PartialEq)]
pub enum AnyChannel {
    Channel(Channel),
    Mail(MailChannel),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

#[graph_entity(odata = "contoso.alert")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alert {
    pub channel: Option<AnyChannel>,
}

#[test]
fn a_value_of_another_type_clears_only_what_had_a_value_and_may_be_cleared() {
    let alert = |channel| Alert {
        channel: Some(channel),
        ..Default::default()
    };
    let before = alert(AnyChannel::Channel(Channel {
        name: Some("a".into()),
        note: None,
        created: Some("2026-01-01".into()),
        rank: Some(1),
    }));
    let after = alert(AnyChannel::Mail(MailChannel {
        base: Channel::default(),
        address: Some("ada@contoso.com".into()),
    }));
    assert_eq!(
        json(&after.changes_since(&before)),
        concat!(
            r##"{"@odata.type":"#contoso.alert","channel":{"@odata.type":"#contoso.mailChannel","##,
            r#""name":null,"address":"ada@contoso.com"}}"#
        )
    );
}
