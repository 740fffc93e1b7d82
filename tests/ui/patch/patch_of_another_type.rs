use graph_model::graph_complex;

#[graph_complex(odata = "contoso.a")]
pub struct A {
    pub a: Option<i32>,
}

#[graph_complex(odata = "contoso.b")]
pub struct B {
    pub a: Option<A>,
}

fn main() {
    let _ = B::patch().a(B::patch());
}
