//! Hurdle 5: does the scorecard fit the account's stage? (domain section 5; stages and quadrants
//! after Kaplan & Norton 1996)
//!
//! Choices of ours: of several rows of one KPI the latest period counts (the last row of it), and
//! the others are listed; an account whose stage is unknown is judged by flat weights, and said so;
//! a KPI of weight zero does not count; the weight of a quadrant without KPIs is not covered.

mod card;
mod finding;
mod period;
mod report;
mod score;

use std::cmp::Ordering;
use std::collections::BTreeMap;

pub use report::{
    AccountCard, KpiScore, NotScored, QuadrantScore, RoleScore, ScorecardReport, Weighting,
};
pub use score::kpi_score;

use super::{Context, MOST_ROWS};
use crate::book::{AccountId, Book, Kpi};
use crate::order::InOrder;
use crate::words::Message;
pub(super) use finding::finding;

/// Scorecards of all accounts that have KPIs.
pub fn analyze(book: &Book, context: &Context) -> ScorecardReport {
    let (kept, replaced) = period::latest(&book.kpis);
    let cards = cards(book, &kept, context);
    let mut not_scored = [0; 4];
    for reason in cards
        .iter()
        .flat_map(|c| &c.kpis)
        .filter_map(|k| k.score.err())
    {
        if let Some(n) = not_scored.get_mut(reason as usize) {
            *n += 1;
        }
    }
    let finding = finding(book, &cards, context.settings.pass_mark, MOST_ROWS);
    ScorecardReport {
        flips: flips(&cards),
        superseded: replaced.iter().map(|k| card::evidence(k)).collect(),
        not_scored,
        notes: notes(&cards, replaced.len(), context.settings.pass_mark),
        pass_mark: context.settings.pass_mark,
        finding,
        cards,
    }
}

/// Weakest stage score first, unscored last; ties in the order of accounts.
fn cards(book: &Book, kpis: &[&Kpi], context: &Context) -> Vec<AccountCard> {
    let mut by_account: BTreeMap<AccountId, Vec<&Kpi>> = BTreeMap::new();
    for kpi in kpis {
        by_account.entry(kpi.account).or_default().push(kpi);
    }
    let mut cards: Vec<AccountCard> = by_account
        .iter()
        .map(|(id, kpis)| card::card(*id, book.account(*id), kpis, &context.settings))
        .collect();
    cards.order_by(|a, b| match (a.stage_score.score, b.stage_score.score) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (None, None) => Ordering::Equal,
    });
    cards
}

/// Flipping cards, the widest difference between the two scores first.
fn flipping(cards: &[AccountCard]) -> Vec<&AccountCard> {
    let width = |c: &AccountCard| match (c.stage_score.score, c.finance_only.score) {
        (Some(a), Some(b)) => (a - b).abs(),
        _ => 0.0,
    };
    let mut flips: Vec<&AccountCard> = cards.iter().filter(|c| c.flips).collect();
    flips.order_by(|a, b| {
        width(b)
            .total_cmp(&width(a))
            .then(a.account.cmp(&b.account))
    });
    flips
}

fn flips(cards: &[AccountCard]) -> Vec<AccountId> {
    flipping(cards).iter().map(|c| c.account).collect()
}

fn notes(cards: &[AccountCard], replaced: usize, pass_mark: f64) -> Vec<Message> {
    if cards.is_empty() {
        return Vec::new();
    }
    let mut notes = vec![Message::new("scorecard.note.weights").with("mark", pass_mark)];
    let no_stage = cards.iter().filter(|c| c.stage.is_none()).count();
    if no_stage > 0 {
        notes.push(Message::new("scorecard.note.noStage").with("n", no_stage));
    }
    if replaced > 0 {
        notes.push(Message::new("scorecard.note.superseded").with("n", replaced));
    }
    notes
}
