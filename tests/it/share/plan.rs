//! Shares, the plan, its base and its scope.

use super::*;

#[test]
fn ten_twenty_thirty_percent_means_doubling_and_then_half_as_much_again() {
    let wallet = Some(100e6);
    let rows = vec![
        share(1, 0, 2025, [wallet, Some(10e6), None]),
        share(2, 0, 2026, [wallet, None, Some(0.2)]),
        share(3, 0, 2027, [wallet, None, Some(0.3)]),
    ];
    let report = run(rows, Vec::new());
    let years = &report.lines[0].years;
    close(years[0].share.unwrap(), 0.1);
    assert_eq!(years[0].required_growth, None);
    close(years[1].required_growth.unwrap() / 10e6, 1.0);
    close(
        years[2].required_growth.unwrap() / years[1].target.unwrap(),
        0.5,
    );
    assert_eq!(report.history, [(2025, 10e6, 100e6, 0.1)]);
}

#[test]
fn there_is_no_share_without_a_wallet() {
    let rows = vec![
        share(1, 0, 2024, [None, Some(5.0), None]),
        share(2, 0, 2025, [Some(0.0), Some(5.0), None]),
        share(3, 1, 2025, [Some(10.0), Some(12.0), None]),
        share(4, 1, 2026, [None, None, Some(0.5)]),
    ];
    let report = run(rows, Vec::new());
    assert!(report.lines[0].years.iter().all(|y| y.share.is_none()));
    let other = &report.lines[1].years;
    assert!(other[0].over_wallet);
    // A planned share takes the last wallet, as an assumption, and makes no share of it.
    assert!(other[1].wallet_carried);
    assert_eq!(other[1].target, Some(5.0));
    assert_eq!(other[1].share, None);
    assert_eq!(report.history, [(2025, 12.0, 10.0, 1.2)]);
}

#[test]
fn base_won_and_gap_follow_the_years() {
    let wallet = Some(1_000.0);
    let rows = vec![
        share(1, 0, 2025, [wallet, Some(100.0), None]),
        share(2, 0, 2026, [wallet, None, Some(0.08)]),
        share(3, 0, 2027, [wallet, None, Some(0.07)]),
    ];
    let deals = vec![
        won(1, 5.0, date(2025, 12, 31)),
        won(2, 7.0, date(2026, 1, 1)),
        deal(3, 20.0, 1.0, date(2026, 12, 31)),
        deal(4, 30.0, 1.0, date(2027, 1, 1)),
        deal(5, 99.0, 0.0, date(2027, 1, 1)),
    ];
    let mut context = context();
    context.settings.retention = 0.5;
    let report = analyze(&book(rows, deals), &context);
    let [first, second] = &report.forecasts[..] else {
        panic!("two years")
    };
    assert_eq!(
        (first.base_year, first.base, first.won),
        (Some(2025), 50.0, 7.0)
    );
    close(first.gap.unwrap(), 80.0 - 57.0);
    close(first.coverage.unwrap(), 20.0 / 23.0);
    close(first.required_coverage.unwrap(), 1.0);
    assert_eq!(first.total_quantiles, Some([77.0; 5]));
    assert_eq!(first.p_hit, Some(0.0));
    close(first.shortfall.unwrap(), 3.0);
    // 0.5 · (50 + 7 + 20) + 30.
    assert_eq!((second.base, second.won), (38.5, 0.0));
    assert_eq!(second.total_quantiles, Some([68.5; 5]));
    close(second.share_quantiles.unwrap()[2], 0.0685);
    close(second.gap.unwrap(), 31.5);
    close(second.required_coverage.unwrap(), 129.0 / 30.0);
    assert_eq!(report.typical_deal, Some(5.0));
    assert_eq!(report.finding.severity, FindingSeverity::Act);
    assert_eq!(report.finding.message.code, "share.finding.planMissing");
    close(report.gaps[0].missing, 80.0 - 57.0 - 20.0);
}

#[test]
fn a_plan_is_compared_with_its_own_accounts_only() {
    let wallet = Some(1_000.0);
    let rows = vec![
        share(1, 0, 2025, [wallet, Some(100.0), None]),
        share(2, 0, 2026, [wallet, None, Some(0.2)]),
        share(3, 1, 2025, [wallet, Some(500.0), None]),
    ];
    let of = |row, account, amount| Opportunity {
        account,
        ..deal(row, amount, 1.0, date(2026, 9, 1))
    };
    let deals = vec![
        of(1, Some(AccountId(0)), 10.0),
        of(2, Some(AccountId(1)), 400.0),
        of(3, None, 1.0),
    ];
    let report = run(rows, deals);
    let f = &report.forecasts[0];
    assert_eq!((f.base, f.deals, f.weighted), (100.0, 2, 11.0));
    assert_eq!((f.outside, f.outside_weighted), (1, 400.0));
    assert_eq!(f.p_hit, Some(0.0));
    assert_eq!((report.open_deals, report.open_weighted), (3, 411.0));
    assert!(has_note(&report, "share.note.outside"));
}

#[test]
fn a_total_and_its_products_are_not_counted_twice() {
    let with = |row: u32, product: Option<&str>, cells| ShareRow {
        product: product.map(str::to_owned),
        ..share(row, 0, 2025, cells)
    };
    let rows = vec![
        with(1, None, [Some(100.0), Some(30.0), None]),
        with(2, Some("A"), [Some(60.0), Some(20.0), None]),
        with(3, Some("B"), [Some(40.0), Some(10.0), None]),
    ];
    let report = run(rows.clone(), Vec::new());
    assert_eq!(report.lines.len(), 3);
    assert_eq!(report.history, [(2025, 30.0, 100.0, 0.3)]);
    let parts = run(rows[1..].to_vec(), Vec::new());
    assert_eq!(parts.history, report.history);
}

#[test]
fn a_product_that_is_not_planned_is_outside_the_plan() {
    let row = |row, year, product: &str, cells| ShareRow {
        product: Some(product.to_owned()),
        ..share(row, 0, year, cells)
    };
    let wallet = Some(100.0);
    let rows = vec![
        row(1, 2025, "Old", [wallet, Some(40.0), None]),
        row(2, 2025, "New", [wallet, Some(0.0), None]),
        row(3, 2026, "New", [wallet, None, Some(0.3)]),
    ];
    let of = |row, product: Option<&str>| Opportunity {
        product: product.map(str::to_owned),
        ..deal(row, 10.0, 1.0, date(2026, 9, 1))
    };
    let deals = vec![
        of(1, Some("old")),
        of(2, Some(" NEW")),
        of(3, Some("?")),
        of(4, None),
    ];
    let f = &run(rows, deals).forecasts[0];
    assert_eq!((f.base, f.deals, f.outside), (0.0, 3, 1));
    assert_eq!(f.p_hit, Some(1.0));
}

#[test]
fn without_revenue_there_is_no_gap_and_no_chance() {
    let rows = vec![share(1, 0, 2026, [Some(100.0), None, Some(0.3)])];
    let report = run(rows, vec![deal(1, 50.0, 0.5, date(2026, 9, 1))]);
    let f = &report.forecasts[0];
    assert_eq!((f.base_year, f.gap, f.p_hit), (None, None, None));
    assert_eq!(report.finding.message.code, "share.finding.planNoBase");
    assert_eq!(report.finding.severity, FindingSeverity::Watch);
}

#[test]
fn a_year_that_has_not_ended_is_a_base_only_for_want_of_another() {
    let rows = |years: &[i16]| -> Vec<ShareRow> {
        let actual = years
            .iter()
            .map(|y| share(*y as u32, 0, *y, [Some(100.0), Some(10.0), None]));
        let plan = share(1, 0, 2027, [Some(100.0), None, Some(0.2)]);
        actual.chain([plan]).collect()
    };
    let deals = || {
        vec![
            won(1, 4.0, date(2026, 2, 1)),
            deal(2, 3.0, 1.0, date(2026, 8, 1)),
        ]
    };
    let ended = &run(rows(&[2025, 2026]), deals());
    let f = ended.forecasts.iter().find(|f| f.year == 2027).unwrap();
    assert_eq!((f.base_year, f.base), (Some(2025), 17.0));
    let running = &run(rows(&[2026]), deals());
    let f = running.forecasts.iter().find(|f| f.year == 2027).unwrap();
    // The won deal is part of the revenue so far, the open one is not.
    assert_eq!((f.base_year, f.base), (Some(2026), 13.0));
    assert!(has_note(running, "share.note.basePartial"));
}
