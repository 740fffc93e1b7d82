//! Measures the cost of reading, writing, patching and addressing, and compares it with
//! alternatives.
//!
//! `cargo bench -p graph-model --bench runtime` runs all groups, and `-- page` runs one group. Each
//! group does one job on the same bytes in several ways, with 1, 100 and 10,000 objects, so its
//! lines can be compared with each other. Each line has the time, and the number and size of
//! allocations. `-- instructions` counts the instructions per object of each line instead, and
//! `-- instructions page` those of one group.

mod assignments;
mod changes;
mod errors;
mod hierarchy;
mod instructions;
mod page;
mod patch;
mod path;
mod union;
mod unknown;

#[global_allocator]
static ALLOCATIONS: divan::AllocProfiler = divan::AllocProfiler::system();

/// The numbers of objects.
const COUNTS: [usize; 3] = [1, 100, 10_000];

fn main() {
    let mut arguments = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench");
    if arguments.next().as_deref() == Some("instructions") {
        instructions::report(&arguments.next().unwrap_or_default());
    } else {
        divan::main();
    }
}
