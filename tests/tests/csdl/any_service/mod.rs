//! Real metadata documents of several services, and of Microsoft Graph: they are generated, compiled
//! without a warning, and conform. Generated models of `TripPin` and Northwind are then used, without
//! an edit, against a service over a socket.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use graph_csdl::{Extent, Generator, Metadata, ValueFeature, drift};
use graph_model_tests::chain;

/// The documents of OData 4, each with the files that are given and the expected warnings.
const SERVICES: [(&str, &[&str], &[&str]); 5] = [
    ("aspnet_library", &["aspnet-library.xml"], &[]),
    ("cap_library", &["cap-library.xml"], &[]),
    (
        "northwind",
        &["northwind.xml"],
        &["line 499: `prefix/project2` is not an OData identifier: the `<EntitySet>` is left out"],
    ),
    // Each refers to the other.
    ("people", &["people.xml", "products.xml"], &[]),
    ("trippin", &["trippin.xml"], &[]),
];

fn corpus() -> Option<PathBuf> {
    let corpus = env::var_os("GRAPH_CORPUS").map(PathBuf::from);
    if corpus.is_none() {
        println!("GRAPH_CORPUS is not set, nothing was tested");
    }
    corpus
}

fn read(corpus: &Path, files: &[&str]) -> Metadata {
    Metadata::from_files(files.iter().map(|file| corpus.join("services").join(file))).unwrap()
}

/// The names of the items that `assert_conforms!` checks.
fn items(module: &str, source: &str) -> Vec<String> {
    let mut found = Vec::new();
    add_items(module, &syn::parse_file(source).unwrap().items, &mut found);
    found
}

fn add_items(module: &str, items: &[syn::Item], found: &mut Vec<String>) {
    for item in items {
        match item {
            syn::Item::Struct(item) => found.push(format!("{module}::{}", item.ident)),
            syn::Item::Enum(item) => found.push(format!("{module}::{}", item.ident)),
            syn::Item::Mod(item) => {
                if let Some((_, inner)) = &item.content {
                    add_items(&format!("{module}::{}", item.ident), inner, found);
                }
            }
            _ => {}
        }
    }
}

#[test]
fn documents_of_other_services_are_generated_compiled_and_used_as_they_are() {
    let Some(corpus) = corpus() else { return };
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("any_service");
    fs::create_dir_all(folder.join("src")).unwrap();
    let mut program = include_str!("program.rs").to_owned();
    let mut checks = String::new();
    for (module, files, expected) in SERVICES {
        let metadata = read(&corpus, files);
        let warnings: Vec<String> = metadata
            .warnings()
            .iter()
            .map(|warning| {
                let line = warning.line().unwrap();
                format!("line {line}: {}", warning.kind())
            })
            .collect();
        assert_eq!(warnings, expected, "{module}");
        let source = Generator::new(&metadata)
            .with(ValueFeature::Uuid)
            .to_source()
            .unwrap();
        writeln!(program, "mod {module};").unwrap();
        let paths = files.iter().map(|file| format!("corpus.join({file:?})"));
        let paths: Vec<String> = paths.collect();
        write!(
            checks,
            "    let metadata = graph_csdl::Metadata::from_files([{}]).unwrap();\n    \
                 graph_csdl::assert_conforms!(metadata, {});\n",
            paths.join(", "),
            items(module, &source).join(", ")
        )
        .unwrap();
        fs::write(folder.join(format!("src/{module}.rs")), source).unwrap();
    }
    writeln!(
        program,
        "fn conform(corpus: &std::path::Path) {{\n{checks}}}"
    )
    .unwrap();
    fs::write(folder.join("src/main.rs"), program).unwrap();
    let manifest = format!(
        "[package]\nname = \"any-service\"\nedition = \"2024\"\n\n[dependencies]\n\
         graph-csdl = {{ path = \"{0}/../graph-model/csdl\" }}\n\
         graph-model = {{ path = \"{0}/../graph-model\", features = [\"uuid\"] }}\n\
         graph-model-tests = {{ path = \"{0}\" }}\nserde_json = \"1\"\n\
         uuid = {{ version = \"1\", default-features = false }}\n\n[workspace]\n",
        tests.display()
    );
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::copy(tests.join("../Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline", "--manifest-path"])
        .arg(folder.join("Cargo.toml"))
        .arg("--")
        .arg(corpus.join("services"))
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("RUSTFLAGS", "-D warnings -C debuginfo=0")
        .output()
        .unwrap();
    let warnings = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{warnings}");
    assert_eq!(warnings, "");
}

#[test]
fn a_document_alone_that_refers_to_another_is_generated_with_it() {
    let Some(corpus) = corpus() else { return };
    // The references are `./Products.xml` and `./People.xml`, and the files are in lower case.
    for (file, other) in [
        ("people.xml", "ProductService.Product"),
        ("products.xml", "PeopleService.Person"),
    ] {
        let metadata = read(&corpus, &[file]);
        assert_eq!(metadata.warnings(), []);
        assert!(metadata.entity_types().any(|ty| ty == other), "{file}");
    }
}

#[test]
fn documents_of_odata_2_and_3_are_refused_in_one_sentence() {
    let Some(corpus) = corpus() else { return };
    for file in ["v2.xml", "northwind-v3.xml"] {
        let path = corpus.join("services").join(file);
        let error = chain(&Metadata::from_file(&path).unwrap_err());
        assert_eq!(
            error,
            format!(
                "{}: line 2: this is a document of OData 2 or 3 (`1.0`), and only documents of OData 4 can be read",
                path.display()
            )
        );
    }
}

#[test]
fn both_documents_of_microsoft_graph_are_generated_without_a_warning_and_conform() {
    let Some(corpus) = corpus() else { return };
    for file in ["graph-v1.0.csdl", "graph-v1.0-2021.csdl"] {
        let metadata = Metadata::from_file(corpus.join(file)).unwrap();
        assert_eq!(metadata.warnings(), [], "{file}");
        let source = Generator::new(&metadata).to_source().unwrap();
        let path = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join(file)
            .with_extension("rs");
        fs::write(&path, source).unwrap();
        let (types, differences) = drift(&metadata, &path, Extent::Whole).unwrap();
        assert!(types > 2000, "{file}: {types}");
        let differences: Vec<String> = differences.iter().map(ToString::to_string).collect();
        assert_eq!(differences, [] as [&str; 0], "{file}");
    }
}
