//! Builds a project, and measures the cost of building it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

use crate::compiler::Measurement;
use crate::forms::Form;

/// A generated package in a build folder.
pub(crate) struct Project {
    folder: PathBuf,
    name: String,
    /// The root of the crate, and what it is while the dependencies are built.
    root: (PathBuf, &'static str),
    /// The flags of the compiler.
    flags: &'static str,
}

impl Project {
    pub(crate) fn write(name: &str, files: &[(PathBuf, String)]) -> Self {
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("..")
            .canonicalize()
            .unwrap();
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("compile")
            .join(name);
        let _ = fs::remove_dir_all(folder.join("src"));
        fs::create_dir_all(folder.join("src")).unwrap();
        let runtime = workspace.join("graph-model");
        let manifest = format!(
            "[package]\nname = \"{name}\"\nedition = \"2024\"\n\n[dependencies]\n\
             graph-model = {{ path = \"{}\" }}\nserde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n\n\
             [workspace]\n",
            runtime.display()
        );
        fs::write(folder.join("Cargo.toml"), manifest).unwrap();
        fs::copy(workspace.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
        for (path, source) in files {
            fs::write(folder.join("src").join(path), source).unwrap();
        }
        Self {
            folder,
            name: name.to_owned(),
            root: ("src/main.rs".into(), "fn main() {}\n"),
            flags: "-D warnings",
        }
    }

    /// A library in a folder, with the root of its crate.
    pub(crate) fn of_library(folder: PathBuf, name: &str, root: PathBuf) -> Self {
        Self {
            folder,
            name: name.to_owned(),
            root: (root, ""),
            flags: "",
        }
    }

    /// Returns the folder of the source.
    pub(crate) fn source_folder(&self) -> PathBuf {
        self.folder.join("src")
    }

    /// Returns the target folder. All projects share it, and with it their dependencies.
    fn target(&self) -> PathBuf {
        self.folder.parent().unwrap().join("target")
    }

    fn cargo(&self, arguments: &[&str]) -> String {
        self.cargo_with(arguments, |_| {})
    }

    fn cargo_with(&self, arguments: &[&str], prepare: impl FnOnce(&mut Command)) -> String {
        let mut command = Command::new(env!("CARGO"));
        prepare(&mut command);
        let output = command
            .args(arguments)
            .args(["--offline", "--manifest-path"])
            .arg(self.folder.join("Cargo.toml"))
            .env("CARGO_TARGET_DIR", self.target())
            .env("RUSTFLAGS", self.flags)
            // The figures are those of a full compilation, such as a user's first one.
            .env("CARGO_INCREMENTAL", "0")
            .output()
            .unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}: {errors}", self.name);
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Returns the seconds that a command takes when everything except the types is already built.
    pub(crate) fn seconds(&self, arguments: &[&str]) -> f64 {
        let main = self.folder.join(&self.root.0);
        let source = fs::read_to_string(&main).unwrap();
        fs::write(&main, self.root.1).unwrap();
        self.cargo(arguments);
        fs::write(&main, source).unwrap();
        let start = Instant::now();
        self.cargo(arguments);
        start.elapsed().as_secs_f64()
    }

    /// Measures the compiler while it checks the types, or returns `None` if the machine cannot.
    pub(crate) fn measured(&self, measurement: Measurement, arguments: &[&str]) -> Option<f64> {
        let main = self.folder.join(&self.root.0);
        let source = fs::read_to_string(&main).unwrap();
        fs::write(&main, self.root.1).unwrap();
        self.cargo(arguments);
        fs::write(&main, source).unwrap();
        let file = self.folder.join("measurement");
        self.cargo_with(arguments, |cargo| measurement.prepare(cargo, &file));
        measurement.result(&file)
    }

    #[allow(clippy::cast_precision_loss, reason = "a size for people")]
    fn megabytes(&self) -> f64 {
        let binary = self.target().join("release").join(&self.name);
        fs::metadata(binary).unwrap().len() as f64 / 1e6
    }

    /// Returns the number of lines of the crate after expansion, as rustc prints them, or `None`
    /// without a nightly toolchain.
    fn expanded_lines(&self) -> Option<usize> {
        let output = Command::new("rustup")
            .args([
                "run",
                "nightly",
                "cargo",
                "rustc",
                "--offline",
                "--profile",
                "check",
                "--manifest-path",
            ])
            .arg(self.folder.join("Cargo.toml"))
            .args(["--", "-Zunpretty=expanded"])
            .env("CARGO_TARGET_DIR", self.target().join("nightly"))
            .env_remove("RUSTUP_TOOLCHAIN")
            .output()
            .ok()?;
        let text = String::from_utf8_lossy(&output.stdout);
        output.status.success().then(|| text.lines().count())
    }
}

/// The builds that are measured.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Builds {
    /// The check and the debug build.
    Debug,
    /// The release build as well, and the instructions of the check. Counting takes twenty times as
    /// long as the check itself.
    All,
}

/// The measurements of one form.
struct Figures {
    instructions: Option<f64>,
    memory: Option<f64>,
    check: f64,
    debug: f64,
    release: Option<f64>,
    size: Option<f64>,
    lines: Option<usize>,
}

impl Figures {
    fn of(project: &Project, builds: Builds) -> Self {
        let check = project.seconds(&["check"]);
        let debug = project.seconds(&["build"]);
        let all = builds == Builds::All;
        let release = all.then(|| project.seconds(&["build", "--release"]));
        Self {
            instructions: all
                .then(|| project.measured(Measurement::Instructions, &["check"]))
                .flatten(),
            memory: project.measured(Measurement::Memory, &["check"]),
            check,
            debug,
            release,
            size: release.map(|_| project.megabytes()),
            lines: project.expanded_lines(),
        }
    }
}

/// Measures every project, and prints a table with the ratios of the first project to the second.
pub(crate) fn report(forms: &[Form], projects: &[Project], types: usize, builds: Builds) {
    println!(
        "| form | instructions of the check | its peak memory | check | debug build | release build | binary | expanded lines per type |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    let mut all = Vec::new();
    for (form, project) in forms.iter().zip(projects) {
        let figures = Figures::of(project, builds);
        println!(
            "| {} | {} | {} | {:.1} s | {:.1} s | {} | {} | {} |",
            form.name(),
            shown(figures.instructions, " M"),
            shown(figures.memory, " MB"),
            figures.check,
            figures.debug,
            shown(figures.release, " s"),
            shown(figures.size, " MB"),
            figures
                .lines
                .map_or("-".to_owned(), |lines| (lines / types).to_string()),
        );
        all.push(figures);
    }
    if let [ours, serde, ..] = all.as_slice() {
        let ratio = |ours: Option<f64>, serde: Option<f64>| Some(ours? / serde?);
        println!(
            "| {} / {} | {} | {} | {:.2} | {:.2} | {} | {} | |",
            forms[0].name(),
            forms[1].name(),
            shown(ratio(ours.instructions, serde.instructions), ""),
            shown(ratio(ours.memory, serde.memory), ""),
            ours.check / serde.check,
            ours.debug / serde.debug,
            shown(ratio(ours.release, serde.release), ""),
            shown(ratio(ours.size, serde.size), ""),
        );
    }
}

pub(crate) fn shown(figure: Option<f64>, unit: &str) -> String {
    figure.map_or("-".to_owned(), |figure| format!("{figure:.2}{unit}"))
}
