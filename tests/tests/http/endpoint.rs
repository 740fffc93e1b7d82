//! Endpoints: the addresses of the clouds, and the addresses that are refused.

use graph_model::path::EndpointError;
use graph_model::{Endpoint, RequestBuilder, RequestError, Updated};
use graph_model_tests::intune::{DeviceCompliancePolicy, DeviceCompliancePolicyPath};

fn builder() -> RequestBuilder<Updated<DeviceCompliancePolicy>> {
    DeviceCompliancePolicy::patch()
        .display_name("Baseline")
        .at(&DeviceCompliancePolicyPath {
            device_compliance_policy_id: "7d",
        })
}

#[test]
fn every_cloud_has_its_endpoints() {
    for (endpoint, url) in [
        (Endpoint::V1_0, "https://graph.microsoft.com/v1.0"),
        (Endpoint::BETA, "https://graph.microsoft.com/beta"),
        (
            Endpoint::US_GOVERNMENT_L4_V1_0,
            "https://graph.microsoft.us/v1.0",
        ),
        (
            Endpoint::US_GOVERNMENT_L4_BETA,
            "https://graph.microsoft.us/beta",
        ),
        (
            Endpoint::US_GOVERNMENT_L5_V1_0,
            "https://dod-graph.microsoft.us/v1.0",
        ),
        (
            Endpoint::US_GOVERNMENT_L5_BETA,
            "https://dod-graph.microsoft.us/beta",
        ),
        (
            Endpoint::CHINA_V1_0,
            "https://microsoftgraph.chinacloudapi.cn/v1.0",
        ),
        (
            Endpoint::CHINA_BETA,
            "https://microsoftgraph.chinacloudapi.cn/beta",
        ),
        (
            Endpoint::new("http://localhost:8080/odata/"),
            "http://localhost:8080/odata",
        ),
        (Endpoint::new("http://[::1]:8080"), "http://[::1]:8080"),
    ] {
        let request = builder().build(&endpoint).unwrap();
        assert_eq!(
            request.uri().to_string(),
            format!("{url}/deviceManagement/deviceCompliancePolicies/7d")
        );
    }
}

#[test]
fn an_endpoint_that_is_not_an_address_is_refused() {
    for (base, error) in [
        ("graph.microsoft.com/v1.0", EndpointError::NoScheme),
        ("//graph.microsoft.com", EndpointError::NoScheme),
        ("", EndpointError::NoScheme),
        ("ftp://graph.microsoft.com", EndpointError::NoScheme),
        ("https://", EndpointError::NoScheme),
        ("https:///v1.0", EndpointError::NotAnAddress),
        ("https://graph microsoft.com", EndpointError::NotAnAddress),
        (
            "https://graph.microsoft.com/v1.0?api=1",
            EndpointError::QueryOrFragment,
        ),
        (
            "https://graph.microsoft.com/v1.0#",
            EndpointError::QueryOrFragment,
        ),
        (
            "https://user:secret@graph.microsoft.com",
            EndpointError::Credentials,
        ),
    ] {
        let result = builder().build(&Endpoint::new(base));
        assert_eq!(
            result.map(|_| ()),
            Err(RequestError::Endpoint(error)),
            "{base}"
        );
    }
}

#[test]
fn an_endpoint_is_shown_as_its_address() {
    assert_eq!(
        Endpoint::BETA.to_string(),
        "https://graph.microsoft.com/beta"
    );
    let local = Endpoint::new("http://localhost:8080/odata/");
    assert_eq!(local.to_string(), "http://localhost:8080/odata");
}
