//! The options beside conditions: order, computed properties, expansions, searches, aggregates.

use graph_model::query::{
    Aggregate, EntityCollection, ExpandItem, Expression, Instance, Levels, Query, QueryError,
    Search, Transformations,
};
use graph_model::{Endpoint, Page, RequestError, graph_complex, graph_function};

use crate::zoo::{
    Animal, AnimalCollectionPath, Duck, Keeper, KeeperCollectionPath, Size, Visit, ids, options,
};

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
            a.cast::<Duck>().of(|duck| duck.flock.levels(3)),
            a.keeper.references(),
            a.visits
                .query(|visits| visits.filter(|visit| visit.price.gt(5.0)))
                .count(),
        )
    });
    assert_eq!(
        options(query).unwrap(),
        "$expand=children($compute=legs mul 2 as twice;$select=name;$expand=keeper;$search=quack;\
         $filter=tame;$orderby=name;$top=2;$skip=1;$count=true),contoso.duck/flock($levels=3),keeper/$ref,\
         visits/$count($filter=price gt 5.0)"
    );
    let max = Keeper::list()
        .expand(|keeper| {
            let boss = keeper.boss.query(|boss| boss.select(|keeper| keeper.name));
            boss.levels(Levels::Max)
        })
        .at(&KeeperCollectionPath)
        .build(&Endpoint::V1_0)
        .unwrap();
    assert_eq!(
        max.uri().query(),
        Some("$expand=boss($select%3Dname%3B$levels%3Dmax)")
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
                .group_by_with::<Animal, _, _>(
                    |a| (a.size, a.home.of(|home| home.city)),
                    |a| {
                        (
                            Aggregate::count("number"),
                            a.weight.max("heaviest"),
                            a.legs.mul(2).sum("feet"),
                        )
                    },
                )
                .aggregate::<Animal, _>(|a| {
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

/// The mistake in a query.
fn mistake(query: Query<Animal, EntityCollection>) -> QueryError {
    match options(query) {
        Err(RequestError::Query(mistake)) => mistake,
        other => panic!("{other:?}"),
    }
}

fn misplaced(option: &str, with: &'static str) -> QueryError {
    QueryError::Misplaced {
        option: option.to_owned(),
        with,
    }
}

#[test]
fn an_option_that_does_not_go_with_another_is_refused() {
    let expand = |item: fn(&Instance<Animal>) -> ExpandItem| mistake(Animal::list().expand(item));
    assert_eq!(
        expand(|a| a.keeper.query(|keeper| keeper).count()),
        misplaced("$count", "one related entity")
    );
    assert_eq!(
        expand(|a| a.children.query(|children| children.top(1)).count()),
        misplaced("$top", "$count")
    );
    assert_eq!(
        expand(|a| a
            .children
            .query(|children| children.select(|child| child.name))
            .references()),
        misplaced("$select", "$ref")
    );
    assert_eq!(
        expand(|a| a.children.levels(0)),
        misplaced("$levels=0", "$expand")
    );
    let applied = Animal::list()
        .filter(|a| a.tame)
        .apply::<Total>(|animals| animals.group_by(|a| a.size))
        .at(&AnimalCollectionPath)
        .build(&Endpoint::V1_0);
    assert_eq!(
        applied.unwrap_err(),
        RequestError::Query(misplaced("$filter", "$apply"))
    );
    let nearby = Nearby { metres: 5 }.at(&AnimalCollectionPath);
    assert_eq!(
        nearby
            .with_query(Query::cast)
            .build(&Endpoint::V1_0)
            .unwrap_err(),
        RequestError::Query(misplaced("cast", "with_query"))
    );
}

#[test]
fn a_relationship_is_expanded_and_not_selected_through() {
    let through = |path: &str| QueryError::ThroughRelationship {
        path: path.to_owned(),
    };
    assert_eq!(
        mistake(Animal::list().expand(|a| a.keeper.of(|keeper| keeper.boss))),
        through("keeper/boss")
    );
    assert_eq!(
        mistake(Animal::list().select(|a| a.keeper.of(|keeper| keeper.name))),
        through("keeper/name")
    );
    let ordered = Animal::list().order_by(|a| a.keeper.of(|keeper| keeper.name));
    assert_eq!(options(ordered).unwrap(), "$orderby=keeper/name");
}

#[test]
fn a_name_is_given_once() {
    let repeated = |name: &str| QueryError::Repeated {
        name: name.to_owned(),
    };
    let expanded = Animal::list()
        .expand(|a| a.keeper)
        .expand(|a| a.keeper.query(|keeper| keeper.select(|keeper| keeper.name)));
    assert_eq!(mistake(expanded), repeated("keeper"));
    let same = Animal::list()
        .expand(|a| a.keeper)
        .expand(|a| (a.keeper, a.children));
    assert_eq!(options(same).unwrap(), "$expand=keeper,children");
    let computed = Animal::list()
        .compute("more", |a| a.legs.add(1))
        .compute("more", |a| a.legs.add(2));
    assert_eq!(mistake(computed), repeated("more"));
}

#[test]
fn transformations_of_nothing_are_refused() {
    let apply = |steps: fn(Transformations<Animal>) -> Transformations<Total>| {
        let query = Animal::list().apply::<Total>(steps);
        query.at(&AnimalCollectionPath).build(&Endpoint::V1_0)
    };
    let nothing = |transformation: &str| {
        RequestError::Query(QueryError::NoValues {
            property: transformation.to_owned(),
        })
    };
    assert_eq!(
        apply(|animals| animals.group_by(|a| [a.name; 0])).unwrap_err(),
        nothing("groupby")
    );
    assert_eq!(
        apply(|animals| animals.aggregate(|_| Vec::<Aggregate>::new())).unwrap_err(),
        nothing("aggregate")
    );
}

#[test]
fn a_search_names_properties_of_its_own_query() {
    let outside = Animal::list().expand(|a| {
        let children = a.children;
        children.query(|children| children.search(|_| Search::property(a.name, "x")))
    });
    let out_of_scope = QueryError::OutOfScope {
        property: "name".into(),
    };
    assert_eq!(mistake(outside), out_of_scope);
    let misnamed =
        Animal::list().search(|a| Search::property(a.dynamic("a b").typed::<String>(), "x"));
    assert_eq!(mistake(misnamed), QueryError::Name { name: "a b".into() });
    let empty = Animal::list().search(|_| Search::word("a").or(Search::phrase("")));
    assert_eq!(
        mistake(empty),
        QueryError::NoValues {
            property: "$search".into()
        }
    );
}

#[test]
fn a_count_is_of_what_is_filtered_and_searched() {
    let request = Animal::list()
        .filter(|a| a.tame)
        .search(|_| "duck")
        .top(5)
        .count_at(&AnimalCollectionPath)
        .build(&Endpoint::V1_0)
        .unwrap();
    assert_eq!(
        request.uri().path_and_query().unwrap(),
        "/v1.0/animals/$count?$search=%22duck%22&$filter=tame"
    );
}
