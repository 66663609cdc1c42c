//! Columns and scale of the ladder.

use std::collections::BTreeSet;

use crate::analysis::tiering::{AccountTier, Basis, TiersReport};
use crate::chart::canvas::{Anchor, Area, Label, Plot, Scale, Surface};
use crate::chart::frame::Frame;
use crate::chart::line_break::{bold, regular, wrap};
use crate::chart::scene::{Room, Scene};
use crate::chart::theme::Paint;
use crate::chart::tiers::{score_text, tier_text};
use crate::order::{Gather, InOrder};
use crate::words::NumberStyle;

/// Most unit columns drawn.
const MOST_UNITS: usize = 4;
/// Least and most width of a unit's or the file tier's column: words of its head stay whole where they can.
const COLUMN: (f64, f64) = (58.0, 84.0);

/// Where things stand.
pub struct Layout {
    /// Scores across, rows downwards.
    pub plot: Plot,
    /// Rows drawn.
    pub rows: usize,
    /// Width of the name column.
    pub label: f64,
    /// Right edge of the tier column.
    pub tier_end: f64,
    /// Right edge of the score column.
    pub score_end: f64,
    /// The score stands below the tier.
    pub stacked: bool,
    /// Width of a unit's or the file tier's column.
    pub column: f64,
    /// (unit, middle of its column).
    pub units: Vec<(String, f64)>,
    /// Units without a column.
    pub units_hidden: usize,
    /// Middle of the column of the file's own tier.
    pub file_tier: Option<f64>,
    /// (tier, from, to), best first.
    pub regions: Vec<(String, f64, f64)>,
    /// Scores between regions.
    pub cuts: Vec<f64>,
    percent: bool,
}

impl Layout {
    /// Fitted to the frame's width; moves the frame below the column heads.
    pub fn new(frame: &mut Frame<'_>, accounts: &[&AccountTier], rows: usize) -> Self {
        let scene = frame.scene;
        let report = &scene.reports.tiers;
        let (units, units_hidden, with_file) = columns(scene, accounts);
        let columns = (units.len() + usize::from(with_file)) as f64;
        let column = column_width(frame, &units, columns);
        let extra = column * columns;
        let (tier, score) = figure_widths(frame, accounts);
        let label = label_width(frame);
        let x = frame.left + label + 10.0;
        let stacked = scene.room() == Room::Small;
        let figures = if stacked {
            tier.max(score) + 12.0
        } else {
            tier + score + 22.0
        };
        let right = frame.right - extra - figures;
        frame.y += head_height(&units, with_file);
        let plot = plot(frame, accounts, rows, (x, right));
        let middle = |i: usize| frame.right - extra + column * (i as f64 + 0.5);
        let placed = units.into_iter().enumerate();
        let units: Vec<_> = placed.map(|(i, u)| (u, middle(i))).collect();
        Self {
            plot,
            rows,
            label,
            tier_end: if stacked {
                frame.right
            } else {
                right + 10.0 + tier
            },
            score_end: right + figures,
            stacked,
            column,
            file_tier: with_file.then(|| middle(units.len())),
            units,
            units_hidden,
            regions: regions(report),
            cuts: cuts(report),
            percent: report.basis == Basis::Abc,
        }
    }

    /// Height and middle of a row.
    pub fn row(&self, index: usize) -> (f64, f64) {
        let height = (self.plot.area.h - 4.0) / self.rows.max(1) as f64;
        let top = self.plot.area.y + 2.0 + height * index as f64;
        (height, top + height / 2.0)
    }

    /// A score on the axis.
    pub fn tick(&self, scene: Scene<'_>, value: f64) -> String {
        if self.percent {
            scene.number(value / 100.0, NumberStyle::Percent0)
        } else {
            scene.number(value, NumberStyle::Num)
        }
    }

    /// Heads of the columns right of the plot.
    pub fn heads(&self, frame: &mut Frame<'_>) {
        let mut heads = self.units.clone();
        if let Some(x) = self.file_tier {
            heads.push((frame.scene.say("tier-ladder.file_tier"), x));
        }
        for (text, x) in heads {
            let text = crate::chart::canvas::clean(&text);
            let lines = wrap(frame.scene.metrics, &text, bold(11.0), self.column - 6.0, 2);
            let first = self.plot.area.y - 7.0 - 13.0 * (lines.len() as f64 - 1.0);
            for (i, line) in lines.iter().enumerate() {
                let y = first + 13.0 * i as f64;
                let label = Label::new(line, x, y, bold(11.0), Paint::Ink2);
                frame.canvas.label(label.anchor(Anchor::Middle));
            }
        }
    }
}

fn column_width(frame: &Frame<'_>, units: &[String], columns: f64) -> f64 {
    let words = units.iter().flat_map(|unit| unit.split_whitespace());
    let words = words.filter(|word| word.is_ascii());
    let widest = words.map(|word| bold(11.0).width(frame.scene.metrics, word));
    // All together a third of the chart at the most, as far as the least width allows.
    let most = (frame.inner() / 3.0 / columns.max(1.0)).clamp(COLUMN.0, COLUMN.1);
    (widest.fold(0.0, f64::max) + 8.0).clamp(COLUMN.0, most)
}

fn head_height(units: &[String], with_file: bool) -> f64 {
    if units.is_empty() && !with_file {
        26.0
    } else {
        38.0
    }
}

fn label_width(frame: &Frame<'_>) -> f64 {
    match frame.scene.room() {
        Room::Large => (frame.inner() * 0.25).clamp(130.0, 280.0),
        _ => (frame.inner() * 0.34).clamp(90.0, 180.0),
    }
}

/// Widths of the tier and the score column.
fn figure_widths(frame: &Frame<'_>, accounts: &[&AccountTier]) -> (f64, f64) {
    let (scene, most) = (frame.scene, frame.inner() * 0.2);
    let widest = |face: crate::chart::line_break::Face, text: &dyn Fn(&AccountTier) -> String| {
        let widths = accounts.iter().filter(|a| a.assessable);
        let widths = widths.map(|a| face.width(scene.metrics, &text(a)));
        widths.fold(0.0, f64::max).min(most)
    };
    let tier = widest(bold(12.5), &|a| tier_text(scene, a)).max(16.0);
    let score = widest(regular(12.0), &|a| score_text(scene, a)).max(16.0);
    (tier, score)
}

/// Unit columns, how many have no room, and whether the file's own tier gets a column.
fn columns(scene: Scene<'_>, accounts: &[&AccountTier]) -> (Vec<String>, usize, bool) {
    if scene.room() != Room::Large {
        return (Vec::new(), 0, false);
    }
    let all: BTreeSet<&str> = accounts
        .iter()
        .flat_map(|a| a.verdicts.iter().map(|(unit, _)| unit.as_str()))
        .gather();
    // As in the matrix of verdicts: the group, then the units.
    let raters = scene.reports.tiers.audit.iter().flat_map(|a| &a.raters);
    let raters: Vec<&str> = raters.filter_map(|r| r.as_deref()).collect();
    let mut all: Vec<&str> = all.into_iter().collect();
    all.order_by_key(|unit| raters.iter().position(|rater| rater == unit));
    let units: Vec<String> = all.iter().take(MOST_UNITS).map(|u| (*u).into()).collect();
    let hidden = all.len() - units.len();
    (
        units,
        hidden,
        accounts.iter().any(|a| a.file_tier.is_some()),
    )
}

fn row_height(scene: Scene<'_>, accounts: &[&AccountTier]) -> f64 {
    let second = accounts
        .iter()
        .any(|a| a.file_tier.is_some() || !a.verdicts.is_empty());
    match (scene.room(), second) {
        (Room::Small, _) | (Room::Medium, true) => 38.0,
        _ => 28.0,
    }
}

fn plot(frame: &Frame<'_>, accounts: &[&AccountTier], rows: usize, (x, right): (f64, f64)) -> Plot {
    let area = Area {
        x,
        y: frame.y,
        w: (right - x).max(60.0),
        h: row_height(frame.scene, accounts) * rows as f64 + 4.0,
    };
    let x = Scale::new(0.0, 100.0, vec![0.0, 100.0]);
    Plot::new(area, x, Scale::new(0.0, rows as f64, Vec::new()))
}

/// Where each tier lies on the axis. A policy's best tier is at the right; with ABC, whose axis is
/// the cumulative amount, at the left.
fn regions(report: &TiersReport) -> Vec<(String, f64, f64)> {
    let abc = report.basis == Basis::Abc;
    let mut edge = if abc { 0.0 } else { 100.0 };
    let mut regions = Vec::new();
    for tier in &report.tiers {
        let cut = tier.cutoff.clamp(0.0, 100.0);
        let (from, to) = if abc { (edge, cut) } else { (cut, edge) };
        regions.push((tier.name.clone(), from.min(to), to.max(from)));
        edge = cut;
    }
    regions
}

fn cuts(report: &TiersReport) -> Vec<f64> {
    let cuts = report.tiers.iter().map(|t| t.cutoff);
    cuts.filter(|c| *c > 0.0 && *c < 100.0).collect()
}
