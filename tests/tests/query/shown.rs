//! The parts of a query as values: they are compared, and shown as the text that is sent.

use crate::zoo::Animal;

#[test]
fn expressions_and_paths_are_shown_as_they_are_sent() {
    let mut shown = Vec::new();
    let _ = Animal::list().filter(|animal| {
        let legs = animal.legs.modulo(4);
        let city = animal.home.of(|home| home.city);
        let tame = animal.tame.eq(true);
        shown = vec![
            format!("{legs}, {legs:?}"),
            format!("{city}, {city:?}"),
            format!("{tame}, {tame:?}"),
            format!("{animal:?}"),
        ];
        tame
    });
    assert_eq!(
        shown,
        [
            "legs mod 4, Expression(legs mod 4)",
            "home/city, NestedPropertyPath(home/city)",
            "tame eq true, Filter(tame eq true)",
            "Instance { .. }",
        ]
    );
}

#[test]
fn a_query_is_shown_with_its_options() {
    let query = Animal::list()
        .select(|animal| (animal.name, animal.legs))
        .filter(|animal| animal.name.eq("Ox"))
        .top(5);
    assert_eq!(
        format!("{query:?}"),
        r#"{"$select": "name,legs", "$filter": "name eq 'Ox'", "$top": "5"}"#
    );
    assert_eq!(format!("{:?}", Animal::list()), "{}");
}

#[test]
fn filters_are_equal_if_they_are_written_alike() {
    let _ = Animal::list().filter(|animal| {
        let more = animal.legs.gt(2);
        assert_eq!(more, animal.legs.gt(2));
        assert_ne!(more, animal.legs.gt(3));
        assert_ne!(more, animal.legs.lt(2));
        assert_ne!(more, animal.legs.is_in([0; 0]));
        more
    });
}

#[test]
fn orders_are_equal_if_they_are_written_alike() {
    let _ = Animal::list().order_by(|animal| {
        let ascending = animal.legs.ascending();
        assert_eq!(ascending, animal.legs.ascending());
        assert_ne!(ascending, animal.legs.descending());
        assert_ne!(ascending, animal.weight.ascending());
        ascending
    });
}
