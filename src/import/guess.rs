//! Columns whose header no word list knows: the words of a known header in another order, or values
//! that leave one meaning only. They are taken with low confidence and said; where several columns or
//! fields are possible nothing is taken, and the columns are named.

use std::collections::{BTreeMap, BTreeSet};

use super::accounts::fold;
use super::fit;
use super::mapping::{self, Chosen, Mapping, Target, Unread};
use super::row::raw;
use super::sheet::Sheet;
use super::synonyms::{self, Found};
use super::values::{DateError, DayFirst, Decimals, clean, is_blank, parse_amount, parse_date};
use crate::book::{Account, Field, TableKind, fields};
use crate::order::Gather;
use crate::policy::TargetChoice;
use crate::table::{Cell, Diagnostic};
use crate::words::Arg;

/// How sure words in another order are, and values.
const BY_WORDS: f64 = 0.6;
const BY_VALUES: f64 = 0.5;
/// Fewer values than this prove nothing.
const FEWEST: usize = 3;
/// Rows that are looked at.
const LOOK: usize = 2000;

/// How a guess was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Words,
    Values,
}

/// A column that was taken for a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Guess {
    pub(super) col: u32,
    pub(super) field: Field,
    pub(super) by: By,
}

/// Fields that one of several columns may be; none is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Suggestion {
    pub(super) fields: Vec<Field>,
    pub(super) cols: Vec<u32>,
}

/// Names and numbers of the accounts that Accounts tables list, folded.
#[derive(Debug, Default)]
pub(super) struct Known(BTreeSet<String>);

impl Known {
    /// As the tables have them, before they are read.
    pub(super) fn of_sheets(sheets: &[Sheet<'_>]) -> Self {
        let accounts = sheets
            .iter()
            .filter(|s| s.kind() == Some(TableKind::Accounts));
        let mut names = BTreeSet::new();
        for sheet in accounts {
            let keys = [Field::Account, Field::Id];
            let plans = sheet.plans.iter().filter(|(f, _)| keys.contains(f));
            for (_, plan) in plans {
                let cells = sheet.data().into_iter();
                names.extend(cells.map(|row| fold(&raw(sheet.table.read(row, plan)))));
            }
        }
        names.remove("");
        Self(names)
    }

    /// As the book has them.
    pub(super) fn of_accounts(accounts: &[Account]) -> Self {
        let listed = accounts.iter().filter(|a| a.origin.is_some());
        let names = listed.flat_map(|a| [Some(fold(&a.name)), a.id.as_deref().map(fold)]);
        Self(names.flatten().gather())
    }
}

impl Sheet<'_> {
    /// Takes columns that only one field can be, and remembers what others may be.
    pub(super) fn guess(&mut self, known: &Known) {
        let Some(kind) = self.nearest_kind() else {
            return;
        };
        let free = self.free_columns(kind);
        let missing = self.missing_fields(kind);
        let rows = self.data();
        let rows = rows.get(..rows.len().min(LOOK)).unwrap_or_default();
        let mut guesses = self.by_words(kind, &free, &missing, rows);
        let free: Vec<u32> = free
            .into_iter()
            .filter(|col| guesses.iter().all(|g| g.col != *col))
            .collect();
        let missing: Vec<Field> = missing
            .into_iter()
            .filter(|field| guesses.iter().all(|g| g.field != *field))
            .collect();
        for (of, cols) in self.by_values(kind, &free, &missing, rows, known) {
            match (of.as_slice(), cols.as_slice(), of.first()) {
                ([field], [col], Some(Field::Account)) => guesses.push(by_values(*col, *field)),
                ([field], [col], Some(field_of)) if LEVELS.contains(field_of) => {
                    guesses.push(by_values(*col, *field));
                }
                _ => self.suggestions.push(Suggestion { fields: of, cols }),
            }
        }
        self.take(kind, guesses);
    }

    /// Columns that are taken for no field, whose header is unknown and not known to be something
    /// else, and that nobody has decided about.
    fn free_columns(&self, kind: TableKind) -> Vec<u32> {
        let mapped = self.mapping.as_ref().ok();
        let taken = |col: u32| {
            let mut columns = mapped.iter().flat_map(|m| &m.columns);
            columns.any(|m| m.col == col && m.target != Target::Extra)
        };
        let unfit = |col: u32| self.unfit.iter().any(|(_, _, unfit)| *unfit == col);
        let headers = self.headers.iter().enumerate();
        headers
            .filter(|(_, h)| !h.raw.is_empty() && synonyms::find(kind, h) == Found::Nothing)
            .filter(|(_, h)| !synonyms::is_weighted(h) && !synonyms::is_total(&h.raw))
            .map(|(col, _)| col as u32)
            .filter(|col| !taken(*col) && !unfit(*col) && !self.chosen.contains_key(col))
            .collect()
    }

    fn missing_fields(&self, kind: TableKind) -> Vec<Field> {
        let mapped = |field: Field| match &self.mapping {
            Ok(mapping) => mapping.column(field).is_some(),
            Err(_) => self
                .headers
                .iter()
                .any(|h| matches!(synonyms::find(kind, h), Found::Field(f, ..) if f == field)),
        };
        let all = fields(kind).iter().map(|spec| spec.field);
        all.filter(|field| !mapped(*field)).collect()
    }

    /// The words of a known header in another order, where the cells can be read as that.
    fn by_words(
        &self,
        kind: TableKind,
        free: &[u32],
        missing: &[Field],
        rows: &[u32],
    ) -> Vec<Guess> {
        let mut found: Vec<Guess> = Vec::new();
        for col in free {
            let Some(header) = self.headers.get(*col as usize) else {
                continue;
            };
            let fields = synonyms::same_words(kind, header);
            let [field] = fields.as_slice() else { continue };
            // A revenue may be the customer's own: the order of words is too little to go by.
            let usable = *field != Field::Revenue && missing.contains(field);
            if usable && self.fits(kind, *field, *col, rows) {
                found.push(Guess {
                    col: *col,
                    field: *field,
                    by: By::Words,
                });
            }
        }
        // Two columns of the same words: none.
        let fields: Vec<Field> = found.iter().map(|g| g.field).collect();
        let once = |g: &Guess| fields.iter().filter(|f| **f == g.field).count() == 1;
        found.retain(once);
        found
    }

    fn fits(&self, kind: TableKind, field: Field, col: u32, rows: &[u32]) -> bool {
        let spec = fields(kind).iter().find(|spec| spec.field == field);
        let (Some(spec), Some(header)) = (spec, self.headers.get(col as usize)) else {
            return false;
        };
        let plan = super::column::plan(self.table, rows, col, header, spec.value);
        fit::fits(self.table, rows, field, &plan)
    }

    /// Missing fields and the columns that they may be by their values.
    fn by_values(
        &self,
        kind: TableKind,
        free: &[u32],
        missing: &[Field],
        rows: &[u32],
        known: &Known,
    ) -> Vec<(Vec<Field>, Vec<u32>)> {
        let lacks = |field: Field| missing.contains(&field);
        let columns = |is: &dyn Fn(&[Cell<'_>]) -> bool| -> Vec<u32> {
            let values = |col: u32| {
                let cells = rows.iter().map(|row| self.table.filled(*row, col));
                cells.filter(|cell| !blank(*cell)).collect::<Vec<_>>()
            };
            let like = |col: &&u32| {
                let values = values(**col);
                values.len() >= FEWEST && is(&values)
            };
            free.iter().filter(like).copied().collect()
        };
        let levels: Vec<Field> = LEVELS.into_iter().filter(|f| lacks(*f)).collect();
        let mut found = Vec::new();
        if kind != TableKind::Accounts && lacks(Field::Account) && !known.0.is_empty() {
            found.push((vec![Field::Account], columns(&|v| are_accounts(v, known))));
        }
        if kind == TableKind::Contacts && !levels.is_empty() {
            found.push((levels, columns(&are_levels)));
        }
        if kind == TableKind::Opportunities && lacks(Field::CloseDate) && lacks(Field::Closed) {
            found.push((vec![Field::CloseDate], columns(&are_dates)));
        }
        if kind == TableKind::Opportunities && lacks(Field::Amount) {
            found.push((vec![Field::Amount], columns(&are_amounts)));
        }
        found.retain(|(_, cols)| !cols.is_empty());
        found
    }

    /// Maps the table anew with what was guessed.
    fn take(&mut self, kind: TableKind, guesses: Vec<Guess>) {
        if guesses.is_empty() {
            return;
        }
        let mut chosen: Chosen = self.chosen.clone();
        chosen.extend(
            guesses
                .iter()
                .map(|g| (g.col, TargetChoice::Field(g.field))),
        );
        let mapped = mapping::map_chosen(kind, &self.headers, &self.unfit, &chosen);
        let better = |mapping: &Mapping| match &self.mapping {
            Ok(held) => held.kind == mapping.kind,
            Err(unread) => matches!(unread, Unread::Lacks(..)),
        };
        if let Some(mut mapping) = mapped.ok().filter(better) {
            for column in &mut mapping.columns {
                if let Some(guess) = guesses.iter().find(|g| g.col == column.col) {
                    column.confidence = guess.confidence();
                }
            }
            self.mapping = Ok(mapping);
            self.guesses = guesses;
            self.make_plans();
        }
    }

    /// What was guessed, and what was not taken.
    pub(super) fn guess_notes(&self) -> Vec<Diagnostic> {
        let row = self.header_row.unwrap_or(0);
        let header = |col: u32| {
            self.headers
                .get(col as usize)
                .map_or("", |h| h.raw.as_str())
        };
        let word = |field: &Field| Arg::Code(format!("field.{}", field.name()));
        let at = |note: Diagnostic, col: u32| note.at(self.table.addr(row, col), header(col));
        let guessed = self.guesses.iter().map(|guess| {
            let code = match guess.by {
                By::Words => "column-guessed-words",
                By::Values => "column-guessed-values",
            };
            let note = Diagnostic::warning(code)
                .with("field", word(&guess.field))
                .with("raw", header(guess.col));
            at(note, guess.col)
        });
        let suggested = self.suggestions.iter().filter_map(|of| {
            let cols = of.cols.iter().map(|col| Arg::from(header(*col)));
            let note = Diagnostic::note("column-suggested")
                .with("fields", Arg::List(of.fields.iter().map(word).collect()))
                .with("columns", Arg::List(cols.collect()));
            Some(at(note, *of.cols.first()?))
        });
        guessed.chain(suggested).collect()
    }
}

impl Guess {
    fn confidence(self) -> f64 {
        match self.by {
            By::Words => BY_WORDS,
            By::Values => BY_VALUES,
        }
    }
}

const LEVELS: [Field; 4] = [
    Field::Recognition,
    Field::Participation,
    Field::Information,
    Field::Guidance,
];

fn by_values(col: u32, field: Field) -> Guess {
    Guess {
        col,
        field,
        by: By::Values,
    }
}

fn blank(cell: Cell<'_>) -> bool {
    match cell {
        Cell::Empty | Cell::Error(_) => true,
        Cell::Text(text) => is_blank(&clean(text)),
        _ => false,
    }
}

/// Four of five are names or numbers of accounts, and not always the same.
fn are_accounts(values: &[Cell<'_>], known: &Known) -> bool {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(fold(&raw(*value))).or_default() += 1;
    }
    let found = counts.iter().filter(|(name, _)| known.0.contains(*name));
    let (names, cells) = found.fold((0, 0), |(names, cells), (_, n)| (names + 1, cells + n));
    names >= FEWEST && cells * 5 >= values.len() * 4
}

/// −1 … 3, with a −1 or at least three of them: 0 and 1 are a yes and a no as well.
fn are_levels(values: &[Cell<'_>]) -> bool {
    let mut seen = BTreeSet::new();
    for value in values {
        let number = match value {
            Cell::Number(number) => Some(*number),
            Cell::Text(text) => parse_amount(text, Decimals::Point).map(|a| a.value),
            _ => None,
        };
        match number.filter(|n| n.fract() == 0.0 && (-1.0..=3.0).contains(n)) {
            Some(number) => seen.insert(number as i8),
            None => return false,
        };
    }
    seen.contains(&-1) || seen.len() >= FEWEST
}

fn are_dates(values: &[Cell<'_>]) -> bool {
    values.iter().all(|value| match value {
        Cell::Date(_) => true,
        Cell::Text(text) => matches!(
            parse_date(text, DayFirst::Unknown),
            Ok(_) | Err(DateError::Ambiguous)
        ),
        _ => false,
    })
}

/// Numbers, some of them beyond a percentage or a count of people.
fn are_amounts(values: &[Cell<'_>]) -> bool {
    let number = |value: &Cell<'_>| match value {
        Cell::Number(number) => Some(*number),
        Cell::Text(text) => parse_amount(text, Decimals::Point).map(|a| a.value),
        _ => None,
    };
    let numbers: Vec<f64> = values.iter().filter_map(number).collect();
    numbers.len() == values.len() && numbers.iter().any(|n| n.abs() >= 1000.0)
}
