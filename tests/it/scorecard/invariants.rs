//! Whatever the card, this holds.

use proptest::prelude::*;

use super::*;

fn any_kpi() -> impl Strategy<Value = Kpi> {
    (
        0..4_usize,
        any::<bool>(),
        proptest::option::weighted(0.8, -50.0..200.0_f64),
        1.0..100.0_f64,
        0.1..10.0_f64,
        any::<[bool; 2]>(),
        0.5..9.0_f64,
    )
        .prop_map(
            |(q, higher, actual, target, step, [floor, stretch], weight)| {
                let (direction, step) = if higher {
                    (Direction::Higher, step)
                } else {
                    (Direction::Lower, -step)
                };
                Kpi {
                    quadrant: Quadrant::ALL[q],
                    weight,
                    ..kpi(
                        direction,
                        [
                            actual,
                            floor.then_some(target - step),
                            Some(target),
                            stretch.then_some(target + step),
                        ],
                    )
                }
            },
        )
}

fn card_of_kpis() -> impl Strategy<Value = Vec<Kpi>> {
    proptest::collection::vec(any_kpi(), 1..12).prop_map(|mut kpis| {
        for (i, kpi) in kpis.iter_mut().enumerate() {
            kpi.name = format!("k{i}");
            kpi.origin.row = i as u32;
        }
        kpis
    })
}

proptest! {
    #[test]
    fn a_score_never_falls_when_the_actual_gets_better(kpi in any_kpi(), a in -50.0..200.0_f64, b in -50.0..200.0_f64) {
        let score = |x| kpi_score(&Kpi { actual: Some(x), ..kpi.clone() }).unwrap();
        let (worse, better) = match kpi.direction {
            Direction::Higher => (a.min(b), a.max(b)),
            Direction::Lower => (a.max(b), a.min(b)),
        };
        prop_assert!(score(worse) <= score(better) + 1e-9);
        prop_assert!((0.0..=120.0).contains(&score(a)));
    }

    #[test]
    fn covered_and_unallocated_are_ratios(kpis in card_of_kpis()) {
        let report = report(Some(LifeStage::Late), kpis);
        let card = &report.cards[0];
        for w in [card.stage_score, card.flat, card.finance_only] {
            prop_assert!((0.0..=1.0).contains(&w.covered));
            prop_assert_eq!(w.score.is_none(), w.covered == 0.0);
        }
        prop_assert!((0.0..=1.0).contains(&card.unallocated));
    }

    #[test]
    fn only_ratios_between_weights_matter(kpis in card_of_kpis(), factor in 0.01..100.0_f64) {
        let scaled = kpis.iter().cloned().map(|k| Kpi { weight: k.weight * factor, ..k }).collect();
        let (a, b) = (report(None, kpis), report(None, scaled));
        let (a, b) = (&a.cards[0], &b.cards[0]);
        prop_assert_eq!(a.stage_score.score.is_some(), b.stage_score.score.is_some());
        let difference = a.stage_score.score.unwrap_or(0.0) - b.stage_score.score.unwrap_or(0.0);
        prop_assert!(difference.abs() < 1e-9);
        prop_assert!((a.stage_score.covered - b.stage_score.covered).abs() < 1e-12);
    }

    #[test]
    fn a_missing_actual_leaves_the_other_weights_as_they_were(kpis in card_of_kpis(), gone in any::<prop::sample::Index>()) {
        let gone = gone.index(kpis.len());
        let mut without = kpis.clone();
        without[gone].actual = None;
        let (a, b) = (report(None, kpis), report(None, without));
        for (x, y) in a.cards[0].kpis.iter().zip(&b.cards[0].kpis) {
            prop_assert_eq!(x.weight, y.weight);
        }
        prop_assert!(b.cards[0].stage_score.covered <= a.cards[0].stage_score.covered);
        // The score is the weighted mean of the scored rest.
        let known: Vec<(f64, f64)> = b.cards[0].kpis.iter().filter_map(|k| Some((k.weight, k.score.ok()?))).collect();
        let weight: f64 = known.iter().map(|(w, _)| w).sum();
        let points: f64 = known.iter().map(|(w, s)| w * s).sum();
        match b.cards[0].stage_score.score {
            Some(score) => prop_assert!((score - points / weight).abs() < 1e-9),
            None => prop_assert!(known.is_empty()),
        }
    }

    #[test]
    fn the_order_of_rows_does_not_change_scores(kpis in card_of_kpis()) {
        let mut turned = kpis.clone();
        turned.reverse();
        let (a, b) = (report(None, kpis), report(None, turned));
        prop_assert_eq!(a.cards[0].stage_score, b.cards[0].stage_score);
    }
}
