//! Two patches are equal if they send the same bytes to every service.

use graph_model::Patch;
use graph_model::path::{Collection, Route};
use graph_model_tests::directory::User;
use graph_model_tests::json;
use graph_model_tests::site::Site;

const USERS: Route<Collection<User>> = Route::entity_set("users");

#[test]
fn patches_with_the_same_values_are_equal() {
    assert_eq!(
        Site::patch().name("a").area(1),
        Site::patch().area(2).name("a").area(1)
    );
    assert_eq!(
        User::patch().bind_manager(&USERS.key("4f")),
        User::patch().bind_manager(&USERS.key("4f"))
    );
}

#[test]
fn patches_that_differ_in_one_way_are_not_equal() {
    let patch = || Site::patch().name("a");
    for other in [
        patch().name("b"),
        patch().area(1),
        patch().without_type(),
        // A patch with a mistake is not sent at all.
        patch().annotate("area", "x"),
    ] {
        assert_ne!(patch(), other);
    }
    assert_ne!(patch().annotate("area", "x"), patch().annotate("tags", "x"));
}

#[test]
fn patches_that_bind_different_entities_are_not_equal() {
    let number = User::patch().bind_manager(&USERS.key(7));
    let string = User::patch().bind_manager(&USERS.key("7"));
    // A service that has its keys in parentheses receives `users(7)` or `users('7')`.
    assert_eq!(json(&number), json(&string));
    assert_ne!(number, string);
    assert_ne!(
        User::patch().bind_manager(&USERS.key("4f")),
        User::patch().bind_manager(&USERS.key("5a"))
    );
    assert_ne!(string, User::patch());
}
