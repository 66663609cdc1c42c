//! One account's people along the decision chain.

use std::cmp::Reverse;

use super::{AccountStanding, ContactStanding, Coverage, verdict};
use crate::book::{AccountId, Role};
use crate::order::InOrder;

/// The roles that a decision needs.
pub const REQUIRED: [Role; 4] = [
    Role::Approver,
    Role::Decider,
    Role::Supporter,
    Role::Influencer,
];

/// Approver, decider, supporter, influencer, everybody else; then power, the most first; then name.
pub fn order(people: &mut [ContactStanding]) {
    people.order_by(|a, b| {
        let key = |p: &ContactStanding| (p.account, place(p.role.as_ref()), Reverse(p.power));
        key(a).cmp(&key(b)).then_with(|| a.name.cmp(&b.name))
    });
}

/// The figures of one account from its people, whose indices in the report begin at `first`.
pub fn account(account: AccountId, people: &[ContactStanding], first: usize) -> AccountStanding {
    let assessed = |p: &&ContactStanding| p.level.is_some();
    let at_least =
        |least: i8| move |p: &&ContactStanding| p.level.is_some_and(|l| l.get() >= least);
    let count =
        |keep: &dyn Fn(&&ContactStanding) -> bool| people.iter().filter(|p| keep(p)).count() as u32;
    let all_power = power(people.iter());
    let covered = |of: u32, covered: u32| Coverage { covered, of };
    let required = REQUIRED.iter();
    let roles = required.filter(|role| {
        people
            .iter()
            .any(|p| p.role.as_ref() == Some(role) && p.level.is_some())
    });
    let mut standing = AccountStanding {
        account,
        contacts: (first..first + people.len()).collect(),
        distribution: distribution(people),
        not_assessed: count(&|p| p.level.is_none()),
        roles: covered(REQUIRED.len() as u32, roles.count() as u32),
        power: covered(all_power, power(people.iter().filter(assessed))),
        power_supporting: covered(all_power, power(people.iter().filter(at_least(2)))),
        veto: people.iter().any(|p| p.veto),
        coaches: count(&|p| p.coach),
        single_thread: count(&at_least(1)) == 1,
        verdict: Vec::new(),
    };
    standing.verdict = verdict::verdict(&standing, people);
    standing
}

/// How many stand at −1, 0, 1, 2, 3.
pub fn distribution(people: &[ContactStanding]) -> [u32; 5] {
    let mut counts = [0; 5];
    for level in people.iter().filter_map(|p| p.level) {
        if let Some(count) = counts.get_mut((level.get() + 1) as usize) {
            *count += 1;
        }
    }
    counts
}

fn place(role: Option<&Role>) -> usize {
    let place = REQUIRED.iter().position(|r| Some(r) == role);
    place.unwrap_or(REQUIRED.len())
}

fn power<'a>(people: impl Iterator<Item = &'a ContactStanding>) -> u32 {
    people
        .filter_map(|p| p.power)
        .map(|p| u32::from(p.get()))
        .sum()
}
