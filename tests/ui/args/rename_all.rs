// 5 mistakes.

use graph_model::{UnknownObject, graph_complex, graph_entity, graph_enum, graph_union};

#[graph_entity(odata = "contoso.group", rename_all = "pascalCase")]
pub struct Group {
    pub name: Option<String>,
}

#[graph_complex(odata = "contoso.point", rename_all = PascalCase)]
pub struct Point {
    pub x: Option<i32>,
}

#[graph_enum(odata = "contoso.colour", rename_all = "kebab-case")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Colour {
    Red,
    #[graph(unknown)]
    Other(String),
}

#[graph_union(rename_all = "PascalCase")]
pub enum AnyPoint {
    Point(Point),
    #[graph(unknown)]
    Unknown(UnknownObject),
}

#[graph_complex(odata = "contoso.line")]
pub struct Line {
    #[graph(rename_all = "PascalCase")]
    pub from: Option<Point>,
}

fn main() {}
