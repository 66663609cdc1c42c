//! Whatever the file, this holds.

use super::*;

fn any_deal() -> impl Strategy<Value = Opportunity> {
    (
        1..2_000_i32,
        0..=100_u32,
        0..900_i32,
        0..3_u32,
        any::<bool>(),
    )
        .prop_map(|(amount, p, days, account, named)| {
            let close = date(2025, 10, 1).saturating_add(jiff::Span::new().days(days));
            Opportunity {
                account: named.then_some(AccountId(account)),
                ..deal(0, f64::from(amount), f64::from(p) / 100.0, close)
            }
        })
}

fn any_deals() -> impl Strategy<Value = Vec<Opportunity>> {
    proptest::collection::vec(any_deal(), 0..15).prop_map(|mut deals| {
        for (i, deal) in deals.iter_mut().enumerate() {
            deal.origin.row = i as u32;
        }
        deals
    })
}

fn plan(unit: f64) -> Vec<ShareRow> {
    let wallet = Some(10_000.0 * unit);
    vec![
        share(1, 0, 2025, [wallet, Some(1_000.0 * unit), None]),
        share(2, 0, 2026, [wallet, None, Some(0.2)]),
        share(3, 0, 2027, [wallet, None, Some(0.3)]),
        share(4, 2, 2025, [wallet, Some(500.0 * unit), None]),
        share(5, 2, 2027, [wallet, None, Some(0.1)]),
    ]
}

fn quick() -> Context {
    let mut context = context();
    context.settings.draws = 501;
    context
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_the_file_changes_nothing(deals in any_deals(), turn in any::<prop::sample::Index>()) {
        let mut turned = deals.clone();
        turned.rotate_left(turn.index(deals.len().max(1)));
        turned.reverse();
        let (a, b) = (analyze(&book(plan(1.0), deals), &quick()), analyze(&book(plan(1.0), turned), &quick()));
        prop_assert_eq!(a.forecasts, b.forecasts);
        prop_assert_eq!(a.gaps, b.gaps);
        prop_assert_eq!(a.open_weighted, b.open_weighted);
    }

    #[test]
    fn money_may_be_counted_in_any_unit(deals in any_deals(), power in -3..8_i32) {
        let unit = 2.0_f64.powi(power);
        let scaled = deals.iter().cloned().map(|d| Opportunity { amount: money(d.amount.units() * unit), ..d }).collect();
        let a = analyze(&book(plan(1.0), deals), &quick());
        let b = analyze(&book(plan(unit), scaled), &quick());
        for (a, b) in a.forecasts.iter().zip(&b.forecasts) {
            prop_assert_eq!(a.quantiles.map(|x| x * unit), b.quantiles);
            prop_assert_eq!(a.total_quantiles.map(|q| q.map(|x| x * unit)), b.total_quantiles);
            prop_assert_eq!(a.share_quantiles, b.share_quantiles);
            prop_assert_eq!((a.p_hit, a.coverage, a.required_coverage), (b.p_hit, b.coverage, b.required_coverage));
        }
    }

    #[test]
    fn a_forecast_is_sane(deals in any_deals()) {
        let report = analyze(&book(plan(1.0), deals), &quick());
        let mut open = 0;
        for f in &report.forecasts {
            prop_assert!(f.quantiles.is_sorted());
            prop_assert!((0.0..=f.pipeline).contains(&f.weighted));
            prop_assert!(f.quantiles[4] <= f.pipeline);
            prop_assert!(f.p_hit.is_none_or(|p| (0.0..=1.0).contains(&p)));
            let drawn: u32 = f.histogram.iter().map(|b| b.count).sum();
            prop_assert_eq!(drawn, if f.deals > 0 { 501 } else { 0 });
            prop_assert!(f.histogram.windows(2).all(|w| w[0].to == w[1].from));
            open += f.deals + f.outside;
        }
        prop_assert_eq!(open, report.open_deals);
        prop_assert!(report.finding.actions.len() <= 3 && report.finding.evidence.len() <= 50);
    }

    #[test]
    fn one_more_deal_never_lowers_the_mean(deals in any_deals(), extra in any_deal()) {
        let mut more = deals.clone();
        more.push(Opportunity { account: None, ..extra });
        let mean = |deals| -> f64 {
            let report = analyze(&book(plan(1.0), deals), &quick());
            report.forecasts.iter().map(|f| f.weighted + f.outside_weighted).sum()
        };
        prop_assert!(mean(more) + 1e-9 >= mean(deals));
    }
}
