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
}
