//! Compile-fail cases.
//!
//! Most files have one mistake, and the error points to the token that is wrong. Other files have
//! several mistakes in one type, which are all reported at once. `ui/README.md` holds the table of
//! classes, and a test keeps it up to date.
//!
//! `TRYBUILD=overwrite` rewrites the expected messages, and `GRAPH_BLESS=1` rewrites the table.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

#[test]
fn mistakes_are_explained_where_they_are_made() {
    let cases = trybuild::TestCases::new();
    for class in classes().keys() {
        cases.compile_fail(format!("ui/{class}/*.rs"));
    }
    cases.pass("ui/pass/*.rs");
}

/// Returns the classes of mistakes, with the stems of their cases.
fn classes() -> BTreeMap<String, Vec<String>> {
    let mut classes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui");
    for class in fs::read_dir(&root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
    {
        if !class.is_dir() || class.ends_with("pass") {
            continue;
        }
        let name = class.file_name().unwrap().to_string_lossy().into_owned();
        let cases = classes.entry(name).or_default();
        for case in fs::read_dir(&class)
            .unwrap()
            .map(|entry| entry.unwrap().path())
        {
            if case.extension().is_some_and(|extension| extension == "rs") {
                cases.push(case.with_extension("").to_string_lossy().into_owned());
            }
        }
    }
    classes
}

/// Returns the number of mistakes in a case: one, unless its first line gives another number.
fn mistakes(case: &str) -> usize {
    let source = fs::read_to_string(format!("{case}.rs")).unwrap();
    let first = source.lines().next().unwrap_or_default();
    let said = first
        .strip_prefix("// ")
        .and_then(|line| line.strip_suffix(" mistakes."));
    said.map_or(1, |number| number.parse().expect("a number of mistakes"))
}

/// Returns the number of errors that the compiler reports for a case.
fn errors(case: &str) -> usize {
    let messages = fs::read_to_string(format!("{case}.stderr")).unwrap();
    messages
        .lines()
        .filter(|line| line.starts_with("error"))
        .count()
}

#[test]
fn no_message_names_what_is_private_or_lists_impls() {
    let mut found = Vec::new();
    for (class, stems) in classes() {
        for case in &stems {
            let messages = fs::read_to_string(format!("{case}.stderr")).unwrap();
            for line in messages.lines() {
                // rustc lists the implementors of a sealed trait, and nothing can stop it.
                let is_list = class != "sealed"
                    && (line.contains("other types implement trait")
                        || line.contains("following types implement"));
                let is_private = line.contains("__private") || names_a_generated_item(line);
                if is_list || is_private {
                    found.push(format!("{case}: {line}"));
                }
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

/// Whether a line names an identifier such as `__Draft`, which only generated code has.
fn names_a_generated_item(line: &str) -> bool {
    let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.any(|word| word.starts_with("__") && word.contains(char::is_alphabetic))
}

#[test]
fn every_mistake_is_one_error() {
    let mut table = String::from("| Class | Cases | Mistakes | Errors |\n|---|---|---|---|\n");
    let (mut cases, mut made, mut given) = (0, 0, 0);
    for (class, stems) in classes() {
        for case in &stems {
            assert_eq!(errors(case), mistakes(case), "{case}");
        }
        let class_made: usize = stems.iter().map(|case| mistakes(case)).sum();
        let class_given: usize = stems.iter().map(|case| errors(case)).sum();
        writeln!(
            table,
            "| `{class}` | {} | {class_made} | {class_given} |",
            stems.len()
        )
        .unwrap();
        (cases, made, given) = (cases + stems.len(), made + class_made, given + class_given);
    }
    writeln!(table, "| all | {cases} | {made} | {given} |").unwrap();

    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/README.md");
    let text = fs::read_to_string(&page).unwrap();
    let (head, _) = text
        .split_once("| Class |")
        .expect("the page has the table");
    let expected = format!("{head}{table}");
    if std::env::var_os("GRAPH_BLESS").is_some() {
        fs::write(&page, expected).unwrap();
    } else {
        assert_eq!(
            text, expected,
            "run with GRAPH_BLESS=1 and review what changed"
        );
    }
}
