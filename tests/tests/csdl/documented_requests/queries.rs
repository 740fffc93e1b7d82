//! Builds the documented query options through typed methods, and compares the URLs.
//!
//! `unbuilt_queries.txt` lists each query that is not built equal, with the reason. What is not an
//! option of the query language, such as `$skiptoken` or a calendar's `startDateTime`, is left out.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use graph_model_tests::recorded_queries::record;
use serde_json::Value;

use super::generated::{Field, Generated};
use super::query_text::{Expansion, Text, condition, expansions, normal};
use super::walk::Walk;
use super::{ROOT, compare, program, run, source};

const UNBUILT: &str = include_str!("unbuilt_queries.txt");

const OPTIONS: [&str; 9] = [
    "$filter", "$select", "$expand", "$orderby", "$search", "$count", "$top", "$skip", "$levels",
];

type Options = Vec<(String, String)>;

/// The options of the query language, decoded. A name without `$` is one as well (OData 4.01).
fn options(query: &str) -> Options {
    let decoded = |text: &str| {
        let text = text.replace('+', " ");
        let text = percent_encoding::percent_decode_str(&text);
        text.decode_utf8_lossy().into_owned()
    };
    let options = query.split('&').filter_map(|option| option.split_once('='));
    options
        .map(|(name, value)| (decoded(name).to_lowercase(), decoded(value)))
        .map(|(name, value)| (format!("${}", name.trim_start_matches('$')), value))
        .filter(|(name, _)| OPTIONS.contains(&name.as_str()))
        .collect()
}

/// The options in the form in which two spellings of them are the same.
fn normal_options(options: &Options) -> BTreeMap<String, String> {
    let normal_value = |name: &str, value: &str| match name.trim_start_matches('$') {
        "filter" => condition(value).map_or_else(|error| error, |text| normal(&text)),
        "expand" => {
            let items = expansions(value).into_iter().map(|item| {
                let options: Options = item.options.into_iter().collect();
                format!(
                    "{}{:?}",
                    item.path.join("/").to_lowercase(),
                    normal_options(&options)
                )
            });
            items.collect::<Vec<_>>().join(",")
        }
        "select" | "orderby" => {
            let items = value.split(',').map(|item| item.trim().to_lowercase());
            items.collect::<Vec<_>>().join(",")
        }
        "search" => value.replace(['\u{201c}', '\u{201d}'], "\""),
        _ => value.to_lowercase(),
    };
    options
        .iter()
        .map(|(name, value)| {
            let name = format!("${}", name.trim_start_matches('$').to_lowercase());
            let value = normal_value(&name, value);
            (name, value)
        })
        .collect()
}

/// Writes the methods for options.
struct Writer<'g> {
    generated: &'g Generated,
}

/// A value that a closure receives: its variable in the text, its type, and its name in the code.
#[derive(Clone)]
struct Item {
    variable: String,
    ty: String,
    ident: String,
}

impl Writer<'_> {
    /// The methods for the options of a query for entities of this type.
    fn methods(&self, ty: &str, options: &Options, depth: usize) -> Result<String, String> {
        let mut code = String::new();
        let item = Item {
            variable: String::new(),
            ty: ty.to_owned(),
            ident: format!("x{depth}"),
        };
        let ident = &item.ident;
        for (name, value) in options {
            match name.trim_start_matches('$').to_lowercase().as_str() {
                "filter" => {
                    let filter = self.condition(&condition(value)?, std::slice::from_ref(&item))?;
                    write!(code, ".filter(|{ident}| {filter})").unwrap();
                }
                "select" => {
                    for path in value.split(',') {
                        let path =
                            self.path(&names(path), std::slice::from_ref(&item), &|handle, _| {
                                Ok(handle.to_owned())
                            })?;
                        write!(code, ".select(|{ident}| {path})").unwrap();
                    }
                }
                "orderby" => {
                    for order in value.split(',') {
                        let (path, direction) = match order.trim().split_once(' ') {
                            Some((path, "desc")) => (path, ".descending()"),
                            Some((path, _)) => (path, ""),
                            None => (order.trim(), ""),
                        };
                        let path =
                            self.path(&names(path), std::slice::from_ref(&item), &|handle, _| {
                                Ok(format!("{handle}{direction}"))
                            })?;
                        write!(code, ".order_by(|{ident}| {path})").unwrap();
                    }
                }
                "expand" => {
                    for expansion in expansions(value) {
                        let expansion = self.expansion(&expansion, &item, depth)?;
                        write!(code, ".expand(|{ident}| {expansion})").unwrap();
                    }
                }
                "search" => {
                    let search = self.search(value, &item)?;
                    let named = search.contains(&format!("{ident}."));
                    let ident = if named { ident } else { "_" };
                    write!(code, ".search(|{ident}| {search})").unwrap();
                }
                "top" | "skip" => {
                    let number: u32 = value
                        .parse()
                        .map_err(|_| format!("`{value}` is no number"))?;
                    write!(code, ".{}({number})", name.trim_start_matches('$')).unwrap();
                }
                "count" => code.push_str(".count()"),
                // It follows the query of the expansion.
                "levels" => {}
                other => return Err(format!("`{other}` is not an option of the language")),
            }
        }
        Ok(code)
    }

    fn expansion(
        &self,
        expansion: &Expansion,
        item: &Item,
        depth: usize,
    ) -> Result<String, String> {
        let options = &expansion.options;
        let levels = options
            .iter()
            .find(|(name, _)| name.trim_start_matches('$') == "levels");
        let levels = match levels.map(|(_, value)| value.as_str()) {
            Some("max") => ".levels(graph_model::query::Levels::Max)".to_owned(),
            Some(depth) => format!(".levels({depth})"),
            None => String::new(),
        };
        self.path(
            &expansion.path,
            std::slice::from_ref(item),
            &|handle, field| {
                if !field.navigation {
                    return Err(format!("`{}` is not a relationship", field.name));
                }
                if options.is_empty() {
                    return Ok(handle.to_owned());
                }
                let methods = self.methods(&field.ty, options, depth + 1)?;
                Ok(format!("{handle}.query(|q| q{methods}){levels}"))
            },
        )
    }

    fn search(&self, text: &str, item: &Item) -> Result<String, String> {
        let text = text.replace(['\u{201c}', '\u{201d}'], "\"");
        let mut code = String::new();
        for (position, part) in text.split(" OR ").enumerate() {
            let term = match part
                .trim()
                .strip_prefix('"')
                .and_then(|part| part.strip_suffix('"'))
            {
                None => format!("graph_model::query::Search::word({part:?})"),
                Some(phrase) => match phrase.split_once(':') {
                    Some((name, text)) => {
                        let path = [name.to_owned()];
                        let handle =
                            self.path(&path, std::slice::from_ref(item), &|handle, _| {
                                Ok(handle.to_owned())
                            })?;
                        format!("graph_model::query::Search::property({handle}, {text:?})")
                    }
                    None => format!("graph_model::query::Search::phrase({phrase:?})"),
                },
            };
            code = if position == 0 {
                term
            } else {
                format!("{code}.or({term})")
            };
        }
        Ok(code)
    }

    fn condition(&self, text: &Text, items: &[Item]) -> Result<String, String> {
        match text {
            Text::Binary(operator, operands) if operator == "and" || operator == "or" => {
                let [left, right] = &**operands;
                let left = self.condition(left, items)?;
                Ok(format!(
                    "{left}.{operator}({})",
                    self.condition(right, items)?
                ))
            }
            Text::Binary(operator, operands) => {
                let [Text::Path(path), value] = &**operands else {
                    return Err("the left operand is not a path".to_owned());
                };
                self.path(path, items, &|handle, field| {
                    compared(handle, field, operator, value)
                })
            }
            Text::Not(condition) => Ok(format!("(!{})", self.condition(condition, items)?)),
            Text::Call(function, arguments) => {
                match (function.to_lowercase().as_str(), &arguments[..]) {
                    ("isof", [Text::String(name)]) => {
                        let ty = self
                            .generated
                            .named(name)
                            .ok_or("the type is not declared")?;
                        Ok(format!("{}.is_of::<m::{ty}>()", items[0].ident))
                    }
                    ("startswith", [Text::Path(path), Text::String(text)]) => {
                        self.path(path, items, &|handle, _| {
                            Ok(format!("{handle}.starts_with({text:?})"))
                        })
                    }
                    ("endswith", [Text::Path(path), Text::String(text)]) => {
                        self.path(path, items, &|handle, _| {
                            Ok(format!("{handle}.ends_with({text:?})"))
                        })
                    }
                    ("contains", [Text::Path(path), Text::String(text)]) => {
                        self.path(path, items, &|handle, _| {
                            Ok(format!("{handle}.contains({text:?})"))
                        })
                    }
                    _ => Err(format!("no method writes `{function}` of these arguments")),
                }
            }
            Text::Lambda {
                path,
                quantifier,
                variable,
                condition,
            } => self.path(path, items, &|handle, field| {
                // What the metadata does not declare is a collection here.
                let handle = handle.replace(".typed::<String>()", ".typed::<Vec<String>>()");
                let item = Item {
                    variable: variable.clone(),
                    ty: field.ty.clone(),
                    ident: format!("item{}", items.len()),
                };
                let ident = item.ident.clone();
                let items: Vec<Item> = items.iter().cloned().chain([item]).collect();
                let condition = self.condition(condition, &items)?;
                Ok(format!(
                    "{handle}.{}(|{ident}| {condition})",
                    quantifier.to_lowercase()
                ))
            }),
            Text::Path(path) => self.path(path, items, &|handle, _| Ok(handle.to_owned())),
            Text::String(_) | Text::Bare(_) => Err("a literal is not a condition".to_owned()),
        }
    }

    /// The expression for a path, whose last part `leaf` writes.
    fn path(
        &self,
        names: &[String],
        items: &[Item],
        leaf: &dyn Fn(&str, &Field) -> Result<String, String>,
    ) -> Result<String, String> {
        let bound = items.iter().find(|item| item.variable == names[0]);
        let (item, names) = match bound {
            Some(item) => (item, &names[1..]),
            None => (&items[0], names),
        };
        if names.is_empty() {
            let value = Field {
                ty: item.ty.clone(),
                ..Field::default()
            };
            return leaf(&item.ident, &value);
        }
        self.steps(names, &item.ty, &item.ident, 0, leaf)
    }

    fn steps(
        &self,
        names: &[String],
        ty: &str,
        ident: &str,
        depth: usize,
        leaf: &dyn Fn(&str, &Field) -> Result<String, String>,
    ) -> Result<String, String> {
        let (name, rest) = names.split_first().ok_or("the path is empty")?;
        let inner = format!("p{depth}");
        if let Some(derived) = self.generated.named(name) {
            let rest = self.steps(rest, derived, &inner, depth + 1, leaf)?;
            return Ok(format!(
                "{ident}.cast::<m::{derived}>().of(|{inner}| {rest})"
            ));
        }
        let Some(field) = self.generated.field(ty, name) else {
            // A property that the metadata does not declare.
            let dynamic = rest
                .iter()
                .fold(format!("{ident}.dynamic({name:?})"), |path, name| {
                    format!("{path}.dynamic({name:?})")
                });
            let field = Field {
                name: name.clone(),
                ty: "String".to_owned(),
                ..Field::default()
            };
            let code = leaf(&format!("{dynamic}.typed::<String>()"), &field)?;
            return Ok(code);
        };
        let handle = format!("{ident}.{}", field.ident);
        let Some((next, after)) = rest.split_first() else {
            return leaf(&handle, field);
        };
        let (ty, handle, rest) = match self.generated.named(next) {
            Some(derived) => (derived, format!("{handle}.cast::<m::{derived}>()"), after),
            None => (field.ty.as_str(), handle, rest),
        };
        if rest.is_empty() {
            let field = Field {
                ty: ty.to_owned(),
                ..field.clone()
            };
            return leaf(&handle, &field);
        }
        let rest = self.steps(rest, ty, &inner, depth + 1, leaf)?;
        Ok(format!("{handle}.of(|{inner}| {rest})"))
    }
}

fn names(path: &str) -> Vec<String> {
    path.trim().split('/').map(str::to_owned).collect()
}

fn compared(handle: &str, field: &Field, operator: &str, value: &Text) -> Result<String, String> {
    const PLAIN: [&str; 8] = ["String", "bool", "i16", "i32", "i64", "f32", "f64", "u8"];
    Ok(match value {
        Text::Bare(null) if null == "null" => match operator {
            "eq" => format!("{handle}.is_null()"),
            _ => format!("{handle}.is_not_null()"),
        },
        Text::Bare(value) if field.ty == "String" => format!("{handle}.{operator}({value:?})"),
        Text::Bare(value) if PLAIN.contains(&field.ty.as_str()) => {
            format!("{handle}.{operator}({value})")
        }
        Text::String(text) if field.ty == "String" => format!("{handle}.{operator}({text:?})"),
        Text::String(text) if !PLAIN.contains(&field.ty.as_str()) => {
            format!("{handle}.as_text().{operator}({text:?})")
        }
        value => return Err(format!("a `{}` is compared with {value:?}", field.ty)),
    })
}

/// One documented query.
struct Query {
    name: String,
    options: Options,
    code: Result<String, String>,
}

fn code_of(
    generated: &Generated,
    method: &str,
    path: &str,
    options: &Options,
) -> Result<String, String> {
    if method != "GET" {
        return Err(format!("a query belongs to a GET, and this is a {method}"));
    }
    let walk = Walk {
        generated,
        body: None,
        fills_entities: false,
    };
    let built = walk.build(method, path)?.code;
    let writer = Writer { generated };
    let typed = built.strip_prefix("m::").and_then(|rest| {
        let start = ["::list()", "::get()"]
            .into_iter()
            .find_map(|start| rest.split_once(start).map(|(ty, at)| (ty, start, at)))?;
        Some(start)
    });
    if let Some((ty, start, at)) = typed {
        let of_collections =
            |(name, _): &&(String, String)| !matches!(name.as_str(), "$select" | "$expand");
        if start == "::get()"
            && let Some((name, _)) = options.iter().find(of_collections)
        {
            return Err(format!(
                "`{name}` belongs to a collection, and this is one entity"
            ));
        }
        return Ok(format!(
            "m::{ty}{start}{}{at}",
            writer.methods(ty, options, 0)?
        ));
    }
    // A function: its struct is named at the start.
    let operation = generated.operations.iter().find(|operation| {
        let rest = built
            .strip_prefix("m::")
            .and_then(|rest| rest.strip_prefix(&operation.path));
        rest.is_some_and(|rest| rest.starts_with([' ', '.']))
    });
    match operation.and_then(|operation| operation.returns.as_ref()) {
        Some(returns) if returns.collection => {
            let methods = writer.methods(&returns.ty, options, 0)?;
            Ok(format!("{built}.with_query(|q| q{methods})"))
        }
        _ => Err("the URL is not that of entities".to_owned()),
    }
}

fn documented(corpus: &Path, generated: &Generated) -> Vec<Query> {
    let text = fs::read_to_string(corpus.join("documents-v1.jsonl")).unwrap();
    let mut seen = BTreeSet::new();
    let mut queries = Vec::new();
    for line in text.lines() {
        let document: Value = serde_json::from_str(line).unwrap();
        let method = document["method"].as_str().unwrap();
        let url = document["url"].as_str().unwrap();
        let Some((path, query)) = url.split_once('?') else {
            continue;
        };
        let options = options(query);
        let name = format!("{method} {url}");
        if options.is_empty() || !seen.insert(name.clone()) {
            continue;
        }
        // Some documents leave the service root out.
        let path = match path.get(..ROOT.len()) {
            Some(root) if root.eq_ignore_ascii_case(ROOT) => Some(&path[ROOT.len()..]),
            _ => path.starts_with('/').then_some(path),
        };
        let code = path.ok_or_else(|| "the URL is not one of Graph v1.0".to_owned());
        let code = code.and_then(|path| code_of(generated, method, path, &options));
        queries.push(Query {
            name,
            options,
            code,
        });
    }
    queries
}

#[test]
#[ignore = "it compiles all of Microsoft Graph, which takes minutes"]
fn documented_queries_are_built_by_typed_methods() {
    let corpus = env::var_os("GRAPH_CORPUS").map(PathBuf::from);
    let corpus = corpus.expect("GRAPH_CORPUS names the folder with the documents");
    let source = source(&corpus);
    let queries = documented(&corpus, &Generated::of(&source));
    let codes = queries.iter().enumerate();
    let codes = codes.filter_map(|(number, query)| Some((number, query.code.as_deref().ok()?)));
    let printed = run(&source, &program(codes), &[]);
    let mut unbuilt: BTreeSet<String> = queries
        .iter()
        .filter_map(|query| Some(format!("{}: {}", query.name, query.code.as_ref().err()?)))
        .collect();
    let mut given: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    let mut built = BTreeSet::new();
    for line in printed.lines() {
        let [number, method, uri, _] = line.splitn(4, '\t').collect::<Vec<_>>()[..] else {
            panic!("{line}");
        };
        let number: usize = number.parse().unwrap();
        let query = &queries[number];
        if method == "error" {
            unbuilt.insert(format!("{}: {uri}", query.name));
            continue;
        }
        let sent = uri.split_once('?').map_or("", |(_, query)| query);
        record(sent);
        let sent = normal_options(&options(sent));
        let documented = normal_options(&query.options);
        if sent == documented {
            built.insert(number);
        } else {
            unbuilt.insert(format!("{}: sent {sent:?}", query.name));
        }
    }
    for (number, query) in queries.iter().enumerate() {
        for (name, _) in &query.options {
            let [all, equal] = given.entry(name).or_default();
            *all += 1;
            *equal += usize::from(built.contains(&number));
        }
    }
    println!(
        "{} of {} documented queries are built equal",
        built.len(),
        queries.len()
    );
    for (name, [all, equal]) in given {
        println!("{equal:>6} of {all:>3} {name}");
    }
    compare(unbuilt, "unbuilt_queries.txt", UNBUILT);
}
