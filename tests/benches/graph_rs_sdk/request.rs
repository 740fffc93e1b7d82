//! Builds the PATCH of one user with this crate and with graph-rs-sdk: method, URL, headers and
//! body. Nothing is sent.
//!
//! `cargo bench --manifest-path tests/benches/graph_rs_sdk/Cargo.toml`

use divan::{Bencher, black_box};
use graph_model::{Endpoint, graph_entity};
use graph_rs_sdk::GraphClient;

#[global_allocator]
static ALLOCATIONS: divan::AllocProfiler = divan::AllocProfiler::system();

const COUNTS: [usize; 3] = [1, 100, 10_000];
const ID: &str = "4214b716-b716-4214-16b7-144216b71442";
const TOKEN: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9";

fn main() {
    divan::main();
}

#[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId}")]
pub struct User {
    pub display_name: Option<String>,
}

#[divan::bench(args = COUNTS)]
fn graph_model(bencher: Bencher, count: usize) {
    bencher.bench(|| {
        let build = |_| {
            User::patch()
                .display_name(black_box("Adele"))
                .at(&UserPath {
                    user_id: black_box(ID),
                })
                .bearer(TOKEN)
                .build(&Endpoint::V1_0)
                .unwrap()
        };
        (0..count).map(build).collect::<Vec<_>>()
    });
}

#[derive(serde::Serialize)]
struct Body<'a> {
    #[serde(rename = "displayName")]
    display_name: &'a str,
}

/// The client is created once. The body is a struct of this benchmark, because graph-rs-sdk has
/// none. The result holds the URL and the body; graph-rs-sdk adds the method, the token and the
/// headers when it sends the request.
#[divan::bench(args = COUNTS)]
fn graph_rs_sdk_handler(bencher: Bencher, count: usize) {
    let client = GraphClient::new(TOKEN);
    bencher.bench_local(|| {
        let build = |_| {
            let body = Body {
                display_name: black_box("Adele"),
            };
            client.user(black_box(ID)).update_user(&body)
        };
        (0..count).map(build).collect::<Vec<_>>()
    });
}

/// Builds the whole request. The only way to get one without sending it is through a blocking
/// client, which is created anew each time.
#[divan::bench(args = [1, 100], sample_count = 10)]
fn graph_rs_sdk_blocking_request(bencher: Bencher, count: usize) {
    let client = GraphClient::new(TOKEN);
    bencher.bench_local(|| {
        let build = |_| {
            let body = Body {
                display_name: black_box("Adele"),
            };
            let handler = client
                .user(black_box(ID))
                .update_user(&body)
                .into_blocking();
            handler.build().unwrap().build().unwrap()
        };
        (0..count).map(build).collect::<Vec<_>>()
    });
}
