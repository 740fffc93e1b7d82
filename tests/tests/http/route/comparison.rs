//! Paths and routes as values: they are compared, and shown in a log.

use graph_model::path::{Address, RootCollection, Route};

use super::{ME, USERS, User, UserCollectionPath, UserPath};

#[test]
fn routes_are_equal_if_they_lead_to_the_same_place() {
    // No two of these are the same place.
    let routes: [fn() -> Route<User>; 9] = [
        || ME,
        || Route::singleton("you"),
        || USERS.key("4f"),
        || USERS.key("7"),
        // Only a service that has its keys in parentheses tells it from the string.
        || USERS.key(7),
        || ME.to(|user| user.manager),
        || ME.at_file_path("a"),
        || ME.at_file_path("b"),
        || ME.to_undeclared(".."),
    ];
    for (number, route) in routes.iter().enumerate() {
        for (other_number, other) in routes.iter().enumerate() {
            assert_eq!(
                route() == other(),
                number == other_number,
                "{:?}, {:?}",
                route(),
                other()
            );
        }
    }
}

#[test]
fn a_route_is_shown_with_its_path_or_its_mistake() {
    let manager = USERS.key("4f/5").to(|user| user.manager);
    assert_eq!(manager.to_string(), "/users/4f%2F5/manager");
    assert_eq!(format!("{manager:?}"), "Route(/users/4f%2F5/manager)");
    assert_eq!(
        format!("{:?}", ME.to_undeclared::<User>("")),
        "Route((the path value `name` is empty))"
    );
}

#[test]
fn the_routes_of_properties_are_compared_and_shown() {
    let name = || ME.property(|user| user.display_name);
    assert_eq!(name(), name());
    assert_ne!(name(), ME.property(|user| user.deleted_date_time));
    assert_ne!(name(), USERS.key("4f").property(|user| user.display_name));
    assert_eq!(name().to_string(), "/me/displayName");
    assert_eq!(format!("{:?}", name()), "PropertyRoute(/me/displayName)");
}

#[test]
fn generated_paths_are_compared_and_shown() {
    let path = |user_id| UserPath { user_id };
    assert_eq!(path("4f"), path("4f"));
    assert_ne!(path("4f"), path("5a"));
    assert_eq!(format!("{:?}", path("4f/5")), "UserPath(/users/4f%2F5)");

    let parsed = |text| UserPath::parse(text).unwrap();
    assert_eq!(parsed("/users/4f"), parsed("users('4f')"));
    assert_ne!(parsed("/users/4f"), parsed("/users/5a"));

    let users: UserCollectionPath = RootCollection::new();
    assert_eq!(users, UserCollectionPath);
    assert_eq!(format!("{users:?}"), "RootCollection(/users)");
}
