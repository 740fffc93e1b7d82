//! Compares annotated source with metadata without compiling it: the meaning of a path, and parts
//! that the source does not show.

use std::fs;
use std::path::Path;

use graph_csdl::{Extent, Metadata, drift};

const METADATA: &str = r#"
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="microsoft.graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="entity">
        <Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
      </EntityType>
      <EntityType Name="user" BaseType="microsoft.graph.entity">
        <Property Name="span" Type="Edm.String"/>
      </EntityType>
    </Schema>
    <Schema Namespace="n" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="entity">
        <Key><PropertyRef Name="code"/></Key>
        <Property Name="code" Type="Edm.String" Nullable="false"/>
      </EntityType>
      <ComplexType Name="base"><Property Name="kind" Type="Edm.String"/></ComplexType>
      <ComplexType Name="derived" BaseType="n.base"><Property Name="size" Type="Edm.Int32"/></ComplexType>
      <ComplexType Name="duration"><Property Name="minutes" Type="Edm.Int32"/></ComplexType>
      <ComplexType Name="span"><Property Name="length" Type="Edm.Duration"/></ComplexType>
      <Action Name="stretch" IsBound="true">
        <Parameter Name="this" Type="n.span"/>
        <Parameter Name="minutes" Type="Edm.Int32"/>
        <ReturnType Type="n.span"/>
      </Action>
      <EnumType Name="level">
        <Member Name="low" Value="0"/><Member Name="middle" Value="1"/><Member Name="high" Value="2"/>
      </EnumType>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>"#;

/// Returns the differences in a folder with these files, without the path of the folder.
fn drifts(name: &str, files: &[(&str, &str)]) -> Vec<String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    for (file, text) in files {
        let file = folder.join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    let metadata = Metadata::from_xml(METADATA).unwrap();
    let (_, drifts) = drift(&metadata, &folder, Extent::Whole).unwrap();
    drifts
        .iter()
        .map(|drift| {
            let file = drift.file.strip_prefix(&folder).unwrap();
            format!("{}:{}: {}", file.display(), drift.line, drift.difference)
        })
        .collect()
}

const NONE: [&str; 0] = [];

#[test]
fn a_type_of_another_crate_is_not_mistaken_for_one_with_the_same_name() {
    let source = r#"
        pub mod n {
            #[graph_entity(odata = "n.entity", base = none)]
            pub struct Entity { #[graph(key)] pub code: String }
            #[graph_complex(odata = "n.duration")]
            pub struct Duration { pub minutes: Option<i32> }
        }
        use graph_model::Entity as Root;
        use jiff::SignedDuration;
        use time::Duration;

        #[graph_entity(odata = "microsoft.graph.user", base = ::graph_model::Entity)]
        pub struct User { pub span: Option<String> }
        #[graph_entity(odata = "microsoft.graph.user", base = Root)]
        pub struct SameUser { pub span: Option<String> }
        #[graph_complex(odata = "n.span")]
        pub struct Span { pub length: Option<Duration> }
        #[graph_complex(odata = "n.span")]
        pub struct SameSpan { pub length: Option<time::Duration> }
        pub mod inner {
            use super::*;
            #[graph_complex(odata = "n.span")]
            pub struct InnerSpan { pub length: Option<Duration> }
        }
        #[graph_complex(odata = "n.span")]
        pub struct Jiff { pub length: Option<SignedDuration> }
    "#;
    assert_eq!(drifts("other_crate", &[("lib.rs", source)]), NONE);
}

#[test]
fn a_path_is_followed_through_modules_and_imports() {
    let wrong = [
        "use crate::n::Duration;",
        "use crate::prelude::*;",
        "use crate::n::{self, Duration as Length};",
        "use super::n;",
        "",
    ];
    let types = [
        "Duration",
        "Duration",
        "Length",
        "n::Duration",
        "crate::n::Duration",
    ];
    for (import, ty) in wrong.into_iter().zip(types) {
        let span = format!(
            "{import}\n#[graph_complex(odata = \"n.span\")]\npub struct Span {{\n    pub length: Option<{ty}>,\n}}\n"
        );
        let files = [
            ("src/lib.rs", "pub mod n; pub mod prelude; pub mod span;"),
            (
                "src/prelude.rs",
                "pub use crate::n::*; pub use super::prelude::*;",
            ),
            (
                "src/n.rs",
                "#[graph_complex(odata = \"n.duration\")]\npub struct Duration { pub minutes: Option<i32> }",
            ),
            ("src/span.rs", span.as_str()),
        ];
        assert_eq!(
            drifts("imports", &files),
            ["src/span.rs:4: n.span/length: wrong type: it is `Edm.Duration`, not `n.duration`"],
            "{import}"
        );
    }
}

#[test]
fn a_path_that_leads_outside_the_files_means_the_only_type_with_that_name() {
    let types = r#"
        use crate::models::Duration;
        #[graph_complex(odata = "n.span")]
        pub struct Span { pub length: Option<Duration> }
    "#;
    let duration = r#"
        #[graph_complex(odata = "n.duration")]
        pub struct Duration { pub minutes: Option<i32> }
    "#;
    let files = [("n/span.rs", types), ("n/duration.rs", duration)];
    assert_eq!(
        drifts("part_of_a_crate", &files),
        ["n/span.rs:4: n.span/length: wrong type: it is `Edm.Duration`, not `n.duration`"]
    );
}

#[test]
fn circular_imports_and_endless_paths_end() {
    let circular = r#"
        pub mod a { pub use super::b::*; pub use super::b::Round; pub use c::c as c; }
        pub mod b { pub use super::a::*; pub use super::a::Round; }
        use b::*;
        #[graph_complex(odata = "n.span")]
        pub struct Span { pub length: Option<Round> }
    "#;
    let endless = format!(
        "#[graph_complex(odata = \"n.span\")] pub struct Span {{ pub length: Option<{}Duration> }}",
        "self::".repeat(20_000)
    );
    assert_eq!(
        drifts(
            "circular",
            &[("lib.rs", circular), ("endless.rs", &endless)]
        ),
        NONE
    );
}

#[test]
fn a_union_is_not_blamed_for_types_that_are_declared_elsewhere() {
    let source = r#"
        #[graph_complex(odata = "n.base")]
        pub struct Base { pub kind: Option<String> }
        #[graph_union]
        pub enum AnyBase { Base(Base), Derived(other::Derived), #[graph(unknown)] Unknown(UnknownObject) }
        #[graph_union(base = other::Base)]
        pub enum Elsewhere { Derived(other::Derived), #[graph(unknown)] Unknown(UnknownObject) }
        #[graph_union(base = graph_model::Entity)]
        pub enum Any { #[graph(unknown)] Unknown(UnknownObject) }
    "#;
    assert_eq!(
        drifts("unions", &[("lib.rs", source)]),
        [
            "lib.rs:9: microsoft.graph.entity: missing variant for `microsoft.graph.entity`",
            "lib.rs:9: microsoft.graph.entity: missing variant for `microsoft.graph.user`",
        ]
    );
}

#[test]
fn a_conditional_field_or_variant_is_neither_compared_nor_missing() {
    let source = r#"
        #[graph_complex(odata = "n.base")]
        pub struct Base {
            #[cfg(unix)]
            pub kind: Option<i32>,
            #[cfg(not(unix))]
            pub kind: Option<String>,
        }
        #[graph_complex(odata = "n.duration")]
        pub struct Duration {
            #[cfg_attr(unix, graph(name = "minutes"))]
            pub number: Option<i32>,
            #[cfg_attr(docsrs, doc(hidden))]
            pub hours: Option<i32>,
        }
        #[graph_enum(odata = "n.level")]
        pub enum Level { Low, #[cfg(unix)] Lower, Middle, High, #[graph(unknown)] Unknown(String) }
    "#;
    assert_eq!(
        drifts("conditions", &[("lib.rs", source)]),
        ["lib.rs:14: n.duration/hours: unknown property"]
    );
}

#[test]
fn a_string_holds_what_its_mark_says_whatever_reads_it() {
    let source = r#"
        #[graph_complex(odata = "n.span")]
        pub struct Span {
            #[graph(edm = TimeOfDay, with = minutes)]
            pub length: Option<u32>,
        }
        #[graph_complex(odata = "n.span")]
        pub struct Marked {
            #[graph(edm = Duration)]
            pub length: Option<String>,
        }
    "#;
    assert_eq!(
        drifts("marks", &[("lib.rs", source)]),
        ["lib.rs:5: n.span/length: wrong type: it is `Edm.Duration`, not `Edm.TimeOfDay`"]
    );
}

#[test]
fn an_operation_is_compared_at_its_lines() {
    let source = r#"
use graph_model::{graph_action, graph_complex};

#[graph_complex(odata = "n.span")]
pub struct Span {
    pub length: Option<String>,
}

#[graph_action(odata = "n.stretch", on = Span, returns = Span)]
pub struct Stretch {
    pub minutes: Option<i32>,
}

#[graph_action(odata = "n.stretch", on = Span)]
pub struct Stretched {
    pub minute: Option<String>,
}

#[graph_action(odata = "n.stretch", on = elsewhere::Span, returns = elsewhere::Span)]
pub struct Elsewhere {
    pub minutes: Option<i32>,
}
"#;
    assert_eq!(
        drifts("operations", &[("lib.rs", source)]),
        [
            "lib.rs:15: n.stretch: wrong result: it returns `n.span`",
            "lib.rs:16: n.stretch/minute: unknown parameter, did you mean `minutes`?",
        ]
    );
}
