//! The items of a changed collection: which item each one was before, and so which members that the
//! model does not know are sent again with it.

use std::collections::BTreeMap;

use graph_model::{
    Entity, RawJson, Tracked, UnknownObject, graph_complex, graph_entity, graph_union,
};
use serde_json::{from_str, to_string};

#[graph_complex(odata = "contoso.rule", tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rule {
    pub name: Option<String>,
    pub kind: Option<String>,
    pub colour: Option<String>,
}

#[graph_complex(odata = "contoso.folder", tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Folder {
    #[graph(key)]
    pub number: Option<i32>,
    pub name: Option<String>,
    pub action: Option<AnyAction>,
}

#[graph_complex(odata = "contoso.action", tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Action {
    pub name: Option<String>,
}

#[graph_complex(odata = "contoso.moveAction", base = Action)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MoveAction {
    pub target: Option<String>,
}

#[graph_union]
#[derive(Clone, Debug, PartialEq)]
pub enum AnyAction {
    Action(Action),
    Move(MoveAction),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

#[graph_complex(odata = "contoso.field", tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Field {
    #[graph(key)]
    pub number: Option<i32>,
    #[graph(additional)]
    pub more: BTreeMap<String, RawJson>,
}

#[graph_complex(odata = "contoso.label", tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Label {
    pub id: Option<String>,
    pub text: Option<String>,
}

/// An item whose `id` is a number, which is not a key unless the model marks it.
#[graph_complex(odata = "contoso.slot", tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Slot {
    pub id: Option<i32>,
    pub text: Option<String>,
}

#[graph_entity(odata = "contoso.mailbox", base = none, tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mailbox {
    pub rules: Option<Vec<Rule>>,
    pub folders: Option<Vec<Folder>>,
    pub actions: Option<Vec<AnyAction>>,
    pub fields: Option<Vec<Field>>,
    pub labels: Option<Vec<Label>>,
    pub slots: Option<Vec<Slot>>,
    #[graph(additional)]
    pub collections: BTreeMap<String, Vec<Entity>>,
}

/// Returns the patch, or the reason that nothing is sent.
fn sent(before: &str, change: impl FnOnce(&mut Mailbox)) -> String {
    let mut mailbox: Tracked<Mailbox> = from_str(before).unwrap();
    change(&mut mailbox);
    match to_string(mailbox.changes().unwrap().patch()) {
        Ok(json) => json,
        Err(error) => error.to_string(),
    }
}

/// Sends the collection `rules` after it was replaced.
fn rules(before: &str, after: &[(&str, &str, &str)]) -> String {
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    sent(&format!(r#"{{"rules":{before}}}"#), |mailbox| {
        let rules = after.iter().map(|(name, kind, colour)| Rule {
            name: text(name),
            kind: text(kind),
            colour: text(colour),
        });
        mailbox.rules = Some(rules.collect());
    })
}

/// The reason that the rules are not sent.
const UNCLEAR: &str = "the value of `rules` cannot be written: items were added or removed, and others changed, so it is not \
                       clear which item came with the members that the model does not know; mark a key with \
                       `#[graph(key)]`, or send the changes one by one";

#[test]
fn an_item_that_took_the_place_of_a_moved_one_gets_nothing_from_it() {
    let json = sent(
        r#"{"folders":[{"number":1,"name":"a","x":1},{"number":2,"name":"b","x":2}]}"#,
        |mailbox| {
            let folder = |number, name: &str| Folder {
                number: Some(number),
                name: Some(name.into()),
                action: None,
            };
            mailbox.folders = Some(vec![folder(3, "c"), folder(1, "z")]);
        },
    );
    assert_eq!(
        json,
        r#"{"folders":[{"number":3,"name":"c"},{"number":1,"name":"z","x":1}]}"#
    );
}

#[test]
fn an_item_that_moved_does_not_lend_its_members_to_a_similar_one() {
    assert_eq!(
        rules(
            r#"[{"name":"a","kind":"u","x":1},{"name":"b","kind":"v","x":2}]"#,
            &[("a", "w", ""), ("a", "u", "")]
        ),
        r#"{"rules":[{"name":"a","kind":"w"},{"name":"a","kind":"u","x":1}]}"#
    );
}

#[test]
fn items_that_have_nothing_in_common_with_any_before_are_new() {
    assert_eq!(
        rules(
            r#"[{"name":"a","kind":"u","x":1}]"#,
            &[("b", "v", ""), ("c", "w", "")]
        ),
        r#"{"rules":[{"name":"b","kind":"v"},{"name":"c","kind":"w"}]}"#
    );
}

#[test]
fn two_items_that_could_both_be_the_one_before_are_unclear() {
    let after = [("b", "u", ""), ("c", "u", "")];
    assert_eq!(rules(r#"[{"name":"a","kind":"u","x":1}]"#, &after), UNCLEAR);
    assert_eq!(
        rules(r#"[{"name":"a","kind":"u"}]"#, &after),
        r#"{"rules":[{"name":"b","kind":"u"},{"name":"c","kind":"u"}]}"#
    );
}

#[test]
fn an_item_before_becomes_one_item_and_no_other() {
    // Null, which the model does not tell apart from absence, shows which item was merged.
    let null = r#"{"name":null,"kind":"u","colour":"c"}"#;
    assert_eq!(
        rules(&format!("[{null}]"), &[("", "u", "d"), ("", "u", "e")]),
        r#"{"rules":[{"name":null,"kind":"u","colour":"d"},{"kind":"u","colour":"e"}]}"#
    );
    assert_eq!(
        rules(
            &format!(r#"[{null},{{"kind":"u","colour":"d"}}]"#),
            &[("", "u", "e")]
        ),
        r#"{"rules":[{"name":null,"kind":"u","colour":"e"}]}"#
    );
}

#[test]
fn an_item_that_was_recognised_is_not_compared_with_less_similar_ones() {
    let before = concat!(
        r#"[{"name":"a","kind":"u","colour":"c","x":1},"#,
        r#"{"name":"b","kind":"u","colour":"d","x":2},"#,
        r#"{"name":"c","kind":"u","colour":"e","x":3}]"#
    );
    assert_eq!(
        rules(before, &[("a", "u", "z")]),
        r#"{"rules":[{"name":"a","kind":"u","colour":"z","x":1}]}"#
    );
}

#[test]
fn one_of_two_equal_items_is_not_removed_if_either_has_unknown_members() {
    for before in [
        r#"[{"name":"a"},{"name":"a","x":1}]"#,
        r#"[{"name":"a","x":1},{"name":"a"}]"#,
        r#"[{"name":"a","x":1},{"name":"a","x":2}]"#,
    ] {
        assert_eq!(rules(before, &[("a", "", "")]), UNCLEAR, "{before}");
    }
    assert_eq!(
        rules(r#"[{"name":"a"},{"name":"a"}]"#, &[("a", "", "")]),
        r#"{"rules":[{"name":"a"}]}"#
    );
}

#[test]
fn the_tag_of_another_type_is_an_unknown_member() {
    let before = |tag: &str| {
        let item =
            |name: &str| format!(r##"{{"@odata.type":"#{tag}","name":"{name}","kind":"u"}}"##);
        format!("[{},{}]", item("a"), item("b"))
    };
    let after = [("c", "u", "")];
    assert_eq!(rules(&before("contoso.laterRule"), &after), UNCLEAR);
    assert_eq!(
        rules(&before("contoso.rule"), &after),
        r##"{"rules":[{"@odata.type":"#contoso.rule","name":"c","kind":"u"}]}"##
    );
}

#[test]
fn an_item_that_changed_its_type_is_a_new_item() {
    let json = sent(
        r#"{"actions":[{"name":"a","x":1},{"name":"b","y":2}]}"#,
        |mailbox| {
            mailbox.actions.as_mut().unwrap()[0] = AnyAction::Move(MoveAction {
                base: Action {
                    name: Some("a".into()),
                },
                target: Some("t".into()),
            });
        },
    );
    assert_eq!(
        json,
        r##"{"actions":[{"@odata.type":"#contoso.moveAction","name":"a","target":"t"},{"name":"b","y":2}]}"##
    );
    let json = sent(
        r##"{"members":[{"@odata.type":"#contoso.user","id":"1","x":1},{"id":"2","y":2}]}"##,
        |mailbox| {
            mailbox.collections.get_mut("members").unwrap()[0].derived_type =
                Some("contoso.group".into());
        },
    );
    assert_eq!(
        json,
        r##"{"members":[{"@odata.type":"#contoso.group","id":"1"},{"id":"2","y":2}]}"##
    );
}

#[test]
fn a_value_inside_an_item_that_changed_its_type_is_written_whole() {
    let json = sent(
        r#"{"folders":[{"number":1,"action":{"name":"a","x":1},"y":2},{"number":2,"z":3}]}"#,
        |mailbox| {
            let folders = mailbox.folders.as_mut().unwrap();
            folders[0].action = Some(AnyAction::Move(MoveAction {
                base: Action {
                    name: Some("a".into()),
                },
                target: Some("t".into()),
            }));
        },
    );
    assert_eq!(
        json,
        concat!(
            r##"{"folders":[{"number":1,"action":{"@odata.type":"#contoso.moveAction","name":"a","target":"t"},"y":2},"##,
            r#"{"number":2,"z":3}]}"#
        )
    );
}

#[test]
fn dynamic_properties_of_an_item_come_and_go() {
    let json = sent(
        r#"{"fields":[{"number":1,"a":1,"a@contoso.unit":"m","b":2.0}]}"#,
        |mailbox| {
            let more = &mut mailbox.fields.as_mut().unwrap()[0].more;
            more.remove("a");
            more.insert("c".into(), RawJson::from("new"));
        },
    );
    assert_eq!(json, r#"{"fields":[{"number":1,"b":2.0,"c":"new"}]}"#);
}

#[test]
fn null_among_the_items_does_not_shift_them() {
    let json = sent(
        r#"{"folders":[null,{"number":1,"x":1},null,{"number":2,"x":2}]}"#,
        |mailbox| mailbox.folders.as_mut().unwrap()[1].name = Some("n".into()),
    );
    assert_eq!(
        json,
        r#"{"folders":[{"number":1,"x":1},{"number":2,"x":2,"name":"n"}]}"#
    );
}

#[test]
fn an_id_that_is_a_string_is_a_key_and_a_number_is_not() {
    // The text alone would make it the second label.
    let json = sent(
        r#"{"labels":[{"id":"1","text":"a","x":1},{"id":"2","text":"b","x":2}]}"#,
        |mailbox| {
            mailbox.labels = Some(vec![Label {
                id: Some("1".into()),
                text: Some("b".into()),
            }]);
        },
    );
    assert_eq!(json, r#"{"labels":[{"id":"1","text":"b","x":1}]}"#);
    let json = sent(r#"{"slots":[{"id":1,"text":"a","x":1}]}"#, |mailbox| {
        mailbox.slots.as_mut().unwrap()[0].id = Some(2);
    });
    assert_eq!(json, r#"{"slots":[{"id":2,"text":"a","x":1}]}"#);
}
