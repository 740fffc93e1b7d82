//! Keys in routes, of every type and in both conventions.

use std::borrow::Cow;

use graph_model::path::{Collection, KeyConvention, PathError};
use graph_model::query::{PropertyPath, PropertyScope, Queryable};
use graph_model::{
    Address, EdmType, Endpoint, Property, RequestBuilder, RequestError, Route, graph_enum,
};
use serde::{Deserialize, Serialize};

use super::{ME, Message, USERS, User, built, service, shown};

#[graph_enum(odata = "contoso.colour")]
#[derive(Clone, Debug, PartialEq)]
pub enum Colour {
    Red,
    #[graph(unknown)]
    Unknown(String),
}

const MESSAGES: Route<Collection<Message>> = Route::entity_set("messages");

fn both(route: &Route<Message>) -> [String; 2] {
    let delete = || RequestBuilder::<()>::delete(route);
    let in_parentheses = service().with_keys(KeyConvention::InParentheses);
    let in_parentheses = delete().build(&in_parentheses).unwrap();
    [
        built(delete()).uri().path().replace("/odata/messages", ""),
        in_parentheses.uri().path().replace("/odata/messages", ""),
    ]
}

#[test]
fn a_key_of_any_primitive_type_is_written_by_its_type() {
    let text = String::from("x y");
    assert_eq!(both(&MESSAGES.key(&text)), ["/x%20y", "('x%20y')"]);
    assert_eq!(both(&MESSAGES.key(Cow::from("x"))), ["/x", "('x')"]);
    assert_eq!(both(&MESSAGES.key(7_i64)), ["/7", "(7)"]);
    assert_eq!(both(&MESSAGES.key(true)), ["/true", "(true)"]);
    assert_eq!(
        both(&MESSAGES.key(Colour::Red)),
        ["/red", "(contoso.colour'red')"]
    );
    let part = MESSAGES.composite_key([("colour", &Colour::Red as _), ("day", &"it's" as _)]);
    assert_eq!(
        both(&part),
        ["(colour=contoso.colour'red',day='it%27%27s')"; 2]
    );
}

/// A property type of a user, whose values may be null.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Badge(Option<String>);

impl Property for Badge {
    const EDM_TYPE: EdmType = EdmType::String;
}

impl Queryable for Badge {
    type Properties = PropertyPath<Self>;

    fn properties(scope: PropertyScope) -> Self::Properties {
        scope.value()
    }
}

#[test]
fn null_is_not_a_key() {
    let error = RequestBuilder::<()>::delete(&MESSAGES.key(Badge(None)));
    assert_eq!(
        error.build(&service()).unwrap_err(),
        RequestError::Path(PathError::KeyValue {
            reason: "null is not a key".into()
        })
    );
}

#[test]
fn a_floating_point_number_is_not_a_key() {
    let refused = |request: RequestBuilder<()>| request.build(&service()).unwrap_err();
    let reason = "a floating-point number is not a key".to_owned();
    let expected = RequestError::Path(PathError::KeyValue { reason });
    assert_eq!(
        refused(RequestBuilder::delete(&MESSAGES.key(1.5))),
        expected
    );
    assert_eq!(
        refused(RequestBuilder::delete(&MESSAGES.key(1_f32))),
        expected
    );
}

#[test]
fn the_endpoint_decides_how_keys_are_written() {
    const PRODUCTS: Route<Collection<Message>> = Route::entity_set("Products");
    let in_parentheses = service().with_keys(KeyConvention::InParentheses);
    let written = |route: &Route<Message>, endpoint: &Endpoint| {
        let request = Message::get().select(|m| m.subject).at(route);
        request.build(endpoint).unwrap().uri().path().to_owned()
    };
    for (route, segment, parentheses) in [
        (PRODUCTS.key(7), "/Products/7", "/Products(7)"),
        (PRODUCTS.key(-7_i64), "/Products/-7", "/Products(-7)"),
        (PRODUCTS.key("a b"), "/Products/a%20b", "/Products('a%20b')"),
        (
            PRODUCTS.key("it's/it"),
            "/Products/it%27s%2Fit",
            "/Products('it%27%27s%2Fit')",
        ),
        (
            PRODUCTS.composite_key([("Id", &1 as _), ("Code", &"x'y" as _)]),
            "/Products(Id=1,Code='x%27%27y')",
            "/Products(Id=1,Code='x%27%27y')",
        ),
    ] {
        assert_eq!(written(&route, &service()), ["/odata", segment].concat());
        assert_eq!(
            written(&route, &in_parentheses),
            ["/odata", parentheses].concat()
        );
    }
    let folder = ME.to(|user| user.mail_folders).key("inbox");
    let request = Message::list()
        .top(1)
        .at(&folder.to(|folder| folder.messages))
        .query("$search", "\"x\"");
    assert_eq!(
        request.build(&in_parentheses).unwrap().uri(),
        "https://api.contoso.com/odata/me/mailFolders('inbox')/messages?$top=1&$search=%22x%22"
    );
}

#[test]
fn a_key_stays_one_segment() {
    let error = |key: &str| {
        let request = User::delete(&USERS.key(key));
        request.build(&service()).unwrap_err()
    };
    assert_eq!(error("").to_string(), "the path value `key` is empty");
    for key in [".", ".."] {
        assert_eq!(
            error(key),
            RequestError::Path(PathError::DotSegment { placeholder: "key" })
        );
    }
    assert_eq!(
        shown(User::delete(&USERS.key("../groups?x#y"))),
        "DELETE /users/..%2Fgroups%3Fx%23y"
    );
    assert_eq!(
        shown(User::delete(&USERS.key("$ref"))),
        "DELETE /users('%24ref')"
    );
    assert_eq!(
        User::delete(&USERS.composite_key([]))
            .build(&service())
            .unwrap_err()
            .to_string(),
        "the path value `key` is empty"
    );
    let repeated = USERS.composite_key([("a", &1 as _), ("b", &1 as _), ("a", &2 as _)]);
    assert_eq!(
        User::delete(&repeated)
            .build(&service())
            .unwrap_err()
            .to_string(),
        "the composite key names `a` twice"
    );
    let error = USERS.composite_key([("a)b", &1 as _)]);
    assert_eq!(
        User::delete(&error).build(&service()).unwrap_err(),
        RequestError::Path(PathError::KeyName { name: "a)b".into() })
    );
}
