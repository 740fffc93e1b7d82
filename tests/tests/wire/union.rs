//! Unions: the tag selects the variant wherever it is, and nothing in an unknown object is lost.

use graph_model::model::Union;
use graph_model::{Entity, UnknownObject, graph_complex, graph_entity, graph_union};
use graph_model_tests::intune::{
    AllDevicesAssignmentTarget, AssignmentTarget, DeviceAndAppManagementAssignmentTarget,
    ExclusionGroupAssignmentTarget, Group, GroupAssignmentTarget,
};

fn read(text: &str) -> AssignmentTarget {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn group(id: &str, filter: Option<&str>) -> GroupAssignmentTarget {
    let mut group = GroupAssignmentTarget {
        group_id: Some(id.to_owned()),
        ..Default::default()
    };
    group.device_and_app_management_assignment_filter_id = filter.map(str::to_owned);
    group
}

#[test]
fn the_tag_is_found_wherever_it_is() {
    let expected = AssignmentTarget::Group(group("g", Some("f")));
    for text in [
        r##"{"@odata.type":"#microsoft.graph.groupAssignmentTarget","deviceAndAppManagementAssignmentFilterId":"f","groupId":"g"}"##,
        r##"{"@odata.type":"microsoft.graph.groupAssignmentTarget","groupId":"g","deviceAndAppManagementAssignmentFilterId":"f"}"##,
        r##"{"@odata.type":"MICROSOFT.GRAPH.GROUPASSIGNMENTTARGET","groupId":"g","deviceAndAppManagementAssignmentFilterId":"f"}"##,
        r##"{"@odata.id":"x","@odata.type":"#microsoft.graph.groupAssignmentTarget","groupId":"g","deviceAndAppManagementAssignmentFilterId":"f"}"##,
        r##"{"groupId":"g","@odata.type":"#microsoft.graph.groupAssignmentTarget","deviceAndAppManagementAssignmentFilterId":"f"}"##,
        r##"{"groupId":"g","deviceAndAppManagementAssignmentFilterId":"f","later":[1],"@odata.type":"#microsoft.graph.groupAssignmentTarget"}"##,
    ] {
        assert_eq!(read(text), expected, "{text}");
        assert_eq!(
            serde_json::from_reader::<_, AssignmentTarget>(text.as_bytes()).unwrap(),
            expected
        );
        let value: serde_json::Value = serde_json::from_str(text).unwrap();
        assert_eq!(
            serde_json::from_value::<AssignmentTarget>(value).unwrap(),
            expected
        );
    }
}

#[test]
fn no_tag_means_the_declared_type() {
    let text = r#"{"deviceAndAppManagementAssignmentFilterId":"f","groupId":"ignored"}"#;
    let base = DeviceAndAppManagementAssignmentTarget {
        device_and_app_management_assignment_filter_id: Some("f".into()),
        ..Default::default()
    };
    assert_eq!(read(text), AssignmentTarget::Base(base));
    for text in ["{}", r#"{"@odata.type":null}"#, r#"{"@odata.type":""}"#] {
        assert_eq!(
            read(text),
            AssignmentTarget::Base(DeviceAndAppManagementAssignmentTarget::default())
        );
    }
}

#[test]
fn an_abstract_base_can_be_a_value() {
    let text = r##"{"@odata.type":"microsoft.graph.deviceAndAppManagementAssignmentTarget"}"##;
    assert_eq!(
        read(text),
        AssignmentTarget::Base(DeviceAndAppManagementAssignmentTarget::default())
    );
    assert_eq!(serde_json::to_string(&read(text)).unwrap(), text);
}

#[test]
fn a_derived_type_of_a_derived_type_keeps_its_own_variant() {
    let text =
        r##"{"@odata.type":"microsoft.graph.exclusionGroupAssignmentTarget","groupId":"g"}"##;
    let exclusion = ExclusionGroupAssignmentTarget {
        base: group("g", None),
    };
    assert_eq!(read(text), AssignmentTarget::ExclusionGroup(exclusion));
    assert_eq!(serde_json::to_string(&read(text)).unwrap(), text);
}

#[test]
fn an_unknown_object_is_written_back_byte_for_byte() {
    for text in [
        r##"{"@odata.type":"#microsoft.graph.newTarget","z":9007199254740993,"a":{"y":[1.10,1e400],"x":"0001-01-01T00:00:00Z"},"@odata.id":null}"##,
        r##"{"z":123456789012345678901234567890,"a":"\u00e9","@odata.type":"newTarget"}"##,
    ] {
        let AssignmentTarget::Unknown(object) = read(text) else {
            panic!("{text} is known")
        };
        assert_eq!(serde_json::to_string(&object).unwrap(), text);
        assert_eq!(
            serde_json::to_string(&AssignmentTarget::Unknown(object)).unwrap(),
            text
        );
    }
}

#[test]
fn members_removed_from_an_unknown_object_are_sent_as_null() {
    let with = |text: &str| graph_model_tests::intune::DeviceCompliancePolicyAssignment {
        target: Some(read(text)),
        ..Default::default()
    };
    let before = with(r#"{"@odata.type":"newTarget","a":1,"b":2,"c":{"d":3}}"#);
    let after = with(r#"{"@odata.type":"newTarget","a":1,"c":{"d":4}}"#);
    assert_eq!(
        serde_json::to_string(&after.changes_since(&before)).unwrap(),
        r##"{"@odata.type":"#microsoft.graph.deviceCompliancePolicyAssignment","target":{"@odata.type":"newTarget","c":{"d":4},"b":null}}"##
    );
    let reordered = with(r#"{"c":{"d":3},"b":2,"@odata.type":"newTarget","a":1}"#);
    assert!(reordered.changes_since(&before).is_empty());
    let other = with(r#"{"@odata.type":"otherTarget","a":1}"#);
    assert_eq!(
        serde_json::to_string(&other.changes_since(&before)).unwrap(),
        r##"{"@odata.type":"#microsoft.graph.deviceCompliancePolicyAssignment","target":{"@odata.type":"otherTarget","a":1}}"##
    );
}

#[test]
fn a_null_tag_may_not_be_followed_by_another_tag() {
    let text = r##"{"@odata.type":null,"@odata.type":"microsoft.graph.groupAssignmentTarget"}"##;
    let error = serde_json::from_str::<AssignmentTarget>(text)
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with("member `@odata.type` occurs twice"),
        "{error}"
    );
}

#[test]
fn an_unknown_object_can_be_created_and_inspected() {
    let mut object = UnknownObject::new("#microsoft.graph.groupAssignmentTarget");
    assert_eq!(
        object.insert("groupId", graph_model::RawJson::new("g").unwrap()),
        None
    );
    assert_eq!(
        object.type_name().as_deref(),
        Some("microsoft.graph.groupAssignmentTarget")
    );
    assert_eq!(
        object.parse::<GroupAssignmentTarget>().unwrap(),
        group("g", None)
    );
    let names: Vec<_> = object.members().map(|(name, _)| name.to_owned()).collect();
    assert_eq!(names, ["@odata.type", "groupId"]);
    assert_eq!(UnknownObject::default().type_name(), None);
}

#[test]
fn a_member_that_occurs_twice_is_an_error_before_and_after_the_tag() {
    for text in [
        r##"{"groupId":"g","groupId":"g","@odata.type":"microsoft.graph.groupAssignmentTarget"}"##,
        r##"{"groupId":"g","@odata.type":"microsoft.graph.groupAssignmentTarget","groupId":"g"}"##,
        r##"{"@odata.type":"microsoft.graph.groupAssignmentTarget","groupId":"g","groupId":"g"}"##,
    ] {
        let error = serde_json::from_str::<AssignmentTarget>(text)
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with(
                "member `groupId` occurs twice in a `microsoft.graph.groupAssignmentTarget`"
            ),
            "{error}"
        );
    }
    for text in [
        r##"{"@odata.type":"microsoft.graph.groupAssignmentTarget","@odata.type":"microsoft.graph.groupAssignmentTarget"}"##,
        r##"{"@odata.type":"newTarget","@odata.type":"newTarget"}"##,
        r##"{"a":1,"@odata.type":"newTarget","a":1}"##,
    ] {
        let error = serde_json::from_str::<AssignmentTarget>(text)
            .unwrap_err()
            .to_string();
        assert!(error.contains("` occurs twice"), "{error}");
    }
}

#[graph_entity(odata = "microsoft.graph.directoryObject")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DirectoryObject {
    pub deleted: Option<bool>,
}

#[graph_entity(odata = "microsoft.graph.user", base = DirectoryObject)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct User {
    pub mail: String,
}

#[graph_entity(odata = "microsoft.graph.device", base = DirectoryObject)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Device {
    pub size: i64,
}

/// A union without a variant for the declared type: the service always says which derived type it
/// sends.
#[graph_union(base = DirectoryObject)]
#[derive(Clone, Debug, PartialEq)]
pub enum Member {
    User(User),
    Device(Device),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

#[graph_complex(odata = "contoso.team")]
#[derive(Clone, Debug, PartialEq)]
pub struct Team {
    pub members: Vec<Member>,
    pub owner: Option<Box<Member>>,
}

#[test]
fn a_union_of_entities_is_read_in_collections_and_boxes() {
    let text = r##"{"@odata.type":"#contoso.team","members":[{"@odata.type":"#microsoft.graph.user","@odata.etag":"e","id":"1","mail":"a@b"},{"@odata.type":"#microsoft.graph.device","id":"2","deleted":true,"size":9007199254740993},{"@odata.type":"#microsoft.graph.contact","id":"3"}],"owner":{"@odata.type":"#microsoft.graph.user","mail":"o"}}"##;
    let team: Team = serde_json::from_str(text).unwrap();
    assert!(matches!(&team.members[0], Member::User(user) if user.etag.as_deref() == Some("e")));
    assert!(
        matches!(&team.members[1], Member::Device(device) if device.size == 9_007_199_254_740_993)
    );
    assert!(matches!(&team.members[2], Member::Unknown(_)));
    assert_eq!(serde_json::to_string(&team).unwrap(), text);
    let late =
        r##"{"@odata.etag":"e","id":"1","mail":"a@b","@odata.type":"#microsoft.graph.user"}"##;
    assert_eq!(
        serde_json::from_str::<Member>(late).unwrap(),
        team.members[0]
    );
}

#[test]
fn a_missing_tag_is_an_error_if_the_declared_type_is_not_a_variant() {
    let error = serde_json::from_str::<Member>(r#"{"id":"1"}"#)
        .unwrap_err()
        .to_string();
    assert_eq!(
        error,
        "`@odata.type` is missing, and `microsoft.graph.directoryObject` is not a variant of the union at line 1 column 10"
    );
    assert_eq!(
        serde_json::from_str::<Member>("7").unwrap_err().to_string(),
        "invalid type: integer `7`, expected an object of type `microsoft.graph.directoryObject` or of a type derived from it at line 1 column 1"
    );
    assert!(serde_json::from_str::<Member>(r#"{"@odata.type":7}"#).is_err());
    assert_eq!(Member::DECLARED.name(), "microsoft.graph.directoryObject");
}

#[test]
fn a_missing_property_is_an_error_wherever_the_tag_is() {
    for text in [
        r##"{"@odata.type":"#microsoft.graph.user","id":"1"}"##,
        r##"{"id":"1","@odata.type":"#microsoft.graph.user"}"##,
    ] {
        let error = serde_json::from_str::<Member>(text)
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with("property `mail` of `microsoft.graph.user` is missing"),
            "{error}"
        );
    }
}

/// A union whose variants all come from other crates.
#[graph_union(base = Entity)]
#[derive(Clone, Debug, PartialEq)]
pub enum Foreign {
    Entity(Entity),
    Group(Group),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

#[graph_complex(odata = "contoso.slot")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Slot {
    pub held: Option<Foreign>,
}

#[test]
fn variants_may_come_from_other_crates() {
    let text = r##"{"@odata.type":"#contoso.slot","held":{"@odata.type":"#microsoft.graph.group","id":"1"}}"##;
    let slot: Slot = serde_json::from_str(text).unwrap();
    assert!(matches!(&slot.held, Some(Foreign::Group(group)) if group.id.as_deref() == Some("1")));
    let patch = Slot::patch().held(Group::patch().display_name("g"));
    assert_eq!(
        serde_json::to_string(&patch).unwrap(),
        r##"{"@odata.type":"#contoso.slot","held":{"@odata.type":"#microsoft.graph.group","displayName":"g"}}"##
    );
    let entity: Foreign = serde_json::from_str(r#"{"id":"2"}"#).unwrap();
    assert!(matches!(entity, Foreign::Entity(entity) if entity.id.as_deref() == Some("2")));
}

#[test]
fn the_declared_type_is_accessible_without_a_match() {
    let mut target = AssignmentTarget::ExclusionGroup(ExclusionGroupAssignmentTarget::default());
    let base = target.base_mut().unwrap();
    base.device_and_app_management_assignment_filter_id = Some("f".into());
    let base = target.base().unwrap();
    assert_eq!(
        base.device_and_app_management_assignment_filter_id
            .as_deref(),
        Some("f")
    );
    let declared = AssignmentTarget::Base(DeviceAndAppManagementAssignmentTarget::default());
    assert_eq!(
        declared.base(),
        Some(&DeviceAndAppManagementAssignmentTarget::default())
    );
    assert_eq!(
        AssignmentTarget::Unknown(UnknownObject::default()).base(),
        None
    );
}

#[test]
fn every_variant_converts_into_the_union() {
    assert_eq!(
        AssignmentTarget::from(AllDevicesAssignmentTarget::default()),
        AssignmentTarget::AllDevices(AllDevicesAssignmentTarget::default())
    );
    assert_eq!(
        AssignmentTarget::from(UnknownObject::default()),
        AssignmentTarget::Unknown(UnknownObject::default())
    );
}

/// A condition that may hold another condition.
#[graph_complex(odata = "contoso.condition")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Condition {
    pub inner: Option<Box<AnyCondition>>,
}

#[graph_complex(odata = "contoso.negation", base = Condition)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Negation {}

#[graph_union]
#[derive(Clone, Debug, PartialEq)]
pub enum AnyCondition {
    Condition(Condition),
    Negation(Negation),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

#[test]
fn recursion_is_bounded_wherever_the_tags_are() {
    let nested = |levels: usize, tail: &str| {
        format!(
            "{}{{}}{}",
            r#"{"inner":"#.repeat(levels),
            format!("{tail}}}").repeat(levels)
        )
    };
    let late = r##","@odata.type":"#contoso.negation""##;
    assert!(serde_json::from_str::<AnyCondition>(&nested(30, late)).is_ok());
    let unread = format!(
        r##"{{"later":{},"@odata.type":"#contoso.negation"}}"##,
        nested(1_000, "")
    );
    assert!(
        serde_json::from_str::<AnyCondition>(&unread).is_ok(),
        "what is not read may nest"
    );
    for levels in [150, 1_000, 100_000] {
        assert!(serde_json::from_str::<AnyCondition>(&nested(levels, late)).is_err());
        assert!(serde_json::from_str::<AnyCondition>(&nested(levels, "")).is_err());
        let first = format!(
            r##"{{"@odata.type":"#contoso.negation","inner":{}"##,
            nested(levels, "")
        );
        assert!(serde_json::from_str::<AnyCondition>(&first).is_err());
    }
}

#[graph_complex(odata = "contoso.shape")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shape {
    pub name: Option<String>,
}

#[graph_complex(odata = "contoso.polygon", base = Shape)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Polygon {
    pub corners: Option<i32>,
}

#[graph_union]
#[derive(Clone, Debug, PartialEq)]
pub enum AnyShape {
    Shape(Box<Shape>),
    Polygon(Box<Polygon>),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

#[graph_complex(odata = "contoso.drawing", tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    pub shape: Option<AnyShape>,
    pub extra: Option<UnknownObject>,
}

#[test]
fn a_boxed_variant_behaves_like_an_unboxed_one() {
    let text = r##"{"shape":{"@odata.type":"#contoso.polygon","name":"hexagon","corners":6}}"##;
    let drawing: Drawing = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&drawing).unwrap(), text);
    let mut polygon = Polygon {
        corners: Some(6),
        ..Default::default()
    };
    polygon.name = Some("hexagon".into());
    assert_eq!(drawing.shape, Some(AnyShape::from(polygon.clone())));

    let mut after = drawing.clone();
    let shape = after.shape.as_mut().unwrap();
    shape.base_mut().unwrap().name = Some("comb".into());
    assert_eq!(shape.base().unwrap().name.as_deref(), Some("comb"));
    let changes = serde_json::to_string(&after.changes_since(&drawing)).unwrap();
    assert_eq!(
        changes,
        r##"{"shape":{"@odata.type":"#contoso.polygon","name":"comb"}}"##
    );

    let set = serde_json::to_string(&Drawing::patch().shape(Polygon::patch().corners(5))).unwrap();
    assert_eq!(
        set,
        r##"{"shape":{"@odata.type":"#contoso.polygon","corners":5}}"##
    );
}

#[test]
fn an_object_of_an_unmodelled_type_can_be_a_property() {
    let text = r##"{"extra":{"@odata.type":"#contoso.later","size":4.10}}"##;
    let drawing: Drawing = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&drawing).unwrap(), text);
    assert!(drawing.changes_since(&drawing.clone()).is_empty());
}
