#![deny(warnings)]

use graph_model::{UnknownObject, graph_complex, graph_entity, graph_union};

fn main() {
    #[graph_complex(odata = "contoso.local")]
    #[derive(Debug, Default, PartialEq)]
    struct Local {
        value: Option<i32>,
    }

    #[graph_union]
    #[derive(Debug, PartialEq)]
    enum Any {
        Local(Local),
        #[graph(unknown)]
        Unknown(UnknownObject),
    }

    #[graph_entity(odata = "contoso.holder", path = "/holders/{id}")]
    #[derive(Debug, Default, PartialEq)]
    struct Holder {
        any: Option<Any>,
    }

    let holder: Holder = serde_json::from_str(r#"{"any":{"value":1}}"#).unwrap();
    assert_eq!(holder.any, Some(Any::Local(Local { value: Some(1) })));
    assert_eq!(HolderPath { id: "1" }.to_string(), "/holders/1");
}
