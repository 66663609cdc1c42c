//! What a criterion or a gate can look at in this book: every field and every other column of the
//! accounts of which something is known, with how its values are spread and a scale to begin with.

use std::collections::BTreeMap;

use super::defaults::quantile;
use super::subject::{Reading, cell_value, cell_word, reading, value, word};
use crate::book::{Book, ExtraValue, Field, TableKind, fields};
use crate::order::InOrder;
use crate::policy::{Scale, Subject};

/// Most words of one subject; those that stand in the most rows come first.
const MOST_WORDS: usize = 60;
/// Most words of a scale that is suggested.
const MOST_CATEGORIES: usize = 12;
/// What each word is worth until someone says otherwise.
const UNDECIDED: f64 = 0.5;
/// Bounds of the steps for a rank, and what each is worth, as in the starting policy.
const RANKS: [(f64, f64); 3] = [(3.0, 1.0), (10.0, 0.6), (30.0, 0.3)];

/// What a number is a number of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Money in units.
    Money,
    /// A ratio, shown as a percentage.
    Ratio,
    /// A place: the smaller the better.
    Rank,
    /// Anything else.
    Count,
}

/// Where the known numbers of a subject lie: quantiles as [`quantile`] takes them.
#[derive(Debug, Clone, Copy, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Spread {
    pub min: f64,
    pub q20: f64,
    pub q50: f64,
    pub q80: f64,
    pub q95: f64,
    pub max: f64,
}

/// A column that a policy can use.
#[derive(Debug, Clone, PartialEq)]
pub struct SubjectProfile {
    /// The column.
    pub subject: Subject,
    /// How most of its cells are read.
    pub reading: Reading,
    /// What its numbers are.
    pub measure: Measure,
    /// Accounts of which it is known.
    pub known: usize,
    /// Its numbers, yes/no as 1/0.
    pub spread: Option<Spread>,
    /// Its words with their counts, the most frequent first.
    pub words: Vec<(String, usize)>,
    /// How to begin: in the manner of the starting policy.
    pub scale: Scale,
}

/// All columns of the accounts that a policy can use: fields first, then the others in their order.
pub fn subjects(book: &Book) -> Vec<SubjectProfile> {
    let known = fields(TableKind::Accounts).iter().map(|spec| spec.field);
    let known = known.filter_map(|field| Some((Subject::Field(field), reading(field)?)));
    let known = known.filter_map(|(subject, reading)| {
        let (numbers, found) = of_field(book, &subject, reading);
        profile(subject, reading, numbers, found)
    });
    // Each cell is read once, since there may be as many other columns as a sheet has.
    let others = book.extra_columns.iter().zip(columns(book));
    let others = others.filter_map(|(header, cells)| {
        let reading = reading_of(&cells);
        let (numbers, found) = of_cells(&cells, reading);
        profile(Subject::Extra(header.clone()), reading, numbers, found)
    });
    known.chain(others).collect()
}

/// The known cells of each other column.
fn columns(book: &Book) -> Vec<Vec<&ExtraValue>> {
    let mut columns = vec![Vec::new(); book.extra_columns.len()];
    for (column, cell) in book.accounts.iter().flat_map(|a| &a.extra) {
        if let Some(cells) = columns.get_mut(*column as usize) {
            cells.push(cell);
        }
    }
    columns
}

/// How most cells of another column are read.
fn reading_of(cells: &[&ExtraValue]) -> Reading {
    let (mut numbers, mut flags, mut words) = (0, 0, 0);
    for cell in cells {
        match cell {
            ExtraValue::Number(_) => numbers += 1,
            ExtraValue::Bool(_) => flags += 1,
            ExtraValue::Text(_) => words += 1,
        }
    }
    if words > numbers + flags {
        Reading::Words
    } else if flags > numbers {
        Reading::YesNo
    } else {
        Reading::Number
    }
}

/// Numbers or words of a column.
type Found = (Vec<f64>, Vec<String>);

fn of_field(book: &Book, subject: &Subject, reading: Reading) -> Found {
    let accounts = book.accounts.iter();
    if reading == Reading::Words {
        let found = accounts.filter_map(|a| word(book, a, subject));
        (Vec::new(), found.map(|w| w.trim().to_owned()).collect())
    } else {
        let numbers = accounts.filter_map(|a| value(book, a, subject, None));
        (numbers.collect(), Vec::new())
    }
}

fn of_cells(cells: &[&ExtraValue], reading: Reading) -> Found {
    let cells = cells.iter();
    if reading == Reading::Words {
        let words = cells.map(|cell| cell_word(cell).trim().to_owned());
        (Vec::new(), words.filter(|word| !word.is_empty()).collect())
    } else {
        let numbers = cells.filter_map(|cell| cell_value(cell));
        (numbers.collect(), Vec::new())
    }
}

fn profile(
    subject: Subject,
    reading: Reading,
    mut numbers: Vec<f64>,
    words: Vec<String>,
) -> Option<SubjectProfile> {
    let measure = measure(&subject);
    let known = numbers.len() + words.len();
    numbers.order_by(f64::total_cmp);
    let spread = spread(&numbers);
    let words = counted(words.into_iter());
    (known > 0).then(|| SubjectProfile {
        scale: suggested(reading, measure, spread.as_ref(), &words),
        words: words.into_iter().take(MOST_WORDS).collect(),
        subject,
        reading,
        measure,
        known,
        spread,
    })
}

fn measure(subject: &Subject) -> Measure {
    match subject {
        Subject::Field(Field::Revenue | Field::Potential | Field::OrderAmount) => Measure::Money,
        Subject::Field(Field::Margin | Field::OrderMargin) => Measure::Ratio,
        Subject::Field(Field::IndustryRank) => Measure::Rank,
        _ => Measure::Count,
    }
}

fn spread(sorted: &[f64]) -> Option<Spread> {
    Some(Spread {
        min: *sorted.first()?,
        q20: quantile(sorted, 0.2)?,
        q50: quantile(sorted, 0.5)?,
        q80: quantile(sorted, 0.8)?,
        q95: quantile(sorted, 0.95)?,
        max: *sorted.last()?,
    })
}

/// The most frequent first, of equal ones in the order of their letters.
fn counted(words: impl Iterator<Item = String>) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.order_by_key(|(_, n)| std::cmp::Reverse(*n));
    counts
}

fn suggested(
    reading: Reading,
    measure: Measure,
    spread: Option<&Spread>,
    words: &[(String, usize)],
) -> Scale {
    match (reading, measure, spread) {
        (Reading::YesNo, ..) => Scale::YesNo,
        (Reading::Words, ..) => categories(words),
        (Reading::Number, Measure::Rank, _) => Scale::Steps {
            steps: RANKS.to_vec(),
            otherwise: 0.0,
        },
        (Reading::Number, _, Some(spread)) => linear(spread),
        (Reading::Number, _, None) => Scale::AtLeast(0.0),
    }
}

/// From the book's 20th percentile to its 95th, in round numbers where they tell accounts apart.
fn linear(spread: &Spread) -> Scale {
    let Spread { min, max, .. } = *spread;
    let (zero, one) = (spread.q20, spread.q95);
    let all = [(round(zero), round(one)), (zero, one), (min, max)];
    let apart = all.into_iter().find(|(zero, one)| zero < one);
    apart.map_or(Scale::AtLeast(max), |(zero, one)| Scale::Linear {
        zero,
        one,
    })
}

/// Two significant digits.
fn round(value: f64) -> f64 {
    format!("{value:.1e}").parse().unwrap_or(value)
}

/// Grades go down evenly; of other words nobody knows the order, so each is worth a half.
fn categories(words: &[(String, usize)]) -> Scale {
    let words = words.iter().map(|(word, _)| word);
    let mut shown: Vec<String> = words.take(MOST_CATEGORIES).cloned().collect();
    let grade = |word: &String| word.len() == 1 && word.chars().all(|c| c.is_ascii_alphabetic());
    let last = shown.len().saturating_sub(1);
    if last > 0 && shown.iter().all(grade) {
        shown.order();
        // The superlative grade stands before A.
        shown.order_by_key(|word| !word.eq_ignore_ascii_case("S"));
        let worth = |at: usize| 1.0 - at as f64 / last as f64;
        let values = shown.into_iter().enumerate();
        return Scale::Categories {
            values: values.map(|(at, word)| (word, worth(at))).collect(),
            otherwise: 0.0,
        };
    }
    Scale::Categories {
        values: shown.into_iter().map(|word| (word, UNDECIDED)).collect(),
        otherwise: UNDECIDED,
    }
}
