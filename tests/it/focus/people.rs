use jiff::civil::date;
use kamlens::analysis::focus::{
    Advice, FieldKind, FocusReport, Group, OrdersBasis, Productivity, Reason,
};
use kamlens::book::{Account, AccountId, Book, DealKind, Field, Opportunity};

use super::{book, deal, focus, money, notes, ratio, sentences};

fn staffed(order: Option<f64>, heads: Option<f64>, team: &str) -> Account {
    Account {
        order_amount: order.and_then(money),
        headcount: heads,
        team: (!team.is_empty()).then(|| team.to_owned()),
        ..Account::default()
    }
}

fn group<'a>(all: &'a [Productivity], wanted: &Group) -> &'a Productivity {
    all.iter().find(|p| p.group == *wanted).unwrap()
}

#[test]
fn a_blank_headcount_is_counted_apart_and_never_nought() {
    let report = focus(&book(vec![
        staffed(Some(600.0), Some(3.0), "North"),
        staffed(Some(100.0), None, "North"),
        staffed(Some(50.0), Some(0.0), "South"),
        staffed(None, Some(2.0), "South"),
        staffed(Some(80.0), Some(4.0), ""),
    ]));
    assert_eq!(report.orders, Some(OrdersBasis::OrderAmount));
    let all = group(&report.tiers, &Group::All);
    assert_eq!(
        (all.accounts, all.no_headcount, all.nobody, all.no_orders),
        (2, 1, 1, 1)
    );
    assert_eq!(
        (all.orders, all.heads, all.per_head),
        (680.0, 7.0, Some(680.0 / 7.0))
    );
    let north = group(&report.teams, &Group::Team("North".into()));
    assert_eq!((north.per_head, north.no_headcount), (Some(200.0), 1));
    assert_eq!(
        group(&report.teams, &Group::Team("South".into())).per_head,
        None
    );
    assert_eq!(report.teams.last().unwrap().group, Group::NoTeam);
    assert_eq!(north.evidence.len(), 1);
    assert_eq!(north.evidence[0].origin.row, 1);
    assert!(north.evidence[0].fields.contains(&Field::OrderAmount));
    let notes = notes(&report).join("\n");
    assert!(notes.contains("One account without a headcount"), "{notes}");
    assert!(notes.contains("No won deal has a date"), "{notes}");
}

#[test]
fn without_any_headcount_nothing_is_said_about_people() {
    let report = focus(&book(vec![
        staffed(Some(5.0), None, "A"),
        staffed(Some(3.0), None, "B"),
    ]));
    assert!(report.tiers.is_empty() && report.teams.is_empty());
    assert!(!sentences(&report).join(" ").contains("per head"));
}

#[test]
fn orders_are_those_won_in_the_latest_year_that_has_any() {
    let mut book = book(vec![
        staffed(Some(9_999.0), Some(2.0), "T"),
        staffed(None, Some(3.0), "T"),
    ]);
    let won = |account, amount, day| deal(account, DealKind::Won, amount, Some(day));
    book.opportunities = vec![
        won(0, 700.0, date(2023, 5, 1)),
        won(0, 100.0, date(2024, 1, 1)),
        won(1, 150.0, date(2024, 12, 31)),
        won(1, 800.0, date(2027, 1, 1)),
        Opportunity {
            close_date: Some(date(2025, 3, 3)),
            ..deal(0, DealKind::Lost, 500.0, None)
        },
        deal(0, DealKind::Won, 300.0, None),
    ];
    let report = focus(&book);
    assert_eq!(
        report.orders,
        Some(OrdersBasis::Won {
            year: 2024,
            open: false
        })
    );
    assert_eq!(group(&report.tiers, &Group::All).per_head, Some(50.0));
    let rows = &group(&report.tiers, &Group::All).evidence;
    assert_eq!(rows.len(), 4, "each account's row and its deal of the year");
    book.opportunities.push(won(1, 10.0, date(2026, 2, 1)));
    let report = focus(&book);
    assert_eq!(
        report.orders,
        Some(OrdersBasis::Won {
            year: 2026,
            open: true
        })
    );
    assert_eq!(group(&report.tiers, &Group::All).per_head, Some(2.0));
    assert!(notes(&report).join("\n").contains("not over yet"));
    assert!(sentences(&report).join("\n").contains("won so far in 2026"));
}

/// Revenue, potential, margin and people, all known.
fn field(revenue: f64, potential: f64, margin: f64, heads: f64) -> Account {
    Account {
        revenue: money(revenue),
        potential: money(potential),
        margin: ratio(margin),
        headcount: Some(heads),
        ..Account::default()
    }
}

#[test]
fn fat_fields_give_much_and_have_little_left() {
    // Margin per head 40, 30, 2, 1; unrealised per head 5, 60, 50, 90.
    let report = focus(&book(vec![
        field(200.0, 210.0, 0.4, 2.0),
        field(100.0, 160.0, 0.3, 1.0),
        field(40.0, 140.0, 0.1, 2.0),
        field(20.0, 200.0, 0.1, 2.0),
    ]));
    let kind = |account| {
        let mut grounds = report.potential.grounds.iter();
        grounds
            .find(|g| g.account == AccountId(account))
            .unwrap()
            .kind
    };
    assert_eq!(report.potential.medians, Some((16.0, 55.0)));
    let kinds: Vec<_> = (0..4).map(kind).collect();
    assert_eq!(
        kinds,
        [Some(FieldKind::Fat), None, None, Some(FieldKind::Thin)]
    );
    assert_eq!(
        (report.potential.potential, report.potential.revenue),
        (710.0, 360.0)
    );
    let said = sentences(&report).join("\n");
    assert!(said.contains("51% of the potential is realised"), "{said}");
    assert!(said.contains("1 are fat fields"), "{said}");
    assert!(notes(&report).join("\n").contains("margin of 16"));
}

#[test]
fn three_accounts_have_no_fields_and_revenue_beyond_potential_is_said() {
    let report = focus(&book(vec![
        field(10.0, 5.0, 0.4, 2.0),
        field(10.0, 50.0, 0.3, 1.0),
        field(4.0, 14.0, 0.1, 2.0),
    ]));
    assert_eq!(report.potential.medians, None);
    assert!(report.potential.grounds.iter().all(|g| g.kind.is_none()));
    assert_eq!(report.potential.beyond, 1);
    let notes = notes(&report).join("\n");
    assert!(notes.contains("more revenue than potential"), "{notes}");
    assert!(notes.contains("there are 3"), "{notes}");
}

/// Ten large accounts, which make small ones small, and then these.
fn tail(mut small: Vec<Account>) -> Book {
    let large = |i: u32| Account {
        name: format!("large {i}"),
        potential: money(900.0),
        ..staffed_revenue(900.0, Some(5.0))
    };
    let mut accounts: Vec<Account> = (0..10).map(large).collect();
    accounts.append(&mut small);
    book(accounts)
}

fn staffed_revenue(revenue: f64, heads: Option<f64>) -> Account {
    Account {
        revenue: money(revenue),
        headcount: heads,
        ..Account::default()
    }
}

fn listed(report: &FocusReport) -> Vec<(u32, Advice)> {
    report
        .candidates
        .iter()
        .map(|c| (c.account.0, c.advice))
        .collect()
}

#[test]
fn a_small_account_of_the_lowest_tier_is_dropped_or_starved_with_reasons() {
    let with = |potential: Option<f64>, heads| Account {
        potential: potential.and_then(money),
        ..staffed_revenue(9.0, heads)
    };
    let mut book = tail(vec![
        with(Some(10.0), Some(1.0)),
        with(None, Some(3.0)),
        with(Some(5_000.0), Some(4.0)),
        with(Some(10.0), Some(0.0)),
        with(Some(10.0), None),
        with(Some(10.0), Some(2.0)),
    ]);
    book.opportunities = vec![deal(15, DealKind::Opportunity, 40.0, None)];
    let report = focus(&book);
    assert_eq!(
        listed(&report),
        [(15, Advice::Starve), (10, Advice::Drop), (14, Advice::Drop)],
        "not listed: an open tier (potential not known), much potential, nobody on it"
    );
    let reasons = &report.candidates[0].reasons;
    assert!(
        reasons.contains(&Reason::OpenDeals(40.0)) && reasons.contains(&Reason::Headcount(2.0))
    );
    let evidence = &report.candidates[1].evidence;
    assert_eq!(evidence.origin.row, 11);
    let cells = [
        Field::Account,
        Field::Revenue,
        Field::Potential,
        Field::Headcount,
    ];
    assert_eq!(evidence.fields, cells);
    let said = sentences(&report).join("\n");
    assert!(
        said.contains("3 accounts of the lowest tier bind 3 people"),
        "{said}"
    );
    assert!(notes(&report).join("\n").contains("kamlens’ own rule"));
}

#[test]
fn a_fat_field_is_given_no_more_people_but_not_dropped() {
    let with = |margin: f64| Account {
        potential: money(10.0),
        margin: ratio(margin),
        ..staffed_revenue(9.0, Some(1.0))
    };
    let mut book = tail(vec![with(0.9), with(0.01)]);
    // Per head the large ones bring 900 · 1 % / 5 = 1.8 and have 20 to win; the small ones bring
    // 8.1 and 0.09, and have 1 to win.
    for account in book.accounts.iter_mut().take(10) {
        account.margin = ratio(0.01);
        account.potential = money(1_000.0);
    }
    let report = focus(&book);
    assert_eq!(listed(&report), [(10, Advice::Starve), (11, Advice::Drop)]);
    let fat = |at: usize| report.candidates[at].reasons.contains(&Reason::FatField);
    assert!(fat(0) && !fat(1));
}

#[test]
fn without_a_potential_an_account_is_starved_and_not_dropped() {
    let mut book = tail(vec![staffed_revenue(9.0, Some(3.0))]);
    for account in &mut book.accounts {
        account.potential = None;
    }
    let report = focus(&book);
    assert_eq!(listed(&report), [(10, Advice::Starve)]);
    let [Reason::LowTier, Reason::SmallShare(share), reasons @ ..] =
        &report.candidates[0].reasons[..]
    else {
        panic!("low tier and small share come first");
    };
    assert!((share - 9.0 / 9_009.0).abs() < 1e-12);
    assert_eq!(reasons, [Reason::PotentialUnknown, Reason::Headcount(3.0)]);
}

#[test]
fn a_parent_that_is_a_sum_is_neither_listed_nor_a_field() {
    let mut book = tail(vec![Account {
        potential: money(10.0),
        ..staffed_revenue(9.0, Some(1.0))
    }]);
    assert_eq!(listed(&focus(&book)), [(10, Advice::Drop)]);
    book.sums.insert((AccountId(10), Field::Revenue));
    let report = focus(&book);
    assert_eq!(listed(&report), []);
    assert!(
        report
            .potential
            .grounds
            .iter()
            .all(|g| g.account != AccountId(10))
    );
}
