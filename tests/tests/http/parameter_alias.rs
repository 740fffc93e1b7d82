//! Parameter aliases: a complex parameter of a function has a name in the path, and its value in the
//! query.

use graph_model::path::{Collection, Route};

use crate::declared_operation::{PartOf, Point, Thing};

const THINGS: Route<Collection<Thing>> = Route::entity_set("things");

fn part_near(x: i32) -> PartOf {
    let point = Point {
        x: Some(x),
        y: None,
    };
    PartOf { near: Some(point) }
}

#[test]
fn each_function_of_a_route_has_an_alias_of_its_own() {
    let first = part_near(1).to_route(&THINGS.key("7"));
    let second = part_near(2).to_route(&first);
    let third = part_near(3).to_route(&second);
    assert_eq!(
        third.to_string(),
        concat!(
            "/things/7/partOf(near=@near)/partOf(near=@near2)/partOf(near=@near3)",
            "?@near=%7B%22x%22:1%7D&@near2=%7B%22x%22:2%7D&@near3=%7B%22x%22:3%7D"
        )
    );
}

#[test]
fn the_value_of_an_alias_is_a_part_of_the_place() {
    let route = |x| part_near(x).to_route(&THINGS.key("7"));
    assert_eq!(route(1), route(1));
    assert_ne!(route(1), route(2));
}
