//! Links that a service sends: where they lead, and what a caller adds to them.

use std::convert::Infallible;

use graph_model::batch::Batch;
use graph_model::path::{EndpointError, LinkError};
use graph_model::{Endpoint, Page, RequestBuilder, RequestError};
use graph_model_tests::directory::Group;
use http::Response;
use serde_json::{Value, from_slice};

fn follow(link: &str, endpoint: &str) -> Result<String, RequestError> {
    let request = RequestBuilder::<Page<Group>>::follow(link).build(&Endpoint::new(endpoint))?;
    Ok(request.uri().to_string())
}

#[test]
fn the_default_port_of_the_scheme_may_be_written_or_left_out() {
    for (endpoint, link) in [
        ("http://contoso.example", "http://contoso.example:80/groups"),
        ("http://contoso.example:80", "http://contoso.example/groups"),
        (
            "https://contoso.example",
            "https://contoso.example:443/groups",
        ),
        (
            "https://contoso.example:443",
            "https://contoso.example/groups",
        ),
    ] {
        assert_eq!(follow(link, endpoint), Ok(link.to_owned()));
    }
    for (endpoint, origin) in [
        ("http://contoso.example", "http://contoso.example:443"),
        ("https://contoso.example", "https://contoso.example:80"),
        ("http://contoso.example:443", "http://contoso.example"),
    ] {
        assert_eq!(
            follow(&format!("{origin}/groups"), endpoint),
            Err(RequestError::Link(LinkError::Foreign {
                origin: origin.to_owned()
            }))
        );
    }
}

#[test]
fn the_error_of_a_link_says_where_it_leads() {
    let origin = "https://evil.example".to_owned();
    for (error, message) in [
        (
            LinkError::Foreign { origin },
            "the link leads to `https://evil.example`, away from the endpoint, and is not followed",
        ),
        (
            LinkError::NotALink,
            "the link is not a URL, or has credentials",
        ),
        (
            LinkError::Repeated,
            "the page links to itself or to an earlier page",
        ),
        (
            LinkError::Endpoint(EndpointError::NoScheme),
            "the endpoint does not start with `https://` or `http://`",
        ),
    ] {
        assert_eq!(error.to_string(), message);
    }
}

#[test]
fn an_option_that_a_link_already_has_is_not_added_again() {
    let link = || RequestBuilder::<Page<Group>>::follow("groups?$top=5&$skiptoken=x#$select=id");
    for (name, url) in [
        ("$top", None),
        ("$skiptoken", None),
        (
            "$select",
            Some("https://graph.microsoft.com/v1.0/groups?$top=5&$skiptoken=x&$select=9"),
        ),
    ] {
        let request = link().query(name, "9").build(&Endpoint::V1_0);
        let expected = url.map(str::to_owned).ok_or(RequestError::RepeatedOption {
            name: name.to_owned(),
        });
        assert_eq!(request.map(|request| request.uri().to_string()), expected);
    }
}

#[test]
fn a_link_to_the_service_root_is_relative_to_it_in_a_batch() {
    let mut batch = Batch::new();
    let mut tickets = Vec::new();
    for link in [
        "https://graph.microsoft.com/v1.0",
        "https://graph.microsoft.com/V1.0/",
        "https://graph.microsoft.com/v1.0?x=1",
        "https://graph.microsoft.com/v1.0/groups?x=1",
    ] {
        tickets.push(batch.add(RequestBuilder::<Page<Group>>::follow(link)));
    }
    let mut body = Vec::new();
    let responses = batch.send(&Endpoint::V1_0, |request| -> Result<_, Infallible> {
        body = request.into_body();
        Ok(Response::new(br#"{"responses":[]}"#.to_vec()))
    });
    assert!(tickets.iter().all(|ticket| responses.get(ticket).is_err()));
    let sent: Value = from_slice(&body).unwrap();
    let requests = sent["requests"].as_array().unwrap();
    let urls: Vec<&str> = requests
        .iter()
        .map(|request| request["url"].as_str().unwrap())
        .collect();
    assert_eq!(urls, ["/", "/", "/?x=1", "/groups?x=1"]);
}
