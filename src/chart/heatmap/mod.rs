//! Hurdle 7: contacts × four dimensions, grouped by account, the weakest account first. Levels are
//! ordinal: numbers and distributions, never a mean.

mod group;
mod layout;
mod row;
mod table;

use super::canvas::{Fill, Look};
use super::frame::{Frame, Key, empty};
use super::scene::Scene;
use super::theme::Paint;
use super::{Chart, canvas::Dash};
use crate::analysis::FindingSeverity;
use crate::analysis::relationship::{AccountStanding, RelationshipReport};
use crate::book::TableKind;
use crate::words::NumberStyle;
use layout::Layout;

const NAME: &str = "heatmap";

/// Draws the relationship heatmap.
pub fn draw(scene: Scene<'_>) -> Chart {
    let report = &scene.reports.relationships;
    let accounts = shown(scene, report);
    if accounts.iter().all(|a| a.contacts.is_empty()) {
        return empty(scene, NAME, &report.finding.unlock);
    }
    let mut frame = Frame::new(scene, NAME, title(scene, &accounts), &subtitle(scene));
    frame.legend(&legend(scene));
    let layout = Layout::new(&frame);
    layout.heads(&mut frame);
    let mut left = scene.options.max_rows.max(1);
    let mut hidden = 0;
    for account in &accounts {
        let drawn = account.contacts.len().min(left);
        left -= drawn;
        hidden += account.contacts.len() - drawn;
        if drawn > 0 {
            group::draw(&mut frame, &layout, account);
            for contact in account.contacts.iter().take(drawn) {
                if let Some(contact) = report.contacts.get(*contact) {
                    row::draw(&mut frame, &layout, contact);
                }
            }
        }
    }
    let notes = [
        scene.source(&[TableKind::Contacts]),
        hidden_note(scene, hidden),
    ];
    frame.finish(&notes, table::twin(scene, &accounts))
}

/// The accounts asked for.
fn shown<'a>(scene: Scene<'_>, report: &'a RelationshipReport) -> Vec<&'a AccountStanding> {
    let all = report.accounts.iter();
    let wanted = all.filter(|a| scene.options.account.is_none_or(|id| id == a.account));
    wanted.collect()
}

fn title(scene: Scene<'_>, accounts: &[&AccountStanding]) -> String {
    let report = &scene.reports.relationships;
    if report.no_levels {
        return scene.say("heatmap.title_no_levels");
    }
    match (scene.options.account, accounts.first()) {
        (Some(_), Some(account)) => {
            let name = scene.account(account.account);
            if account.verdict.is_empty() {
                let message = scene.message("heatmap.title_account");
                return scene.render(&message.with("account", name));
            }
            let message = scene.message("heatmap.title_verdict").with("account", name);
            scene.render(&message.with("verdict", scene.clauses(&account.verdict)))
        }
        _ if report.finding.severity == FindingSeverity::NoData => scene.say("heatmap.title"),
        _ => scene.headline(&report.finding.message),
    }
}

fn subtitle(scene: Scene<'_>) -> String {
    scene.say(match scene.room() {
        super::scene::Room::Large => "heatmap.subtitle",
        _ => "heatmap.subtitle_small",
    })
}

fn legend(scene: Scene<'_>) -> Vec<(Key, String)> {
    let level = |level: i8| {
        let number = scene.number(f64::from(level), NumberStyle::Signed);
        let look = Look::fill(Paint::Level(level));
        let key = Key::Box(look, number, Paint::OnLevel(level));
        (key, scene.say(level_code(level)))
    };
    let mut items: Vec<_> = (-1..=3).map(level).collect();
    let unknown = Key::Box(unknown_look(), String::new(), Paint::None);
    items.push((unknown, scene.say("level.none")));
    items
}

fn hidden_note(scene: Scene<'_>, hidden: usize) -> String {
    if hidden == 0 {
        return String::new();
    }
    let message = scene.message("heatmap.hidden");
    scene.render(&message.with("n", hidden))
}

/// How *not assessed* looks.
fn unknown_look() -> Look {
    Look {
        fill: Fill::Hatch(Paint::Hatch),
        stroke: Paint::Axis,
        width: 1.0,
        dash: Dash::Dashed,
    }
}

fn level_code(level: i8) -> &'static str {
    match level {
        ..=-1 => "level.m1",
        0 => "level.0",
        1 => "level.1",
        2 => "level.2",
        3.. => "level.3",
    }
}
