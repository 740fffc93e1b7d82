#![deny(warnings)]

use graph_model::graph_entity;

/// A property that nobody can set has no setters, so their names are free.
#[graph_entity(odata = "contoso.message", path = "/messages/{messageId}")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Message {
    #[graph(read_only)]
    pub flag: Option<String>,
    pub clear_flag: Option<bool>,
    #[graph(create_only, navigation)]
    pub folder: Option<Box<Message>>,
    pub clear_folder: Option<bool>,
}

fn main() {
    let patch = Message::patch().clear_flag(true).clear_folder(false);
    assert_eq!(
        serde_json::to_string(&patch).unwrap(),
        r##"{"@odata.type":"#contoso.message","clearFlag":true,"clearFolder":false}"##
    );
}
