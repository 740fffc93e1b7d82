//! The macros know the base type of an entity type that names none. The runtime declares it.

use graph_model::Entity;
use graph_syntax::names;

#[test]
fn the_macros_know_the_members_that_the_runtime_declares() {
    assert_eq!(names::ENTITY, Entity::TYPE.name());
    let known = names::ENTITY_MEMBERS.into_iter();
    let known: Vec<_> = known.filter(|name| !name.starts_with('@')).collect();
    let mut declared = Vec::new();
    for property in Entity::TYPE.properties() {
        declared.push(property.name());
    }
    assert_eq!(known, declared);
}
