//! Names of accounts that a person should look at: some may be one, some no Accounts table has.

use serde::Serialize;

use super::Lens;
use crate::book::{AccountId, Field};
use crate::import;

/// Accounts that may be one.
#[derive(Debug, Clone, Serialize)]
pub struct DuplicateView<'a> {
    names: Vec<&'a str>,
    /// The same with what tells them apart.
    accounts: Vec<MemberView<'a>>,
}

/// One of accounts that may be one.
#[derive(Debug, Clone, Serialize)]
struct MemberView<'a> {
    /// Index of the account.
    account: u32,
    id: Option<&'a str>,
    /// Index of the table where it is named first.
    table: Option<u32>,
    /// The cell: `客户!A7`.
    cell: Option<String>,
    /// Zero-based row and column of the cell in the sheet.
    at: Option<(u32, u32)>,
}

/// A name that no Accounts table has.
#[derive(Debug, Clone, Serialize)]
pub struct UnmatchedView<'a> {
    name: &'a str,
    /// Index of the table where it stands first.
    table: u32,
    /// The cell: `商机!B7`.
    cell: Option<String>,
    /// Zero-based row and column of the cell in the sheet.
    at: Option<(u32, u32)>,
    /// In how many rows it stands.
    count: u32,
    nearest: Vec<NearView<'a>>,
}

#[derive(Debug, Clone, Serialize)]
struct NearView<'a> {
    account: u32,
    name: &'a str,
    /// 0 … 1
    score: f64,
}

/// Suggested groups.
pub(super) fn duplicates<'a>(lens: &Lens<'a>) -> Vec<DuplicateView<'a>> {
    let groups = lens.answers.imported.duplicates.iter().take(lens.take());
    groups
        .map(|group| DuplicateView {
            names: group.iter().map(|id| name(lens, *id)).collect(),
            accounts: group.iter().map(|id| member(lens, *id)).collect(),
        })
        .collect()
}

fn member<'a>(lens: &Lens<'a>, id: AccountId) -> MemberView<'a> {
    let origin = lens.answers.imported.named.get(&id);
    let at = origin.and_then(|origin| lens.book().cell(*origin, Field::Account));
    MemberView {
        account: id.0,
        id: lens.book().account(id).and_then(|a| a.id.as_deref()),
        table: origin.map(|origin| origin.source),
        cell: at.as_ref().map(ToString::to_string),
        at: at.map(|at| (at.row, at.col)),
    }
}

/// The most frequent first.
pub(super) fn unmatched<'a>(lens: &Lens<'a>) -> Vec<UnmatchedView<'a>> {
    let found = lens.answers.imported.unmatched.iter().take(lens.take());
    found.map(|found| unmatched_view(found, lens)).collect()
}

fn unmatched_view<'a>(found: &import::Unmatched, lens: &Lens<'a>) -> UnmatchedView<'a> {
    let at = lens.book().cell(found.origin, Field::Account);
    UnmatchedView {
        name: name(lens, found.account),
        table: found.origin.source,
        cell: at.as_ref().map(ToString::to_string),
        at: at.map(|at| (at.row, at.col)),
        count: found.count,
        nearest: found
            .nearest
            .iter()
            .map(|(id, score)| NearView {
                account: id.0,
                name: name(lens, *id),
                score: *score,
            })
            .collect(),
    }
}

fn name<'a>(lens: &Lens<'a>, id: AccountId) -> &'a str {
    lens.book().account(id).map_or("", |a| a.name.as_str())
}
