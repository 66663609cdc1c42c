//! One row of a scorecard.

use super::fields::named;
use super::{Aside, need};
use crate::book::{AccountId, Direction, Field, Kpi, KpiUnit, Quadrant};
use crate::import::accounts::Named;
use crate::import::row::Row;
use crate::import::synonyms::ratio_names;
use crate::import::values::Meaning;

pub(super) fn kpi(row: &mut Row) -> Result<(Named, Kpi), Aside> {
    let account = named(row)?;
    let name = need(row.text(Field::Kpi), Field::Kpi)?;
    let quadrant = row
        .word(Field::Quadrant, Meaning::Quadrant)
        .and_then(quadrant);
    let quadrant = need(quadrant, Field::Quadrant)?;
    let values = [Field::Actual, Field::Target, Field::Floor, Field::Stretch].map(|f| row.kpi(f));
    let (unit, [actual, target, floor, stretch]) = one_unit(&name, values);
    let lower = row.word(Field::Direction, Meaning::Direction) == Some("lower");
    let kpi = Kpi {
        origin: row.origin(),
        account: AccountId(0),
        name,
        quadrant,
        unit,
        actual,
        target,
        floor,
        stretch,
        direction: if lower {
            Direction::Lower
        } else {
            Direction::Higher
        },
        weight: kpi_weight(row),
        period: row.text(Field::Period),
        split: [Field::ArShare, Field::SrShare, Field::FrShare].map(|f| row.ratio(f)),
        bonus_pool: row.money(Field::BonusPool),
    };
    Ok((account, kpi))
}

fn kpi_weight(row: &mut Row) -> f64 {
    row.number(Field::Weight).unwrap_or(1.0)
}

/// Brings a KPI's values to one unit: a percent sign on one of them is a percent sign on all.
fn one_unit(name: &str, values: [Option<(f64, KpiUnit)>; 4]) -> (KpiUnit, [Option<f64>; 4]) {
    let known = || values.iter().flatten();
    let is = |unit: KpiUnit| known().any(|(_, u)| *u == unit);
    let lower = name.to_lowercase();
    let named = ratio_names()
        .iter()
        .any(|end| lower.trim_end_matches([')', '）', ' ']).ends_with(end));
    let small = known().all(|(value, _)| value.abs() <= 2.0)
        && known().any(|(value, _)| value.fract() != 0.0);
    let unit = if is(KpiUnit::Percent) || (named && small) {
        KpiUnit::Percent
    } else if is(KpiUnit::Money) {
        KpiUnit::Money
    } else {
        KpiUnit::Plain
    };
    let one = |(value, written): (f64, KpiUnit)| {
        let beside = is(KpiUnit::Percent) && value.abs() >= 2.0;
        let plain = unit == KpiUnit::Percent && written == KpiUnit::Plain;
        let whole = plain && (beside || value.abs() > 2.0);
        if whole { value / 100.0 } else { value }
    };
    (unit, values.map(|v| v.map(one)))
}

fn quadrant(word: &str) -> Option<Quadrant> {
    match word {
        "financial" => Some(Quadrant::Financial),
        "customer" => Some(Quadrant::Customer),
        "process" => Some(Quadrant::Process),
        "learning" => Some(Quadrant::Learning),
        _ => None,
    }
}
