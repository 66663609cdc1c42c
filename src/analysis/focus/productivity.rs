//! Orders per head, per tier and per team.

use std::collections::BTreeMap;

use super::report::{Group, OrdersBasis, Productivity};
use super::{MOST_ROWS, evidence, heads};
use crate::analysis::share::fiscal_year;
use crate::analysis::tiering::{AccountTier, AmountBasis, Basis, TiersReport, amounts_of};
use crate::analysis::{Context, Evidence};
use crate::book::{AccountId, Book, DealKind, Field, Opportunity};
use crate::order::InOrder;

/// Orders of each account.
pub struct Orders<'a> {
    /// What they are.
    pub basis: OrdersBasis,
    /// Per account; `None`: not known, or the sum of its subsidiaries' orders.
    of: Vec<Option<f64>>,
    /// The deals behind each account's orders.
    deals: BTreeMap<AccountId, Vec<&'a Opportunity>>,
}

/// The deals won in the latest fiscal year, up to the as-of date's, that has any; else the order
/// amounts of the accounts. An account without a deal won in that year has orders of nothing.
pub fn orders<'a>(book: &'a Book, context: &Context) -> Option<Orders<'a>> {
    let start = context.settings.fiscal_year_start;
    let current = fiscal_year(context.as_of, start);
    let dated = |deal: &'a Opportunity| {
        let day = deal.closed.or(deal.close_date)?;
        Some((deal, deal.account?, fiscal_year(day, start)))
    };
    let won = book.opportunities.iter();
    let won = won.filter(|d| d.kind == DealKind::Won).filter_map(dated);
    let won: Vec<_> = won.filter(|(.., year)| *year <= current).collect();
    if let Some(year) = won.iter().map(|(.., year)| *year).max() {
        let mut of = vec![Some(0.0); book.accounts.len()];
        let mut deals: BTreeMap<AccountId, Vec<&Opportunity>> = BTreeMap::new();
        for (deal, account, _) in won.into_iter().filter(|(.., y)| *y == year) {
            if let Some(Some(sum)) = of.get_mut(account.0 as usize) {
                *sum += deal.amount.units();
            }
            deals.entry(account).or_default().push(deal);
        }
        let open = year == current;
        return Some(Orders {
            basis: OrdersBasis::Won { year, open },
            of,
            deals,
        });
    }
    let mut amounts = amounts_of(book, AmountBasis::OrderAmount, false);
    for sum in &amounts.sums {
        if let Some(amount) = amounts.of.get_mut(*sum) {
            *amount = None;
        }
    }
    let any = amounts.of.iter().flatten().any(|a| *a > 0.0);
    any.then_some(Orders {
        basis: OrdersBasis::OrderAmount,
        of: amounts.of,
        deals: BTreeMap::new(),
    })
}

/// Per tier, best first, then the undecided, then all. Nothing where no headcount is known.
pub fn by_tier(book: &Book, tiers: &TiersReport, orders: &Orders<'_>) -> Vec<Productivity> {
    let group = |tier: &AccountTier| match (tier.assessable, tiers.basis) {
        (false, _) | (_, Basis::None) => Group::NoTier,
        _ if tier.tier_low == tier.tier_high => Group::Tier(tier.tier_low),
        _ => Group::Open,
    };
    let of = tiers.accounts.iter().map(|t| (group(t), t.account));
    let mut groups = grouped(book, of.collect(), orders);
    let all = tiers.accounts.iter().map(|t| (Group::All, t.account));
    groups.extend(grouped(book, all.collect(), orders));
    groups
}

/// Per team, most per head first, then those without a figure, then accounts without a team.
/// Nothing where no account has a team.
pub fn by_team(book: &Book, orders: &Orders<'_>) -> Vec<Productivity> {
    let group = |team: &Option<String>| match team.as_deref().map(str::trim) {
        None | Some("") => Group::NoTeam,
        Some(team) => Group::Team(team.to_owned()),
    };
    let accounts = book.accounts.iter().zip(0_u32..);
    let of: Vec<_> = accounts
        .map(|(a, i)| (group(&a.team), AccountId(i)))
        .collect();
    if of.iter().all(|(group, _)| *group == Group::NoTeam) {
        return Vec::new();
    }
    let mut groups = grouped(book, of, orders);
    groups.order_by(|a, b| {
        let none = |p: &Productivity| p.group == Group::NoTeam;
        let per_head = |p: &Productivity| p.per_head.unwrap_or(f64::NEG_INFINITY);
        none(a)
            .cmp(&none(b))
            .then(per_head(b).total_cmp(&per_head(a)))
            .then_with(|| a.group.cmp(&b.group))
    });
    groups
}

fn grouped(book: &Book, of: Vec<(Group, AccountId)>, orders: &Orders<'_>) -> Vec<Productivity> {
    if !book.accounts.iter().any(|a| heads(a).is_some()) {
        return Vec::new();
    }
    let mut groups: BTreeMap<Group, Vec<AccountId>> = BTreeMap::new();
    for (group, account) in of {
        groups.entry(group).or_default().push(account);
    }
    let groups = groups.into_iter();
    groups
        .map(|(group, accounts)| productivity(book, group, &accounts, orders))
        .collect()
}

fn productivity(
    book: &Book,
    group: Group,
    accounts: &[AccountId],
    orders: &Orders<'_>,
) -> Productivity {
    let mut sum = Productivity {
        group,
        accounts: 0,
        no_headcount: 0,
        nobody: 0,
        no_orders: 0,
        orders: 0.0,
        heads: 0.0,
        per_head: None,
        evidence: Vec::new(),
    };
    let mut counted: Vec<(AccountId, f64)> = Vec::new();
    for id in accounts {
        let Some(account) = book.account(*id) else {
            continue;
        };
        let amount = orders.of.get(id.0 as usize).copied().flatten();
        match (account.headcount, heads(account), amount) {
            (None, ..) => sum.no_headcount += 1,
            (_, None, _) => sum.nobody += 1,
            (.., None) => sum.no_orders += 1,
            (_, Some(people), Some(amount)) => {
                sum.accounts += 1;
                sum.orders += amount;
                sum.heads += people;
                counted.push((*id, amount));
            }
        }
    }
    if sum.heads > 0.0 {
        sum.per_head = Some(sum.orders / sum.heads);
    }
    counted.order_by(|a, b| b.1.total_cmp(&a.1));
    let rows = counted.iter().flat_map(|(id, _)| rows(book, *id, orders));
    sum.evidence = rows.take(MOST_ROWS).collect();
    sum
}

/// An account's row with its people, and the deals that are its orders.
fn rows(book: &Book, id: AccountId, orders: &Orders<'_>) -> Vec<Evidence> {
    let mut fields = vec![Field::Account, Field::Team, Field::Headcount];
    if orders.basis == OrdersBasis::OrderAmount {
        fields.push(Field::OrderAmount);
    }
    let account = book.account(id).filter(|a| a.origin.is_some());
    let mut rows: Vec<Evidence> = account.map(|a| evidence(a, &fields)).into_iter().collect();
    for deal in orders.deals.get(&id).into_iter().flatten() {
        rows.push(Evidence {
            origin: deal.origin,
            fields: vec![Field::Account, Field::Amount, Field::Closed],
            units: false,
        });
    }
    rows
}
