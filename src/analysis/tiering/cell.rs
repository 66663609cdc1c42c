//! A cell of an account as criteria and gates read it, and what it may say.

use crate::book::fold_name;
use crate::policy::{Criterion, Gate, Scale, Subject, Test, TierPolicy};

/// A cell as criteria and gates read it: those that read one cell in one way share its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell<'a> {
    /// What it holds.
    pub subject: &'a Subject,
    /// It is read as a word, not as a number.
    pub words: bool,
}

impl<'a> Cell<'a> {
    /// The cell of a criterion.
    pub fn of(criterion: &'a Criterion) -> Self {
        Self {
            subject: &criterion.subject,
            words: criterion.scale.is_words(),
        }
    }

    /// The cell of a gate.
    pub fn of_gate(gate: &'a Gate) -> Self {
        Self {
            subject: &gate.subject,
            words: matches!(gate.test, Test::OneOf(_)),
        }
    }
}

/// What a cell may say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Said<'a> {
    /// A number in the field's own unit, yes/no as 1/0.
    Number(f64),
    /// A word; none: one that the policy does not know.
    Word(Option<&'a str>),
    /// The place of a word in the only list that the policy has of this cell, or one past its end.
    Place(usize),
}

/// A cell and what it may say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Answer<'a> {
    /// The cell.
    pub cell: Cell<'a>,
    /// What it says.
    pub said: Said<'a>,
}

impl<'a> Answer<'a> {
    /// A cell that says a number.
    pub fn number(cell: Cell<'a>, value: f64) -> Self {
        Self {
            cell,
            said: Said::Number(value),
        }
    }

    /// What a criterion would read; `None` if it reads another cell.
    pub fn of(&self, criterion: &Criterion) -> Option<f64> {
        if Cell::of(criterion) != self.cell {
            return None;
        }
        Some(match (self.said, &criterion.scale) {
            (Said::Number(value), _) => value,
            (Said::Place(place), _) => place as f64,
            (Said::Word(word), Scale::Categories { values, .. }) => {
                let known = values.iter().map(|(known, _)| known.as_str());
                place(known, word).unwrap_or(values.len()) as f64
            }
            (Said::Word(_), _) => return None,
        })
    }

    /// What a gate would read; `None` if it reads another cell.
    pub fn of_gate(&self, gate: &Gate) -> Option<f64> {
        if Cell::of_gate(gate) != self.cell {
            return None;
        }
        Some(match (self.said, &gate.test) {
            (Said::Number(value), _) => value,
            (Said::Place(place), Test::OneOf(words)) => f64::from(u8::from(place < words.len())),
            (Said::Word(word), Test::OneOf(words)) => {
                let among = place(words.iter().map(String::as_str), word);
                f64::from(u8::from(among.is_some()))
            }
            _ => return None,
        })
    }
}

/// The place of a word among others, as policies compare them.
fn place<'a>(mut among: impl Iterator<Item = &'a str>, word: Option<&str>) -> Option<usize> {
    let folded = fold_name(word?);
    among.position(|known| fold_name(known) == folded)
}

/// Everything that a word cell may say, as far as the policy tells it apart: each word that it knows,
/// and any other.
pub fn words<'a>(policy: &'a TierPolicy, cell: Cell<'a>) -> Vec<Answer<'a>> {
    let mut lists = lists(policy, cell);
    let answer = |said| Answer { cell, said };
    if let [only] = lists.as_slice() {
        let places = 0..=only.len();
        return places.map(|place| answer(Said::Place(place))).collect();
    }
    let mut known: Vec<&str> = Vec::new();
    for word in lists.drain(..).flatten() {
        if place(known.iter().copied(), Some(word)).is_none() {
            known.push(word);
        }
    }
    let words = known.into_iter().map(Some).chain([None]);
    words.map(|word| answer(Said::Word(word))).collect()
}

/// The lists of words that a policy has of a cell: those of its criteria, then those of its gates.
fn lists<'a>(policy: &'a TierPolicy, cell: Cell<'_>) -> Vec<Vec<&'a str>> {
    let criteria = policy.criteria.iter().filter(|c| Cell::of(c) == cell);
    let criteria = criteria.map(|c| match &c.scale {
        Scale::Categories { values, .. } => values.iter().map(|(w, _)| w.as_str()).collect(),
        _ => Vec::new(),
    });
    let gates = policy.gates.iter().filter(|g| Cell::of_gate(g) == cell);
    let gates = gates.map(|g| match &g.test {
        Test::OneOf(words) => words.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    });
    criteria.chain(gates).collect()
}

/// The word of an answer; `None`: one that the policy does not know, or a number.
pub fn word<'a>(policy: &'a TierPolicy, answer: &Answer<'a>) -> Option<&'a str> {
    match answer.said {
        Said::Number(_) => None,
        Said::Word(word) => word,
        Said::Place(place) => {
            let mut lists = lists(policy, answer.cell).into_iter();
            lists.next()?.get(place).copied()
        }
    }
}
