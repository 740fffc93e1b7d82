use graph_model::graph_entity;

macro_rules! user {
    ($ty:ty) => {
        #[graph_entity(odata = "microsoft.graph.user")]
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct User {
            pub mail: $ty,
        }
    };
}

user!(&str);

fn main() {}
