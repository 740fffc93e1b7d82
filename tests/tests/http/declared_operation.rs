//! Actions and functions as types: their URLs, bodies and results.

use graph_model::edm::{EdmType, Presence};
use graph_model::http::FromResponse;
use graph_model::model::{Operation, OperationKind};
use graph_model::path::{Address, Collection, KeyConvention, OperationConvention};
use graph_model::{
    Endpoint, Page, RawJson, RequestBuilder, Route, UnknownObject, graph_action, graph_complex,
    graph_entity, graph_enum, graph_function, graph_union,
};

#[graph_enum(odata = "contoso.colour")]
#[derive(Clone, Debug, PartialEq)]
pub enum Colour {
    Red,
    #[graph(unknown)]
    Unknown(String),
}

#[graph_complex(odata = "contoso.point", tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Point {
    pub x: Option<i32>,
    pub y: Option<i32>,
}

#[graph_entity(odata = "contoso.thing", path = "/things/{thingId}")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Thing {
    pub name: Option<String>,
    #[graph(navigation)]
    pub parts: Vec<Thing>,
}

#[graph_entity(odata = "contoso.special", base = Thing)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Special {}

#[graph_union]
#[derive(Clone, Debug, PartialEq)]
pub enum AnyThing {
    Thing(Thing),
    Special(Special),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

#[graph_action(odata = "contoso.move", on = Thing)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Move {
    pub target: Option<Point>,
    #[graph(name = "WithAll")]
    pub with_all: Option<bool>,
    pub comment: Presence<String>,
    pub waypoints: Option<Vec<Point>>,
    pub thing: Option<Thing>,
}

#[graph_action(odata = "contoso.reset", on = Thing, returns = Thing)]
pub struct Reset;

/// The same name, bound to a collection.
#[graph_action(odata = "contoso.reset", on = Collection<Thing>, returns = Vec<AnyThing>)]
pub struct ResetAll;

#[graph_function(odata = "contoso.find", on = Collection<Thing>, returns = Vec<Thing>)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Find {
    pub name: String,
    pub colour: Option<Colour>,
    pub since: Option<i64>,
    pub near: Option<Point>,
    pub tags: Option<Vec<String>>,
    pub parent: Presence<String>,
}

#[graph_function(odata = "contoso.partOf", on = Thing, returns = Thing)]
pub struct PartOf {
    pub near: Option<Point>,
}

#[graph_function(odata = "contoso.weight", on = Thing, returns = f64)]
pub struct Weight;

#[graph_function(odata = "contoso.colourOf", on = Thing, returns = Option<Colour>)]
pub struct ColourOf;

#[graph_action(odata = "contoso.container.Rebuild", returns = bool)]
pub struct Rebuild {
    pub full: bool,
}

#[graph_function(odata = "contoso.Nearest", returns = Thing)]
pub struct Nearest {
    pub lat: f64,
}

const THINGS: Route<Collection<Thing>> = Route::entity_set("things");

fn line<A>(request: RequestBuilder<A>, endpoint: &Endpoint) -> String {
    let request = request.build(endpoint).unwrap();
    let url = request.uri().to_string();
    let below = url.strip_prefix(endpoint.as_str()).unwrap();
    let body = String::from_utf8(request.body().clone()).unwrap();
    format!("{} {below} {body}", request.method())
        .trim_end()
        .to_owned()
}

fn graph<A>(request: RequestBuilder<A>) -> String {
    line(request, &Endpoint::V1_0)
}

#[test]
fn the_parameters_of_an_action_are_its_body() {
    let go = Move {
        target: Some(Point {
            x: Some(1),
            y: None,
        }),
        with_all: Some(true),
        comment: Presence::Null,
        waypoints: Some(vec![Point::default()]),
        thing: Some(Thing {
            name: Some("a".into()),
            ..Default::default()
        }),
    };
    assert_eq!(
        graph(go.at(&ThingPath { thing_id: "7" })),
        concat!(
            r##"POST /things/7/move {"target":{"x":1},"WithAll":true,"comment":null,"waypoints":[{}],"##,
            r##""thing":{"@odata.type":"#contoso.thing","name":"a","parts":[]}}"##
        )
    );
    // What is `None` or absent is left out.
    assert_eq!(
        graph(Move::default().at(&THINGS.key("7"))),
        "POST /things/7/move {}"
    );
    let request = Move::default().at(&THINGS.key("7"));
    let request = request.build(&Endpoint::V1_0).unwrap();
    assert_eq!(request.headers()["content-type"], "application/json");
}

#[test]
fn an_action_without_parameters_has_no_body_and_no_content_type() {
    let request = Reset.at(&THINGS.key("7")).build(&Endpoint::V1_0).unwrap();
    assert_eq!(request.body(), b"");
    assert!(!request.headers().contains_key("content-type"));
}

#[test]
fn an_operation_is_found_at_routes_of_derived_types_and_unions() {
    let parts = THINGS.key("7").to(|thing| thing.parts);
    assert_eq!(
        graph(Reset.at(&parts.key("8"))),
        "POST /things/7/parts/8/reset"
    );
    assert_eq!(
        graph(Reset.at(&parts.key("8").cast::<Special>())),
        "POST /things/7/parts/8/contoso.special/reset"
    );
    let any: Route<Collection<AnyThing>> = Route::entity_set("any");
    assert_eq!(graph(Reset.at(&any.key("8"))), "POST /any/8/reset");
    assert_eq!(graph(ResetAll.at(&any)), "POST /any/reset");
    assert_eq!(
        graph(ResetAll.at(&ThingCollectionPath)),
        "POST /things/reset"
    );
}

#[test]
fn the_parameters_of_a_function_are_in_its_url() {
    let find = Find {
        name: "it's a/b".into(),
        colour: Some(Colour::Red),
        since: Some(-1),
        parent: Presence::Null,
        ..Default::default()
    };
    assert_eq!(
        graph(find.at(&THINGS)),
        "GET /things/find(name='it%27%27s%20a%2Fb',colour=contoso.colour'red',since=-1,parent=null)"
    );
    assert_eq!(graph(Weight.at(&THINGS.key("7"))), "GET /things/7/weight()");
}

#[test]
fn complex_values_and_collections_are_parameter_aliases() {
    let near = Point {
        x: Some(1),
        y: Some(2),
    };
    let find = Find {
        name: "a".into(),
        near: Some(near.clone()),
        tags: Some(vec!["x&y".into()]),
        ..Default::default()
    };
    let aliases = "@near=%7B%22x%22:1,%22y%22:2%7D&@tags=%5B%22x%26y%22%5D";
    assert_eq!(
        graph(find.at(&THINGS)),
        format!("GET /things/find(name='a',near=@near,tags=@tags)?{aliases}")
    );
    // Two functions in one route do not share an alias.
    let part = PartOf { near: Some(near) };
    let inner = part.to_route(&part.to_route(&THINGS.key("7")));
    let of_parts = Thing::list().top(1).at(&inner.to(|thing| thing.parts));
    let point = "%7B%22x%22:1,%22y%22:2%7D";
    assert_eq!(
        graph(of_parts),
        format!(
            "GET /things/7/partOf(near=@near)/partOf(near=@near2)/parts?@near={point}&@near2={point}&$top=1"
        )
    );
}

#[test]
fn a_reference_to_the_result_of_a_function_keeps_its_aliases() {
    let near = PartOf {
        near: Some(Point::default()),
    };
    let route = near.to_route(&THINGS.key("7"));
    let add = THINGS.key("8").to(|thing| thing.parts).add(&route);
    assert_eq!(
        graph(add),
        concat!(
            r#"POST /things/8/parts/$ref {"@odata.id":"https://graph.microsoft.com/v1.0"#,
            r#"/things/7/partOf(near=@near)?@near=%7B%7D"}"#
        )
    );
    assert_eq!(
        route.to_string(),
        "/things/7/partOf(near=@near)?@near=%7B%7D"
    );
}

#[test]
fn a_parameter_alias_is_given_once() {
    let near = PartOf {
        near: Some(Point::default()),
    };
    let request = near.at(&THINGS.key("7")).query("@near", "{}");
    assert_eq!(
        request.build(&Endpoint::V1_0).unwrap_err().to_string(),
        "the query option `@near` is given twice"
    );
}

#[test]
fn a_parameter_may_have_any_odata_name() {
    #[graph_function(odata = "contoso.gr\u{f6}\u{df}e", on = Thing, returns = bool)]
    struct Size {
        #[graph(name = "h\u{f6}he")]
        height: i32,
        #[graph(name = "\u{fc}ber")]
        over: Vec<i32>,
    }
    let size = Size {
        height: 1,
        over: vec![2],
    };
    assert_eq!(
        graph(size.at(&THINGS.key("7"))),
        "GET /things/7/gr%C3%B6%C3%9Fe(h%C3%B6he=1,%C3%BCber=@%C3%BCber)?@%C3%BCber=%5B2%5D"
    );
}

#[test]
fn a_function_continues_as_a_route() {
    let part = PartOf { near: None };
    let route = part.to_route(&THINGS.key("7"));
    assert_eq!(
        graph(
            Thing::patch()
                .name("b")
                .at(&route.to(|thing| thing.parts).key("8"))
        ),
        r##"PATCH /things/7/partOf()/parts/8 {"@odata.type":"#contoso.thing","name":"b"}"##
    );
    let found = Find {
        name: "a".into(),
        ..Default::default()
    };
    assert_eq!(
        graph(Thing::get().at(&found.to_route(&THINGS).key("8"))),
        "GET /things/find(name='a')/8"
    );
}

#[test]
fn the_endpoint_decides_how_keys_and_operations_are_written() {
    let service = Endpoint::new("https://api.contoso.com/odata")
        .with_keys(KeyConvention::InParentheses)
        .with_operations(OperationConvention::QualifiedName);
    assert_eq!(
        line(Reset.at(&THINGS.key(7)), &service),
        "POST /things(7)/contoso.reset"
    );
    let found = Find {
        name: "a".into(),
        ..Default::default()
    };
    assert_eq!(
        line(Weight.at(&found.to_route(&THINGS).key(8)), &service),
        "GET /things/contoso.find(name='a')(8)/contoso.weight()"
    );
    // The import of an unbound operation has no namespace.
    assert_eq!(
        line(Rebuild { full: true }.request(), &service),
        r#"POST /Rebuild {"full":true}"#
    );
}

#[test]
fn an_unbound_operation_is_called_at_the_service_root() {
    assert_eq!(
        graph(Nearest { lat: 33.5 }.request()),
        "GET /Nearest(lat=33.5)"
    );
    let parts = Nearest { lat: 33.5 }.route().to(|thing| thing.parts);
    assert_eq!(
        graph(Thing::list().at(&parts)),
        "GET /Nearest(lat=33.5)/parts"
    );
    assert_eq!(Rebuild::OPERATION.binding(), None);
}

#[test]
fn a_value_that_has_no_literal_is_an_error_that_names_the_parameter() {
    #[graph_function(odata = "contoso.at", on = Thing, returns = bool)]
    struct At {
        value: RawJson,
        number: f64,
    }
    let at = At {
        value: RawJson::default(),
        number: f64::NAN,
    };
    assert_eq!(
        graph(at.at(&THINGS.key("7"))),
        "GET /things/7/at(value=null,number=NaN)"
    );
}

fn response<A: FromResponse>(_: &RequestBuilder<A>, status: u16, body: &str) -> Result<A, String> {
    let response = http::Response::builder().status(status).body(body).unwrap();
    A::from_response(response).map_err(|error| error.to_string())
}

#[test]
fn results_are_read_as_their_types() {
    let thing = THINGS.key("7");
    let weight = Weight.at(&thing);
    assert_eq!(response(&weight, 200, r#"{"value":1.5}"#), Ok(1.5));
    assert_eq!(
        response(&weight, 204, ""),
        Err("204 No Content, but the body is empty and a value is expected".to_owned())
    );
    let colour = ColourOf.at(&thing);
    assert_eq!(
        response(&colour, 200, r#"{"value":"red"}"#),
        Ok(Some(Colour::Red))
    );
    assert_eq!(response(&colour, 204, ""), Ok(None));
    let reset = Reset.at(&thing);
    let name = |name: &str| Thing {
        name: Some(name.to_owned()),
        ..Default::default()
    };
    assert_eq!(response(&reset, 200, r#"{"name":"a"}"#), Ok(name("a")));
    let all = ResetAll.at(&THINGS);
    let page: Page<AnyThing> = response(
        &all,
        200,
        r##"{"value":[{"@odata.type":"#contoso.special"}],"@odata.nextLink":"x"}"##,
    )
    .unwrap();
    assert_eq!(page.value, [AnyThing::from(Special::default())]);
    assert_eq!(page.next_link.as_deref(), Some("x"));
    // A service may have nothing to say.
    for status in [200, 204] {
        assert_eq!(response(&all, status, " ").unwrap(), Page::default());
    }
    assert_eq!(
        response(&all, 202, ""),
        Err(
            "202 Accepted, but the body is empty and a value is expected; the request \
             completes later, so read a `Completion`"
                .to_owned()
        )
    );
    let nothing = Move::default().at(&thing);
    assert_eq!(response(&nothing, 200, ""), Ok(()));
}

#[test]
fn the_description_names_what_the_metadata_declares() {
    let find = Find::OPERATION;
    assert_eq!(find.kind(), OperationKind::Function);
    assert_eq!(find.name(), "contoso.find");
    let binding = find.binding().unwrap();
    assert_eq!(
        (binding.ty().name(), binding.is_collection()),
        ("contoso.thing", true)
    );
    let parameters = find.parameters().iter();
    let parameters: Vec<_> = parameters
        .map(|parameter| {
            (
                parameter.name(),
                parameter.edm_type(),
                parameter.is_collection(),
            )
        })
        .collect();
    assert_eq!(
        parameters,
        [
            ("name", EdmType::String, false),
            ("colour", EdmType::Enumeration("contoso.colour"), false),
            ("since", EdmType::Int64, false),
            ("near", EdmType::Complex("contoso.point"), false),
            ("tags", EdmType::String, true),
            ("parent", EdmType::String, false),
        ]
    );
    assert_eq!(
        find.returns(),
        Some((EdmType::Entity("contoso.thing"), true))
    );
    assert_eq!(Move::OPERATION.returns(), None);
    assert_eq!(Move::OPERATION.kind(), OperationKind::Action);
}
