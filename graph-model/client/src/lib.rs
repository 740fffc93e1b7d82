//! A client for Microsoft Graph and other OData services.
//!
//! [`graph_model`] models types, builds requests and reads responses, without network code. This
//! crate adds the network code: a [`Client`] holds the endpoint, the credential and the transport,
//! and sends any request.
//!
//! ```
//! use graph_client::blocking::Client;
//! use graph_model::{Endpoint, graph_entity};
//!
//! #[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
//! pub struct Group {
//!     pub display_name: Option<String>,
//! }
//!
//! # fn transport(_: http::Request<Vec<u8>>) -> Result<http::Response<Vec<u8>>, std::io::Error> {
//! #     Ok(http::Response::new(br#"{"value":[{"id":"4f","displayName":"Pilots"}]}"#.to_vec()))
//! # }
//! let client = Client::new(Endpoint::V1_0, transport).with_token("eyJ0eXAi");
//! for group in client.items(Group::list().at(&GroupCollectionPath)) {
//!     assert_eq!(group?.display_name.as_deref(), Some("Pilots"));
//! }
//! # Ok::<(), graph_client::Error>(())
//! ```
//!
//! | To | see |
//! |---|---|
//! | send requests with an asynchronous client, or with a blocking one | [`Client`], [`blocking::Client`] |
//! | use an HTTP client | [`Transport`], [`blocking::Transport`], and the features `reqwest`, `ureq` and `tower` |
//! | obtain tokens | [`Credential`], [`blocking::Credential`], and the feature `azure` |
//! | try again when the service is busy | [`RetryPolicy`], [`Retry`] |
//! | upload a large file | [`Upload`], [`Client::upload`] |
//! | wait for a long-running operation, or for a change to be visible | [`Waiting`], [`Client::complete`], [`Client::until`] |
//! | log or measure requests | [`Resource`], and the feature `tracing` |
//! | test without a service | the module `testing`, with the feature of that name |
//!
//! # Features
//!
//! No feature is on by default, and without features there is neither a runtime, nor TLS, nor an
//! HTTP client among the dependencies.
//!
//! | Feature | |
//! |---|---|
//! | `reqwest` | `reqwest::Client` is a [`Transport`] |
//! | `ureq` | `ureq::Agent` is a [`blocking::Transport`] |
//! | `tower` | a `tower` service is a [`Transport`], and any transport is a service, for `tower`'s middleware |
//! | `azure` | the credentials of `azure_identity` |
//! | `tracing` | a span for each request |
//! | `testing` | scripted responses, and a service in memory |

#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

// The layers, lowest first: page, progress, error, transport, credential, resource, waiting,
// upload, throttled, sending, watch, the two clients, retry, transports, testing. A module imports
// only from lower layers; `retry` and `transports` serve the transports of both clients.
#[cfg(feature = "azure")]
mod azure;
pub mod blocking;
mod client;
mod credential;
mod error;
#[cfg(all(
    any(doc, doctest),
    feature = "azure",
    feature = "reqwest",
    feature = "testing",
    feature = "tower",
    feature = "tracing",
    feature = "ureq"
))]
pub mod guide;
mod page;
mod pages;
mod progress;
mod resource;
mod retry;
mod sending;
#[cfg(feature = "testing")]
pub mod testing;
mod throttled;
#[cfg(feature = "tracing")]
mod trace;
mod transport;
mod transports;
mod upload;
mod waiting;
mod watch;

#[cfg(feature = "azure")]
pub use azure::{AzureCredential, Claims};
pub use client::{Client, Sending};
pub use credential::{AccessToken, Credential, TokenRequest};
pub use error::{BoxError, Error, TransportError, WaitError};
pub use graph_model;
pub use pages::{Items, Pages};
pub use progress::{Progress, ProgressStatus};
pub use resource::Resource;
pub use retry::{Retry, RetryPolicy};
pub use transport::{BoxFuture, Transport};
#[cfg(feature = "tower")]
pub use transports::tower::{ServiceTransport, TransportService};
pub use upload::{Upload, UploadError, UploadSource, UploadStep};
pub use waiting::{Sleep, Waiting};

#[cfg(all(
    doctest,
    feature = "azure",
    feature = "reqwest",
    feature = "testing",
    feature = "tower",
    feature = "tracing",
    feature = "ureq"
))]
#[doc = include_str!("../README.md")]
mod readme {}
