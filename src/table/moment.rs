//! Date and time as columns keep them: seconds since 1970-01-01T00:00. Days are reckoned here with
//! integers, so that a reader carries none of jiff's parsing, printing and time zones.

use jiff::civil::{Date, DateTime, Time};

const DAY: i64 = 86_400;
/// Days of 400 years, after which the calendar repeats.
const ERA: i64 = 146_097;
/// Days from 0000-03-01 to 1970-01-01.
const EPOCH: i64 = 719_468;

/// Date and time, to the second; nothing outside jiff's years −9999 … 9999.
///
/// The reckoning is the usual one with years that begin in March, so that the leap day is the
/// last: a month `m` after March begins `(153 m + 2) / 5` days after the first of March.
pub fn civil(seconds: i64) -> Option<DateTime> {
    let day = seconds.div_euclid(DAY).checked_add(EPOCH)?;
    let (era, of_era) = (day.div_euclid(ERA), day.rem_euclid(ERA));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / (ERA - 1)) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let date = of_year - (153 * month + 2) / 5 + 1;
    let (month, carry) = if month < 10 {
        (month + 3, 0)
    } else {
        (month - 9, 1)
    };
    let year = i16::try_from(era.checked_mul(400)? + year + carry).ok()?;
    let date = Date::new(year, month as i8, date as i8).ok()?;
    Some(date.to_datetime(time(seconds.rem_euclid(DAY))?))
}

fn time(second: i64) -> Option<Time> {
    let (hour, minute) = (second / 3_600, second / 60 % 60);
    Time::new(hour as i8, minute as i8, (second % 60) as i8, 0).ok()
}

/// The inverse of [`civil`]; fractions of a second are dropped.
pub fn seconds(at: DateTime) -> i64 {
    // March is the year's first month here.
    let month = (i64::from(at.month()) + 9) % 12;
    let year = i64::from(at.year()) - i64::from(month >= 10);
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * month + 2) / 5 + i64::from(at.day()) - 1;
    let day = era * ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - EPOCH;
    let time = i64::from(at.hour()) * 3_600 + i64::from(at.minute()) * 60 + i64::from(at.second());
    day * DAY + time
}

/// `2026-06-30`, `2026-06-30T12:30`, `2026-06-30 12:30:15.25`, with or without a `Z` at the end.
pub fn iso(text: &str) -> Option<DateTime> {
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

    #[test]
    fn every_day_is_the_one_that_jiff_reckons() {
        let base = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
        let first = -719_162 - 3_652_425_i64 / 10;
        for day in (first..2_932_897).step_by(1) {
            let second = day * DAY + day.rem_euclid(DAY);
            let ours = civil(second).unwrap_or(DateTime::MIN);
            let theirs = base + jiff::SignedDuration::from_secs(second);
            assert_eq!(ours, theirs);
            assert_eq!(seconds(ours), second);
        }
        assert_eq!(civil(2_932_897 * DAY), None);
        assert_eq!(civil(i64::MAX), None);
        assert_eq!(civil(i64::MIN), None);
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
