//! A union that holds itself, with tags anywhere.
#![no_main]

use graph_model::{UnknownObject, graph_complex, graph_union};
use libfuzzer_sys::fuzz_target;

#[graph_complex(odata = "contoso.condition")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Condition {
    pub inner: Option<Box<AnyCondition>>,
    pub all: Vec<AnyCondition>,
    pub number: Option<f64>,
}

#[graph_complex(odata = "contoso.negation", base = Condition)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Negation {
    pub count: Option<i64>,
}

#[graph_union]
#[derive(Clone, Debug, PartialEq)]
pub enum AnyCondition {
    Condition(Condition),
    Negation(Negation),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

fuzz_target!(|bytes: &[u8]| {
    let Ok(value) = serde_json::from_slice::<AnyCondition>(bytes) else {
        return;
    };
    let text = serde_json::to_string(&value).expect("what was read can be written");
    let again: AnyCondition = serde_json::from_str(&text).expect("what was written can be read");
    let rewritten = serde_json::to_string(&again).expect("and written again");
    assert_eq!(rewritten, text);
});
