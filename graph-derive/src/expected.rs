//! The expansions of one type of each kind, kept as formatted files and compared.
//!
//! People read the generated code: in an editor, in an error, in a review. A change to it shows up
//! as a change to these files. `GRAPH_BLESS=1 cargo test -p graph-derive` rewrites them.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use graph_syntax::Kind;
use proc_macro2::TokenStream;
use quote::quote;

use crate::{attribute, expand};

/// The code that the attribute and the derive generate for an item.
fn expansion(kind: Kind, arguments: &TokenStream, item: &TokenStream) -> String {
    let handed_on = attribute::expand(kind, arguments, item);
    let input = syn::parse2(handed_on.clone()).expect("the attribute hands on the item alone");
    let code = expand::derive(&input);
    formatted(&quote!(#handed_on #code).to_string())
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
