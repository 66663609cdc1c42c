//! One row, read field by field. What cannot be read becomes a diagnostic with its cell.

use std::borrow::Cow;

use jiff::civil::Date;

use super::column::Plan;
use super::grid::Grid;
use super::values::{
    Amount, DateError, Meaning, clean, currency, deal_kind, is_blank, meaning, parse_amount,
    parse_date, parse_percent, parse_year, serial_date,
};
use crate::book::{Field, KpiUnit, Level, Money, Origin, Power, Ratio, ValueKind};
use crate::table::{Cell, Diagnostic};
use crate::words::Arg;

/// A row of a table that is understood.
pub(super) struct Row<'a> {
    /// The table.
    pub(super) table: &'a Grid<'a>,
    /// Row, counted from the table's first.
    pub(super) row: u32,
    /// How each field is read.
    pub(super) plans: &'a [(Field, Plan)],
    /// The book's currency.
    pub(super) currency: Option<&'a str>,
    /// First month of the fiscal year.
    pub(super) fiscal_start: i8,
    /// Where diagnostics go.
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
    /// Index of the table in the book's sources.
    pub(super) source: u32,
}

impl<'a> Row<'a> {
    pub(super) fn origin(&self) -> Origin {
        Origin {
            source: self.source,
            row: self.table.key(self.row),
        }
    }

    fn plan(&self, field: Field) -> Option<Plan> {
        self.plans
            .iter()
            .find(|(f, _)| *f == field)
            .map(|(_, plan)| *plan)
    }

    /// A cell that is not blank; an error value is reported and counts as blank.
    fn cell(&mut self, plan: &Plan) -> Option<Cell<'a>> {
        match self.table.read(self.row, plan) {
            Cell::Empty => None,
            Cell::Text(text) if is_blank(&clean(text)) => None,
            Cell::Error(text) => {
                let at = self.table.addr(self.row, plan.col);
                self.diagnostics
                    .push(Diagnostic::warning("error-cell").at(at, text));
                None
            }
            cell => Some(cell),
        }
    }

    fn refuse(&mut self, code: &str, field: Field, col: u32) {
        let at = self.table.addr(self.row, col);
        let raw = raw(self.table.cell(self.row, col)).into_owned();
        let field = Arg::Code(format!("field.{}", field.name()));
        let diagnostic = Diagnostic::warning(code)
            .with("field", field)
            .with("raw", raw.clone());
        self.diagnostics.push(diagnostic.at(at, raw));
    }

    /// Reads a cell by `read`; where that fails, the cell is reported as unreadable.
    fn take<T>(
        &mut self,
        field: Field,
        read: impl FnOnce(Cell<'a>, &Plan) -> Option<T>,
    ) -> Option<T> {
        let plan = self.plan(field)?;
        let cell = self.cell(&plan)?;
        let value = read(cell, &plan);
        if value.is_none() {
            self.refuse("unreadable", field, plan.col);
        }
        value
    }

    /// Trimmed text.
    pub(super) fn text(&mut self, field: Field) -> Option<String> {
        self.take(field, |cell, _| Some(unguarded(&raw(cell)).to_owned()))
    }

    /// A number by which something is called, or a name. A long number that a spreadsheet has
    /// rounded (3.10101E+17) names nothing: many would share it.
    pub(super) fn key(&mut self, field: Field) -> Option<String> {
        let plan = self.plan(field)?;
        let cell = self.cell(&plan)?;
        if is_rounded(cell) {
            self.refuse("digits-lost", field, plan.col);
            return None;
        }
        self.text(field)
    }

    /// An amount in the book's currency.
    pub(super) fn money(&mut self, field: Field) -> Option<Money> {
        let plan = self.plan(field)?;
        let amount = self.take(field, whole_amount)?;
        let named = amount
            .currency
            .or(plan.currency)
            .or_else(|| self.row_currency());
        if let (Some(named), Some(book)) = (named, self.currency)
            && named != book
        {
            self.refuse("other-currency", field, plan.col);
            return None;
        }
        Money::new(amount.value).ok()
    }

    fn row_currency(&self) -> Option<&'static str> {
        let plan = self.plan(Field::Currency)?;
        match self.table.cell(self.row, plan.col) {
            Cell::Text(text) => currency(text),
            _ => None,
        }
    }

    /// A plain number.
    pub(super) fn number(&mut self, field: Field) -> Option<f64> {
        self.take(field, amount).map(|a| a.value)
    }

    /// A whole number ≥ 0.
    pub(super) fn count(&mut self, field: Field) -> Option<u32> {
        self.take(field, |cell, plan| {
            let value = whole_amount(cell, plan)?.value;
            (value.fract() == 0.0 && (0.0..=4e9).contains(&value)).then_some(value as u32)
        })
    }

    /// A ratio.
    pub(super) fn ratio(&mut self, field: Field) -> Option<Ratio> {
        self.take(field, |cell, plan| Ratio::new(ratio(cell, plan)?).ok())
    }

    /// A ratio within 0 … 1.
    pub(super) fn probability(&mut self, field: Field) -> Option<Ratio> {
        self.take(field, |cell, plan| {
            Ratio::probability(ratio(cell, plan)?).ok()
        })
    }

    /// Yes or no.
    pub(super) fn flag(&mut self, field: Field) -> Option<bool> {
        let plan = self.plan(field)?;
        // 无 is a blank elsewhere; here it means no.
        if let Cell::Text(text) = self.table.read(self.row, &plan)
            && let Some(word) = meaning(text, Meaning::Flag)
        {
            return Some(word == "yes");
        }
        self.take(field, |cell, _| flag(cell))
    }

    /// One of a meaning's words.
    pub(super) fn word(&mut self, field: Field, of: Meaning) -> Option<&'static str> {
        self.take(field, |cell, _| meaning(&raw(cell), of))
    }

    /// One of a meaning's words, where other words may stand too.
    pub(super) fn word_if_known(&mut self, field: Field, of: Meaning) -> Option<&'static str> {
        let plan = self.plan(field)?;
        meaning(&raw(self.cell(&plan)?), of)
    }

    /// lead / opportunity / won / lost, from a status or a stage, where other words may stand too.
    pub(super) fn deal_kind(&mut self, field: Field) -> Option<&'static str> {
        let plan = self.plan(field)?;
        deal_kind(&raw(self.cell(&plan)?))
    }

    /// The word of a status that is not known; nothing where it is blank or known.
    pub(super) fn unknown_deal_kind(&self, field: Field) -> Option<String> {
        let plan = self.plan(field)?;
        let cell = self.table.read(self.row, &plan);
        let text = raw(cell);
        let text = text.trim();
        let blank = matches!(cell, Cell::Empty | Cell::Error(_)) || is_blank(&clean(text));
        (!blank && deal_kind(text).is_none()).then(|| text.to_owned())
    }

    /// True if the table has a column for the field.
    pub(super) fn has(&self, field: Field) -> bool {
        self.plan(field).is_some()
    }

    /// True if the field has no column, or nothing stands in it here.
    pub(super) fn is_blank(&self, field: Field) -> bool {
        let cell = self
            .plan(field)
            .map(|plan| self.table.read(self.row, &plan));
        match cell {
            None | Some(Cell::Empty) => true,
            Some(Cell::Text(text)) => is_blank(&clean(text)),
            Some(_) => false,
        }
    }

    /// A relationship level.
    pub(super) fn level(&mut self, field: Field) -> Option<Level> {
        self.take(field, |cell, plan| {
            let number = match meaning(&raw(cell), Meaning::Level) {
                Some(word) => word.strip_prefix("level")?.parse().ok()?,
                None => whole_amount(cell, plan)?.value,
            };
            (number.fract() == 0.0).then(|| Level::new(number as i8).ok())?
        })
    }

    /// A contact's power.
    pub(super) fn power(&mut self, field: Field) -> Option<Power> {
        self.take(field, |cell, plan| {
            let number = whole_amount(cell, plan)?.value;
            (number.fract() == 0.0 && (1.0..=5.0).contains(&number))
                .then(|| Power::new(number as u8).ok())?
        })
    }

    /// A civil date.
    pub(super) fn date(&mut self, field: Field) -> Option<Date> {
        let plan = self.plan(field)?;
        let cell = self.cell(&plan)?;
        let read = match cell {
            Cell::Date(at) => Ok(at.date()),
            Cell::Number(number) => number_date(number).ok_or(DateError::NotADate),
            Cell::Text(text) => parse_date(text, plan.day_first),
            _ => Err(DateError::NotADate),
        };
        match read {
            Ok(date) => return Some(date),
            Err(DateError::Ambiguous) => self.refuse("ambiguous-day-month", field, plan.col),
            Err(DateError::NotADate) => self.refuse("unreadable", field, plan.col),
        }
        None
    }

    /// A fiscal year.
    pub(super) fn year(&mut self, field: Field) -> Option<i16> {
        let start = self.fiscal_start;
        self.take(field, |cell, _| match cell {
            Cell::Date(at) => Some(at.year() - i16::from(at.month() < start)),
            cell => parse_year(&raw(cell)),
        })
    }

    /// A scorecard value and how it is shown.
    pub(super) fn kpi(&mut self, field: Field) -> Option<(f64, KpiUnit)> {
        self.take(field, |cell, plan| {
            let read = amount(cell, plan)?;
            let unit = match read {
                Amount { percent: true, .. } => KpiUnit::Percent,
                Amount {
                    currency: Some(_), ..
                } => KpiUnit::Money,
                Amount { scaled: true, .. } => KpiUnit::Money,
                _ => KpiUnit::Plain,
            };
            Some((read.value, unit))
        })
    }

    /// Sets the row aside for want of a required cell.
    pub(super) fn missing(&mut self, field: Field) {
        let col = self.plan(field).map_or(0, |plan| plan.col);
        let at = self.table.addr(self.row, col);
        let raw = raw(self.table.cell(self.row, col)).into_owned();
        let diagnostic = Diagnostic::warning("row-without-required");
        let field = Arg::Code(format!("field.{}", field.name()));
        self.diagnostics
            .push(diagnostic.with("field", field).at(at, raw));
    }
}

/// `="00123"` and `'00123` are how files keep a spreadsheet from dropping zeros.
fn unguarded(text: &str) -> &str {
    let text = text.trim();
    let quoted = text
        .strip_prefix("=\"")
        .and_then(|text| text.strip_suffix('"'));
    quoted.unwrap_or_else(|| text.strip_prefix('\'').unwrap_or(text))
}

/// True for numbers beyond the 15 digits that a spreadsheet keeps, and for the way it writes them.
fn is_rounded(cell: Cell<'_>) -> bool {
    match cell {
        Cell::Number(number) => number.abs() >= 1e15,
        Cell::Text(text) => text.split_once(['E', 'e']).is_some_and(|(digits, power)| {
            let power = power.trim().strip_prefix('+').unwrap_or("");
            digits.contains('.')
                && digits
                    .trim()
                    .chars()
                    .all(|c| c.is_ascii_digit() || c == '.')
                && !power.is_empty()
                && power.chars().all(|c| c.is_ascii_digit())
        }),
        _ => false,
    }
}

/// A cell as people see it.
pub(super) fn raw(cell: Cell<'_>) -> Cow<'_, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(text) | Cell::Error(text) => Cow::Borrowed(text),
        Cell::Number(number) => Cow::Owned(number.to_string()),
        Cell::Bool(true) => Cow::Borrowed("TRUE"),
        Cell::Bool(false) => Cow::Borrowed("FALSE"),
        Cell::Date(at) => Cow::Owned(at.date().to_string()),
    }
}

/// A number as the column reads it.
pub(super) fn units(cell: Cell<'_>, plan: &Plan) -> Option<f64> {
    match plan.value {
        ValueKind::Ratio => ratio(cell, plan),
        _ => amount(cell, plan).map(|a| a.value),
    }
}

/// Numbers beyond it are no amounts of anybody's business, and their sums would not be exact.
const MOST: f64 = 1e15;

fn amount(cell: Cell<'_>, plan: &Plan) -> Option<Amount> {
    any_amount(cell, plan).filter(|amount| amount.value.abs() <= MOST)
}

fn any_amount(cell: Cell<'_>, plan: &Plan) -> Option<Amount> {
    let read = match cell {
        Cell::Number(value) => Amount {
            value,
            currency: None,
            scaled: false,
            percent: false,
        },
        Cell::Text(text) => parse_amount(text, plan.decimals)?,
        _ => return None,
    };
    if read.scaled || plan.scale == 0 {
        return Some(read);
    }
    let value = scaled(read.value, plan.scale)?;
    Some(Amount { value, ..read })
}

/// An amount that is no percentage: 15% of something is no money, count or level.
fn whole_amount(cell: Cell<'_>, plan: &Plan) -> Option<Amount> {
    amount(cell, plan).filter(|amount| !amount.percent)
}

/// Times a power of ten, rounded once.
pub(super) fn scaled(value: f64, power: i32) -> Option<f64> {
    format!("{value}e{power}").parse().ok()
}

fn ratio(cell: Cell<'_>, plan: &Plan) -> Option<f64> {
    let read = match cell {
        Cell::Number(value) => Amount {
            value,
            currency: None,
            scaled: false,
            percent: false,
        },
        Cell::Text(text) => parse_percent(text, plan.decimals)?,
        _ => return None,
    };
    if plan.percent && !read.percent {
        return scaled(read.value, -2);
    }
    Some(read.value)
}

fn flag(cell: Cell<'_>) -> Option<bool> {
    match cell {
        Cell::Bool(value) => Some(value),
        Cell::Number(1.0) => Some(true),
        Cell::Number(0.0) => Some(false),
        _ => None,
    }
}

/// A serial, or 20240102 as a number.
fn number_date(number: f64) -> Option<Date> {
    if (19_000_101.0..=99_991_231.0).contains(&number) && number.fract() == 0.0 {
        return parse_date(&number.to_string(), super::values::DayFirst::Unknown).ok();
    }
    (20_000.0..80_000.0)
        .contains(&number)
        .then(|| serial_date(number))?
}
