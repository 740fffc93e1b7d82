//! The time of one reading. Nothing counts allocations meanwhile, because counting makes each of
//! them slower, and so makes all readers look more alike.

use std::time::{Duration, Instant};

/// The time that one reader is measured for in one run.
const DURATION: Duration = Duration::from_millis(200);

/// A way to read a document from a buffer that it may overwrite.
pub(crate) type Read = fn(&mut [u8]);

/// The median time of one reading in nanoseconds, without the copy that it may overwrite.
pub(crate) fn median(read: Read, json: &[u8]) -> f64 {
    let mut buffer = json.to_vec();
    let mut times = Vec::new();
    let started = Instant::now();
    while started.elapsed() < DURATION || times.len() < 5 {
        buffer.copy_from_slice(json);
        let reading = Instant::now();
        read(&mut buffer);
        times.push(reading.elapsed().as_secs_f64() * 1e9);
    }
    let times = sorted(times);
    times[times.len() / 2]
}

/// The values from the least to the greatest.
pub(crate) fn sorted(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    values
}
