//! A zoo: a model with properties of every kind, and a service that holds three animals.

use graph_model::query::{EntityCollection, Query};
use graph_model::{Endpoint, Flags, RequestError, graph_complex, graph_entity, graph_enum};
use graph_model_tests::client::send;
use graph_model_tests::recorded_queries::record;
use graph_model_tests::stand_in::{StandIn, TOKEN};
use serde_json::json;

#[graph_enum(odata = "contoso.ability", flags)]
#[derive(Clone, Debug, PartialEq)]
pub enum Ability {
    Swim,
    Fly,
    #[graph(unknown)]
    Unknown(String),
}

#[graph_enum(odata = "contoso.size")]
#[derive(Clone, Debug, PartialEq)]
pub enum Size {
    Small,
    Large,
    #[graph(unknown)]
    Unknown(String),
}

#[graph_complex(odata = "contoso.home")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Home {
    pub city: Option<String>,
}

#[graph_complex(odata = "contoso.pond", base = Home)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pond {
    pub depth: Option<f64>,
}

#[graph_entity(odata = "contoso.animal", path = "/animals/{animalId}")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Animal {
    pub name: Option<String>,
    pub nickname: Option<String>,
    pub tame: Option<bool>,
    pub legs: Option<i32>,
    pub weight: Option<f64>,
    pub size: Option<Size>,
    pub home: Option<Home>,
    pub tags: Vec<String>,
    pub marks: Vec<i32>,
    #[graph(edm = DateTimeOffset)]
    pub born: Option<String>,
    pub seen: Option<jiff::Timestamp>,
    #[graph(edm = Duration)]
    pub nap: Option<String>,
    pub feeding: Option<jiff::civil::Time>,
    pub weaned: Option<jiff::civil::Date>,
    #[graph(navigation)]
    pub keeper: Option<Box<Keeper>>,
    #[graph(navigation)]
    pub children: Vec<Animal>,
    #[graph(navigation)]
    pub visits: Vec<Visit>,
}

#[graph_entity(odata = "contoso.duck", base = Animal)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Duck {
    pub abilities: Option<Flags<Ability>>,
    #[graph(navigation)]
    pub flock: Vec<Animal>,
}

#[graph_entity(odata = "contoso.keeper", path = "/keepers/{keeperId}")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Keeper {
    pub name: Option<String>,
    #[graph(navigation)]
    pub boss: Option<Box<Keeper>>,
}

#[graph_entity(odata = "contoso.vet", base = Keeper)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vet {
    pub licence: Option<String>,
}

#[graph_entity(odata = "contoso.visit")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Visit {
    pub reason: Option<String>,
    pub price: Option<f64>,
}

pub type List = Query<Animal, EntityCollection>;

/// The options of a query as a service reads them.
pub fn options(query: List) -> Result<String, RequestError> {
    let request = query.at(&AnimalCollectionPath).build(&Endpoint::V1_0)?;
    let query = request.uri().query().unwrap_or_default();
    record(query);
    let decoded = percent_encoding::percent_decode_str(query).decode_utf8();
    Ok(decoded.unwrap().into_owned())
}

/// A zoo of three, whose ids are their names.
pub fn zoo() -> StandIn {
    let service = StandIn::start().unwrap();
    service.put(
        "/animals",
        json!({
            "id": "Donald", "@odata.type": "#contoso.duck", "name": "Donald", "nickname": "Don",
            "tame": true, "legs": 2, "weight": 2.5, "size": "small", "abilities": "swim,fly",
            "home": { "@odata.type": "#contoso.pond", "city": "Entenhausen", "depth": 1.5 },
            "tags": ["loud", "white", "fast"], "marks": [7, 9],
            "born": "2024-02-29T22:15:30.5Z", "seen": "2025-01-01T00:00:00Z", "nap": "PT1H30M",
            "feeding": "08:30:00", "weaned": "2024-05-01",
            "keeper": { "@odata.type": "#contoso.vet", "name": "Ada", "licence": "V7" },
            "children": [
                { "id": "c1", "@odata.type": "#contoso.duck", "name": "Huey", "tame": true, "abilities": "swim" },
                { "id": "c2", "@odata.type": "#contoso.animal", "name": "Dewey", "tame": false },
            ],
            "ringNumber": 5,
        }),
    );
    service.put(
        "/animals",
        json!({
            "id": "Ox", "@odata.type": "#contoso.animal", "name": " Ox ", "nickname": "OX",
            "tame": true, "legs": 4, "weight": 700.0, "size": "large",
            "home": { "@odata.type": "#contoso.home", "city": "Ulm" },
            "tags": ["slow"], "marks": [-3],
            "born": "2019-12-31T23:59:59Z", "seen": "2019-12-31T23:59:59Z", "nap": "PT6H",
            "feeding": "06:00:00", "weaned": "2020-06-01",
            "keeper": { "@odata.type": "#contoso.keeper", "name": "Ben" },
            "children": [],
        }),
    );
    service.put(
        "/animals",
        json!({ "id": "Nobody", "@odata.type": "#contoso.animal", "legs": 7, "tags": [], "marks": [] }),
    );
    service
}

/// Checks how a filter is written, and which animals a service finds with it.
#[track_caller]
pub fn check(filter: impl FnOnce(List) -> List, written: &str, found: &[&str]) {
    let query = filter(Animal::list());
    assert_eq!(
        options(query.clone()).unwrap(),
        format!("$filter={written}")
    );
    assert_eq!(ids(query), found, "{written}");
}

pub fn ids(query: List) -> Vec<String> {
    let service = zoo();
    let endpoint = Endpoint::new(service.root());
    let request = query.select(|animal| animal.id).at(&AnimalCollectionPath);
    let animals = request.bearer(TOKEN).pages(&endpoint, send).items();
    let ids = animals.map(|animal| animal.unwrap().base.id.unwrap());
    ids.collect()
}
