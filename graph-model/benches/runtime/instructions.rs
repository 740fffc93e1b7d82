//! Counts the instructions of each benchmark, so that a change can be judged on a noisy machine.
//!
//! The program runs itself under valgrind, which counts exactly, with one iteration of a benchmark and
//! with eleven. The difference is that of ten iterations, without what comes before and after them.

use std::env;
use std::process::Command;

/// The number of objects. The cost of one is the same in a larger page.
const OBJECTS: u32 = 100;
/// The number of iterations that are counted.
const ITERATIONS: u32 = 10;

/// Prints the instructions per object of each benchmark whose path contains `filter`.
pub(crate) fn report(filter: &str) {
    println!("| | instructions per object |");
    println!("|---|---|");
    for path in benchmarks().iter().filter(|path| path.contains(filter)) {
        let name = format!("{path}::{OBJECTS}");
        let (Some(few), Some(many)) = (counted(&name, 1), counted(&name, 1 + ITERATIONS)) else {
            println!("valgrind is not installed, so nothing was counted");
            return;
        };
        let per_object = (many - few) / f64::from(ITERATIONS * OBJECTS);
        let path = path.trim_start_matches("runtime::");
        println!("| `{path}` | {per_object:.0} |");
    }
}

/// The paths of the benchmarks, from the tree that the program prints.
fn benchmarks() -> Vec<String> {
    let output = Command::new(env::current_exe().unwrap())
        .arg("--list")
        .output()
        .unwrap();
    let tree = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<(usize, &str)> = tree
        .lines()
        .map(|line| {
            let name = line.trim_start_matches(['│', '├', '╰', '─', ' ']);
            (line.chars().count() - name.chars().count(), name)
        })
        .collect();
    let mut path: Vec<(usize, &str)> = Vec::new();
    let mut leaves = Vec::new();
    let named = lines
        .iter()
        .enumerate()
        .filter(|(_, (_, name))| !name.is_empty());
    for (number, &(depth, name)) in named {
        path.retain(|(other, _)| *other < depth);
        path.push((depth, name));
        let is_leaf = lines.get(number + 1).is_none_or(|(next, _)| *next <= depth);
        if is_leaf {
            let names: Vec<&str> = path.iter().map(|(_, name)| *name).collect();
            leaves.push(names.join("::"));
        }
    }
    leaves
}

/// The instructions of a run of one benchmark, or `None` without valgrind.
fn counted(name: &str, iterations: u32) -> Option<f64> {
    let output = Command::new("valgrind")
        .args([
            "--tool=cachegrind",
            "--cache-sim=no",
            "--cachegrind-out-file=/dev/null",
        ])
        .arg(env::current_exe().ok()?)
        .args(["--bench", "--exact", "--sample-count", "1", "--sample-size"])
        .args([&iterations.to_string(), name])
        .output()
        .ok()?;
    let log = String::from_utf8_lossy(&output.stderr);
    let line = log.lines().find(|line| line.contains("refs:"))?;
    let count = line.rsplit_once(' ')?.1.replace(',', "");
    count.parse().ok()
}
