//! The descriptions of types and properties, as a developer sees them in a log.

use graph_model::edm::UnknownEdmType;
use graph_model::{EdmType, Entity, graph_complex};

#[graph_complex(odata = "microsoft.graph.objectIdentity")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ObjectIdentity {
    #[graph(read_only)]
    pub scopes: Vec<String>,
}

#[test]
fn the_description_of_a_property_prints_its_facts_and_no_functions() {
    let id = Entity::TYPE.properties().next().unwrap();
    assert_eq!(
        format!("{id:?}"),
        concat!(
            r#"PropertyDescription("id", "#,
            "PropertyShape { edm_type: String, collection: false, nullable: true, access: PropertyAccess { .. } }, ",
            "PropertyTraits { kind: Property, capability: Key, not_null: false, has_default: false, edm_type: None })",
        )
    );
    let scopes = ObjectIdentity::TYPE.properties().next().unwrap();
    assert_eq!(
        format!("{scopes:?}"),
        concat!(
            r#"PropertyDescription("scopes", "#,
            "PropertyShape { edm_type: String, collection: true, nullable: false, access: PropertyAccess { .. } }, ",
            "PropertyTraits { kind: Property, capability: ReadOnly, not_null: false, has_default: false, edm_type: None })",
        )
    );
}

#[test]
fn a_name_of_no_primitive_type_is_an_error_that_says_what_is_expected() {
    for name in [
        "Edm.Nothing",
        "String",
        "edm.string",
        "microsoft.graph.user",
    ] {
        assert_eq!(name.parse::<EdmType>(), Err(UnknownEdmType));
    }
    assert_eq!(
        UnknownEdmType.to_string(),
        "expected the name of a primitive type, such as `Edm.String`"
    );
}
