#![no_implicit_prelude]

#[::graph_model::graph_complex(odata = "contoso.inner")]
pub struct Inner {
    pub text: ::std::option::Option<::std::string::String>,
    pub items: ::std::vec::Vec<i32>,
}

#[::graph_model::graph_enum(odata = "contoso.colour", flags)]
pub enum Colour {
    Red,
    #[graph(unknown)]
    Unknown(::std::string::String),
}

#[::graph_model::graph_union]
pub enum Any {
    Inner(Inner),
    #[graph(unknown)]
    Unknown(::graph_model::UnknownObject),
}

#[::graph_model::graph_entity(odata = "contoso.outer", path = "/outer/{id}")]
pub struct Outer {
    pub any: ::std::option::Option<Any>,
    #[graph(navigation)]
    pub others: ::std::vec::Vec<Outer>,
}

fn main() {}
