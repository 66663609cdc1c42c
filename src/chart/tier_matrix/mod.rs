//! Hurdle 1: which unit, region or industry has which tiers. How many accounts stand in each cell,
//! and how much of the amount: whether key accounts are where the money is.

mod cells;
mod table;

use super::Chart;
use super::canvas::{Anchor, Area, Label, Look, Surface, clean};
use super::frame::{Frame, Key, empty};
use super::line_break::{bold, regular, wrap};
use super::scene::{Room, Scene};
use super::theme::Paint;
use super::tiers;
use crate::analysis::Unlock;
use crate::analysis::tiering::AmountBasis;
use crate::book::{Field, TableKind};
use crate::words::{Arg, Message, NumberStyle};
use cells::{Cell, Group, Matrix};

const NAME: &str = "tier-matrix";
/// Most groups drawn.
const MOST: usize = 12;
const ROW: f64 = 44.0;
/// Height of a line of a group's name, which has two at the most.
const NAME_LINE: f64 = 15.0;

/// Draws tiers by unit, region, industry or team: the first of these that tells accounts apart.
pub fn draw(scene: Scene<'_>) -> Chart {
    let report = &scene.reports.tiers;
    let Some(matrix) = Matrix::new(scene) else {
        let mut unlock = report.finding.unlock.clone();
        if !report.tiers.is_empty() {
            unlock.clear();
        }
        unlock.push(Unlock {
            table: TableKind::Accounts,
            fields: vec![Field::BusinessUnit, Field::Region],
        });
        return empty(scene, NAME, &unlock);
    };
    let drawn = matrix
        .groups
        .len()
        .min(MOST.min(scene.options.max_rows.max(1)));
    let subtitle = scene.render(
        &say(
            scene,
            if matrix.money {
                "subtitle"
            } else {
                "subtitle_counts"
            },
        )
        .with("group", matrix.word())
        .with("amount", amount(scene)),
    );
    let mut frame = Frame::new(scene, NAME, title(scene, &matrix), &subtitle);
    if matrix.money {
        legend(&mut frame, &matrix);
    }
    let layout = Layout::new(&frame, &matrix);
    heads(&mut frame, &layout, &matrix);
    for group in matrix.groups.iter().take(drawn) {
        row(&mut frame, &layout, &matrix, group);
    }
    let mut notes = vec![scene.source(&[TableKind::Accounts, TableKind::Opportunities])];
    let said = [
        ("hidden", matrix.groups.len() - drawn),
        ("provisional", matrix.provisional),
        ("not_assessable", report.not_assessable),
    ];
    for (code, n) in said.into_iter().filter(|(_, n)| *n > 0) {
        notes.push(scene.render(&say(scene, code).with("n", n)));
    }
    frame.finish(&notes, table::twin(scene, &matrix))
}

fn say(scene: Scene<'_>, code: &str) -> Message {
    scene.message(&format!("{NAME}.{code}"))
}

fn text(scene: Scene<'_>, code: &str) -> String {
    scene.render(&say(scene, code))
}

fn amount(scene: Scene<'_>) -> Arg {
    let basis = scene
        .reports
        .tiers
        .amount_basis
        .unwrap_or(AmountBasis::Deals);
    Arg::Code(basis.code().to_owned())
}

/// Where the key accounts are, and whether that is where the money is.
fn title(scene: Scene<'_>, matrix: &Matrix<'_>) -> String {
    let report = &scene.reports.tiers;
    let line = report.key_line;
    let known = || matrix.groups.iter().filter(|g| g.name.is_some());
    let keys = |g: &Group<'_>| {
        g.cells
            .iter()
            .take(line + 1)
            .map(|c| c.accounts.len())
            .sum::<usize>()
    };
    let all: usize = matrix.groups.iter().map(keys).sum();
    let most = known().max_by(|a, b| keys(a).cmp(&keys(b)).then(a.total.total_cmp(&b.total)));
    let none = known().filter(|g| keys(g) == 0).count();
    let (code, n) = match (all, most) {
        (0, _) | (_, None) => ("title_none", 0),
        (_, Some(_)) if none > 0 => ("title_without", none),
        (_, Some(most)) => ("title_most", keys(most)),
    };
    let share = most.map_or(0.0, |m| m.total / matrix.total.max(f64::MIN_POSITIVE));
    let name = most.and_then(|m| m.name).unwrap_or_default();
    let code = match (code, matrix.money) {
        ("title_most", true) => "title_most_money",
        _ => code,
    };
    let message = say(scene, code)
        .with("n", n)
        .with("of", known().count())
        .with("all", all)
        .with("name", name)
        .with("keys", most.map_or(0, keys))
        .with("share", share)
        .with("tier", tiers::name(report, line))
        .with("group", matrix.word());
    scene.render(&message.with("amount", amount(scene)))
}

/// Columns of the matrix.
struct Layout {
    label: f64,
    left: f64,
    column: f64,
    last: f64,
}

impl Layout {
    fn new(frame: &Frame<'_>, matrix: &Matrix<'_>) -> Self {
        let part = match frame.scene.room() {
            Room::Small => 0.26,
            _ => 0.24,
        };
        let label = (frame.inner() * part).min(220.0);
        let last = match frame.scene.room() {
            Room::Small => 62.0,
            _ => 84.0,
        };
        let left = frame.left + label + 8.0;
        let column = (frame.right - left - last) / matrix.columns.max(1) as f64;
        Self {
            label,
            left,
            column,
            last,
        }
    }

    fn cell(&self, at: usize, y: f64) -> Area {
        Area {
            x: self.left + self.column * at as f64 + 2.0,
            y: y + 2.0,
            w: self.column - 4.0,
            h: ROW - 4.0,
        }
    }
}

/// Tiers above their columns, and the sum's.
fn heads(frame: &mut Frame<'_>, layout: &Layout, matrix: &Matrix<'_>) {
    let scene = frame.scene;
    frame.y += 18.0;
    frame.canvas.open_decor("kam-heads");
    let pen = (bold(12.5), Paint::Ink2);
    for at in 0..matrix.columns {
        let area = layout.cell(at, 0.0);
        let name = tiers::name(&scene.reports.tiers, at);
        let (x, y) = (area.x + area.w / 2.0, frame.y);
        frame.write(name, (x, y, Anchor::Middle), pen, area.w);
    }
    let at = (frame.right, frame.y, Anchor::End);
    frame.write(&text(scene, "total"), at, pen, layout.last - 4.0);
    frame.canvas.close();
    frame.y += 6.0;
}

fn row(frame: &mut Frame<'_>, layout: &Layout, matrix: &Matrix<'_>, group: &Group<'_>) {
    let scene = frame.scene;
    let middle = frame.y + ROW / 2.0;
    let name = cells::group_name(scene, group);
    let face = regular(12.5);
    frame.canvas.open_decor("kam-group");
    let paint = if group.name.is_some() {
        Paint::Ink
    } else {
        Paint::Muted
    };
    let lines = wrap(scene.metrics, &clean(&name), face, layout.label, 2);
    let mut y = middle + 4.5 - NAME_LINE * (lines.len().saturating_sub(1)) as f64 / 2.0;
    for line in lines {
        let at = (frame.left, y, Anchor::Start);
        frame.write(&line, at, (face, paint), layout.label);
        y += NAME_LINE;
    }
    let count: usize = group.cells.iter().map(|c| c.accounts.len()).sum();
    let count = scene.number(count as f64, NumberStyle::Int);
    let y = middle + if matrix.money { -3.0 } else { 4.5 };
    let at = (frame.right, y, Anchor::End);
    frame.write(&count, at, (bold(12.5), Paint::Ink), layout.last - 4.0);
    if matrix.money {
        let money = scene.number(group.total, NumberStyle::Money);
        let at = (frame.right, middle + 12.0, Anchor::End);
        frame.write(&money, at, (regular(11.0), Paint::Ink2), layout.last - 2.0);
    }
    frame.canvas.close();
    for (at, cell) in group.cells.iter().enumerate() {
        let area = layout.cell(at, frame.y);
        draw_cell(frame, area, matrix, (&name, at), cell);
    }
    frame.y += ROW;
}

fn draw_cell(
    frame: &mut Frame<'_>,
    area: Area,
    matrix: &Matrix<'_>,
    (group, tier): (&str, usize),
    cell: &Cell<'_>,
) {
    let scene = frame.scene;
    let step = matrix.step(cell);
    let (look, ink) = fill(step);
    if cell.accounts.is_empty() {
        frame.canvas.open_decor("kam-none");
        frame.canvas.rect(area, 5.0, look);
        frame.canvas.close();
        return;
    }
    let code = if matrix.money { "cell" } else { "cell_count" };
    let message = say(scene, code)
        .with("group", group)
        .with("tier", tiers::name(&scene.reports.tiers, tier))
        .with("n", cell.accounts.len())
        .with("value", cell.amount)
        .with("share", cell.amount / matrix.total.max(f64::MIN_POSITIVE))
        .with("amount", amount(scene));
    let mark = tiers::group_mark(&cell.accounts, scene.render(&message));
    frame.canvas.open_mark("kam-cell", mark);
    frame.canvas.rect(area, 5.0, look);
    let (x, y) = (area.x + area.w / 2.0, area.y + area.h / 2.0);
    let money = scene.number(cell.amount, NumberStyle::Money);
    let small = regular(11.0);
    let fits = matrix.money && small.width(scene.metrics, &money) <= area.w - 6.0;
    let count = scene.number(cell.accounts.len() as f64, NumberStyle::Int);
    let up = if fits { 2.5 } else { -4.8 };
    let label = Label::new(&count, x, y - up, bold(13.0), ink);
    frame.canvas.label(label.anchor(Anchor::Middle));
    if fits {
        let label = Label::new(&money, x, y + 13.0, small, ink);
        frame.canvas.label(label.anchor(Anchor::Middle));
    }
    frame.canvas.close();
}

/// How a cell of so much looks, and what is legible on it.
fn fill(step: usize) -> (Look, Paint) {
    match step {
        0 => (
            Look::fill(Paint::Surface).outlined(Paint::Grid, 1.0),
            Paint::Ink,
        ),
        1 => (Look::fill(Paint::Fan80), Paint::Ink),
        at => {
            let level = i8::try_from(at - 1).unwrap_or(3);
            (Look::fill(Paint::Level(level)), Paint::OnLevel(level))
        }
    }
}

/// From which part of the amount on a cell is filled how.
fn legend(frame: &mut Frame<'_>, matrix: &Matrix<'_>) {
    let scene = frame.scene;
    let limits = matrix.limits();
    let items = limits.iter().enumerate().map(|(i, (from, to))| {
        let (look, _) = fill(i + 1);
        let code = if i == 0 { "up_to" } else { "from_to" };
        let message = say(scene, code).with("from", *from).with("to", *to);
        let key = Key::Box(look, String::new(), Paint::None);
        (key, scene.render(&message))
    });
    frame.legend(&items.collect::<Vec<_>>());
}
