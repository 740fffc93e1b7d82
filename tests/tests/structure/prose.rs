//! The README files and the guides: their links lead to files that exist, and their sentences have
//! none of the patterns that read as translated.

use std::fs;
use std::path::{Path, PathBuf};

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// All Markdown files below a folder that belong to the project.
fn pages(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if !["node_modules", "target"].contains(&&*name) && !name.starts_with('.') {
                pages(&path, found);
            }
        } else if path.extension().is_some_and(|extension| extension == "md") && !path.is_symlink()
        {
            found.push(path);
        }
    }
}

fn all_pages() -> Vec<PathBuf> {
    let mut found = Vec::new();
    pages(workspace(), &mut found);
    assert!(found.len() > 30, "the pages were found");
    found
}

/// The text of a page without its code blocks.
fn prose(page: &Path) -> String {
    let text = fs::read_to_string(page).unwrap();
    let blocks: Vec<&str> = text.split("\n```").collect();
    let mut prose = String::new();
    for (number, block) in blocks.iter().enumerate() {
        if number % 2 == 0 {
            // The rest of the line that closes a block.
            prose.push_str(if number == 0 {
                block
            } else {
                block.split_once('\n').map_or("", |(_, rest)| rest)
            });
            prose.push('\n');
        }
    }
    prose
}

#[test]
fn every_link_to_a_file_leads_to_one() {
    let mut dead = Vec::new();
    for page in all_pages() {
        for link in prose(&page).split("](").skip(1) {
            let target = link.split([')', '#']).next().unwrap();
            // rustdoc checks the links to items and to pages of the guide.
            let is_file = target.contains('/') || target.contains(".md");
            if !is_file || target.starts_with("http") || target.contains("::") {
                continue;
            }
            if !page.parent().unwrap().join(target).exists() {
                dead.push(format!("{}: {target}", page.display()));
            }
        }
    }
    assert_eq!(dead, Vec::<String>::new());
}

/// Phrases that a native writer would not use. Each is followed by the way to write it.
const PATTERNS: [(&str, &str); 14] = [
    (" stands beside ", "is next to"),
    (" stand beside ", "are next to"),
    (" beside ", "next to, compared with"),
    (" is none", "does not exist"),
    (" are none", "do not exist"),
    (" held against ", "compared with"),
    (" a blank", "a space"),
    (" an answer", "a response"),
    (" answers with ", "responds with"),
    (" leads astray", "points to another host"),
    (" anew", "again"),
    (" in small", "small"),
    (" of no time", "of zero seconds"),
    (" says so", "say what"),
];

#[test]
fn no_page_has_a_phrase_that_reads_as_translated() {
    let mut found = Vec::new();
    for page in all_pages() {
        let text = prose(&page).replace('\n', " ");
        for (pattern, instead) in PATTERNS {
            if text.contains(pattern) {
                found.push(format!("{}:{pattern} (write: {instead})", page.display()));
            }
        }
        // A sentence that begins with "What" has a clause as its subject.
        for sentence in text.split(". ") {
            let sentence = sentence.trim_start_matches(['#', '-', ' ', '|']);
            if sentence.starts_with("What ")
                && !sentence.contains('?')
                && sentence.split(' ').count() > 6
            {
                found.push(format!(
                    "{}: {}",
                    page.display(),
                    &sentence[..sentence.len().min(60)]
                ));
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
}
