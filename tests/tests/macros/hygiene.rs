//! Generated code works in any surroundings and causes no warnings.

#![deny(missing_docs, unused, unreachable_pub, nonstandard_style)]

/// The prelude is not in scope here, and its names mean something else.
#[no_implicit_prelude]
#[allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    reason = "it only has to compile"
)]
mod without_prelude {
    use ::graph_model::{UnknownObject, graph_complex, graph_entity, graph_enum, graph_union};

    pub struct Some;
    pub struct None;
    pub struct Ok;
    pub struct Err;
    pub struct Result;
    pub struct Vec;
    pub struct Default;
    pub struct Entity;
    pub mod core {}
    pub mod std {}
    pub mod serde {}

    pub mod module {
        pub fn serialize<S: ::serde::Serializer>(
            value: &i64,
            serializer: S,
        ) -> ::std::result::Result<S::Ok, S::Error> {
            serializer.serialize_i64(*value)
        }

        pub fn deserialize<'de, D: ::serde::Deserializer<'de>>(
            deserializer: D,
        ) -> ::std::result::Result<i64, D::Error> {
            ::serde::Deserialize::deserialize(deserializer)
        }
    }

    #[graph_complex(odata = "contoso.base")]
    #[derive(::std::clone::Clone, ::std::fmt::Debug)]
    pub struct Base {
        pub text: ::std::string::String,
        pub items: ::std::vec::Vec<::std::option::Option<i64>>,
        pub note: ::std::option::Option<::std::boxed::Box<Base>>,
        #[graph(with = module, default)]
        pub number: i64,
        #[graph(additional)]
        pub more: ::std::collections::BTreeMap<::std::string::String, ::graph_model::RawJson>,
    }

    #[graph_complex(odata = "contoso.derived", base = Base)]
    #[derive(::std::clone::Clone, ::std::fmt::Debug)]
    pub struct Derived {
        #[graph(with = module)]
        pub other: i64,
    }

    #[graph_union]
    #[derive(::std::clone::Clone, ::std::fmt::Debug)]
    pub enum Any {
        Base(Base),
        Derived(Derived),
        #[graph(unknown)]
        Unknown(UnknownObject),
    }

    #[graph_enum(odata = "contoso.colour", flags)]
    #[derive(::std::clone::Clone, ::std::fmt::Debug)]
    pub enum Colour {
        Red,
        #[graph(unknown)]
        Unknown(::std::string::String),
    }

    #[graph_entity(odata = "contoso.thing", base = none, path = "/things/{thingId}/parts/{name}")]
    #[derive(::std::clone::Clone, ::std::fmt::Debug)]
    pub struct Thing {
        pub any: ::std::option::Option<Any>,
        #[graph(key)]
        pub key: ::std::option::Option<::std::string::String>,
        pub colours: ::std::option::Option<::graph_model::Flags<Colour>>,
        #[graph(navigation)]
        pub parent: ::std::option::Option<::std::boxed::Box<Thing>>,
        #[graph(navigation)]
        pub parts: ::std::vec::Vec<::graph_model::Entity>,
        #[graph(annotation = "@odata.context")]
        pub context: ::graph_model::Presence<::std::string::String>,
    }

    #[graph_entity(odata = "contoso.root", base = none, path = "/root")]
    pub struct Root {}
}

#[test]
fn names_of_the_prelude_may_mean_something_else() {
    use without_prelude::{Any, Root, RootPath, Thing, ThingPath};

    let text = r##"{"@odata.type":"#contoso.thing","any":{"@odata.type":"#contoso.derived","text":"t","items":[1,null],"number":2,"x":0,"other":3},"colours":"red,blue","parts":[]}"##;
    let thing: Thing = serde_json::from_str(text).unwrap();
    assert!(matches!(&thing.any, Some(Any::Derived(derived)) if derived.number == 2));
    assert_eq!(serde_json::to_string(&thing).unwrap(), text);
    let path = ThingPath {
        thing_id: "1",
        name: "n",
    };
    let request = Thing::patch()
        .clear_any()
        .at(&path)
        .build(&graph_model::Endpoint::V1_0)
        .unwrap();
    assert_eq!(request.uri().path(), "/v1.0/things/1/parts/n");
    assert!(Root::patch().is_empty());
    assert_eq!(RootPath.to_string(), "/root");
}

/// The runtime under another name, like a renamed dependency.
mod renamed {
    extern crate graph_model as odata;

    #[odata::graph_entity(odata = "contoso.item", crate = odata)]
    #[derive(Clone, Debug, Default, PartialEq)]
    struct Item {
        name: Option<String>,
    }

    #[test]
    fn the_runtime_may_have_another_name() {
        let patch = Item::patch().name("n");
        assert_eq!(
            serde_json::to_string(&patch).unwrap(),
            r##"{"@odata.type":"#contoso.item","name":"n"}"##
        );
    }
}

/// The runtime as an SDK re-exports it.
mod re_exported {
    use graph_model_tests::graph_model::{graph_complex, graph_union};

    #[graph_complex(odata = "contoso.part", crate = graph_model_tests::graph_model)]
    #[derive(Clone, Debug, Default, PartialEq)]
    pub(crate) struct Part {
        pub(crate) name: Option<String>,
    }

    #[graph_union(crate = graph_model_tests::graph_model)]
    #[derive(Clone, Debug, PartialEq)]
    enum AnyPart {
        Part(Part),
        #[graph(unknown)]
        Unknown(graph_model_tests::graph_model::UnknownObject),
    }

    #[test]
    fn the_runtime_may_come_through_another_crate() {
        let part = Part {
            name: Some("n".into()),
        };
        let text = serde_json::to_string(&AnyPart::from(part.clone())).unwrap();
        assert_eq!(text, r##"{"@odata.type":"#contoso.part","name":"n"}"##);
        assert_eq!(
            serde_json::from_str::<AnyPart>(&text).unwrap(),
            AnyPart::Part(part)
        );
    }
}

/// Fields that exist only under a condition.
mod conditional {
    use graph_model::graph_complex;

    /// A type whose fields exist only under a condition.
    #[graph_complex(odata = "contoso.conditional")]
    #[derive(Clone, Debug, Default, PartialEq)]
    pub(crate) struct Conditional {
        #[cfg(test)]
        pub(crate) kept: Option<i32>,
        #[cfg(not(test))]
        pub(crate) dropped: NoSuchType,
        #[cfg_attr(test, graph(name = "renamed"))]
        pub(crate) name: Option<String>,
    }

    /// The same without a default value to start from.
    #[graph_complex(odata = "contoso.conditionalDraft")]
    #[derive(Clone, Debug, PartialEq)]
    pub(crate) struct ConditionalDraft {
        #[cfg(test)]
        pub(crate) kept: i32,
        #[cfg(not(test))]
        pub(crate) dropped: NoSuchType,
    }

    #[test]
    fn a_type_with_cfg_fields_needs_no_default() {
        let read: ConditionalDraft = serde_json::from_str(r#"{"kept":1}"#).unwrap();
        assert_eq!(read, ConditionalDraft { kept: 1 });
        let error = serde_json::from_str::<ConditionalDraft>("{}").unwrap_err();
        assert_eq!(
            error.to_string(),
            "property `kept` of `contoso.conditionalDraft` is missing at line 1 column 2"
        );
    }

    #[test]
    fn cfg_attributes_of_fields_are_resolved_first() {
        let patch = Conditional::patch().kept(1).name("n");
        assert_eq!(
            serde_json::to_string(&patch).unwrap(),
            r##"{"@odata.type":"#contoso.conditional","kept":1,"renamed":"n"}"##
        );
    }
}

#[test]
fn a_type_may_be_declared_in_a_function() {
    use graph_model::{UnknownObject, graph_complex, graph_union};

    #[graph_complex(odata = "contoso.local")]
    #[derive(Debug, PartialEq)]
    struct Local {
        value: Option<i32>,
    }

    #[graph_union]
    #[derive(Debug, PartialEq)]
    enum AnyLocal {
        Local(Local),
        #[graph(unknown)]
        Unknown(UnknownObject),
    }

    let local: AnyLocal = serde_json::from_str(r#"{"value":1}"#).unwrap();
    assert_eq!(local, AnyLocal::Local(Local { value: Some(1) }));
}

/// Variants whose names are those of associated types.
mod names_of_associated_types {
    use graph_model::{UnknownObject, graph_complex, graph_enum, graph_union};

    #[graph_enum(odata = "contoso.kind")]
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub(crate) enum Kind {
        Properties,
        Declared,
        Error,
        Value,
        #[graph(unknown)]
        Unknown(String),
    }

    #[graph_complex(odata = "contoso.properties")]
    #[derive(Clone, Debug, Default, PartialEq)]
    pub(crate) struct Properties {
        pub(crate) kind: Option<Kind>,
    }

    #[graph_union]
    #[derive(Clone, Debug, PartialEq)]
    pub(crate) enum AnyProperties {
        Properties(Properties),
        #[graph(unknown)]
        Declared(UnknownObject),
    }

    #[test]
    fn variants_may_have_the_names_of_associated_types() {
        let text = r##"{"@odata.type":"#contoso.properties","kind":"properties"}"##;
        let read: AnyProperties = serde_json::from_str(text).unwrap();
        let kind = Some(Kind::Properties);
        assert_eq!(read, AnyProperties::Properties(Properties { kind }));
    }
}

/// Types that a macro of the author generates.
mod from_macro {
    macro_rules! model {
        ($name:ident, $odata:literal, $field:ident: $ty:ty) => {
            #[graph_model::graph_entity(odata = $odata)]
            #[derive(Clone, Debug, Default, PartialEq)]
            pub(crate) struct $name {
                pub(crate) $field: $ty,
            }
        };
    }

    model!(Made, "contoso.made", count: Option<i32>);

    macro_rules! device {
        ($name:ident, $id:ty) => {
            #[graph_model::graph_entity(odata = "microsoft.graph.device", path = "/devices/{id}")]
            #[derive(Clone, Debug, Default, PartialEq)]
            pub(crate) struct $name {
                #[graph(edm = Guid)]
                pub(crate) device_id: Option<$id>,
                #[graph(edm = Guid)]
                pub(crate) owner_ids: Vec<$id>,
            }
        };
    }

    device!(Device, String);

    #[test]
    fn a_string_from_a_macro_may_hold_a_guid() {
        use graph_model::edm::EdmType;
        use graph_model::model::PropertyDescription;

        let types = Device::TYPE.properties().map(PropertyDescription::edm_type);
        assert_eq!(types.collect::<Vec<_>>(), [EdmType::Guid, EdmType::Guid]);
    }

    #[test]
    fn a_type_may_be_generated_by_a_macro() {
        let patch = Made::patch().count(2).clear_count();
        assert_eq!(
            serde_json::to_string(&patch).unwrap(),
            r##"{"@odata.type":"#contoso.made","count":null}"##
        );
    }
}
