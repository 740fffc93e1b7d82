//! The command line.

use std::error::Error;
use std::path::PathBuf;

use graph_csdl::{ComplexTag, Slice, ValueFeature};
use graph_model::path::KeyConvention;
use lexopt::prelude::*;

pub(crate) const HELP: &str = "\
Models of OData services from their metadata documents.

graph-csdl generate [METADATA]... [--config FILE] [--out PATH] [--type NAME]... [--operation NAME]...
                   [--complex-tag FORM] [--keys FORM] [--use FEATURE]...
                   [--dry-run] [--check] [--overwrite] [--quiet]
    Writes annotated source for the named types and operations and everything they depend on, or for the
    whole document. Prints what changes for the users of source that was generated before.
    METADATA            files and folders, or a single - for standard input
    --config FILE       the decisions of the author; without METADATA, graph-csdl.toml if it is there
    --out PATH          a file that ends in .rs, or a folder with a file per namespace
    --type NAME         a qualified name such as microsoft.graph.user
    --operation NAME    a qualified name of an action or function, such as microsoft.graph.sendMail, or
                        with the type that it is bound to: 'microsoft.graph.assign(microsoft.graph.mobileApp)',
                        'microsoft.graph.delta(Collection(microsoft.graph.user))'
    --complex-tag FORM  how complex types write @odata.type: hash (the default), bare, none or derived
    --keys FORM         how paths write keys: segment or parentheses; by default as the metadata says
    --use FEATURE       use the types of jiff, chrono, time, uuid, rust_decimal or base64 instead of strings and JSON
    --dry-run           print the number of types and the changes, and write nothing
    --check             write nothing, and exit with 1 if a file or Cargo.toml is not up to date
    --overwrite         overwrite files that were edited or that were not generated

graph-csdl check [METADATA... SOURCE] [--config FILE] [--partial] [--quiet]
    Prints where the annotated types of a file or folder differ from the metadata, one per line.
    --config FILE       the decisions of the author, which also name the metadata and the source; what they leave
                        out is not reported; without METADATA and SOURCE, graph-csdl.toml if it is there
    --partial           do not report what the types omit

--quiet does not print what is done. Warnings and results are printed.

Exit codes: 0 success, 1 differences found or files not up to date, 2 error.
";

/// The file of decisions that is read if nothing else is given.
const CONFIG: &str = "graph-csdl.toml";

/// The command to run.
pub(crate) enum Command {
    Help,
    Generate(Box<Generate>),
    Check(Box<Check>),
}

#[allow(
    clippy::struct_excessive_bools,
    reason = "each is an option of the command line"
)]
pub(crate) struct Generate {
    pub metadata: Vec<PathBuf>,
    pub out: PathBuf,
    pub slice: Slice,
    pub types: Vec<String>,
    pub operations: Vec<String>,
    pub complex_tag: Option<ComplexTag>,
    pub keys: Option<KeyConvention>,
    pub features: Vec<ValueFeature>,
    pub dry_run: bool,
    pub check: bool,
    pub overwrite: bool,
    pub quiet: bool,
}

pub(crate) struct Check {
    pub metadata: Vec<PathBuf>,
    pub source: PathBuf,
    /// The decisions, if there is a file of them.
    pub slice: Option<Slice>,
    pub partial: bool,
    pub quiet: bool,
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
    let mut metadata: Vec<PathBuf> = Vec::new();
    let mut config: Option<PathBuf> = None;
    let mut out = None;
    let mut types = Vec::new();
    let mut operations = Vec::new();
    let mut complex_tag = None;
    let mut keys = None;
    let mut features = Vec::new();
    let mut dry_run = false;
    let mut check = false;
    let mut overwrite = false;
    let mut quiet = false;
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("config") => config = Some(parser.value()?.into()),
            Long("out") => out = Some(parser.value()?.into()),
            Long("type") => types.push(parser.value()?.string()?),
            Long("operation") => operations.push(parser.value()?.string()?),
            Long("complex-tag") => complex_tag = Some(tag(&parser.value()?.string()?)?),
            Long("keys") => keys = Some(key_convention(&parser.value()?.string()?)?),
            Long("use") => features.push(parser.value()?.string()?.parse()?),
            Long("dry-run") => dry_run = true,
            Long("check") => check = true,
            Long("overwrite") => overwrite = true,
            Long("quiet") => quiet = true,
            Value(path) => metadata.push(path.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    let slice = decisions(config, metadata.is_empty())?.unwrap_or_default();
    if metadata.is_empty() {
        metadata.extend_from_slice(slice.metadata());
    }
    if metadata.is_empty() {
        let message =
            "the metadata document is missing: name a file, or `metadata` in graph-csdl.toml";
        return Err(message.into());
    }
    let out = out.or_else(|| slice.out().map(PathBuf::from));
    Ok(Command::Generate(Box::new(Generate {
        metadata,
        out: out.ok_or("`--out` is missing, a file that ends in .rs or a folder")?,
        slice,
        types,
        operations,
        complex_tag,
        keys,
        features,
        dry_run,
        check,
        overwrite,
        quiet,
    })))
}

/// Reads the file of decisions: the given one, or the one in this folder if nothing else is given.
fn decisions(config: Option<PathBuf>, is_alone: bool) -> Result<Option<Slice>, Box<dyn Error>> {
    let config = config.or_else(|| {
        let config = PathBuf::from(CONFIG);
        (is_alone && config.is_file()).then_some(config)
    });
    let Some(file) = config else { return Ok(None) };
    let slice = Slice::from_file(&file)
        .map_err(|error| format!("{}: {}", file.display(), crate::chain(&error)))?;
    Ok(Some(slice))
}

fn check(parser: &mut lexopt::Parser) -> Result<Command, Box<dyn Error>> {
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut config: Option<PathBuf> = None;
    let mut partial = false;
    let mut quiet = false;
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("config") => config = Some(parser.value()?.into()),
            Long("partial") => partial = true,
            Long("quiet") => quiet = true,
            Value(path) => paths.push(path.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    let slice = decisions(config, paths.is_empty())?;
    let (metadata, source) = match &slice {
        Some(slice) if paths.is_empty() => {
            (slice.metadata().to_owned(), slice.out().map(PathBuf::from))
        }
        _ => {
            let source = paths.pop();
            (paths, source)
        }
    };
    let source = source.ok_or("the metadata document and the source are missing")?;
    if metadata.is_empty() {
        return Err("the source is missing, a file or a folder".into());
    }
    Ok(Command::Check(Box::new(Check {
        metadata,
        source,
        slice,
        partial,
        quiet,
    })))
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

fn key_convention(form: &str) -> Result<KeyConvention, String> {
    match form {
        "segment" => Ok(KeyConvention::AsSegment),
        "parentheses" => Ok(KeyConvention::InParentheses),
        _ => Err(format!(
            "unknown form of a key `{form}`, use `segment` or `parentheses`"
        )),
    }
}
