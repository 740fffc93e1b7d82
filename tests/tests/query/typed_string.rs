//! Strings that hold a date, a guid or another value: queries write them without the quotes of a
//! string.

use graph_model::edm::strings::{Date, DateTimeOffset, Guid};
use graph_model::model::PropertyDescription;
use graph_model::path::{Collection, Route};
use graph_model::query::Query;
use graph_model::{EdmType, Endpoint, Patch, Presence, graph_entity, graph_function};
use percent_encoding::percent_decode_str;

const SIGN_INS: Route<Collection<SignIn>> = Route::entity_set("auditLogs/signIns");

/// Writes numbers as strings of bytes.
mod bytes {
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(value: &u32, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&format!("{value:04}"))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[graph_entity(odata = "microsoft.graph.signIn")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SignIn {
    #[graph(edm = DateTimeOffset)]
    pub created: Option<String>,
    #[graph(edm = Guid)]
    pub correlation: Presence<String>,
    #[graph(edm = Guid)]
    pub policies: Option<Vec<String>>,
    #[graph(edm = Duration)]
    pub session: Option<Box<str>>,
    #[graph(edm = TimeOfDay)]
    pub time: String,
    #[graph(edm = Binary, with = bytes)]
    pub code: u32,
    pub birthday: Option<Date>,
}

#[graph_function(odata = "microsoft.graph.between", on = SignIn, returns = String)]
#[derive(Clone, Debug, PartialEq)]
pub struct Between {
    #[graph(edm = DateTimeOffset)]
    pub start: String,
    #[graph(edm = Guid, name = "tenantID")]
    pub tenant: Option<String>,
}

fn filter(query: Query<SignIn, graph_model::query::EntityCollection>) -> String {
    let request = query.at(&SIGN_INS).build(&Endpoint::V1_0).unwrap();
    let query = request.uri().query().unwrap().to_owned();
    percent_decode_str(&query)
        .decode_utf8()
        .unwrap()
        .into_owned()
}

#[test]
fn a_filter_writes_a_date_and_a_guid_without_quotes() {
    let guid = "594ce11b-e11b-594c-1be1-4c591be14c59";
    assert_eq!(
        filter(SignIn::list().filter(|s| s.created.ge("2019-09-01T00:00:00Z"))),
        "$filter=created ge 2019-09-01T00:00:00Z"
    );
    assert_eq!(
        filter(SignIn::list().filter(|s| s.correlation.eq(guid.to_owned()))),
        format!("$filter=correlation eq {guid}")
    );
    assert_eq!(
        filter(SignIn::list().filter(|s| s.policies.any(|policy| policy.is_in([guid])))),
        format!("$filter=policies/any(item1:item1 in ({guid}))")
    );
    assert_eq!(
        filter(SignIn::list().filter(|s| s.session.lt("PT1H").and(s.time.gt("07:59:59.5")))),
        "$filter=session lt duration'PT1H' and time gt 07:59:59.5"
    );
    assert_eq!(
        filter(SignIn::list().filter(|s| s.code.eq("AA+/"))),
        "$filter=code eq binary'AA-_'"
    );
    assert_eq!(
        filter(SignIn::list().filter(|s| s.birthday.eq("1999-12-31"))),
        "$filter=birthday eq 1999-12-31"
    );
}

#[test]
fn a_string_that_holds_no_date_is_refused_before_it_is_sent() {
    let query = SignIn::list().filter(|s| s.created.ge("2019-09-01' or true"));
    let error = query.at(&SIGN_INS).build(&Endpoint::V1_0).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the value of `created` cannot be written: the string is not a literal of `Edm.DateTimeOffset`"
    );
}

#[test]
fn a_function_writes_a_date_and_a_guid_without_quotes() {
    let between = Between {
        start: "2019-09-01T00:00:00Z".to_owned(),
        tenant: Some("594ce11b-e11b-594c-1be1-4c591be14c59".to_owned()),
    };
    let request = between
        .at(&SIGN_INS.key("a"))
        .build(&Endpoint::V1_0)
        .unwrap();
    assert_eq!(
        request.uri().path(),
        "/v1.0/auditLogs/signIns/a/between(start=2019-09-01T00%3A00%3A00Z,\
         tenantID=594ce11b-e11b-594c-1be1-4c591be14c59)"
    );
}

#[test]
fn a_body_holds_the_strings_as_they_are() {
    let json = r##"{"@odata.type":"#microsoft.graph.signIn","created":"2019-09-01T00:00:00.0000001+01:00","correlation":null,"policies":["a"],"session":"PT0S","time":"00:00","code":"0007","birthday":"0001-01-01"}"##;
    let sign_in: SignIn = serde_json::from_str(json).unwrap();
    assert_eq!(sign_in.birthday, Some(Date::from("0001-01-01")));
    assert_eq!(sign_in.code, 7);
    assert_eq!(serde_json::to_string(&sign_in).unwrap(), json);
}

#[test]
fn a_patch_takes_the_string_through_the_setter_and_through_the_handle() {
    let patch = SignIn::patch()
        .time("08:00")
        .set(|s| s.created, "2019-09-01T00:00:00Z")
        .set(|s| s.policies, ["a", "b"])
        .clear(|s| s.correlation);
    assert_eq!(
        serde_json::to_string(&patch).unwrap(),
        r##"{"@odata.type":"#microsoft.graph.signIn","created":"2019-09-01T00:00:00Z","correlation":null,"policies":["a","b"],"time":"08:00"}"##
    );
}

#[test]
fn a_handle_of_a_collection_takes_a_vector_of_strings() {
    let guids = vec!["a".to_owned()];
    let patches = [
        SignIn::patch().set(|s| s.policies, &guids),
        SignIn::patch().set(|s| s.policies, guids.clone()),
        SignIn::patch().set(|s| s.policies, vec!["a"]),
        SignIn::patch().set(|s| s.policies, guids.as_slice()),
    ];
    for patch in patches {
        assert_eq!(
            serde_json::to_string(&patch).unwrap(),
            r##"{"@odata.type":"#microsoft.graph.signIn","policies":["a"]}"##
        );
    }
}

#[test]
fn the_description_says_what_the_string_holds() {
    let types: Vec<EdmType> = SignIn::TYPE
        .properties()
        .map(PropertyDescription::edm_type)
        .collect();
    assert_eq!(
        types,
        [
            EdmType::DateTimeOffset,
            EdmType::Guid,
            EdmType::Guid,
            EdmType::Duration,
            EdmType::TimeOfDay,
            EdmType::Binary,
            EdmType::Date,
        ]
    );
}

#[test]
fn a_key_that_is_a_guid_is_written_without_quotes() {
    let endpoint = Endpoint::V1_0.with_keys(graph_model::path::KeyConvention::InParentheses);
    let guid = "594ce11b-e11b-594c-1be1-4c591be14c59";
    let request = SignIn::get()
        .at(&SIGN_INS.key(Guid::from(guid)))
        .build(&endpoint)
        .unwrap();
    assert_eq!(
        request.uri().path(),
        format!("/v1.0/auditLogs/signIns({guid})")
    );
    let created = DateTimeOffset::from("2026-03-14T15:09:26Z");
    assert_eq!(created.to_string(), created.as_str());
}
