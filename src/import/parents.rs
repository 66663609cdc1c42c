//! Parents with amounts beside those of their subsidiaries: a group's row is often their sum, which
//! no total may count once more.

use std::collections::{BTreeMap, BTreeSet};

use super::accounts::fold;
use super::joins::{MOST, placed};
use crate::book::{Account, AccountId, Book, Field};
use crate::order::{Gather, InOrder};
use crate::table::Diagnostic;
use crate::words::Arg;

/// Fields of an account that totals count. The wallet stands for the rows of shares.
const AMOUNTS: [Field; 3] = [Field::Revenue, Field::Potential, Field::OrderAmount];
/// How far a sum may be off by rounding.
const OFF: f64 = 0.005;

/// What is to say of parents with amounts of their own, and those amounts that are the sum of at
/// least two subsidiaries'. Rows of shares are a sum if revenue and wallet are, as far as both have
/// them.
pub(super) fn parents(book: &Book) -> (Vec<Diagnostic>, BTreeSet<(AccountId, Field)>) {
    let rows = Rows::new(book);
    let (mut said, mut sums) = (Vec::new(), BTreeSet::new());
    let families = families(book);
    for (&parent, children) in &families {
        let Some(account) = book.accounts.get(parent as usize) else {
            continue;
        };
        let of = |at: u32, field| amount(book.accounts.get(at as usize)?, field);
        let amounts = AMOUNTS.iter().filter_map(|field| {
            let both = both(parent, children, &families, &|at| of(at, *field))?;
            Some((*field, both))
        });
        let mut both_have: Vec<(Field, Both)> = amounts.collect();
        both_have.extend(
            rows.of(parent, children, &families)
                .map(|both| (Field::Wallet, both)),
        );
        if both_have.is_empty() {
            continue;
        }
        let equal = both_have.iter().filter(|(_, both)| *both == Both::Sum);
        let equal: Vec<Field> = equal.map(|(field, _)| *field).collect();
        let all: Vec<Field> = both_have.iter().map(|(field, _)| *field).collect();
        let (note, fields) = match equal.is_empty() {
            true => (Diagnostic::note("parent-and-subsidiaries"), all),
            false => (Diagnostic::warning("parent-is-sum"), equal.clone()),
        };
        let names = children.iter().take(MOST);
        let names = names.filter_map(|at| book.accounts.get(*at as usize));
        let names = names.map(|a| Arg::Text(a.name.clone())).collect();
        let fields = fields.iter();
        let fields = fields.map(|f| Arg::Code(format!("field.{}", f.name())));
        let note = note
            .with("fields", Arg::List(fields.collect()))
            .with("account", account.name.as_str())
            .with("n", children.len())
            .with("names", Arg::List(names));
        said.push(placed(note, book, account));
        sums.extend(equal.into_iter().map(|field| (AccountId(parent), field)));
    }
    said.truncate(MOST);
    (said, sums)
}

type Families = BTreeMap<u32, Vec<u32>>;

/// The subsidiaries of each account that has some.
fn families(book: &Book) -> Families {
    let mut known: BTreeMap<String, u32> = BTreeMap::new();
    // Of accounts with the same name the first is meant.
    for (at, account) in (0..).zip(&book.accounts).collect::<Vec<_>>().iter().rev() {
        known.insert(fold(&account.name), *at);
        known.extend(account.id.iter().map(|id| (fold(id), *at)));
    }
    let mut families: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (at, account) in (0..).zip(&book.accounts) {
        let parent = account.parent.as_deref().and_then(|p| known.get(&fold(p)));
        if let Some(parent) = parent.filter(|parent| **parent != at) {
            families.entry(*parent).or_default().push(at);
        }
    }
    families
}

/// An amount that a parent and some of its subsidiaries have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Both {
    Sum,
    Differ,
}

fn both(
    parent: u32,
    children: &[u32],
    families: &Families,
    of: &dyn Fn(u32) -> Option<f64>,
) -> Option<Both> {
    let own = of(parent)?;
    // Those without an amount stand for their own subsidiaries.
    let (mut theirs, mut seen) = (Vec::new(), BTreeSet::from([parent]));
    let mut open: Vec<u32> = children.to_vec();
    while let Some(at) = open.pop() {
        if !seen.insert(at) {
            continue;
        }
        match of(at) {
            Some(amount) => theirs.push(amount),
            None => open.extend(families.get(&at).into_iter().flatten()),
        }
    }
    theirs.order_by(f64::total_cmp);
    let sum: f64 = theirs.iter().sum();
    let equal = (own - sum).abs() <= OFF * own.abs().max(sum.abs());
    match theirs.len() {
        0 => None,
        1 => Some(Both::Differ),
        _ => Some(if equal { Both::Sum } else { Both::Differ }),
    }
}

fn amount(account: &Account, field: Field) -> Option<f64> {
    let amount = match field {
        Field::Revenue => account.revenue,
        Field::Potential => account.potential,
        Field::OrderAmount => account.order_amount,
        _ => None,
    };
    amount.map(|money| money.units())
}

/// Sums of the rows of shares, all years together, and who has a plan.
struct Rows {
    revenue: BTreeMap<u32, f64>,
    wallet: BTreeMap<u32, f64>,
    planned: BTreeSet<u32>,
}

impl Rows {
    fn new(book: &Book) -> Self {
        let (mut revenue, mut wallet) = (BTreeMap::new(), BTreeMap::new());
        let planned = book.share.iter().filter(|row| row.target_share.is_some());
        let planned = planned.map(|row| row.account.0).gather();
        for row in &book.share {
            for (sums, amount) in [(&mut revenue, row.revenue), (&mut wallet, row.wallet)] {
                if let Some(amount) = amount {
                    *sums.entry(row.account.0).or_default() += amount.units();
                }
            }
        }
        Self {
            revenue,
            wallet,
            planned,
        }
    }

    fn of(&self, parent: u32, children: &[u32], families: &Families) -> Option<Both> {
        let of = |sums: &BTreeMap<u32, f64>| {
            both(parent, children, families, &|at| sums.get(&at).copied())
        };
        // A plan that only the group has is not a sum of anything.
        let plans = children.iter().any(|at| self.planned.contains(at));
        let own_plan = self.planned.contains(&parent) && !plans;
        match (of(&self.revenue), of(&self.wallet)) {
            (None, None) => None,
            _ if own_plan => Some(Both::Differ),
            (None, one) | (one, None) => one,
            (Some(Both::Sum), Some(Both::Sum)) => Some(Both::Sum),
            _ => Some(Both::Differ),
        }
    }
}
