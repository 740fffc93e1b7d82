//! Rolls a stricter password rule out to a group, against a stand-in service in this process:
//!
//! ```sh
//! cargo run -p intune --example roll_out
//! ```
//!
//! The service has more policies than fit on a page. Now and then it asks the client to wait, with
//! status 429 or 503 and `Retry-After`. A middleware of the HTTP client handles that; the SDK sees
//! only the final responses.

use std::error::Error;
use std::fmt::Display;

use graph_model_tests::stand_in::{StandIn, TOKEN};
use intune::graph_model::query::EntityCollection;
use intune::graph_model::{Endpoint, Query, Tracked};
use intune::{
    AnyCompliancePolicy, AnyDeviceAndAppManagementAssignmentTarget, DeviceCompliancePolicyAssign,
    DeviceCompliancePolicyAssignment, DeviceCompliancePolicyAssignmentCollectionPath,
    DeviceCompliancePolicyAssignmentPath, DeviceCompliancePolicyCollectionPath,
    DeviceCompliancePolicyPath, Group, GroupCollectionPath, to_group,
};
use reessaie::{RetryAfterMiddleware, RetryAfterPolicy};
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware};
use serde_json::json;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let service = StandIn::start()?;
    fill(&service);
    roll_out(&service).await
}

async fn roll_out(service: &StandIn) -> Result<(), Box<dyn Error>> {
    let graph = &Endpoint::new(service.root());
    let client = client();
    let send = |request| send(&client, request);

    title("Policies whose name starts with `Baseline`, page by page");
    let mut next = Some(
        Query::<AnyCompliancePolicy, EntityCollection>::new()
            .filter(|policy| policy.display_name.starts_with("Baseline"))
            .order_by(|policy| policy.display_name)
            .at(&DeviceCompliancePolicyCollectionPath),
    );
    let mut windows = None;
    service.disturb(429, "1");
    while let Some(request) = next {
        let page = request.bearer(TOKEN).send_async(graph, &send).await?;
        next = page.next_request();
        for policy in page.value {
            println!("  {}", described(&policy));
            if let AnyCompliancePolicy::Windows10(policy) = policy {
                windows = Some(policy);
            }
        }
    }
    log(service);
    let policy = windows.ok_or("there is no policy for Windows")?;
    let id = policy.id.clone().unwrap_or_default();
    let path = DeviceCompliancePolicyPath {
        device_compliance_policy_id: &id,
    };

    title("Its passwords get longer, and only that is sent");
    let mut policy = Tracked::new(policy);
    policy.password_minimum_length = Some(14);
    if let Some(changes) = policy.changes() {
        service.disturb(503, "1");
        let request = changes.at(&path).prefer_representation().bearer(TOKEN);
        policy.saved(request.send_async(graph, &send).await?);
    }
    let (length, etag) = (policy.password_minimum_length, policy.etag());
    println!("  {} characters, version {}", shown(length), shown(etag));
    log(service);

    title("The policy is assigned to the group `Pilots`");
    let groups = Group::list()
        .select(|group| (group.id, group.display_name))
        .filter(|group| group.display_name.eq("Pilots"))
        .at(&GroupCollectionPath)
        .bearer(TOKEN);
    let groups = groups.send_async(graph, &send).await?.value;
    let group = groups.first().and_then(|group| group.id.as_deref());
    let group = group.ok_or("there is no such group")?;
    let old = assignments(graph, &client, &id).await?;
    let both = old.into_iter().chain([to_group(group)]).collect();
    let assign = DeviceCompliancePolicyAssign {
        assignments: Some(both),
    };
    let assigned = assign.at(&path).bearer(TOKEN);
    for assignment in assigned.send_async(graph, &send).await?.value {
        println!("  {}", assigned_to(&assignment));
    }
    log(service);

    title("The assignment to all devices goes");
    for assignment in assignments(graph, &client, &id).await? {
        if let Some(AnyDeviceAndAppManagementAssignmentTarget::AllDevicesAssignmentTarget(_)) =
            assignment.target
        {
            let path = DeviceCompliancePolicyAssignmentPath {
                device_compliance_policy_id: &id,
                device_compliance_policy_assignment_id: assignment
                    .id
                    .as_deref()
                    .unwrap_or_default(),
            };
            let request = DeviceCompliancePolicyAssignment::delete(&path).bearer(TOKEN);
            request.send_async(graph, &send).await?;
        }
    }
    for assignment in assignments(graph, &client, &id).await? {
        println!("  {}", assigned_to(&assignment));
    }
    log(service);
    Ok(())
}

/// Returns the assignments of a policy. They never fill more than two pages.
async fn assignments(
    graph: &Endpoint,
    client: &ClientWithMiddleware,
    policy: &str,
) -> Result<Vec<DeviceCompliancePolicyAssignment>, Box<dyn Error>> {
    let path = DeviceCompliancePolicyAssignmentCollectionPath {
        device_compliance_policy_id: policy,
    };
    let mut assignments = Vec::new();
    let mut next = Some(DeviceCompliancePolicyAssignment::list().at(&path));
    while let Some(request) = next {
        let request = request.bearer(TOKEN);
        let page = request
            .send_async(graph, |request| send(client, request))
            .await?;
        next = page.next_request();
        assignments.extend(page.value);
    }
    Ok(assignments)
}

/// Returns a client that waits for as long as `Retry-After` says and then retries, three times at
/// most.
fn client() -> ClientWithMiddleware {
    let policy = RetryAfterPolicy::with_max_retries(3);
    ClientBuilder::new(reqwest::Client::new())
        .with(RetryAfterMiddleware::new_with_policy(policy))
        .build()
}

/// Sends a request and reads the whole body.
async fn send(
    client: &ClientWithMiddleware,
    request: http::Request<Vec<u8>>,
) -> Result<http::Response<Vec<u8>>, reqwest_middleware::Error> {
    let response = client.execute(request.try_into()?).await?;
    let mut answer = http::Response::new(Vec::new());
    *answer.status_mut() = response.status();
    answer.headers_mut().clone_from(response.headers());
    *answer.body_mut() = response.bytes().await?.into();
    Ok(answer)
}

fn described(policy: &AnyCompliancePolicy) -> String {
    let name = |policy: &intune::DeviceCompliancePolicy| shown(policy.display_name.as_ref());
    match policy {
        AnyCompliancePolicy::Windows10(policy) => format!(
            "{} (Windows, at least {} characters)",
            name(policy),
            shown(policy.password_minimum_length)
        ),
        AnyCompliancePolicy::Ios(policy) => format!("{} (iOS)", name(policy)),
        AnyCompliancePolicy::Unknown(object) => {
            let name: Option<String> = object.get("displayName").and_then(|name| name.parse().ok());
            format!(
                "{} ({}, not modelled)",
                shown(name),
                shown(object.type_name())
            )
        }
    }
}

fn assigned_to(assignment: &DeviceCompliancePolicyAssignment) -> String {
    use AnyDeviceAndAppManagementAssignmentTarget as Target;
    let target = match &assignment.target {
        Some(Target::GroupAssignmentTarget(target)) => {
            format!("the group {}", shown(target.group_id.as_ref()))
        }
        Some(Target::AllDevicesAssignmentTarget(_)) => "all devices".to_owned(),
        other => format!("{other:?}"),
    };
    format!("{}: {target}", shown(assignment.id.as_ref()))
}

fn shown<T: Display>(value: Option<T>) -> String {
    value.map_or_else(|| "?".to_owned(), |value| value.to_string())
}

fn title(text: &str) {
    println!("{text}\n");
}

/// Prints the requests that the service received, with the status of each response.
fn log(service: &StandIn) {
    println!();
    for received in service.take_received() {
        let url = received.url.replace("%20", " ").replace("%27", "'");
        println!("    {} {} {url}", received.status, received.method);
        if !received.body.is_null() {
            println!("        {}", received.body);
        }
    }
    println!();
}

fn fill(service: &StandIn) {
    let policies = "/deviceManagement/deviceCompliancePolicies";
    for (id, kind, name) in [
        ("p1", "android", "Baseline for Android"),
        ("p2", "ios", "Baseline for iOS"),
        ("p3", "windows10", "Baseline for Windows"),
        ("p4", "ios", "Kiosk"),
    ] {
        let tag = format!("#microsoft.graph.{kind}CompliancePolicy");
        let mut policy = json!({ "@odata.type": tag, "id": id, "displayName": name });
        if kind == "windows10" {
            policy["passwordMinimumLength"] = json!(8);
        }
        service.put(policies, policy);
    }
    service.put(
        &format!("{policies}/p3/assignments"),
        json!({
            "@odata.type": "#microsoft.graph.deviceCompliancePolicyAssignment",
            "id": "everywhere",
            "target": { "@odata.type": "microsoft.graph.allDevicesAssignmentTarget" },
        }),
    );
    for (id, name) in [("g1", "Everybody"), ("g2", "Pilots")] {
        service.put("/groups", json!({ "id": id, "displayName": name }));
    }
}
