//! Metadata documents that are refused: each gives a clear error, in bounded time and memory.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use graph_csdl::{Generator, Metadata};
use graph_model_tests::chain;

use crate::metadata::document;

fn error(text: &str) -> String {
    Metadata::from_xml(text).unwrap_err().to_string()
}

#[test]
fn input_that_is_not_a_metadata_document_is_refused_with_a_reason() {
    assert_eq!(error(""), "the metadata document is empty");
    assert_eq!(error(" \r\n"), "the metadata document is empty");
    let no_xml = "line 1: this is not XML; a service sends its metadata document at `$metadata`";
    assert_eq!(error("not found"), no_xml);
    assert_eq!(error(r#"{"error":{"code":"NotFound"}}"#), no_xml);
    assert_eq!(
        error("<!DOCTYPE html>\n<html><body>no</body></html>"),
        "line 2: the root is `<html>`, and that of a metadata document `<edmx:Edmx>`"
    );
    assert_eq!(
        error("<edmx:Edmx xmlns:edmx=\"x\"/>"),
        "the metadata document declares no schema"
    );
}

#[test]
fn a_mistake_is_reported_at_its_line() {
    for (schema, expected) in [
        (
            "<EntityType/>",
            "line 4: `<EntityType>` lacks its attribute `Name`",
        ),
        (
            "<ComplexType Name=\"a\">\n<Property Name=\"x\"/></ComplexType>",
            "line 5: `<Property>` lacks its attribute `Type`",
        ),
        (
            "<ComplexType Name=\"a\" OpenType=\"maybe\"/>",
            "line 4: `maybe` is not a value for `OpenType` of `<ComplexType>`",
        ),
        (
            "<EnumType Name=\"a\"><Member Name=\"x\" Value=\"one\"/></EnumType>",
            "line 4: `one` is not a value for `Value` of `<Member>`",
        ),
        (
            "<ComplexType Name=\"a\"/>\n\n<ComplexType Name=\"a\"/>",
            "line 6: `contoso.a` is declared twice",
        ),
        (
            "<ComplexType Name=\"a\" BaseType=\"self.b\"/>",
            "`contoso.a` extends `contoso.b`, which is not declared",
        ),
        (
            "<ComplexType Name=\"a\" BaseType=\"self.b\"/><EntityType Name=\"b\"/>",
            "`contoso.a` extends `contoso.b`, which is a type of another kind",
        ),
        (
            "<ComplexType Name=\"a\" BaseType=\"self.b\"/><ComplexType Name=\"b\" BaseType=\"self.a\"/>",
            "`contoso.a` extends itself",
        ),
        (
            "<ComplexType Name=\"b\"><Property Name=\"x\" Type=\"Edm.String\"/></ComplexType>\
             <ComplexType Name=\"a\" BaseType=\"self.b\"><Property Name=\"x\" Type=\"Edm.String\"/></ComplexType>",
            "`contoso.a/x` is declared twice",
        ),
        (
            "<ComplexType Name=\"&boom;\"/>",
            "line 4: the XML is broken: at 1..5: unrecognized entity `boom`",
        ),
        (
            "<ComplexType Name=\"a\"></EntityType>",
            "line 4: the XML is broken: ill-formed document: expected `</ComplexType>`, but `</EntityType>` was found",
        ),
    ] {
        assert_eq!(error(&document(schema)), expected, "{schema}");
    }
}

#[test]
fn a_document_cut_off_anywhere_is_an_error_and_not_a_panic() {
    let whole = document(
        "<EntityType Name=\"a\"><Key><PropertyRef Name=\"id\"/></Key>\
         <Property Name=\"id\" Type=\"Edm.String\" Nullable=\"false\"/></EntityType>\
         <EnumType Name=\"e\"><Member Name=\"x\"><Annotation Term=\"Org.OData.Core.V1.Description\">\
         <String>caf\u{e9} &amp; bar</String></Annotation></Member></EnumType>",
    );
    assert!(Metadata::from_xml(&whole).is_ok());
    for end in (0..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
        assert!(Metadata::from_xml(&whole[..end]).is_err(), "{end}");
    }
    let cut = error(&whole[..whole.len() / 2]);
    assert_eq!(
        cut,
        "line 4: the metadata document ends before its last element does"
    );
}

#[test]
fn a_file_that_is_missing_or_not_utf_8_is_an_error() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let missing = chain(&Metadata::from_file(folder.join("missing.xml")).unwrap_err());
    assert!(
        missing.contains("missing.xml: the metadata document cannot be read: "),
        "{missing}"
    );
    let file = folder.join("utf16.xml");
    fs::write(&file, b"<a>\n\xff\xfe</a>").unwrap();
    let error = Metadata::from_file(&file).unwrap_err();
    assert_eq!(error.line(), Some(2));
    assert_eq!(
        error.to_string(),
        format!(
            "{}: line 2: the metadata document is not in UTF-8",
            file.display()
        )
    );
}

const FIFTY_MEGABYTES: usize = 50 << 20;

#[test]
fn fifty_megabytes_of_types_are_read_and_generated() {
    let mut schema = String::new();
    let mut types = 0;
    while schema.len() < FIFTY_MEGABYTES {
        // Every tenth type is a base, and the nine after it derive from it.
        let base = match types % 10 {
            0 => String::new(),
            digit => format!(" BaseType=\"self.type{}\"", types - digit),
        };
        write!(schema, "<ComplexType Name=\"type{types}\"{base}>").unwrap();
        for property in 0..200 {
            write!(
                schema,
                "<Property Name=\"p{types}x{property}\" Type=\"Edm.String\" Nullable=\"false\"/>"
            )
            .unwrap();
        }
        schema.push_str("</ComplexType>\n");
        types += 1;
    }
    let metadata = Metadata::from_xml(&document(&schema)).unwrap();
    assert_eq!(metadata.complex_types().count(), types);
    let source = Generator::new(&metadata).to_source().unwrap();
    assert_eq!(source.matches("\npub struct ").count(), types);
}

#[test]
fn fifty_megabytes_of_nesting_or_of_one_string_are_refused() {
    let nested = "<a>".repeat(FIFTY_MEGABYTES / 3);
    assert_eq!(
        error(&document(&nested)),
        "line 4: the elements are nested more than 64 deep"
    );
    let long = "x".repeat(FIFTY_MEGABYTES);
    assert_eq!(
        error(&long),
        "line 1: this is not XML; a service sends its metadata document at `$metadata`"
    );
    let unclosed = format!("<edmx:Edmx Version=\"{long}");
    assert_eq!(
        error(&unclosed),
        "line 1: the metadata document ends before its last element does"
    );
}

#[test]
fn a_chain_of_base_types_that_is_too_long_is_refused() {
    let mut chain = String::new();
    for n in 0..100 {
        write!(
            chain,
            "<ComplexType Name=\"t{n}\" BaseType=\"self.t{}\"/>",
            n + 1
        )
        .unwrap();
    }
    let text = document(&format!("{chain}<ComplexType Name=\"t100\"/>"));
    assert_eq!(error(&text), "`contoso.t0` has more than 64 base types");
}

#[test]
fn a_document_of_another_version_is_refused_in_one_sentence() {
    let of_version =
        |version: &str| document("").replace("Version=\"4.0\"", &format!("Version=\"{version}\""));
    for version in ["1.0", "2.0", "3.0"] {
        assert_eq!(
            error(&of_version(version)),
            format!(
                "line 1: this is a document of OData 2 or 3 (`{version}`), and only documents of OData 4 can be read"
            )
        );
    }
    assert_eq!(
        error(&of_version("5.0")),
        "line 1: this is a document of version `5.0`, and only documents of OData 4 can be read"
    );
    for version in ["4.0", "4.01"] {
        Metadata::from_xml(&of_version(version)).unwrap();
    }
    // The namespaces tell as well.
    let old = "http://schemas.microsoft.com/ado/2007/06/edmx";
    let in_root = document("").replace("http://docs.oasis-open.org/odata/ns/edmx", old);
    let refused = |line: usize, namespace: &str| {
        format!(
            "line {line}: this is a document of OData 2 or 3 (`{namespace}`), and only documents of OData 4 can be read"
        )
    };
    assert_eq!(error(&in_root), refused(1, old));
    let old = "http://schemas.microsoft.com/ado/2009/11/edm";
    let in_schema = document("").replace(
        "http://docs.oasis-open.org/odata/ns/edm\"",
        &format!("{old}\""),
    );
    let in_schema = in_schema.replace("Edmx Version=\"4.0\"", "Edmx");
    assert_eq!(
        error(&in_schema.replace(&format!("xmlns:edmx=\"{old}\""), "xmlns:edmx=\"x\"")),
        refused(3, old)
    );
}
