//! What reading, writing, patching and addressing cost, beside the ways one would do it otherwise.
//!
//! `cargo bench -p graph-model --bench runtime`; `-- page` runs one group. Each group does one job on the same bytes in
//! several ways, at 1, 100 and 10,000 objects, so that its lines are to be compared with each other: time, and the number
//! and size of allocations beside it.

mod assignments;
mod changes;
mod errors;
mod hierarchy;
mod page;
mod patch;
mod path;
mod union;
mod unknown;

#[global_allocator]
static ALLOCATIONS: divan::AllocProfiler = divan::AllocProfiler::system();

/// How many objects.
const COUNTS: [usize; 3] = [1, 100, 10_000];

fn main() {
    divan::main();
}
