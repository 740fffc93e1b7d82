//! Routes to entities by the keys that they have.

use graph_model::path::KeyConvention;
use graph_model::path::{Collection, PathError, Route};
use graph_model::{
    Endpoint, Entity, Presence, RequestBuilder, RequestError, Tracked, graph_entity,
};

#[graph_entity(odata = "contoso.orderDetail", base = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OrderDetail {
    #[graph(key, name = "OrderID")]
    pub order_id: i64,
    #[graph(key, name = "Product")]
    pub product: Option<String>,
    pub quantity: Option<i32>,
}

#[graph_entity(odata = "contoso.product", base = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Product {
    #[graph(key)]
    pub number: Option<i32>,
    /// The id that another system gave, which is not the key here.
    pub id: Option<String>,
}

#[graph_entity(odata = "contoso.toy", base = Product)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Toy {
    pub age: Option<i32>,
}

#[graph_entity(odata = "contoso.account", base = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Account {
    #[graph(key)]
    pub account_id: Option<uuid::Uuid>,
}

/// An entity that declares its own `id`, which no attribute marks, among other strings.
#[graph_entity(odata = "contoso.contact", base = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contact {
    pub name: Option<String>,
    pub id: Option<String>,
    pub city: Option<String>,
}

/// An entity whose `id` is a number, so that it is not known to be the key.
#[graph_entity(odata = "contoso.ticket", base = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ticket {
    pub id: Option<i32>,
    pub subject: Option<String>,
}

#[graph_entity(odata = "contoso.lead", base = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lead {
    #[graph(key)]
    pub number: Presence<String>,
}

const CONTACTS: Route<Collection<Contact>> = Route::entity_set("Contacts");
const TICKETS: Route<Collection<Ticket>> = Route::entity_set("Tickets");
const LEADS: Route<Collection<Lead>> = Route::entity_set("Leads");
const DETAILS: Route<Collection<OrderDetail>> = Route::entity_set("Details");
const PRODUCTS: Route<Collection<Product>> = Route::entity_set("Products");
const ACCOUNTS: Route<Collection<Account>> = Route::entity_set("Accounts");
const ENTITIES: Route<Collection<Entity>> = Route::entity_set("entities");

fn url<T>(route: &Route<T>, keys: KeyConvention) -> Result<String, RequestError> {
    let service = Endpoint::new("https://api.contoso.com").with_keys(keys);
    let request = RequestBuilder::<()>::method(http::Method::GET, route).build(&service)?;
    Ok(request.uri().path().to_owned())
}

#[test]
fn the_key_is_written_as_the_service_wants_it() {
    let detail = OrderDetail {
        order_id: 10248,
        product: Some("it's".into()),
        quantity: Some(7),
    };
    let route = DETAILS.entity(&detail);
    for keys in [KeyConvention::AsSegment, KeyConvention::InParentheses] {
        assert_eq!(
            url(&route, keys).unwrap(),
            "/Details(OrderID=10248,Product='it%27%27s')"
        );
    }
    let entity: Entity = serde_json::from_str(r#"{"id":"a/b"}"#).unwrap();
    assert_eq!(
        url(&ENTITIES.entity(&entity), KeyConvention::AsSegment).unwrap(),
        "/entities/a%2Fb"
    );
    assert_eq!(
        url(&ENTITIES.entity(&entity), KeyConvention::InParentheses).unwrap(),
        "/entities('a%2Fb')"
    );
    let account: Account =
        serde_json::from_str(r#"{"accountId":"7f105c7d-2dc5-4530-97cd-4e7ae6534c07"}"#).unwrap();
    assert_eq!(
        url(&ACCOUNTS.entity(&account), KeyConvention::InParentheses).unwrap(),
        "/Accounts(7f105c7d-2dc5-4530-97cd-4e7ae6534c07)"
    );
}

#[test]
fn a_declared_key_comes_before_an_id_and_a_derived_type_inherits_it() {
    let toy = Toy {
        base: Product {
            number: Some(7),
            id: Some("elsewhere".into()),
        },
        age: None,
    };
    assert_eq!(
        url(&PRODUCTS.entity(&toy), KeyConvention::InParentheses).unwrap(),
        "/Products(7)"
    );
    let tracked = Tracked::new(toy);
    assert_eq!(
        url(&PRODUCTS.entity(&*tracked), KeyConvention::AsSegment).unwrap(),
        "/Products/7"
    );
}

#[test]
fn an_entity_without_its_key_has_no_route() {
    let missing = |name: &str| {
        Err(RequestError::Path(PathError::KeyValue {
            reason: format!("the entity has no `{name}`"),
        }))
    };
    let keys = KeyConvention::AsSegment;
    assert_eq!(
        url(&PRODUCTS.entity(&Product::default()), keys),
        missing("number")
    );
    assert_eq!(
        url(&DETAILS.entity(&OrderDetail::default()), keys),
        missing("Product")
    );
    assert_eq!(
        url(&ENTITIES.entity(&Entity::default()), keys),
        missing("id")
    );
    let empty: Entity = serde_json::from_str(r#"{"id":""}"#).unwrap();
    assert!(url(&ENTITIES.entity(&empty), keys).is_err());
}

#[test]
fn an_id_that_is_a_string_is_the_key_if_no_other_is_declared() {
    let contact = Contact {
        name: Some("Ada".into()),
        id: Some("4f".into()),
        city: Some("London".into()),
    };
    assert_eq!(
        url(&CONTACTS.entity(&contact), KeyConvention::InParentheses).unwrap(),
        "/Contacts('4f')"
    );
    let ticket = Ticket {
        id: Some(7),
        subject: Some("4f".into()),
    };
    assert_eq!(
        url(&TICKETS.entity(&ticket), KeyConvention::AsSegment),
        Err(RequestError::Path(PathError::KeyValue {
            reason: "the entity has no `id`".into()
        }))
    );
}

#[test]
fn null_is_not_a_key() {
    for number in [Presence::Null, Presence::Absent] {
        assert_eq!(
            url(&LEADS.entity(&Lead { number }), KeyConvention::AsSegment),
            Err(RequestError::Path(PathError::KeyValue {
                reason: "the entity has no `number`".into()
            }))
        );
    }
    let lead = Lead {
        number: Presence::Value("null".into()),
    };
    assert_eq!(
        url(&LEADS.entity(&lead), KeyConvention::AsSegment).unwrap(),
        "/Leads/null"
    );
}
