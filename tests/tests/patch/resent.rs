//! A tracked entity sends a changed collection again, with the members that the model does not know.

use std::collections::BTreeMap;

use graph_model::http::{FromResponse, Page};
use graph_model::{
    Endpoint, Entity, Tracked, UnknownObject, Updated, graph_complex, graph_entity, graph_union,
};
use http::Response;
use serde_json::{from_str, to_string};

#[graph_complex(odata = "contoso.setting")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Setting {
    pub name: Option<String>,
    pub note: Option<String>,
    pub parts: Vec<Part>,
}

#[graph_complex(odata = "contoso.part", tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    #[graph(key)]
    pub number: Option<i32>,
    pub text: Option<String>,
}

#[graph_complex(odata = "contoso.integerSetting", base = Setting)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IntegerSetting {
    pub value: Option<i32>,
}

#[graph_union]
#[derive(Clone, Debug, PartialEq)]
pub enum AnySetting {
    Setting(Setting),
    Integer(IntegerSetting),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

#[graph_entity(odata = "contoso.config", path = "/configs/{configId}")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    pub settings: Vec<Setting>,
    pub any: Vec<AnySetting>,
    pub main: Option<Setting>,
    pub one: Option<AnySetting>,
}

/// Collections of entities whose types may be unknown.
#[graph_entity(odata = "contoso.shelf", path = "/shelves/{shelfId}")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shelf {
    #[graph(additional)]
    pub collections: BTreeMap<String, Vec<Entity>>,
}

#[graph_entity(odata = "contoso.account", base = none, path = "/accounts({id})")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Account {
    #[graph(key, name = "accountid", edm = Guid)]
    pub id: Option<String>,
    pub name: Option<String>,
}

#[graph_entity(odata = "contoso.noted", base = none, path = "/noted('{id}')")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Noted {
    #[graph(key)]
    pub id: Option<String>,
    #[graph(annotation = "@odata.etag")]
    pub version: Option<String>,
    pub name: Option<String>,
}

fn tracked(text: &str) -> Tracked<Config> {
    from_str(text).unwrap()
}

fn sent(config: &Tracked<Config>) -> String {
    to_string(config.changes().unwrap().patch()).unwrap()
}

fn patch(members: &str) -> String {
    format!(r##"{{"@odata.type":"#contoso.config",{members}}}"##)
}

#[test]
fn an_item_that_did_not_change_is_sent_as_it_came() {
    let mut config = tracked(
        r##"{"settings":[{"@odata.type":"#contoso.later","name":"a","value":7},{"name":"b","x":[ 1 ],"#contoso.go":{}},{"name":"c"}]}"##,
    );
    config.settings.remove(2);
    assert_eq!(
        sent(&config),
        patch(
            r##""settings":[{"@odata.type":"#contoso.later","name":"a","value":7},{"name":"b","x":[1]}]"##
        )
    );
    config.settings.swap(0, 1);
    assert_eq!(
        sent(&config),
        patch(
            r##""settings":[{"name":"b","x":[1]},{"@odata.type":"#contoso.later","name":"a","value":7}]"##
        )
    );
}

#[test]
fn a_changed_item_is_merged_into_what_it_was() {
    let mut config = tracked(
        r##"{"settings":[{"@odata.type":"#contoso.later","note@x.y":1,"name":"a","value":7,"note":"n"},{"name":"b","value":8}]}"##,
    );
    config.settings[0].note = None;
    config.settings[1].note = Some("m".into());
    config.settings.insert(
        0,
        Setting {
            name: Some("new".into()),
            ..Setting::default()
        },
    );
    assert_eq!(
        sent(&config),
        patch(concat!(
            r##""settings":[{"@odata.type":"#contoso.setting","name":"new","parts":[]},"##,
            r##"{"@odata.type":"#contoso.later","name":"a","value":7},{"name":"b","value":8,"note":"m"}]"##
        ))
    );
}

#[test]
fn collections_inside_items_and_values_are_merged_too() {
    let mut config = tracked(
        r##"{"settings":[{"name":"a","parts":[{"number":1,"text":"x","u":1},{"number":2,"u":2}]}],"main":{"name":"m","v":1,"parts":[{"number":3,"u":3},null]},"any":[{"@odata.type":"#contoso.integerSetting","value":1,"u":4},{"@odata.type":"#contoso.later","u":5}],"one":{"@odata.type":"#contoso.integerSetting","parts":[{"number":6,"u":6}],"u":7}}"##,
    );
    config.settings[0].parts.swap(0, 1);
    config.settings[0].parts[1].text = None;
    config.main.as_mut().unwrap().parts[0].text = Some("y".into());
    let AnySetting::Integer(any) = &mut config.any[0] else {
        panic!("another variant");
    };
    any.value = Some(2);
    let Some(AnySetting::Integer(one)) = &mut config.one else {
        panic!("another variant");
    };
    one.parts[0].number = Some(60);
    assert_eq!(
        sent(&config),
        patch(concat!(
            r##""settings":[{"name":"a","parts":[{"number":2,"u":2},{"number":1,"u":1}]}],"##,
            r##""any":[{"@odata.type":"#contoso.integerSetting","value":2,"u":4},{"@odata.type":"#contoso.later","u":5}],"##,
            r##""main":{"@odata.type":"#contoso.setting","parts":[{"number":3,"u":3,"text":"y"}]},"##,
            r##""one":{"@odata.type":"#contoso.integerSetting","parts":[{"number":60}]}"##
        ))
    );
}

#[test]
fn an_item_with_another_key_is_another_item() {
    let mut config = tracked(
        r#"{"main":{"parts":[{"number":1,"text":"x","u":1},{"number":2,"text":"y","u":2}]}}"#,
    );
    let parts = &mut config.main.as_mut().unwrap().parts;
    parts[0].number = Some(3);
    parts[1].text = Some("x".into());
    assert_eq!(
        sent(&config),
        patch(
            r##""main":{"@odata.type":"#contoso.setting","parts":[{"number":3,"text":"x"},{"number":2,"text":"x","u":2}]}"##
        )
    );
}

#[test]
fn without_the_text_a_collection_that_would_lose_members_is_not_sent() {
    let text = r##"{"entities":[{"@odata.type":"#contoso.later","id":"1","value":7},{"id":"2"}]}"##;
    let mut shelf: Tracked<Shelf> = Tracked::new(from_str(text).unwrap());
    shelf.collections.get_mut("entities").unwrap()[1].id = Some("3".into());
    let request = shelf.changes().unwrap().at(&ShelfPath { shelf_id: "s" });
    assert_eq!(
        request.build(&Endpoint::V1_0).unwrap_err().to_string(),
        "the value of `entities` cannot be written: an item is of the type `contoso.later`, which the model does not know, \
         and would lose members; read the entity as a `Tracked` one, or make the items a union"
    );
    let mut shelf: Tracked<Shelf> = from_str(text).unwrap();
    shelf.collections.get_mut("entities").unwrap()[1].id = Some("3".into());
    assert_eq!(
        to_string(shelf.changes().unwrap().patch()).unwrap(),
        r##"{"@odata.type":"#contoso.shelf","entities":[{"@odata.type":"#contoso.later","id":"1","value":7},{"@odata.type":"#microsoft.graph.entity","id":"3"}]}"##
    );
}

#[test]
fn a_tracked_entity_is_written_as_it_came_with_its_changes() {
    let text = r##"{"@odata.context":"c","later":{"a":[1.10]},"settings":[{"name":"a","u":1}],"members@odata.nextLink":"n"}"##;
    let mut config = tracked(text);
    assert_eq!(to_string(&config).unwrap(), text);
    config.settings[0].name = Some("b".into());
    config.main = Some(Setting::default());
    assert_eq!(
        to_string(&config).unwrap(),
        r##"{"@odata.context":"c","later":{"a":[1.10]},"settings":[{"name":"b","u":1}],"members@odata.nextLink":"n","main":{"@odata.type":"#contoso.setting","parts":[]}}"##
    );
}

#[test]
fn the_next_changes_build_on_what_was_saved() {
    let mut config =
        tracked(r##"{"@odata.etag":"1","settings":[{"name":"a","u":1},{"name":"b","u":2}]}"##);
    config.settings[0].name = Some("A".into());
    config.saved(Updated::NoContent {
        etag: Some("2".into()),
    });
    assert_eq!(config.etag(), Some("2"));
    assert!(config.changes().is_none());
    config.settings[1].name = Some("B".into());
    assert_eq!(
        sent(&config),
        patch(r##""settings":[{"name":"A","u":1},{"name":"B","u":2}]"##)
    );
}

#[test]
fn if_match_is_sent_for_every_type_whose_response_had_an_etag() {
    let endpoint = Endpoint::new("https://contoso.example/api");
    let response = |body: &'static str| Response::new(body);
    for body in [
        r#"{"@odata.etag":"W/\"7\"","accountid":"a","name":"n"}"#,
        r#"{"@etag":"W/\"7\"","accountid":"a","name":"n"}"#,
        r#"{"accountid":"a","name":"n","@odata.etag":"W/\"7\""}"#,
        r#"{"@odata.context":"c","value":{"@odata.etag":"W/\"7\"","accountid":"a"}}"#,
        r#"{"@odata.context":"c","@odata.etag":"W/\"7\"","value":{"accountid":"a"}}"#,
    ] {
        let mut account = Tracked::<Account>::from_response(response(body)).unwrap();
        account.name = Some("m".into());
        let request = account.changes().unwrap().at(&AccountPath { id: "a" });
        let request = request.build(&endpoint).unwrap();
        assert_eq!(request.headers()["if-match"], "W/\"7\"", "{body}");
        let updated = Account::from_response(response(body)).unwrap();
        assert_eq!(updated.etag(), Some("W/\"7\""), "{body}");
    }
    let body = r#"{"@etag":"W/\"7\"","id":"a"}"#;
    let mut noted = Tracked::<Noted>::new(from_str(body).unwrap());
    assert_eq!(noted.version.as_deref(), Some("W/\"7\""));
    noted.name = Some("m".into());
    let request = noted.changes().unwrap().at(&NotedPath { id: "a" });
    assert_eq!(
        request.build(&endpoint).unwrap().headers()["if-match"],
        "W/\"7\""
    );
    let page: Page<Tracked<Account>> =
        from_str(r#"{"value":[{"@odata.etag":"1","name":"n"},{"name":"o"}]}"#).unwrap();
    let etags: Vec<_> = page.value.iter().map(Tracked::etag).collect();
    assert_eq!(etags, [Some("1"), None]);
}

#[graph_complex(odata = "contoso.pair", tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pair {
    #[graph(key)]
    pub a: Option<i32>,
    #[graph(key)]
    pub b: Option<i32>,
    pub text: Option<String>,
}

#[graph_entity(odata = "contoso.lists", base = none, tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lists {
    pub pairs: Vec<Pair>,
    pub parts: Vec<Part>,
    pub free: Option<Vec<Free>>,
}

#[graph_complex(odata = "contoso.free", tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Free {
    pub name: Option<String>,
    pub kind: Option<String>,
}

fn lists(text: &str, change: impl FnOnce(&mut Lists)) -> String {
    let mut lists: Tracked<Lists> = from_str(text).unwrap();
    change(&mut lists);
    match to_string(lists.changes().unwrap().patch()) {
        Ok(json) => json,
        Err(error) => error.to_string(),
    }
}

#[test]
fn every_part_of_a_key_counts() {
    assert_eq!(
        lists(
            r#"{"pairs":[{"a":1,"b":1,"text":"p","x":"of 1"},{"a":1,"b":2,"text":"q","x":"of 2"}]}"#,
            |lists| {
                lists.pairs.remove(0);
                lists.pairs[0].text = Some("r".into());
            }
        ),
        r#"{"pairs":[{"a":1,"b":2,"text":"r","x":"of 2"}]}"#
    );
}

#[test]
fn an_item_without_a_key_is_not_one_that_had_a_key() {
    assert_eq!(
        lists(r#"{"parts":[{"number":1,"text":"a","x":1}]}"#, |lists| {
            lists.parts[0] = Part {
                text: Some("a".into()),
                ..Part::default()
            };
        }),
        r#"{"parts":[{"text":"a"}]}"#
    );
}

#[test]
fn any_number_of_items_is_recognized_by_their_keys() {
    let items: Vec<String> = (0..3_000)
        .map(|number| format!(r#"{{"number":{number},"text":"a","x":{number}}}"#))
        .collect();
    let json = lists(&format!(r#"{{"parts":[{}]}}"#, items.join(",")), |lists| {
        for part in &mut lists.parts {
            part.text = Some("b".into());
        }
        lists.parts.reverse();
        lists.parts.pop();
    });
    assert!(json.starts_with(r#"{"parts":[{"number":2999,"text":"b","x":2999},"#));
    assert_eq!(json.matches(r#""x":"#).count(), 2_999);
}

#[test]
fn a_deep_member_does_not_keep_others_from_being_kept() {
    let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
    assert_eq!(
        lists(
            &format!(r#"{{"parts":[{{"number":1,"x":7,"deep":{deep}}}],"deep":{deep}}}"#),
            |lists| lists.parts.push(Part {
                number: Some(2),
                ..Part::default()
            })
        ),
        format!(r#"{{"parts":[{{"number":1,"x":7,"deep":{deep}}},{{"number":2}}]}}"#)
    );
}

#[test]
fn items_that_could_be_one_another_are_not_mixed_up() {
    let text =
        r#"{"free":[{"name":"a","kind":"u","x":"of a"},{"name":"b","kind":"u","x":"of b"}]}"#;
    let unclear = lists(text, |lists| {
        let free = lists.free.as_mut().unwrap();
        free.remove(0);
        free[0].name = Some("c".into());
    });
    assert_eq!(
        unclear,
        "the value of `free` cannot be written: items were added or removed, and others changed, so it is not clear \
         which item came with the members that the model does not know; mark a key with `#[graph(key)]`, or send the \
         changes one by one"
    );
    let in_place = lists(text, |lists| {
        let free = lists.free.as_mut().unwrap();
        free[0].name = Some("c".into());
        free[1].name = Some("d".into());
    });
    assert_eq!(
        in_place,
        r#"{"free":[{"name":"c","kind":"u","x":"of a"},{"name":"d","kind":"u","x":"of b"}]}"#
    );
    let known = lists(
        &text
            .replace(r#","x":"of a""#, "")
            .replace(r#","x":"of b""#, ""),
        |lists| {
            let free = lists.free.as_mut().unwrap();
            free.remove(0);
            free[0].name = Some("c".into());
        },
    );
    assert_eq!(known, r#"{"free":[{"name":"c","kind":"u"}]}"#);
}

#[test]
fn items_that_the_model_cannot_tell_apart_keep_their_order_and_are_not_removed() {
    let text = r#"{"free":[{"name":"a"},{"name":"b","x":1},{"name":"b","x":2}]}"#;
    let first_removed = lists(text, |lists| {
        lists.free.as_mut().unwrap().remove(0);
    });
    assert_eq!(
        first_removed,
        r#"{"free":[{"name":"b","x":1},{"name":"b","x":2}]}"#
    );
    let twin_removed = lists(text, |lists| {
        lists.free.as_mut().unwrap().remove(1);
    });
    assert!(
        twin_removed.starts_with("the value of `free` cannot be written: items were added"),
        "{twin_removed}"
    );
    let twin_changed_in_place = lists(text, |lists| {
        lists.free.as_mut().unwrap()[2].name = Some("c".into());
    });
    assert_eq!(
        twin_changed_in_place,
        r#"{"free":[{"name":"a"},{"name":"b","x":1},{"name":"c","x":2}]}"#
    );
}

#[test]
fn an_unchanged_entity_is_written_as_it_came() {
    let text = r##"{ "#go": {"target":"u"}, "parts": [ {"number": 1} ] }"##;
    let lists: Tracked<Lists> = from_str(text).unwrap();
    assert_eq!(to_string(&lists).unwrap(), text.replace(' ', ""));
}
