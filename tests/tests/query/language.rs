//! The query language: each operator and function, as it is written and as a service reads it.

use graph_model::query::{
    Aggregate, Case, EntityCollection, Expression, Filter, Instance, Levels, Query, QueryError,
    Search, now,
};
use graph_model::{
    Endpoint, Flags, Page, RequestError, graph_complex, graph_entity, graph_enum, graph_function,
};
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

type List = Query<Animal, EntityCollection>;

/// The options of a query as a service reads them.
fn options(query: List) -> Result<String, RequestError> {
    let request = query.at(&AnimalCollectionPath).build(&Endpoint::V1_0)?;
    let query = request.uri().query().unwrap_or_default();
    record(query);
    let decoded = percent_encoding::percent_decode_str(query).decode_utf8();
    Ok(decoded.unwrap().into_owned())
}

/// A zoo of three, whose ids are their names.
fn zoo() -> StandIn {
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
fn check(filter: impl FnOnce(List) -> List, written: &str, found: &[&str]) {
    let query = filter(Animal::list());
    assert_eq!(
        options(query.clone()).unwrap(),
        format!("$filter={written}")
    );
    assert_eq!(ids(query), found, "{written}");
}

fn ids(query: List) -> Vec<String> {
    let service = zoo();
    let endpoint = Endpoint::new(service.root());
    let request = query.select(|animal| animal.id).at(&AnimalCollectionPath);
    let animals = request.bearer(TOKEN).pages(&endpoint, send).items();
    let ids = animals.map(|animal| animal.unwrap().base.id.unwrap());
    ids.collect()
}

#[test]
fn strings_have_their_functions() {
    check(
        |q| q.filter(|a| a.name.contains("nal")),
        "contains(name,'nal')",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.name.starts_with(a.nickname)),
        "startswith(name,nickname)",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.name.ends_with("x ")),
        "endswith(name,'x ')",
        &["Ox"],
    );
    check(
        |q| q.filter(|a| a.name.matches_pattern("^D.*d$")),
        "matchesPattern(name,'^D.*d$')",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.name.length().eq(6)),
        "length(name) eq 6",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.name.index_of("x").eq(2)),
        "indexof(name,'x') eq 2",
        &["Ox"],
    );
    check(
        |q| q.filter(|a| a.name.substring(3).eq("ald")),
        "substring(name,3) eq 'ald'",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.name.substring_of_length(1, 2).eq("Ox")),
        "substring(name,1,2) eq 'Ox'",
        &["Ox"],
    );
    check(
        |q| q.filter(|a| a.name.trim().to_upper().eq(a.nickname)),
        "toupper(trim(name)) eq nickname",
        &["Ox", "Nobody"],
    );
    check(
        |q| q.filter(|a| a.name.to_lower().eq("donald")),
        "tolower(name) eq 'donald'",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.nickname.concat("ald").eq(a.name)),
        "concat(nickname,'ald') eq name",
        &["Donald", "Nobody"],
    );
}

#[test]
fn arithmetic_has_parentheses_only_where_they_are_needed() {
    check(
        |q| q.filter(|a| a.legs.add(1).eq(3)),
        "legs add 1 eq 3",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.legs.sub(a.legs.sub(1)).mul(2).eq(a.legs)),
        "(legs sub (legs sub 1)) mul 2 eq legs",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.legs.sub(1).sub(1).eq(0)),
        "legs sub 1 sub 1 eq 0",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.legs.div(3).eq(1)),
        "legs div 3 eq 1",
        &["Ox"],
    );
    check(
        |q| q.filter(|a| a.legs.div_by(4).eq(0.5)),
        "legs divby 4 eq 0.5",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.legs.modulo(2).eq(1)),
        "legs mod 2 eq 1",
        &["Nobody"],
    );
    check(
        |q| q.filter(|a| a.legs.negative().lt(-3)),
        "-legs lt -3",
        &["Ox", "Nobody"],
    );
    check(
        |q| q.filter(|a| a.legs.add(1).negative().eq(-3)),
        "-(legs add 1) eq -3",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.weight.round().eq(3.0)),
        "round(weight) eq 3.0",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.weight.floor().eq(2.0)),
        "floor(weight) eq 2.0",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.weight.ceiling().eq(3.0)),
        "ceiling(weight) eq 3.0",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.weight.gt(a.legs)),
        "weight gt legs",
        &["Donald", "Ox"],
    );
}

#[test]
fn dates_times_and_durations_have_their_functions() {
    check(
        |q| q.filter(|a| a.born.year().eq(2024)),
        "year(born) eq 2024",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.weaned.month().eq(6)),
        "month(weaned) eq 6",
        &["Ox"],
    );
    check(
        |q| q.filter(|a| a.seen.day().eq(31)),
        "day(seen) eq 31",
        &["Ox"],
    );
    check(
        |q| q.filter(|a| a.feeding.hour().lt(7)),
        "hour(feeding) lt 7",
        &["Ox"],
    );
    check(
        |q| q.filter(|a| a.born.minute().eq(15)),
        "minute(born) eq 15",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.born.second().eq(59)),
        "second(born) eq 59",
        &["Ox"],
    );
    check(
        |q| q.filter(|a| a.born.fractional_seconds().eq(0.5)),
        "fractionalseconds(born) eq 0.5",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.born.date().eq("2024-02-29")),
        "date(born) eq 2024-02-29",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.born.date().lt(a.weaned)),
        "date(born) lt weaned",
        &["Donald", "Ox"],
    );
    check(
        |q| q.filter(|a| a.born.time().gt(jiff::civil::time(23, 0, 0, 0))),
        "time(born) gt 23:00:00",
        &["Ox"],
    );
    check(
        |q| q.filter(|a| a.seen.total_offset_minutes().eq(0).and(a.seen.eq(a.born))),
        "totaloffsetminutes(seen) eq 0 and seen eq born",
        &["Ox"],
    );
    check(
        |q| q.filter(|a| a.born.add_duration("PT8H").gt("2024-03-01T00:00:00Z")),
        "born add duration'PT8H' gt 2024-03-01T00:00:00Z",
        &["Donald"],
    );
    check(
        |q| {
            q.filter(|a| {
                now()
                    .sub_duration(jiff::SignedDuration::from_hours(5))
                    .gt(a.born)
            })
        },
        "now() sub duration'PT5H' gt born",
        &["Donald", "Ox"],
    );
    check(
        |q| q.filter(|a| a.seen.duration_since(a.born).total_seconds().eq(0.0)),
        "totalseconds(seen sub born) eq 0.0",
        &["Ox"],
    );
    check(
        |q| q.filter(|a| a.nap.total_seconds().gt(6000.0)),
        "totalseconds(nap) gt 6000.0",
        &["Ox"],
    );
}

#[test]
fn collections_are_tested_and_counted() {
    check(
        |q| q.filter(|a| a.tags.any(|tag| tag.eq("slow"))),
        "tags/any(item1:item1 eq 'slow')",
        &["Ox"],
    );
    check(
        |q| q.filter(|a| a.marks.all(|mark| mark.gt(0))),
        "marks/all(item1:item1 gt 0)",
        &["Donald", "Nobody"],
    );
    check(
        |q| q.filter(|a| a.children.is_not_empty()),
        "children/any()",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.children.count().eq(2)),
        "children/$count eq 2",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.children.count_where(|child| child.tame).eq(1)),
        "children/$count($filter=tame) eq 1",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.tags.has_subset(["fast", "loud"])),
        r#"hassubset(tags,["fast","loud"])"#,
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.tags.has_subsequence(["fast", "loud"])),
        r#"hassubsequence(tags,["fast","loud"])"#,
        &[],
    );
    check(
        |q| {
            q.filter(|a| {
                a.children
                    .any(|child| child.name.length().gt(a.tags.count()))
            })
        },
        "children/any(item1:length(item1/name) gt tags/$count)",
        &["Donald"],
    );
}

#[test]
fn a_condition_of_a_count_names_its_items_only() {
    let query =
        Animal::list().filter(|a| a.children.count_where(|child| child.legs.eq(a.legs)).gt(0));
    assert_eq!(
        options(query).unwrap_err(),
        RequestError::Query(QueryError::OutOfScope {
            property: "legs".into()
        })
    );
}

#[test]
fn types_are_tested_and_cast_to() {
    check(
        |q| q.filter(Instance::is_of::<Duck>),
        "isof(contoso.duck)",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.keeper.is_of::<Vet>()),
        "isof(keeper,contoso.vet)",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.cast::<Duck>().of(|duck| duck.abilities.has(Ability::Fly))),
        "contoso.duck/abilities has contoso.ability'fly'",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.cast::<Duck>().of(|duck| duck.abilities.has("swim"))),
        "contoso.duck/abilities has 'swim'",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.home.cast::<Pond>().of(|pond| pond.depth.gt(1.0))),
        "home/contoso.pond/depth gt 1.0",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.keeper.cast::<Vet>().of(|vet| vet.licence.is_not_null())),
        "keeper/contoso.vet/licence ne null",
        &["Donald"],
    );
    check(
        |q| {
            q.filter(|a| {
                let ducklings = a.children.cast::<Duck>();
                ducklings.any(|duck| duck.abilities.has(Flags::from([Ability::Swim])))
            })
        },
        "children/contoso.duck/any(item1:item1/abilities has contoso.ability'swim')",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.legs.cast_to::<String>().eq("4")),
        "cast(legs,Edm.String) eq '4'",
        &["Ox"],
    );
    let unrelated = Animal::list().filter(|a| a.cast::<Vet>().of(|vet| vet.name.eq("Ada")));
    assert_eq!(
        options(unrelated).unwrap_err(),
        RequestError::Query(QueryError::UnrelatedCast {
            to: "contoso.vet",
            from: "contoso.animal"
        })
    );
}

#[test]
fn conditions_are_joined_with_properties_and_text() {
    check(|q| q.filter(|a| a.tame), "tame", &["Donald", "Ox"]);
    check(|q| q.filter(|a| !a.tame), "not tame", &[]);
    check(
        |q| q.filter(|a| a.tame.and(a.legs.eq(2).or(a.legs.eq(4)))),
        "tame and (legs eq 2 or legs eq 4)",
        &["Donald", "Ox"],
    );
    check(
        |q| q.filter(|a| Filter::raw("legs eq 2 or legs eq 7").and(a.tame)),
        "(legs eq 2 or legs eq 7) and tame",
        &["Donald"],
    );
    check(
        |q| q.filter(|_| !Filter::raw("legs eq 2")),
        "not (legs eq 2)",
        &["Ox", "Nobody"],
    );
    check(
        |q| {
            q.filter(|a| {
                Expression::<i32>::raw("legs mul 2")
                    .add(1)
                    .eq(a.legs.add(a.legs).add(1))
            })
        },
        "(legs mul 2) add 1 eq legs add legs add 1",
        &["Donald", "Ox", "Nobody"],
    );
    check(
        |q| q.filter(|a| a.legs.eq_any([2, 7]).and(a.tame.eq(true))),
        "(legs eq 2 or legs eq 7) and tame eq true",
        &["Donald"],
    );
    check(
        |q| {
            q.filter(|a| {
                Case::<String>::when(a.legs.gt(5), "many")
                    .otherwise("few")
                    .eq("many")
            })
        },
        "case((legs gt 5):'many',true:'few') eq 'many'",
        &["Nobody"],
    );
    check(
        |q| {
            q.filter(|a| {
                Case::<i32>::when(a.tame, 1)
                    .or_when(a.legs.eq(7), 2)
                    .or_null()
                    .is_null()
            })
        },
        "case(tame:1,(legs eq 7):2) eq null",
        &[],
    );
    check(
        |q| q.filter(|a| a.size.eq(Size::Small)),
        "size eq contoso.size'small'",
        &["Donald"],
    );
    check(
        |q| q.filter(|a| a.size.as_text().eq("large")),
        "size eq 'large'",
        &["Ox"],
    );
    check(
        |q| q.filter(|a| a.dynamic("ringNumber").typed::<i32>().ge(5)),
        "ringNumber ge 5",
        &["Donald"],
    );
    check(
        |q| {
            q.filter(|a| {
                a.dynamic("home")
                    .dynamic("city")
                    .typed::<String>()
                    .eq("Ulm")
            })
        },
        "home/city eq 'Ulm'",
        &["Ox"],
    );
}

#[test]
fn an_order_is_by_a_path_a_count_or_a_calculation() {
    let query = Animal::list().order_by(|a| {
        (
            a.children.count().descending(),
            a.home.of(|home| home.city),
            a.legs.modulo(4).descending(),
        )
    });
    assert_eq!(
        options(query.clone()).unwrap(),
        "$orderby=children/$count desc,home/city,legs mod 4 desc"
    );
    let legs = Animal::list().order_by(|a| a.legs.modulo(4).descending());
    assert_eq!(ids(legs), ["Nobody", "Donald", "Ox"]);
}

#[test]
fn what_is_computed_can_be_named() {
    let query = Animal::list()
        .compute("load", |a| a.weight.div(a.legs))
        .compute("isYoung", |a| {
            Expression::<bool>::from(a.born.year().gt(2020))
        })
        .filter(|a| a.dynamic("load").typed::<f64>().gt(100.0));
    assert_eq!(
        options(query.clone()).unwrap(),
        "$compute=weight div legs as load,year(born) gt 2020 as isYoung&$filter=load gt 100.0"
    );
    assert_eq!(ids(query), ["Ox"]);
    let renamed = Animal::list().compute("a,b", |a| a.legs.add(1));
    assert_eq!(
        options(renamed).unwrap_err(),
        RequestError::Query(QueryError::Name { name: "a,b".into() })
    );
}

#[test]
fn an_expansion_has_all_options() {
    let query = Animal::list().expand(|a| {
        (
            a.children.query(|children| {
                children
                    .filter(|child| child.tame)
                    .search(|_| Search::word("quack"))
                    .order_by(|child| child.name)
                    .select(|child| child.name)
                    .compute("twice", |child| child.legs.mul(2))
                    .expand(|child| child.keeper)
                    .count()
                    .top(2)
                    .skip(1)
            }),
            a.children.query(|children| children).levels(3),
            a.keeper.query(|keeper| keeper).references(),
            a.visits
                .query(|visits| visits.filter(|visit| visit.price.gt(5.0)))
                .count(),
            a.cast::<Duck>().of(|duck| duck.flock),
        )
    });
    assert_eq!(
        options(query).unwrap(),
        "$expand=children($compute=legs mul 2 as twice;$select=name;$expand=keeper;$search=quack;\
         $filter=tame;$orderby=name;$top=2;$skip=1;$count=true),children($levels=3),keeper/$ref,\
         visits/$count($filter=price gt 5.0),contoso.duck/flock"
    );
    let max = Animal::list().expand(|a| {
        let boss = a.keeper.of(|keeper| keeper.boss);
        boss.query(|boss| boss.select(|keeper| keeper.name))
            .levels(Levels::Max)
    });
    assert_eq!(
        options(max).unwrap(),
        "$expand=keeper/boss($select=name;$levels=max)"
    );
    let all = Animal::list().expand(Instance::all).select(Instance::all);
    assert_eq!(options(all).unwrap(), "$select=*&$expand=*");
}

#[test]
fn dynamic_properties_and_relationships_are_selected_and_expanded() {
    let query = Animal::list()
        .select(|a| {
            (
                a.id,
                a.dynamic("ringNumber"),
                a.cast::<Duck>().of(|duck| duck.abilities),
            )
        })
        .expand(|a| {
            a.dynamic_navigation::<Vec<Visit>>("lastVisits")
                .query(|q| q.top(1))
        });
    assert_eq!(
        options(query).unwrap(),
        "$select=id,ringNumber,contoso.duck/abilities&$expand=lastVisits($top=1)"
    );
    for name in ["", "1st", "a b", "a,b", "a/b", "a'b", "$it", "a)"] {
        let name = name.to_owned();
        let query = Animal::list().select(|a| a.dynamic(&name));
        assert_eq!(
            options(query).unwrap_err(),
            RequestError::Query(QueryError::Name { name })
        );
    }
}

#[test]
fn a_search_is_quoted_where_it_must_be() {
    let search = |search: Search| options(Animal::list().search(|_| search)).unwrap();
    assert_eq!(search(Search::word("duck")), "$search=duck");
    assert_eq!(
        search(Search::phrase("wild duck")),
        r#"$search="wild duck""#
    );
    assert_eq!(search(Search::word("wild duck")), r#"$search="wild duck""#);
    assert_eq!(search(Search::word("NOT")), r#"$search="NOT""#);
    assert_eq!(
        search(Search::phrase("a\" OR \"b\\")),
        r#"$search="a\" OR \"b\\""#
    );
    let joined = Search::word("a")
        .or(Search::word("b"))
        .and(!Search::word("c").or(Search::word("d")));
    assert_eq!(search(joined), "$search=(a OR b) AND NOT (c OR d)");
    let of_property = Animal::list()
        .search(|a| Search::property(a.name, "Don"))
        .search(|a| Search::property(a.home.of(|home| home.city), "x"));
    assert_eq!(
        options(of_property).unwrap(),
        r#"$search="name:Don" AND "home/city:x""#
    );
}

#[graph_complex(odata = "contoso.total", tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Total {
    pub size: Option<Size>,
    pub number: Option<i64>,
    pub heaviest: Option<f64>,
}

#[test]
fn what_is_applied_has_a_type_of_its_own() {
    let request = Animal::list()
        .apply::<Total>(|animals| {
            animals
                .filter(|a| a.tame)
                .group_by_with(
                    |a| (a.size, a.home.of(|home| home.city)),
                    |a| {
                        (
                            Aggregate::count("number"),
                            a.weight.max("heaviest"),
                            a.legs.mul(2).sum("feet"),
                        )
                    },
                )
                .aggregate(|a| {
                    [
                        a.weight.average("mean"),
                        a.name.count_distinct("names"),
                        a.legs.min("least"),
                    ]
                })
                .group_by(|a| a.size)
        })
        .filter(|total| total.number.gt(1))
        .order_by(|total| total.heaviest.descending())
        .at(&AnimalCollectionPath)
        .build(&Endpoint::V1_0)
        .unwrap();
    let query = percent_encoding::percent_decode_str(request.uri().query().unwrap());
    assert_eq!(
        query.decode_utf8().unwrap(),
        "$apply=filter(tame)/groupby((size,home/city),aggregate($count as number,weight with max as heaviest,\
         legs mul 2 with sum as feet))/aggregate(weight with average as mean,name with countdistinct as names,\
         legs with min as least)/groupby((size))&$filter=number gt 1&$orderby=heaviest desc"
    );
    let body = r#"{"value":[{"size":"small","number":2,"heaviest":2.5}]}"#;
    let page: Page<Total> = serde_json::from_str(body).unwrap();
    assert_eq!(
        page.value,
        [Total {
            size: Some(Size::Small),
            number: Some(2),
            heaviest: Some(2.5)
        }]
    );
    let misnamed = Animal::list()
        .apply::<Total>(|animals| animals.aggregate(|_| Aggregate::count("a)/b")))
        .at(&AnimalCollectionPath)
        .build(&Endpoint::V1_0);
    assert_eq!(
        misnamed.unwrap_err(),
        RequestError::Query(QueryError::Name {
            name: "a)/b".into()
        })
    );
}

#[graph_function(odata = "contoso.nearby", on = graph_model::path::Collection<Animal>, returns = Vec<Animal>)]
#[derive(Clone, Debug, PartialEq)]
pub struct Nearby {
    pub metres: i32,
}

#[test]
fn a_function_that_returns_a_collection_takes_a_query() {
    let nearby = Nearby { metres: 5 }.at(&AnimalCollectionPath);
    let request = nearby
        .with_query(|animals| animals.filter(|a| a.tame).select(|a| a.name).top(3))
        .build(&Endpoint::V1_0)
        .unwrap();
    assert_eq!(
        request.uri().path_and_query().unwrap(),
        "/v1.0/animals/nearby(metres=5)?$select=name&$filter=tame&$top=3"
    );
    let nearby = Nearby { metres: 5 }
        .at(&AnimalCollectionPath)
        .query("$top", "1");
    assert_eq!(
        nearby
            .with_query(|animals| animals.top(3))
            .build(&Endpoint::V1_0)
            .unwrap_err(),
        RequestError::RepeatedOption {
            name: "$top".into()
        }
    );
}

#[test]
fn a_mistake_inside_of_names_the_whole_path() {
    let query = Animal::list().filter(|a| a.home.of(|home| home.city.is_in([""; 0])));
    assert_eq!(
        options(query).unwrap_err(),
        RequestError::Query(QueryError::NoValues {
            property: "home/city".into()
        })
    );
}
