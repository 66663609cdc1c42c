//! The numbers of the fan, in one unit.

use std::collections::BTreeMap;

use crate::analysis::Evidence;
use crate::analysis::share::{Forecast, ShareReport};
use crate::chart::scene::Scene;
use crate::words::NumberStyle;

/// What is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Our part of what customers spend.
    Share,
    /// Our revenue; without any revenue known, what the year's pipeline brings.
    Money,
}

/// A forecast year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Fiscal year.
    pub year: i16,
    /// P10, P25, P50, P75, P90.
    pub quantiles: [f64; 5],
    /// The planned value.
    pub target: Option<f64>,
    /// P(target).
    pub chance: Option<f64>,
    /// Σ p · amount, where the pipeline alone is drawn.
    pub weighted: Option<f64>,
}

/// All that is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Their unit.
    pub unit: Unit,
    /// Actual years, ascending.
    pub history: Vec<(i16, f64)>,
    /// Years ahead, ascending.
    pub forecast: Vec<Point>,
    /// Planned values of years ahead, ascending.
    pub targets: Vec<(i16, f64)>,
}

impl Unit {
    /// Its part of message codes.
    pub fn code(self) -> &'static str {
        match self {
            Self::Share => "share",
            Self::Money => "money",
        }
    }

    /// A value in words.
    pub fn text(self, scene: Scene<'_>, value: f64) -> String {
        scene.number(
            value,
            match self {
                Self::Share => NumberStyle::Percent,
                Self::Money => NumberStyle::Money,
            },
        )
    }
}

impl Series {
    /// In shares where wallets are known, else in money; `None` without any number.
    pub fn of(report: &ShareReport) -> Option<Self> {
        let shares = Self::shares(report);
        if !shares.is_empty() {
            return Some(shares);
        }
        let money = Self::money(report);
        (!money.is_empty()).then_some(money)
    }

    /// Actual years lead on to forecast years, or are several.
    pub fn has_trend(&self) -> bool {
        let ahead = !self.forecast.is_empty() || !self.targets.is_empty();
        self.history.len() > 1 || (!self.history.is_empty() && ahead)
    }

    /// First and last year drawn.
    pub fn years(&self) -> (i16, i16) {
        let history = self.history.iter().map(|(year, _)| *year);
        let targets = self.targets.iter().map(|(year, _)| *year);
        let all = history.chain(targets);
        let all: Vec<i16> = all.chain(self.forecast.iter().map(|p| p.year)).collect();
        let first = all.iter().copied().min().unwrap_or_default();
        (first, all.iter().copied().max().unwrap_or(first))
    }

    /// The largest value drawn.
    pub fn top(&self) -> f64 {
        let history = self.history.iter().map(|(_, v)| *v);
        let targets = self.targets.iter().map(|(_, v)| *v);
        let quantiles = self.forecast.iter().flat_map(|p| p.quantiles);
        let weighted = self.forecast.iter().filter_map(|p| p.weighted);
        let all = history.chain(targets).chain(quantiles).chain(weighted);
        all.fold(0.0, f64::max)
    }

    fn is_empty(&self) -> bool {
        self.history.is_empty() && self.forecast.is_empty() && self.targets.is_empty()
    }

    fn shares(report: &ShareReport) -> Self {
        let all = report
            .history
            .iter()
            .map(|(year, _, _, share)| (*year, *share));
        let point = |f: &Forecast| {
            Some(Point {
                year: f.year,
                quantiles: f.share_quantiles?,
                target: f.target_share,
                chance: f.p_hit,
                weighted: None,
            })
        };
        Self::assemble(Unit::Share, report, all.collect(), point, |f| {
            f.target_share
        })
    }

    fn money(report: &ShareReport) -> Self {
        let base = report.forecasts.iter().find_map(|f| f.base_year);
        let mut revenue: BTreeMap<i16, f64> = BTreeMap::new();
        for year in report.lines.iter().flat_map(|l| &l.years) {
            if base.is_some_and(|base| year.year <= base) {
                *revenue.entry(year.year).or_default() += year.revenue.unwrap_or_default();
            }
        }
        let point = |f: &Forecast| {
            let quantiles = f.total_quantiles.unwrap_or(f.quantiles);
            (f.deals > 0 || f.total_quantiles.is_some()).then_some(Point {
                year: f.year,
                quantiles,
                target: f.target.filter(|_| f.total_quantiles.is_some()),
                chance: f.p_hit,
                weighted: f.total_quantiles.is_none().then_some(f.weighted),
            })
        };
        let history = revenue.into_iter().collect();
        Self::assemble(Unit::Money, report, history, point, |f| f.target)
    }

    /// A year is either history or ahead, never both.
    fn assemble(
        unit: Unit,
        report: &ShareReport,
        history: Vec<(i16, f64)>,
        point: impl Fn(&Forecast) -> Option<Point>,
        target: impl Fn(&Forecast) -> Option<f64>,
    ) -> Self {
        let forecast: Vec<Point> = report.forecasts.iter().filter_map(point).collect();
        let first = forecast.first().map_or(i16::MAX, |p| p.year);
        let history: Vec<_> = history.into_iter().filter(|(y, _)| *y < first).collect();
        let last = history.last().map_or(i16::MIN, |(year, _)| *year);
        let targets = report.forecasts.iter();
        let targets = targets.filter_map(|f| Some((f.year, target(f)?)));
        Self {
            unit,
            targets: targets.filter(|(year, _)| *year > last).collect(),
            history,
            forecast,
        }
    }
}

/// The rows behind an actual year.
pub fn evidence(report: &ShareReport, year: i16) -> Vec<Evidence> {
    let years = report.lines.iter().flat_map(|l| &l.years);
    let rows = years.filter(|y| y.year == year);
    rows.map(|y| y.evidence.clone()).take(50).collect()
}
