//! Patches that set inherited properties by their handles.

use graph_model::{Patch, StructuredType, graph_complex, graph_entity};

#[graph_entity(odata = "contoso.policy")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Policy {
    pub display_name: Option<String>,
    pub description: Option<String>,
    #[graph(not_null)]
    pub tags: Option<Vec<String>>,
    pub limits: Option<Limits>,
}

#[graph_complex(odata = "contoso.limits", tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    pub lowest: Option<i32>,
    pub highest: Option<i32>,
}

#[graph_entity(odata = "contoso.devicePolicy", base = Policy)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DevicePolicy {
    pub os_version: Option<String>,
}

#[graph_entity(odata = "contoso.phonePolicy", base = DevicePolicy)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PhonePolicy {
    pub password_required: bool,
}

fn json(patch: &impl Patch) -> String {
    serde_json::to_string(patch).unwrap()
}

#[test]
fn inherited_properties_are_set_on_the_patch_of_the_derived_type_in_wire_order() {
    let patch = PhonePolicy::patch()
        .password_required(true)
        .set(|policy| policy.os_version, "17")
        .set(|policy| policy.display_name, "Baseline")
        .set(|policy| policy.tags, ["a", "b"])
        .clear(|policy| policy.description);
    assert_eq!(
        json(&patch),
        concat!(
            r##"{"@odata.type":"#contoso.phonePolicy","displayName":"Baseline","description":null,"##,
            r#""tags":["a","b"],"osVersion":"17","passwordRequired":true}"#
        )
    );
}

#[test]
fn an_own_property_is_set_by_its_handle_as_by_its_setter() {
    let by_handle = PhonePolicy::patch().set(|policy| policy.password_required, false);
    assert_eq!(by_handle, PhonePolicy::patch().password_required(false));
}

#[test]
fn an_inherited_complex_property_takes_a_patch() {
    let patch = PhonePolicy::patch().set(|policy| policy.limits, Limits::patch().lowest(1));
    assert_eq!(
        json(&patch),
        r##"{"@odata.type":"#contoso.phonePolicy","limits":{"lowest":1}}"##
    );
}

#[test]
fn a_handle_of_another_closure_is_refused_when_the_patch_is_written() {
    let mut outer = None;
    let _ = Policy::patch().set(
        |policy| {
            outer = Some(policy.description);
            policy.display_name
        },
        "Baseline",
    );
    let patch = Policy::patch().set(|_| outer.unwrap(), "x");
    assert_eq!(
        serde_json::to_string(&patch).unwrap_err().to_string(),
        "the value of `description` cannot be written: its handle belongs to another closure"
    );
}

#[test]
fn a_value_of_a_derived_type_is_written_without_nested_literals() {
    let policy = PhonePolicy::default().with(|policy| {
        policy.id = Some("4f".into());
        policy.display_name = Some("Baseline".into());
        policy.password_required = true;
    });
    let nested = PhonePolicy {
        base: DevicePolicy {
            base: Policy {
                base: graph_model::Entity {
                    id: Some("4f".into()),
                    ..Default::default()
                },
                display_name: Some("Baseline".into()),
                ..Default::default()
            },
            ..Default::default()
        },
        password_required: true,
    };
    assert_eq!(policy, nested);
}
