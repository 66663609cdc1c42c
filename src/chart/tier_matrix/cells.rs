//! Accounts by group and tier.

use std::collections::BTreeMap;

use super::text;
use crate::analysis::tiering::AccountTier;
use crate::book::{Account, Field, fold_name};
use crate::chart::scene::Scene;
use crate::order::InOrder;
use crate::words::Arg;

/// What accounts can be grouped by, the first that serves.
const FIELDS: [Field; 4] = [
    Field::BusinessUnit,
    Field::Region,
    Field::Industry,
    Field::Team,
];
/// Steps of the fill.
const STEPS: usize = 4;

/// Accounts of a group in a tier.
#[derive(Debug, Clone, Default)]
pub struct Cell<'a> {
    /// Who.
    pub accounts: Vec<&'a AccountTier>,
    /// What they bring, units of money.
    pub amount: f64,
}

/// A unit, a region …
#[derive(Debug, Clone)]
pub struct Group<'a> {
    /// Its name as first written; `None`: the accounts do not say.
    pub name: Option<&'a str>,
    /// One per tier.
    pub cells: Vec<Cell<'a>>,
    /// Sum of the amounts.
    pub total: f64,
}

/// All of them.
#[derive(Debug, Clone)]
pub struct Matrix<'a> {
    /// The largest amount first, those without a name last.
    pub groups: Vec<Group<'a>>,
    /// Tiers.
    pub columns: usize,
    /// Sum of the amounts.
    pub total: f64,
    /// There are amounts.
    pub money: bool,
    /// Accounts with a provisional tier, which stand in their worst.
    pub provisional: usize,
    field: Field,
    most: f64,
}

fn value(account: &Account, field: Field) -> Option<&str> {
    let value = match field {
        Field::BusinessUnit => &account.business_unit,
        Field::Region => &account.region,
        Field::Industry => &account.industry,
        _ => &account.team,
    };
    value.as_deref().filter(|v| !v.trim().is_empty())
}

/// The first field with at least two values that half of the accounts have.
fn field(scene: Scene<'_>) -> Option<Field> {
    let accounts = &scene.book.accounts;
    FIELDS.into_iter().find(|field| {
        let known: Vec<String> = accounts
            .iter()
            .filter_map(|a| value(a, *field))
            .map(fold_name)
            .collect();
        let varied = known.iter().any(|v| Some(v) != known.first());
        varied && known.len() * 2 >= accounts.len()
    })
}

impl<'a> Matrix<'a> {
    /// `None` where no field groups the accounts, or none has a tier.
    pub fn new(scene: Scene<'a>) -> Option<Self> {
        let report = &scene.reports.tiers;
        let columns = report.tiers.len();
        let field = field(scene)?;
        let mut groups: BTreeMap<Option<String>, Group<'a>> = BTreeMap::new();
        let mut provisional = 0;
        for tier in report.accounts.iter().filter(|a| a.assessable) {
            let account = scene.book.account(tier.account)?;
            let name = value(account, field);
            let group = groups.entry(name.map(fold_name)).or_insert_with(|| Group {
                name,
                cells: vec![Cell::default(); columns],
                total: 0.0,
            });
            // A sum of subsidiaries counts with these.
            let amount = tier.amount.filter(|_| !tier.is_sum);
            let amount = amount.unwrap_or(0.0).max(0.0);
            group.total += amount;
            provisional += usize::from(tier.tier_low != tier.tier_high);
            if let Some(cell) = group.cells.get_mut(tier.tier_low) {
                cell.accounts.push(tier);
                cell.amount += amount;
            }
        }
        let mut groups: Vec<Group<'a>> = groups.into_values().collect();
        groups.order_by(|a, b| {
            let nameless = |g: &Group<'_>| g.name.is_none();
            let count = |g: &Group<'_>| g.cells.iter().map(|c| c.accounts.len()).sum::<usize>();
            nameless(a)
                .cmp(&nameless(b))
                .then(b.total.total_cmp(&a.total))
                .then(count(b).cmp(&count(a)))
        });
        let total: f64 = groups.iter().map(|g| g.total).sum();
        let cells = groups.iter().flat_map(|g| &g.cells);
        let most = cells.map(|c| c.amount).fold(0.0, f64::max);
        (columns > 0 && !groups.is_empty()).then_some(Self {
            groups,
            columns,
            total,
            money: total > 0.0 && total.is_finite(),
            provisional,
            field,
            most,
        })
    }

    /// What the groups are, as an argument of a message.
    pub fn word(&self) -> Arg {
        Arg::Code(format!("field.{}", self.field.name()))
    }

    /// Which step of the fill a cell takes: 0 for none.
    pub fn step(&self, cell: &Cell<'_>) -> usize {
        if cell.accounts.is_empty() {
            return 0;
        }
        let limits = self.limits();
        let above = limits.iter().filter(|(from, _)| cell.amount > *from);
        above.count().max(1)
    }

    /// The amounts from which to which each step reaches: quarters of the largest cell.
    pub fn limits(&self) -> Vec<(f64, f64)> {
        let part = |i: usize| self.most * i as f64 / STEPS as f64;
        (0..STEPS).map(|i| (part(i), part(i + 1))).collect()
    }
}

/// A group's name, or that the accounts do not say.
pub fn group_name(scene: Scene<'_>, group: &Group<'_>) -> String {
    let name = group.name.map(str::to_owned);
    name.unwrap_or_else(|| text(scene, "no_group"))
}
