#![deny(warnings)]

use graph_model::graph_entity;

#[doc = "A type with names that are keywords."]
#[doc = include_str!("raw_identifiers_and_docs.txt")]
#[graph_entity(odata = "contoso.type", path = "/types/{type}/of/{match}")]
pub struct Type {
    #[doc = "A keyword."]
    /// In two parts.
    pub r#type: Option<String>,
    pub r#match: Option<i32>,
    #[graph(name = "self")]
    pub self_: Option<bool>,
}

fn main() {
    let path = TypePath { r#type: "a", r#match: "b" };
    assert_eq!(path.to_string(), "/types/a/of/b");
    let _ = Type::patch().r#type("x").clear_match().self_(true);
}
