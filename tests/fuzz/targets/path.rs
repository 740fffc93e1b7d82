//! A text read as a path, and values written into one and read back.
#![no_main]

use graph_model::graph_entity;
use libfuzzer_sys::fuzz_target;

#[graph_entity(
    odata = "contoso.item",
    path = "/drives/{driveId}/root:/{itemPath}:/of(name='{name}',n={number})/.{part}"
)]
pub struct Item {}

fuzz_target!(|text: &str| {
    if let Ok(parsed) = ItemPath::parse(text) {
        let written = parsed.to_string();
        assert_eq!(
            ItemPath::parse(&written).expect("a written path is a path"),
            parsed
        );
    }
    let mut values = text.split('\n').chain(std::iter::repeat("x"));
    let mut next = || {
        values
            .next()
            .filter(|value| !value.is_empty())
            .unwrap_or("x")
    };
    let path = ItemPath {
        drive_id: next(),
        item_path: next(),
        name: next(),
        number: next(),
        part: next(),
    };
    let written = path.to_string();
    assert_eq!(written.matches('/').count(), 6, "{written}");
    assert_eq!(
        ItemPath::parse(&written)
            .expect("a written path is a path")
            .path(),
        path
    );
});
