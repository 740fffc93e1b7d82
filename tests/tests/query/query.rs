//! Queries: the options that they send, byte by byte.

use graph_model::query::{ExpandItem, Instance, Search};
use graph_model::{Endpoint, RequestBuilder, RequestError};
use graph_model_tests::directory::{Group, GroupPath, User, UserCollectionPath, UserPath};
use graph_model_tests::intune::{
    DeviceCompliancePolicyAssignment, DeviceCompliancePolicyAssignmentCollectionPath,
    DeviceCompliancePolicyCollectionPath, Windows10CompliancePolicy,
};
use graph_model_tests::stand_in::TOKEN;

/// Returns the query string as it is sent.
fn sent<A>(request: RequestBuilder<A>) -> String {
    let request = request.build(&Endpoint::V1_0).unwrap();
    assert_eq!(request.method(), "GET");
    assert_eq!(request.body(), b"");
    request.uri().query().unwrap_or_default().to_owned()
}

#[test]
fn one_entity_is_requested_by_its_path() {
    let request = User::get()
        .select(|user| (user.id, user.display_name, user.joined))
        .expand(|user| user.manager)
        .at(&UserPath { user_id: "a/b" })
        .bearer(TOKEN)
        .build(&Endpoint::BETA)
        .unwrap();
    assert_eq!(request.method(), "GET");
    assert_eq!(
        request.uri(),
        "https://graph.microsoft.com/beta/users/a%2Fb?$select=id,displayName,azureADJoin&$expand=manager"
    );
    assert_eq!(request.headers().len(), 3);
    assert_eq!(
        request.headers()["authorization"],
        format!("Bearer {TOKEN}")
    );
    assert_eq!(request.body(), b"");
}

#[test]
fn a_query_for_everything_has_no_options() {
    assert_eq!(sent(User::get().at(&UserPath { user_id: "4f" })), "");
    assert_eq!(sent(User::list().at(&UserCollectionPath)), "");
}

#[test]
fn options_are_always_written_in_the_same_order() {
    let query = User::list()
        .count()
        .skip(20)
        .top(10)
        .order_by(|user| (user.age.descending(), user.display_name))
        .filter(|user| user.age.gt(17))
        .expand(|user| (user.manager, user.direct_reports))
        .select(|user| [user.display_name, user.joined])
        .select(|user| user.age);
    assert_eq!(
        sent(query.at(&UserCollectionPath)),
        "$select=displayName,azureADJoin,age&$expand=manager,directReports&$filter=age%20gt%2017\
         &$orderby=age%20desc,displayName&$top=10&$skip=20&$count=true"
    );
}

#[test]
fn select_all_selects_all_modelled_properties_and_no_relationships() {
    assert_eq!(
        sent(Group::get().select_all().at(&GroupPath { group_id: "4f" })),
        "$select=id,displayName,description,visibility,groupTypes,mailNickname,createdDateTime"
    );
    assert_eq!(
        sent(
            Windows10CompliancePolicy::list()
                .select_all()
                .at(&DeviceCompliancePolicyCollectionPath)
        ),
        "$select=id,description,displayName,version,passwordRequired,passwordMinimumLength,osMinimumVersion"
    );
}

#[test]
fn expanded_entities_have_their_own_query() {
    let query = User::get().expand(|user| {
        (
            user.manager
                .query(|manager| manager.select(|user| user.display_name)),
            user.direct_reports.query(|reports| {
                reports
                    .filter(|user| user.display_name.eq("a;b)c&d"))
                    .expand(|user| user.manager)
                    .top(2)
            }),
        )
    });
    let query = sent(query.at(&UserPath { user_id: "4f" }));
    assert_eq!(
        percent_encoding::percent_decode_str(&query)
            .decode_utf8()
            .unwrap(),
        "$expand=manager($select=displayName),\
         directReports($expand=manager;$filter=displayName eq 'a;b)c&d';$top=2)"
    );
    assert_eq!(
        query.matches('&').count(),
        0,
        "what belongs to the value is encoded"
    );
}

#[test]
fn references_and_counts_take_the_options_that_choose_entities() {
    let options = |expand: fn(&Instance<User>) -> ExpandItem| {
        let request = User::list().expand(expand).at(&UserCollectionPath);
        let request = request.build(&Endpoint::V1_0).unwrap();
        let query = request.uri().query().unwrap().to_owned();
        let query = percent_encoding::percent_decode_str(&query);
        query.decode_utf8().unwrap().into_owned()
    };
    assert_eq!(
        options(|user| {
            let reports = user.direct_reports.query(|reports| {
                reports
                    .search(|_| Search::word("Ada"))
                    .filter(|user| user.account_enabled)
                    .order_by(|user| user.age)
                    .top(2)
                    .skip(1)
                    .count()
            });
            reports.references()
        }),
        "$expand=directReports/$ref($search=Ada;$filter=accountEnabled;$orderby=age;$top=2;$skip=1;$count=true)"
    );
    assert_eq!(
        options(|user| {
            let reports = user.direct_reports.query(|reports| {
                reports
                    .search(|_| Search::word("Ada"))
                    .filter(|user| user.account_enabled)
            });
            reports.count()
        }),
        "$expand=directReports/$count($search=Ada;$filter=accountEnabled)"
    );
}

#[test]
fn an_option_can_be_given_only_once() {
    let list = || {
        User::list()
            .top(5)
            .filter(|user| user.age.eq(1))
            .at(&UserCollectionPath)
    };
    assert_eq!(
        sent(list().query("$search", "\"displayName:O'Neil & Sons\"")),
        "$filter=age%20eq%201&$top=5&$search=%22displayName:O'Neil%20%26%20Sons%22"
    );
    for name in ["$filter", "$top"] {
        let error = list().query(name, "x").build(&Endpoint::V1_0).unwrap_err();
        assert_eq!(
            error,
            RequestError::RepeatedOption {
                name: name.to_owned()
            }
        );
    }
}

#[test]
fn properties_may_be_given_as_a_list() {
    let names = |user: &Instance<User>| vec![user.display_name, user.joined];
    assert_eq!(
        sent(
            User::list()
                .select(names)
                .order_by(names)
                .at(&UserCollectionPath)
        ),
        "$select=displayName,azureADJoin&$orderby=displayName,azureADJoin"
    );
}

#[test]
fn an_expansion_can_be_cast_to_a_derived_type() {
    let query =
        User::get().expand(|user| user.direct_reports.query(|reports| reports.cast().top(1)));
    let query = sent(query.at(&UserPath { user_id: "4f" }));
    assert_eq!(
        query,
        "$expand=directReports/microsoft.graph.user($top%3D1)"
    );
}

#[test]
fn inherited_properties_are_used_like_own_properties() {
    let query = Windows10CompliancePolicy::list()
        .select(|policy| (policy.id, policy.display_name, policy.password_required))
        .filter(|policy| {
            policy
                .display_name
                .eq("Baseline")
                .and(policy.password_required.eq(true))
        })
        .cast();
    let request = query
        .at(&DeviceCompliancePolicyCollectionPath)
        .build(&Endpoint::V1_0)
        .unwrap();
    assert_eq!(
        request.uri(),
        "https://graph.microsoft.com/v1.0/deviceManagement/deviceCompliancePolicies/microsoft.graph.windows10CompliancePolicy\
         ?$select=id,displayName,passwordRequired&$filter=displayName%20eq%20'Baseline'%20and%20passwordRequired%20eq%20true"
    );
}

#[test]
fn the_path_of_a_collection_has_the_values_before_the_key() {
    let path = DeviceCompliancePolicyAssignmentCollectionPath {
        device_compliance_policy_id: "a/b",
    };
    assert_eq!(
        path.to_string(),
        "/deviceManagement/deviceCompliancePolicies/a%2Fb/assignments"
    );
    let request = DeviceCompliancePolicyAssignment::list()
        .at(&path)
        .build(&Endpoint::V1_0)
        .unwrap();
    assert_eq!(request.uri().path(), format!("/v1.0{path}"));
    let path = DeviceCompliancePolicyAssignmentCollectionPath {
        device_compliance_policy_id: "",
    };
    assert_eq!(
        DeviceCompliancePolicyAssignment::list()
            .at(&path)
            .build(&Endpoint::V1_0)
            .unwrap_err()
            .to_string(),
        "the path value `deviceCompliancePolicyId` is empty"
    );
}

#[test]
fn entities_can_be_ordered_by_a_part_of_a_complex_property() {
    let by_city = User::list().order_by(|user| user.office.of(|office| office.city));
    assert_eq!(
        sent(by_city.at(&UserCollectionPath)),
        "$orderby=office/city"
    );
}
