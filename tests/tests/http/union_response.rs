//! Responses that hold a value of a union.

use graph_model::{FromResponse, ResponseError, UnknownObject, graph_complex, graph_union};
use http::Response;

/// A type with properties of the names that an envelope and an error have.
#[graph_complex(odata = "microsoft.graph.operationResult")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OperationResult {
    pub value: Option<Detail>,
    pub error: Option<Detail>,
}

#[graph_complex(odata = "microsoft.graph.detail", tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Detail {
    pub code: Option<String>,
}

#[graph_complex(odata = "microsoft.graph.copyResult", base = OperationResult)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CopyResult {
    pub url: Option<String>,
}

#[graph_union]
#[derive(Clone, Debug, PartialEq)]
pub enum AnyResult {
    Result(OperationResult),
    Copy(CopyResult),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

fn read(body: &str) -> Result<AnyResult, ResponseError> {
    <AnyResult as FromResponse>::from_response(Response::new(body.to_owned()))
}

fn detail(code: &str) -> Detail {
    Detail {
        code: Some(code.into()),
    }
}

#[test]
fn a_union_may_have_properties_called_value_and_error() {
    let result = |value, error| AnyResult::Result(OperationResult { value, error });
    assert_eq!(
        read(r#"{"value":{"code":"a"}}"#).unwrap(),
        result(Some(detail("a")), None)
    );
    assert_eq!(
        read(r#"{"error":{"code":"a"}}"#).unwrap(),
        result(None, Some(detail("a")))
    );
    assert_eq!(
        read(r#"{"@odata.context":"c","value":null}"#).unwrap(),
        result(None, None)
    );
}

#[test]
fn a_union_is_read_without_its_envelope() {
    let body = r##"{"@odata.context":"c","value":{"@odata.type":"#microsoft.graph.copyResult","url":"u"}}"##;
    assert_eq!(
        read(body).unwrap(),
        AnyResult::Copy(CopyResult {
            url: Some("u".into()),
            ..CopyResult::default()
        })
    );
}
