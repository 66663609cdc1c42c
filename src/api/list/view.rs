//! The part of a list that is looked at, on the wire.

use std::collections::BTreeMap;

use serde::Serialize;

use super::pick::{Picked, part};
use super::{Group, Line, List};
use crate::analysis::tiering::AccountTier;
use crate::api::{AccountRef, Lens};
use crate::order::InOrder;

/// Most lines that are given at once.
const MOST: usize = 1_000;
/// Most choices of a filter; the most frequent ones are offered.
const MOST_CHOICES: usize = 300;

/// Some lines of all, and what they come to.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ListView<'a> {
    /// Lines of the table, with those of groups.
    lines: usize,
    /// Accounts that match, folded ones too.
    sum: GroupView<'a>,
    items: Vec<LineView<'a>>,
    /// The file gives a tier to somebody; only with the first lines.
    file_tiers: Option<bool>,
    /// What filters can choose from; only with the first lines.
    choices: Option<ChoicesView<'a>>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
enum LineView<'a> {
    Group(GroupView<'a>),
    Account(Box<RowView<'a>>),
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct GroupView<'a> {
    name: Option<&'a str>,
    count: usize,
    /// Units of money; of those whose amount is known.
    amount: f64,
    amount_known: usize,
    potential: f64,
    potential_known: usize,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct RowView<'a> {
    #[serde(flatten)]
    account: AccountRef<'a>,
    tier_low: Option<&'a str>,
    tier_high: Option<&'a str>,
    firm: bool,
    assessable: bool,
    fragile: bool,
    disputed: bool,
    score_low: f64,
    score_high: f64,
    amount: Option<f64>,
    potential: Option<f64>,
    region: Option<&'a str>,
    unit: Option<&'a str>,
    industry: Option<&'a str>,
    owner: Option<&'a str>,
    /// The column whose cell is worth finding out first.
    worth: Option<String>,
    acceptability: Option<f64>,
    disagreement: Option<f64>,
    file_tier: Option<&'a str>,
}

/// (what, how many accounts have it), the most frequent first.
type Choices<'a> = Vec<(&'a str, usize)>;

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct ChoicesView<'a> {
    region: Choices<'a>,
    unit: Choices<'a>,
    industry: Choices<'a>,
    owner: Choices<'a>,
}

/// At most 1 000 lines from one on; the choices of filters come with the first.
pub fn view<'a>(list: &'a List, from: usize, count: usize, lens: &Lens<'a>) -> ListView<'a> {
    let picked = Picked::new(lens);
    let lines = list.lines.iter().skip(from).take(count.min(MOST));
    let items = lines.filter_map(|line| match line {
        Line::Group(at) => Some(LineView::Group(group(list.groups.get(*at)?))),
        Line::Account(place) => {
            let tier = lens.answers.reports.tiers.accounts.get(*place)?;
            Some(LineView::Account(Box::new(row(tier, &picked, lens)?)))
        }
    });
    ListView {
        lines: list.lines.len(),
        sum: group(&list.sum),
        items: items.collect(),
        file_tiers: (from == 0).then(|| {
            let mut accounts = lens.book().accounts.iter();
            accounts.any(|a| a.tier.is_some())
        }),
        choices: (from == 0).then(|| ChoicesView {
            region: choices(lens, "region"),
            unit: choices(lens, "unit"),
            industry: choices(lens, "industry"),
            owner: choices(lens, "owner"),
        }),
    }
}

fn group(of: &Group) -> GroupView<'_> {
    GroupView {
        name: of.name.as_deref(),
        count: of.count,
        amount: of.amount,
        amount_known: of.amount_known,
        potential: of.potential,
        potential_known: of.potential_known,
    }
}

fn row<'a>(tier: &'a AccountTier, picked: &Picked<'a>, lens: &Lens<'a>) -> Option<RowView<'a>> {
    let account = lens.book().account(tier.account)?;
    let tiers = &lens.answers.reports.tiers.tiers;
    let high = tiers.get(tier.tier_high).filter(|_| tier.assessable);
    Some(RowView {
        account: lens.account(tier.account),
        tier_low: picked.tier_name(tier),
        tier_high: high.map(|t| t.name.as_str()),
        firm: tier.firm,
        assessable: tier.assessable,
        fragile: tier.fragile,
        disputed: tier.disputed,
        score_low: tier.score_low,
        score_high: tier.score_high,
        amount: tier.amount,
        potential: account.potential.map(|m| m.units()),
        region: part(account, "region"),
        unit: part(account, "unit"),
        industry: part(account, "industry"),
        owner: part(account, "owner"),
        worth: picked.worth(tier),
        acceptability: tier.acceptability,
        disagreement: picked.disagreement(tier),
        file_tier: tier.file_tier.as_deref(),
    })
}

fn choices<'a>(lens: &Lens<'a>, by: &str) -> Choices<'a> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for account in &lens.book().accounts {
        if let Some(name) = part(account, by) {
            *counts.entry(name).or_default() += 1;
        }
    }
    let mut all: Choices<'a> = counts.into_iter().collect();
    all.order_by_key(|(_, count)| std::cmp::Reverse(*count));
    all.truncate(MOST_CHOICES);
    all
}
