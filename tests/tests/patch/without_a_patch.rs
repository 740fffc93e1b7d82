//! Types with `patch = none`, which no client updates.

use graph_model::{Endpoint, Patch, StructuredType, graph_complex, graph_entity};

#[graph_complex(odata = "contoso.limits", patch = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    pub seats: Option<i32>,
}

#[graph_entity(odata = "contoso.plan", path = "/plans/{planId}", patch = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    pub name: Option<String>,
    pub limits: Option<Limits>,
    // With a patch, the setter would hide one of its own methods.
    pub is_empty: Option<bool>,
}

#[graph_entity(odata = "contoso.draftPlan", base = Plan)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DraftPlan {
    pub notes: Option<String>,
}

fn plan() -> Plan {
    Plan {
        name: Some("Small".into()),
        limits: Some(Limits { seats: Some(5) }),
        ..Plan::default()
    }
}

const TEXT: &str = concat!(
    r##"{"@odata.type":"#contoso.plan","name":"Small","##,
    r##""limits":{"@odata.type":"#contoso.limits","seats":5}}"##
);

#[test]
fn a_type_without_a_patch_is_read_and_written_like_any_other() {
    assert_eq!(serde_json::from_str::<Plan>(TEXT).unwrap(), plan());
    assert_eq!(serde_json::to_string(&plan()).unwrap(), TEXT);
}

#[test]
fn a_type_without_a_patch_has_all_other_requests() {
    let endpoint = Endpoint::new("https://api.contoso.com/v1");
    let path = PlanPath { plan_id: "4f" };
    let get = Plan::get()
        .select(|plan| (plan.name, plan.limits))
        .at(&path)
        .build(&endpoint)
        .unwrap();
    assert_eq!(
        get.uri(),
        "https://api.contoso.com/v1/plans/4f?$select=name,limits"
    );
    let create = Plan::create(&plan())
        .at(&PlanCollectionPath)
        .build(&endpoint)
        .unwrap();
    assert_eq!(create.body().as_slice(), TEXT.as_bytes());
    let delete = Plan::delete(&path).build(&endpoint).unwrap();
    assert_eq!(delete.method(), "DELETE");
}

#[test]
fn a_derived_type_may_have_a_patch_of_its_own() {
    let patch = DraftPlan::patch()
        .set(|plan| plan.name, "Large")
        .notes("unfinished");
    assert_eq!(
        serde_json::to_string(&patch).unwrap(),
        r##"{"@odata.type":"#contoso.draftPlan","name":"Large","notes":"unfinished"}"##
    );
}

#[test]
fn generic_code_still_compares_values_of_the_type() {
    let changes = StructuredType::changes_since(&plan(), &Plan::default());
    assert_eq!(serde_json::to_string(&changes).unwrap(), TEXT);
}

#[test]
fn the_changes_of_the_type_are_compared_and_shown_like_a_patch() {
    let changes = |after: &Plan| StructuredType::changes_since(after, &Plan::default());
    assert_eq!(changes(&plan()), changes(&plan()));
    assert_ne!(changes(&plan()), changes(&Plan::default()));
    assert_eq!(
        format!("{:?}", changes(&plan())),
        format!("NoPatch({TEXT})")
    );
}
