//! The PATCH document: it has only the values that were set, exactly as they were set.

use std::collections::BTreeMap;

use graph_model::{Endpoint, Patch, RawJson, graph_complex, graph_entity};
use graph_model_tests::intune::{
    AssignmentTarget, DeviceCompliancePolicy, DeviceCompliancePolicyAssignment, Group,
    GroupAssignmentTarget, Windows10CompliancePolicy,
};
use graph_model_tests::json;
use graph_model_tests::site::{Address, Geo, Site};

#[test]
fn a_patch_with_nothing_set_is_empty_and_carries_only_its_tag() {
    let patch = Site::patch();
    assert!(patch.is_empty());
    assert_eq!(json(&patch), r##"{"@odata.type":"#contoso.site"}"##);
    assert_eq!(json(&Geo::patch()), "{}");
    assert_eq!(json(&Site::patch().without_type()), "{}");
}

#[test]
fn a_patch_sends_only_the_values_that_were_set_in_wire_order() {
    let patch = Site::patch()
        .tags(["a", "b"])
        .area(9_007_199_254_740_993)
        .name("Berlin \"Mitte\"");
    assert!(!patch.is_empty());
    assert_eq!(
        json(&patch),
        r##"{"@odata.type":"#contoso.site","name":"Berlin \"Mitte\"","area":9007199254740993,"tags":["a","b"]}"##
    );
}

#[test]
fn serialising_twice_gives_the_same_bytes() {
    let patch = Site::patch()
        .name("x")
        .clear_area()
        .address(Address::patch().city("y"));
    assert_eq!(json(&patch), json(&patch));
    assert_eq!(json(&patch), json(&patch.clone()));
    assert_eq!(patch, patch.clone());
}

#[test]
fn the_last_value_that_was_set_counts() {
    let patch = Site::patch()
        .name("a")
        .floors(1)
        .name("b")
        .area(1)
        .clear_area();
    assert_eq!(
        json(&patch),
        r##"{"@odata.type":"#contoso.site","name":"b","floors":1,"area":null}"##
    );
    assert_eq!(patch, Site::patch().floors(1).clear_area().name("b"));
    assert_ne!(patch, Site::patch().floors(2).clear_area().name("b"));
}

#[test]
fn clearing_sends_null() {
    assert_eq!(
        json(&Site::patch().clear_address().clear_open()),
        r##"{"@odata.type":"#contoso.site","open":null,"address":null}"##
    );
}

#[test]
fn a_setter_takes_values_in_many_forms() {
    let name = String::from("n");
    let expected = r##"{"@odata.type":"#contoso.site","name":"n"}"##;
    assert_eq!(json(&Site::patch().name("n")), expected);
    assert_eq!(json(&Site::patch().name(&name)), expected);
    assert_eq!(
        json(&Site::patch().name(std::borrow::Cow::Borrowed("n"))),
        expected
    );
    assert_eq!(json(&Site::patch().name(name)), expected);

    let expected = r##"{"@odata.type":"#contoso.site","tags":["t"]}"##;
    let tags = vec!["t".to_owned()];
    assert_eq!(json(&Site::patch().tags(["t"])), expected);
    assert_eq!(json(&Site::patch().tags(&["t"][..])), expected);
    assert_eq!(json(&Site::patch().tags(&tags)), expected);
    assert_eq!(json(&Site::patch().tags(tags)), expected);
    let none: [&str; 0] = [];
    assert_eq!(
        json(&Site::patch().tags(none)),
        r##"{"@odata.type":"#contoso.site","tags":[]}"##
    );
}

#[test]
fn a_complex_property_is_set_whole_or_in_part() {
    let whole = Address {
        city: Some("Berlin".into()),
        ..Default::default()
    };
    assert_eq!(
        json(&Site::patch().address(whole)),
        r##"{"@odata.type":"#contoso.site","address":{"@odata.type":"#contoso.address","city":"Berlin"}}"##
    );
    let part = Address::patch()
        .clear_street()
        .geo(Geo::patch().latitude(52.5).clear_longitude());
    assert_eq!(
        json(&Site::patch().address(part)),
        r##"{"@odata.type":"#contoso.site","address":{"@odata.type":"#contoso.address","street":null,"geo":{"latitude":52.5,"longitude":null}}}"##
    );
    let rooms = [Geo {
        latitude: 1.0,
        longitude: None,
    }];
    assert_eq!(
        json(&Site::patch().rooms(rooms)),
        r##"{"@odata.type":"#contoso.site","rooms":[{"latitude":1.0}]}"##
    );
}

#[test]
fn a_union_property_takes_a_variant_its_patch_or_the_union() {
    let group = GroupAssignmentTarget {
        group_id: Some("g".into()),
        ..Default::default()
    };
    let expected = r##"{"@odata.type":"#microsoft.graph.deviceCompliancePolicyAssignment","target":{"@odata.type":"microsoft.graph.groupAssignmentTarget","groupId":"g"}}"##;
    let patch = DeviceCompliancePolicyAssignment::patch;
    assert_eq!(
        json(&patch().target(AssignmentTarget::from(group.clone()))),
        expected
    );
    assert_eq!(json(&patch().target(group)), expected);
    assert_eq!(
        json(&patch().target(GroupAssignmentTarget::patch().group_id("g"))),
        expected
    );
}

#[test]
fn inherited_properties_come_from_the_patch_of_the_base() {
    let patch = Windows10CompliancePolicy::patch()
        .password_required(true)
        .base(
            DeviceCompliancePolicy::patch()
                .display_name("Baseline")
                .clear_description(),
        );
    assert_eq!(
        json(&patch),
        r##"{"@odata.type":"#microsoft.graph.windows10CompliancePolicy","description":null,"displayName":"Baseline","passwordRequired":true}"##
    );
}

#[test]
fn a_value_that_no_json_number_can_hold_is_never_null() {
    for (value, text) in [
        (f64::NAN, "NaN"),
        (f64::INFINITY, "INF"),
        (f64::NEG_INFINITY, "-INF"),
    ] {
        assert_eq!(
            json(&Geo::patch().latitude(value)),
            format!(r#"{{"latitude":"{text}"}}"#)
        );
        let geo: Geo = serde_json::from_str(&format!(r#"{{"latitude":"{text}"}}"#)).unwrap();
        assert_eq!(geo.latitude.to_bits(), value.to_bits());
    }
}

#[test]
fn dynamic_properties_are_set_and_compared_by_name() {
    let patch = Group::patch()
        .additional("extension_b", serde_json::json!({"z": 1, "a": "O'Neil"}))
        .additional(
            "extension_a",
            RawJson::new(&9_007_199_254_740_993_i64).unwrap(),
        )
        .clear_additional("old \"one\"")
        .display_name("g")
        .additional("extension_b", serde_json::json!(2));
    assert_eq!(
        json(&patch),
        r##"{"@odata.type":"#microsoft.graph.group","displayName":"g","extension_b":2,"extension_a":9007199254740993,"old \"one\"":null}"##
    );

    let with = |members: &[(&str, &str)]| Group {
        additional: members
            .iter()
            .map(|(name, text)| ((*name).to_owned(), serde_json::from_str(text).unwrap()))
            .collect::<BTreeMap<String, RawJson>>(),
        ..Default::default()
    };
    let before = with(&[("a", "1"), ("b", "{\"x\": 1}"), ("c", "3")]);
    let after = with(&[("a", "1"), ("b", "{\"x\":2}"), ("d", "4")]);
    assert_eq!(
        json(&after.changes_since(&before)),
        r##"{"@odata.type":"#microsoft.graph.group","b":{"x":2},"d":4,"c":null}"##
    );
}

#[test]
fn a_dynamic_property_cannot_repeat_a_declared_property_or_an_annotation() {
    for name in ["displayName", "id", "@odata.type", "@odata.etag"] {
        let patch = Group::patch().additional(name, serde_json::json!(1));
        let error = serde_json::to_string(&patch).unwrap_err().to_string();
        assert_eq!(
            error,
            format!(
                "the value of `{name}` cannot be written: it is the tag or a declared member, so it cannot be a dynamic property"
            )
        );
    }
}

#[test]
fn every_digit_is_written_by_any_serializer() {
    for number in [
        "12345678901234567.89",
        "1.10",
        "123456789012345678901234567890",
        "-0",
        "1e999",
        "1E2",
        "18446744073709551615",
    ] {
        let raw: RawJson = serde_json::from_str(number).unwrap();
        let patch = Group::patch().additional("n", raw);
        assert_eq!(
            json(&patch),
            format!(r##"{{"@odata.type":"#microsoft.graph.group","n":{number}}}"##)
        );
        assert_eq!(
            serde_json::to_string_pretty(&patch).unwrap(),
            format!("{{\n  \"@odata.type\": \"#microsoft.graph.group\",\n  \"n\": {number}\n}}")
        );
    }
}

#[graph_complex(odata = "contoso.loose", tag = none)]
#[derive(Clone, Debug, PartialEq)]
pub struct Loose {
    pub any: serde_json::Value,
    pub maybe: Option<serde_json::Value>,
}

#[test]
fn null_cannot_be_sent_for_a_property_that_is_not_nullable() {
    let patch = Loose::patch().any(serde_json::Value::Null);
    assert_eq!(
        serde_json::to_string(&patch).unwrap_err().to_string(),
        "the value of `any` cannot be written: it is null, and the property is not nullable"
    );
    assert_eq!(
        json(&Loose::patch().maybe(serde_json::Value::Null)),
        r#"{"maybe":null}"#
    );
}

#[test]
fn many_dynamic_properties_take_linear_time() {
    let members = |count: usize| Group {
        additional: (0..count)
            .map(|number| {
                (
                    format!("extension_{number}"),
                    RawJson::new(&number).unwrap(),
                )
            })
            .collect(),
        ..Default::default()
    };
    // Takes the shortest of a few runs, because other processes may use the machine in between.
    let time = |group: &Group| {
        let run = |_| {
            let start = std::time::Instant::now();
            assert!(!group.changes_since(&Group::default()).is_empty());
            start.elapsed()
        };
        (0..5).map(run).min().unwrap()
    };
    let (few, many) = (time(&members(2_000)), time(&members(64_000)));
    // Linear time is 32 times as long, and quadratic time 1,024 times as long.
    assert!(
        many < few * 320,
        "{few:?} for 2,000 members, {many:?} for 64,000"
    );
}

#[test]
fn a_property_that_is_set_repeatedly_leaves_no_old_values_behind() {
    let long = "x".repeat(1_000);
    let mut patch = Site::patch().floors(1);
    for _ in 0..5_000 {
        patch = patch.name(&long);
    }
    assert_eq!(patch, Site::patch().name(&long).floors(1));
    assert!(patch.document().to_json().unwrap().capacity() < 20_000);
}

#[test]
fn the_debug_output_of_a_patch_shows_what_it_sends() {
    let patch = Site::patch().floors(3);
    assert_eq!(
        format!("{patch:?}"),
        r##"SitePatch({"@odata.type":"#contoso.site","floors":3})"##
    );
    assert_eq!(patch.document().get("floors"), Some("3"));
    assert_eq!(patch.document().get("name"), None);
}

/// A form that holds a patch and another value.
#[derive(serde::Serialize)]
struct Form {
    note: &'static str,
    #[serde(flatten)]
    patch: graph_model_tests::intune::DeviceCompliancePolicyAssignmentPatch,
}

#[test]
fn a_patch_can_be_flattened_into_another_struct() {
    let patch = DeviceCompliancePolicyAssignment::patch().clear_target();
    let form = Form { note: "n", patch };
    assert_eq!(
        serde_json::to_string(&form).unwrap(),
        r##"{"note":"n","@odata.type":"#microsoft.graph.deviceCompliancePolicyAssignment","target":null}"##
    );
}

#[graph_entity(odata = "contoso.room", path = "/rooms/{roomId}")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Room {
    pub name: Option<String>,
}

#[test]
fn the_name_of_a_derived_type_is_escaped_in_a_request() {
    for name in ["contoso.a\"b", "contoso.a\\b", "contoso.a\u{1}b"] {
        let tag = format!("#{name}");
        let room = serde_json::json!({"@odata.type": tag, "name": "a"});
        let before: Room = serde_json::from_value(room).unwrap();
        let mut after = before.clone();
        after.name = Some("b".into());
        let request = after
            .changes_since(&before)
            .at(&RoomPath { room_id: "1" })
            .build(&Endpoint::V1_0)
            .unwrap();
        assert_eq!(
            serde_json::from_slice::<serde_json::Value>(request.body()).unwrap(),
            serde_json::json!({"@odata.type": tag, "name": "b"})
        );
    }
}
