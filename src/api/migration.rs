//! Who moved between tiers, as the wire sees it.

use serde::Serialize;

use super::{AccountRef, Lens};
use crate::analysis::tiering::{Migration, MigrationFrom, Move, TiersReport, policy_title};
use crate::words::Arg;

/// Accounts from tier to tier.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct MigrationView<'a> {
    /// `policy` or `file`.
    from: &'static str,
    /// The name of the policy.
    name: Option<String>,
    from_tiers: &'a [String],
    /// A row per tier before, a column per tier now.
    flows: &'a [Vec<usize>],
    up: usize,
    down: usize,
    moved: Vec<MoveView<'a>>,
    moved_total: usize,
}

#[derive(Debug, Clone, Serialize)]
struct MoveView<'a> {
    #[serde(flatten)]
    account: AccountRef<'a>,
    from: &'a str,
    to: &'a str,
    /// Better (true) or worse, where the names of the tiers tell.
    up: Option<bool>,
    why: String,
}

pub(super) fn view<'a>(
    migration: &'a Migration,
    report: &'a TiersReport,
    lens: &Lens<'a>,
) -> MigrationView<'a> {
    let (from, name) = match &migration.from {
        MigrationFrom::Policy(policy) => {
            let title = match policy_title(policy) {
                Arg::Code(code) => lens.words.text(&code),
                Arg::Text(name) => name,
                _ => String::new(),
            };
            ("policy", Some(title))
        }
        MigrationFrom::File => ("file", None),
    };
    let count = |up: bool| migration.moved.iter().filter(|m| m.up == Some(up)).count();
    MigrationView {
        from,
        name,
        from_tiers: &migration.from_tiers,
        flows: &migration.flows,
        up: count(true),
        down: count(false),
        moved: migration
            .moved
            .iter()
            .take(lens.take())
            .map(|m| one(m, migration, report, lens))
            .collect(),
        moved_total: migration.moved.len(),
    }
}

fn one<'a>(
    found: &Move,
    migration: &'a Migration,
    report: &'a TiersReport,
    lens: &Lens<'a>,
) -> MoveView<'a> {
    MoveView {
        account: lens.account(found.account),
        from: migration.from_tiers.get(found.from).map_or("", |n| n),
        to: report.tiers.get(found.to).map_or("", |t| &t.name),
        up: found.up,
        why: lens.words.render(&found.why.message()),
    }
}
