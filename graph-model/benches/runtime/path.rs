//! Writes paths and reads them back.

use divan::{Bencher, black_box};
use graph_model::ResourcePath;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::COUNTS;
use crate::assignments::AssignmentPath;

const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');
const POLICY: &str = "4214b716-b716-4214-16b7-144216b71442";
const ASSIGNMENT: &str = "594ce11b e11b-594c-1be1-4c591be14c59";
const TEXT: &str = "/deviceManagement/deviceCompliancePolicies/4214b716-b716-4214-16b7-144216b71442/assignments/594ce11b%20e11b-594c-1be1-4c591be14c59";

fn times<T>(count: usize, work: impl Fn() -> T) -> Vec<T> {
    (0..count).map(|_| work()).collect()
}

#[divan::bench(args = COUNTS)]
fn format_typed(bencher: Bencher, count: usize) {
    bencher.bench(|| {
        times(count, || {
            let path = AssignmentPath {
                policy_id: black_box(POLICY),
                assignment_id: black_box(ASSIGNMENT),
            };
            path.to_text().unwrap()
        })
    });
}

/// Writes the path with encoded values, because they have to be encoded.
#[divan::bench(args = COUNTS)]
fn format_macro(bencher: Bencher, count: usize) {
    bencher.bench(|| {
        times(count, || {
            format!(
                "/deviceManagement/deviceCompliancePolicies/{}/assignments/{}",
                utf8_percent_encode(black_box(POLICY), SEGMENT),
                utf8_percent_encode(black_box(ASSIGNMENT), SEGMENT)
            )
        })
    });
}

#[divan::bench(args = COUNTS)]
fn parse_typed(bencher: Bencher, count: usize) {
    bencher.bench(|| times(count, || AssignmentPath::parse(black_box(TEXT)).unwrap()));
}

/// Splits the path at slashes and decodes the values. It ignores the host, the version, keys in
/// parentheses and letter case.
#[divan::bench(args = COUNTS)]
fn parse_by_splitting(bencher: Bencher, count: usize) {
    bencher.bench(|| {
        times(count, || {
            let segments: Vec<&str> = black_box(TEXT).split('/').collect();
            let value = |number: usize| {
                percent_decode_str(segments[number])
                    .decode_utf8()
                    .unwrap()
                    .into_owned()
            };
            [value(3), value(5)]
        })
    });
}
