//! Dates as spreadsheets store them: days since an epoch, the time of day behind the point; or as
//! ISO 8601 text.

use jiff::civil::{Date, DateTime, Time};

#[cfg(feature = "legacy")]
use crate::table::{Cell, moment};

/// The last serial of year 9999 where days are counted from 1900 on.
const LAST: f64 = 2_958_465.0;
/// Days between the two epochs.
const EPOCHS: i64 = 1_462;
/// The 1900-02-29 that spreadsheets count and that never was.
const NEVER: i64 = 60;
/// 1970-01-01.
const UNIX: i64 = 25_569;
const DAY: f64 = 86_400.0;
/// 10000-01-01 in seconds since 1970-01-01.
const YEAR_10000: i64 = 253_402_300_800;

/// A number that its format shows as a date: the date to the second (milliseconds are cut off
/// once rounding has carried). Times of day (a serial below 1), the day that never was and
/// serials beyond year 9999 stay numbers.
#[cfg(feature = "legacy")]
pub(super) fn cell(number: f64, from_1904: bool) -> Cell<'static> {
    civil(number, from_1904).map_or(Cell::Number(number), Cell::Date)
}

#[cfg(feature = "legacy")]
fn civil(number: f64, from_1904: bool) -> Option<DateTime> {
    seconds(number, from_1904).and_then(moment::civil)
}

/// The date of a number that its format shows as one, in seconds since 1970-01-01; nothing where
/// it stays a number.
pub(super) fn seconds(number: f64, from_1904: bool) -> Option<i64> {
    // Counted from 1904 on, the first day is 0, not 1.
    let first_day = from_1904 && number == 0.0;
    if !first_day && !(1.0..LAST + 1.0).contains(&number) {
        return None;
    }
    let mut day = number as i64;
    let of_day = (number - day as f64) * DAY;
    let mut second = of_day as i64;
    if (of_day - second as f64) * 1000.0 >= 999.5 {
        second += 1;
    }
    if second >= DAY as i64 {
        (day, second) = (day + 1, 0);
    }
    // Up to the day that never was, serials run one day ahead.
    let day = match (from_1904, day) {
        (true, _) => day + EPOCHS,
        (false, NEVER) => return None,
        (false, ..NEVER) => day + 1,
        (false, _) => day,
    };
    let seconds = (day - UNIX) * DAY as i64 + second;
    (seconds < YEAR_10000).then_some(seconds)
}

/// `2026-06-30`, `2026-06-30T12:30`, `2026-06-30 12:30:15.25`, with or without a `Z` at the end.
pub(super) fn iso(text: &str) -> Option<DateTime> {
    let text = text.strip_suffix('Z').unwrap_or(text);
    let (date, time) = text.split_at_checked(10)?;
    let date = Date::new(
        number(date, 0, 4, "")?,
        number(date, 4, 2, "-")?,
        number(date, 7, 2, "-")?,
    );
    Some(date.ok()?.to_datetime(iso_time(time)?))
}

fn iso_time(text: &str) -> Option<Time> {
    if text.is_empty() {
        return Some(Time::midnight());
    }
    let second = match text.get(6..).unwrap_or("") {
        "" => 0,
        rest => {
            let fraction = rest.get(3..).unwrap_or("");
            let digits = fraction.strip_prefix('.').unwrap_or("0");
            let sound = fraction.is_empty() || rest.as_bytes().get(3) == Some(&b'.');
            if !sound || digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            number(rest, 0, 2, ":")?
        }
    };
    let hour = number(text, 0, 2, "T").or_else(|| number(text, 0, 2, " "))?;
    Time::new(hour, number(text, 3, 2, ":")?, second, 0).ok()
}

/// The number of `digits` digits that follows `mark` at a place.
fn number<N: TryFrom<u16>>(text: &str, at: usize, digits: usize, mark: &str) -> Option<N> {
    let text = text.get(at..)?.strip_prefix(mark)?.get(..digits)?;
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    N::try_from(text.parse::<u16>().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(number: f64, from_1904: bool) -> Option<String> {
        civil(number, from_1904).map(|d| d.to_string())
    }

    #[test]
    fn serials_as_the_specification_gives_them() {
        // ECMA-376 part 1, 18.17.4.1, and both sides of the day that never was.
        for (number, expected) in [
            (1.0, Some("1900-01-01T00:00:00")),
            (59.0, Some("1900-02-28T00:00:00")),
            (60.0, None),
            (60.5, None),
            (61.0, Some("1900-03-01T00:00:00")),
            (3_687.400_702_546_3, Some("1910-02-03T09:37:00")),
            (2_958_465.0, Some("9999-12-31T00:00:00")),
            (2_958_466.0, None),
            (0.5, None),
            (-3.0, None),
            (f64::NAN, None),
            (1e300, None),
        ] {
            assert_eq!(shown(number, false).as_deref(), expected, "{number}");
        }
        assert_eq!(shown(0.0, true).as_deref(), Some("1904-01-01T00:00:00"));
        assert_eq!(shown(0.5, true), None);
        assert_eq!(shown(1.0, true).as_deref(), Some("1904-01-02T00:00:00"));
        assert_eq!(
            shown(2_957_003.0, true).as_deref(),
            Some("9999-12-31T00:00:00")
        );
        assert_eq!(shown(2_957_004.0, true), None);
    }

    #[test]
    fn a_time_that_rounds_to_the_next_day_is_midnight() {
        assert_eq!(
            shown(45_943.999_999_999, false).as_deref(),
            Some("2025-10-14T00:00:00")
        );
        assert_eq!(
            shown(59.999_999_999_99, false).as_deref(),
            None,
            "the next day never was"
        );
    }

    #[test]
    fn iso_dates_are_read_as_jiff_reads_them() {
        for text in [
            "2026-06-30",
            "2026-06-30T12:30",
            "2026-06-30T12:30:15",
            "2026-06-30 23:59:59",
            "2024-02-29T00:00:00",
        ] {
            assert_eq!(iso(text), text.parse().ok(), "{text}");
            assert!(iso(text).is_some());
        }
        let utc = iso("2026-06-30T12:30:15.25Z");
        assert_eq!(utc, "2026-06-30T12:30:15".parse().ok());
        for text in [
            "",
            "Z",
            "2026",
            "2026-6-30",
            "2026-06-31",
            "2026-06-30T",
            "2026-06-30T12",
            "2026-06-30T24:00",
            "2026-06-30T12:30:",
            "2026-06-30T12:30:5",
            "2026-06-30T12:30:15.",
            "2026-06-30T12:30:15x",
            "2026-06-30T12:30:15.2x",
            "+026-06-30",
            "2026年6月30日12",
            "2026-06-30x12:30",
        ] {
            assert_eq!(iso(text), None, "{text}");
        }
    }
}
