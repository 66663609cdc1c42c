//! Positions among peers, against counting by hand.

use kamlens::analysis::tiering::{Among, standings};
use kamlens::book::{Account, AccountId, Book, Field};

use super::{book, default_report, money, named};

/// Revenue decides: 100, 80, 80, 20, unknown.
fn five() -> Book {
    let revenue = [Some(100.0), Some(80.0), Some(80.0), Some(20.0), None];
    let region = ["North", "North ", "South", "North", "North"];
    let accounts = revenue.iter().zip(region).enumerate();
    let accounts = accounts.map(|(i, (revenue, region))| Account {
        revenue: revenue.and_then(money),
        region: Some(region.into()),
        industry: (i == 0).then(|| "Power".into()),
        ..named(&format!("Client {i}"))
    });
    book(
        &[Field::Account, Field::Revenue, Field::Region],
        accounts.collect(),
    )
}

fn of(book: &Book, account: u32) -> Vec<(Among, usize, usize, Option<f64>)> {
    let report = default_report(book);
    let all = standings(book, &report, AccountId(account)).into_iter();
    all.map(|s| (s.among, s.rank, s.of, s.ahead_of)).collect()
}

#[test]
fn ranks_count_who_is_better_among_those_that_can_be_assessed() {
    let book = five();
    assert_eq!(
        of(&book, 0),
        [
            (Among::Book, 1, 4, Some(1.0)),
            (Among::Region, 1, 3, Some(1.0)),
            (Among::Industry, 1, 1, None),
        ]
    );
    assert_eq!(
        of(&book, 3),
        [
            (Among::Book, 4, 4, Some(0.0)),
            (Among::Region, 3, 3, Some(0.0)),
        ]
    );
}

#[test]
fn a_region_counts_whatever_spaces_stand_around_it() {
    assert_eq!(of(&five(), 1)[1], (Among::Region, 2, 3, Some(0.5)));
}

#[test]
fn what_cannot_be_assessed_has_no_position() {
    assert_eq!(of(&five(), 4), []);
}

#[test]
fn equals_share_a_place() {
    let accounts = ["A", "B", "C"].map(|name| Account {
        cross_region: Some(name == "A"),
        ..named(name)
    });
    let book = book(&[Field::Account, Field::CrossRegion], accounts.into());
    assert_eq!(of(&book, 0)[0], (Among::Book, 1, 3, Some(1.0)));
    assert_eq!(of(&book, 1)[0], (Among::Book, 2, 3, Some(0.0)));
    assert_eq!(of(&book, 2)[0], (Among::Book, 2, 3, Some(0.0)));
}
