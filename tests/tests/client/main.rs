//! The client, its adapters, uploads and the test kit.

mod adapter;
mod azure;
mod batches;
mod credential;
mod long_running;
mod pages;
mod refusals;
mod reqwest_adapter;
mod retry;
mod saving;
mod scripts;
mod spans;
mod tower_adapter;
mod upload;
mod upload_session;
mod ureq_adapter;

use std::future::Future;

/// Runs a future with a timer and sockets.
fn run<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(future)
}
