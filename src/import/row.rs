//! One row, read field by field. What cannot be read becomes a diagnostic with its cell.

use jiff::civil::Date;

use super::cells::{amount, flag, is_rounded, number_date, ratio, unguarded, whole_amount};
pub(super) use super::cells::{raw, scaled, units};
use super::column::Plan;
use super::grid::Grid;
use super::period;
use super::values::{
    Amount, DateError, Meaning, clean, currency, deal_kind, is_blank, meaning, parse_date,
    parse_year,
};
use crate::book::{Field, KpiUnit, Level, Money, Origin, Power, Ratio};
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
            Cell::Text(text) if is_blank(&clean(text)) && !is_error(text) => None,
            Cell::Text(text) if !is_error(text) => Some(Cell::Text(text)),
            Cell::Error(text) | Cell::Text(text) => {
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
        // The cell's own, then the row's, then the header's.
        let row = || self.row_currency();
        let named = amount
            .currency
            .map(Some)
            .or_else(row)
            .or(plan.currency.map(Some));
        if let (Some(named), Some(book)) = (named, self.currency)
            && named != Some(book)
        {
            self.refuse("other-currency", field, plan.col);
            return None;
        }
        Money::new(amount.value).ok()
    }

    /// What the row's own column says: `Some(None)` for a word that is no currency we know.
    fn row_currency(&self) -> Option<Option<&'static str>> {
        let plan = self.plan(Field::Currency)?;
        match self.table.cell(self.row, plan.col) {
            Cell::Text(text) if !is_blank(&clean(text)) => Some(currency(text)),
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
            Ok(date) => return Some(ending(field, cell, date)),
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

    /// Sets the row aside for want of a required cell, or since nothing can be read from it.
    pub(super) fn missing(&mut self, field: Field) {
        let col = self.plan(field).map_or(0, |plan| plan.col);
        let at = self.table.addr(self.row, col);
        let raw = raw(self.table.cell(self.row, col)).into_owned();
        let same = |d: &Diagnostic, code: &str| d.code() == code && d.at.as_ref() == Some(&at);
        // That its currency is another one says enough.
        let mut last = self.diagnostics.last().into_iter();
        if last.any(|last| same(last, "other-currency")) {
            return;
        }
        let unreadable = self.diagnostics.pop_if(|last| same(last, "unreadable"));
        let unreadable = unreadable.is_some();
        let diagnostic = match unreadable {
            true => Diagnostic::warning("required-unreadable").with("raw", raw.as_str()),
            false => Diagnostic::warning("row-without-required"),
        };
        let field = Arg::Code(format!("field.{}", field.name()));
        self.diagnostics
            .push(diagnostic.with("field", field).at(at, raw));
    }
}

/// True for an error value that a text file holds. `#N/A` is how people
/// write *nothing here*, and `#DIV/0!` what comes of it.
fn is_error(text: &str) -> bool {
    const ERRORS: [&str; 5] = ["#ref!", "#value!", "#name?", "#num!", "#null!"];
    let text = text.trim();
    text.starts_with('#') && ERRORS.iter().any(|error| text.eq_ignore_ascii_case(error))
}

/// A deal that is to close in a month has until its last day.
fn ending(field: Field, cell: Cell<'_>, date: Date) -> Date {
    match cell {
        Cell::Text(text) if matches!(field, Field::CloseDate | Field::FirstCloseDate) => {
            period::last_day(text, date).unwrap_or(date)
        }
        _ => date,
    }
}
