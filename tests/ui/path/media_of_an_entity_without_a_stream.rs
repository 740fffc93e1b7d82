use graph_model::path::Route;
use graph_model::graph_entity;

#[graph_entity(odata = "contoso.file")]
pub struct File {}

const FILE: Route<File> = Route::singleton("file");

fn main() {
    let _ = FILE.media();
}
