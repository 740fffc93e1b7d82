//! Handles and the closures that they are passed to. A handle works in its closure and in the
//! closures inside it, and nowhere else.

use std::cell::Cell;

use graph_model::query::{EntityCollection, PropertyPath, PropertyScope, QueryError, Queryable};
use graph_model::{EdmType, Endpoint, Property, Query, RequestError, graph_entity};
use graph_model_tests::directory::{User, UserCollectionPath, UserProperties};

fn build(query: Query<User, EntityCollection>) -> Result<String, RequestError> {
    let request = query.at(&UserCollectionPath).build(&Endpoint::V1_0)?;
    let options = request.uri().query().unwrap_or_default();
    Ok(percent_encoding::percent_decode_str(options)
        .decode_utf8()
        .unwrap()
        .into_owned())
}

fn out_of_scope(property: &str) -> Result<String, RequestError> {
    Err(RequestError::Query(QueryError::OutOfScope {
        property: property.to_owned(),
    }))
}

fn written(query: Query<User, EntityCollection>) -> String {
    build(query).unwrap()
}

#[test]
fn an_outer_handle_keeps_its_path_in_an_inner_closure() {
    assert_eq!(
        written(User::list().filter(|user| {
            user.office.of(|office| {
                let office_of_the_manager = user
                    .manager
                    .of(|manager| manager.office.of(|other| other.city.is_null()));
                office.city.eq("Bonn").and(office_of_the_manager)
            })
        })),
        "$filter=office/city eq 'Bonn' and manager/office/city eq null"
    );
    assert_eq!(
        written(User::list().filter(|user| {
            user.office.of(|office| {
                user.direct_reports
                    .any(|report| report.age.gt(60).and(office.city.eq("Bonn")))
            })
        })),
        "$filter=directReports/any(item1:item1/age gt 60 and office/city eq 'Bonn')"
    );
}

#[test]
fn a_condition_that_was_built_outside_keeps_its_path_inside() {
    assert_eq!(
        written(User::list().filter(|user| {
            let in_bonn = user.office.of(|office| office.city.eq("Bonn"));
            let mail = user.proxy_addresses.any(|address| address.eq("a"));
            user.direct_reports
                .any(|report| report.age.gt(60).and(in_bonn).and(mail))
        })),
        "$filter=directReports/any(item1:item1/age gt 60 and office/city eq 'Bonn' \
         and proxyAddresses/any(item2:item2 eq 'a'))"
    );
}

#[test]
fn one_closure_can_return_several_properties_of_a_complex_value() {
    assert_eq!(
        written(
            User::list()
                .select(|user| {
                    (
                        user.id,
                        user.office.of(|office| (office.city, office.geo)),
                        user.office.of(|office| vec![office.city]),
                    )
                })
                .order_by(|user| user.office.of(|office| [
                    office.city.descending(),
                    office.geo.of(|geo| geo.latitude).descending()
                ]))
        ),
        "$select=id,office/city,office/geo,office/city&$orderby=office/city desc,office/geo/latitude desc"
    );
}

#[test]
fn a_condition_can_be_used_again_in_a_closure_that_is_called_later() {
    // The strings are declared outside, so that the closures have similar stack frames.
    let (name, city) = (String::from("x"), String::from("y"));
    assert_eq!(
        written(User::list().filter(|user| {
            let reports = user
                .direct_reports
                .any(|report| report.display_name.eq(name.as_str()));
            user.manager
                .of(|manager| reports.clone().and(manager.display_name.eq(city.as_str())))
        })),
        "$filter=directReports/any(item1:item1/displayName eq 'x') and manager/displayName eq 'y'"
    );
    assert_eq!(
        written(User::list().filter(|user| {
            user.manager.of(|manager| {
                let addresses = manager
                    .proxy_addresses
                    .any(|address| address.eq(name.as_str()));
                manager
                    .office
                    .of(|office| addresses.clone().and(office.city.eq(city.as_str())))
            })
        })),
        "$filter=manager/proxyAddresses/any(item1:item1 eq 'x') and manager/office/city eq 'y'"
    );
}

#[test]
fn a_handle_outside_its_closure_is_an_error_that_names_the_property() {
    let kept = Cell::new(None);
    let of_an_office = |user: &UserProperties| {
        user.office.of(|office| {
            kept.set(Some(office.city));
            office.city.is_null()
        })
    };

    let filter = User::list().filter(|user| {
        let inside = of_an_office(user);
        inside.and(kept.get().unwrap().eq("Bonn"))
    });
    assert_eq!(build(filter), out_of_scope("city"));

    let select = User::list().select(|user| {
        let _ = of_an_office(user);
        kept.get().unwrap()
    });
    assert_eq!(build(select), out_of_scope("city"));

    let order_by = User::list().order_by(|user| {
        let _ = of_an_office(user);
        kept.get().unwrap().descending()
    });
    assert_eq!(build(order_by), out_of_scope("city"));

    let sibling = User::list().filter(|user| {
        let inside = of_an_office(user);
        inside.and(
            user.manager
                .of(|manager| manager.office.of(|_| kept.get().unwrap().eq("Bonn"))),
        )
    });
    assert_eq!(build(sibling), out_of_scope("city"));

    let item_of_a_sibling = User::list().filter(|user| {
        let inside = of_an_office(user);
        inside.and(user.direct_reports.any(|_| kept.get().unwrap().eq("Bonn")))
    });
    assert_eq!(build(item_of_a_sibling), out_of_scope("city"));

    let nested_query = User::list().expand(|user| {
        let _ = of_an_office(user);
        user.direct_reports
            .query(|reports| reports.filter(|_| kept.get().unwrap().eq("Bonn")))
    });
    assert_eq!(build(nested_query), out_of_scope("city"));

    let item = Cell::new(None);
    let filter = User::list().filter(|user| {
        let inside = user.proxy_addresses.any(|address| {
            item.set(Some(*address));
            address.eq("a")
        });
        inside.and(item.get().unwrap().eq("b"))
    });
    assert_eq!(build(filter), out_of_scope("item"));
}

#[test]
fn the_query_of_an_expanded_relationship_can_use_only_its_own_entities() {
    let filter = User::list().expand(|user| {
        user.direct_reports
            .query(|reports| reports.filter(|report| report.age.gt(1).and(user.quota.gt(2))))
    });
    assert_eq!(build(filter), out_of_scope("quota"));
    let select = User::list().expand(|user| {
        user.direct_reports
            .query(|reports| reports.select(|report| (report.age, user.quota)))
    });
    assert_eq!(build(select), out_of_scope("quota"));
}

#[test]
fn a_handle_of_another_query_is_an_error_that_names_the_property() {
    let kept = Cell::new(None);
    let _ = User::list().select(|user| {
        kept.set(Some((user.age, user.direct_reports)));
        user.age
    });
    let (age, reports) = kept.get().unwrap();
    assert_eq!(
        build(User::list().filter(|_| age.eq(1))),
        out_of_scope("age")
    );
    assert_eq!(
        build(User::list().expand(|_| reports)),
        out_of_scope("directReports")
    );
}

#[test]
fn a_handle_shows_the_name_on_the_wire() {
    let mut shown = Vec::new();
    let query = User::list().filter(|user| {
        shown.push((user.joined.to_string(), format!("{:?}", user.joined)));
        let reports = user.direct_reports;
        shown.push((reports.to_string(), format!("{reports:?}")));
        shown.push((user.joined.name().into(), reports.name().into()));
        user.joined.is_null()
    });
    assert_eq!(written(query), "$filter=azureADJoin eq null");
    let shown: Vec<(&str, &str)> = shown
        .iter()
        .map(|(name, debugged)| (name.as_str(), debugged.as_str()))
        .collect();
    assert_eq!(
        shown,
        [
            ("azureADJoin", "PropertyPath(azureADJoin)"),
            ("directReports", "NavigationPropertyPath(directReports)"),
            ("azureADJoin", "directReports"),
        ]
    );
}

/// A label whose handle comes with what its scope prints.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
struct Label(String);

impl Property for Label {
    const EDM_TYPE: EdmType = EdmType::String;
}

impl Queryable for Label {
    type Properties = (String, PropertyPath<Self>);

    fn properties(scope: PropertyScope) -> Self::Properties {
        (format!("{scope:?}"), scope.value())
    }
}

#[graph_entity(odata = "contoso.site", path = "/sites/{siteId}")]
#[derive(Clone, Debug, Default, PartialEq)]
struct Site {
    labels: Vec<Label>,
}

#[test]
fn a_scope_prints_nothing_that_differs_from_run_to_run() {
    let mut shown = String::new();
    let query = Site::list().filter(|site| {
        site.labels.any(|label| {
            shown.clone_from(&label.0);
            label.1.is_null()
        })
    });
    assert_eq!(shown, "PropertyScope { .. }");
    let request = query.at(&SiteCollectionPath).build(&Endpoint::V1_0);
    assert_eq!(
        request.unwrap().uri().query(),
        Some("$filter=labels/any(item1:item1%20eq%20null)")
    );
}
