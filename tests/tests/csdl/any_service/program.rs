//! Uses generated models of TripPin and Northwind against a service over a socket.

#![allow(dead_code)]

use graph_model::http::{Page, Updated};
use graph_model::path::Address;
use graph_model::{Endpoint, FromResponse, RequestBuilder, ResponseError};
use graph_model_tests::client;
use graph_model_tests::stand_in::{StandIn, TOKEN};
use serde_json::json;

fn main() {
    let corpus = std::env::args().nth(1).unwrap();
    conform(std::path::Path::new(&corpus));
    trips();
    orders();
}

struct Session {
    service: StandIn,
    endpoint: Endpoint,
}

impl Session {
    fn send<A: FromResponse>(&self, request: RequestBuilder<A>) -> Result<A, ResponseError> {
        let request = request.bearer(TOKEN).build(&self.endpoint).unwrap();
        A::from_response(client::send(request).unwrap())
    }

    /// The path of the last request, below the root of the service.
    fn last_path(&self) -> String {
        let received = self.service.take_received().pop().unwrap();
        received.url.strip_prefix("/odata").unwrap().to_owned()
    }
}

fn start(endpoint: impl FnOnce(String) -> Endpoint) -> Session {
    let service = StandIn::start_at("/odata").unwrap();
    service.require_etags();
    let endpoint = endpoint(service.root());
    Session { service, endpoint }
}

fn trips() {
    use trippin::{AIRPORTS, AnyLocation, Airport, PEOPLE, Person, PersonGender, PersonPath, PersonShareTrip, Trip};

    let session = start(trippin::endpoint);
    session.service.declare_key("People", &["UserName"]);
    session.service.declare_key("Trips", &["TripId"]);
    session.service.declare_key("Airports", &["IcaoCode"]);
    session.service.put(
        "/People",
        json!({
            "UserName": "russell'whyte", "FirstName": "Russell", "Gender": "Male", "Concurrency": 7,
            "AddressInfo": [
                { "@odata.type": "#Microsoft.OData.SampleService.Models.TripPin.EventLocation",
                  "Address": "187 Suffolk Ln.", "BuildingInfo": "West" },
                { "Address": "Main", "Floor": 3 }
            ]
        }),
    );
    session.service.put(
        "/People/russell'whyte/Trips",
        json!({ "TripId": 1003, "Name": "Trip in US" }),
    );
    session.service.put("/Airports", json!({ "IcaoCode": "KSFO", "Name": "SFO" }));

    let key = PEOPLE.key("russell'whyte");
    let mut person = session.send(Person::get().at(&key).tracked()).unwrap();
    assert_eq!(session.last_path(), "/People('russell%27%27whyte')");
    assert_eq!(person.gender, Some(PersonGender::Male));
    assert_eq!(person.etag.as_deref(), Some("W/\"1\""));
    let Some([AnyLocation::EventLocation(event), AnyLocation::Location(other)]) =
        person.address_info.as_deref()
    else {
        panic!("{:?}", person.address_info);
    };
    assert_eq!(event.building_info.as_deref(), Some("West"));
    assert_eq!(other.additional["Floor"].as_str(), "3");

    // A change, with the etag and nothing else.
    person.first_name = Some("Russ".to_owned());
    let change = person.changes().unwrap().at(&key);
    let Updated::Entity { entity, .. } = session.send(change).unwrap() else {
        panic!("the service sends the entity");
    };
    assert_eq!(entity.first_name.as_deref(), Some("Russ"));
    let request = session.service.take_received().pop().unwrap();
    assert_eq!(request.headers["if-match"], "W/\"1\"");
    assert_eq!(
        request.body,
        json!({
            "@odata.type": "#Microsoft.OData.SampleService.Models.TripPin.Person",
            "FirstName": "Russ"
        })
    );

    // The same by the generated path.
    let path = PersonPath { person_user_name: "russell'whyte" };
    session.send(Person::get().at(&path)).unwrap();
    assert_eq!(session.last_path(), "/People('russell%27%27whyte')");

    let trips = session.send(Trip::list().filter(|t| t.name.contains("US")).at(&key.to(|p| p.trips)));
    assert_eq!(trips.unwrap().value[0].trip_id, Some(1003));
    assert_eq!(
        session.last_path(),
        "/People('russell%27%27whyte')/Trips?$filter=contains(Name,'US')"
    );
    let trip = session.send(Trip::get().at(&key.to(|p| p.trips).key(1003))).unwrap();
    assert_eq!(trip.name.as_deref(), Some("Trip in US"));

    let airport = session.send(Airport::get().at(&AIRPORTS.key("KSFO"))).unwrap();
    assert_eq!(airport.name.as_deref(), Some("SFO"));

    let share = PersonShareTrip { user_name: Some("scott".to_owned()), trip_id: Some(1003) };
    let share = share.at(&key).build(&session.endpoint).unwrap();
    assert!(
        share.uri().path().ends_with(
            "/People('russell%27%27whyte')/Microsoft.OData.SampleService.Models.TripPin.ShareTrip"
        ),
        "{}",
        share.uri()
    );
    assert_eq!(share.body(), br#"{"userName":"scott","tripId":1003}"#);
}

fn orders() {
    use northwind::{Category, CATEGORIES, ORDER_DETAILS, OrderDetail, OrderDetailPath, PRODUCTS, Product};

    let session = start(northwind::endpoint);
    session.service.declare_key("Products", &["ProductID"]);
    session.service.declare_key("Categories", &["CategoryID"]);
    session.service.declare_key("Order_Details", &["OrderID", "ProductID"]);
    for (id, name) in [(1, "Chai"), (2, "Chang"), (3, "Aniseed Syrup")] {
        session.service.put(
            "/Products",
            json!({ "ProductID": id, "ProductName": name, "UnitsInStock": 10 * id, "Discontinued": false }),
        );
    }
    session.service.put("/Order_Details", json!({ "OrderID": 10248, "ProductID": 11, "Quantity": 12 }));

    let chai = session.send(Product::get().at(&PRODUCTS.key(1))).unwrap();
    assert_eq!(session.last_path(), "/Products(1)");
    assert_eq!((chai.product_name.as_deref(), chai.etag.as_deref()), (Some("Chai"), Some("W/\"1\"")));

    let list = Product::list()
        .filter(|p| p.units_in_stock.gt(15_i16).and(p.discontinued.eq(false)))
        .order_by(|p| p.product_name)
        .at(&PRODUCTS);
    let page: Page<Product> = session.send(list).unwrap();
    let names: Vec<&str> = page.value.iter().filter_map(|p| p.product_name.as_deref()).collect();
    assert_eq!(names, ["Aniseed Syrup", "Chang"]);

    let by_route = ORDER_DETAILS.composite_key([("ProductID", &11 as _), ("OrderID", &10248 as _)]);
    let line = session.send(OrderDetail::get().at(&by_route)).unwrap();
    assert_eq!(session.last_path(), "/Order_Details(ProductID=11,OrderID=10248)");
    assert_eq!(line.quantity, Some(12));
    let by_path = OrderDetailPath { order_id: "10248", product_id: "11" };
    assert_eq!(session.send(OrderDetail::get().at(&by_path)).unwrap(), line);

    // Without the etag the service refuses the change; with it, the change is made.
    let patch = OrderDetail::patch().quantity(13_i16);
    let refused = session.send(patch.clone().at(&by_path)).unwrap_err();
    assert!(matches!(refused, ResponseError::Service(error) if error.status == 428));
    session.send(patch.at(&by_path).if_match(line.etag.unwrap())).unwrap();
    assert_eq!(session.service.entities("/Order_Details")[0]["Quantity"], 13);

    let category = Category { category_name: Some("Tea".to_owned()), ..Category::default() };
    let created = session.send(Category::create(&category).at(&CATEGORIES)).unwrap();
    let location = created.location.unwrap();
    assert!(location.ends_with(&format!("/Categories({})", created.entity.unwrap().category_id.unwrap())), "{location}");
}

