//! The ladder's table twin.

use crate::analysis::tiering::AccountTier;
use crate::chart::ChartTable;
use crate::chart::scene::Scene;
use crate::chart::tiers::{score_text, tier_text};
use crate::words::NumberStyle;

/// One row per account, in chart order.
pub fn twin(scene: Scene<'_>, accounts: &[&AccountTier]) -> ChartTable {
    let mut units: Vec<&str> = Vec::new();
    for (unit, _) in accounts.iter().flat_map(|a| &a.verdicts) {
        if !units.contains(&unit.as_str()) {
            units.push(unit);
        }
    }
    let codes = ["account", "tier", "score", "firm", "amount", "file_tier"];
    let mut columns: Vec<String> = codes
        .iter()
        .map(|code| scene.say(&format!("column.{code}")))
        .collect();
    columns.extend(units.iter().map(|u| (*u).to_owned()));
    ChartTable {
        caption: String::new(),
        columns,
        rows: accounts.iter().map(|a| row(scene, a, &units)).collect(),
        numeric: vec![2, 4],
    }
}

fn row(scene: Scene<'_>, account: &AccountTier, units: &[&str]) -> (String, Vec<String>) {
    let yes_no = |yes: bool| scene.say(if yes { "yes" } else { "no" });
    let score = if account.assessable {
        score_text(scene, account)
    } else {
        String::new()
    };
    let amount = account.amount.map(|a| scene.number(a, NumberStyle::Money));
    let mut cells = vec![
        tier_text(scene, account),
        score,
        yes_no(account.firm && account.assessable),
        amount.unwrap_or_default(),
        account.file_tier.clone().unwrap_or_default(),
    ];
    for unit in units {
        let verdict = account.verdicts.iter().find(|(u, _)| u == unit);
        cells.push(verdict.map_or_else(String::new, |(_, yes)| yes_no(*yes)));
    }
    (scene.account(account.account).to_owned(), cells)
}
