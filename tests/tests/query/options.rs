//! The options beside conditions: order, computed properties, expansions, searches, aggregates.

use graph_model::query::{Aggregate, Expression, Instance, Levels, QueryError, Search};
use graph_model::{Endpoint, Page, RequestError, graph_complex, graph_function};

use crate::zoo::{Animal, AnimalCollectionPath, Duck, Size, Visit, ids, options};

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
