use graph_model::{graph_complex, graph_entity};

#[graph_complex(odata = "contoso.money")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Money(i64);

#[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    pub price: Option<Money>,
}

fn main() {}
