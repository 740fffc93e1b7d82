//! Control information is read with and without the prefix `odata.` (OData JSON Format 4.01, section
//! 4.5).

use graph_model::{Entity, UnknownObject, graph_complex, graph_entity, graph_union};
use serde_json::{from_str, to_string};

#[graph_complex(odata = "contoso.target")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Target {}

#[graph_complex(odata = "contoso.groupTarget", base = Target)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GroupTarget {
    pub group_id: Option<String>,
}

#[graph_union]
#[derive(Clone, Debug, PartialEq)]
pub enum AnyTarget {
    Target(Target),
    Group(GroupTarget),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

#[graph_entity(odata = "contoso.group")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    #[graph(annotation = "members@odata.nextLink")]
    pub more: Option<String>,
    #[graph(annotation = "@count")]
    pub count: Option<i32>,
}

#[test]
fn a_union_finds_its_variant_by_either_spelling_of_the_tag_in_any_position() {
    for json in [
        r##"{"@type":"#contoso.groupTarget","groupId":"g"}"##,
        r##"{"groupId":"g","@type":"contoso.groupTarget"}"##,
        r##"{"groupId":"g","@odata.type":"#CONTOSO.groupTarget"}"##,
    ] {
        let AnyTarget::Group(group) = from_str(json).unwrap() else {
            panic!("another variant: {json}");
        };
        assert_eq!(group.group_id.as_deref(), Some("g"));
    }
}

#[test]
fn an_unknown_object_keeps_the_spelling_of_its_tag() {
    let json = r##"{"@type":"#contoso.later","a":1}"##;
    let AnyTarget::Unknown(object) = from_str(json).unwrap() else {
        panic!("another variant");
    };
    assert_eq!(object.type_name().as_deref(), Some("contoso.later"));
    assert_eq!(to_string(&object).unwrap(), json);
}

#[test]
fn the_etag_and_the_derived_type_of_an_entity_are_read_in_either_spelling() {
    let short: Entity = from_str(r##"{"@type":"#contoso.x","@etag":"1","id":"4f"}"##).unwrap();
    let long: Entity =
        from_str(r##"{"@odata.type":"#contoso.x","@odata.etag":"1","id":"4f"}"##).unwrap();
    assert_eq!(short, long);
    assert_eq!(short.etag.as_deref(), Some("1"));
    assert_eq!(short.derived_type.as_deref(), Some("contoso.x"));
}

#[test]
fn a_declared_annotation_is_read_in_either_spelling() {
    let expected = Group {
        more: Some("n".into()),
        count: Some(7),
        ..Group::default()
    };
    for json in [
        r#"{"members@nextLink":"n","@odata.count":7}"#,
        r#"{"members@odata.nextLink":"n","@count":"7"}"#,
    ] {
        assert_eq!(from_str::<Group>(json).unwrap(), expected, "{json}");
    }
    let twice = from_str::<Group>(r#"{"members@nextLink":"n","members@odata.nextLink":"n"}"#);
    assert_eq!(
        twice.unwrap_err().to_string(),
        "member `members@odata.nextLink` occurs twice in a `contoso.group` at line 1 column 48"
    );
}
