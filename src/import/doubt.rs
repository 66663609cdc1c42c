//! Columns that can be read in two ways, and nothing in them tells which. They are read in the likelier
//! way, said, and a person can decide.

use super::column::{Plan, plain_ratios};
use super::grid::Grid;
use super::row::raw;
use super::sheet::Sheet;
use super::values::{
    DateError, DayFirst, Decimals, Evidence, decimal_evidence, parse_amount, parse_date,
};
use crate::book::{Field, ValueKind};
use crate::policy::ReadChoice;
use crate::table::{Cell, Diagnostic};
use crate::words::Arg;

/// What can be read in two ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ambiguity {
    /// 01/02/2024
    DateOrder,
    /// 1.234
    Decimal,
    /// 1 may be 1 % or 100 %.
    Percent,
    /// An amount without a unit beside one in units times this power of ten.
    Scale(i32),
}

/// A column in doubt, and the first cell that can be read in two ways.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Doubt {
    pub(super) what: Ambiguity,
    pub(super) row: u32,
}

/// What could be read in two ways in a column's cells; nothing that a person has decided.
pub(super) fn doubt(
    grid: &Grid<'_>,
    rows: &[u32],
    plan: &Plan,
    decided: &ReadChoice,
) -> Option<Doubt> {
    let of = |what| move |row| Doubt { what, row };
    match plan.value {
        ValueKind::Date if plan.day_first == DayFirst::Unknown => {
            let either =
                |text: &str| parse_date(text, DayFirst::Unknown) == Err(DateError::Ambiguous);
            let mut texts = texts(grid, rows, plan.col);
            let found = texts.find(|(_, text)| either(text)).map(|(row, _)| row);
            found.map(of(Ambiguity::DateOrder))
        }
        ValueKind::Money | ValueKind::Number | ValueKind::Kpi
            if decided.decimal_comma.is_none() =>
        {
            decimal(grid, rows, plan.col).map(of(Ambiguity::Decimal))
        }
        ValueKind::Ratio => {
            let sign = decided.decimal_comma.is_none();
            let sign = sign.then(|| decimal(grid, rows, plan.col)).flatten();
            let share = decided.percent.is_none();
            let share = share.then(|| percent(grid, rows, plan)).flatten();
            let sign = sign.map(of(Ambiguity::Decimal));
            sign.or_else(|| share.map(of(Ambiguity::Percent)))
        }
        _ => None,
    }
}

fn texts<'a>(
    grid: &'a Grid<'a>,
    rows: &'a [u32],
    col: u32,
) -> impl Iterator<Item = (u32, &'a str)> {
    let cells = rows.iter().map(move |row| (*row, grid.cell(*row, col)));
    cells.filter_map(|(row, cell)| match cell {
        Cell::Text(text) => Some((row, text)),
        _ => None,
    })
}

/// The first cell whose number depends on the decimal sign, where no cell proves one, or some prove
/// the one and some the other.
fn decimal(grid: &Grid<'_>, rows: &[u32], col: u32) -> Option<u32> {
    let (mut either, mut point_proved, mut comma_proved) = (None, false, false);
    for (row, text) in texts(grid, rows, col) {
        if !text.contains(['.', ',', '．', '，']) {
            continue;
        }
        match decimal_evidence(text) {
            Evidence::Point => point_proved = true,
            Evidence::Comma => comma_proved = true,
            Evidence::None => {}
        }
        let read = |decimals| parse_amount(text, decimals).map(|a| a.value);
        let (point, comma) = (read(Decimals::Point), read(Decimals::Comma));
        if either.is_none() && point.is_some() && comma.is_some() && point != comma {
            either = Some(row);
        }
    }
    either.filter(|_| point_proved == comma_proved)
}

/// Plain numbers of which none tells, all are 0 or about 1; or which contradict each other: fractions
/// beside percents, or more than a whole where the header says percent.
fn percent(grid: &Grid<'_>, rows: &[u32], plan: &Plan) -> Option<u32> {
    let found = plain_ratios(grid, rows, plan.col, plan.decimals);
    let ones = (1.0..=1.5).contains(&found.largest) && !found.fraction;
    let both = found.fraction && found.largest > 1.5 && !plan.percent_named;
    let whole = found.largest > 1.0 && found.largest <= 1.5;
    let more = found.fraction && plan.percent_named && whole;
    let first = if both {
        found.first_fraction
    } else {
        found.first
    };
    first.filter(|_| ones || both || more)
}

/// Plain numbers that are all 0 or 1.
fn are_ends(grid: &Grid<'_>, rows: &[u32], plan: &Plan) -> bool {
    !plain_ratios(grid, rows, plan.col, plan.decimals).fraction
}

impl Sheet<'_> {
    /// What a person has decided about how a column is read.
    pub(super) fn read_choice(&self, col: u32) -> ReadChoice {
        let decided = self.column_choice(col);
        decided.map(|c| c.read).unwrap_or_default()
    }

    /// What could be read in two ways in the column of a field.
    pub(super) fn doubt(&self, plan: &Plan, rows: &[u32]) -> Option<Doubt> {
        let decided = self.read_choice(plan.col);
        // Odds of 0 and 1 are those of deals that have ended.
        let is_odds =
            |(field, of): &(Field, Plan)| *field == Field::Probability && of.col == plan.col;
        let odds = self.plans.iter().any(is_odds);
        let of_cells = doubt(self.table, rows, plan, &decided);
        let ended =
            |d: &Doubt| odds && d.what == Ambiguity::Percent && are_ends(self.table, rows, plan);
        let of_cells = of_cells.filter(|d| !ended(d));
        of_cells.or_else(|| self.scale_doubt(plan, rows, &decided))
    }

    /// An amount that names no unit beside one that does: 回款金额 beside 预计金额(万元).
    fn scale_doubt(&self, plan: &Plan, rows: &[u32], decided: &ReadChoice) -> Option<Doubt> {
        let unit = |plan: &Plan| self.headers.get(plan.col as usize)?.unit.scale;
        let no_unit = plan.value == ValueKind::Money
            && unit(plan).is_none()
            && plan.scale == 0
            && decided.scale.is_none();
        let money = self.plans.iter().map(|(_, plan)| plan);
        let mut money = money.filter(|plan| no_unit && plan.value == ValueKind::Money);
        let power = money.find_map(|plan| unit(plan).filter(|power| *power != 0))?;
        // A cell that names its unit, or is an amount of its own size, leaves no doubt.
        let number = |row: &&u32| match self.table.cell(**row, plan.col) {
            Cell::Number(value) => value != 0.0,
            Cell::Text(text) => parse_amount(text, plan.decimals).is_some_and(|a| a.value != 0.0),
            _ => false,
        };
        let what = Ambiguity::Scale(power);
        rows.iter()
            .find(number)
            .map(|row| Doubt { what, row: *row })
    }

    /// Says which columns could be read in two ways, and how they are read. Dates say so cell by
    /// cell: they count as unknown.
    pub(super) fn doubt_notes(&self) -> Vec<Diagnostic> {
        let rows = self.data();
        let columns = self.plans.iter().filter_map(|(field, plan)| {
            let doubt = self.doubt(plan, &rows)?;
            self.say_doubt(*field, plan, doubt)
        });
        columns.collect()
    }

    fn say_doubt(&self, field: Field, plan: &Plan, doubt: Doubt) -> Option<Diagnostic> {
        let cell = self.table.cell(doubt.row, plan.col);
        let text = raw(cell).into_owned();
        let code = match doubt.what {
            Ambiguity::DateOrder => return None,
            // Groups of three behind a comma are the usual 1,234; who means it otherwise can say so.
            Ambiguity::Decimal if !text.contains('.') => return None,
            Ambiguity::Decimal => "ambiguous-decimal-point",
            Ambiguity::Percent if plan.percent => "ambiguous-percent",
            Ambiguity::Percent => "ambiguous-fraction",
            Ambiguity::Scale(_) => "ambiguous-unit",
        };
        let note = Diagnostic::note(code)
            .with("field", Arg::Code(format!("field.{}", field.name())))
            .with("raw", text.as_str());
        let note = match doubt.what {
            Ambiguity::Scale(power) => note.with("factor", libm::pow(10.0, f64::from(power))),
            _ => note,
        };
        Some(note.at(self.table.addr(doubt.row, plan.col), text))
    }
}
