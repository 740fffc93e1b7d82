//! Filters: how conditions and values are written, and how a service reads them.

use graph_model::query::{EntityCollection, PropertyPath, PropertyScope, QueryError, Queryable};
use graph_model::{EdmType, Endpoint, Flags, Property, Query, RequestError, graph_entity};
use graph_model_tests::client::send;
use graph_model_tests::directory::{Ability, RiskLevel, User, UserCollectionPath};
use graph_model_tests::recorded_queries::record;
use graph_model_tests::stand_in::{StandIn, TOKEN};
use serde_json::json;

/// Returns the filter as a service reads it.
fn filter(query: Query<User, EntityCollection>) -> String {
    let request = query
        .at(&UserCollectionPath)
        .build(&Endpoint::V1_0)
        .unwrap();
    let query = request.uri().query().unwrap();
    record(query);
    let filter = query.strip_prefix("$filter=").unwrap();
    percent_encoding::percent_decode_str(filter)
        .decode_utf8()
        .unwrap()
        .into_owned()
}

#[test]
fn values_are_written_according_to_the_type_of_their_property() {
    let user = || User::list();
    assert_eq!(
        filter(user().filter(|user| user.account_enabled.eq(true))),
        "accountEnabled eq true"
    );
    assert_eq!(filter(user().filter(|user| user.age.ne(-3))), "age ne -3");
    assert_eq!(
        filter(user().filter(|user| user.quota.le(9_007_199_254_740_993))),
        "quota le 9007199254740993"
    );
    assert_eq!(
        filter(user().filter(|user| user.score.ge(1.5e300))),
        "score ge 1.5e+300"
    );
    assert_eq!(
        filter(user().filter(|user| user.score.lt(f64::INFINITY))),
        "score lt INF"
    );
    assert_eq!(
        filter(user().filter(|user| user.risk.eq(RiskLevel::High))),
        "risk eq microsoft.graph.riskLevel'high'"
    );
    assert_eq!(
        filter(user().filter(|user| user.risk.eq(RiskLevel::Unknown("o'clock".into())))),
        "risk eq microsoft.graph.riskLevel'o''clock'"
    );
    assert_eq!(
        filter(user().filter(|user| {
            user.abilities
                .eq(Flags::from([Ability::Read, Ability::Write]))
        })),
        "abilities eq microsoft.graph.ability'read,write'"
    );
    assert_eq!(
        filter(user().filter(|user| user.joined.is_null())),
        "azureADJoin eq null"
    );
    assert_eq!(
        filter(user().filter(|user| user.manager.is_not_null())),
        "manager ne null"
    );
    assert_eq!(
        filter(user().filter(|user| user.id.is_in(["a", "b'c"]))),
        "id in ('a','b''c')"
    );
    assert_eq!(
        filter(user().filter(|user| user.age.is_in(vec![1, 2]))),
        "age in (1,2)"
    );
    assert_eq!(
        filter(user().filter(|user| user.display_name.starts_with("O'"))),
        "startswith(displayName,'O''')"
    );
}

#[test]
fn parentheses_are_written_where_an_operator_binds_less_tightly() {
    let of = |query: fn(Query<User, EntityCollection>) -> Query<User, EntityCollection>| {
        filter(query(User::list()))
    };
    assert_eq!(
        of(|q| q.filter(|u| u.age.eq(1).and(u.age.eq(2)).or(u.age.eq(3)).or(u.age.eq(4)))),
        "age eq 1 and age eq 2 or age eq 3 or age eq 4"
    );
    assert_eq!(
        of(|q| q.filter(|u| u.age.eq(1).or(u.age.eq(2)).and(u.age.eq(3).or(u.age.eq(4))))),
        "(age eq 1 or age eq 2) and (age eq 3 or age eq 4)"
    );
    assert_eq!(of(|q| q.filter(|u| !u.age.eq(1))), "not (age eq 1)");
    assert_eq!(of(|q| q.filter(|u| !!u.age.eq(1))), "not not (age eq 1)");
    assert_eq!(
        of(|q| q.filter(|u| !u.display_name.starts_with("a"))),
        "not startswith(displayName,'a')"
    );
    assert_eq!(
        of(|q| q
            .filter(|u| u.age.eq(1).or(u.age.eq(2)))
            .filter(|u| u.age.eq(3))),
        "(age eq 1 or age eq 2) and age eq 3",
        "a second filter narrows the first down"
    );
}

#[test]
fn complex_properties_and_items_are_reached_by_path() {
    assert_eq!(
        filter(User::list().filter(|user| {
            user.office.of(|office| {
                office
                    .geo
                    .of(|geo| geo.latitude.gt(52.0))
                    .and(office.city.is_null())
            })
        })),
        "office/geo/latitude gt 52.0 and office/city eq null"
    );
    assert_eq!(
        filter(User::list().filter(|user| {
            user.identities.any(|identity| {
                identity
                    .issuer
                    .eq("contoso")
                    .and(identity.scopes.any(|scope| {
                        scope
                            .eq("mail")
                            .and(user.display_name.ne("x"))
                            .or(identity.issuer.is_null())
                    }))
            })
        })),
        "identities/any(item1:item1/issuer eq 'contoso' and item1/scopes/any(item2:item2 eq 'mail' \
         and $it/displayName ne 'x' or item1/issuer eq null))"
    );
    assert_eq!(
        filter(User::list().filter(|user| {
            user.direct_reports
                .any(|report| report.office.of(|office| office.city.eq("Bonn")))
        })),
        "directReports/any(item1:item1/office/city eq 'Bonn')"
    );
}

#[test]
fn each_any_gives_its_item_a_new_name() {
    assert_eq!(
        filter(User::list().filter(|user| {
            user.identities.any(|identity| {
                user.proxy_addresses
                    .any(|address| address.eq("a").and(identity.issuer.eq("b")))
            })
        })),
        "identities/any(item1:proxyAddresses/any(item2:item2 eq 'a' and item1/issuer eq 'b'))"
    );
    let two = User::list().filter(|user| {
        let first = user.proxy_addresses.any(|address| address.eq("a"));
        first.and(user.proxy_addresses.any(|address| address.eq("b")))
    });
    assert_eq!(
        filter(two),
        "proxyAddresses/any(item1:item1 eq 'a') and proxyAddresses/any(item1:item1 eq 'b')"
    );
}

#[test]
fn an_enumeration_can_be_compared_with_its_bare_member_names() {
    assert_eq!(
        filter(User::list().filter(|user| {
            user.risk
                .as_text()
                .eq("high")
                .or(user.identities.any(|i| i.issuer.as_text().ne("x")))
        })),
        "risk eq 'high' or identities/any(item1:item1/issuer ne 'x')"
    );
}

/// A guid whose author does not check its value.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
struct Guid(String);

impl Property for Guid {
    const EDM_TYPE: EdmType = EdmType::Guid;
}

impl Queryable for Guid {
    type Properties = PropertyPath<Self>;

    fn properties(scope: PropertyScope) -> Self::Properties {
        scope.value()
    }
}

#[graph_entity(odata = "contoso.thing", path = "/things/{id}")]
#[derive(Clone, Debug, Default, PartialEq)]
struct Thing {
    guid: Option<Guid>,
}

#[test]
fn a_value_without_quotes_must_be_a_literal_of_its_type() {
    let query = |guid: &str| {
        let query = Thing::list().filter(|thing| thing.guid.eq(Guid(guid.into())));
        query.at(&ThingCollectionPath).build(&Endpoint::V1_0)
    };
    let guid = "acbd18db-4cc2-4f85-8ced-ef654fccc4a4";
    let expected = format!("$filter=guid%20eq%20{guid}");
    assert_eq!(query(guid).unwrap().uri().query(), Some(expected.as_str()));
    for other in [
        "",
        "null",
        "id",
        "1 or 1 eq 1",
        "acbd18db-4cc2-4f85-8ced-ef654fccc4a4)",
    ] {
        assert_eq!(
            query(other).unwrap_err().to_string(),
            "the value of `guid` cannot be written: the string is not a literal of `Edm.Guid`",
            "{other}"
        );
    }
}

#[test]
fn a_query_that_cannot_be_written_is_an_error_that_names_the_property() {
    let error = |query: Query<User, EntityCollection>| {
        query
            .at(&UserCollectionPath)
            .build(&Endpoint::V1_0)
            .unwrap_err()
    };
    assert_eq!(
        error(User::list().filter(|user| user.id.is_in(Vec::<String>::new()))),
        RequestError::Query(QueryError::NoValues {
            property: "id".into()
        })
    );
    let nested = User::list().expand(|user| {
        user.direct_reports
            .query(|reports| reports.filter(|user| !user.age.eq(1).and(user.age.is_in([0; 0]))))
    });
    assert_eq!(
        error(nested),
        RequestError::Query(QueryError::NoValues {
            property: "age".into()
        })
    );
}

/// Returns the ids of the users that a service finds, out of four with awkward names.
fn found(query: Query<User, EntityCollection>) -> Vec<String> {
    let service = StandIn::start().unwrap();
    for (id, name, age) in [
        ("1", "O'Neil", 40),
        ("2", "a' or 1 eq 1", 30),
        ("3", "&$top=1", 20),
        ("4", "100% + #1? ü", 10),
    ] {
        let identities = json!([{ "issuer": name, "scopes": [id] }]);
        service.put(
            "/users",
            json!({ "id": id, "displayName": name, "age": age, "identities": identities }),
        );
    }
    let endpoint = Endpoint::new(service.root());
    let users = query
        .at(&UserCollectionPath)
        .bearer(TOKEN)
        .pages(&endpoint, send)
        .items()
        .map(|user| user.unwrap().base.id.unwrap());
    users.collect()
}

#[test]
fn a_string_in_a_filter_stays_a_string() {
    for (id, name) in [
        ("1", "O'Neil"),
        ("2", "a' or 1 eq 1"),
        ("3", "&$top=1"),
        ("4", "100% + #1? ü"),
    ] {
        assert_eq!(
            found(User::list().filter(|user| user.display_name.eq(name))),
            [id],
            "{name}"
        );
        assert_eq!(
            found(User::list().filter(|user| user.display_name.starts_with(name))),
            [id],
            "{name}"
        );
        assert_eq!(
            found(User::list().filter(|user| user.display_name.is_in([name, "nobody"]))),
            [id],
            "{name}"
        );
        assert_eq!(
            found(
                User::list()
                    .filter(|user| user.identities.any(|identity| identity.issuer.eq(name)))
            ),
            [id],
            "{name}"
        );
    }
    assert_eq!(
        found(User::list().filter(|user| user.display_name.eq("O''Neil"))),
        [""; 0]
    );
}

#[test]
fn a_service_reads_a_filter_as_it_was_meant() {
    let of = |query: fn(Query<User, EntityCollection>) -> Query<User, EntityCollection>| {
        found(query(User::list()))
    };
    assert_eq!(of(|q| q.filter(|u| u.age.gt(20))), ["1", "2"]);
    assert_eq!(
        of(|q| q.filter(|u| u.age.ge(20)).order_by(|u| u.age)),
        ["3", "2", "1"]
    );
    assert_eq!(
        of(|q| q.filter(|u| u.age.eq(10).or(u.age.eq(20)).and(u.id.ne("3")))),
        ["4"]
    );
    assert_eq!(
        of(|q| q.filter(|u| u.age.eq(10).and(u.id.eq("4")).or(u.age.eq(20)))),
        ["3", "4"]
    );
    assert_eq!(
        of(|q| q.filter(|u| !(u.age.eq(10).or(u.age.lt(30))))),
        ["1", "2"]
    );
    assert_eq!(
        of(|q| q.filter(|u| u
            .identities
            .any(|i| i.scopes.any(|s| s.eq("2").or(s.eq("4")))))),
        ["2", "4"]
    );
    assert_eq!(
        of(|q| q.order_by(|u| u.id.descending()).skip(1).top(2)),
        ["3", "2"]
    );
}
