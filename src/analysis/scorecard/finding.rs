//! The scorecard's sentence, its rows and what to do next.

use super::{AccountCard, KpiScore, NotScored, Weighting, flipping};
use crate::analysis::{Evidence, Finding, FindingSeverity, Unlock};
use crate::book::{Book, Field, LifeStage, TableKind};
use crate::words::{Arg, Message};

/// What the cards say, with so many of its rows at most.
pub fn finding(book: &Book, cards: &[AccountCard], pass_mark: f64, most: usize) -> Finding {
    let flips = flipping(cards);
    let by = |keep: fn(&AccountCard) -> bool| -> Vec<&AccountCard> {
        cards.iter().filter(|c| keep(c)).collect()
    };
    let scored = by(|c| c.stage_score.score.is_some());
    let failing = by(|c| c.stage_score.passes == Some(false));
    let (severity, message, rows) = if cards.is_empty() {
        (FindingSeverity::NoData, sentence("noKpis"), Vec::new())
    } else if scored.is_empty() {
        (FindingSeverity::NoData, sentence("noScore"), by(|_| true))
    } else if !flips.is_empty() {
        (FindingSeverity::Act, flip(book, &flips), flips.clone())
    } else if !failing.is_empty() {
        let message = fail(book, &failing, scored.len(), pass_mark);
        (FindingSeverity::Watch, message, failing.clone())
    } else {
        let message = sentence("pass").with("n", scored.len());
        (FindingSeverity::Ok, message.with("mark", pass_mark), scored)
    };
    let mut evidence = evidence(book, &rows);
    let rows = evidence.len();
    evidence.truncate(most);
    Finding {
        hurdle: 5,
        severity,
        message,
        evidence,
        rows,
        unlock: unlock(book, cards),
        actions: actions(book, cards, &flips, &failing),
    }
}

fn sentence(code: &str) -> Message {
    Message::new(format!("scorecard.finding.{code}"))
}

/// How many flip, and the widest.
fn flip(book: &Book, flips: &[&AccountCard]) -> Message {
    let message = sentence("flip").with("n", flips.len());
    let Some(card) = flips.first() else {
        return message;
    };
    message
        .with("account", name(book, card))
        .with("stage", stage(card.stage))
        .with("score", shown(&card.stage_score))
        .with("finance", shown(&card.finance_only))
}

/// How many of all scored fail, and the weakest.
fn fail(book: &Book, failing: &[&AccountCard], total: usize, mark: f64) -> Message {
    let message = sentence("fail")
        .with("n", failing.len())
        .with("total", total)
        .with("mark", mark);
    let Some(card) = failing.first() else {
        return message;
    };
    message
        .with("account", name(book, card))
        .with("score", shown(&card.stage_score))
}

fn shown(weighting: &Weighting) -> f64 {
    weighting.shown().unwrap_or(0.0)
}

fn name(book: &Book, card: &AccountCard) -> String {
    book.account(card.account)
        .map(|a| a.name.clone())
        .unwrap_or_default()
}

fn stage(stage: Option<LifeStage>) -> Arg {
    Arg::Code(
        match stage {
            Some(LifeStage::Early) => "stage.early",
            Some(LifeStage::Mid) => "stage.mid",
            Some(LifeStage::Late) => "stage.late",
            None => "stage.unknown",
        }
        .to_owned(),
    )
}

/// The KPIs of these cards, after the account's row where it says the stage.
fn evidence(book: &Book, cards: &[&AccountCard]) -> Vec<Evidence> {
    let mut rows = Vec::new();
    for card in cards {
        let origin = book.account(card.account).and_then(|a| a.origin);
        if let (Some(origin), Some(_)) = (origin, card.stage) {
            rows.push(Evidence {
                origin,
                fields: vec![Field::Account, Field::Stage],
                units: false,
            });
        }
        rows.extend(card.kpis.iter().map(|k| k.evidence.clone()));
    }
    rows
}

fn unlock(book: &Book, cards: &[AccountCard]) -> Vec<Unlock> {
    if cards.is_empty() {
        return vec![Unlock {
            table: TableKind::Kpis,
            fields: vec![
                Field::Account,
                Field::Kpi,
                Field::Quadrant,
                Field::Actual,
                Field::Target,
            ],
        }];
    }
    let mut unlock = Vec::new();
    if cards.iter().any(|c| c.stage.is_none())
        && !book.has_column(TableKind::Accounts, Field::Stage)
    {
        unlock.push(Unlock {
            table: TableKind::Accounts,
            fields: vec![Field::Stage],
        });
    }
    let split = [Field::ArShare, Field::SrShare, Field::FrShare];
    if !split.iter().any(|f| book.has_column(TableKind::Kpis, *f)) {
        unlock.push(Unlock {
            table: TableKind::Kpis,
            fields: split.to_vec(),
        });
    }
    unlock
}

/// At most three, the gravest first.
fn actions(
    book: &Book,
    cards: &[AccountCard],
    flips: &[&AccountCard],
    failing: &[&AccountCard],
) -> Vec<Message> {
    let flip = flips.first().filter(|c| c.stage.is_some()).map(|card| {
        Message::new("scorecard.action.stageWeights")
            .with("n", flips.len())
            .with("account", name(book, card))
            .with("stage", stage(card.stage))
    });
    let repair = first_unscored(book, cards, "scorecard.action.repair", |r| {
        matches!(r, NotScored::OutOfOrder | NotScored::TargetNotPositive)
    });
    let fill = first_unscored(book, cards, "scorecard.action.fill", |r| {
        matches!(r, NotScored::NoActual | NotScored::NoTarget)
    });
    let no_stage: Vec<&AccountCard> = cards.iter().filter(|c| c.stage.is_none()).collect();
    let stage = no_stage.first().map(|card| {
        Message::new("scorecard.action.stage")
            .with("n", no_stage.len())
            .with("account", name(book, card))
    });
    let raise = failing.first().and_then(|card| raise(book, card));
    [flip, raise, repair, fill, stage]
        .into_iter()
        .flatten()
        .take(3)
        .collect()
}

/// How many KPIs lack a score for such a reason, and the heaviest of them.
fn first_unscored(
    book: &Book,
    cards: &[AccountCard],
    code: &str,
    reason: impl Fn(NotScored) -> bool,
) -> Option<Message> {
    let mut n = 0_usize;
    let mut heaviest: Option<(&AccountCard, &KpiScore)> = None;
    for card in cards {
        for kpi in &card.kpis {
            if kpi.score.is_err_and(&reason) {
                n += 1;
                if heaviest.is_none_or(|(_, held)| kpi.weight > held.weight) {
                    heaviest = Some((card, kpi));
                }
            }
        }
    }
    let (card, kpi) = heaviest?;
    Some(
        Message::new(code)
            .with("n", n)
            .with("account", name(book, card))
            .with("kpi", kpi.name.as_str()),
    )
}

/// The KPI that costs the card the most points up to its target.
fn raise(book: &Book, card: &AccountCard) -> Option<Message> {
    let known = card.stage_score.covered * 100.0;
    let lost = |kpi: &KpiScore| {
        kpi.score
            .map_or(0.0, |s| kpi.weight * (100.0 - s).max(0.0) / known)
    };
    let worst = card
        .kpis
        .iter()
        .rev()
        .max_by(|a, b| lost(a).total_cmp(&lost(b)))?;
    let score = worst.score.ok()?;
    (known > 0.0 && lost(worst) > 0.0).then(|| {
        Message::new("scorecard.action.raise")
            .with("account", name(book, card))
            .with("kpi", worst.name.as_str())
            .with("score", score)
            .with("points", lost(worst))
    })
}
