//! Strings from elsewhere never change the meaning of a query, wherever a literal stands.

use graph_model::query::{Case, EntityCollection, Filter, Query, Search};
use graph_model::{Endpoint, Flags, graph_complex, graph_entity, graph_enum};
use graph_model_tests::stand_in;
use proptest::prelude::*;
use serde_json::{Value, json};

#[graph_enum(odata = "contoso.size", flags)]
#[derive(Clone, Debug, PartialEq)]
pub enum Size {
    Small,
    #[graph(unknown)]
    Unknown(String),
}

#[graph_entity(odata = "contoso.thing", path = "/things/{thingId}")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Thing {
    pub name: Option<String>,
    pub number: Option<i32>,
    pub tags: Vec<String>,
    pub sizes: Option<Flags<Size>>,
    #[graph(edm = DateTimeOffset)]
    pub created: Option<String>,
    #[graph(edm = Duration)]
    pub length: Option<String>,
    #[graph(edm = Guid)]
    pub guid: Option<String>,
    #[graph(navigation)]
    pub parts: Vec<Thing>,
}

#[graph_complex(odata = "contoso.total", tag = none)]
pub struct Total {
    pub number: Option<i32>,
}

type List = Query<Thing, EntityCollection>;

/// The options of the URL, decoded. Each `&` that is left in the URL separates two options.
fn options(query: List) -> Vec<(String, String)> {
    let request = query
        .at(&ThingCollectionPath)
        .build(&Endpoint::V1_0)
        .unwrap();
    let decoded = |text: &str| {
        let text = percent_encoding::percent_decode_str(text);
        text.decode_utf8().unwrap().into_owned()
    };
    let query = request.uri().query().unwrap();
    let options = query
        .split('&')
        .map(|option| option.split_once('=').unwrap());
    options
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect()
}

fn filter(condition: impl FnOnce(&graph_model::query::Instance<Thing>) -> Filter) -> String {
    let [(name, value)] = &options(Thing::list().filter(condition))[..] else {
        panic!("more than one option");
    };
    assert_eq!(name, "$filter");
    value.clone()
}

fn thing(text: &str) -> Value {
    json!({
        "name": text, "number": 1, "tags": [text], "sizes": text,
        "parts": [{ "name": text, "parts": [] }],
    })
}

/// Strings with the characters that mean something in a URL or in OData, and any others.
fn text() -> impl Strategy<Value = String> {
    let parts = prop_oneof![
        Just("'".to_owned()),
        Just("''".to_owned()),
        Just("\"".to_owned()),
        Just("\\".to_owned()),
        Just(" or 1 eq 1".to_owned()),
        Just(")".to_owned()),
        Just("(".to_owned()),
        Just(",".to_owned()),
        Just(";$top=1".to_owned()),
        Just("&$top=1".to_owned()),
        Just("#".to_owned()),
        Just("%27".to_owned()),
        Just("+".to_owned()),
        Just("/".to_owned()),
        Just("\" OR \"".to_owned()),
        Just(" AND NOT ".to_owned()),
        Just(" as total".to_owned()),
        Just(":".to_owned()),
        Just("\u{0}".to_owned()),
        Just("\n".to_owned()),
        any::<String>(),
    ];
    proptest::collection::vec(parts, 0..6).prop_map(|parts| parts.concat())
}

/// The conditions that hold for a thing with this text, and for no other.
fn conditions(text: &str) -> Vec<String> {
    let owned = text.to_owned();
    vec![
        filter(|t| t.name.eq(text)),
        filter(|t| !t.name.ne(&owned)),
        filter(|t| t.name.ge(text).and(t.name.le(owned.clone()))),
        filter(|t| t.name.is_in([text, "else"])),
        filter(|t| t.name.eq_any(["else", text])),
        filter(|t| t.name.concat(text).eq([text, text].concat())),
        filter(|t| t.tags.any(|tag| tag.eq(text))),
        filter(|t| t.tags.all(|tag| tag.eq(text))),
        filter(|t| t.tags.has_subset([text])),
        filter(|t| t.parts.any(|part| part.name.eq(text))),
        filter(|t| t.parts.count_where(|part| part.name.eq(text)).gt(0)),
        filter(|t| Case::<i32>::when(t.name.eq(text), 1).otherwise(2).eq(1)),
        filter(|t| t.dynamic("name").typed::<String>().eq(text)),
    ]
}

proptest! {
    #[test]
    fn a_string_in_a_condition_stays_a_string(text in text()) {
        for condition in conditions(&text) {
            let selects = |entity: &Value| stand_in::selects(&condition, entity).unwrap();
            prop_assert!(selects(&thing(&text)), "{condition}");
            prop_assert!(!selects(&thing(&format!("{text}~"))), "{condition}");
        }
        for condition in [
            filter(|t| t.name.contains(text.as_str())),
            filter(|t| t.name.starts_with(&text)),
            filter(|t| t.name.ends_with(text.clone())),
        ] {
            prop_assert_eq!(stand_in::selects(&condition, &thing(&text)), Ok(true));
            if !text.is_empty() {
                prop_assert_eq!(stand_in::selects(&condition, &thing("")), Ok(false));
            }
        }
        let index = filter(|t| t.name.index_of(text.as_str()).eq(1));
        prop_assert_eq!(stand_in::selects(&index, &thing(&format!("~{text}"))), Ok(!text.is_empty()));
    }

    #[test]
    fn a_literal_without_quotes_is_refused_or_stays_one_literal(text in text()) {
        for query in [
            Thing::list().filter(|t| t.created.eq(&text)),
            Thing::list().filter(|t| t.guid.eq(&text)),
        ] {
            if let Ok(request) = query.at(&ThingCollectionPath).build(&Endpoint::V1_0) {
                let uri = request.uri().to_string();
                let literal = uri.rsplit("%20eq%20").next().unwrap();
                let literal = percent_encoding::percent_decode_str(literal).decode_utf8().unwrap();
                prop_assert_eq!(&*literal, &text);
                let is_of_literal = |c: char| c.is_ascii_alphanumeric() || "-+.:".contains(c);
                prop_assert!(literal.chars().all(is_of_literal));
            }
        }
        let duration = filter(|t| t.length.eq(&text));
        let duration = duration.strip_prefix("length eq duration'").unwrap().strip_suffix('\'').unwrap();
        prop_assert_eq!(duration.replace("''", "'"), text);
    }

    #[test]
    fn a_flag_that_is_not_modelled_stays_a_string(text in text()) {
        let unknown = || Size::Unknown(text.clone());
        for (condition, prefix) in [
            (filter(|t| t.sizes.has(unknown())), "sizes has contoso.size'"),
            (filter(|t| t.sizes.has(text.as_str())), "sizes has '"),
        ] {
            let name = condition.strip_prefix(prefix).unwrap().strip_suffix('\'').unwrap();
            prop_assert_eq!(name.replace("''", "'"), text.clone());
            prop_assert!(!name.replace("''", "").contains('\''));
        }
    }

    #[test]
    fn a_string_in_a_search_stays_a_phrase(text in text().prop_filter("nothing to look for", |text| !text.is_empty())) {
        let searched = |search: Search| {
            let [(name, value)] = &options(Thing::list().search(|_| search))[..] else {
                panic!("more than one option");
            };
            assert_eq!(name, "$search");
            value.clone()
        };
        let phrase = searched(Search::phrase(text.as_str()));
        prop_assert_eq!(phrases(&phrase), std::slice::from_ref(&text));
        let [(_, of_property)] = &options(Thing::list().search(|t| Search::property(t.name, &text)))[..] else {
            panic!("more than one option");
        };
        prop_assert_eq!(phrases(of_property), [format!("name:{text}")]);
        let joined = searched(Search::word(text.as_str()).or(!Search::phrase(text.as_str())));
        let joined = joined.split_once(" OR NOT ").map(|_| phrases(&joined));
        prop_assert!(joined.is_some_and(|phrases| phrases.iter().all(|phrase| *phrase == text)));
    }

    #[test]
    fn a_string_inside_an_expansion_or_a_transformation_stays_a_string(text in text()) {
        let expand = options(Thing::list().expand(|t| t.parts.query(|parts| {
            parts.filter(|part| part.name.eq(&text)).top(1)
        })));
        let quoted = text.replace('\'', "''");
        prop_assert_eq!(expand, [("$expand".to_owned(), format!("parts($filter=name eq '{quoted}';$top=1)"))]);
        let compute = options(Thing::list().compute("more", |t| t.name.concat(&text)));
        prop_assert_eq!(compute, [("$compute".to_owned(), format!("concat(name,'{quoted}') as more"))]);
        let applied = Thing::list().apply::<Total>(|things| {
            things.filter(|t| t.name.eq(&text)).group_by(|t| t.number)
        });
        let request = applied.at(&ThingCollectionPath).build(&Endpoint::V1_0).unwrap();
        let query = percent_encoding::percent_decode_str(request.uri().query().unwrap());
        prop_assert_eq!(
            query.decode_utf8().unwrap().into_owned(),
            format!("$apply=filter(name eq '{quoted}')/groupby((number))")
        );
        prop_assert_eq!(request.uri().query().unwrap().split('&').count(), 1);
    }

    #[test]
    fn a_name_is_an_identifier_or_is_refused(name in text()) {
        let is_identifier = !name.is_empty()
            && !name.starts_with(char::is_numeric)
            && name.chars().all(|c| c == '_' || c.is_alphanumeric());
        for query in [
            Thing::list().select(|t| t.dynamic(&name)),
            Thing::list().order_by(|t| t.dynamic(&name).typed::<i32>()),
            Thing::list().expand(|t| t.dynamic_navigation::<Thing>(&name)),
            Thing::list().compute(&name, |t| t.number.add(1)),
        ] {
            let built = query.at(&ThingCollectionPath).build(&Endpoint::V1_0);
            prop_assert_eq!(built.is_ok(), is_identifier);
        }
    }
}

/// The phrases of a search: what is between quotes, unescaped, and words.
fn phrases(search: &str) -> Vec<String> {
    let mut phrases = Vec::new();
    let mut characters = search.chars().peekable();
    while let Some(first) = characters.next() {
        if first == ' ' {
            continue;
        }
        let mut phrase = String::new();
        if first == '"' {
            loop {
                match characters.next().expect("a quote is not closed") {
                    '"' => break,
                    '\\' => phrase.push(characters.next().expect("nothing is escaped")),
                    other => phrase.push(other),
                }
            }
        } else {
            phrase.push(first);
            while let Some(next) = characters.next_if(|next| *next != ' ') {
                phrase.push(next);
            }
        }
        if first == '"' || !matches!(phrase.as_str(), "OR" | "NOT" | "AND") {
            phrases.push(phrase);
        }
    }
    phrases
}
