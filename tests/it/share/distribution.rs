//! The Monte Carlo against exact distributions.

use super::*;

/// The trap of the domain specification: the weighted sum is an outcome that does not happen.
#[test]
fn the_weighted_sum_of_one_big_and_ten_small_deals_does_not_happen() {
    let oracle = oracle();
    let between = oracle["trap_between_90_and_140"].as_f64().unwrap();
    assert!((between - 7.2e-5).abs() < 0.05e-5);
    let trap = &oracle["cases"][0];
    let (low, high) = (trap["medians"][0].as_f64(), trap["medians"][1].as_f64());
    assert_eq!((low, high), (Some(100.0), Some(170.0)));

    let deals = || deals_of(&trap["deals"], date(2026, 11, 1));
    let report = run(plan_of(150.0), deals());
    let forecast = &report.forecasts[0];
    close(forecast.weighted, 115.0);
    close(forecast.pipeline, 270.0);
    let p50 = forecast.quantiles[2];
    assert!(
        p50 <= 100.0 || p50 >= 170.0,
        "P50 {p50} lies on the far side of the cliff"
    );
    let reach = |x: f64| run(plan_of(x), deals()).forecasts[0].p_hit.unwrap();
    assert!(
        (reach(90.0) - reach(150.0) - between).abs() < 1e-3,
        "between 90 and 140"
    );
    // The histogram shows the hole: no bar but a sliver between 100 and 160.
    let inside: u32 = forecast
        .histogram
        .iter()
        .filter(|b| b.from >= 100.0 && b.to <= 160.0)
        .map(|b| b.count)
        .sum();
    assert!(inside < 20, "{inside} draws in the hole");
    let all: u32 = forecast.histogram.iter().map(|b| b.count).sum();
    assert_eq!(all, DRAWS);
}

/// max over the outcomes of |simulated − exact| P(X ≥ x), through the chance of a target x.
#[test]
fn the_simulated_distribution_is_the_exact_one() {
    for case in oracle()["cases"].as_array().unwrap() {
        let exact = pairs(&case["reach"]);
        let deals = deals_of(&case["deals"], date(2026, 11, 1));
        let step = exact.len().div_ceil(40);
        for (x, expected) in exact.iter().step_by(step) {
            let simulated = run(plan_of(*x), deals.clone()).forecasts[0].p_hit.unwrap();
            let distance = (simulated - expected).abs();
            assert!(distance < kolmogorov(), "P(X ≥ {x}) off by {distance}");
        }
        let report = run(plan_of(1.0), deals);
        let f = &report.forecasts[0];
        close(f.weighted, case["weighted"].as_f64().unwrap());
        check_bars(f, &exact);
        check_quantiles(f, &exact);
    }
}

/// Exact P(X ≥ x).
fn reach(exact: &[(f64, f64)], x: f64) -> f64 {
    exact
        .iter()
        .find(|(at, _)| *at >= x - 1e-9)
        .map_or(0.0, |(_, p)| *p)
}

fn check_bars(f: &Forecast, exact: &[(f64, f64)]) {
    let mut below = 0;
    for bar in &f.histogram {
        let simulated = 1.0 - f64::from(below) / f64::from(DRAWS);
        assert!((simulated - reach(exact, bar.from)).abs() < kolmogorov());
        below += bar.count;
    }
    assert_eq!(below, DRAWS);
}

/// F(q−) − ε ≤ p ≤ F(q) + ε for a quantile q of p.
fn check_quantiles(f: &Forecast, exact: &[(f64, f64)]) {
    for (q, p) in f.quantiles.iter().zip([0.1, 0.25, 0.5, 0.75, 0.9]) {
        let before = 1.0 - reach(exact, *q);
        let at = 1.0 - reach(exact, q + 1e-6);
        assert!(before - kolmogorov() <= p && p <= at + kolmogorov());
    }
}

#[test]
fn what_earlier_years_bring_carries_over_as_a_distribution() {
    let chain = &oracle()["chain"];
    let mut deals = deals_of(&chain["first"], date(2026, 12, 31));
    deals.extend(deals_of(&chain["second"], date(2027, 1, 1)));
    let exact = pairs(&chain["reach"]);
    let mut context = context();
    context.settings.retention = 0.9;
    for (x, expected) in exact.iter().step_by(3) {
        let target = (chain["fixed"].as_f64().unwrap() + x) / 1_000.0;
        let rows = vec![
            share(1, 0, 2025, [Some(1_000.0), Some(100.0), None]),
            share(2, 0, 2026, [Some(1_000.0), None, Some(0.1)]),
            share(3, 0, 2027, [Some(1_000.0), None, Some(target)]),
        ];
        let report = analyze(&book(rows, deals.clone()), &context);
        let f = &report.forecasts[1];
        assert_eq!(f.year, 2027);
        let distance = (f.p_hit.unwrap() - expected).abs();
        assert!(distance < kolmogorov(), "P(X ≥ {x}) off by {distance}");
        let mean = 0.9 * (0.9 * 100.0 + report.forecasts[0].weighted);
        close(f.base, mean);
    }
}

#[test]
fn a_single_deal_is_a_coin() {
    for p in [0.0, 0.05, 0.3, 0.5, 0.95, 1.0] {
        let report = run(plan_of(80.0), vec![deal(1, 80.0, p, date(2026, 7, 1))]);
        let f = &report.forecasts[0];
        let chance = f.p_hit.unwrap();
        let sigma = (p * (1.0 - p) / f64::from(DRAWS)).sqrt();
        assert!((chance - p).abs() <= 4.0 * sigma, "{chance} for {p}");
        for (q, level) in f.quantiles.iter().zip([0.1, 0.25, 0.5, 0.75, 0.9]) {
            // The least draw that at least q of all draws do not exceed.
            let expected = if 1.0 - chance >= level { 0.0 } else { 80.0 };
            assert_eq!(*q, expected);
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_report_and_another_seed_another_one() {
    let trap = &oracle()["cases"][2];
    let book = book(plan_of(180.0), deals_of(&trap["deals"], date(2026, 11, 1)));
    let at = |seed| analyze(&book, &Context { seed, ..context() });
    assert_eq!(at(7), at(7));
    assert_ne!(at(7).forecasts[0].histogram, at(8).forecasts[0].histogram);
}
