//! The guide: one page for each task. Every example on its pages is compiled, and those that need
//! no service are run.
//!
//! | Page | Content |
//! |---|---|
//! | [send requests](send) | build a client, send, page, batch, save |
//! | [common Graph tasks](tasks) | mail, users and groups, changes, with models of your own |
//! | [access tokens](tokens) | fixed tokens, credentials, Azure, claims challenges |
//! | [errors and retries](retries) | what failed, retry, timeouts, redirects, compression, middleware |
//! | [files: download and upload](files) | download, upload, resume, cancel |
//! | [wait for the service](wait) | long-running operations, and changes that are not visible yet |
//! | [logs and metrics](logs) | spans and path templates |
//! | [test without a service](testing) | a service in memory, scripted responses, faults |

#[doc = include_str!("guide/send.md")]
pub mod send {}

#[doc = include_str!("guide/tasks.md")]
pub mod tasks {}

#[doc = include_str!("guide/tokens.md")]
pub mod tokens {}

#[doc = include_str!("guide/retries.md")]
pub mod retries {}

#[doc = include_str!("guide/files.md")]
pub mod files {}

#[doc = include_str!("guide/wait.md")]
pub mod wait {}

#[doc = include_str!("guide/logs.md")]
pub mod logs {}

#[doc = include_str!("guide/testing.md")]
pub mod testing {}
