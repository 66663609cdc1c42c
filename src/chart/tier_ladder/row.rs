//! An account on the ladder.

use super::layout::Layout;
use crate::analysis::tiering::{AccountTier, Basis};
use crate::chart::canvas::{Anchor, Area, Dash, Fill, Label, Look, Surface, clean};
use crate::chart::frame::{Frame, NOTE};
use crate::chart::line_break::{bold, fit, regular};
use crate::chart::scene::{Room, Scene};
use crate::chart::shapes::Shape;
use crate::chart::theme::Paint;
use crate::chart::tiers::{self, score_text, tier_text};
use crate::words::NumberStyle;

/// How what is not firm looks.
pub fn open_look(paint: Paint) -> Look {
    Look {
        fill: Fill::Hatch(paint),
        stroke: paint,
        width: 1.0,
        dash: Dash::Solid,
    }
}

/// Draws the account's row; with ABC its bar begins at `from`.
pub fn draw(
    frame: &mut Frame<'_>,
    layout: &Layout,
    index: usize,
    account: &AccountTier,
    from: f64,
) {
    let (height, middle) = layout.row(index);
    let mark = tiers::mark(account, label(frame.scene, account));
    frame.canvas.open_mark("kam-rung", mark);
    frame.canvas.hit(Area {
        x: frame.left,
        y: middle - height / 2.0,
        w: frame.inner(),
        h: height,
    });
    name(frame, layout, account, middle);
    if account.assessable {
        interval(frame, layout, account, middle, from);
        if tiers::is_capped(frame.scene, account) {
            held(frame, layout, account, middle);
        }
    } else {
        unknown(frame, layout, middle);
    }
    figures(frame, layout, account, middle);
    frame.canvas.close();
}

fn name(frame: &mut Frame<'_>, layout: &Layout, account: &AccountTier, middle: f64) {
    let scene = frame.scene;
    let second = match scene.room() {
        Room::Large => String::new(),
        _ => clean(&in_short(scene, account).join(&scene.say("dot"))),
    };
    let name = clean(scene.account(account.account));
    let shown = fit(scene.metrics, &name, regular(12.5), layout.label);
    let y = middle + if second.is_empty() { 4.5 } else { -3.5 };
    let label = Label::new(&shown, frame.left, y, regular(12.5), Paint::Ink);
    frame.canvas.label(label);
    let shown = fit(scene.metrics, &second, NOTE, layout.label);
    let label = Label::new(&shown, frame.left, middle + 11.5, NOTE, Paint::Muted);
    frame.canvas.label(label);
}

/// How many units say yes and no, and the file's tier: there is no room for the units' names.
fn in_short(scene: Scene<'_>, account: &AccountTier) -> Vec<String> {
    let count = |wanted: bool| {
        account
            .verdicts
            .iter()
            .filter(|(_, v)| *v == wanted)
            .count()
    };
    let said = [(count(true), "✓"), (count(false), "✕")];
    let said = said.iter().filter(|(n, _)| *n > 0);
    let said: Vec<String> = said
        .map(|(n, sign)| format!("{sign}{}", scene.number(*n as f64, NumberStyle::Int)))
        .collect();
    let verdicts = (!said.is_empty()).then(|| said.join(" "));
    verdicts
        .into_iter()
        .chain(file_tier(scene, account))
        .collect()
}

fn file_tier(scene: Scene<'_>, account: &AccountTier) -> Option<String> {
    let tier = account.file_tier.as_deref()?;
    Some(scene.render(&scene.message("tier-ladder.file_says").with("tier", tier)))
}

/// The file's tier and the units' verdicts, where they have no columns.
fn extras(scene: Scene<'_>, account: &AccountTier) -> Vec<String> {
    let mut parts: Vec<String> = file_tier(scene, account).into_iter().collect();
    for (unit, yes) in &account.verdicts {
        parts.push(format!("{unit} {}", if *yes { "✓" } else { "✕" }));
    }
    parts
}

fn interval(frame: &mut Frame<'_>, layout: &Layout, account: &AccountTier, middle: f64, from: f64) {
    let abc = frame.scene.reports.tiers.basis == Basis::Abc;
    let low = if abc { from } else { account.score_low };
    let (start, _) = layout.plot.at(low.clamp(0.0, 100.0), 0.0);
    let (end, _) = layout.plot.at(account.score_high.clamp(0.0, 100.0), 0.0);
    let paint = tiers::paint(layout.regions.len(), account.tier_low);
    // An unknown gate leaves the tier open at one score: still wide enough to be seen.
    let least = if abc { 3.0 } else { 12.0 };
    let w = (end - start).max(least);
    let bar = Area {
        x: if abc { start } else { (start + end - w) / 2.0 },
        y: middle - 6.0,
        w,
        h: 12.0,
    };
    if abc || !account.firm {
        let backing = Look::fill(Paint::Surface);
        frame.canvas.rect(bar, 3.0, backing);
        frame.canvas.rect(bar, 3.0, open_look(paint));
        return;
    }
    let (zero, _) = layout.plot.at(0.0, 0.0);
    let stem = Look::line(Paint::Axis, 1.0);
    frame
        .canvas
        .path(&[(zero, middle), (start, middle)], false, stem);
    if account.score_high - account.score_low > 0.5 {
        frame.canvas.rect(bar, 6.0, Look::fill(paint));
    } else {
        tiers::shape(layout.regions.len(), account.tier_low).draw(
            &mut frame.canvas,
            end,
            middle,
            6.0,
            paint,
        );
    }
}

/// That a gate holds it down: beside the mark, on the side with room.
fn held(frame: &mut Frame<'_>, layout: &Layout, account: &AccountTier, middle: f64) {
    const ASIDE: f64 = 15.0;
    let at = |score: f64| layout.plot.at(score.clamp(0.0, 100.0), 0.0).0;
    let right = at(account.score_high) + ASIDE;
    let x = if right + 6.0 < layout.plot.area.x + layout.plot.area.w {
        right
    } else {
        at(account.score_low) - ASIDE
    };
    Shape::Down.draw(&mut frame.canvas, x, middle, 4.5, Paint::Negative);
}

fn unknown(frame: &mut Frame<'_>, layout: &Layout, middle: f64) {
    let area = layout.plot.area;
    let bar = Area {
        x: area.x + 0.5,
        y: middle - 9.0,
        w: area.w - 1.0,
        h: 18.0,
    };
    let look = Look {
        fill: Fill::Hatch(Paint::Hatch),
        stroke: Paint::Axis,
        width: 1.0,
        dash: Dash::Dashed,
    };
    frame.canvas.rect(bar, 4.0, look);
    let text = frame.scene.say("tier-ladder.not_assessable");
    let text = fit(frame.scene.metrics, &text, regular(11.0), bar.w - 8.0);
    let x = area.x + area.w / 2.0;
    let label = Label::new(&text, x, middle + 4.0, regular(11.0), Paint::Ink2);
    frame.canvas.label(label.anchor(Anchor::Middle).halo());
}

/// Tier, score, verdicts and the file's own tier.
fn figures(frame: &mut Frame<'_>, layout: &Layout, account: &AccountTier, middle: f64) {
    let scene = frame.scene;
    let y = middle + 4.5;
    if account.assessable {
        let width = frame.inner() * 0.2;
        let tier = fit(scene.metrics, &tier_text(scene, account), bold(12.5), width);
        let (upper, lower) = if layout.stacked {
            (y - 8.0, y + 7.5)
        } else {
            (y, y)
        };
        let label = Label::new(&tier, layout.tier_end, upper, bold(12.5), Paint::Ink);
        frame.canvas.label(label.anchor(Anchor::End));
        let score = score_text(scene, account);
        let label = Label::new(&score, layout.score_end, lower, regular(12.0), Paint::Ink2);
        frame.canvas.label(label.anchor(Anchor::End));
    }
    for (unit, x) in &layout.units {
        let verdict = account.verdicts.iter().find(|(u, _)| u == unit);
        match verdict {
            Some((_, true)) => Shape::Tick.draw(&mut frame.canvas, *x, middle, 5.5, Paint::Accent),
            Some((_, false)) => {
                Shape::Cross.draw(&mut frame.canvas, *x, middle, 5.5, Paint::Negative);
            }
            None => {}
        }
    }
    if let (Some(x), Some(tier)) = (layout.file_tier, &account.file_tier) {
        let text = fit(scene.metrics, &clean(tier), regular(12.0), 52.0);
        let label = Label::new(&text, x, y, regular(12.0), Paint::Ink2);
        frame.canvas.label(label.anchor(Anchor::Middle));
    }
}

/// "Account: B–S (provisional), score 58–90; BU ✓".
fn label(scene: Scene<'_>, account: &AccountTier) -> String {
    let mut parts = vec![tiers::account_label(scene, account)];
    if tiers::is_capped(scene, account) {
        parts.push(scene.say("tier-scatter.capped_label"));
    }
    parts.extend(extras(scene, account));
    parts.join(&scene.say("clause"))
}
