//! Keeps the queries that tests build, for a parser of another project; see
//! `tests/query_parser/README.md`.

use std::env;
use std::fs::OpenOptions;
use std::io::Write as _;

/// Appends the query of a URL to the file that `GRAPH_QUERIES` names, if it does.
///
/// # Panics
///
/// Panics if the file cannot be written.
pub fn record(query: &str) {
    if let Some(file) = env::var_os("GRAPH_QUERIES") {
        let mut file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(file)
            .unwrap();
        // One call writes the whole line, because tests run at the same time.
        file.write_all(format!("{query}\n").as_bytes()).unwrap();
    }
}
