//! Types whose names, bases, fields and variants a `macro_rules!` macro was given.

use std::collections::BTreeMap;

use graph_model::{RawJson, UnknownObject, graph_complex, graph_union};

macro_rules! declare {
    ($base:ident, $derived:ident: $of:tt, $field:ident: $ty:ty, $more:ident, $any:ident { $first:ident $second:ident }) => {
        #[graph_complex(odata = "contoso.base")]
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $base {
            #[graph(additional)]
            pub $more: BTreeMap<String, RawJson>,
        }

        #[graph_complex(odata = "contoso.derived", base = $of)]
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $derived {
            pub $field: $ty,
        }

        #[graph_union]
        #[derive(Clone, Debug, PartialEq)]
        pub enum $any {
            $first($base),
            $second(Box<$derived>),
            #[graph(unknown)]
            Unknown(UnknownObject),
        }
    };
}

declare!(Base, Derived: Base, field: Option<String>, more, Any { First Second });

fn main() {
    let value = Derived::patch().field("x").base(Base::patch().more("y", RawJson::default()));
    assert!(!value.is_empty());
    let _ = Any::from(Derived::default());
}
