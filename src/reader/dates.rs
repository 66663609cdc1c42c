//! Numbers that a number format shows as dates.

use jiff::civil::{Date, DateTime, Time, date};

use crate::table::Cell;

/// A number with a date format. Times of day (below 1) and numbers that are no date (the 1900-02-29
/// that never was) stay numbers.
pub(super) fn serial(number: f64, from_1904: bool) -> Cell<'static> {
    if number < 1.0 {
        return Cell::Number(number);
    }
    day_and_time(number, from_1904).map_or(Cell::Number(number), Cell::Date)
}

fn day_and_time(number: f64, from_1904: bool) -> Option<DateTime> {
    if !(0.0..2_958_466.0).contains(&number) {
        return None;
    }
    // To the millisecond, as spreadsheets show it; 23:59:59.9999 is the next day.
    let millis = (number * 86_400_000.0).round() as i64;
    let (days, rest) = (millis / 86_400_000, millis % 86_400_000);
    let first = match days {
        _ if from_1904 => date(1904, 1, 1),
        60 => return None,
        ..60 => date(1899, 12, 31),
        _ => date(1899, 12, 30),
    };
    let day: Date = first
        .checked_add(jiff::Span::new().try_days(days).ok()?)
        .ok()?;
    let seconds = rest / 1000;
    let time = Time::new(
        (seconds / 3600) as i8,
        (seconds / 60 % 60) as i8,
        (seconds % 60) as i8,
        0,
    );
    Some(day.to_datetime(time.ok()?))
}

/// An ISO date or moment; zones are dropped.
pub(super) fn iso(text: &str) -> Option<DateTime> {
    text.trim_end_matches('Z').parse().ok()
}

/// Built-in formats that show a date or a time of day, those of East Asian editions included;
/// 46 is an elapsed time.
pub(super) fn built_in_date(id: u32) -> bool {
    matches!(id, 14..=22 | 27..=36 | 45 | 47 | 50..=58)
}

/// Whether the first section of a format code shows a date or a time of day. An elapsed time
/// (`[h]:mm`) does not.
pub(super) fn shows_date(code: &str) -> bool {
    let (mut depth, mut elapsed, mut noon) = (0_u32, false, false);
    let mut quoted = false;
    let mut before = ' ';
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        let lower = c.to_ascii_lowercase();
        match lower {
            // The next character is shown, skipped or repeated; it means nothing.
            '_' | '\\' | '*' => {
                before = chars.next().unwrap_or(' ');
                continue;
            }
            '"' => quoted = !quoted,
            _ if quoted => {}
            ';' => return false,
            '[' => depth += 1,
            ']' if depth == 1 && elapsed => return false,
            ']' => depth = depth.saturating_sub(1),
            'a' if !noon && depth == 0 => noon = true,
            'p' | 'm' | '/' if noon && depth == 0 => return true,
            'd' | 'm' | 'h' | 'y' | 's' if !noon && depth == 0 => return true,
            _ if elapsed && lower == before.to_ascii_lowercase() => {}
            _ => elapsed = before == '[' && matches!(lower, 'm' | 'h' | 's'),
        }
        before = c;
    }
    false
}
