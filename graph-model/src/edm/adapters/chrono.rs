//! The types of chrono.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, Utc};
use serde::Deserializer;
use serde::de::Error as _;

use super::text;
use crate::description::{EdmType, queryable_values};
use crate::edm::property::Property;

queryable_values!(DateTime<FixedOffset>, DateTime<Utc>, NaiveDate, NaiveTime);

impl Property for DateTime<FixedOffset> {
    const EDM_TYPE: EdmType = EdmType::DateTimeOffset;
    const READS_TEXT: bool = false;

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text::read(deserializer, "a time with or without an offset", |text| {
            DateTime::parse_from_rfc3339(&text::with_offset(text)).ok()
        })
    }

    fn is_same(&self, other: &Self) -> bool {
        self == other && self.offset() == other.offset()
    }
}

impl Property for DateTime<Utc> {
    const EDM_TYPE: EdmType = EdmType::DateTimeOffset;
    const READS_TEXT: bool = false;

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let time = <DateTime<FixedOffset> as Property>::read(deserializer)?.to_utc();
        // The offset can lead to the year 10000, which OData cannot write.
        if time.year() > 9999 {
            let end = DateTime::parse_from_rfc3339(text::END_OF_CALENDAR);
            return end.map(|end| end.to_utc()).map_err(D::Error::custom);
        }
        Ok(time)
    }

    fn is_same(&self, other: &Self) -> bool {
        self == other
    }
}

impl Property for NaiveDate {
    const EDM_TYPE: EdmType = EdmType::Date;
    const READS_TEXT: bool = false;

    fn is_same(&self, other: &Self) -> bool {
        self == other
    }
}

impl Property for NaiveTime {
    const EDM_TYPE: EdmType = EdmType::TimeOfDay;
    const READS_TEXT: bool = false;

    fn is_same(&self, other: &Self) -> bool {
        self == other
    }
}

/// `Edm.Duration` as a [`chrono::TimeDelta`], which does not have a serde impl.
///
/// ```
/// use chrono::TimeDelta;
/// use graph_model::graph_complex;
///
/// #[graph_complex(odata = "microsoft.graph.attendance", tag = none)]
/// #[derive(Clone, Debug, PartialEq)]
/// pub struct Attendance {
///     #[graph(with = graph_model::edm::chrono_duration)]
///     pub length: TimeDelta,
///     #[graph(with = graph_model::edm::chrono_duration::option)]
///     pub early: Option<TimeDelta>,
/// }
///
/// let attendance: Attendance = serde_json::from_str(r#"{"length":"P1DT30M","early":"-PT9M9.9S"}"#)?;
/// assert_eq!(attendance.length, TimeDelta::minutes(24 * 60 + 30));
/// assert_eq!(attendance.early, Some(TimeDelta::milliseconds(-549_900)));
/// assert_eq!(serde_json::to_string(&attendance)?, r#"{"length":"P1DT30M","early":"-PT9M9.9S"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub mod chrono_duration {
    use chrono::TimeDelta;
    use serde::{Deserializer, Serializer};

    use crate::edm::adapters::duration::Span;
    use crate::edm::adapters::text;

    /// Writes the duration.
    ///
    /// # Errors
    ///
    /// Returns the errors of the serializer.
    pub fn serialize<S: Serializer>(value: &TimeDelta, serializer: S) -> Result<S::Ok, S::Error> {
        let length = value.abs();
        serializer.collect_str(&Span {
            negative: *value < TimeDelta::zero(),
            seconds: length.num_seconds().unsigned_abs(),
            nanoseconds: length.subsec_nanos().unsigned_abs(),
        })
    }

    /// Reads a duration.
    ///
    /// # Errors
    ///
    /// Returns an error if the string is not a duration, or if it is longer than a `TimeDelta` can
    /// be.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<TimeDelta, D::Error> {
        text::read(deserializer, "a duration such as `-PT9M9.9S`", |text| {
            let span = Span::parse(text)?;
            let length = TimeDelta::new(i64::try_from(span.seconds).ok()?, span.nanoseconds)?;
            Some(if span.negative { -length } else { length })
        })
    }

    /// The same functions, for a duration that may be null.
    pub mod option {
        use std::fmt;

        use chrono::TimeDelta;
        use serde::de::{Error, Visitor};
        use serde::{Deserializer, Serializer};

        /// Writes the duration, or null.
        ///
        /// # Errors
        ///
        /// Returns the errors of the serializer.
        #[allow(
            clippy::ref_option,
            reason = "serde passes a reference to the whole `Option`"
        )]
        pub fn serialize<S: Serializer>(
            value: &Option<TimeDelta>,
            serializer: S,
        ) -> Result<S::Ok, S::Error> {
            match value {
                Some(value) => super::serialize(value, serializer),
                None => serializer.serialize_none(),
            }
        }

        /// Reads a duration, or null.
        ///
        /// # Errors
        ///
        /// Returns an error if the string is not a duration, or if it is longer than a `TimeDelta`
        /// can be.
        pub fn deserialize<'de, D: Deserializer<'de>>(
            deserializer: D,
        ) -> Result<Option<TimeDelta>, D::Error> {
            struct NullOrDuration;

            impl<'de> Visitor<'de> for NullOrDuration {
                type Value = Option<TimeDelta>;

                fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str("a duration or null")
                }

                fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
                    Ok(None)
                }

                fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
                    Ok(None)
                }

                fn visit_some<D: Deserializer<'de>>(
                    self,
                    value: D,
                ) -> Result<Self::Value, D::Error> {
                    super::deserialize(value).map(Some)
                }
            }

            deserializer.deserialize_option(NullOrDuration)
        }
    }
}
