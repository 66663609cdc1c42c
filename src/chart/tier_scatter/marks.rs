//! Marks: one per account, or per cell of a grid where there are too many.

use std::collections::BTreeMap;

use super::dots::{Across, Dot};
use super::layout::Layout;
use super::say;
use crate::analysis::tiering::AccountTier;
use crate::chart::canvas::{Anchor, Area, Dash, Label, Look, Surface};
use crate::chart::frame::Frame;
use crate::chart::line_break::regular;
use crate::chart::scene::Scene;
use crate::chart::theme::Paint;
use crate::chart::tiers;
use crate::words::NumberStyle;

/// Most accounts that are all drawn singly: beyond, marks cover each other.
pub const MOST: usize = 400;
/// Most accounts with an interval each.
const MOST_INTERVALS: usize = 120;
/// Width and height of a cell that stands for many accounts.
const CELL: (f64, f64) = (30.0, 20.0);

/// What is drawn as one thing.
pub enum Drawn<'d, 'a> {
    /// An account.
    One(&'d Dot<'a>),
    /// Several in one cell of the grid.
    Many(Area, Vec<&'d Dot<'a>>),
}

/// Accounts, the largest first; or cells from top to bottom, one that holds a single account as
/// that account.
pub fn all<'d, 'a>(layout: &Layout, dots: &'d [Dot<'a>]) -> Vec<Drawn<'d, 'a>> {
    if dots.len() <= MOST {
        return dots.iter().map(Drawn::One).collect();
    }
    let mut cells: BTreeMap<(i32, i32), Vec<&'d Dot<'a>>> = BTreeMap::new();
    for dot in dots {
        let (x, y) = layout.at(dot, dot.account.score_low);
        let column = libm::floor((x - layout.plot.area.x) / CELL.0) as i32;
        let row = libm::floor((y - layout.plot.area.y) / CELL.1) as i32;
        let column = if dot.x.is_some() { column } else { i32::MIN };
        cells.entry((row, column)).or_default().push(dot);
    }
    let drawn = cells
        .into_iter()
        .map(|(place, dots)| match dots.as_slice() {
            [one] => Drawn::One(one),
            _ => Drawn::Many(cell(layout, place), dots),
        });
    drawn.collect()
}

fn cell(layout: &Layout, (row, column): (i32, i32)) -> Area {
    let x = match (column, layout.strip) {
        (i32::MIN, Some(strip)) => strip.x + (strip.w - CELL.0) / 2.0,
        _ => layout.plot.area.x + CELL.0 * f64::from(column),
    };
    Area {
        x: x + 1.0,
        y: layout.plot.area.y + CELL.1 * f64::from(row) + 1.0,
        w: CELL.0 - 2.0,
        h: CELL.1 - 2.0,
    }
}

/// How many accounts stand in cells.
pub fn binned(marks: &[Drawn<'_, '_>]) -> usize {
    let count = |mark: &Drawn<'_, '_>| match mark {
        Drawn::One(_) => 0,
        Drawn::Many(_, dots) => dots.len(),
    };
    marks.iter().map(count).sum()
}

/// Draws a mark with its name.
pub fn draw(frame: &mut Frame<'_>, layout: &Layout, mark: &Drawn<'_, '_>, across: Across) {
    match mark {
        Drawn::One(dot) => one(frame, layout, dot, across),
        Drawn::Many(area, dots) => many(frame, layout, *area, dots),
    }
}

/// Radius of an account's mark: the more accounts, the smaller.
pub fn radius(layout: &Layout, dot: &Dot<'_>) -> f64 {
    let (most, flat) = match layout.dots {
        0..=80 => (19.0, 6.0),
        81..=MOST => (12.0, 4.5),
        _ => (6.0, 5.0),
    };
    let part = dot.area.map(|part| (most * libm::sqrt(part)).max(4.0));
    part.unwrap_or(flat)
}

/// With too many accounts, intervals would be all that one sees.
pub fn without_intervals(dots: usize) -> bool {
    dots > MOST_INTERVALS
}

/// The pixels that an account's mark takes, without its interval.
pub fn extent(layout: &Layout, dot: &Dot<'_>) -> Area {
    let r = radius(layout, dot) + 1.0;
    let (x, low) = layout.at(dot, dot.account.score_low);
    Area {
        x: x - r,
        y: low - r,
        w: 2.0 * r,
        h: 2.0 * r,
    }
}

fn one(frame: &mut Frame<'_>, layout: &Layout, dot: &Dot<'_>, across: Across) {
    let account = dot.account;
    let (x, y) = layout.at(dot, account.score_low);
    let (_, top) = layout.at(dot, account.score_high);
    let label = label(frame.scene, dot, across);
    let mark = tiers::mark(account, label);
    frame.canvas.open_mark("kam-dot", mark);
    let hit = radius(layout, dot).max(12.0);
    frame.canvas.hit(Area {
        x: x - hit,
        y: y - hit,
        w: 2.0 * hit,
        h: 2.0 * hit,
    });
    let paint = tiers::paint(layout.tiers, account.tier_low);
    if y - top > 1.0 && !without_intervals(layout.dots) {
        let look = Look::line(paint, 1.5);
        frame.canvas.path(&[(x, y), (x, top)], false, look);
        let cap = [(x - 4.0, top), (x + 4.0, top)];
        frame.canvas.path(&cap, false, look);
    }
    if account.fragile {
        halo(frame, (x, y), radius(layout, dot) + 3.5);
    }
    let shape = tiers::shape(layout.tiers, account.tier_low);
    if account.firm {
        shape.raised(&mut frame.canvas, x, y, radius(layout, dot), paint);
    } else {
        shape.hollow(&mut frame.canvas, x, y, radius(layout, dot), paint);
    }
    frame.canvas.close();
}

fn halo(frame: &mut Frame<'_>, (x, y): (f64, f64), r: f64) {
    let look = Look::line(Paint::Negative, 1.5).dash(Dash::Dashed);
    frame.canvas.circle(x, y, r, look);
}

fn many(frame: &mut Frame<'_>, layout: &Layout, area: Area, dots: &[&Dot<'_>]) {
    let scene = frame.scene;
    let accounts: Vec<&AccountTier> = dots.iter().map(|d| d.account).collect();
    let tier = commonest(layout.tiers, &accounts);
    let (low, high) = scores(&accounts);
    let message = say(scene, "cell_label").with("n", dots.len());
    let message = message.with("low", low).with("high", high);
    let message = message.with("tier", tiers::name(&scene.reports.tiers, tier));
    let mark = tiers::group_mark(&accounts, scene.render(&message));
    frame.canvas.open_mark("kam-cell", mark);
    let paint = tiers::paint(layout.tiers, tier);
    let look = Look::fill(Paint::Surface).outlined(paint, 1.5);
    frame.canvas.rect(area, 4.0, look);
    let text = scene.number(dots.len() as f64, NumberStyle::Int);
    let (x, y) = (area.x + area.w / 2.0, area.y + area.h / 2.0 + 3.8);
    if regular(10.5).width(scene.metrics, &text) <= area.w - 4.0 {
        let label = Label::new(&text, x, y, regular(10.5), Paint::Ink2);
        frame.canvas.label(label.anchor(Anchor::Middle));
    }
    frame.canvas.close();
}

/// Least and most score.
pub fn scores(accounts: &[&AccountTier]) -> (f64, f64) {
    let scores = accounts.iter().map(|a| a.score_low);
    scores.fold((f64::INFINITY, 0.0), |(low, high), s| {
        (f64::min(low, s), f64::max(high, s))
    })
}

/// The tier that most of them have, the better of equals.
pub fn commonest(tiers: usize, accounts: &[&AccountTier]) -> usize {
    let count = |tier: &usize| accounts.iter().filter(|a| a.tier_low == *tier).count();
    (0..tiers).rev().max_by_key(count).unwrap_or(0)
}

/// "Account: S (firm), score 82; potential 3M; revenue 1.2M; fragile".
fn label(scene: Scene<'_>, dot: &Dot<'_>, across: Across) -> String {
    let mut parts = vec![tiers::account_label(scene, dot.account)];
    let amount = match dot.x {
        Some(x) => say(scene, "amount_label").with("value", x),
        None => say(scene, "amount_unknown"),
    };
    parts.push(scene.render(&amount.with("amount", across.word())));
    let revenue = scene.book.account(dot.account.account);
    let revenue = revenue
        .and_then(|a| a.revenue)
        .filter(|_| dot.area.is_some());
    if let Some(revenue) = revenue {
        let message = say(scene, "revenue_label").with("value", revenue.units());
        parts.push(scene.render(&message));
    }
    for (holds, code) in [
        (dot.account.fragile, "fragile"),
        (dot.capped, "capped_label"),
    ] {
        if holds {
            parts.push(scene.render(&say(scene, code)));
        }
    }
    parts.join(&scene.say("clause"))
}
