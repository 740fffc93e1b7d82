use graph_model::graph_complex;

#[graph_complex(odata = "contoso.a", bsae = none)]
pub struct A {
    pub a: Option<i32>,
}

fn main() {}
