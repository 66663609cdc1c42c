//! Headers that name a period: `1月`, `2026年3月`, `Q2`, `FY2025`, `Jan-26`, `2024年收入`.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use super::values::clean;

/// How long a period is; the finest of a table counts, the others are its subtotals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Span {
    Month,
    Quarter,
    Half,
    Year,
}

#[derive(Deserialize, Default)]
struct Words {
    months: Vec<Vec<String>>,
    quarters: Vec<Vec<String>>,
    halves: Vec<Vec<String>>,
    /// Words of amounts that are not those of one year.
    #[serde(rename = "notYearly")]
    not_yearly: Vec<String>,
    #[serde(rename = "yearEnds")]
    year_ends: Vec<String>,
    #[serde(rename = "yearStarts")]
    year_starts: Vec<String>,
}

static WORDS: LazyLock<Words> =
    // The file is part of the program; a test reads it too.
    LazyLock::new(|| serde_json::from_str(include_str!("periods.json")).unwrap_or_default());

/// A period that a header names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Period {
    /// How long it is.
    pub(super) span: Span,
    /// Its year, where the header says it.
    pub(super) year: Option<u16>,
    /// Which month, quarter or half, from 1; 0 for a year.
    pub(super) part: usize,
}

/// A header that names a period: which, what else it names, and which bytes of it are the period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) period: Period,
    pub(super) rest: String,
    pub(super) bytes: (u32, u32),
}

/// The period that a header begins or ends with: `2024 Revenue`, `Revenue 2024`.
pub(super) fn named(header: &str) -> Option<Named> {
    if let Some((period, rest)) = period(header) {
        // What is left over at the end of the text, whatever its case.
        let before = header.trim_end().len().checked_sub(rest.len());
        let split = before.filter(|at| {
            let end = header.get(*at..).map(|end| clean(end).to_lowercase());
            end.is_some_and(|end| end.trim() == rest)
        });
        let end = split.unwrap_or(header.len());
        return Some(Named {
            period,
            rest,
            bytes: (0, end as u32),
        });
    }
    let ends = header.match_indices(' ').map(|(at, _)| at + 1);
    ends.filter_map(|at| Some((at, header.get(at..)?)))
        .find_map(|(at, end)| {
            let (period, rest) = period(end)?;
            rest.is_empty().then(|| Named {
                period,
                rest: header.get(..at).unwrap_or_default().trim().to_lowercase(),
                bytes: (at as u32, header.len() as u32),
            })
        })
}

/// The last day of a period that begins on a day, if that is what a text says and nothing else.
pub(super) fn last_day(text: &str, first: Date) -> Option<Date> {
    let named = named(text).filter(|named| named.rest.is_empty())?;
    let later = match named.period.span {
        Span::Month => 0,
        Span::Quarter => 2,
        Span::Half => 5,
        Span::Year => 11,
    };
    let month = first.month().checked_add(later).filter(|m| *m <= 12)?;
    let last = Date::new(first.year(), month, 1).ok()?;
    (first.day() == 1).then(|| last.last_of_month())
}

impl Period {
    /// Its last day, where it says its year.
    pub(super) fn last_day(&self) -> Option<Date> {
        let months = match self.span {
            Span::Month => self.part,
            Span::Quarter => 3 * self.part,
            Span::Half => 6 * self.part,
            Span::Year => 12,
        };
        let year = self.year?.try_into().ok()?;
        let last = Date::new(year, months.try_into().ok()?, 1).ok()?;
        Some(last.last_of_month())
    }
}

impl Named {
    /// A part of a year and nothing else.
    pub(super) fn is_bare_part(&self) -> bool {
        self.rest.is_empty() && self.is_part_of_year()
    }

    /// Less than a year, so that it is no yearly amount.
    pub(super) fn is_part_of_year(&self) -> bool {
        self.period.span < Span::Year
    }
}

/// True if the words of a header say that it is not of one year: 月收入, *monthly revenue*.
pub(super) fn names_part_of_year(words: &str) -> bool {
    let named = |part: &String| match part.is_ascii() {
        true => words.split(' ').any(|word| word == part),
        false => words.contains(part.as_str()),
    };
    WORDS.not_yearly.iter().any(named)
}

/// The period that a header begins with, and the rest of it.
fn period(header: &str) -> Option<(Period, String)> {
    let text = clean(header).to_lowercase();
    let text = text.trim();
    let (before, rest) = year(text).map_or((None, text), |(y, rest)| (Some(y), rest));
    let rest = rest.trim_start_matches(SIGNS);
    let Some((span, part, rest)) = part_of_year(rest, before.is_some()) else {
        let year = before?;
        let period = Period {
            span: Span::Year,
            year: Some(year),
            part: 0,
        };
        return Some((period, rest.trim_matches(SIGNS).to_owned()));
    };
    // *Jan-26*, *Q1 2026*: the year may come last.
    let rest = rest.trim_start_matches(SIGNS);
    let after = match before {
        None => year_or_short(rest),
        Some(_) => None,
    };
    let (after, rest) = after.map_or((None, rest), |(y, rest)| (Some(y), rest));
    let period = Period {
        span,
        year: before.or(after),
        part,
    };
    Some((period, rest.trim_matches(SIGNS).to_owned()))
}

const SIGNS: [char; 7] = [' ', '-', '/', '.', '_', '\'', ':'];

/// `2024`, `2024年`, `2024年度`, `fy2024`, `fy24`.
fn year(text: &str) -> Option<(u16, &str)> {
    let starts = WORDS.year_starts.iter();
    let named = starts
        .filter_map(|start| text.strip_prefix(start.as_str()))
        .next();
    let rest = named.map_or(text, |rest| rest.trim_start_matches(SIGNS));
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = rest.split_at_checked(digits)?;
    let number: u16 = number.parse().ok()?;
    let whole = (1990..2100).contains(&number) && digits == 4;
    let short = named.is_some() && digits == 2;
    if !whole && !short {
        return None;
    }
    let ends = WORDS.year_ends.iter();
    let end = ends
        .filter_map(|end| rest.strip_prefix(end.as_str()))
        .next();
    let number = if short { 2000 + number } else { number };
    Some((number, end.unwrap_or(rest)))
}

/// A year of two or four digits at the beginning, and what follows.
fn year_or_short(text: &str) -> Option<(u16, &str)> {
    if let Some(found) = year(text) {
        return Some(found);
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(digits)?;
    (digits == 2).then_some((2000 + number.parse::<u16>().ok()?, rest))
}

/// A month, a quarter or a half by its name; behind a year also by its number.
fn part_of_year(text: &str, behind_year: bool) -> Option<(Span, usize, &str)> {
    for (span, parts) in [
        (Span::Half, &WORDS.halves),
        (Span::Quarter, &WORDS.quarters),
        (Span::Month, &WORDS.months),
    ] {
        let names = parts
            .iter()
            .enumerate()
            .flat_map(|(at, names)| names.iter().map(move |name| (at + 1, name)));
        let longest = names
            .filter_map(|(part, name)| Some((name.len(), part, word(text, name)?)))
            .max_by_key(|(length, ..)| *length);
        if let Some((_, part, rest)) = longest {
            return Some((span, part, rest));
        }
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(digits)?;
    let month = number.parse().ok().filter(|m| (1..=12).contains(m))?;
    let ends = !rest.starts_with(|c: char| c.is_alphanumeric());
    (behind_year && digits <= 2 && ends).then_some((Span::Month, month, rest))
}

/// What follows a name at the beginning; a Latin one must end there (*march*, not *marchand*).
fn word<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(name)?;
    let goes_on = rest.starts_with(|c: char| c.is_ascii_alphabetic());
    let latin = name.ends_with(|c: char| c.is_ascii_alphanumeric());
    let number = name.ends_with(|c: char| c.is_ascii_digit())
        && rest.starts_with(|c: char| c.is_ascii_digit());
    let inside = number || (latin && goes_on);
    (!inside).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_of_a_period_are_told() {
        for (header, text, rest) in [
            ("2024 Revenue", "2024 ", "revenue"),
            ("Revenue 2024", "2024", "revenue"),
            ("Our revenue FY 2024", "FY 2024", "our revenue"),
            ("Q1 2026", "Q1 2026", ""),
        ] {
            let named = named(header).unwrap();
            let (from, to) = (named.bytes.0 as usize, named.bytes.1 as usize);
            assert_eq!((&header[from..to], named.rest.as_str()), (text, rest));
        }
    }

    #[test]
    fn periods_are_told_from_names() {
        use Span::{Month, Quarter, Year};
        for (header, span, year, part, rest) in [
            ("Jan", Month, None, 1, ""),
            ("March", Month, None, 3, ""),
            ("Jan-26", Month, Some(2026), 1, ""),
            ("Sept 2026", Month, Some(2026), 9, ""),
            ("2026-03", Month, Some(2026), 3, ""),
            ("2026/11", Month, Some(2026), 11, ""),
            ("Q1", Quarter, None, 1, ""),
            ("FY26 Q1", Quarter, Some(2026), 1, ""),
            ("2026Q3", Quarter, Some(2026), 3, ""),
            ("Q1 2026 target", Quarter, Some(2026), 1, "target"),
            ("2024", Year, Some(2024), 0, ""),
            ("FY2024", Year, Some(2024), 0, ""),
            ("2024 Revenue", Year, Some(2024), 0, "revenue"),
        ] {
            let named = Period { span, year, part };
            assert_eq!(period(header), Some((named, rest.to_owned())), "{header}");
        }
        for header in [
            "Marchand",
            "Q10",
            "12",
            "1",
            "Mayor",
            "31/12/2025",
            "Name",
            "",
            "20241",
            "1990s Ltd",
        ] {
            assert!(
                period(header).is_none_or(|(_, rest)| !rest.is_empty()),
                "{header}: {:?}",
                period(header)
            );
        }
    }
}
