//! The HTTP side: headers, and mistakes that come back as typed errors.

use std::error::Error as _;

use graph_model::path::{EndpointError, PathError, ProtocolVersion};
use graph_model::{Endpoint, RequestBuilder, RequestError, SendError, Updated, graph_entity};
use graph_model_tests::chain;
use graph_model_tests::intune::{
    DeviceCompliancePolicy, DeviceCompliancePolicyPath, Windows10CompliancePolicy,
};
use graph_model_tests::json;
use graph_model_tests::site::{Site, SitePath};

const PATH: DeviceCompliancePolicyPath<'static> = DeviceCompliancePolicyPath {
    device_compliance_policy_id: "7d",
};

const TOKEN: &str = "eyJ0eXAiOiJKV1QiLCJub25jZSI6";

fn builder() -> RequestBuilder<Updated<DeviceCompliancePolicy>> {
    DeviceCompliancePolicy::patch()
        .display_name("Baseline")
        .at(&PATH)
}

#[test]
fn headers_are_sent_as_they_were_set() {
    let request = builder()
        .bearer(TOKEN)
        .if_match("W/\"JzEtVXNlcg==\"")
        .prefer_representation()
        .header("client-request-id", "9c1d")
        .build(&Endpoint::V1_0)
        .unwrap();
    let header = |name: &str| request.headers()[name].to_str().unwrap();
    assert_eq!(header("authorization"), format!("Bearer {TOKEN}"));
    assert_eq!(header("content-type"), "application/json");
    assert_eq!(header("if-match"), "W/\"JzEtVXNlcg==\"");
    assert_eq!(header("prefer"), "return=representation");
    assert_eq!(header("client-request-id"), "9c1d");
    assert_eq!(header("accept"), "application/json");
    assert_eq!(header("odata-maxversion"), "4.0");
    assert_eq!(request.headers().len(), 7);
}

#[test]
fn the_endpoint_says_which_version_a_service_may_respond_in() {
    let headers = |request: RequestBuilder<Updated<DeviceCompliancePolicy>>,
                   endpoint: &Endpoint| {
        let request = request.build(endpoint).unwrap();
        let text = |name: &str| request.headers()[name].to_str().unwrap().to_owned();
        (text("odata-maxversion"), text("accept"))
    };
    let latest = Endpoint::V1_0.with_max_version(ProtocolVersion::V4_01);
    let json = "application/json".to_owned();
    assert_eq!(
        headers(builder(), &Endpoint::V1_0),
        ("4.0".to_owned(), json.clone())
    );
    assert_eq!(headers(builder(), &latest), ("4.01".to_owned(), json));
    let exact = "application/json;IEEE754Compatible=true";
    let chosen = builder()
        .header("Accept", exact)
        .header("OData-MaxVersion", "4.1");
    assert_eq!(
        headers(chosen, &latest),
        ("4.1".to_owned(), exact.to_owned())
    );
}

#[test]
fn the_last_of_two_headers_with_the_same_name_counts() {
    let request = builder()
        .if_match("\"1\"")
        .if_match_any()
        .prefer_representation()
        .prefer_minimal()
        .header("Content-Type", "application/json; charset=utf-8")
        .build(&Endpoint::V1_0)
        .unwrap();
    assert_eq!(request.headers()["if-match"], "*");
    assert_eq!(request.headers()["prefer"], "return=minimal");
    assert_eq!(
        request.headers()["content-type"],
        "application/json; charset=utf-8"
    );
    assert_eq!(request.headers().len(), 5);
}

#[test]
fn preferences_are_added_by_whatever_method_sets_them() {
    let request = builder()
        .prefer_page_size(50)
        .header(
            "Prefer",
            "outlook.timezone=\"Europe, Berlin\", IdType=\"ImmutableId\"",
        )
        .header("prefer", "MaxPageSize=7")
        .prefer("outlook.body-content-type=\"text\"")
        .prefer("")
        .build(&Endpoint::V1_0)
        .unwrap();
    let prefer: Vec<_> = request.headers().get_all("prefer").iter().collect();
    assert_eq!(
        prefer,
        [
            "outlook.timezone=\"Europe, Berlin\", IdType=\"ImmutableId\", MaxPageSize=7, outlook.body-content-type=\"text\""
        ]
    );
    let mistake = builder().prefer("a\nb").build(&Endpoint::V1_0).unwrap_err();
    assert_eq!(
        mistake,
        RequestError::Header {
            name: "prefer".to_owned()
        }
    );
}

#[test]
fn a_preference_replaces_only_the_one_with_the_same_name() {
    let prefer = |given: &str| {
        let request = builder().header("Prefer", given).prefer_representation();
        request.build(&Endpoint::V1_0).unwrap().headers()["prefer"]
            .to_str()
            .unwrap()
            .to_owned()
    };
    for (given, sent) in [
        (
            "return=minimal,respond-async",
            "respond-async, return=representation",
        ),
        (
            "respond-async , Return=minimal; x",
            "respond-async, return=representation",
        ),
        (
            r#"odata.include-annotations="a, return=x\"""#,
            r#"odata.include-annotations="a, return=x\"", return=representation"#,
        ),
    ] {
        assert_eq!(prefer(given), sent);
    }
}

#[test]
fn eventual_consistency_is_a_header() {
    let request = builder()
        .eventual_consistency()
        .build(&Endpoint::V1_0)
        .unwrap();
    assert_eq!(request.headers()["consistencylevel"], "eventual");
}

#[test]
fn the_reasons_why_a_request_gave_no_result_are_distinguished() {
    let refused = |_| -> Result<http::Response<&str>, std::fmt::Error> { Err(std::fmt::Error) };
    let error = builder().send(&Endpoint::V1_0, refused).unwrap_err();
    assert_eq!(
        chain(&error),
        "the request could not be sent: an error occurred when formatting an argument"
    );
    assert!(matches!(error, SendError::Transport(_)));
    let error = builder()
        .if_match("")
        .send(&Endpoint::V1_0, refused)
        .unwrap_err();
    assert_eq!(
        chain(&error),
        "the request could not be built: the value of the header `if-match` is empty or not allowed by HTTP"
    );
    let missing =
        |_| Ok::<_, std::fmt::Error>(http::Response::builder().status(404).body("").unwrap());
    let error = builder().send(&Endpoint::V1_0, missing).unwrap_err();
    assert_eq!(error.to_string(), "404 Not Found");
    assert!(error.source().is_none(), "its text is the whole text");
}

#[test]
fn a_body_that_cannot_be_written_as_json_is_an_error() {
    let keys = std::collections::BTreeMap::from([((1, 2), 3)]);
    let request: RequestBuilder<()> = RequestBuilder::action(&PATH, "assign").json(&keys);
    assert_eq!(
        request.build(&Endpoint::V1_0).unwrap_err().to_string(),
        "the body cannot be written: key must be a string"
    );
}

#[test]
fn the_root_tag_can_be_left_out() {
    let body = |builder: RequestBuilder<Updated<DeviceCompliancePolicy>>| {
        String::from_utf8(builder.build(&Endpoint::V1_0).unwrap().into_body()).unwrap()
    };
    assert_eq!(
        body(builder()),
        r##"{"@odata.type":"#microsoft.graph.deviceCompliancePolicy","displayName":"Baseline"}"##
    );
    assert_eq!(
        body(builder().without_type()),
        r#"{"displayName":"Baseline"}"#
    );
    let patch = DeviceCompliancePolicy::patch()
        .display_name("Baseline")
        .without_type();
    assert_eq!(
        serde_json::to_string(&patch).unwrap(),
        r#"{"displayName":"Baseline"}"#
    );
}

#[test]
fn a_derived_type_is_sent_to_the_path_of_its_base() {
    let request = Windows10CompliancePolicy::patch()
        .password_required(true)
        .at(&PATH)
        .build(&Endpoint::BETA)
        .unwrap();
    assert_eq!(
        request.uri(),
        "https://graph.microsoft.com/beta/deviceManagement/deviceCompliancePolicies/7d"
    );
}

#[test]
fn a_header_with_a_line_break_is_refused() {
    let result = builder()
        .header("x-note", "a\r\nevil: 1")
        .build(&Endpoint::V1_0);
    assert_eq!(
        result.unwrap_err(),
        RequestError::Header {
            name: "x-note".into()
        }
    );
    let result = builder().header("x note", "a").build(&Endpoint::V1_0);
    assert_eq!(result.unwrap_err(), RequestError::HeaderName);
    let result = builder().if_match("").build(&Endpoint::V1_0);
    assert_eq!(
        result.unwrap_err(),
        RequestError::Header {
            name: "if-match".into()
        }
    );
    let result = builder().if_match("\"1\"\n").build(&Endpoint::V1_0);
    assert_eq!(
        result.unwrap_err(),
        RequestError::Header {
            name: "if-match".into()
        }
    );
}

#[test]
fn too_many_headers_are_refused() {
    let mut builder = builder();
    for number in 0..40_000 {
        builder = builder.header(&format!("x-{number}"), "");
    }
    assert_eq!(
        builder.build(&Endpoint::V1_0).unwrap_err(),
        RequestError::TooManyHeaders
    );
}

#[test]
fn an_invalid_token_is_refused() {
    for token in ["", "a\nb", "a\u{7f}", "a b", "tokén", "a\0"] {
        let result = builder().bearer(token).build(&Endpoint::V1_0);
        assert_eq!(result.unwrap_err(), RequestError::Token, "{token:?}");
    }
}

#[test]
fn a_path_value_that_leads_elsewhere_is_refused() {
    let build = |id| {
        let path = DeviceCompliancePolicyPath {
            device_compliance_policy_id: id,
        };
        DeviceCompliancePolicy::patch()
            .at(&path)
            .build(&Endpoint::V1_0)
            .map(|request| request.uri().to_string())
    };
    let placeholder = "deviceCompliancePolicyId";
    assert_eq!(
        build(""),
        Err(RequestError::Path(PathError::EmptyValue { placeholder }))
    );
    assert_eq!(
        build(".."),
        Err(RequestError::Path(PathError::DotSegment { placeholder }))
    );
    assert_eq!(
        build("."),
        Err(RequestError::Path(PathError::DotSegment { placeholder }))
    );
    assert_eq!(
        build("../x").unwrap(),
        "https://graph.microsoft.com/v1.0/deviceManagement/deviceCompliancePolicies/..%2Fx"
    );
}

#[test]
fn a_url_that_is_too_long_is_refused() {
    let id = "x".repeat(70_000);
    let path = DeviceCompliancePolicyPath {
        device_compliance_policy_id: &id,
    };
    let result = DeviceCompliancePolicy::patch()
        .at(&path)
        .build(&Endpoint::V1_0);
    assert_eq!(
        result.unwrap_err(),
        RequestError::Endpoint(EndpointError::NotAnAddress)
    );
}

#[test]
fn the_first_mistake_is_the_one_returned() {
    let path = DeviceCompliancePolicyPath {
        device_compliance_policy_id: "",
    };
    let result = DeviceCompliancePolicy::patch()
        .at(&path)
        .bearer("")
        .header("x", "\n")
        .build(&Endpoint::new(""));
    let placeholder = "deviceCompliancePolicyId";
    assert_eq!(
        result.unwrap_err(),
        RequestError::Path(PathError::EmptyValue { placeholder })
    );
}

#[test]
fn the_first_value_that_cannot_be_written_is_the_one_returned() {
    let patch = graph_model_tests::intune::Group::patch()
        .additional("id", serde_json::json!(1))
        .additional("displayName", serde_json::json!(2))
        .display_name("x");
    let path = graph_model_tests::intune::GroupPath { group_id: "1" };
    let error = patch.at(&path).build(&Endpoint::new("")).unwrap_err();
    assert!(matches!(error, RequestError::Value { property, .. } if property == "id"));
}

#[test]
fn errors_say_what_is_wrong() {
    let placeholder = "deviceCompliancePolicyId";
    for (error, text) in [
        (
            RequestError::Path(PathError::EmptyValue { placeholder }),
            "the path value `deviceCompliancePolicyId` is empty",
        ),
        (
            RequestError::Path(PathError::DotSegment { placeholder }),
            "the path value `deviceCompliancePolicyId` is `.` or `..`, which would lead to another resource",
        ),
        (
            RequestError::Endpoint(EndpointError::NoScheme),
            "the endpoint does not start with `https://` or `http://`",
        ),
        (
            RequestError::Token,
            "the token is empty, or has a space, a control character or a character outside ASCII",
        ),
        (
            RequestError::Header {
                name: "x-note".into(),
            },
            "the value of the header `x-note` is empty or not allowed by HTTP",
        ),
        (RequestError::HeaderName, "invalid header name"),
        (
            RequestError::Value {
                property: "p".into(),
                reason: "key must be a string".into(),
            },
            "the value of `p` cannot be written: key must be a string",
        ),
    ] {
        assert_eq!(error.to_string(), text);
    }
}

#[test]
fn the_token_appears_in_no_debug_output_and_no_error() {
    let builder = builder()
        .bearer(TOKEN)
        .header("cookie", TOKEN)
        .header("proxy-authorization", TOKEN);
    let debugged = format!("{builder:?} {builder:#?}");
    assert!(!debugged.contains("eyJ0"), "{debugged}");
    let request = builder.build(&Endpoint::V1_0).unwrap();
    assert!(request.headers()["authorization"].is_sensitive());
    let debugged = format!("{request:?}");
    assert!(!debugged.contains("eyJ0"), "{debugged}");

    let elsewhere = self::builder().header("x-forwarded-authorization", format!("bearer {TOKEN}"));
    assert!(!format!("{elsewhere:?}").contains("eyJ0"));
    let swapped = self::builder().header(&format!("Authorization: Bearer {TOKEN}"), "");
    let error = swapped.build(&Endpoint::V1_0).unwrap_err();
    assert!(!format!("{error:?} {error}").contains("eyJ0"));

    let bad = format!("{TOKEN}\n");
    let error = self::builder()
        .bearer(&bad)
        .build(&Endpoint::V1_0)
        .unwrap_err();
    assert!(!format!("{error:?} {error}").contains("eyJ0"));
    let error = self::builder()
        .header("authorization", &bad)
        .build(&Endpoint::V1_0)
        .unwrap_err();
    assert!(!format!("{error:?} {error}").contains("eyJ0"));
    let error = self::builder()
        .bearer(TOKEN)
        .build(&Endpoint::new("x"))
        .unwrap_err();
    assert!(!format!("{error:?} {error}").contains("eyJ0"));
}

mod pairs {
    //! A module for values that cannot always be written.

    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(
        pairs: &[(i32, i32)],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let map: BTreeMap<[i32; 1], i32> =
            pairs.iter().map(|&(key, value)| ([key], value)).collect();
        map.serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<(i32, i32)>, D::Error> {
        Vec::deserialize(deserializer)
    }
}

#[graph_entity(odata = "contoso.table", path = "/tables/{id}")]
pub struct Table {
    #[graph(with = pairs)]
    pub pairs: Vec<(i32, i32)>,
}

#[test]
fn a_value_that_cannot_be_written_is_an_error_that_names_its_property() {
    let patch = Table::patch().pairs(vec![(1, 2)]);
    assert!(!patch.is_empty());
    assert!(serde_json::to_string(&patch).is_err());
    let error = patch
        .at(&TablePath { id: "1" })
        .build(&Endpoint::V1_0)
        .unwrap_err();
    assert_eq!(
        error,
        RequestError::Value {
            property: "pairs".into(),
            reason: "key must be a string".into()
        }
    );
}

#[test]
fn the_body_is_the_patch_whatever_order_it_was_set_in() {
    let tag = r##""@odata.type":"#contoso.site""##;
    for (patch, expected) in [
        (Site::patch(), format!("{{{tag}}}")),
        (
            Site::patch().name("n").floors(2).clear_area(),
            format!(r#"{{{tag},"name":"n","floors":2,"area":null}}"#),
        ),
        (
            Site::patch().clear_area().floors(2).name("n"),
            format!(r#"{{{tag},"name":"n","floors":2,"area":null}}"#),
        ),
        (
            Site::patch().floors(2).name("n").clear_area(),
            format!(r#"{{{tag},"name":"n","floors":2,"area":null}}"#),
        ),
        (
            Site::patch().name("n").floors(2).name("m"),
            format!(r#"{{{tag},"name":"m","floors":2}}"#),
        ),
        (
            Site::patch().floors(2).name("n").without_type(),
            r#"{"name":"n","floors":2}"#.to_owned(),
        ),
        (
            Site::patch().name("n").without_type(),
            r#"{"name":"n"}"#.to_owned(),
        ),
        (Site::patch().without_type(), "{}".to_owned()),
    ] {
        assert_eq!(json(&patch), expected);
        let request = patch
            .at(&SitePath { site_id: "1" })
            .build(&Endpoint::V1_0)
            .unwrap();
        assert_eq!(std::str::from_utf8(request.body()).unwrap(), expected);
    }
}
