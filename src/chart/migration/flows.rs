//! Tiers before and now, at most five on a side, and what flows between them.

use std::collections::BTreeMap;

use super::say;
use crate::analysis::tiering::{Migration, Move};
use crate::book::fold_name;
use crate::chart::scene::Scene;

/// Most tiers on a side; the rest stand together.
const MOST: usize = 5;

/// A tier on one side.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Its name.
    pub name: String,
    /// Accounts in it.
    pub count: usize,
}

/// Both sides.
#[derive(Debug, Clone, PartialEq)]
pub struct Sides {
    /// Before, best first.
    pub before: Vec<Node>,
    /// Now, best first.
    pub now: Vec<Node>,
}

/// Accounts that go the same way.
pub struct Flow<'a> {
    /// Index into [`Sides::before`].
    pub from: usize,
    /// Index into [`Sides::now`].
    pub to: usize,
    /// Accounts.
    pub count: usize,
    /// Who moved; empty for those that stay.
    pub moved: Vec<&'a Move>,
}

/// Where a tier stands on a side of so many.
pub fn slot(tiers: usize, tier: usize) -> usize {
    if tiers > MOST {
        tier.min(MOST - 1)
    } else {
        tier
    }
}

impl Sides {
    /// Names and counts of both sides.
    pub fn new(scene: Scene<'_>, migration: &Migration) -> Self {
        let now = scene.reports.tiers.tiers.iter();
        let now: Vec<String> = now.map(|t| t.name.clone()).collect();
        let before = &migration.from_tiers;
        let mut sides = Self {
            before: nodes(scene, before),
            now: nodes(scene, &now),
        };
        for (from, row) in migration.flows.iter().enumerate() {
            for (to, count) in row.iter().enumerate() {
                let left = sides.before.get_mut(slot(before.len(), from));
                left.into_iter().for_each(|node| node.count += count);
                let right = sides.now.get_mut(slot(now.len(), to));
                right.into_iter().for_each(|node| node.count += count);
            }
        }
        sides
    }

    /// How many more stand in a tier now than in the one of the same name before.
    pub fn change(&self, now: usize) -> Option<f64> {
        let node = self.now.get(now)?;
        let name = fold_name(&node.name);
        let before = self.before.iter().find(|b| fold_name(&b.name) == name)?;
        Some(node.count as f64 - before.count as f64)
    }
}

fn nodes(scene: Scene<'_>, names: &[String]) -> Vec<Node> {
    let node = |name: String| Node { name, count: 0 };
    if names.len() <= MOST {
        return names.iter().cloned().map(node).collect();
    }
    let kept = names.iter().take(MOST - 1).cloned();
    let rest = say(scene, "more_tiers").with("n", names.len() + 1 - MOST);
    kept.chain([scene.render(&rest)]).map(node).collect()
}

/// Everything that flows, by slot before, then now, those that stay first.
pub fn flows<'a>(migration: &'a Migration, tiers: usize) -> Vec<Flow<'a>> {
    type Way = (usize, usize, Option<Option<bool>>);
    let mut ways: BTreeMap<Way, (usize, Vec<&'a Move>)> = BTreeMap::new();
    let mut moves: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let before = migration.from_tiers.len();
    for found in &migration.moved {
        *moves.entry((found.from, found.to)).or_default() += 1;
        let way = (
            slot(before, found.from),
            slot(tiers, found.to),
            Some(found.up),
        );
        let (count, moved) = ways.entry(way).or_default();
        *count += 1;
        moved.push(found);
    }
    for (from, row) in migration.flows.iter().enumerate() {
        for (to, count) in row.iter().enumerate() {
            let moved = moves.get(&(from, to)).copied().unwrap_or(0);
            let stayed = count.saturating_sub(moved);
            if stayed > 0 {
                let way = (slot(before, from), slot(tiers, to), None);
                ways.entry(way).or_default().0 += stayed;
            }
        }
    }
    let flow = |((from, to, _), (count, moved))| Flow {
        from,
        to,
        count,
        moved,
    };
    ways.into_iter().map(flow).collect()
}
