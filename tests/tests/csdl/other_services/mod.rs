//! A service that is not Microsoft Graph: names in Pascal case, keys in parentheses, a composite key,
//! an alternate key, etags of types without a common base. The generated source is used as it is,
//! against a service over a socket.

use std::path::Path;

use graph_csdl::{ComplexTag, Generator, Metadata, ValueFeature, assert_conforms};
use graph_model::http::{DeltaItem, Page, Updated};
use graph_model::{Endpoint, FromResponse, RequestBuilder, ResponseError};
use graph_model_tests::client;
use graph_model_tests::stand_in::{StandIn, TOKEN};
use rust_decimal::Decimal;
use serde_json::json;
use uuid::Uuid;

use self::shop::{
    ACCOUNTS, Account, AccountPath, Address, AnyArticle, Article, ArticleByNamePath,
    ArticleCollectionCheapest, ArticlePath, ArticleRestock, Book, ORDER_DETAILS, OrderDetail,
    OrderDetailPath, PRODUCTS, Season, Trace,
};

#[path = "shop.rs"]
mod shop;

const ACCOUNT: Uuid = Uuid::from_u128(0x4f00_0000_0000_0000_0000_0000_0000_0001);

fn folder() -> &'static Path {
    Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/csdl/other_services"
    ))
}

/// A service with two products, an account and a line of an order.
fn service() -> StandIn {
    let service = StandIn::start_at("/odata").unwrap();
    service.declare_key("Products", &["ProductID"]);
    service.declare_alternate_key("Products", "ProductName");
    service.declare_key("Order_Details", &["OrderID", "ProductID"]);
    service.declare_key("Accounts", &["AccountId"]);
    service.put(
        "/Products",
        json!({ "ProductID": 1, "ProductName": "Chai", "UnitPrice": 18.5, "Season": "Autumn" }),
    );
    service.put(
        "/Products",
        json!({
            "@odata.type": "#Contoso.Shop.Book",
            "ProductID": 2, "ProductName": "Tea, it's all", "ISBN": "978-3", "UnitPrice": 7
        }),
    );
    service.put(
        "/Accounts",
        json!({ "AccountId": ACCOUNT, "Name": "Ada", "Addresses": [{ "Street": "Main" }] }),
    );
    service.put(
        "/Order_Details",
        json!({ "OrderID": 1, "ProductID": 2, "Quantity": 3 }),
    );
    service
}

fn endpoint(service: &StandIn) -> Endpoint {
    shop::endpoint(service.root())
}

fn send<A: FromResponse>(
    service: &StandIn,
    request: RequestBuilder<A>,
) -> Result<A, ResponseError> {
    let request = request.bearer(TOKEN).build(&endpoint(service)).unwrap();
    A::from_response(client::send(request).unwrap())
}

/// The method, the path and the body of the only request that has arrived.
fn received(service: &StandIn) -> (String, String, serde_json::Value) {
    let mut received = service.take_received();
    assert_eq!(received.len(), 1);
    let request = received.remove(0);
    (request.method, request.url, request.body)
}

#[test]
fn the_source_is_what_the_tool_writes_and_it_conforms() {
    let metadata = Metadata::from_file(folder().join("shop.xml")).unwrap();
    let prepared = Generator::new(&metadata)
        .complex_tag(ComplexTag::Derived)
        .with(ValueFeature::RustDecimal)
        .with(ValueFeature::Uuid)
        .prepare(&folder().join("shop.rs"))
        .unwrap();
    if std::env::var_os("GRAPH_BLESS").is_some() {
        prepared.write().unwrap();
    }
    assert_eq!(prepared.outdated().count(), 0);
    assert_conforms!(
        metadata,
        Account,
        Address,
        AnyArticle,
        Article,
        ArticleCollectionCheapest,
        ArticleRestock,
        Book,
        OrderDetail,
        Season,
        Trace,
    );
}

#[test]
fn keys_are_written_as_the_service_expects_them() {
    let service = service();
    let expect = |url: &str| {
        let (_, path, _) = received(&service);
        assert_eq!(path, format!("/odata{url}"));
    };
    let chai = Some("Chai".to_owned());
    // By a route, and by the generated path.
    let article = send(&service, Article::get().at(&PRODUCTS.key(1))).unwrap();
    assert_eq!(article.product_name, chai);
    expect("/Products(1)");
    let path = ArticlePath {
        article_product_id: "1",
    };
    assert_eq!(
        send(&service, Article::get().at(&path))
            .unwrap()
            .product_name,
        chai
    );
    expect("/Products(1)");

    let line = ORDER_DETAILS.composite_key([("OrderID", &1 as _), ("ProductID", &2 as _)]);
    let line = send(&service, OrderDetail::get().at(&line)).unwrap();
    assert_eq!(line.quantity, Some(3));
    expect("/Order_Details(OrderID=1,ProductID=2)");
    let path = OrderDetailPath {
        order_id: "1",
        product_id: "2",
    };
    assert_eq!(send(&service, OrderDetail::get().at(&path)).unwrap(), line);
    expect("/Order_Details(OrderID=1,ProductID=2)");

    let account = send(&service, Account::get().at(&ACCOUNTS.key(ACCOUNT))).unwrap();
    assert_eq!(account.name.as_deref(), Some("Ada"));
    expect("/Accounts(4f000000-0000-0000-0000-000000000001)");
    let id = ACCOUNT.to_string();
    let path = AccountPath { account_id: &id };
    assert_eq!(send(&service, Account::get().at(&path)).unwrap(), account);
    expect("/Accounts(4f000000-0000-0000-0000-000000000001)");
}

#[test]
fn an_alternate_key_has_a_path_and_a_route() {
    let service = service();
    let path = ArticleByNamePath {
        name: "Tea, it's all",
    };
    // The stand-in finds the entity by the property of this name.
    let url = path.to_string();
    assert_eq!(url, "/Products(Name='Tea%2C%20it%27%27s%20all')");
    let parsed = ArticleByNamePath::parse(&url).unwrap();
    assert_eq!(parsed.path().name, "Tea, it's all");
    let route = PRODUCTS.composite_key([("ProductName", &"Chai" as _)]);
    let article = send(&service, Article::get().at(&route)).unwrap();
    assert_eq!(article.product_id, Some(1));
}

#[test]
fn a_change_is_sent_with_the_etag_that_was_read() {
    let service = service();
    service.require_etags();
    let mut tracked = send(&service, Article::get().at(&PRODUCTS.key(1)).tracked()).unwrap();
    assert_eq!(tracked.etag.as_deref(), Some("W/\"1\""));
    tracked.unit_price = Some(Decimal::new(199, 1));
    let change = tracked.changes().unwrap();
    let _ = service.take_received();
    let updated = send(&service, change.at(&PRODUCTS.key(1))).unwrap();
    let request = service.take_received().remove(0);
    assert_eq!(request.headers["if-match"], "W/\"1\"");
    assert_eq!(
        request.body,
        json!({ "@odata.type": "#Contoso.Shop.Article", "UnitPrice": 19.9 })
    );
    let Updated::Entity { entity, etag, .. } = updated else {
        panic!("{updated:?}");
    };
    assert_eq!(entity.product_name.as_deref(), Some("Chai"));
    assert_eq!(etag.as_deref(), Some("W/\"5\""));

    // Somebody else was faster.
    tracked.unit_price = Some(Decimal::ONE);
    let change = tracked.changes().unwrap();
    let ResponseError::Service(error) = send(&service, change.at(&PRODUCTS.key(1))).unwrap_err()
    else {
        panic!("the service refuses the change");
    };
    assert_eq!(error.status, 412);
}

#[test]
fn lists_know_the_etag_and_the_type_of_each_entity() {
    let service = service();
    let page: Page<AnyArticle> = send(&service, AnyArticle::list().at(&PRODUCTS)).unwrap();
    let [AnyArticle::Article(chai), AnyArticle::Book(book)] = &page.value[..] else {
        panic!("{page:?}");
    };
    assert_eq!(chai.etag.as_deref(), Some("W/\"1\""));
    assert_eq!(chai.season, Some(Season::Autumn));
    assert_eq!(book.etag.as_deref(), Some("W/\"2\""));
    assert_eq!(book.isbn.as_deref(), Some("978-3"));

    let cheap = Article::list().filter(|a| a.unit_price.lt(Decimal::TEN));
    let cheap = cheap.order_by(|a| a.product_name).at(&PRODUCTS);
    let _ = service.take_received();
    let page = send(&service, cheap).unwrap();
    assert_eq!(page.value.len(), 1);
    let (_, url, _) = received(&service);
    assert_eq!(
        url,
        "/odata/Products?$filter=UnitPrice%20lt%2010&$orderby=ProductName"
    );
}

#[test]
fn an_entity_is_created_changed_and_deleted() {
    let service = service();
    let account = Account {
        name: Some("Grace".to_owned()),
        addresses: Some(vec![Address {
            street: Some("Side".to_owned()),
            ..Address::default()
        }]),
        ..Account::default()
    };
    let id = Uuid::from_u128(7);
    let account = Account {
        account_id: Some(id),
        ..account
    };
    let created = send(&service, Account::create(&account).at(&ACCOUNTS)).unwrap();
    let (method, url, body) = received(&service);
    assert_eq!((method.as_str(), url.as_str()), ("POST", "/odata/Accounts"));
    assert_eq!(
        body,
        json!({
            "@odata.type": "#Contoso.Shop.Account",
            "AccountId": id, "Name": "Grace", "Addresses": [{ "Street": "Side" }]
        })
    );
    assert_eq!(created.entity.unwrap().account_id, Some(id));

    let renamed = Account::patch().name("Grace Hopper").at(&ACCOUNTS.key(id));
    send(&service, renamed).unwrap();
    send(&service, Account::delete(&ACCOUNTS.key(id))).unwrap();
    let accounts = service.entities("/Accounts");
    assert_eq!(accounts.len(), 1);
}

#[test]
fn items_that_may_be_null_are_kept_where_the_document_says_so() {
    let body = r#"{"Visits":["2026-01-01T00:00:00Z",null],"Notes":["a",null]}"#;
    let account: Account = serde_json::from_str(body).unwrap();
    assert_eq!(
        account.visits,
        Some(vec![Some("2026-01-01T00:00:00Z".to_owned()), None])
    );
    assert_eq!(account.notes, Some(vec!["a".to_owned()]));
    let list = Account::list()
        .filter(|a| a.visits.any(|visit| visit.lt("2026-01-01T00:00:00Z")))
        .at(&ACCOUNTS)
        .build(&Endpoint::new("https://contoso.example"))
        .unwrap();
    assert_eq!(
        list.uri().query(),
        Some("$filter=Visits/any(item1:item1%20lt%202026-01-01T00:00:00Z)")
    );
}

#[test]
fn operations_have_qualified_names() {
    let service = service();
    let build = |request: RequestBuilder<()>| request.build(&endpoint(&service)).unwrap();
    let restock = ArticleRestock { how_many: Some(3) };
    let request = build(restock.at(&PRODUCTS.key(1)).responds_with());
    assert_eq!(
        request.uri().path(),
        "/odata/Products(1)/Contoso.Shop.Restock"
    );
    assert_eq!(request.body(), br#"{"HowMany":3}"#);
    let request = build(ArticleCollectionCheapest.at(&PRODUCTS).responds_with());
    assert_eq!(
        request.uri().path(),
        "/odata/Products/Contoso.Shop.Cheapest()"
    );
}

#[test]
fn changes_are_asked_for_by_a_preference() {
    let service = service();
    let request = Article::list()
        .at(&PRODUCTS)
        .prefer("odata.track-changes")
        .responds_with::<Page<DeltaItem<AnyArticle>>>()
        .build(&endpoint(&service))
        .unwrap();
    assert_eq!(request.headers()["prefer"], "odata.track-changes");
    assert_eq!(request.uri().path(), "/odata/Products");
}
