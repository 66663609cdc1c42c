//! What a criterion or a gate can look at in this book: every field and every other column of the
//! accounts of which something is known, with how its values are spread and a scale to begin with.

use std::collections::BTreeMap;

use super::defaults::quantile;
use super::subject::{Reading, reading, value, word};
use crate::book::{Account, Book, ExtraValue, Field, TableKind, fields};
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
    let others = book.extra_columns.iter().enumerate();
    let others = others.map(|(at, header)| {
        let reading = reading_of(book, at as u32);
        (Subject::Extra(header.clone()), reading)
    });
    known
        .chain(others)
        .filter_map(|(subject, reading)| profile(book, subject, reading))
        .collect()
}

/// How most cells of another column are read.
fn reading_of(book: &Book, column: u32) -> Reading {
    let (mut numbers, mut flags, mut words) = (0, 0, 0);
    let cells = book.accounts.iter().flat_map(|a| &a.extra);
    for (_, cell) in cells.filter(|(at, _)| *at == column) {
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

fn profile(book: &Book, subject: Subject, reading: Reading) -> Option<SubjectProfile> {
    let accounts = || book.accounts.iter();
    let measure = measure(&subject);
    let (known, spread, words) = if reading == Reading::Words {
        let found = accounts().filter_map(|a| word(book, a, &subject));
        let words = counted(found.map(|w| w.trim().to_owned()));
        (words.iter().map(|(_, n)| n).sum(), None, words)
    } else {
        let numbers = sorted(book, accounts(), &subject);
        (numbers.len(), spread(&numbers), Vec::new())
    };
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

fn sorted<'a>(
    book: &Book,
    accounts: impl Iterator<Item = &'a Account>,
    subject: &Subject,
) -> Vec<f64> {
    let mut numbers: Vec<f64> = accounts
        .filter_map(|account| value(book, account, subject, None))
        .collect();
    numbers.order_by(f64::total_cmp);
    numbers
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
