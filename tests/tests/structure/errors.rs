//! Every error has its own message and leaves that of its cause to `source()`, so that a chain
//! prints each message once.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use std::{fs, io};

use graph_client::{Progress, TransportError, UploadError, WaitError};
use graph_csdl::{Extent, GenerateError, Generator, Metadata, Slice, ValueFeature, drift};
use graph_model::batch::BatchError;
use graph_model::edm::EdmType;
use graph_model::http::{FromResponse, RequestError, ResponseError, SendError};
use graph_model::path::{Endpoint, EndpointError, LinkError, PathError};
use graph_model::query::QueryError;
use graph_model::{Entity, Page, RequestBuilder, Updated};
use graph_model_tests::directory::GroupPath;
use graph_model_tests::{chain, sentences};
use http::Response;

type Transport = io::Error;

fn transport() -> Transport {
    io::Error::other("the network is down")
}

fn response_errors() -> Vec<ResponseError> {
    let of = |status: u16, body: &'static str| {
        let response = Response::builder().status(status).body(body).unwrap();
        Updated::<Entity>::from_response(response).unwrap_err()
    };
    let nothing = Entity::from_parts(http::StatusCode::OK, &http::HeaderMap::new(), b"");
    vec![
        of(
            404,
            r#"{"error":{"code":"NotFound","message":"nothing is there"}}"#,
        ),
        of(200, "{"),
        of(200, r#"{"id":1}"#),
        of(200, r#"{"id":"eyJhbGciOi.eyJ0.x","id":"2"}"#),
        nothing.unwrap_err(),
    ]
}

fn path_errors() -> Vec<PathError> {
    let placeholder = "userId";
    vec![
        PathError::EmptyValue { placeholder },
        PathError::DotSegment { placeholder },
        PathError::Undecodable { placeholder },
        PathError::NotAName {
            name: "me?$select=id",
        },
        PathError::OtherType {
            given: "microsoft.graph.group",
            expected: "microsoft.graph.user",
        },
        PathError::Mismatch {
            template: "/users/{userId}".to_owned(),
        },
    ]
}

fn endpoint_errors() -> Vec<EndpointError> {
    vec![
        EndpointError::NoScheme,
        EndpointError::NotAnAddress,
        EndpointError::QueryOrFragment,
        EndpointError::Credentials,
    ]
}

fn link_errors() -> Vec<LinkError> {
    let mut errors: Vec<LinkError> = endpoint_errors()
        .into_iter()
        .map(LinkError::Endpoint)
        .collect();
    let origin = "https://elsewhere.example".to_owned();
    errors.extend([
        LinkError::Foreign { origin },
        LinkError::NotALink,
        LinkError::Repeated,
    ]);
    errors
}

fn query_errors() -> Vec<QueryError> {
    let property = || "displayName".to_owned();
    vec![
        QueryError::NoValues {
            property: property(),
        },
        QueryError::Value {
            property: property(),
            reason: "key must be a string".to_owned(),
        },
        QueryError::Name { name: property() },
        QueryError::UnrelatedCast {
            to: "contoso.car",
            from: "contoso.boat",
        },
        QueryError::OutOfScope {
            property: property(),
        },
        QueryError::ThroughRelationship { path: property() },
        QueryError::Misplaced {
            option: "$select".to_owned(),
            with: "$count",
        },
        QueryError::Repeated { name: property() },
    ]
}

fn request_errors() -> Vec<RequestError> {
    let name = || "x-note".to_owned();
    let reason = || "key must be a string".to_owned();
    let mut errors = vec![
        RequestError::Token,
        RequestError::HeaderName,
        RequestError::Header { name: name() },
        RequestError::TooManyHeaders,
        RequestError::StreamAsValue {
            property: "content".to_owned(),
        },
        RequestError::RepeatedOption { name: name() },
        RequestError::OperationName { name: name() },
        RequestError::Value {
            property: name(),
            reason: reason(),
        },
        RequestError::Body { reason: reason() },
    ];
    errors.extend(path_errors().into_iter().map(RequestError::Path));
    errors.extend(endpoint_errors().into_iter().map(RequestError::Endpoint));
    errors.extend(link_errors().into_iter().map(RequestError::Link));
    errors.extend(query_errors().into_iter().map(RequestError::Query));
    errors
}

fn send_errors() -> Vec<SendError<Transport>> {
    let mut errors = vec![SendError::Transport(transport())];
    errors.extend(request_errors().into_iter().map(SendError::from));
    errors.extend(response_errors().into_iter().map(SendError::Response));
    errors
}

fn batch_errors() -> Vec<BatchError<Transport>> {
    let mut errors = vec![
        BatchError::Dependency,
        BatchError::Unanswered,
        BatchError::OtherBatch,
    ];
    errors.extend(request_errors().into_iter().map(BatchError::Request));
    errors.extend(response_errors().into_iter().map(BatchError::Response));
    errors.extend(
        send_errors()
            .into_iter()
            .map(Arc::new)
            .map(BatchError::Part),
    );
    errors
}

const METADATA: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:DataServices><Schema Namespace="contoso" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<ComplexType Name="point"><Property Name="x" Type="contoso.nothing"/></ComplexType>
</Schema></edmx:DataServices></edmx:Edmx>"#;

/// A file that is not Rust. It is written once, because tests run at the same time, and one must not
/// read the file while another writes it.
static BROKEN: LazyLock<PathBuf> = LazyLock::new(|| {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("broken.rs");
    fs::write(&file, "struct {").unwrap();
    file
});

fn metadata_errors() -> Vec<Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let nowhere = folder.join("nowhere.xml");
    let _ = fs::remove_file(&nowhere);
    let metadata = Metadata::from_xml(METADATA).unwrap();
    let generator = Generator::new(&metadata);
    let mut errors: Vec<Box<dyn Error>> = vec![
        Box::new(Metadata::from_file(&nowhere).unwrap_err()),
        Box::new(Metadata::from_xml("<a>").unwrap_err()),
        Box::new(drift(&metadata, &nowhere, Extent::Whole).unwrap_err()),
        Box::new(drift(&metadata, &BROKEN, Extent::Whole).unwrap_err()),
        Box::new(generator.types(["contoso.pont"]).to_source().unwrap_err()),
        Box::new("yaml".parse::<ValueFeature>().unwrap_err()),
    ];
    errors.push(Box::new(GenerateError::File {
        path: nowhere.clone(),
        error: transport(),
    }));
    let refusals = [
        "[types.\"contoso.point\"]\nomit = [\"z\"]",
        "[types.\"contoso.point\"]\nname = \"a b\"",
        "[types.\"contoso.point\"]\nrename = { x = \"a b\" }",
        "[operations.\"contoso.go\"]",
    ];
    for decisions in refusals {
        let slice = Slice::from_toml(decisions).unwrap();
        let refused = Generator::of_slice(&metadata, slice).to_source();
        errors.push(Box::new(refused.unwrap_err()));
    }
    errors.push(Box::new(
        Generator::new(&metadata).write(&BROKEN).unwrap_err(),
    ));
    let areas = Slice::from_toml("mostly_unused = true").unwrap();
    let in_no_package = Generator::of_slice(&metadata, areas).prepare(Path::new("/nowhere/models"));
    errors.push(Box::new(in_no_package.unwrap_err()));
    errors.push(Box::new(Slice::from_toml("depth = []").unwrap_err()));
    errors.push(Box::new(Slice::from_file(&nowhere).unwrap_err()));
    errors
}

fn client_errors() -> Vec<(&'static str, Box<dyn Error>)> {
    let transport_errors = || {
        [
            TransportError::Credential(Box::new(transport())),
            TransportError::Transport(Box::new(transport())),
            TransportError::Challenge {
                claims: None,
                source: Box::new(transport()),
            },
            TransportError::Url,
        ]
    };
    let refusal = || response_errors().remove(0);
    let request = || SendError::Response(refusal());
    let failed = Response::new(r#"{"status":"failed","errorCode":"nameAlreadyExists"}"#);
    let progress = Progress::from_response(failed).unwrap();
    let wait_errors = [
        WaitError::Request(request()),
        WaitError::Failed(Box::new(progress)),
        WaitError::NoMonitor,
        WaitError::Expired {
            waited: Duration::from_secs(7),
        },
    ];
    let upload_errors = [
        UploadError::Url,
        UploadError::Empty,
        UploadError::Gone { all_sent: false },
        UploadError::Gone { all_sent: true },
        UploadError::Refused(refusal()),
        UploadError::GaveUp {
            waited: Duration::from_secs(7),
            last: Some(Box::new(transport())),
        },
        UploadError::Request(request()),
        UploadError::Source(std::io::Error::other(transport())),
        UploadError::SourceEnded { length: 7 },
        UploadError::SourceLonger,
        UploadError::Status,
        UploadError::Rewound,
    ];
    let script = graph_client::testing::Script::new();
    let request = http::Request::new(Vec::new());
    let script_error = graph_client::blocking::Transport::send(&script, request).unwrap_err();
    let mut errors: Vec<(&'static str, Box<dyn Error>)> = vec![("ScriptError", script_error)];
    errors.extend(transport_errors().map(|error| ("TransportError", Box::new(error) as _)));
    errors.extend(wait_errors.map(|error| ("WaitError", Box::new(error) as _)));
    errors.extend(upload_errors.map(|error| ("UploadError", Box::new(error) as _)));
    errors
}

/// Returns every error of each type, with the name of the type.
fn all() -> Vec<(&'static str, Box<dyn Error>)> {
    fn named<E: Error + 'static>(
        name: &'static str,
        errors: Vec<E>,
    ) -> impl Iterator<Item = (&'static str, Box<dyn Error>)> {
        errors
            .into_iter()
            .map(move |error| (name, Box::new(error) as Box<dyn Error>))
    }
    let services = response_errors()
        .into_iter()
        .filter_map(|error| match error {
            ResponseError::Service(error) => Some(*error),
            _ => None,
        });
    let bodies = response_errors()
        .into_iter()
        .filter_map(|error| match error {
            ResponseError::Body { source, .. } => Some(source),
            _ => None,
        });
    let unknown_type = "Edm.Nothing".parse::<EdmType>().unwrap_err();
    named("PathError", path_errors())
        .chain(named("EndpointError", endpoint_errors()))
        .chain(named("LinkError", link_errors()))
        .chain(named("QueryError", query_errors()))
        .chain(named("RequestError", request_errors()))
        .chain(named("ResponseError", response_errors()))
        .chain(named("ServiceError", services.collect()))
        .chain(named("BodyError", bodies.collect()))
        .chain(named("SendError", send_errors()))
        .chain(named("BatchError", batch_errors()))
        .chain(named("UnknownEdmType", vec![unknown_type]))
        .chain(
            [
                "MetadataError",
                "MetadataError",
                "SourceError",
                "SourceError",
                "GenerateError",
                "UnknownFeature",
                "GenerateError",
                "GenerateError",
                "GenerateError",
                "GenerateError",
                "GenerateError",
                "GenerateError",
                "GenerateError",
                "SliceError",
                "SliceError",
            ]
            .into_iter()
            .zip(metadata_errors()),
        )
        .chain(client_errors())
        .collect()
}

#[test]
fn a_chain_of_causes_prints_each_message_once() {
    for (name, error) in all() {
        let sentences = sentences(&*error);
        for (position, sentence) in sentences.iter().enumerate() {
            assert!(!sentence.is_empty(), "{name}: {sentences:?}");
            for cause in &sentences[position + 1..] {
                assert!(
                    !sentence.contains(cause.as_str()) && !cause.contains(sentence.as_str()),
                    "{name} repeats a sentence: {sentences:?}"
                );
            }
        }
    }
}

#[test]
fn a_cause_is_part_of_the_chain() {
    let error = SendError::<Transport>::Request(RequestError::Path(PathError::EmptyValue {
        placeholder: "userId",
    }));
    assert_eq!(
        chain(&error),
        "the request could not be built: the path value `userId` is empty"
    );
    assert_eq!(
        chain(&BatchError::Part(Arc::new(SendError::Transport(
            transport()
        )))),
        "the part of the batch with this request failed: the request could not be sent: the network is down"
    );
    let unreadable = Response::new("{");
    let error = Page::<Entity>::from_response(unreadable).unwrap_err();
    assert_eq!(
        chain(&SendError::<Transport>::Response(error)),
        "200 OK, but the body cannot be read: EOF while parsing an object at line 1 column 1"
    );
}

#[test]
fn errors_start_in_lower_case_and_end_without_a_full_stop() {
    for (name, error) in all() {
        let text = error.to_string();
        // Services choose their own messages. Errors of source start with the name of a file.
        if matches!(name, "ServiceError" | "SourceError") || text.contains("nothing is there") {
            continue;
        }
        assert!(!text.ends_with('.'), "{text}");
        assert!(
            !text.starts_with(|c: char| c.is_uppercase()) || name == "BodyError",
            "{text}"
        );
    }
}

#[test]
fn no_error_repeats_a_token() {
    for (name, error) in all() {
        let chain = sentences(&*error).join(": ");
        assert!(
            !format!("{chain} {error:?}").contains("eyJ"),
            "{name}: {chain}"
        );
    }
}

/// Collects the types that implement `Error` in the source of a crate.
fn error_types(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            error_types(&path, found);
        } else {
            let text = fs::read_to_string(&path).unwrap_or_default();
            for line in text.lines().filter(|line| line.starts_with("impl")) {
                if let Some((head, name)) = line.split_once("Error for ")
                    && [" ", "error::", "Std"]
                        .iter()
                        .any(|end| head.ends_with(end))
                {
                    let end = name.find(['<', ' ']).unwrap_or(name.len());
                    found.insert(name[..end].to_owned());
                }
            }
        }
    }
}

#[test]
fn the_list_of_errors_is_complete() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = BTreeSet::new();
    error_types(&workspace.join("graph-model/src"), &mut found);
    error_types(&workspace.join("graph-model/csdl/src"), &mut found);
    error_types(&workspace.join("graph-model/client/src"), &mut found);
    // `Name` learns a name from `serde_json`, and never leaves its function.
    found.remove("Name");
    // `ReadError` becomes an error of the deserializer.
    found.remove("ReadError");
    // What `Refused` ends is read again by `serde_json`, whose error is returned.
    found.remove("Refused");
    let listed: BTreeSet<String> = all().into_iter().map(|(name, _)| name.to_owned()).collect();
    assert_eq!(found, listed);
}

#[test]
fn a_document_that_cannot_be_written_is_an_error_and_not_an_empty_body() {
    use std::collections::BTreeMap;

    let pairs = BTreeMap::from([((1, 2), 3)]);
    let request = RequestBuilder::<()>::action(&GroupPath { group_id: "4f" }, "tidy").json(&pairs);
    assert_eq!(
        request.build(&Endpoint::V1_0).unwrap_err(),
        RequestError::Body {
            reason: "key must be a string".to_owned()
        }
    );
}
