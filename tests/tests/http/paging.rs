//! Paging over a real socket, and links that lead elsewhere.

use graph_model::http::FromResponse;
use graph_model::path::LinkError;
use graph_model::{Endpoint, Page, RequestBuilder, RequestError, SendError};
use graph_model_tests::client::send;
use graph_model_tests::directory::{Group, GroupCollectionPath};
use graph_model_tests::stand_in::{StandIn, TOKEN};
use http::Response;
use serde_json::json;

pub(crate) fn service_of(groups: usize) -> (StandIn, Endpoint) {
    let service = StandIn::start().unwrap();
    for number in 1..=groups {
        let id = number.to_string();
        service.put(
            "/groups",
            json!({ "id": id, "displayName": format!("Group {id}") }),
        );
    }
    let endpoint = Endpoint::new(service.root());
    (service, endpoint)
}

fn list() -> RequestBuilder<Page<Group>> {
    Group::list().at(&GroupCollectionPath).bearer(TOKEN)
}

fn ids(page: &Page<Group>) -> Vec<&str> {
    page.value
        .iter()
        .filter_map(|group| group.id.as_deref())
        .collect()
}

#[test]
fn each_page_leads_to_the_next() {
    let (service, endpoint) = service_of(5);
    let first = Group::list()
        .count()
        .filter(|group| group.display_name.starts_with("Group"))
        .at(&GroupCollectionPath)
        .bearer(TOKEN)
        .send(&endpoint, send)
        .unwrap();
    assert_eq!((ids(&first), first.count), (vec!["1", "2"], Some(5)));
    let second = first
        .next_request()
        .unwrap()
        .bearer(TOKEN)
        .send(&endpoint, send)
        .unwrap();
    assert_eq!(ids(&second), ["3", "4"]);
    let third = second
        .next_request()
        .unwrap()
        .bearer(TOKEN)
        .send(&endpoint, send)
        .unwrap();
    assert_eq!(ids(&third), ["5"]);
    assert!(third.next_request().is_none());
    assert_eq!(
        service.take_received()[2].url,
        "/v1.0/groups?$filter=startswith(displayName,'Group')&$count=true&$skiptoken=4",
        "the link is followed as it was given"
    );
}

#[test]
fn an_iterator_requests_each_page_on_demand_with_the_headers_of_the_first_request() {
    let (service, endpoint) = service_of(5);
    let mut pages = list()
        .prefer_page_size(3)
        .header("client-request-id", "9c1d")
        .pages(&endpoint, send);
    assert_eq!(service.take_received().len(), 0);
    assert_eq!(ids(&pages.next().unwrap().unwrap()), ["1", "2", "3"]);
    assert_eq!(service.take_received().len(), 1);
    assert_eq!(ids(&pages.next().unwrap().unwrap()), ["4", "5"]);
    assert!(pages.next().is_none());
    assert!(pages.next().is_none());
    let received = service.take_received();
    assert_eq!(received.len(), 1, "nothing is asked for past the last page");
    let headers = &received[0].headers;
    assert_eq!(headers["client-request-id"], "9c1d");
    assert_eq!(headers["prefer"], "odata.maxpagesize=3");
    assert_eq!(headers["authorization"], format!("Bearer {TOKEN}"));
}

#[test]
fn items_come_one_by_one_from_all_pages() {
    let (service, endpoint) = service_of(5);
    let mut items = list().pages(&endpoint, send).items();
    let first: Vec<_> = items
        .by_ref()
        .take(3)
        .map(|group| group.unwrap().base.id.unwrap())
        .collect();
    assert_eq!(first, ["1", "2", "3"]);
    assert_eq!(
        service.take_received().len(),
        2,
        "the third page is not needed yet"
    );
    assert_eq!(items.delta_link(), None);
    assert_eq!(items.map(Result::unwrap).count(), 2);
    let (_service, endpoint) = service_of(0);
    assert_eq!(list().pages(&endpoint, send).items().count(), 0);
}

#[test]
fn an_error_comes_after_the_pages_that_were_read_and_ends_the_iteration() {
    let (service, endpoint) = service_of(5);
    let mut sent = 0;
    let mut pages = list().pages(&endpoint, |request| {
        sent += 1;
        if sent == 2 {
            service.disturb(503, "1");
        }
        send(request)
    });
    assert_eq!(ids(&pages.next().unwrap().unwrap()), ["1", "2"]);
    let error = pages.next().unwrap().unwrap_err();
    assert_eq!(
        error.to_string(),
        "503 Service Unavailable: ServiceUnavailable: Come back later. (request id stand-in)"
    );
    assert!(pages.next().is_none());
}

#[test]
fn a_foreign_link_is_not_followed_and_does_not_receive_the_token() {
    let (service, endpoint) = service_of(5);
    let (elsewhere, _) = service_of(5);
    service.lead_astray(&elsewhere.root());
    let mut pages = list().pages(&endpoint, send);
    assert_eq!(ids(&pages.next().unwrap().unwrap()), ["1", "2"]);
    let origin = elsewhere.root().replace("/v1.0", "");
    match pages.next() {
        Some(Err(SendError::Request(error))) => {
            assert_eq!(error, RequestError::Link(LinkError::Foreign { origin }));
        }
        other => panic!("no refusal but {other:?}"),
    }
    assert!(pages.next().is_none());
    assert_eq!(
        elsewhere.take_received(),
        [],
        "nothing arrived there, least of all the token"
    );
}

#[test]
fn only_links_to_the_endpoints_own_origin_are_followed() {
    let follow = |link: &str, endpoint: &Endpoint| {
        let request = RequestBuilder::<Page<Group>>::follow(link).bearer(TOKEN);
        request
            .build(endpoint)
            .map(|request| request.uri().to_string())
    };
    let graph = &Endpoint::V1_0;
    for (link, url) in [
        (
            "https://graph.microsoft.com/v1.0/groups?$skiptoken=a%2Fb",
            None,
        ),
        ("https://graph.microsoft.com/beta/groups", None),
        ("https://graph.microsoft.com:443/v1.0/groups", None),
        (
            "HTTPS://GRAPH.microsoft.com/v1.0/groups",
            Some("https://GRAPH.microsoft.com/v1.0/groups"),
        ),
        (
            "/v1.0/groups?$skip=2",
            Some("https://graph.microsoft.com/v1.0/groups?$skip=2"),
        ),
        (
            "groups?next=http://x",
            Some("https://graph.microsoft.com/v1.0/groups?next=http://x"),
        ),
    ] {
        assert_eq!(
            follow(link, graph),
            Ok(url.unwrap_or(link).to_owned()),
            "{link}"
        );
    }
    for (link, origin) in [
        (
            "https://graph.microsoft.com.evil.example/v1.0",
            "https://graph.microsoft.com.evil.example",
        ),
        (
            "https://evil.example/graph.microsoft.com",
            "https://evil.example",
        ),
        ("//evil.example/v1.0/groups", "https://evil.example"),
        (
            "http://graph.microsoft.com/v1.0/groups",
            "http://graph.microsoft.com",
        ),
        (
            "https://graph.microsoft.com:8443/v1.0/groups",
            "https://graph.microsoft.com:8443",
        ),
        (
            "https://graph.microsoft.com@evil.example/",
            "https://evil.example",
        ),
        ("https://secret:word@evil.example/", "https://evil.example"),
        (
            "ftp://graph.microsoft.com/v1.0",
            "ftp://graph.microsoft.com",
        ),
    ] {
        let origin = origin.to_owned();
        assert_eq!(
            follow(link, graph),
            Err(RequestError::Link(LinkError::Foreign { origin })),
            "{link}"
        );
    }
    for link in [
        "https://secret:word@graph.microsoft.com/v1.0",
        "https://graph.microsoft.com\\@evil.example/",
        "https://graph.microsoft.com /v1.0",
        "https://graph.microsoft.com:evil/v1.0",
        "https://graph.microsoft.com:443.evil.example/v1.0",
        "https://graph.microsoft.com:65979/v1.0",
        "https://",
    ] {
        assert_eq!(
            follow(link, graph),
            Err(RequestError::Link(LinkError::NotALink)),
            "{link}"
        );
    }
    let local = Endpoint::new("http://127.0.0.1:8080");
    assert_eq!(
        follow("/groups", &local),
        Ok("http://127.0.0.1:8080/groups".to_owned())
    );
    assert!(
        follow("http://127.0.0.1/groups", &local).is_err(),
        "the default port is another"
    );
}

#[test]
fn an_address_with_an_invalid_port_is_refused() {
    let loopback = Endpoint::new("http://[::1]:8080");
    for (link, follows) in [
        ("http://[::1]:8080/groups", true),
        ("http://[::1].evil.example:8080/groups", false),
        ("http://[::1]evil.example:8080/groups", false),
        ("http://[::1]/groups", false),
    ] {
        let request = RequestBuilder::<Page<Group>>::follow(link).build(&loopback);
        assert_eq!(request.is_ok(), follows, "{link}");
    }
    for address in [
        "https://graph.microsoft.com:abc",
        "https://graph.microsoft.com:99999",
    ] {
        let error = list().build(&Endpoint::new(address)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the endpoint and the path do not form a URL",
            "{address}"
        );
    }
}

#[test]
fn a_link_to_the_internal_origin_of_the_service_is_followed_at_the_endpoint() {
    let endpoint = Endpoint::new("https://api.contoso.example/odata")
        .with_internal_origin("http://backend:8080");
    let follow = |link: &str| RequestBuilder::<Page<Group>>::follow(link).build(&endpoint);
    assert_eq!(
        follow("http://backend:8080/odata/groups?$skip=1")
            .unwrap()
            .uri(),
        "https://api.contoso.example/odata/groups?$skip=1"
    );
    for foreign in [
        "https://backend:8080/odata/groups",
        "http://backend/odata/groups",
        "http://backend:8080@elsewhere.example/odata/groups",
        "http://elsewhere.example:8080/odata/groups",
    ] {
        assert!(follow(foreign).is_err(), "{foreign}");
    }
}

#[test]
fn a_link_with_characters_that_no_url_contains_is_encoded_and_followed() {
    let follow = |link: &str| {
        let request = RequestBuilder::<Page<Group>>::follow(link).build(&Endpoint::V1_0);
        request.unwrap().uri().to_string()
    };
    let root = "https://graph.microsoft.com/v1.0/groups";
    for (link, url) in [
        (
            "?$filter=name eq 'A B'&$skiptoken=x",
            "?$filter=name%20eq%20'A%20B'&$skiptoken=x",
        ),
        ("?a=\"{x}|<y>^`\\\"", "?a=%22%7Bx%7D%7C%3Cy%3E%5E%60%5C%22"),
        ("/Größe?n=ü", "/Gr%C3%B6%C3%9Fe?n=%C3%BC"),
        ("?a=b+c%20d%2Be", "?a=b+c%20d%2Be"),
        ("?a=1\n", "?a=1"),
    ] {
        assert_eq!(follow(&format!(" {root}{link} ")), format!("{root}{url}"));
        assert_eq!(follow(&format!("groups{link}")), format!("{root}{url}"));
        assert_eq!(
            follow(&format!("/v1.0/groups{link}")),
            format!("{root}{url}")
        );
        assert_eq!(
            follow(&format!("//graph.microsoft.com/v1.0/groups{link}")),
            format!("{root}{url}")
        );
    }
    assert_eq!(follow("\u{feff}groups"), root);
    let foreign = RequestBuilder::<Page<Group>>::follow("https://gräph.microsoft.com/a b");
    assert!(foreign.build(&Endpoint::V1_0).is_err());
}

#[test]
fn an_option_is_added_before_the_fragment_of_a_link() {
    let request =
        RequestBuilder::<Page<Group>>::follow("/v1.0/groups?$skip=2#x").query("$top", "5");
    assert_eq!(
        request.build(&Endpoint::V1_0).unwrap().uri().query(),
        Some("$skip=2&$top=5")
    );
}

#[test]
fn a_page_that_leads_back_to_an_earlier_one_ends_with_an_error() {
    let send = |request: http::Request<Vec<u8>>| {
        let is_first = request.uri().query() == Some("$skiptoken=a");
        let next = if is_first { "b" } else { "a" };
        let page = format!(r#"{{"value":[],"@odata.nextLink":"/v1.0/groups?$skiptoken={next}"}}"#);
        Ok::<_, std::convert::Infallible>(http::Response::new(page))
    };
    let mut pages = list().pages(&Endpoint::V1_0, send);
    // The first page, and the two that lead to each other.
    assert_eq!(pages.by_ref().take_while(Result::is_ok).count(), 3);
    assert!(pages.next().is_none());
}

#[test]
fn a_page_that_leads_to_itself_ends_with_an_error() {
    let endpoint = Endpoint::V1_0;
    let page = r#"{"value":[{"id":"4f"}],"@odata.nextLink":"/v1.0/groups?$skiptoken=x"}"#;
    let send = |_| Ok::<_, std::convert::Infallible>(http::Response::new(page));
    let mut pages = list().pages(&endpoint, send);
    assert!(pages.next().unwrap().is_ok());
    assert!(pages.next().unwrap().is_ok());
    let error = pages.next().unwrap().unwrap_err();
    assert!(matches!(
        error,
        SendError::Request(RequestError::Link(LinkError::Repeated))
    ));
    assert!(pages.next().is_none());
}

#[test]
fn pages_outlive_the_endpoint_that_they_were_requested_from() {
    fn groups(service: &StandIn) -> impl Iterator<Item = Group> + use<> {
        let pages = list().pages(&Endpoint::new(service.root()), send);
        pages.items().map(Result::unwrap)
    }
    let (service, _) = service_of(3);
    assert_eq!(groups(&service).count(), 3);
}

#[test]
fn a_page_is_read_with_its_members_in_any_order() {
    let read = |text: &str| serde_json::from_str::<Page<Group>>(text);
    let page = read(
        r#"{"value":[],"@nextLink":"a","@odata.context":{"x":[1]},"@odata.deltaLink":"b","@count":0,"other":1}"#,
    );
    let mut expected = Page::default();
    expected.count = Some(0);
    expected.next_link = Some("a".into());
    expected.delta_link = Some("b".into());
    assert_eq!(page.unwrap(), expected);
    let page = read(r#"{"@odata.count":"5","@odata.nextLink":"","value":[]}"#).unwrap();
    assert_eq!((page.count, page.next_link), (Some(5), None));
    let error = |text: &str| read(text).unwrap_err().to_string();
    assert_eq!(error("{}"), "missing field `value` at line 1 column 2");
    assert_eq!(
        error(r#"{"value":[],"value":[]}"#),
        "duplicate field `value` at line 1 column 19"
    );
    assert_eq!(
        error("[]"),
        "invalid type: sequence, expected a page of a collection at line 1 column 0"
    );
}

#[test]
fn a_large_page_holds_no_spare_room() {
    let items: Vec<_> = (0..40).map(|id| json!({ "id": id.to_string() })).collect();
    let body = json!({ "value": items }).to_string();
    let page = Page::<Group>::from_response(Response::new(body)).unwrap();
    assert_eq!((page.value.len(), page.value.capacity()), (40, 40));
}
