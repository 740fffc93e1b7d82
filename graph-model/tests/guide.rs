//! Checks the guide. Its pages are compiled and run because `guide.rs` includes them, and
//! `guide.rs` includes all of them.

use std::fs;
use std::path::Path;

#[test]
fn every_page_is_included_and_listed() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let guide = fs::read_to_string(source.join("guide.rs")).unwrap();
    let mut pages: Vec<String> = fs::read_dir(source.join("guide"))
        .unwrap()
        .map(|page| page.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    pages.sort();
    assert_eq!(
        pages,
        [
            "attributes.md",
            "from_serde.md",
            "hierarchies.md",
            "model_a_type.md",
            "other_services.md",
            "patch.md",
            "queries.md",
            "requests.md",
            "responses.md",
            "sdk.md",
            "wire_rules.md"
        ]
    );
    for page in pages {
        let name = page.trim_end_matches(".md");
        let taken_in = format!("#[doc = include_str!(\"guide/{page}\")]\npub mod {name} {{}}\n");
        assert!(guide.contains(&taken_in), "{page} is not taken in");
        assert!(
            guide.contains(&format!("]({name})")),
            "{page} is not listed"
        );
        let text = fs::read_to_string(source.join("guide").join(&page)).unwrap();
        let starts: Vec<_> = text
            .lines()
            .filter(|line| line.starts_with("```"))
            .collect();
        assert!(
            starts.iter().all(|line| *line == "```"),
            "{page} has an example that is not run"
        );
        assert!(starts.len() >= 2, "{page} has no example");
    }
}
