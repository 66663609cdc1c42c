//! Hurdle 1, focus: how much of the amount the largest accounts bring. The Lorenz curve from the
//! largest account on, beside the diagonal where all would bring the same.

use super::axes::{TICK, horizontal, place, tick_width, vertical};
use super::canvas::{Anchor, Area, Dash, Label, Look, Plot, Scale, Surface};
use super::frame::{Frame, empty};
use super::line_break::{bold, regular};
use super::scene::{Room, Scene};
use super::shapes::Shape;
use super::theme::Paint;
use super::{Chart, ChartTable, Mark};
use crate::analysis::focus::{Concentration, Figures, Point, TOP_SHARE};
use crate::analysis::tiering::AmountBasis;
use crate::analysis::{Evidence, Unlock};
use crate::book::{Field, TableKind};
use crate::words::{Arg, Message, NumberStyle};

const NAME: &str = "concentration";
/// Least distance between two marks of a curve, so that each can be hit.
const STEP: f64 = 24.0;
/// Most rows of the twin per curve.
const MOST_ROWS: usize = 100;

/// Draws the concentration of revenue (or of the amount that ranks) and of potential.
pub fn draw(scene: Scene<'_>) -> Chart {
    let all = scene.reports.focus.concentration.iter();
    let curves: Vec<(&Concentration, Figures)> =
        all.filter_map(|c| Some((c, c.figures?))).collect();
    let Some((first, figures)) = curves.first() else {
        let unlock = Unlock {
            table: TableKind::Accounts,
            fields: vec![Field::Account, Field::Revenue, Field::Potential],
        };
        return empty(scene, NAME, &[unlock]);
    };
    let title = title(scene, first, figures);
    let mut frame = Frame::new(scene, NAME, title, &subtitle(scene));
    let plot = plot(&mut frame);
    let percent = |v| scene.number(v, NumberStyle::Percent0);
    vertical(&mut frame, &plot, percent, &say_text(scene, "of_amount"));
    horizontal(&mut frame, &plot, percent);
    axis_name(&mut frame, &plot);
    equality(&mut frame, &plot);
    for (i, (curve, _)) in curves.iter().enumerate().rev() {
        line(&mut frame, &plot, curve, i);
    }
    for (i, (curve, _)) in curves.iter().enumerate() {
        points(&mut frame, &plot, curve, i);
    }
    for (i, (curve, figures)) in curves.iter().enumerate() {
        top(&mut frame, &plot, curve, figures, i);
    }
    key(&mut frame, &plot, &curves);
    let mut notes = vec![scene.source(&[TableKind::Accounts, TableKind::Opportunities])];
    notes.extend(curves.iter().filter_map(|(c, _)| left_out(scene, c)));
    frame.finish(&notes, twin(scene, &curves))
}

fn say(scene: Scene<'_>, code: &str) -> Message {
    scene.message(&format!("{NAME}.{code}"))
}

fn say_text(scene: Scene<'_>, code: &str) -> String {
    scene.render(&say(scene, code))
}

fn amount(basis: AmountBasis) -> Arg {
    Arg::Code(basis.code().to_owned())
}

/// So many accounts bring four fifths.
fn title(scene: Scene<'_>, curve: &Concentration, figures: &Figures) -> String {
    let code = match (curve.n, figures.gini < 1e-9) {
        (1, _) => "title_one",
        (_, true) => "title_equal",
        _ => "title_top",
    };
    let message = say(scene, code)
        .with("n", figures.top)
        .with("total", curve.n)
        .with("share", figures.top_share)
        .with("amount", amount(curve.basis));
    scene.render(&message)
}

fn subtitle(scene: Scene<'_>) -> String {
    say_text(
        scene,
        match scene.room() {
            Room::Small => "subtitle_small",
            _ => "subtitle",
        },
    )
}

fn plot(frame: &mut Frame<'_>) -> Plot {
    let scene = frame.scene;
    let ticks = vec![0.0, 0.2, 0.4, 0.6, 0.8, 1.0];
    let percent = |v| scene.number(v, NumberStyle::Percent0);
    let left = frame.left + tick_width(frame, &ticks, percent) + 10.0;
    let area = Area {
        x: left,
        y: frame.y + 22.0,
        w: frame.right - left - 8.0,
        h: match scene.room() {
            Room::Small => 280.0,
            _ => 330.0,
        },
    };
    Plot::new(
        area,
        Scale::new(0.0, 1.0, ticks.clone()),
        Scale::new(0.0, 1.0, ticks),
    )
}

fn axis_name(frame: &mut Frame<'_>, plot: &Plot) {
    frame.y += 15.0;
    let text = say_text(frame.scene, "of_accounts");
    let right = plot.area.x + plot.area.w;
    frame.canvas.open_decor("kam-axis");
    let label = Label::new(&text, right, frame.y, TICK, Paint::Ink2);
    frame.canvas.label(label.anchor(Anchor::End));
    frame.canvas.close();
}

/// The diagonal on which all accounts would bring the same.
fn equality(frame: &mut Frame<'_>, plot: &Plot) {
    frame.canvas.open_decor("kam-equality");
    let look = Look::line(Paint::Axis, 1.0).dash(Dash::Dashed);
    plot.trace(&mut frame.canvas, &[(0.0, 0.0), (1.0, 1.0)], false, look);
    frame.canvas.close();
}

/// Colour and dash of a curve.
fn look(index: usize) -> (Paint, Look) {
    match index {
        0 => (Paint::Accent, Look::line(Paint::Accent, 2.5)),
        _ => (
            Paint::Neutral,
            Look::line(Paint::Neutral, 2.0).dash(Dash::Dashed),
        ),
    }
}

/// The curve, without points that fall on the pixel before them.
fn line(frame: &mut Frame<'_>, plot: &Plot, curve: &Concentration, index: usize) {
    let mut kept = vec![(0.0, 0.0)];
    let mut last = plot.at(0.0, 0.0);
    for point in &curve.points {
        let at = plot.at(point.accounts, point.share);
        if f64::max((at.0 - last.0).abs(), (at.1 - last.1).abs()) >= 1.0 {
            kept.push((point.accounts, point.share));
            last = at;
        }
    }
    kept.push((1.0, 1.0));
    frame.canvas.open_decor("kam-curve");
    let (_, look) = look(index);
    plot.trace(&mut frame.canvas, &kept, false, look);
    frame.canvas.close();
}

/// Named points of a curve, as many as can be hit.
fn points(frame: &mut Frame<'_>, plot: &Plot, curve: &Concentration, index: usize) {
    let mut last = (f64::NEG_INFINITY, 0.0);
    for (i, point) in curve.points.iter().enumerate() {
        let (x, y) = plot.at(point.accounts, point.share);
        if f64::max(x - last.0, last.1 - y) < STEP {
            continue;
        }
        last = (x, y);
        let mark = mark(frame.scene, curve, i, point);
        frame.canvas.open_mark("kam-point", mark);
        frame.canvas.hit(Area {
            x: x - STEP / 2.0,
            y: y - STEP / 2.0,
            w: STEP,
            h: STEP,
        });
        let (paint, _) = look(index);
        Shape::Dot.raised(&mut frame.canvas, x, y, 3.5, paint);
        frame.canvas.close();
    }
}

/// "The 3 largest of 40 (8%): 52% of revenue; the third is …".
fn mark(scene: Scene<'_>, curve: &Concentration, index: usize, point: &Point) -> Mark {
    let message = say(scene, "point_label")
        .with("n", index + 1)
        .with("total", curve.n)
        .with("accounts", point.accounts)
        .with("share", point.share)
        .with("amount", amount(curve.basis))
        .with("value", point.amount)
        .with("account", scene.account(point.account));
    Mark {
        label: scene.render(&message),
        evidence: evidence(scene, curve.basis, point),
        account: Some(point.account),
    }
}

fn evidence(scene: Scene<'_>, basis: AmountBasis, point: &Point) -> Vec<Evidence> {
    let tiers = scene.reports.tiers.accounts.iter();
    let origin = scene.book.account(point.account).and_then(|a| a.origin);
    match (basis.field(), origin) {
        (Some(field), Some(origin)) => vec![Evidence {
            origin,
            fields: vec![field],
            units: false,
        }],
        // Sums of deals: the rows behind the account's amount.
        _ => {
            let mut own = tiers.filter(|t| t.account == point.account);
            own.next().map(|t| t.evidence.clone()).unwrap_or_default()
        }
    }
}

/// Where the curve has reached four fifths, and how many accounts that takes.
fn top(frame: &mut Frame<'_>, plot: &Plot, curve: &Concentration, figures: &Figures, index: usize) {
    let scene = frame.scene;
    let accounts = figures.top as f64 / curve.n.max(1) as f64;
    let (x, y) = plot.at(accounts, figures.top_share.max(TOP_SHARE));
    let (paint, _) = look(index);
    let name = if index == 0 { paint } else { Paint::Muted };
    frame.canvas.open_decor("kam-top");
    let look = Look::line(paint, 1.0).dash(Dash::Dotted);
    let (_, bottom) = plot.at(0.0, 0.0);
    frame.canvas.path(&[(x, y), (x, bottom)], false, look);
    Shape::Dot.raised(&mut frame.canvas, x, y, 5.5, paint);
    let texts = ["top", "top_short"].map(|code| {
        let message = say(scene, code)
            .with("n", figures.top)
            .with("total", curve.n);
        scene.render(&message.with("share", figures.top_share))
    });
    // Left above a curve there is none; right below the upper one runs the other.
    let below = [22.0, 40.0, 58.0, 76.0].map(|down| (x + 9.0, y + down, Anchor::Start));
    let mut tries = vec![(x - 9.0, y - 11.0, Anchor::End)];
    tries.extend(below);
    if index > 0 {
        tries.rotate_left(1);
    }
    for text in &texts {
        if place(frame, text, bold(12.0), name, &tries) {
            break;
        }
    }
    frame.canvas.close();
}

/// What each curve is and how unequal, in the corner below the diagonal where no curve comes.
fn key(frame: &mut Frame<'_>, plot: &Plot, curves: &[(&Concentration, Figures)]) {
    let scene = frame.scene;
    let right = plot.area.x + plot.area.w - 6.0;
    let mut y = plot.area.y + plot.area.h - 14.0;
    frame.canvas.open_decor("kam-key");
    let equal = (
        say_text(scene, "equal"),
        Look::line(Paint::Axis, 1.0).dash(Dash::Dashed),
    );
    let mut rows = vec![equal];
    for (i, (curve, figures)) in curves.iter().enumerate().rev() {
        let message = say(scene, "gini").with("amount", amount(curve.basis));
        let gini = scene.number(
            libm::round(figures.gini * 100.0) / 100.0,
            NumberStyle::Plain,
        );
        let (_, look) = look(i);
        rows.push((scene.render(&message.with("gini", gini)), look));
    }
    for (text, look) in rows {
        let label = Label::new(&text, right, y, regular(12.0), Paint::Ink2);
        let label = label.anchor(Anchor::End).halo();
        let left = frame.canvas.extent(&label).x;
        frame.canvas.label(label);
        frame.canvas.path(
            &[(left - 30.0, y - 4.0), (left - 6.0, y - 4.0)],
            false,
            look,
        );
        y -= 18.0;
    }
    frame.canvas.close();
}

fn left_out(scene: Scene<'_>, curve: &Concentration) -> Option<String> {
    let message = say(scene, "unknown").with("n", curve.unknown);
    let message = message.with("amount", amount(curve.basis));
    (curve.unknown > 0).then(|| scene.render(&message))
}

/// One row per account and curve, the largest first.
fn twin(scene: Scene<'_>, curves: &[(&Concentration, Figures)]) -> ChartTable {
    let codes = [
        "account",
        "measure",
        "amount",
        "accounts_share",
        "amount_share",
    ];
    let row = |curve: &Concentration, point: &Point| {
        let percent = |v| scene.number(v, NumberStyle::Percent);
        let cells = vec![
            scene.words.text(curve.basis.code()),
            scene.number(point.amount, NumberStyle::Money),
            percent(point.accounts),
            percent(point.share),
        ];
        (scene.account(point.account).to_owned(), cells)
    };
    let rows = curves.iter().flat_map(|(curve, _)| {
        let points = curve.points.iter().take(MOST_ROWS);
        points.map(move |p| row(curve, p))
    });
    ChartTable {
        caption: String::new(),
        columns: codes
            .iter()
            .map(|c| scene.say(&format!("column.{c}")))
            .collect(),
        rows: rows.collect(),
        numeric: vec![2, 3, 4],
    }
}
