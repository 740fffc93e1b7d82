//! Checks the guide and the README. Their examples are compiled and run because the crate includes
//! them, and it includes all pages.

use std::fs;
use std::path::Path;
use std::process::Command;

fn text(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

#[test]
fn every_page_is_included_and_listed() {
    let guide = text("src/guide.rs");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/guide");
    let mut pages = 0;
    for page in fs::read_dir(folder).unwrap() {
        let page = page.unwrap().file_name().to_string_lossy().into_owned();
        let name = page.trim_end_matches(".md");
        let included = format!("#[doc = include_str!(\"guide/{page}\")]\npub mod {name} {{}}\n");
        assert!(guide.contains(&included), "{page} is not included");
        assert!(
            guide.contains(&format!("]({name})")),
            "{page} is not listed"
        );
        assert!(
            text("README.md").contains(&format!("](src/guide/{page})")),
            "{page} is not in the README"
        );
        let text = text(&format!("src/guide/{page}"));
        let (_, rest) = text.split_once("\n\n").unwrap();
        assert!(
            rest.starts_with("```\n"),
            "{page} does not begin with its example"
        );
        let mut starts = text.lines().filter(|line| line.starts_with("```"));
        assert!(
            starts.all(|line| ["```", "```toml"].contains(&line)),
            "{page} has an example that is not compiled"
        );
        pages += 1;
    }
    assert_eq!(pages, 8);
}

#[test]
fn the_readme_lists_the_default_dependencies() {
    let tree = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--locked",
            "--offline",
            "-p",
            "graph-client",
            "-e",
            "normal",
        ])
        .args([
            "--prefix",
            "none",
            "--no-default-features",
            "--format",
            "{p}",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(
        tree.status.success(),
        "{}",
        String::from_utf8_lossy(&tree.stderr)
    );
    let tree = String::from_utf8(tree.stdout).unwrap();
    let mut packages: Vec<&str> = tree
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    packages.retain(|package| *package != "graph-client");
    packages.sort_unstable();
    packages.dedup();

    let readme = text("README.md");
    let (_, list) = readme.split_once("```text\n").unwrap();
    let (list, _) = list.split_once("```").unwrap();
    let listed: Vec<&str> = list.split_whitespace().collect();
    assert_eq!(listed, packages);
}
