//! The client, for code without `async`.
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
//! #     Ok(http::Response::new(br#"{"id":"4f","displayName":"Pilots"}"#.to_vec()))
//! # }
//! let client = Client::new(Endpoint::V1_0, transport).with_token("eyJ0eXAi");
//! let group = client.send(Group::get().at(&GroupPath { group_id: "4f" }))?;
//! assert_eq!(group.display_name.as_deref(), Some("Pilots"));
//! # Ok::<(), graph_client::Error>(())
//! ```

mod client;
mod credential;
mod transport;
mod waiting;

pub use client::{Client, Items, Pages};
pub use credential::Credential;
pub use transport::Transport;
pub use waiting::Waiting;
