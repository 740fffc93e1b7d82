//! The ranges that a service expects next: `nextExpectedRanges`.

use std::ops::Range;

use serde_json::Value;

/// The ranges in the status of a session of this size, or `None` if the body has none.
///
/// `26-` and Outlook's `26` leave the end open. Ranges outside the file are cut off.
pub(super) fn expected_in(body: &[u8], size: u64) -> Option<Vec<Range<u64>>> {
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    let status: Value = serde_json::from_slice(body).ok()?;
    let ranges: Option<Vec<Range<u64>>> = status["nextExpectedRanges"]
        .as_array()?
        .iter()
        .map(|text| range(text.as_str()?, size))
        .collect();
    let mut ranges = ranges?;
    ranges.retain(|range| !range.is_empty());
    ranges.sort_by_key(|range| range.start);
    // The same byte is never sent twice.
    let mut end = 0;
    for range in &mut ranges {
        range.start = range.start.max(end);
        end = end.max(range.end);
    }
    ranges.retain(|range| !range.is_empty());
    Some(ranges)
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
