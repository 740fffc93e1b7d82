//! The list in a `Prefer` header, whose values may be in quotes.

use graph_model::{Endpoint, RequestBuilder};
use graph_model_tests::directory::{Group, GroupPath};

fn builder() -> RequestBuilder<Group> {
    Group::get().at(&GroupPath { group_id: "4f" })
}

/// The list that is sent for two lists that are set one after the other.
fn sent(first: &str, second: &str) -> String {
    let request = builder().header("Prefer", first).header("Prefer", second);
    let request = request.build(&Endpoint::V1_0).unwrap();
    request.headers()["prefer"].to_str().unwrap().to_owned()
}

#[test]
fn a_comma_after_an_escaped_quote_belongs_to_the_value() {
    let annotations = r#"odata.include-annotations="a\",b""#;
    assert_eq!(
        sent(annotations, "respond-async"),
        format!("{annotations}, respond-async")
    );
    assert_eq!(
        sent(r#"include-annotations="*""#, annotations),
        annotations,
        "one preference replaces the other"
    );
}

#[test]
fn a_backslash_outside_quotes_escapes_nothing() {
    assert_eq!(
        sent(r"x-path=a\,return=minimal", "return=representation"),
        r"x-path=a\, return=representation"
    );
}
