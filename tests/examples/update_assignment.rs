//! Assigns a device compliance policy to a group, with one typed PATCH.
//!
//! Without `GRAPH_TOKEN`, it talks to a stand-in service in this process, on loopback:
//!
//! ```sh
//! cargo run --example update_assignment
//! ```
//!
//! With your own token and ids, it does the same against Microsoft Graph beta, over TLS:
//!
//! ```sh
//! GRAPH_TOKEN=… cargo run --example update_assignment -- POLICY_ID ASSIGNMENT_ID GROUP_ID
//! ```

use std::error::Error;
use std::process::ExitCode;
use std::time::Duration;

use graph_model::{Endpoint, UnknownObject, Updated, graph_complex, graph_entity, graph_union};
use graph_model_tests::{assignment_service, stand_in};

/// The target of an assignment.
#[graph_complex(odata = "microsoft.graph.deviceAndAppManagementAssignmentTarget", tag = bare)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeviceAndAppManagementAssignmentTarget {}

/// The members of a group.
#[graph_complex(
    odata = "microsoft.graph.groupAssignmentTarget",
    base = DeviceAndAppManagementAssignmentTarget,
    tag = bare,
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GroupAssignmentTarget {
    /// The id of the group.
    pub group_id: Option<String>,
}

/// Every target that Graph may send for a property of the base type.
#[graph_union]
#[derive(Clone, Debug, PartialEq)]
pub enum AssignmentTarget {
    /// The base type itself.
    Base(DeviceAndAppManagementAssignmentTarget),
    /// The members of a group.
    Group(GroupAssignmentTarget),
    /// A type that is not modelled here.
    #[graph(unknown)]
    Unknown(UnknownObject),
}

/// Assigns a compliance policy to a target.
#[graph_entity(
    odata = "microsoft.graph.deviceCompliancePolicyAssignment",
    path = "/deviceManagement/deviceCompliancePolicies/{deviceCompliancePolicyId}/assignments/{deviceCompliancePolicyAssignmentId}",
    permissions(
        delegated = ["DeviceManagementConfiguration.ReadWrite.All"],
        application = ["DeviceManagementConfiguration.ReadWrite.All"],
    ),
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeviceCompliancePolicyAssignment {
    /// Target for the compliance policy assignment.
    pub target: Option<AssignmentTarget>,
}

/// The destination of the request, and the objects that it is about.
struct Job {
    endpoint: Endpoint,
    token: String,
    policy: String,
    assignment: String,
    group: String,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("The assignment was not updated: {error}");
            let mut cause = error.source();
            while let Some(error) = cause {
                eprintln!("  because: {error}");
                cause = error.source();
            }
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let Ok(token) = std::env::var("GRAPH_TOKEN") else {
        let service = assignment_service::start()?;
        println!(
            "A stand-in for Microsoft Graph listens on {}\n",
            service.root()
        );
        return update(&Job {
            endpoint: Endpoint::new(service.root()),
            token: stand_in::TOKEN.to_owned(),
            policy: assignment_service::POLICY.to_owned(),
            assignment: assignment_service::ASSIGNMENT.to_owned(),
            group: "acbd18db-4cc2-4f85-8ced-ef654fccc4a4".to_owned(),
        });
    };
    let mut arguments = std::env::args().skip(1);
    let ids = (arguments.next(), arguments.next(), arguments.next());
    let (Some(policy), Some(assignment), Some(group)) = ids else {
        return Err(
            "GRAPH_TOKEN is set, so give the ids of a policy, its assignment and a group".into(),
        );
    };
    update(&Job {
        endpoint: Endpoint::BETA,
        token,
        policy,
        assignment,
        group,
    })
}

fn update(job: &Job) -> Result<(), Box<dyn Error>> {
    let path = DeviceCompliancePolicyAssignmentPath {
        device_compliance_policy_id: &job.policy,
        device_compliance_policy_assignment_id: &job.assignment,
    };
    let target = GroupAssignmentTarget {
        group_id: Some(job.group.clone()),
        ..Default::default()
    };
    let request = DeviceCompliancePolicyAssignment::patch()
        .target(target)
        .at(&path)
        .bearer(&job.token)
        .build(&job.endpoint)?;
    show_request(&request)?;

    let response = send(request)?;
    show_response(&response);

    match DeviceCompliancePolicyAssignment::from_response(response)? {
        Updated::Entity { entity, .. } => println!("The updated assignment: {entity:#?}"),
        Updated::NoContent { .. } => println!("The assignment is updated."),
    }
    Ok(())
}

/// Sends a request with ureq and reads the whole body.
fn send(request: http::Request<Vec<u8>>) -> Result<http::Response<Vec<u8>>, Box<dyn Error>> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        // The body of an error response says what is wrong, so it is read as well.
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(30)))
        .build()
        .into();
    let (head, mut body) = agent.run(request)?.into_parts();
    Ok(http::Response::from_parts(head, body.read_to_vec()?))
}

fn show_request(request: &http::Request<Vec<u8>>) -> Result<(), Box<dyn Error>> {
    println!("{} {}", request.method(), request.uri());
    show_headers(request.headers());
    println!("\n{}\n", pretty(request.body())?);
    Ok(())
}

fn show_response(response: &http::Response<Vec<u8>>) {
    println!("{}", response.status());
    show_headers(response.headers());
    match pretty(response.body()) {
        Ok(body) => println!("\n{body}\n"),
        Err(_) => println!(),
    }
}

fn show_headers(headers: &http::HeaderMap) {
    for (name, value) in headers {
        match value.to_str() {
            Ok(text) if !value.is_sensitive() => println!("{name}: {text}"),
            _ => println!("{name}: (hidden)"),
        }
    }
}

/// Returns the same JSON with line breaks. Its members keep their order.
fn pretty(json: &[u8]) -> Result<String, Box<dyn Error>> {
    let mut text = Vec::new();
    serde_transcode::transcode(
        &mut serde_json::Deserializer::from_slice(json),
        &mut serde_json::Serializer::pretty(&mut text),
    )?;
    Ok(String::from_utf8(text)?)
}
