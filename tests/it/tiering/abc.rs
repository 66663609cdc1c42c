use kamlens::analysis::FindingSeverity;
use kamlens::analysis::tiering::{AmountBasis, Basis, TiersReport};
use kamlens::book::{Account, AccountId, Book, DealKind, Field, Money, Opportunity, Origin};

use super::{book, default_report, money, named, said, tiers};

fn revenues(amounts: &[Option<f64>]) -> TiersReport {
    let accounts = amounts.iter().enumerate().map(|(i, amount)| Account {
        revenue: amount.and_then(money),
        ..named(&format!("account {i}"))
    });
    default_report(&book(&[Field::Account, Field::Revenue], accounts.collect()))
}

fn names(report: &TiersReport) -> String {
    (0..report.accounts.len())
        .map(|i| tiers(report, i).0)
        .collect()
}

#[test]
fn the_account_that_crosses_a_line_belongs_to_the_better_tier() {
    // Cumulative 50, 75, 90, 96, 100 %: the third crosses 80, the fourth crosses 95.
    let report = revenues(&[Some(50.0), Some(25.0), Some(15.0), Some(6.0), Some(4.0)]);
    assert_eq!(report.basis, Basis::Abc);
    assert_eq!(names(&report), "AAABC");
    let shares: Vec<f64> = report.accounts.iter().map(|a| a.score_low).collect();
    assert_eq!(shares, [50.0, 75.0, 90.0, 96.0, 100.0]);
    assert_eq!(report.amount_basis, Some(AmountBasis::Revenue));
    assert!(report.accounts.iter().all(|a| !a.firm && a.assessable));
    assert_eq!(report.finding.severity, FindingSeverity::Watch);
    assert_eq!(
        said(&report.finding.message),
        "Going by revenue alone, 3 of 5 accounts bring the first 80% (A). Such tiers are provisional."
    );
    report.notes.iter().for_each(|n| drop(said(n)));
}

#[test]
fn a_line_that_is_reached_exactly_ends_the_tier() {
    assert_eq!(
        names(&revenues(&[Some(80.0), Some(15.0), Some(5.0)])),
        "ABC"
    );
    // 0.7 + 0.1 is 0.7999999999999999 in floating point: still 80 %.
    let fractions = revenues(&[Some(0.7), Some(0.1), Some(0.1), Some(0.1)]);
    assert_eq!(names(&fractions), "AAAA");
    let fractions = revenues(&[Some(0.7), Some(0.1), Some(0.09), Some(0.06), Some(0.05)]);
    assert_eq!(names(&fractions), "AABBC");
}

#[test]
fn one_account_is_an_a_and_equal_amounts_share_a_tier() {
    assert_eq!(names(&revenues(&[Some(7.0)])), "A");
    assert_eq!(names(&revenues(&[Some(1.0); 10])), "AAAAAAAAAA");
}

#[test]
fn accounts_without_an_amount_cannot_be_assessed() {
    let report = revenues(&[None, Some(5.0), Some(0.0), Some(-3.0)]);
    assert_eq!(report.not_assessable, 1);
    let last = report.accounts.last().unwrap();
    assert_eq!((last.account.0, last.assessable), (0, false));
    let counts: Vec<usize> = report.tiers.iter().map(|t| t.provisional).collect();
    assert_eq!(counts, [1, 0, 2]);
}

pub fn deal(row: u32, account: u32, kind: DealKind, amount: f64) -> Opportunity {
    Opportunity {
        origin: Origin { source: 0, row },
        amount: Money::new(amount).unwrap(),
        account: Some(AccountId(account)),
        id: None,
        name: None,
        product: None,
        kind,
        stage: None,
        probability: None,
        probability_at: None,
        created: None,
        first_close_date: None,
        close_date: None,
        closed: None,
        last_activity: None,
        lost_stage: None,
        plan_id: None,
        team: None,
        region: None,
        owner: None,
        competitor: None,
        loss_reason: None,
        needs_confirmed: None,
        reviewed: None,
        coach: None,
        extra: vec![],
    }
}

#[test]
fn opportunities_alone_rank_accounts_by_won_and_open_deals() {
    let book = Book {
        accounts: vec![named("lost"), named("big"), named("lead"), named("small")],
        opportunities: vec![
            deal(1, 0, DealKind::Lost, 900.0),
            deal(2, 1, DealKind::Won, 60.0),
            deal(3, 1, DealKind::Opportunity, 30.0),
            deal(4, 2, DealKind::Lead, 500.0),
            deal(5, 3, DealKind::Opportunity, 10.0),
        ],
        ..Book::default()
    };
    let report = default_report(&book);
    assert_eq!(report.amount_basis, Some(AmountBasis::Deals));
    let amounts: Vec<(u32, Option<f64>)> = report
        .accounts
        .iter()
        .map(|a| (a.account.0, a.amount))
        .collect();
    let expected = [
        (1, Some(90.0)),
        (3, Some(10.0)),
        (2, Some(0.0)),
        (0, Some(0.0)),
    ];
    assert_eq!(amounts, expected);
    let rows: Vec<u32> = report.accounts[0]
        .evidence
        .iter()
        .map(|e| e.origin.row)
        .collect();
    assert_eq!(rows, [2, 3]);
}

#[test]
fn nothing_at_all_says_what_would_help() {
    for book in [
        Book::default(),
        book(&[Field::Account], vec![named("only a name")]),
    ] {
        let report = default_report(&book);
        assert_eq!(report.basis, Basis::None);
        assert_eq!(report.finding.severity, FindingSeverity::NoData);
        assert_eq!(report.not_assessable, book.accounts.len());
        assert!(said(&report.finding.message).starts_with("There is nothing"));
        assert_eq!(report.finding.unlock.len(), 2);
        assert!(report.finding.unlock[0].fields.contains(&Field::Revenue));
    }
}
