//! The public items of each package are those of its file `public-api.txt`, so that no change of
//! them goes unnoticed.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Lists the public items of a package. Impls that a derive or the compiler writes are left out.
fn items(workspace: &Path, package: &str) -> String {
    let target = workspace.join("target/public-api");
    // rustdoc's JSON is not stable yet. The toolchain of the workspace is fixed, so its form is known.
    let status = Command::new(env!("CARGO"))
        .args(["rustdoc", "--quiet", "--locked", "--lib", "--all-features"])
        .args(["--package", package, "--target-dir"])
        .arg(&target)
        .args(["--", "-Zunstable-options", "--output-format", "json"])
        .env("RUSTC_BOOTSTRAP", "1")
        .env_remove("RUSTDOCFLAGS")
        .current_dir(workspace)
        .status()
        .unwrap();
    assert!(status.success());
    let json = target.join(format!("doc/{}.json", package.replace('-', "_")));
    let api = public_api::Builder::from_rustdoc_json(json)
        .omit_auto_derived_impls(true)
        .omit_auto_trait_impls(true)
        .omit_blanket_impls(true)
        .build()
        .unwrap();
    let mut lines = String::new();
    for item in api.items() {
        writeln!(lines, "{item}").unwrap();
    }
    lines
}

#[test]
fn the_public_items_are_the_listed_ones() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    for (package, folder) in [
        ("graph-model", "graph-model"),
        ("graph-client", "graph-model/client"),
        ("graph-csdl", "graph-model/csdl"),
    ] {
        let file = workspace.join(folder).join("public-api.txt");
        let items = items(workspace, package);
        if std::env::var_os("GRAPH_BLESS").is_some() {
            fs::write(&file, &items).unwrap();
            continue;
        }
        let listed = fs::read_to_string(&file).unwrap_or_default();
        let only_in = |one: &str, other: &str| {
            let other: std::collections::HashSet<&str> = other.lines().collect();
            let lines = one.lines().filter(|line| !other.contains(line));
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        let changes = (only_in(&listed, &items), only_in(&items, &listed));
        assert_eq!(
            changes,
            (Vec::new(), Vec::new()),
            "{package}: removed and added items; run with GRAPH_BLESS=1 and review the change"
        );
        assert_eq!(listed, items, "{package}");
    }
}
