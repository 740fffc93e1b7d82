//! Writes annotated models from a service's metadata, and shows how far a crate's models have
//! drifted from it.

#![forbid(unsafe_code)]

mod arguments;

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Instant;

use graph_csdl::{Extent, Generator, Metadata, drift};

use self::arguments::{Check, Command, Generate};

fn main() -> ExitCode {
    let outcome = match Command::from_environment() {
        Ok(Command::Help) => {
            print!("{}", arguments::HELP);
            Ok(ExitCode::SUCCESS)
        }
        Ok(Command::Generate(command)) => generate(&command),
        Ok(Command::Check(command)) => check(&command),
        Err(error) => Err(error),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("graph-csdl: {}", chain(&*error));
        ExitCode::from(2)
    })
}

/// An error and its causes in one line.
fn chain(error: &dyn Error) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        line.extend([": ", &error.to_string()]);
        cause = error.source();
    }
    line
}

/// Prints to standard error what the program is doing and how long it took.
fn step<T, E>(what: &str, work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    eprint!("{what} …");
    let start = Instant::now();
    let result = work();
    match &result {
        Ok(_) => eprintln!(" {:.1} s", start.elapsed().as_secs_f64()),
        Err(_) => eprintln!(),
    }
    result
}

fn read(path: &std::path::Path) -> Result<Metadata, Box<dyn Error>> {
    let metadata = step(&format!("reading {}", path.display()), || {
        Metadata::from_file(path).map_err(|error| format!("{}: {}", path.display(), chain(&error)))
    })?;
    eprintln!(
        "{} entity types, {} complex types, {} enumeration types, {} actions and functions",
        metadata.entity_types().count(),
        metadata.complex_types().count(),
        metadata.enumeration_types().count(),
        metadata.operations().count()
    );
    Ok(metadata)
}

fn generate(command: &Generate) -> Result<ExitCode, Box<dyn Error>> {
    let metadata = read(&command.metadata)?;
    let mut generator = Generator::new(&metadata).complex_tag(command.complex_tag);
    if !command.types.is_empty() {
        generator = generator.types(command.types.iter().map(String::as_str));
    }
    if !command.operations.is_empty() {
        generator = generator.operations(command.operations.iter().map(String::as_str));
    }
    for feature in &command.features {
        generator = generator.with(*feature);
    }
    let files = step("generating", || generator.write(&command.out))?;
    for file in files {
        eprintln!("wrote {}", file.display());
    }
    Ok(ExitCode::SUCCESS)
}

fn check(command: &Check) -> Result<ExitCode, Box<dyn Error>> {
    let metadata = read(&command.metadata)?;
    let extent = if command.partial {
        Extent::Partial
    } else {
        Extent::Whole
    };
    let (types, drifts) = step(&format!("checking {}", command.source.display()), || {
        drift(&metadata, &command.source, extent)
    })?;
    let mut out = io::stdout().lock();
    for drift in &drifts {
        writeln!(out, "{drift}")?;
    }
    eprintln!("{types} annotated types, {} differences", drifts.len());
    Ok(if drifts.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
