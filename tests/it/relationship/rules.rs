use jiff::civil::date;
use kamlens::analysis::relationship::lower_median;
use kamlens::book::{Level, Role};

use super::{With, book, level, person, report, row};

#[test]
fn of_an_even_number_the_lower_of_the_two_middle_values() {
    assert_eq!(lower_median(vec![3, -1, 2, 0]), Some(0));
    assert_eq!(lower_median(vec![3, -1, 2]), Some(2));
    assert_eq!(lower_median::<i8>(vec![]), None);
    // A mean would say 1; the levels −1 and 3 have no middle but the lower one.
    assert_eq!(person(vec![row(1, "x", [-1, 3, 9, 9])]).level, level(-1));
}

#[test]
fn blank_is_not_zero() {
    let none = person(vec![row(1, "x", [9; 4])]);
    assert_eq!((none.level, none.thin, none.assessors), (None, true, 0));
    let zero = person(vec![row(1, "x", [0, 9, 9, 9])]);
    assert_eq!((zero.level, zero.thin), (level(0), true));
    let two = person(vec![row(1, "x", [0, 9, 9, 1])]);
    assert_eq!((two.level, two.thin), (level(0), false));
}

#[test]
fn an_assessors_row_counts_for_90_days() {
    let latest = date(2026, 6, 1);
    let levels = |day| {
        let old = row(1, "x", [3, 9, 9, 9]).by("Li").on(day);
        let new = row(2, "x", [1, 9, 9, 9]).by("Wu").on(latest);
        let person = person(vec![old, new]);
        (person.assessors, person.disagreement)
    };
    assert_eq!(levels(date(2026, 3, 3)), (2, true), "90 days");
    assert_eq!(levels(date(2026, 3, 2)), (1, false), "91 days");
}

#[test]
fn of_one_assessor_the_latest_row_counts_alone() {
    let rows = vec![
        row(1, "x", [2, 2, 9, 9]).by("Li").on(date(2026, 6, 1)),
        row(2, "x", [0, 9, 9, 9]).by(" li ").on(date(2026, 5, 1)),
        row(3, "x", [3, 3, 3, 3]).by("Li").on(date(2026, 4, 1)),
    ];
    let person = person(rows);
    assert_eq!(person.levels, [level(2), level(2), None, None]);
    assert_eq!(person.evidence.len(), 1);
    assert_eq!(person.evidence[0].origin.row, 1);
}

#[test]
fn a_row_without_a_date_is_older_than_any_dated_one() {
    let dated = row(1, "x", [0, 9, 9, 9]).on(date(2020, 1, 1)).by("Li");
    let undated = row(2, "x", [3, 9, 9, 9]).by("Wu");
    let both = person(vec![dated, undated.clone()]);
    assert_eq!((both.level, both.assessors), (level(0), 1));
    // Rows without a date are of one day; of one assessor the last in the file counts.
    let rows = vec![
        undated,
        row(3, "x", [1, 9, 9, 9]).by("Li"),
        row(4, "x", [2, 9, 9, 9]).by("Li"),
    ];
    let only = person(rows);
    assert_eq!(
        (only.level, only.assessors, only.age_days),
        (level(2), 2, None)
    );
    assert!(!only.stale);
}

#[test]
fn a_row_without_levels_names_role_and_title_but_assesses_nobody() {
    let assessed = row(1, "x", [1, 1, 9, 9]).on(date(2025, 1, 1));
    let listed = row(2, "x", [9; 4]).on(date(2026, 6, 1)).role(Role::Decider);
    let person = person(vec![assessed, listed]);
    assert_eq!(person.level, level(1));
    assert_eq!(person.role, Some(Role::Decider));
    assert_eq!(person.age_days, Some(545));
    assert!(person.stale);
}

#[test]
fn an_assessment_is_stale_after_the_setting_not_on_its_day() {
    let stale = |day| person(vec![row(1, "x", [1; 4]).on(day)]).stale;
    // 2026-06-30 less 180 days is 2026-01-01.
    assert!(!stale(date(2026, 1, 1)));
    assert!(stale(date(2025, 12, 31)));
}

#[test]
fn only_approvers_and_deciders_veto() {
    let veto = |role: Role, levels| person(vec![row(1, "x", levels).role(role)]).veto;
    for role in [Role::Approver, Role::Decider] {
        assert!(veto(role.clone(), [-1, -1, -1, 9]));
        assert!(veto(role.clone(), [-1, 2, 2, 2]), "by recognition alone");
        assert!(veto(role.clone(), [0, -1, -1, -1]), "by level alone");
        assert!(!veto(role, [0, -1, 0, 0]));
    }
    for role in [
        Role::Supporter,
        Role::Influencer,
        Role::Other("教练".into()),
    ] {
        assert!(!veto(role, [-1; 4]));
    }
}

#[test]
fn a_coach_is_level_3_or_guides_without_a_dimension_below_1() {
    let coach = |levels| person(vec![row(1, "x", levels)]).coach;
    assert!(coach([3, 3, 3, 9]));
    assert!(coach([1, 1, 1, 3]));
    assert!(coach([9, 9, 9, 3]));
    assert!(!coach([0, 1, 2, 3]));
    assert!(!coach([2; 4]));
    // The word is a role, not a level.
    let named = row(1, "x", [1; 4]).role(Role::Other("教练".into()));
    assert!(!person(vec![named]).coach);
}

#[test]
fn a_person_is_an_account_and_a_name_whatever_its_case_width_and_spaces() {
    let rows = vec![
        row(1, "Ann  Lee", [1; 4]),
        row(2, "ＡＮＮ lee ", [2; 4]),
        row(3, "Ann Lee", [3; 4]).at(1),
    ];
    let report = report(&book(rows));
    let found: Vec<_> = report
        .contacts
        .iter()
        .map(|c| (c.account.0, c.name.as_str(), c.level.map(Level::get)))
        .collect();
    assert_eq!(found, [(0, "Ann  Lee", Some(2)), (1, "Ann Lee", Some(3))]);
}

#[test]
fn an_unlisted_approver_counts_as_missing() {
    let rows = vec![
        row(1, "d", [1; 4]).role(Role::Decider).power(5),
        row(2, "s", [2; 4]).role(Role::Supporter).power(3),
        row(3, "i", [9; 4]).role(Role::Influencer).power(2),
        row(4, "o", [2; 4]).role(Role::Other("教练".into())),
    ];
    let report = report(&book(rows));
    let account = &report.accounts[0];
    assert_eq!((account.roles.covered, account.roles.of), (2, 4));
    assert_eq!((account.power.covered, account.power.of), (8, 10));
    assert_eq!(account.power_supporting.covered, 3);
    assert_eq!(account.distribution, [0, 0, 1, 2, 0]);
    assert_eq!(account.not_assessed, 1);
}

#[test]
fn accounts_come_weakest_first_then_by_what_they_are_worth() {
    let chain = [
        Role::Approver,
        Role::Decider,
        Role::Supporter,
        Role::Influencer,
    ];
    let mut rows = Vec::new();
    let mut add = |account: u32, levels: [[i8; 4]; 4]| {
        for (i, role) in chain.iter().enumerate() {
            let at = account * 10 + i as u32;
            rows.push(
                row(at, &format!("p{i}"), levels[i])
                    .role(role.clone())
                    .at(account),
            );
        }
    };
    let (one, coach, none, against) = ([1; 4], [3; 4], [9; 4], [-1; 4]);
    add(0, [one, one, one, coach]);
    add(1, [one, one, one, one]);
    add(2, [none, one, one, coach]);
    add(3, [one, against, one, coach]);
    add(4, [one, one, one, coach]);
    let report = report(&book(rows));
    let order: Vec<u32> = report.accounts.iter().map(|a| a.account.0).collect();
    assert_eq!(order, [3, 2, 1, 4, 0]);
}
