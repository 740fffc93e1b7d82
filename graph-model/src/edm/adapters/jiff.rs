//! The types of jiff.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserializer, Serializer};

use super::duration::Span;
use super::text;
use crate::description::{EdmType, queryable_values};
use crate::edm::property::Property;

queryable_values!(Timestamp, DateTime, Date, Time, SignedDuration);

/// The last day of the year 9999 is later than `Timestamp::MAX`. Services use its end for "never",
/// so it is read as `Timestamp::MAX`, and `Timestamp::MAX` is written as that end.
impl Property for Timestamp {
    const EDM_TYPE: EdmType = EdmType::DateTimeOffset;
    const READS_TEXT: bool = false;

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text::read(
            deserializer,
            "a time from -9999-01-02 to 9999-12-30",
            |text| {
                let parse = |text: &str| text.parse().ok();
                let time = text::with_offset(text);
                let is_end = || text::is_end_of_calendar::<Self>(&time, parse);
                parse(&time).or_else(|| is_end().then_some(Self::MAX))
            },
        )
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if *self == Self::MAX {
            serializer.serialize_str(text::END_OF_CALENDAR)
        } else {
            serializer.collect_str(self)
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        self == other
    }
}

/// A time in UTC, without the limits of `Timestamp`.
impl Property for DateTime {
    const EDM_TYPE: EdmType = EdmType::DateTimeOffset;
    const READS_TEXT: bool = false;

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text::read(deserializer, "a time with or without an offset", |text| {
            let time = text.split_once(['T', 't'])?.1;
            if time.contains('[') {
                return None;
            }
            // If the offset is zero, the time is kept as it is, because a timestamp cannot hold all
            // such times.
            let utc = ["Z", "z", "+00:00", "-00:00"];
            let local = utc.into_iter().find_map(|offset| time.strip_suffix(offset));
            let local = local.unwrap_or(time);
            if local.contains(['Z', 'z', '+', '-']) {
                let parse = |text: &str| text.parse().ok();
                if let Some(time) = parse(text) {
                    return Some(TimeZone::UTC.to_datetime(time));
                }
                let is_end = text::is_end_of_calendar::<Timestamp>(text, parse);
                let end = text::END_OF_CALENDAR.trim_end_matches('Z');
                return end.parse().ok().filter(|_| is_end);
            }
            text[..text.len() - (time.len() - local.len())].parse().ok()
        })
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{self}Z"))
    }

    fn is_same(&self, other: &Self) -> bool {
        self == other
    }
}

impl Property for Date {
    const EDM_TYPE: EdmType = EdmType::Date;
    const READS_TEXT: bool = false;

    fn is_same(&self, other: &Self) -> bool {
        self == other
    }
}

impl Property for Time {
    const EDM_TYPE: EdmType = EdmType::TimeOfDay;
    const READS_TEXT: bool = false;

    fn is_same(&self, other: &Self) -> bool {
        self == other
    }
}

impl Property for SignedDuration {
    const EDM_TYPE: EdmType = EdmType::Duration;
    const READS_TEXT: bool = false;

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text::read(deserializer, "a duration such as `-PT9M9.9S`", |text| {
            let span = Span::parse(text)?;
            let seconds = i64::try_from(span.seconds).ok()?;
            let nanoseconds = i32::try_from(span.nanoseconds).ok()?;
            let length = Self::new(seconds, nanoseconds);
            Some(if span.negative { -length } else { length })
        })
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&Span {
            negative: self.is_negative(),
            seconds: self.as_secs().unsigned_abs(),
            nanoseconds: self.subsec_nanos().unsigned_abs(),
        })
    }

    fn is_same(&self, other: &Self) -> bool {
        self == other
    }
}
