use graph_model::path::{Address, Route};
use graph_model::graph_entity;

#[graph_entity(odata = "contoso.file")]
pub struct File {
    pub name: Option<String>,
}

const FILE: Route<File> = Route::singleton("file");

fn main() {
    let _ = FILE.stream(|file| file.name);
}
