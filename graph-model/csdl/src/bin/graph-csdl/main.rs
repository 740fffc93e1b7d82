//! Writes annotated models from a service's metadata, and shows how far a crate's models have
//! drifted from it.

#![forbid(unsafe_code)]

mod arguments;

use std::borrow::Cow;
use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use graph_csdl::{DifferenceKind, Extent, Generator, Metadata, drift};

use self::arguments::{Check, Command, Generate};

fn main() -> ExitCode {
    let outcome = match Command::from_environment() {
        Ok(Command::Help) => {
            print!("{}", arguments::HELP);
            Ok(ExitCode::SUCCESS)
        }
        Ok(Command::Generate(command)) => generate(*command),
        Ok(Command::Check(command)) => check(*command),
        Err(error) => Err(error),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("graph-csdl: {}", chain(&*error));
        ExitCode::from(2)
    })
}

/// An error and its causes in one line.
pub(crate) fn chain(error: &dyn Error) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        line.extend([": ", &error.to_string()]);
        cause = error.source();
    }
    line
}

/// Tells on standard error what the program is doing, unless it is to be quiet.
#[derive(Clone, Copy)]
struct Progress {
    quiet: bool,
}

impl Progress {
    /// Does a step, and prints how long it took.
    fn step<T, E>(self, what: &str, work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        if self.quiet {
            return work();
        }
        eprint!("{what} …");
        let start = Instant::now();
        let result = work();
        match &result {
            Ok(_) => eprintln!(" {:.1} s", start.elapsed().as_secs_f64()),
            Err(_) => eprintln!(),
        }
        result
    }

    /// Prints a line.
    fn note(self, line: &str) {
        if !self.quiet {
            eprintln!("{line}");
        }
    }
}

/// Reads the documents, and prints their warnings.
fn read(paths: &[PathBuf], progress: Progress) -> Result<Metadata, Box<dyn Error>> {
    let names: Vec<String> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    let metadata = progress.step(&format!("reading {}", names.join(", ")), || {
        if paths == [Path::new("-")] {
            let text = io::read_to_string(io::stdin())
                .map_err(|error| format!("standard input cannot be read: {error}"))?;
            Metadata::from_xml(&text).map_err(|error| chain(&error))
        } else {
            Metadata::from_files(paths).map_err(|error| chain(&error))
        }
    })?;
    for warning in metadata.warnings() {
        eprintln!("warning: {warning}");
    }
    progress.note(&format!(
        "{} entity types, {} complex types, {} enumeration types, {} actions and functions",
        metadata.entity_types().count(),
        metadata.complex_types().count(),
        metadata.enumeration_types().count(),
        metadata.operations().count()
    ));
    Ok(metadata)
}

fn generate(command: Generate) -> Result<ExitCode, Box<dyn Error>> {
    let progress = Progress {
        quiet: command.quiet,
    };
    let metadata = read(&command.metadata, progress)?;
    let mut generator = Generator::of_slice(&metadata, command.slice)
        .types(command.types)
        .operations(command.operations)
        .overwrite(command.overwrite);
    if let Some(tag) = command.complex_tag {
        generator = generator.complex_tag(tag);
    }
    if let Some(keys) = command.keys {
        generator = generator.keys(keys);
    }
    for feature in command.features {
        generator = generator.with(feature);
    }
    let prepared = progress.step("generating", || generator.prepare(&command.out))?;
    let mut out = io::stdout().lock();
    if command.check {
        let outdated: Vec<_> = prepared.outdated().collect();
        for file in &outdated {
            writeln!(out, "{}: not up to date", file.display())?;
        }
        return Ok(if outdated.is_empty() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        });
    }
    if command.dry_run {
        writeln!(out, "{}", prepared.counts())?;
        if let Some(file) = prepared.edited()?.filter(|_| !command.overwrite) {
            let file = file.display();
            writeln!(
                out,
                "`{file}` was edited or was not generated, so nothing would be written"
            )?;
        }
    } else {
        let outdated: Vec<_> = prepared.outdated().collect();
        let leftovers = prepared.write()?;
        for file in outdated {
            progress.note(&format!("wrote {}", file.display()));
        }
        for file in leftovers.removed {
            progress.note(&format!("removed {}", file.display()));
        }
        for file in leftovers.kept {
            eprintln!(
                "kept {}, which was edited and is no module any more",
                file.display()
            );
        }
    }
    let features: Vec<&str> = prepared.added_features().collect();
    if !features.is_empty() {
        writeln!(out, "added features: {}", features.join(", "))?;
    }
    let features: Vec<&str> = prepared.unused_features().collect();
    if !features.is_empty() {
        let features = features.join(", ");
        writeln!(
            out,
            "features without an area, which you can remove: {features}"
        )?;
    }
    for change in prepared.changes() {
        writeln!(out, "{change}")?;
    }
    let breaking = prepared.changes().iter();
    let breaking = breaking.filter(|change| change.is_breaking()).count();
    if breaking > 0 {
        let plural = if breaking == 1 { "" } else { "s" };
        writeln!(
            out,
            "{breaking} breaking change{plural}: raise the major version, or the minor version before 1.0"
        )?;
    }
    Ok(ExitCode::SUCCESS)
}

fn check(command: Check) -> Result<ExitCode, Box<dyn Error>> {
    let progress = Progress {
        quiet: command.quiet,
    };
    let metadata = read(&command.metadata, progress)?;
    let extent = if command.partial {
        Extent::Partial
    } else {
        Extent::Whole
    };
    let generator = command
        .slice
        .map(|slice| Generator::of_slice(&metadata, slice));
    let declared = match &generator {
        Some(generator) => generator.metadata()?,
        None => Cow::Borrowed(&metadata),
    };
    let (types, mut drifts) = progress
        .step(&format!("checking {}", command.source.display()), || {
            drift(&declared, &command.source, extent)
        })?;
    if let Some(generator) = &generator {
        let generated = generator.type_names()?;
        drifts.retain(|drift| match drift.difference.kind() {
            DifferenceKind::MissingVariant { derived } => generated.contains(derived),
            _ => true,
        });
    }
    let mut out = io::stdout().lock();
    for drift in &drifts {
        writeln!(out, "{drift}")?;
    }
    progress.note(&format!(
        "{types} annotated types, {} differences",
        drifts.len()
    ));
    Ok(if drifts.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
