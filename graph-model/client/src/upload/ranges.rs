//! The ranges that a service expects next: `nextExpectedRanges`.

use std::ops::Range;

use serde_json::Value;

use crate::page::{is_page, without_mark};

/// The ranges that a service expects, as the body of a response names them.
pub(super) enum Expected {
    /// These ranges, in order. They do not overlap, and they end within the file.
    Ranges(Vec<Range<u64>>),
    /// The body names no ranges.
    Nothing,
    /// The body is not the status of an upload.
    Unreadable,
}

impl Expected {
    /// Reads the body of a response about a file of this size. `26-`, and Outlook's `26`, leave the
    /// end of a range open.
    pub(super) fn read(body: &[u8], size: u64) -> Self {
        let status: Option<Value> = serde_json::from_slice(without_mark(body)).ok();
        let status = status.unwrap_or_default();
        let Some(texts) = status.get("nextExpectedRanges") else {
            return if is_page(body) {
                Self::Unreadable
            } else {
                Self::Nothing
            };
        };
        let texts = texts.as_array().map(Vec::as_slice);
        let ranges = texts.and_then(|texts| {
            let ranges = texts.iter().map(|text| range(text.as_str()?, size));
            ranges.collect::<Option<Vec<_>>>()
        });
        ranges.map_or(Self::Unreadable, |ranges| Self::Ranges(in_order(ranges)))
    }
}

/// The ranges in order, without the bytes that a range before has.
fn in_order(mut ranges: Vec<Range<u64>>) -> Vec<Range<u64>> {
    ranges.retain(|range| !range.is_empty());
    ranges.sort_by_key(|range| range.start);
    let mut end = 0;
    for range in &mut ranges {
        range.start = range.start.max(end);
        end = end.max(range.end);
    }
    ranges.retain(|range| !range.is_empty());
    ranges
}

fn range(text: &str, size: u64) -> Option<Range<u64>> {
    let (start, last) = text.split_once('-').unwrap_or((text, ""));
    let start: u64 = start.trim().parse().ok()?;
    let end = match last.trim() {
        "" => size,
        last => last.parse::<u64>().ok()?.saturating_add(1),
    };
    Some(start..end.min(size))
}
