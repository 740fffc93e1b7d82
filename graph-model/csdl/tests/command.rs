//! Tests what the command `graph-csdl` writes, prints and returns.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const METADATA: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:DataServices><Schema Namespace="contoso" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<ComplexType Name="point"><Property Name="x" Type="Edm.Int32"/></ComplexType>
<ComplexType Name="line"><Property Name="from" Type="contoso.point"/></ComplexType>
</Schema></edmx:DataServices></edmx:Edmx>"#;

fn file(name: &str, text: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, text).unwrap();
    path
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_graph-csdl"))
        .args(arguments)
        .current_dir(env!("CARGO_TARGET_TMPDIR"))
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn what_is_generated_has_not_drifted_and_what_is_edited_has() {
    file("service.xml", METADATA);
    let generated = run(&[
        "generate",
        "service.xml",
        "--type",
        "contoso.point",
        "--out",
        "models.rs",
    ]);
    assert!(generated.status.success(), "{}", text(&generated.stderr));
    let models = Path::new(env!("CARGO_TARGET_TMPDIR")).join("models.rs");
    let source = fs::read_to_string(&models).unwrap();
    assert_eq!(source.matches("pub struct").count(), 1);

    let unchanged = run(&["check", "service.xml", "models.rs"]);
    assert_eq!(unchanged.status.code(), Some(0));
    assert_eq!(text(&unchanged.stdout), "");

    fs::write(&models, source.replace("Option<i32>", "Option<String>")).unwrap();
    let drifted = run(&["check", "service.xml", "models.rs"]);
    assert_eq!(drifted.status.code(), Some(1));
    assert_eq!(
        text(&drifted.stdout),
        "models.rs:19: contoso.point/x: wrong type: it is `Edm.Int32`, not `Edm.String`\n"
    );
}

#[test]
fn what_a_model_lacks_is_no_drift_of_a_partial_one() {
    file("partial.xml", METADATA);
    let source = "#[graph_complex(odata = \"contoso.point\")]\npub struct Point {}\n";
    file("partial.rs", source);
    let whole = run(&["check", "partial.xml", "partial.rs"]);
    assert_eq!(whole.status.code(), Some(1));
    assert_eq!(
        text(&whole.stdout),
        "partial.rs:2: contoso.point/x: missing property of type `Edm.Int32`\n"
    );
    let partial = run(&["check", "partial.xml", "partial.rs", "--partial"]);
    assert_eq!(partial.status.code(), Some(0));
    assert_eq!(text(&partial.stdout), "");
}

#[test]
fn what_cannot_be_done_is_said_in_a_line() {
    file("service_of_errors.xml", METADATA);
    file("broken.xml", "<edmx:Edmx>");
    for (arguments, expected) in [
        (&["generate"][..], "the metadata document is missing"),
        (
            &["generate", "service_of_errors.xml"],
            "`--out` is missing, a file that ends in .rs or a folder",
        ),
        (
            &["check", "service_of_errors.xml"],
            "the source is missing, a file or a folder",
        ),
        (
            &["chck"],
            "unknown command `chck`, use `generate` or `check`",
        ),
        (
            &["generate", "broken.xml", "--out", "never.rs"],
            "broken.xml: line 1: the metadata document ends before its last element does",
        ),
        (
            &[
                "generate",
                "service_of_errors.xml",
                "--type",
                "contoso.pont",
                "--out",
                "never.rs",
            ],
            "the metadata declares no type `contoso.pont`, did you mean `contoso.point`?",
        ),
        (
            &[
                "generate",
                "service_of_errors.xml",
                "--use",
                "joda",
                "--out",
                "never.rs",
            ],
            "unknown feature `joda`, use `jiff`, `chrono`, `time`, `uuid`, `rust_decimal` or `base64`",
        ),
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let last = text(&output.stderr).lines().last().unwrap();
        assert_eq!(last, format!("graph-csdl: {expected}"), "{arguments:?}");
    }
}
