use graph_model::graph_complex;

fn five() -> i32 {
    5
}

#[graph_complex(odata = "contoso.shape")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shape {
    #[graph(default = five())]
    pub corners: i32,
}

fn main() {
    let _ = five;
}
