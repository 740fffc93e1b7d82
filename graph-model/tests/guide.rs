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
            "batches.md",
            "compile_time.md",
            "from_kiota.md",
            "from_serde.md",
            "hierarchies.md",
            "model_a_type.md",
            "operations.md",
            "other_services.md",
            "paging.md",
            "patch.md",
            "queries.md",
            "references.md",
            "requests.md",
            "responses.md",
            "routes.md",
            "sdk.md",
            "streams.md",
            "wire_rules.md"
        ]
    );
    for page in pages {
        let name = page.trim_end_matches(".md");
        let included = format!("#[doc = include_str!(\"guide/{page}\")]\npub mod {name} {{}}\n");
        assert!(guide.contains(&included), "{page} is not included");
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
        let (_, rest) = text.split_once("\n\n").unwrap();
        assert!(
            rest.starts_with("```\n"),
            "{page} does not begin with its example"
        );
    }
}
