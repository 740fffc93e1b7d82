//! A link that a service gave: it is followed on the endpoint's own origin, with the token, or not at all.
#![no_main]

use graph_model::{Endpoint, Page, RequestBuilder};
use graph_model_tests::directory::Group;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|link: &str| {
    for (endpoint, host, ports) in [
        (Endpoint::V1_0, "graph.microsoft.com", ["", ":", ":443"]),
        (Endpoint::new("http://[::1]:8080/x"), "[::1]", [":8080", ":08080", ":8080"]),
    ] {
        let request = RequestBuilder::<Page<Group>>::follow(link)
            .query("$top", "a&b#c")
            .bearer("eyJ0eXAi")
            .build(&endpoint);
        let Ok(request) = request else {
            continue;
        };
        let authority = request.uri().authority().expect("a request has a host").as_str();
        let port = authority.to_ascii_lowercase().strip_prefix(host).map(str::to_owned);
        let port = port.expect("it is the endpoint's");
        let number = port.trim_start_matches(':').trim_start_matches('0');
        assert!(ports.contains(&port.as_str()) || ports.iter().any(|p| p.trim_start_matches(':') == number));
        let query = request.uri().query().unwrap_or_default();
        assert!(query.ends_with("$top=a%26b%23c"), "{query}");
    }
});
