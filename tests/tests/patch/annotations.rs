//! Annotations and dynamic properties: what is kept of a response, and what a request can send.

use std::collections::BTreeMap;

use graph_model::{
    Endpoint, Patch, RawJson, StructuredType, UnknownObject, graph_complex, graph_entity,
};
use serde_json::{from_str, to_string};

#[graph_entity(odata = "contoso.driveItem", path = "/items/{itemId}")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DriveItem {
    pub name: Option<String>,
    #[graph(annotation = "@microsoft.graph.conflictBehavior")]
    pub conflict_behavior: Option<String>,
    #[graph(annotation = "@odata.context")]
    pub context: Option<String>,
    #[graph(annotation = "price@odata.type")]
    pub price_type: Option<String>,
    pub price: Option<RawJson>,
}

#[graph_complex(odata = "contoso.fields")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields {
    pub title: Option<String>,
    #[graph(additional)]
    pub more: BTreeMap<String, RawJson>,
}

#[graph_entity(odata = "contoso.directoryObject", path = "/objects/{objectId}")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DirectoryObject {
    #[graph(additional)]
    pub additional: BTreeMap<String, RawJson>,
}

#[graph_entity(odata = "contoso.group", base = DirectoryObject, path = "/groups/{groupId}")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    pub display_name: Option<String>,
    pub fields: Option<Fields>,
}

#[graph_complex(odata = "contoso.assignment")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assignment {
    pub order_hint: Option<String>,
    pub note: Option<String>,
}

#[graph_complex(odata = "contoso.assignments")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assignments {
    #[graph(additional)]
    pub by_user: BTreeMap<String, Assignment>,
}

#[graph_entity(odata = "contoso.task", path = "/tasks/{taskId}")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Task {
    pub assignments: Option<Assignments>,
    pub raw: Option<RawJson>,
    pub value: Option<serde_json::Value>,
    pub unknown: Option<UnknownObject>,
}

fn body(request: graph_model::RequestBuilder<impl Sized>) -> String {
    let request = request.build(&Endpoint::V1_0).unwrap();
    String::from_utf8(request.into_body()).unwrap()
}

/// The document that turns one text into the other.
fn changes<T: StructuredType>(before: &str, after: &str) -> String {
    let (before, after): (T, T) = (from_str(before).unwrap(), from_str(after).unwrap());
    to_string(&after.changes_since(&before)).unwrap()
}

#[test]
fn a_creation_sends_the_annotations_that_a_request_may_send() {
    let item: DriveItem = from_str(
        r##"{"@odata.context":"c","@odata.etag":"e","name":"n","@microsoft.graph.conflictBehavior":"rename","price@odata.type":"#Decimal","price":1}"##,
    )
    .unwrap();
    assert_eq!(item.context.as_deref(), Some("c"));
    assert_eq!(
        body(DriveItem::create(&item).at(&DriveItemCollectionPath)),
        r##"{"@odata.type":"#contoso.driveItem","name":"n","@microsoft.graph.conflictBehavior":"rename","price@odata.type":"#Decimal","price":1}"##
    );
}

#[test]
fn a_patch_and_a_creation_are_annotated() {
    let item = DriveItem::patch()
        .name("n")
        .annotate("@microsoft.graph.conflictBehavior", "fail")
        .annotate("size@contoso.unit", &7);
    assert_eq!(
        to_string(&item).unwrap(),
        r##"{"@odata.type":"#contoso.driveItem","name":"n","@microsoft.graph.conflictBehavior":"fail","size@contoso.unit":7}"##
    );
    let group = Group::default().with(|group| group.display_name = Some("g".into()));
    let create = Group::create(&group)
        .annotate("@odata.id", "groups/1")
        .with(Group::patch().set_dynamic("extension_a1_cost", &[1, 2]));
    assert_eq!(
        to_string(&create).unwrap(),
        r##"{"@odata.type":"#contoso.group","displayName":"g","@odata.id":"groups/1","extension_a1_cost":[1,2]}"##
    );
}

#[test]
fn what_is_no_annotation_of_a_request_is_refused() {
    for (name, reason) in [
        (
            "name",
            "it is not the name of an annotation, such as `@microsoft.graph.conflictBehavior`",
        ),
        (
            "@",
            "it is not the name of an annotation, such as `@microsoft.graph.conflictBehavior`",
        ),
        (
            "a b@c",
            "it is not the name of an annotation, such as `@microsoft.graph.conflictBehavior`",
        ),
        ("@odata.type", "the type determines the tag"),
        ("@type", "the type determines the tag"),
        ("@odata.etag", "only responses have this annotation"),
        (
            "members@odata.nextLink",
            "only responses have this annotation",
        ),
        ("@count", "only responses have this annotation"),
    ] {
        let request = DriveItem::patch()
            .annotate(name, &1)
            .at(&DriveItemPath { item_id: "1" });
        let error = request.build(&Endpoint::V1_0).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("the value of `{name}` cannot be written: {reason}")
        );
    }
    for (name, reason) in [
        (
            "displayName",
            "it is the tag or a declared member, so it cannot be a dynamic property",
        ),
        (
            "#contoso.assign",
            "names that start with `#` are advertised operations, which are never sent",
        ),
    ] {
        let patch = Group::patch().set_dynamic(name, &1);
        assert_eq!(
            to_string(&patch).unwrap_err().to_string(),
            format!("the value of `{name}` cannot be written: {reason}")
        );
    }
}

#[test]
fn an_open_type_keeps_annotations_and_sends_back_what_a_request_may_send() {
    let text = r##"{"@odata.type":"#contoso.group","@odata.etag":"e","#contoso.assign":{},"@odata.context":"c","members@delta":[{"id":"1"}],"seats@odata.type":"#Int64","seats":7,"displayName":"g"}"##;
    let group: Group = from_str(text).unwrap();
    let kept: Vec<&str> = group.additional.keys().map(String::as_str).collect();
    assert_eq!(
        kept,
        [
            "#contoso.assign",
            "@odata.context",
            "members@delta",
            "seats",
            "seats@odata.type"
        ]
    );
    assert_eq!(
        to_string(&group).unwrap(),
        r##"{"@odata.type":"#contoso.group","@odata.etag":"e","#contoso.assign":{},"@odata.context":"c","members@delta":[{"id":"1"}],"seats@odata.type":"#Int64","seats":7,"displayName":"g"}"##
    );
    assert_eq!(
        to_string(&Group::create(&group)).unwrap(),
        r##"{"@odata.type":"#contoso.group","displayName":"g","members@delta":[{"id":"1"}],"seats@odata.type":"#Int64","seats":7}"##
    );
}

#[test]
fn an_annotation_of_an_advertised_operation_is_not_sent_back() {
    let text = r##"{"displayName":"g","#contoso.assign@contoso.hint":1}"##;
    let group: Group = from_str(text).unwrap();
    assert!(
        group
            .additional
            .contains_key("#contoso.assign@contoso.hint")
    );
    assert_eq!(
        to_string(&Group::create(&group)).unwrap(),
        r##"{"@odata.type":"#contoso.group","displayName":"g"}"##
    );
    assert_eq!(
        to_string(&group.changes_since(&Group::default())).unwrap(),
        r##"{"@odata.type":"#contoso.group","displayName":"g"}"##
    );
}

#[test]
fn a_changed_property_takes_its_annotations_along() {
    assert_eq!(
        changes::<Group>(
            r##"{"fields":{"ownersLookupId@odata.type":"Collection(Edm.Int32)","ownersLookupId":[1],"a":1,"#contoso.x":{}}}"##,
            r##"{"fields":{"ownersLookupId@odata.type":"Collection(Edm.Int32)","ownersLookupId":[1,2],"a":1}}"##,
        ),
        r##"{"@odata.type":"#contoso.group","fields":{"@odata.type":"#contoso.fields","ownersLookupId":[1,2],"ownersLookupId@odata.type":"Collection(Edm.Int32)"}}"##
    );
    assert_eq!(
        changes::<DriveItem>(
            r##"{"price@odata.type":"#Decimal","price":1,"@microsoft.graph.conflictBehavior":"fail"}"##,
            r##"{"price@odata.type":"#Decimal","price":2,"@microsoft.graph.conflictBehavior":"fail"}"##,
        ),
        r##"{"@odata.type":"#contoso.driveItem","price@odata.type":"#Decimal","price":2}"##
    );
    assert_eq!(
        changes::<DriveItem>(
            r#"{"name":"n"}"#,
            r#"{"name":"n","@odata.context":"c","@microsoft.graph.conflictBehavior":"fail"}"#,
        ),
        r##"{"@odata.type":"#contoso.driveItem","@microsoft.graph.conflictBehavior":"fail"}"##
    );
}

#[test]
fn an_open_complex_value_keeps_the_derived_type_that_its_tag_names() {
    let text = r##"{"@odata.type":"#contoso.message","title":"t","a":1}"##;
    let fields: Fields = from_str(text).unwrap();
    assert_eq!(
        fields.more["@odata.type"].as_str(),
        r##""#contoso.message""##
    );
    assert_eq!(to_string(&fields).unwrap(), text);
    let plain: Fields = from_str(r##"{"@odata.type":"#contoso.fields","title":"t"}"##).unwrap();
    assert!(plain.more.is_empty());
}

#[test]
fn a_member_taken_out_of_an_untyped_value_is_sent_as_null() {
    for property in ["raw", "value", "unknown"] {
        let of = |json: &str| format!(r#"{{"{property}":{json}}}"#);
        let changes = |before: &str, after: &str| changes::<Task>(&of(before), &of(after));
        let patch =
            |json: &str| format!(r##"{{"@odata.type":"#contoso.task","{property}":{json}}}"##);
        assert_eq!(
            changes(
                r#"{"a":1,"b":2,"c":{"d":1,"e":[1]}}"#,
                r#"{"a":1,"c":{"e":[2]}}"#
            ),
            patch(r#"{"c":{"e":[2],"d":null},"b":null}"#)
        );
        assert_eq!(
            changes(
                r##"{"@odata.type":"#t","a":1}"##,
                r##"{"@odata.type":"#t","a":2}"##
            ),
            patch(r##"{"@odata.type":"#t","a":2}"##)
        );
        assert_eq!(
            changes(
                r##"{"@odata.type":"#t","a":1}"##,
                r##"{"@odata.type":"#u","b":2}"##
            ),
            patch(r##"{"@odata.type":"#u","b":2}"##)
        );
        assert_eq!(
            changes(r#"{"a":{ "b": 1 }}"#, r#"{"a":{"b":1}}"#),
            r##"{"@odata.type":"#contoso.task"}"##
        );
    }
    assert_eq!(
        changes::<Task>(
            r##"{"raw":{"adele@contoso.com":1,"q":1,"q@odata.type":"#Int64","@x.y":1,"#c":1}}"##,
            r##"{"raw":{"q":2,"q@odata.type":"#Int64","#c":2}}"##,
        ),
        r##"{"@odata.type":"#contoso.task","raw":{"q@odata.type":"#Int64","q":2,"#c":2,"adele@contoso.com":null}}"##
    );
    assert_eq!(
        changes::<Task>(r#"{"raw":[1]}"#, r#"{"raw":{"a":1}}"#),
        r##"{"@odata.type":"#contoso.task","raw":{"a":1}}"##
    );
}

#[test]
fn a_change_inside_a_dictionary_is_merged_like_any_other() {
    assert_eq!(
        changes::<Task>(
            r#"{"assignments":{"u1":{"orderHint":"a","note":"n"},"u2":{"orderHint":"b"},"u3":{}}}"#,
            r#"{"assignments":{"u1":{"orderHint":"a"},"u2":{"orderHint":"b"},"u4":{"note":"m"}}}"#,
        ),
        concat!(
            r##"{"@odata.type":"#contoso.task","assignments":{"@odata.type":"#contoso.assignments","##,
            r##""u1":{"@odata.type":"#contoso.assignment","note":null},"##,
            r##""u4":{"@odata.type":"#contoso.assignment","note":"m"},"u3":null}}"##
        )
    );
}

#[test]
fn a_deep_untyped_value_is_sent_whole() {
    let deep = |leaf: u32| {
        format!(
            "{}{leaf}{}",
            r#"{"a":"#.repeat(100_000),
            "}".repeat(100_000)
        )
    };
    let task = |leaf| Task {
        raw: Some(deep(leaf).parse().unwrap()),
        ..Task::default()
    };
    let patch = to_string(&task(2).changes_since(&task(1))).unwrap();
    assert_eq!(
        patch,
        format!(r##"{{"@odata.type":"#contoso.task","raw":{}}}"##, deep(2))
    );
}

#[test]
fn an_annotation_is_sent_only_with_a_property_that_changed() {
    assert_eq!(
        changes::<Group>(
            r#"{"fields":{"a@contoso.unit":"m","a":1,"b@contoso.unit":"s","b":{"c":1,"d":1}}}"#,
            r#"{"fields":{"a@contoso.unit":"m","a":1,"b@contoso.unit":"s","b":{"c":2,"d":1}}}"#,
        ),
        concat!(
            r##"{"@odata.type":"#contoso.group","fields":{"@odata.type":"#contoso.fields","##,
            r#""b":{"c":2},"b@contoso.unit":"s"}}"#
        )
    );
}

#[test]
fn an_annotation_that_changed_in_part_is_merged_like_a_property() {
    assert_eq!(
        changes::<Group>(
            r#"{"fields":{"a@contoso.range":{"from":1,"to":5},"a":1}}"#,
            r#"{"fields":{"a@contoso.range":{"from":2,"to":5},"a":3}}"#,
        ),
        concat!(
            r##"{"@odata.type":"#contoso.group","fields":{"@odata.type":"#contoso.fields","##,
            r#""a":3,"a@contoso.range":{"from":2}}}"#
        )
    );
}

#[test]
fn an_annotation_that_is_gone_is_not_cleared() {
    assert_eq!(
        changes::<Group>(
            r#"{"fields":{"@contoso.note":"n","a@contoso.unit":"m","a":1}}"#,
            r#"{"fields":{"a":2}}"#,
        ),
        r##"{"@odata.type":"#contoso.group","fields":{"@odata.type":"#contoso.fields","a":2}}"##
    );
}

#[test]
fn the_tag_of_an_open_value_is_not_a_property_of_it() {
    assert_eq!(
        changes::<Group>(
            r##"{"fields":{"@odata.type":"#contoso.message","title":"t","a@odata.context":"c","a":1}}"##,
            r##"{"fields":{"@odata.type":"#contoso.post","title":"u","a@odata.context":"d","a":1}}"##,
        ),
        r##"{"@odata.type":"#contoso.group","fields":{"@odata.type":"#contoso.post","title":"u"}}"##
    );
}

#[test]
fn the_order_of_members_in_an_untyped_value_is_not_a_change() {
    for property in ["raw", "unknown"] {
        assert_eq!(
            changes::<Task>(
                &format!(r#"{{"{property}":{{"a":{{"x":1,"y":2}},"b":1}}}}"#),
                &format!(r#"{{"{property}":{{"b":2,"a":{{"y":2,"x":1}}}}}}"#),
            ),
            format!(r##"{{"@odata.type":"#contoso.task","{property}":{{"b":2}}}}"##)
        );
    }
}

#[test]
fn an_operation_in_an_untyped_value_is_never_sent() {
    let without = r#"{"raw":{"a":1}}"#;
    let with = r##"{"raw":{"a":1,"#contoso.go":{"target":"u"},"#contoso.stop":[{}]}}"##;
    let nothing = r##"{"@odata.type":"#contoso.task"}"##;
    assert_eq!(changes::<Task>(without, with), nothing);
    assert_eq!(changes::<Task>(with, without), nothing);
}

#[test]
fn an_untyped_value_is_merged_down_to_a_limit() {
    // The object itself is the first level.
    let task = |levels: usize, leaf: u32| {
        let deep = [&"[".repeat(levels - 1), "]".repeat(levels - 1).as_str()].concat();
        let raw = format!(r#"{{"a":{{"b":{leaf},"c":0}},"deep":{deep}}}"#);
        Task {
            raw: Some(raw.parse().unwrap()),
            ..Task::default()
        }
    };
    let raw = |levels| to_string(&task(levels, 2).changes_since(&task(levels, 1))).unwrap();
    let sent = |raw: &str| format!(r##"{{"@odata.type":"#contoso.task","raw":{raw}}}"##);
    assert_eq!(raw(128), sent(r#"{"a":{"b":2}}"#));
    assert_eq!(raw(129), sent(r#"{"a":{"b":2,"c":0}}"#));
}
