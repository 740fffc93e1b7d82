//! `Edm.Duration`: a signed span of days, hours, minutes and seconds (OData ABNF, `durationValue`).

use std::fmt;

/// A span of time: its sign and its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub negative: bool,
    pub seconds: u64,
    pub nanoseconds: u32,
}

/// The seconds in each unit before the `T` and in each unit after it, largest first.
const DAYS: [(char, u64); 2] = [('W', 604_800), ('D', 86_400)];
const TIMES: [(char, u64); 3] = [('H', 3_600), ('M', 60), ('S', 1)];

impl Span {
    /// Parses a span such as `-P1DT9M9.9S`. Weeks are accepted too. Months and years do not have a
    /// fixed length, and are not part of the type.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (negative, text) = match text.strip_prefix('-') {
            Some(text) => (true, text),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let text = text.strip_prefix('P')?;
        let (days, times) = match text.split_once('T') {
            Some((_, "")) => return None,
            Some((days, times)) => (days, times),
            None => (text, ""),
        };
        if days.is_empty() && times.is_empty() {
            return None;
        }
        let days = Self::parts(days, &DAYS)?;
        let times = Self::parts(times, &TIMES)?;
        Some(Self {
            negative,
            seconds: days.0.checked_add(times.0)?,
            nanoseconds: days.1.checked_add(times.1)?,
        })
    }

    /// Adds up numbers with their units. Each unit may occur once, and the units must be in order.
    fn parts(mut text: &str, mut units: &[(char, u64)]) -> Option<(u64, u32)> {
        let (mut seconds, mut nanoseconds) = (0_u64, 0);
        while !text.is_empty() {
            let end = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
            let (number, rest) = text.split_at(end);
            let unit = rest.chars().next()?;
            let position = units.iter().position(|&(name, _)| name == unit)?;
            let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
            if unit != 'S' && number.contains('.') {
                return None;
            }
            seconds = whole
                .parse::<u64>()
                .ok()?
                .checked_mul(units[position].1)?
                .checked_add(seconds)?;
            nanoseconds = nanoseconds_of(fraction)?;
            units = &units[position + 1..];
            text = &rest[unit.len_utf8()..];
        }
        Some((seconds, nanoseconds))
    }
}

/// Returns the digits after the decimal point as billionths. Any further digits are cut off.
pub(crate) fn nanoseconds_of(fraction: &str) -> Option<u32> {
    if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits = &fraction[..fraction.len().min(9)];
    let digits: u32 = digits.parse().ok()?;
    Some(digits * 10_u32.pow(9 - u32::try_from(fraction.len().min(9)).ok()?))
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negative && (self.seconds > 0 || self.nanoseconds > 0) {
            f.write_str("-")?;
        }
        f.write_str("P")?;
        let mut rest = self.seconds;
        let days = rest / 86_400;
        rest %= 86_400;
        if days > 0 {
            write!(f, "{days}D")?;
        }
        if days > 0 && rest == 0 && self.nanoseconds == 0 {
            return Ok(());
        }
        f.write_str("T")?;
        let (hours, minutes, seconds) = (rest / 3_600, rest % 3_600 / 60, rest % 60);
        if hours > 0 {
            write!(f, "{hours}H")?;
        }
        if minutes > 0 {
            write!(f, "{minutes}M")?;
        }
        if self.nanoseconds > 0 {
            let fraction = format!("{:09}", self.nanoseconds);
            write!(f, "{seconds}.{}S", fraction.trim_end_matches('0'))
        } else if seconds > 0 || (hours == 0 && minutes == 0) {
            write!(f, "{seconds}S")
        } else {
            Ok(())
        }
    }
}
