//! Dynamic properties and annotations in maps of several types.

use std::collections::{BTreeMap, HashMap};

use graph_model::{DynamicProperties, RawJson, graph_complex};
use serde_json::{from_str, to_string};

#[graph_complex(odata = "microsoft.graph.fieldValueSet", tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields {
    #[graph(additional)]
    pub fields: BTreeMap<String, RawJson>,
}

#[graph_complex(odata = "contoso.labels", tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Labels {
    #[graph(additional)]
    pub labels: BTreeMap<String, String>,
}

#[graph_complex(odata = "contoso.counts", tag = none)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counts {
    #[graph(additional)]
    pub counts: HashMap<String, i64>,
}

#[test]
fn the_first_annotation_of_a_name_counts() {
    let fields: Fields = from_str(
        r##"{"a@contoso.unit":"m","a":1,"a@contoso.unit":"km","#contoso.go":{"title":"1"},"#contoso.go":{"title":"2"},"@contoso.note":1,"@contoso.note":2}"##,
    )
    .unwrap();
    assert_eq!(
        to_string(&fields).unwrap(),
        r##"{"#contoso.go":{"title":"1"},"@contoso.note":1,"a@contoso.unit":"m","a":1}"##
    );
}

#[test]
fn a_map_of_strings_keeps_neither_annotations_nor_operations() {
    let labels: Labels = from_str(
        r##"{"@contoso.note":"n","colour@odata.type":"#String","colour":"red","#contoso.go":"u"}"##,
    )
    .unwrap();
    assert_eq!(
        labels.labels,
        BTreeMap::from([("colour".to_owned(), "red".to_owned())])
    );
}

#[test]
fn a_hash_map_is_written_whole_in_the_order_of_the_names() {
    let names = ["h", "b", "g", "a", "f", "c", "e", "d"];
    let counts = Counts {
        counts: names
            .iter()
            .zip(1..)
            .map(|(name, count)| ((*name).to_owned(), count))
            .collect(),
    };
    assert_eq!(
        to_string(&counts).unwrap(),
        r#"{"a":4,"b":2,"c":6,"d":8,"e":7,"f":5,"g":3,"h":1}"#
    );
    assert_eq!(DynamicProperties::get(&counts.counts, "g"), Some(&3));
    assert_eq!(DynamicProperties::get(&counts.counts, "z"), None);
}

#[test]
fn a_name_that_occurs_twice_in_a_hash_map_is_an_error() {
    assert_eq!(
        from_str::<Counts>(r#"{"a":1,"a":2}"#)
            .unwrap_err()
            .to_string(),
        "member `a` occurs twice in a `contoso.counts` at line 1 column 10"
    );
}
