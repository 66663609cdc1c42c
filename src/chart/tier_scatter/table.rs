//! The scatter's table twin.

use super::dots::{Across, Dot};
use super::layout::Layout;
use super::marks::{Drawn, commonest, scores};
use super::say;
use crate::analysis::tiering::AccountTier;
use crate::chart::ChartTable;
use crate::chart::scene::Scene;
use crate::chart::tiers::{name, score_text, tier_text};
use crate::words::{Arg, NumberStyle};

/// One row per mark, in the order drawn.
pub fn twin(
    scene: Scene<'_>,
    marks: &[Drawn<'_, '_>],
    layout: &Layout,
    across: Across,
) -> ChartTable {
    let column = |code: &str| scene.say(&format!("column.{code}"));
    let amount = match across.word() {
        Arg::Code(code) => scene.words.text(&code),
        _ => String::new(),
    };
    let row = |mark: &Drawn<'_, '_>| match mark {
        Drawn::One(dot) => one(scene, dot),
        Drawn::Many(_, dots) => many(scene, layout, dots),
    };
    ChartTable {
        caption: String::new(),
        columns: vec![
            column("account"),
            column("tier"),
            column("score"),
            column("firm"),
            column("fragile"),
            amount,
            scene.words.text("tiers.amount.revenue"),
        ],
        rows: marks.iter().map(row).collect(),
        numeric: vec![2, 5, 6],
    }
}

fn one(scene: Scene<'_>, dot: &Dot<'_>) -> (String, Vec<String>) {
    let yes_no = |yes: bool| scene.say(if yes { "yes" } else { "no" });
    let money = |value: Option<f64>| {
        let text = value.map(|v| scene.number(v, NumberStyle::Money));
        text.unwrap_or_default()
    };
    let account = dot.account;
    let revenue = scene.book.account(account.account).and_then(|a| a.revenue);
    let cells = vec![
        tier_text(scene, account),
        score_text(scene, account),
        yes_no(account.firm),
        yes_no(account.fragile),
        money(dot.x),
        money(revenue.map(|r| r.units())),
    ];
    (scene.account(account.account).to_owned(), cells)
}

fn many(scene: Scene<'_>, layout: &Layout, dots: &[&Dot<'_>]) -> (String, Vec<String>) {
    let accounts: Vec<&AccountTier> = dots.iter().map(|d| d.account).collect();
    let (low, high) = scores(&accounts);
    let number = |value| scene.number(value, NumberStyle::Num);
    let tier = name(&scene.reports.tiers, commonest(layout.tiers, &accounts));
    let header = say(scene, "cell_header").with("n", dots.len());
    let mut cells = vec![tier.to_owned(), format!("{}–{}", number(low), number(high))];
    cells.resize(6, String::new());
    (scene.render(&header), cells)
}
