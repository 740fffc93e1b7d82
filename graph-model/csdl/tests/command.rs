//! Tests what the command `graph-csdl` writes, prints and returns.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const METADATA: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:DataServices><Schema Namespace="contoso" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<ComplexType Name="point"><Property Name="x" Type="Edm.Int32"/></ComplexType>
<ComplexType Name="line"><Property Name="from" Type="contoso.point"/></ComplexType>
</Schema></edmx:DataServices></edmx:Edmx>"#;

/// A folder of its own for a test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("command")
            .join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_graph-csdl"));
        command
            .args(arguments.split_whitespace())
            .current_dir(&self.0);
        command
    }

    fn run(&self, arguments: &str) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs a command that succeeds, and returns what it prints.
    fn printed(&self, arguments: &str) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout).to_owned()
    }

    /// Runs a command that fails, and returns the last line of its error output.
    fn refusal(&self, arguments: &str) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments}");
        let lines = text(&output.stderr);
        let line = lines.lines().find(|line| line.starts_with("graph-csdl: "));
        line.unwrap_or(lines).to_owned()
    }
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn what_is_generated_has_not_drifted_and_what_is_edited_has() {
    let folder = Folder::new("drift");
    folder.write("service.xml", METADATA);
    folder.printed("generate service.xml --type contoso.point --out models.rs");
    let source = folder.read("models.rs");
    assert_eq!(source.matches("pub struct").count(), 1);

    let unchanged = folder.run("check service.xml models.rs");
    assert_eq!(unchanged.status.code(), Some(0));
    assert_eq!(text(&unchanged.stdout), "");

    folder.write(
        "models.rs",
        &source.replace("Option<i32>", "Option<String>"),
    );
    let drifted = folder.run("check service.xml models.rs");
    assert_eq!(drifted.status.code(), Some(1));
    assert_eq!(
        text(&drifted.stdout),
        "models.rs:21: contoso.point/x: wrong type: it is `Edm.Int32`, not `Edm.String`\n"
    );
}

#[test]
fn what_a_model_lacks_is_no_drift_of_a_partial_one() {
    let folder = Folder::new("partial");
    folder.write("partial.xml", METADATA);
    let source = "#[graph_complex(odata = \"contoso.point\")]\npub struct Point {}\n";
    folder.write("partial.rs", source);
    let whole = folder.run("check partial.xml partial.rs");
    assert_eq!(whole.status.code(), Some(1));
    assert_eq!(
        text(&whole.stdout),
        "partial.rs:2: contoso.point/x: missing property of type `Edm.Int32`\n"
    );
    let partial = folder.run("check partial.xml partial.rs --partial");
    assert_eq!(partial.status.code(), Some(0));
    assert_eq!(text(&partial.stdout), "");
}

#[test]
fn what_the_decisions_leave_out_is_no_drift() {
    let folder = Folder::new("decided");
    folder.write(
        "service.xml",
        r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:DataServices><Schema Namespace="contoso" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<ComplexType Name="shape"/>
<ComplexType Name="circle" BaseType="contoso.shape"/>
<ComplexType Name="square" BaseType="contoso.shape"/>
<ComplexType Name="drawing">
  <Property Name="main" Type="contoso.shape"/>
  <Property Name="author" Type="Edm.String"/>
  <Property Name="draft" Type="Edm.Boolean"/>
</ComplexType>
</Schema></edmx:DataServices></edmx:Edmx>"#,
    );
    folder.write(
        "graph-csdl.toml",
        r#"metadata = ["service.xml"]
out = "models.rs"
include = ["contoso.circle"]

[types."contoso.drawing"]
omit = ["draft"]
read_only = ["author"]

[types."contoso.shape"]
derived = false
"#,
    );
    folder.printed("generate");
    let checked = folder.run("check");
    assert_eq!(text(&checked.stdout), "");
    assert_eq!(checked.status.code(), Some(0));
    assert_eq!(
        folder.printed("check service.xml models.rs --config graph-csdl.toml"),
        ""
    );

    let whole = folder.run("check service.xml models.rs --quiet");
    let lines: Vec<&str> = text(&whole.stdout)
        .lines()
        .map(|line| line.split_once(": ").unwrap().1)
        .collect();
    assert_eq!(
        lines,
        [
            "contoso.shape: missing variant for `contoso.square`",
            "contoso.drawing/draft: missing property of type `Edm.Boolean`",
        ]
    );
    assert_eq!(text(&whole.stderr), "");

    folder.write(
        "models.rs",
        &folder.read("models.rs").replace("pub author", "pub autor"),
    );
    let drifted = folder.run("check");
    assert!(text(&drifted.stdout).contains("contoso.drawing/autor: unknown property"));
    assert_eq!(drifted.status.code(), Some(1));
}

#[test]
fn quiet_is_only_what_was_found() {
    let folder = Folder::new("quiet");
    folder.write("service.xml", METADATA);
    let quiet = folder.run("generate service.xml --out models.rs --quiet");
    assert_eq!((text(&quiet.stdout), text(&quiet.stderr)), ("", ""));
    let loud = folder.run("generate service.xml --out models.rs");
    assert!(text(&loud.stderr).starts_with("reading service.xml"));
}

#[test]
fn an_edit_is_not_overwritten_unasked() {
    let folder = Folder::new("edit");
    folder.write("service.xml", METADATA);
    let generate = "generate service.xml --out models.rs";
    folder.printed(generate);
    let generated = folder.read("models.rs");
    folder.printed(generate);

    let edited = format!("{generated}\npub struct Mine;\n");
    folder.write("models.rs", &edited);
    let refused = "graph-csdl: `models.rs` was edited or was not generated: move your code to another file, or pass `--overwrite` to discard it";
    assert_eq!(folder.refusal(generate), refused);
    assert_eq!(folder.read("models.rs"), edited);
    let outdated = folder.run(&format!("{generate} --check"));
    assert_eq!(outdated.status.code(), Some(1));
    assert_eq!(text(&outdated.stdout), "models.rs: not up to date\n");

    folder.printed(&format!("{generate} --overwrite"));
    assert_eq!(folder.read("models.rs"), generated);
    assert_eq!(folder.printed(&format!("{generate} --check")), "");

    folder.write("models.rs", "fn by_hand() {}\n");
    assert_eq!(folder.refusal(generate), refused);

    // A checkout may have changed the ends of the lines.
    let checked_out = generated.replace('\n', "\r\n");
    folder.write("models.rs", &checked_out);
    assert_eq!(folder.printed(&format!("{generate} --check")), "");
    folder.printed(generate);
    assert_eq!(folder.read("models.rs"), checked_out);
}

#[test]
fn a_dry_run_counts_and_writes_nothing() {
    let folder = Folder::new("dry_run");
    folder.write("service.xml", METADATA);
    let printed = folder.printed("generate service.xml --out models --dry-run");
    assert_eq!(
        printed,
        "0 entity types, 2 complex types, 0 enumeration types, 0 operations, 2 properties\n"
    );
    assert!(!folder.0.join("models").exists());
}

#[test]
fn metadata_is_read_from_standard_input_from_files_and_from_folders() {
    let folder = Folder::new("input");
    let mut child = folder
        .command("generate - --out piped.rs")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(METADATA.as_bytes()).unwrap();
    drop(input);
    assert!(child.wait().unwrap().success());

    let lines = METADATA.replace(
        "<ComplexType Name=\"point\"><Property Name=\"x\" Type=\"Edm.Int32\"/></ComplexType>\n",
        "",
    );
    let points = METADATA.replace("<ComplexType Name=\"line\"><Property Name=\"from\" Type=\"contoso.point\"/></ComplexType>\n", "");
    folder.write("metadata/a.xml", &points);
    folder.write("metadata/b.csdl", &lines);
    folder.write("metadata/notes.txt", "not read");
    folder.printed("generate metadata/a.xml metadata/b.csdl --out files.rs");
    folder.printed("generate metadata --out folder.rs");
    let piped = folder.read("piped.rs");
    assert_eq!(folder.read("files.rs"), piped);
    assert_eq!(folder.read("folder.rs"), piped);
    assert_eq!(
        folder
            .run("check metadata/a.xml metadata/b.csdl files.rs")
            .status
            .code(),
        Some(0)
    );

    // A type of a document that is not given.
    let output = folder.run("generate metadata/b.csdl --out alone.rs");
    let warnings: Vec<&str> = text(&output.stderr)
        .lines()
        .filter(|line| line.starts_with("warning"))
        .collect();
    assert_eq!(
        warnings,
        [
            "warning: `contoso.line/from` is of type `contoso.point`, which no document declares, so its value can be any JSON"
        ]
    );
    assert!(
        folder
            .read("alone.rs")
            .contains("pub from: Option<RawJson>,")
    );
}

#[test]
fn decisions_are_read_from_the_folder_of_the_package() {
    let folder = Folder::new("decisions");
    folder.write("metadata/service.xml", METADATA);
    folder.write(
        "graph-csdl.toml",
        "metadata = [\"metadata\"]\nout = \"src/models.rs\"\n[types.\"contoso.point\"]\nname = \"Position\"\n",
    );
    folder.printed("generate");
    let source = folder.read("src/models.rs");
    assert!(source.contains("pub struct Position {"), "{source}");
    assert!(!source.contains("Line"), "{source}");

    // A newer document and an option of the command line come before the file.
    folder.write("new.xml", &METADATA.replace("Name=\"x\"", "Name=\"z\""));
    let printed = folder.printed("generate new.xml --config graph-csdl.toml --type contoso.line");
    assert_eq!(
        printed,
        "breaking: `Position::x` was removed\nadded: `Line`\nadded: `Position::z`\n\
         1 breaking change: raise the major version, or the minor version before 1.0\n"
    );
}

#[test]
fn what_cannot_be_done_is_said_in_a_line() {
    let folder = Folder::new("refusals");
    folder.write("service.xml", METADATA);
    folder.write("broken.xml", "<edmx:Edmx>");
    folder.write(
        "old.xml",
        "<edmx:Edmx Version=\"1.0\" xmlns:edmx=\"http://schemas.microsoft.com/ado/2007/06/edmx\"/>",
    );
    folder.write("mistake.toml", "out = \"never.rs\"\ntpyes = []\n");
    folder.write("empty/notes.txt", "");
    for (arguments, expected) in [
        (
            "generate",
            "the metadata document is missing: name a file, or `metadata` in graph-csdl.toml",
        ),
        (
            "generate service.xml",
            "`--out` is missing, a file that ends in .rs or a folder",
        ),
        ("check", "the metadata document and the source are missing"),
        (
            "check service.xml",
            "the source is missing, a file or a folder",
        ),
        ("chck", "unknown command `chck`, use `generate` or `check`"),
        (
            "generate broken.xml --out never.rs",
            "broken.xml: line 1: the metadata document ends before its last element does",
        ),
        (
            "generate old.xml --out never.rs",
            "old.xml: line 1: this is a document of OData 2 or 3 (`1.0`), and only documents of OData 4 can be read",
        ),
        (
            "generate empty --out never.rs",
            "empty: the folder has no file that ends in .xml, .csdl or .edmx",
        ),
        (
            "generate service.xml --config mistake.toml",
            "mistake.toml: the decisions have a mistake: TOML parse error at line 2, column 1",
        ),
        (
            "generate service.xml --type contoso.pont --out never.rs",
            "the metadata declares no type `contoso.pont`, did you mean `contoso.point`?",
        ),
        (
            "generate service.xml --use joda --out never.rs",
            "unknown feature `joda`, use `jiff`, `chrono`, `time`, `uuid`, `rust_decimal` or `base64`",
        ),
        (
            "generate service.xml --keys brackets --out never.rs",
            "unknown form of a key `brackets`, use `segment` or `parentheses`",
        ),
    ] {
        assert_eq!(
            folder.refusal(arguments),
            format!("graph-csdl: {expected}"),
            "{arguments}"
        );
    }
    assert!(!folder.0.join("never.rs").exists());
}
