//! The rules by which names on the wire follow from the names of fields, variants and parameters.

use graph_model::{Endpoint, graph_action, graph_complex, graph_entity, graph_enum};
use serde_json::json;

#[graph_enum(odata = "contoso.Colour", rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Colour {
    DarkRed,
    #[graph(name = "Blue")]
    Blue,
    #[graph(unknown)]
    Other(String),
}

#[graph_complex(odata = "contoso.Address", rename_all = "none")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Address {
    pub address1_line: Option<String>,
    #[graph(name = "request-id")]
    pub request_id: Option<String>,
}

#[graph_entity(
    odata = "contoso.Person",
    base = none,
    path = "/People('{UserName}')",
    rename_all = "PascalCase"
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Person {
    #[graph(key)]
    pub user_name: Option<String>,
    pub favourite_colour: Option<Colour>,
    pub home_address: Option<Address>,
    #[graph(name = "ID")]
    pub id: Option<i32>,
    #[graph(navigation)]
    pub best_friend: Option<Box<Person>>,
    #[graph(annotation = "@odata.etag")]
    pub etag: Option<String>,
}

#[graph_action(odata = "contoso.Greet", on = Person, rename_all = "snake_case")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Greet {
    pub how_loud: Option<i32>,
}

#[test]
fn names_follow_the_rule_of_the_type_unless_they_are_given() {
    let text = json!({
        "@odata.type": "#contoso.Person",
        "UserName": "ada",
        "FavouriteColour": "DARK_RED",
        "HomeAddress": {
            "@odata.type": "#contoso.Address",
            "address1_line": "Main",
            "request-id": "7"
        },
        "ID": 1,
        "@odata.etag": "W/\"1\""
    });
    let person: Person = serde_json::from_value(text.clone()).unwrap();
    assert_eq!(person.favourite_colour, Some(Colour::DarkRed));
    assert_eq!(person.etag.as_deref(), Some("W/\"1\""));
    let mut written = serde_json::to_value(&person).unwrap();
    written["@odata.etag"] = json!("W/\"1\"");
    assert_eq!(written, text);
    assert_eq!(serde_json::to_value(Colour::Blue).unwrap(), json!("Blue"));
}

#[test]
fn patches_queries_and_parameters_have_the_same_names() {
    let endpoint = Endpoint::new("https://contoso.example");
    let path = PersonPath { user_name: "ada" };
    let patch = Person::patch()
        .favourite_colour(Colour::DarkRed)
        .clear_id()
        .home_address(Address {
            address1_line: Some("Main".to_owned()),
            ..Address::default()
        })
        .at(&path)
        .build(&endpoint)
        .unwrap();
    let body: serde_json::Value = serde_json::from_slice(patch.body()).unwrap();
    assert_eq!(
        body,
        json!({
            "@odata.type": "#contoso.Person",
            "FavouriteColour": "DARK_RED",
            "ID": null,
            "HomeAddress": { "@odata.type": "#contoso.Address", "address1_line": "Main" }
        })
    );
    let list = Person::list()
        .filter(|p| p.home_address.of(|a| a.address1_line.eq("Main")))
        .select(|p| (p.user_name, p.id))
        .expand(|p| p.best_friend)
        .at(&PersonCollectionPath)
        .build(&endpoint)
        .unwrap();
    assert_eq!(
        list.uri().to_string(),
        "https://contoso.example/People?$select=UserName,ID&$expand=BestFriend&$filter=HomeAddress/address1_line%20eq%20'Main'"
    );
    let greet = Greet { how_loud: Some(3) }
        .at(&path)
        .build(&endpoint)
        .unwrap();
    assert_eq!(greet.body(), br#"{"how_loud":3}"#);
}
