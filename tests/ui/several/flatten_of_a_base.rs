// 2 mistakes.
use graph_model::graph_complex;
use std::collections::BTreeMap;

#[graph_complex(odata = "contoso.person")]
pub struct Person {
    pub name: Option<String>,
}

#[graph_complex(odata = "contoso.employee")]
pub struct Employee {
    #[serde(flatten)]
    pub person: Person,
    #[serde(flatten)]
    pub others: BTreeMap<String, String>,
}

fn main() {}
