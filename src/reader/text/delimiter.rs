//! Which character parts the cells: decided by consistency over rows, quotes respected.

use std::collections::BTreeMap;

use csv::ReaderBuilder;

use super::stand_in;
use crate::reader::ReadError;

const CANDIDATES: [char; 5] = [',', ';', '\t', '|', '，'];
/// Rows that are looked at.
const SAMPLE: usize = 300;
/// Share of the rows that must have the usual number of cells; title rows may differ.
const CONSISTENT: f64 = 0.6;
/// Bytes beyond which a line or a cell is prose.
const PROSE: usize = 160;

/// The rows' text, how many lines before it were instructions (`sep=;`), and the delimiter.
///
/// # Errors
/// `not-a-table` for prose. A text is taken for one column only if at least half of its lines
/// below the first hold a digit: no table that kamlens knows is a single column of words.
pub(super) fn detect(text: &str) -> Result<(&str, u32, char), ReadError> {
    if let Some((delimiter, rest)) = instruction(text) {
        return Ok((rest, 1, delimiter));
    }
    let scored = CANDIDATES
        .iter()
        .filter_map(|&c| Some((score(text, c)?, c)));
    let best = scored.max_by(|(a, _), (b, _)| a.total_cmp(b));
    match best {
        Some((_, delimiter)) => Ok((text, 0, delimiter)),
        None if is_column(text) => Ok((text, 0, ',')),
        None => Err(ReadError::new("not-a-table")),
    }
}

/// Excel's own first line `sep=;`.
fn instruction(text: &str) -> Option<(char, &str)> {
    let (line, rest) = text.split_once('\n')?;
    let line = line.trim_end().trim_matches('"');
    let mut named = line
        .get(..4)?
        .eq_ignore_ascii_case("sep=")
        .then(|| line.get(4..))??
        .chars();
    let delimiter = named.next()?;
    (named.next().is_none() && CANDIDATES.contains(&delimiter)).then_some((delimiter, rest))
}

/// How well this delimiter explains the first rows; `None`: not at all.
fn score(text: &str, delimiter: char) -> Option<f64> {
    let end = text
        .char_indices()
        .nth(200_000)
        .map_or(text.len(), |(at, _)| at);
    let (sample, byte) = stand_in(text.get(..end)?, delimiter);
    let rows = ReaderBuilder::new()
        .delimiter(byte)
        .has_headers(false)
        .flexible(true)
        .from_reader(sample.as_bytes())
        .into_records()
        .flatten()
        .filter(|row| row.iter().any(|cell| !cell.trim().is_empty()))
        .take(SAMPLE);
    let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
    let (mut count, mut longest_usual) = (0_usize, 0_usize);
    for row in rows {
        *widths.entry(row.len()).or_default() += 1;
        count += 1;
        longest_usual += row.iter().map(str::len).max().unwrap_or(0);
    }
    let (&width, &usual) = widths.iter().max_by_key(|(width, n)| (**n, **width))?;
    let share = usual as f64 / count as f64;
    // Ragged exports: most rows differ in length, but all have several cells.
    let several = widths
        .iter()
        .filter(|(w, _)| **w > 1)
        .map(|(_, n)| n)
        .sum::<usize>();
    let ragged = width > 2 && several as f64 >= 0.9 * count as f64;
    let prose = width == 2 && longest_usual / count > PROSE / 4;
    (width > 1 && !prose && (share >= CONSISTENT || ragged))
        .then(|| share + width.min(50) as f64 / 100.0)
}

fn is_column(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let Some(header) = lines.next() else {
        return false;
    };
    let (mut count, mut numbers) = (0_usize, 0_usize);
    for line in lines {
        if line.len() > PROSE {
            return false;
        }
        count += 1;
        numbers += usize::from(line.chars().any(|c| c.is_ascii_digit()));
    }
    header.len() <= PROSE && count > 0 && 2 * numbers >= count
}
