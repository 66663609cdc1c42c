//! Which deals count, when, and with what chance.

use super::*;

#[test]
fn leads_count_only_if_asked_for() {
    let lead = Opportunity {
        kind: DealKind::Lead,
        ..deal(1, 100.0, 0.5, date(2026, 9, 1))
    };
    let deals = vec![lead, deal(2, 10.0, 0.5, date(2026, 9, 1))];
    let without = run(Vec::new(), deals.clone());
    assert_eq!((without.open_amount, without.open_weighted), (10.0, 5.0));
    assert_eq!(without.hygiene.leads_left_out, 1);
    assert_eq!(without.hygiene.leads_amount, 100.0);
    let mut context = context();
    context.settings.leads_count = true;
    let with = analyze(&book(Vec::new(), deals), &context);
    assert_eq!((with.open_amount, with.open_weighted), (110.0, 55.0));
    assert_eq!(with.hygiene.leads_left_out, 0);
}

#[test]
fn the_fiscal_year_and_the_as_of_date_decide_a_deals_year() {
    let mut context = context();
    context.settings.fiscal_year_start = 4;
    let undated = Opportunity {
        close_date: None,
        ..deal(9, 1.0, 0.5, date(2026, 9, 1))
    };
    let deals = vec![
        deal(1, 10.0, 0.5, date(2027, 3, 31)),
        deal(2, 20.0, 0.5, date(2027, 4, 1)),
        deal(3, 40.0, 0.5, date(2020, 1, 1)),
        undated,
    ];
    let report = analyze(&book(Vec::new(), deals), &context);
    let sums: Vec<(i16, f64)> = report
        .forecasts
        .iter()
        .map(|f| (f.year, f.pipeline))
        .collect();
    assert_eq!(sums, [(2026, 51.0), (2027, 20.0)]);
    assert_eq!(report.hygiene.overdue.len(), 1);
    assert_eq!(report.hygiene.overdue_weighted, 20.0);
    assert_eq!(report.hygiene.no_date.len(), 1);
    // 20 of 35.5 is overdue.
    assert_eq!(report.finding.severity, FindingSeverity::Watch);
    assert_eq!(report.finding.message.code, "share.finding.pipelineOverdue");
    let early = Context {
        as_of: date(2026, 3, 31),
        ..context
    };
    assert_eq!(analyze(&Book::default(), &early).current_year, 2025);
}

#[test]
fn without_a_probability_column_the_win_rate_stands_in() {
    let plain = |row, kind| Opportunity {
        kind,
        probability: None,
        ..deal(row, 100.0, 0.0, date(2026, 9, 1))
    };
    let open = plain(1, DealKind::Opportunity);
    let mut deals = vec![
        open.clone(),
        plain(2, DealKind::Won),
        plain(3, DealKind::Lost),
        plain(4, DealKind::Lost),
        plain(5, DealKind::Lost),
    ];
    let report = run(Vec::new(), deals.clone());
    let basis = ProbabilityBasis::WinRate { rate: 0.25, n: 4 };
    assert_eq!(report.probability, basis);
    assert_eq!(report.open_weighted, 25.0);
    assert_eq!((report.won, report.lost), ((1, 100.0), (3, 300.0)));
    assert!(has_note(&report, "share.note.winRate"));
    // With the column, a deal without one is left out and counted.
    deals.push(deal(6, 10.0, 0.5, date(2026, 9, 1)));
    let report = run(Vec::new(), deals);
    assert_eq!(report.probability, ProbabilityBasis::Column);
    assert_eq!((report.open_deals, report.open_weighted), (2, 5.0));
    assert_eq!(report.forecasts[0].deals, 1);
    assert_eq!(report.hygiene.no_probability.len(), 1);
    assert_eq!(report.hygiene.no_probability_amount, 100.0);
    // With neither, nothing can be forecast.
    let report = run(Vec::new(), vec![open]);
    assert_eq!(report.probability, ProbabilityBasis::None);
    assert_eq!(report.finding.message.code, "share.finding.noProbability");
    assert_eq!(report.finding.severity, FindingSeverity::NoData);
}

#[test]
fn unconfirmed_needs_are_forecast_but_do_not_cover() {
    let unsure = Opportunity {
        needs_confirmed: Some(false),
        ..deal(1, 60.0, 0.5, date(2026, 9, 1))
    };
    let deals = vec![unsure, deal(2, 40.0, 0.25, date(2026, 9, 1))];
    let report = run(plan_of(80.0), deals);
    let f = &report.forecasts[0];
    assert_eq!((f.pipeline, f.qualified, f.weighted), (100.0, 40.0, 40.0));
    close(f.coverage.unwrap(), 0.5);
    close(f.required_coverage.unwrap(), 4.0);
    assert_eq!(report.hygiene.not_qualified.len(), 1);
}

#[test]
fn an_empty_book_says_what_unlocks_the_answer() {
    let report = run(Vec::new(), Vec::new());
    assert_eq!(report.finding.severity, FindingSeverity::NoData);
    assert_eq!(report.finding.message.code, "share.finding.nothing");
    assert_eq!(report.finding.unlock.len(), 2);
    assert!(report.forecasts.is_empty() && report.notes.is_empty());
    let shares = run(
        vec![share(1, 0, 2025, [Some(100.0), Some(10.0), None])],
        Vec::new(),
    );
    assert_eq!(shares.finding.message.code, "share.finding.shareOnly");
    // No deals are known: that is not a pipeline of nothing.
    let plan = run(plan_of(100.0), Vec::new());
    assert_eq!(plan.finding.message.code, "share.finding.planNoDeals");
    assert_eq!(plan.forecasts[0].p_hit, None);
}

#[test]
fn without_a_plan_the_pipeline_is_forecast() {
    let report = run(Vec::new(), vec![deal(1, 10.0, 1.0, date(2027, 9, 1))]);
    let f = &report.forecasts[0];
    assert_eq!((f.target, f.target_basis), (None, TargetBasis::None));
    assert_eq!((f.p_hit, f.gap, f.shortfall), (None, None, None));
    assert_eq!(f.quantiles, [10.0; 5]);
    assert_eq!(report.finding.severity, FindingSeverity::Ok);
    assert_eq!(report.finding.message.code, "share.finding.pipeline");
    let far = run(Vec::new(), vec![deal(1, 10.0, 1.0, date(2099, 9, 1))]);
    assert!(far.forecasts.is_empty() && has_note(&far, "share.note.beyond"));
}

#[test]
fn the_later_of_two_rows_of_one_year_counts_and_the_other_is_listed() {
    let rows = vec![
        share(1, 0, 2025, [Some(100.0), Some(10.0), None]),
        share(2, 0, 2025, [Some(100.0), Some(30.0), None]),
    ];
    let report = run(rows, Vec::new());
    assert_eq!(report.history, [(2025, 30.0, 100.0, 0.3)]);
    let replaced: Vec<u32> = report.superseded.iter().map(|e| e.origin.row).collect();
    assert_eq!(replaced, [1]);
}

#[test]
fn severity_follows_the_chance() {
    let severity = |p| {
        let deals = vec![deal(1, 80.0, p, date(2026, 9, 1))];
        run(plan_of(80.0), deals).finding.severity
    };
    assert_eq!(severity(0.2), FindingSeverity::Act);
    assert_eq!(severity(0.45), FindingSeverity::Watch);
    assert_eq!(severity(0.8), FindingSeverity::Ok);
}
