//! The types of time, whose own serde impls write numbers rather than OData's strings.

use serde::ser::Error as _;
use serde::{Deserializer, Serializer};
use time::format_description::well_known::Rfc3339;
use time::{Date, Duration, Month, OffsetDateTime, Time};

use super::duration::{Span, nanoseconds_of};
use super::text;
use crate::description::{EdmType, queryable_values};
use crate::edm::property::Property;

queryable_values!(OffsetDateTime, Date, Time, Duration);

impl Property for OffsetDateTime {
    const EDM_TYPE: EdmType = EdmType::DateTimeOffset;
    const READS_TEXT: bool = false;

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text::read(deserializer, "a time with or without an offset", |text| {
            let parse = |text: &str| Self::parse(text, &Rfc3339).ok();
            let time = text::with_offset(text);
            // Some of these times are in the year 10000 in UTC, which the type cannot hold.
            let is_end = || text::is_end_of_calendar(&time, parse);
            parse(&time).or_else(|| is_end().then(|| parse(text::END_OF_CALENDAR))?)
        })
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.format(&Rfc3339).map_err(S::Error::custom)?;
        serializer.serialize_str(&text)
    }

    fn is_same(&self, other: &Self) -> bool {
        self == other && self.offset() == other.offset()
    }
}

impl Property for Date {
    const EDM_TYPE: EdmType = EdmType::Date;
    const READS_TEXT: bool = false;

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text::read(deserializer, "a date such as `2026-01-31`", |text| {
            let (negative, text) = match text.strip_prefix('-') {
                Some(text) => (true, text),
                None => (false, text),
            };
            let (rest, day) = text.rsplit_once('-')?;
            let (year, month) = rest.rsplit_once('-')?;
            let year: i32 = text::digits(year, 4)?;
            let month = Month::try_from(text::digits::<u8>(month, 2)?).ok()?;
            let year = if negative { -year } else { year };
            Self::from_calendar_date(year, month, text::digits(day, 2)?).ok()
        })
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (year, month, day) = self.to_calendar_date();
        let sign = if year < 0 { "-" } else { "" };
        let (year, month) = (year.unsigned_abs(), u8::from(month));
        serializer.collect_str(&format_args!("{sign}{year:04}-{month:02}-{day:02}"))
    }

    fn is_same(&self, other: &Self) -> bool {
        self == other
    }
}

impl Property for Time {
    const EDM_TYPE: EdmType = EdmType::TimeOfDay;
    const READS_TEXT: bool = false;

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text::read(deserializer, "a time of day such as `09:30:00`", |text| {
            let (hour, rest) = text.split_once(':')?;
            let (minute, rest) = rest.split_once(':').unwrap_or((rest, "00"));
            let (second, fraction) = rest.split_once('.').unwrap_or((rest, "0"));
            let nanosecond = nanoseconds_of(fraction)?;
            let (hour, minute) = (text::digits(hour, 2)?, text::digits(minute, 2)?);
            Self::from_hms_nano(hour, minute, text::digits(second, 2)?, nanosecond).ok()
        })
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (hour, minute, second, nanosecond) = self.as_hms_nano();
        let fraction = format!(".{nanosecond:09}");
        let fraction = fraction.trim_end_matches('0').trim_end_matches('.');
        serializer.collect_str(&format_args!("{hour:02}:{minute:02}:{second:02}{fraction}"))
    }

    fn is_same(&self, other: &Self) -> bool {
        self == other
    }
}

impl Property for Duration {
    const EDM_TYPE: EdmType = EdmType::Duration;
    const READS_TEXT: bool = false;

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text::read(deserializer, "a duration such as `-PT9M9.9S`", |text| {
            let span = Span::parse(text)?;
            let nanoseconds = i32::try_from(span.nanoseconds).ok()?;
            let length = Self::new(i64::try_from(span.seconds).ok()?, nanoseconds);
            Some(if span.negative { -length } else { length })
        })
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&Span {
            negative: self.is_negative(),
            seconds: self.whole_seconds().unsigned_abs(),
            nanoseconds: self.subsec_nanoseconds().unsigned_abs(),
        })
    }

    fn is_same(&self, other: &Self) -> bool {
        self == other
    }
}
