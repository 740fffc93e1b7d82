//! Endpoints: the addresses of the clouds, and the addresses that are refused.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use graph_model::path::{EndpointError, KeyConvention};
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
        // Parsing an endpoint checks its address at once.
        assert_eq!(base.parse::<Endpoint>(), Err(error), "{base}");
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

#[test]
fn a_url_longer_than_the_http_crate_accepts_is_refused() {
    let built = |length: usize| {
        let start = "https://graph.microsoft.com/v1.0/deviceManagement/deviceCompliancePolicies/";
        let request = DeviceCompliancePolicy::patch().display_name("Baseline").at(
            &DeviceCompliancePolicyPath {
                device_compliance_policy_id: &"x".repeat(length - start.len()),
            },
        );
        let request = request.build(&Endpoint::V1_0);
        request.map(|request| request.uri().to_string().len())
    };
    let longest = usize::from(u16::MAX) - 1;
    assert_eq!(built(longest), Ok(longest));
    let error = RequestError::Endpoint(EndpointError::NotAnAddress);
    assert_eq!(built(longest + 1), Err(error));
}

#[test]
fn an_endpoint_equals_one_with_the_same_address_and_conventions() {
    let same = Endpoint::new("https://graph.microsoft.com/v1.0/");
    assert_eq!(same, Endpoint::V1_0);
    assert_ne!(same, Endpoint::BETA);
    assert_ne!(
        same.clone().with_keys(KeyConvention::InParentheses),
        Endpoint::V1_0
    );
    let hash =
        |endpoint: &Endpoint| BuildHasherDefault::<DefaultHasher>::default().hash_one(endpoint);
    assert_eq!(hash(&same), hash(&Endpoint::V1_0));
    assert_ne!(hash(&same), hash(&Endpoint::BETA));
}

#[test]
fn an_endpoint_serves_many_requests_and_many_threads() {
    let endpoint = Endpoint::new("https://contoso.example/odata");
    let url = "https://contoso.example/odata/deviceManagement/deviceCompliancePolicies/7d";
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..8 {
                    assert_eq!(builder().build(&endpoint).unwrap().uri(), url);
                }
            });
        }
    });
    // Clones share the address, and a refused address stays refused.
    assert_eq!(builder().build(&endpoint.clone()).unwrap().uri(), url);
    let refused = Endpoint::new("contoso.example");
    for _ in 0..2 {
        assert!(builder().build(&refused).is_err());
    }
}
