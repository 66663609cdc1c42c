use jiff::civil::date;
use kamlens::analysis::FindingSeverity;
use kamlens::analysis::relationship::RelationshipReport;
use kamlens::book::{Book, Contact, Field, Role};

use super::{With, book, report, row, said, with_columns};

fn verdict(rows: Vec<Contact>) -> Vec<String> {
    let report = report(&book(rows));
    report.accounts[0].verdict.iter().map(said).collect()
}

fn titled(mut row: Contact, title: &str) -> Contact {
    row.title = Some(title.into());
    row
}

/// Severity, sentence and actions, all said in both languages.
fn answer(report: &RelationshipReport) -> (FindingSeverity, String, Vec<String>) {
    report.notes.iter().for_each(|n| drop(said(n)));
    let actions: Vec<String> = report.finding.actions.iter().map(said).collect();
    assert!(actions.len() <= 3);
    let finding = &report.finding;
    (finding.severity, said(&finding.message), actions)
}

#[test]
fn the_verdict_of_the_specification() {
    let rows = vec![
        row(1, "Gao", [9; 4]).role(Role::Approver),
        titled(row(2, "Chen", [-1, -1, 0, 9]).role(Role::Decider), "CTO"),
        row(3, "Wu", [3; 4]).role(Role::Supporter),
        row(4, "Xu", [1; 4]).role(Role::Influencer),
    ];
    assert_eq!(
        verdict(rows),
        ["CTO −1 (veto)", "not assessed: approver", "one coach"]
    );
}

#[test]
fn verdicts_say_what_is_missing() {
    assert_eq!(
        verdict(vec![row(1, "x", [9; 4])]),
        ["nobody assessed", "decision roles unknown"]
    );
    let rows = vec![
        row(1, "d1", [-1, 2, 2, 2]).role(Role::Decider).power(5),
        row(2, "d2", [-1; 4]).role(Role::Decider),
        row(3, "s", [0; 4]).role(Role::Supporter),
    ];
    assert_eq!(
        verdict(rows),
        [
            "d1 recognition −1 (veto)",
            "one more veto",
            "not listed: approver and influencer",
            "only d1 supports us",
            "no coach"
        ]
    );
    let old = row(1, "a", [0; 4])
        .role(Role::Approver)
        .on(date(2025, 1, 1));
    let split = vec![
        old,
        row(2, "b", [0; 4]).role(Role::Decider).by("Li"),
        row(3, "b", [2; 4]).role(Role::Decider).by("Wu"),
    ];
    assert_eq!(
        verdict(split),
        [
            "not listed: supporter and influencer",
            "nobody supports us",
            "assessors differ on b",
            "one assessment out of date",
            "no coach"
        ]
    );
}

#[test]
fn a_veto_asks_to_act_on_the_account_that_weighs_most() {
    let rows = vec![
        row(1, "x", [-1; 4]).role(Role::Approver),
        titled(row(2, "y", [-1; 4]).role(Role::Decider).at(1), "CTO"),
        row(3, "z", [1; 4]).role(Role::Decider).at(2),
    ];
    let report = report(&book(rows));
    let (severity, sentence, actions) = answer(&report);
    assert_eq!(severity, FindingSeverity::Act);
    assert_eq!(
        sentence,
        "2 of 3 accounts have a veto in their decision chain. The weakest is “B”: the decider y (CTO) is against us (−1)."
    );
    assert_eq!(
        actions,
        [
            "Find out what y (CTO) of “B” has against us, and plan who talks to them and when.",
            "Find out who the approver of “B” is.",
            "Win a second supporter at “C”; today everything hangs on z."
        ]
    );
    assert_eq!(report.finding.evidence[0].origin.row, 2);
}

#[test]
fn a_blind_spot_or_a_single_thread_is_to_be_watched() {
    let chain = |level: [i8; 4]| {
        vec![
            row(1, "a", [0; 4]).role(Role::Approver),
            row(2, "d", [1; 4]).role(Role::Decider),
            row(3, "s", level).role(Role::Supporter),
        ]
    };
    let (severity, sentence, actions) = answer(&report(&book(chain([0; 4]))));
    assert_eq!(severity, FindingSeverity::Watch);
    assert_eq!(sentence, "“A” hangs on a single supporter.");
    assert_eq!(actions.len(), 1);

    let (severity, sentence, actions) = answer(&report(&book(chain([3; 4]))));
    assert_eq!(severity, FindingSeverity::Ok);
    assert!(
        sentence.ends_with("nobody vetoes. Coaches: 1."),
        "{sentence}"
    );
    assert!(actions.is_empty());

    let mut blind = chain([3; 4]);
    blind[0].levels = [None; 4];
    let (severity, sentence, actions) = answer(&report(&book(blind)));
    assert_eq!(severity, FindingSeverity::Watch);
    assert!(
        sentence.ends_with("the decider of “A” stands."),
        "{sentence}"
    );
    assert_eq!(actions, ["Assess the approver of “A”: a."]);
}

#[test]
fn levels_without_roles_say_that_roles_are_missing() {
    let report = report(&with_columns(
        &[Field::Contact, Field::Recognition],
        book(vec![row(1, "x", [2; 4]), row(2, "y", [9; 4])]),
    ));
    let (severity, sentence, _) = answer(&report);
    assert_eq!(severity, FindingSeverity::Watch);
    assert!(sentence.starts_with("One person is assessed, but no decision roles"));
    let unlock = &report.finding.unlock[0].fields;
    assert!(unlock.contains(&Field::Role) && !unlock.contains(&Field::Recognition));
}

#[test]
fn contacts_without_levels_are_listed_and_say_which_columns_unlock_more() {
    let rows = vec![
        row(1, "x", [9; 4]).role(Role::Approver),
        row(2, "y", [9; 4]).role(Role::Other("fan".into())),
        row(3, "z", [9; 4]).at(1),
    ];
    let listed = with_columns(&[Field::Account, Field::Contact, Field::Role], book(rows));
    let report = report(&listed);
    assert!(report.no_levels);
    let (severity, sentence, actions) = answer(&report);
    assert_eq!(severity, FindingSeverity::NoData);
    assert_eq!(
        sentence,
        "3 people are listed, but nobody’s level is known. Approvers: 1, deciders: 0, supporters: 0, influencers: 0, others: 2."
    );
    let unlock = &report.finding.unlock[0].fields;
    assert_eq!(unlock[..2], [Field::Power, Field::Recognition]);
    assert_eq!(actions, ["Find out who the approver of “B” is."]);
    assert_eq!(report.not_assessed, 3);

    // The columns are there, only empty: nothing to unlock but the cells themselves.
    let columns = [Field::Recognition, Field::Role];
    let empty = with_columns(&columns, book(vec![row(1, "x", [9; 4])]));
    assert!(!super::report(&empty).no_levels);
}

#[test]
fn a_book_without_contacts_says_so() {
    let report = report(&Book::default());
    let (severity, sentence, actions) = answer(&report);
    assert_eq!(severity, FindingSeverity::NoData);
    assert!(sentence.ends_with("the book has no contacts."));
    assert!(actions.is_empty() && !report.no_levels);
    assert_eq!(
        report.finding.unlock[0].fields[..2],
        [Field::Account, Field::Contact]
    );
}

#[test]
fn stale_and_split_assessments_ask_for_a_second_look() {
    let rows = vec![
        row(1, "a", [1; 4])
            .role(Role::Approver)
            .on(date(2025, 1, 1)),
        row(2, "d", [0; 4]).role(Role::Decider).by("Li"),
        row(3, "d", [2; 4]).role(Role::Decider).by("Wu"),
        row(4, "s", [1; 4])
            .role(Role::Supporter)
            .on(date(2025, 1, 1)),
        row(5, "s", [9, 1, 9, 9])
            .role(Role::Supporter)
            .on(date(2026, 6, 1)),
    ];
    let report = report(&book(rows));
    let (_, _, actions) = answer(&report);
    assert_eq!(
        actions,
        [
            "Assess a of “A” again: the last time was more than 180 days ago.",
            "Let the assessors of d at “A” compare what they saw: they are two levels apart or more."
        ]
    );
    let codes: Vec<&str> = report.notes.iter().map(|n| n.code.as_str()).collect();
    let expected = ["window", "stale", "undated", "thin", "older"];
    assert_eq!(codes, expected.map(|c| format!("relationships.note.{c}")));
}
