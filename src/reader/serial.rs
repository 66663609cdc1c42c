//! Dates as spreadsheets store them: days since an epoch, the time of day behind the point.

use jiff::civil::DateTime;

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

/// A number that its format shows as a date: the date to the second (milliseconds are cut off
/// once rounding has carried). Times of day (a serial below 1), the day that never was and
/// serials beyond year 9999 stay numbers.
pub(super) fn cell(number: f64, from_1904: bool) -> Cell<'static> {
    civil(number, from_1904).map_or(Cell::Number(number), Cell::Date)
}

fn civil(number: f64, from_1904: bool) -> Option<DateTime> {
    if !(1.0..LAST + 1.0).contains(&number) {
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
    moment::civil((day - UNIX) * DAY as i64 + second)
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
}
