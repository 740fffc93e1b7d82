// 6 mistakes.
use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user")]
pub struct User {
    #[graph(permissions(delegated = ["User.Read"]))]
    pub mail: Option<String>,
    #[graph(media)]
    pub photo: Option<String>,
    #[graph(flags)]
    pub roles: Option<Vec<String>>,
    #[graph(on = User, returns = bool)]
    pub enabled: Option<bool>,
    #[graph(path = "/users/{userId}/city")]
    pub city: Option<String>,
}

fn main() {}
