//! The command line.

use std::error::Error;
use std::path::PathBuf;

use graph_csdl::{ComplexTag, ValueFeature};
use lexopt::prelude::*;

pub(crate) const HELP: &str = "\
Models of OData services from their metadata documents.

graph-csdl generate METADATA --out PATH [--type NAME]... [--operation NAME]...
                   [--complex-tag FORM] [--use FEATURE]...
    Writes annotated source for the named types and operations and everything they depend on, or for the whole document.
    --out PATH          a file that ends in .rs, or a folder with a file per namespace
    --type NAME         a qualified name such as microsoft.graph.user
    --operation NAME    a qualified name of an action or function, such as microsoft.graph.sendMail, or
                        with the type that it is bound to: 'microsoft.graph.assign(microsoft.graph.mobileApp)'
    --complex-tag FORM  how complex types write @odata.type: hash (the default), bare, none or derived
    --use FEATURE       use the types of jiff, chrono, time, uuid, rust_decimal or base64 instead of strings and JSON

graph-csdl check METADATA SOURCE [--partial]
    Prints where the annotated types of a file or folder differ from the metadata, one per line.
    --partial           do not report what the types omit

Exit codes: 0 done, 1 differences found, 2 failed.
";

/// The command to run.
pub(crate) enum Command {
    Help,
    Generate(Generate),
    Check(Check),
}

pub(crate) struct Generate {
    pub metadata: PathBuf,
    pub out: PathBuf,
    pub types: Vec<String>,
    pub operations: Vec<String>,
    pub complex_tag: ComplexTag,
    pub features: Vec<ValueFeature>,
}

pub(crate) struct Check {
    pub metadata: PathBuf,
    pub source: PathBuf,
    pub partial: bool,
}

impl Command {
    pub(crate) fn from_environment() -> Result<Self, Box<dyn Error>> {
        let mut parser = lexopt::Parser::from_env();
        match parser.next()? {
            None | Some(Short('h') | Long("help")) => Ok(Self::Help),
            Some(Value(command)) if command == "generate" => generate(&mut parser),
            Some(Value(command)) if command == "check" => check(&mut parser),
            Some(Value(command)) => {
                let command = command.to_string_lossy();
                Err(format!("unknown command `{command}`, use `generate` or `check`").into())
            }
            Some(other) => Err(other.unexpected().into()),
        }
    }
}

fn generate(parser: &mut lexopt::Parser) -> Result<Command, Box<dyn Error>> {
    let mut metadata = None;
    let mut out = None;
    let mut types = Vec::new();
    let mut operations = Vec::new();
    let mut complex_tag = ComplexTag::default();
    let mut features = Vec::new();
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("out") => out = Some(parser.value()?.into()),
            Long("type") => types.push(parser.value()?.string()?),
            Long("operation") => operations.push(parser.value()?.string()?),
            Long("complex-tag") => complex_tag = tag(&parser.value()?.string()?)?,
            Long("use") => features.push(parser.value()?.string()?.parse()?),
            Value(path) if metadata.is_none() => metadata = Some(path.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Command::Generate(Generate {
        metadata: metadata.ok_or("the metadata document is missing")?,
        out: out.ok_or("`--out` is missing, a file that ends in .rs or a folder")?,
        types,
        operations,
        complex_tag,
        features,
    }))
}

fn check(parser: &mut lexopt::Parser) -> Result<Command, Box<dyn Error>> {
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut partial = false;
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("partial") => partial = true,
            Value(path) if paths.len() < 2 => paths.push(path.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    let mut paths = paths.into_iter();
    Ok(Command::Check(Check {
        metadata: paths.next().ok_or("the metadata document is missing")?,
        source: paths
            .next()
            .ok_or("the source is missing, a file or a folder")?,
        partial,
    }))
}

fn tag(form: &str) -> Result<ComplexTag, String> {
    match form {
        "hash" => Ok(ComplexTag::Hash),
        "bare" => Ok(ComplexTag::Bare),
        "none" => Ok(ComplexTag::None),
        "derived" => Ok(ComplexTag::Derived),
        _ => Err(format!(
            "unknown form of a tag `{form}`, use `hash`, `bare`, `none` or `derived`"
        )),
    }
}
