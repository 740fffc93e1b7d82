//! The expansions of one type of each kind, kept as formatted files and compared.
//!
//! People read the generated code: in an editor, in an error, in a review. A change to it shows up
//! as a change to these files. `GRAPH_BLESS=1 cargo test -p graph-derive` rewrites them.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use graph_syntax::Kind;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::quote;

use crate::attribute;

/// The code that the attribute generates for an item.
fn expansion(kind: Kind, arguments: &TokenStream, item: &TokenStream) -> String {
    let expansion = attribute::expand(kind, arguments, item);
    let calls = template_calls(expansion.clone());
    let mut text = formatted(&expansion.to_string());
    for call in calls {
        let (one_line, lines) = call;
        text = text.replacen(&one_line, &lines, 1);
    }
    text
}

/// The bodies of the calls of templates: as one line, and with line breaks. `rustfmt` leaves the
/// bodies of macro calls alone.
fn template_calls(expansion: TokenStream) -> Vec<(String, String)> {
    let mut calls = Vec::new();
    let mut after_bang = false;
    for token in expansion {
        match token {
            TokenTree::Group(group) if after_bang && group.delimiter() == Delimiter::Brace => {
                let one_line = format!("{{ {} }}", group.stream());
                let lines = format!("{{{}\n}}", lines(group.stream(), 1));
                calls.push((one_line, lines));
            }
            other => {
                after_bang = matches!(&other, TokenTree::Punct(punct) if punct.as_char() == '!');
            }
        }
    }
    calls
}

/// The tokens of a template call, with a line for each list and for each item of a list.
fn lines(tokens: TokenStream, depth: usize) -> String {
    let indent = format!("\n{}", "    ".repeat(depth));
    let mut text = String::new();
    let mut line = TokenStream::new();
    let mut end = |line: &mut TokenStream, last: &str| {
        text.push_str(&indent);
        text.push_str(&line.to_string());
        text.push_str(last);
        *line = TokenStream::new();
    };
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let next_starts_item = match tokens.peek() {
            Some(TokenTree::Punct(punct)) => !matches!(punct.as_char(), ',' | ';' | '.'),
            Some(TokenTree::Literal(literal)) => !literal.to_string().starts_with('"'),
            _ => true,
        };
        let ends_line = match &token {
            TokenTree::Punct(punct) => punct.as_char() == ';',
            TokenTree::Literal(literal) => {
                depth > 1 && next_starts_item && literal.to_string().starts_with('"')
            }
            TokenTree::Group(group) => {
                let is_list = group.delimiter() == Delimiter::Bracket;
                let is_long = group.stream().into_iter().count() > 12;
                if is_list && is_long {
                    end(
                        &mut line,
                        &format!(" [{}{indent}]", lines(group.stream(), depth + 1)),
                    );
                    continue;
                }
                is_list && depth == 1 && next_starts_item
            }
            TokenTree::Ident(_) => false,
        };
        line.extend([token]);
        if ends_line {
            end(&mut line, "");
        }
    }
    if !line.is_empty() {
        end(&mut line, "");
    }
    text
}

fn formatted(code: &str) -> String {
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("rustfmt is a component of the pinned toolchain");
    let mut input = rustfmt.stdin.take().expect("the input is piped");
    input
        .write_all(code.as_bytes())
        .expect("rustfmt reads its input");
    drop(input);
    let output = rustfmt.wait_with_output().expect("rustfmt ends");
    assert!(output.status.success(), "the expansion is no Rust: {code}");
    String::from_utf8(output.stdout).expect("rustfmt writes text")
}

fn assert_expands_to(name: &str, expansion: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("expected")
        .join(name);
    if std::env::var_os("GRAPH_BLESS").is_some() {
        std::fs::write(&path, expansion).expect("the folder is there");
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        expected == expansion,
        "{name} has changed; run with GRAPH_BLESS=1 and review the difference"
    );
}

#[test]
fn an_entity_with_base_and_path() {
    let arguments = quote! {
        odata = "microsoft.graph.windows10CompliancePolicy",
        base = DeviceCompliancePolicy,
        path = "/deviceManagement/deviceCompliancePolicies/{deviceCompliancePolicyId}",
        permissions(delegated = ["DeviceManagementConfiguration.ReadWrite.All"]),
    };
    let item = quote! {
        /// A compliance policy for Windows 10.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Windows10CompliancePolicy {
            /// Whether a password is required.
            #[graph(default)]
            pub password_required: bool,
            /// The lowest version allowed.
            pub os_minimum_version: Option<String>,
            /// Counts the changes.
            #[graph(read_only)]
            pub version: Option<i32>,
            /// Where the policy applies.
            #[graph(navigation)]
            pub assignments: Vec<DeviceCompliancePolicyAssignment>,
        }
    };
    assert_expands_to("entity.rs", &expansion(Kind::Entity, &arguments, &item));
}

#[test]
fn a_complex_type() {
    let arguments = quote!(odata = "microsoft.graph.physicalAddress", tag = bare);
    let item = quote! {
        /// Where somebody lives.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct PhysicalAddress {
            /// The city.
            pub city: Option<String>,
            /// Since when.
            #[graph(name = "since", with = crate::date)]
            pub since_date: Option<Date>,
            /// What else is known.
            #[graph(additional)]
            pub more: BTreeMap<String, RawJson>,
        }
    };
    assert_expands_to("complex.rs", &expansion(Kind::Complex, &arguments, &item));
}

#[test]
fn a_union() {
    let item = quote! {
        /// Every target.
        #[derive(Clone, Debug, PartialEq)]
        pub enum AssignmentTarget {
            Base(DeviceAndAppManagementAssignmentTarget),
            Group(GroupAssignmentTarget),
            #[graph(unknown)]
            Unknown(UnknownObject),
        }
    };
    assert_expands_to("union.rs", &expansion(Kind::Union, &quote!(), &item));
}

#[test]
fn an_enumeration() {
    let arguments = quote!(odata = "microsoft.graph.taskStatus");
    let item = quote! {
        /// How far a task is.
        #[derive(Clone, Debug, PartialEq)]
        pub enum TaskStatus {
            NotStarted,
            #[graph(name = "done", value = 7)]
            Completed,
            #[graph(unknown)]
            Unknown(String),
        }
    };
    assert_expands_to(
        "enumeration.rs",
        &expansion(Kind::Enumeration, &arguments, &item),
    );
}

#[test]
fn an_enumeration_of_flags() {
    let arguments = quote!(odata = "microsoft.graph.weekdays", flags);
    let item = quote! {
        /// Days of the week.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Weekdays {
            Monday,
            Tuesday,
            #[graph(unknown)]
            Unknown(String),
        }
    };
    assert_expands_to("flags.rs", &expansion(Kind::Enumeration, &arguments, &item));
}
