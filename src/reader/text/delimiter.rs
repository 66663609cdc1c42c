//! Which character parts the cells: decided by consistency over rows, quotes respected.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::fields::Fields;
use super::stand_in;
use crate::reader::ReadError;

const CANDIDATES: [char; 5] = [',', ';', '\t', '|', '，'];
/// Rows that are looked at.
const SAMPLE: usize = 300;
/// Bytes that are looked at.
pub(super) const SAMPLE_BYTES: usize = 400_000;
/// Share of the rows that must have the usual number of cells; title rows may differ.
const CONSISTENT: f64 = 0.6;
/// Bytes beyond which a line or a cell is prose.
const PROSE: usize = 160;

/// The rows' text, how many lines before it were instructions (`sep=;`), and the delimiter.
pub(super) type Found<'a> = (&'a str, u32, char);

/// How the rows of a text are parted.
///
/// # Errors
/// `not-a-table` for prose. A text is taken for one column only if at least half of its lines
/// below the first hold a digit: no table that kamlens knows is a single column of words.
pub(super) fn detect(text: &str) -> Result<Found<'_>, ReadError> {
    match by_sample(text) {
        Some(found) => Ok(found),
        None if is_column(text) => Ok((text, 0, ',')),
        None => Err(ReadError::new("not-a-table")),
    }
}

/// The same where the first [`SAMPLE_BYTES`] decide.
pub(super) fn by_sample(text: &str) -> Option<Found<'_>> {
    if let Some((delimiter, rest)) = instruction(text) {
        return Some((rest, 1, delimiter));
    }
    let sample = text
        .get(..text.floor_char_boundary(SAMPLE_BYTES))
        .unwrap_or(text);
    let there = |c: &&char| sample.contains(**c);
    let scored = CANDIDATES.iter().filter(there);
    let scored = scored.filter_map(|&c| Some((score(sample, c)?, c)));
    let best = scored.max_by(|(a, _), (b, _)| a.total_cmp(b));
    best.map(|(_, delimiter)| (text, 0, delimiter))
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
fn score(sample: &str, delimiter: char) -> Option<f64> {
    let (sample, byte) = stand_in(sample, delimiter);
    let rows: Vec<Vec<Cow<'_, str>>> = Fields::new(&sample, byte)
        .rows()
        .filter(|row| row.iter().any(|cell| !cell.trim().is_empty()))
        .take(SAMPLE)
        .collect();
    let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
    for row in &rows {
        *widths.entry(row.len()).or_default() += 1;
    }
    let (&width, &usual) = widths.iter().max_by_key(|(width, n)| (**n, **width))?;
    let share = usual as f64 / rows.len() as f64;
    // Ragged exports: most rows differ in length, but all have several cells.
    let several: usize = widths.iter().filter(|(w, _)| **w > 1).map(|(_, n)| n).sum();
    let ragged = width > 2 && several as f64 >= 0.9 * rows.len() as f64;
    let regular = share >= CONSISTENT;
    // Sentences have commas too: few cells a row, or rows of many lengths, are looked at twice.
    let doubtful = width < 4 || !regular;
    let table = width > 1 && (regular || ragged) && !(doubtful && is_prose(&rows));
    table.then(|| share + width.min(50) as f64 / 100.0)
}

/// At least half of the rows read like sentences: no digit, and a cell of five words or more or a
/// full stop at the end; a single row also if a blank follows each delimiter.
fn is_prose(rows: &[Vec<Cow<'_, str>>]) -> bool {
    let sentence = |row: &&Vec<Cow<'_, str>>| {
        let end = row.last().map_or("", |cell| cell.trim_end());
        let words = row.iter().map(|cell| cell.split_whitespace().count()).max();
        let spaced = row
            .iter()
            .skip(1)
            .all(|cell| cell.starts_with(' ') || cell.is_empty());
        let digits = row
            .iter()
            .any(|cell| cell.contains(|c: char| c.is_ascii_digit()));
        !digits
            && (words > Some(4)
                || (spaced && rows.len() == 1)
                || end.ends_with(['.', '!', '?', '。', '！', '？']))
    };
    2 * rows.iter().filter(sentence).count() >= rows.len()
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
