//! Every promise of `SECURITY.md` names a test that exists.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The names of all test functions.
fn tests(folder: &Path) -> BTreeSet<String> {
    let mut files = Vec::new();
    sources(folder, &mut files);
    let mut names = BTreeSet::new();
    for file in files {
        let source = fs::read_to_string(&file).unwrap();
        let mut is_test = false;
        for line in source.lines().map(str::trim) {
            match line.strip_prefix("fn ") {
                Some(rest) if is_test => {
                    names.insert(rest.split('(').next().unwrap().to_owned());
                    is_test = false;
                }
                _ => is_test = line == "#[test]" || (is_test && line.starts_with("#[")),
            }
        }
    }
    names
}

#[test]
fn every_promise_names_its_tests() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let page = fs::read_to_string(workspace.join("SECURITY.md")).unwrap();
    let tests = tests(&workspace.join("tests/tests"));
    let is_name = |word: &&str| word.matches('_').count() > 1;
    let named: Vec<&str> = page.split('`').skip(1).step_by(2).filter(is_name).collect();
    let missing: Vec<&&str> = named
        .iter()
        .filter(|name| !tests.contains(**name))
        .collect();
    assert_eq!(missing, Vec::<&&str>::new(), "no test has this name");

    // Each promise has a test, unless the page says who decides instead.
    let rows = page.lines().filter(|line| {
        line.starts_with("| ") && !line.starts_with("| Promise") && !line.starts_with("| Input")
    });
    let without: Vec<&str> = rows
        .filter(|row| !row.contains('`') || row.ends_with("| |"))
        .collect();
    assert_eq!(
        without,
        [
            "| `Filter::raw` is sent as it is, encoded. Its text must not come from a user. | |",
            "| Size of a body | the HTTP client decides | |",
        ]
    );
    assert!(named.len() > 40, "the page was read");
}
