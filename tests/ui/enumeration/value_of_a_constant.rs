use graph_model::graph_enum;

const FIRST: i64 = 1;

#[graph_enum(odata = "contoso.weekdays", flags)]
#[derive(Clone, Debug, PartialEq)]
pub enum Weekdays {
    Monday = FIRST,
    #[graph(unknown)]
    Unknown(String),
}

fn main() {}
