//! Texts in a filter and in the call of a function: they stay within their quotes, and within their option.
#![no_main]

use graph_model::http::FunctionCall;
use graph_model::{Endpoint, RequestBuilder};
use graph_model_tests::directory::{User, UserCollectionPath, UserPath};
use libfuzzer_sys::fuzz_target;
use percent_encoding::percent_decode_str;

fuzz_target!(|text: &str| {
    let request = User::list()
        .filter(|user| user.display_name.eq(text).and(user.id.is_in([text])))
        .top(1)
        .at(&UserCollectionPath)
        .build(&Endpoint::V1_0);
    // A URL is at most so long.
    let Ok(request) = request else {
        assert!(text.len() > 9_000);
        return;
    };
    let query = request.uri().query().expect("there is one");
    let filter = query.strip_prefix("$filter=").and_then(|query| query.strip_suffix("&$top=1"));
    let filter = filter.expect("there are two options");
    assert!(!filter.contains(['&', '#', '+', ' ']));
    let quoted = text.replace('\'', "''");
    assert_eq!(
        percent_decode_str(filter).decode_utf8().expect("it was text"),
        format!("displayName eq '{quoted}' and id in ('{quoted}')")
    );

    let call = FunctionCall::new("f").with("x", text);
    let request: RequestBuilder<()> = RequestBuilder::function(&UserPath { user_id: "4f" }, &call);
    let request = request.build(&Endpoint::V1_0).expect("it is shorter than the filter");
    let value = request.uri().path().strip_prefix("/v1.0/users/4f/f(x='");
    let value = value.and_then(|value| value.strip_suffix("')")).expect("it ends where it should");
    assert!(!value.contains(['/', '\'', ')']));
    assert_eq!(percent_decode_str(value).decode_utf8().expect("it was text"), quoted);
});
