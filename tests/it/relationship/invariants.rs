use jiff::civil::date;
use kamlens::analysis::relationship::RelationshipReport;
use kamlens::book::{Contact, Power, Role};
use proptest::prelude::*;

use super::{With, book, report, row};

/// Account, name, role, power, levels (9: none), assessor, day (none: undated).
type Cells = (u32, u8, u8, u8, [i8; 4], u8, Option<i16>);

fn cells() -> impl Strategy<Value = Cells> {
    let level = || prop_oneof![Just(9_i8), -1..=3_i8];
    (
        0..3_u32,
        0..4_u8,
        0..6_u8,
        0..6_u8,
        [level(), level(), level(), level()],
        0..3_u8,
        proptest::option::of(1..300_i16),
    )
}

fn contact(at: usize, cells: Cells) -> Contact {
    let (account, name, role, power, levels, assessor, day) = cells;
    let chain = [
        Some(Role::Approver),
        Some(Role::Decider),
        Some(Role::Supporter),
        Some(Role::Influencer),
        Some(Role::Other("fan".into())),
        None,
    ];
    Contact {
        role: chain[usize::from(role)].clone(),
        power: Power::new(power).ok(),
        as_of: day.map(|d| {
            date(2025, 9, 1)
                .checked_add(jiff::Span::new().days(d))
                .unwrap()
        }),
        ..row(at as u32, &format!("p{name}"), levels)
            .by(&format!("r{assessor}"))
            .at(account)
    }
}

fn contacts(all: &[Cells]) -> Vec<Contact> {
    all.iter()
        .enumerate()
        .map(|(i, c)| contact(i, *c))
        .collect()
}

fn total(report: &RelationshipReport) -> u32 {
    report.distribution.iter().sum::<u32>() + report.not_assessed
}

proptest! {
    #[test]
    fn the_order_of_rows_in_memory_does_not_matter(
        all in proptest::collection::vec(cells(), 1..20),
        turn in 0..20_usize,
    ) {
        let straight = contacts(&all);
        let mut turned = straight.clone();
        turned.reverse();
        let by = turn % turned.len();
        turned.rotate_left(by);
        prop_assert_eq!(report(&book(straight)), report(&book(turned)));
    }

    #[test]
    fn every_person_stands_somewhere_once(all in proptest::collection::vec(cells(), 0..20)) {
        let report = report(&book(contacts(&all)));
        prop_assert_eq!(total(&report) as usize, report.contacts.len());
        let mut seen = Vec::new();
        for account in &report.accounts {
            let people = account.distribution.iter().sum::<u32>() + account.not_assessed;
            prop_assert_eq!(people as usize, account.contacts.len());
            prop_assert!(account.roles.covered <= account.roles.of);
            prop_assert!(account.power_supporting.covered <= account.power.covered);
            prop_assert!(account.power.covered <= account.power.of);
            seen.extend(account.contacts.iter().copied());
        }
        seen.sort_unstable();
        prop_assert!(seen.into_iter().eq(0..report.contacts.len()));
        super::said(&report.finding.message);
    }

    #[test]
    fn a_level_is_one_that_somebody_gave(all in proptest::collection::vec(cells(), 1..20)) {
        let rows = contacts(&all);
        let report = report(&book(rows.clone()));
        for person in &report.contacts {
            let Some(level) = person.level else { continue };
            let mine = rows.iter().filter(|r| r.account == person.account && r.name == person.name);
            let mut given = mine.flat_map(|r| r.levels).flatten();
            prop_assert!(given.any(|l| l == level));
        }
    }

    #[test]
    fn raising_every_level_by_one_raises_every_median_by_one(all in proptest::collection::vec(cells(), 1..20)) {
        let lower: Vec<Cells> = all
            .iter()
            .map(|c| (c.0, c.1, c.2, c.3, c.4.map(|l| if l == 3 { 2 } else { l }), c.5, c.6))
            .collect();
        let higher: Vec<Cells> = lower
            .iter()
            .map(|c| (c.0, c.1, c.2, c.3, c.4.map(|l| if l == 9 { 9 } else { l + 1 }), c.5, c.6))
            .collect();
        let (a, b) = (report(&book(contacts(&lower))), report(&book(contacts(&higher))));
        for (a, b) in a.contacts.iter().zip(&b.contacts) {
            prop_assert_eq!(a.level.map(|l| l.get() + 1), b.level.map(|l| l.get()));
            prop_assert_eq!(a.disagreement, b.disagreement);
        }
    }
}
