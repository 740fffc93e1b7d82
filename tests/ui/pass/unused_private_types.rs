//! Types that only their own module sees, and of which not everything is used.
#![deny(warnings)]

use graph_model::{UnknownObject, graph_complex, graph_entity, graph_enum, graph_union};

mod models {
    use super::{UnknownObject, graph_complex, graph_entity, graph_enum, graph_union};

    #[graph_complex(odata = "contoso.inner")]
    #[derive(Debug)]
    pub(super) struct Inner {
        pub(super) text: Option<String>,
        hidden: Option<i32>,
    }

    #[graph_enum(odata = "contoso.colour")]
    #[derive(Debug)]
    pub(crate) enum Colour {
        Red,
        #[graph(unknown)]
        Unknown(String),
    }

    #[graph_union]
    #[derive(Debug)]
    pub(super) enum Any {
        Inner(Inner),
        #[graph(unknown)]
        Unknown(UnknownObject),
    }

    #[graph_entity(odata = "contoso.outer", path = "/outer/{id}")]
    #[derive(Debug)]
    pub(super) struct Outer {
        pub(super) any: Option<Any>,
        pub(super) colour: Option<Colour>,
    }

    pub(super) fn hide(inner: &Inner) -> Option<i32> {
        inner.hidden
    }
}

fn main() {
    let text = r#"{"any":{"text":"t","hidden":1},"colour":"red"}"#;
    let outer: models::Outer = serde_json::from_str(text).unwrap();
    if let Some(models::Any::Inner(inner)) = &outer.any {
        assert_eq!((inner.text.as_deref(), models::hide(inner)), (Some("t"), Some(1)));
    }
    println!("{outer:?} {:?}", outer.colour);
}
