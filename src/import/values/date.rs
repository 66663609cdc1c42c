//! Dates as people write them. Civil dates only: times and zones are dropped.

use jiff::civil::{Date, date};

use super::chinese;
use super::clean;

/// The order of day and month that a column uses where both stand before the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum DayFirst {
    /// 13/02/2024
    Yes,
    /// 02/13/2024
    No,
    /// No cell of the column tells: cells where both readings exist are not read.
    Unknown,
}

/// A date, or why there is none.
pub(in crate::import) type Parsed = Result<Date, DateError>;

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum DateError {
    /// It is none.
    NotADate,
    /// 01/02/2024, in a column that does not tell.
    Ambiguous,
}

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Days of the 1900 calendar since its day 0 as a date; 1900-02-29 never was, so serials below 61
/// are not taken for dates.
pub(in crate::import) fn serial_date(serial: f64) -> Option<Date> {
    if !(61.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let days = jiff::Span::new().try_days(serial as i64).ok()?;
    date(1899, 12, 30).checked_add(days).ok()
}

/// Reads a date. Quarters, months and years are their first day.
pub(in crate::import) fn parse_date(text: &str, order: DayFirst) -> Parsed {
    let text = chinese::digits(&clean(text).to_lowercase());
    let day = text.split([' ', 't']).next().unwrap_or("");
    let rest = text.get(day.len()..).unwrap_or("");
    if day.starts_with(|c: char| c.is_ascii_digit())
        && !is_clock(rest)
        && !text.contains(['年', '月'])
        && month_name(&text).is_none()
        && quarter(&text).is_none()
    {
        return Err(DateError::NotADate);
    }
    iso_like(day)
        .or_else(|| chinese_date(&text))
        .or_else(|| quarter(&text))
        .or_else(|| month_name(&text))
        .or_else(|| compact(day))
        .map_or_else(
            || day_month_year(day, order),
            |found| found.ok_or(DateError::NotADate),
        )
}

/// True for nothing, a time of day with its zone, or a day of the week.
fn is_clock(text: &str) -> bool {
    let text = text.trim_start_matches(['t', ' ']).trim();
    let week = ["星期", "周", "(星期", "(周"];
    let named = week.iter().any(|word| text.starts_with(word)) && text.chars().count() <= 5;
    let weekday = text.trim_matches(['(', ')', ',']);
    let weekday = weekday.get(..3).is_some_and(|day| WEEKDAYS.contains(&day));
    let words = [
        "am", "pm", "a.m.", "p.m.", "utc", "gmt", "上午", "下午", "z",
    ];
    let rest = words
        .iter()
        .fold(text.to_owned(), |text, word| text.replace(word, ""));
    let sign = |c: char| c.is_ascii_digit() || " :.+-()时分秒".contains(c);
    let clock = rest.contains([':', '时']) && rest.chars().all(sign);
    text.is_empty() || named || weekday || clock
}

/// `Some(None)`: of this form, but no date (2024-02-30).
type Form = Option<Option<Date>>;

fn ymd(year: i64, month: i64, day: i64) -> Option<Date> {
    Date::new(
        year.try_into().ok()?,
        month.try_into().ok()?,
        day.try_into().ok()?,
    )
    .ok()
}

fn numbers(text: &str, separators: &[char]) -> Option<Vec<i64>> {
    let parts = text.split(separators).filter(|part| !part.is_empty());
    parts.map(|part| part.parse().ok()).collect()
}

fn iso_like(text: &str) -> Form {
    let parts = numbers(text, &['-', '/', '.'])?;
    match parts.as_slice() {
        [year @ 0..=9999, month, day] if text.find(['-', '/', '.']) == Some(4) => {
            Some(ymd(*year, *month, *day))
        }
        [year @ 1900..=9999, month @ 1..=12] => Some(ymd(*year, *month, 1)),
        _ => None,
    }
}

fn chinese_date(text: &str) -> Form {
    let (year, rest) = text.split_once('年')?;
    let year: i64 = year.trim().parse().ok()?;
    if !(1900..=9999).contains(&year) {
        return None;
    }
    let rest = rest.trim();
    if rest.is_empty() {
        return Some(ymd(year, 1, 1));
    }
    let (month, rest) = rest.split_once('月')?;
    let month = month.trim().parse().ok()?;
    let (day, after) = rest.split_once(['日', '号']).unwrap_or((rest, ""));
    if !is_clock(after) {
        return Some(None);
    }
    let day = day.trim();
    if day.is_empty() {
        return rest.is_empty().then(|| ymd(year, month, 1));
    }
    Some(ymd(year, month, day.parse().ok()?))
}

fn quarter(text: &str) -> Form {
    let text = text.replace(['-', ' ', '年'], "");
    let year: i64 = text.get(..4)?.parse().ok()?;
    let rest = text.get(4..)?;
    let quarter = match rest.strip_suffix("季度") {
        Some(number) => number.trim_start_matches('第').parse().ok()?,
        None => rest.strip_prefix('q')?.parse::<i64>().ok()?,
    };
    (1..=4)
        .contains(&quarter)
        .then(|| ymd(year, quarter * 3 - 2, 1))
}

fn month_name(text: &str) -> Form {
    let text = text.replace(',', " ");
    let parts: Vec<&str> = text
        .split([' ', '-', '/'])
        .filter(|part| !part.is_empty())
        .collect();
    let month = |word: &str| {
        let short = word.get(..3)?;
        MONTHS
            .iter()
            .position(|m| *m == short && word.chars().all(char::is_alphabetic))
            .map(|at| at as i64 + 1)
    };
    let (day, month, year) = match parts.as_slice() {
        [a, b, year, rest @ ..] if is_clock(&rest.join(" ")) => match (month(a), month(b)) {
            (Some(m), None) => (*b, m, *year),
            (None, Some(m)) => (*a, m, *year),
            _ => return None,
        },
        // `Mar 4` may be a day as well.
        [m, year] if year.len() == 4 || text.contains(['-', '/']) => ("1", month(m)?, *year),
        _ => return None,
    };
    let year: i64 = year.parse().ok()?;
    let year = match year {
        0..70 => 2000 + year,
        70..100 => 1900 + year,
        year => year,
    };
    Some(ymd(
        year,
        month,
        day.trim_end_matches(char::is_alphabetic).parse().ok()?,
    ))
}

/// 20240102, and a serial that a text export left as a number.
fn compact(text: &str) -> Form {
    if text.is_empty() || !text.chars().all(|c| c.is_ascii_digit() || c == '.') {
        return None;
    }
    if text.len() == 8 && !text.contains('.') {
        let (year, rest) = text.split_at_checked(4)?;
        let (month, day) = rest.split_at_checked(2)?;
        return Some(ymd(
            year.parse().ok()?,
            month.parse().ok()?,
            day.parse().ok()?,
        ));
    }
    let serial: f64 = text.parse().ok()?;
    (20_000.0..80_000.0)
        .contains(&serial)
        .then(|| serial_date(serial))
}

fn day_month_year(text: &str, order: DayFirst) -> Parsed {
    let parts = numbers(text, &['-', '/', '.']).ok_or(DateError::NotADate)?;
    let [a, b, year @ 1000..=9999] = parts.as_slice() else {
        return Err(DateError::NotADate);
    };
    let (day_first, month_first) = (ymd(*year, *b, *a), ymd(*year, *a, *b));
    let read = match (day_first, month_first, order) {
        (Some(d), None, _) | (None, Some(d), _) => Some(d),
        (Some(d), Some(m), _) if d == m => Some(d),
        (Some(d), Some(_), DayFirst::Yes) => Some(d),
        (Some(_), Some(m), DayFirst::No) => Some(m),
        (Some(_), Some(_), DayFirst::Unknown) => return Err(DateError::Ambiguous),
        (None, None, _) => None,
    };
    read.ok_or(DateError::NotADate)
}

/// What this text says about its column's order of day and month.
pub(in crate::import) fn date_evidence(text: &str) -> DayFirst {
    let text = clean(text);
    let day = text.split([' ', 'T']).next().unwrap_or("");
    match numbers(day, &['-', '/', '.']).as_deref() {
        Some([a @ 13..=31, 1..=12, year]) if *year > 999 && *a > 12 => DayFirst::Yes,
        Some([1..=12, b @ 13..=31, year]) if *year > 999 && *b > 12 => DayFirst::No,
        _ => DayFirst::Unknown,
    }
}

/// A fiscal year: 2024, 2024年, 2024年度, FY2024, FY24.
pub(in crate::import) fn parse_year(text: &str) -> Option<i16> {
    let text = chinese::digits(&clean(text).to_lowercase());
    let fiscal = text.strip_prefix("fy").map(str::trim);
    let body = fiscal
        .unwrap_or(&text)
        .trim_end_matches('度')
        .trim_end_matches('财')
        .trim_end_matches('年');
    let year: i16 = body.trim_end_matches(".0").parse().ok()?;
    let year = if fiscal.is_some() && (0..100).contains(&year) {
        2000 + year
    } else {
        year
    };
    (1900..=2200).contains(&year).then_some(year)
}
