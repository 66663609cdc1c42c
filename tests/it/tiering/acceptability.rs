//! Tier acceptability against the beta distribution, numpy's Dirichlet draws
//! (`fixtures/oracle/acceptability.py`), closed forms and invariants.

#[path = "../../shared/weights.rs"]
mod weights;

use kamlens::analysis::tiering::acceptability::{
    Acceptability, CONCENTRATION, CONCENTRATIONS, Cases, DRAWS, FRAGILE, MOST_DRAWS, NoWeights,
    Shares, Weights,
};
use proptest::prelude::*;
use serde_json::Value;

const ORACLE: &str = include_str!("../../fixtures/oracle/acceptability.json");
const STANDARD: [f64; 4] = [80.0, 65.0, 45.0, 0.0];
/// Draws of a comparison.
const MANY: usize = 20_000;

fn oracle() -> Value {
    serde_json::from_str(ORACLE).unwrap()
}

fn numbers(v: &Value) -> Vec<f64> {
    serde_json::from_value(v.clone()).unwrap()
}

fn integers(values: &Value, key: &str) -> Vec<usize> {
    let values = values.as_array().unwrap().iter();
    values.map(|v| v[key].as_u64().unwrap() as usize).collect()
}

fn kernel(stated: &[f64], c: f64, draws: usize, cutoffs: &[f64]) -> Acceptability {
    Acceptability::new(Weights::draw(stated, c, draws, 170).unwrap(), cutoffs)
}

/// Accounts whose cells are all known and whose gates cap them at these tiers.
fn known(acceptability: &Acceptability, utilities: &[f64], caps: &[usize]) -> Shares {
    acceptability.book(&Cases {
        low: utilities,
        high: utilities,
        caps_low: caps,
        caps_high: caps,
    })
}

fn low(shares: &Shares, account: usize) -> Vec<f64> {
    shares.low(account).collect()
}

fn high(shares: &Shares, account: usize) -> Vec<f64> {
    shares.high(account).collect()
}

/// Frequencies of n draws against a probability, or against frequencies of m other draws.
fn agree(found: &[f64], n: usize, expected: &[f64], m: Option<usize>, at: &str) {
    assert_eq!(found.len(), expected.len());
    assert!((found.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    let n = n as f64;
    for (f, p) in found.iter().zip(expected) {
        // Where both are frequencies, each has an error, and neither is exactly p.
        let (spread, noise) = match m {
            None => (p * (1.0 - p) / n, 1.0 / n),
            Some(m) => {
                let m = m as f64;
                let p = (f * n + p * m + 1.0) / (n + m + 2.0);
                (p * (1.0 - p) * (1.0 / n + 1.0 / m), 0.0)
            }
        };
        let most = 4.0 * spread.sqrt() + noise;
        assert!((f - p).abs() <= most, "{at}: {found:?}, {expected:?}");
    }
}

#[test]
fn acceptabilities_are_those_of_the_beta_distribution() {
    let oracle = oracle();
    let cases = oracle["closed"].as_array().unwrap();
    assert_eq!(cases.len(), 15);
    for (number, case) in cases.iter().enumerate() {
        let c = case["concentration"].as_f64().unwrap();
        let (weights, cutoffs) = (numbers(&case["weights"]), numbers(&case["cutoffs"]));
        let judge = kernel(&weights, c, MANY, &cutoffs);
        let cap = case["cap"].as_u64().unwrap() as usize;
        let shares = known(&judge, &numbers(&case["utilities"]), &[cap]);
        let (expected, at) = (numbers(&case["shares"]), format!("case {number}"));
        agree(&low(&shares, 0), MANY, &expected, None, &at);
        assert_eq!(low(&shares, 0), high(&shares, 0));
    }
}

#[test]
fn acceptabilities_are_those_of_numpys_draws() {
    let oracle = oracle();
    let theirs = oracle["draws"].as_u64().map(|n| n as usize);
    let cases = oracle["numpy"].as_array().unwrap();
    assert_eq!(cases.len(), 20);
    for (number, case) in cases.iter().enumerate() {
        let c = case["concentration"].as_f64().unwrap();
        let (weights, cutoffs) = (numbers(&case["weights"]), numbers(&case["cutoffs"]));
        let judge = kernel(&weights, c, MANY, &cutoffs);
        let accounts = case["accounts"].as_array().unwrap();
        let flat = |key: &str| {
            accounts
                .iter()
                .flat_map(|a| numbers(&a[key]))
                .collect::<Vec<_>>()
        };
        let shares = judge.book(&Cases {
            low: &flat("low"),
            high: &flat("high"),
            caps_low: &integers(&case["accounts"], "cap_low"),
            caps_high: &integers(&case["accounts"], "cap_high"),
        });
        assert_eq!(shares.accounts(), accounts.len());
        for (i, account) in accounts.iter().enumerate() {
            let at = format!("case {number}, account {i}");
            agree(
                &low(&shares, i),
                MANY,
                &numbers(&account["shares_low"]),
                theirs,
                &at,
            );
            agree(
                &high(&shares, i),
                MANY,
                &numbers(&account["shares_high"]),
                theirs,
                &at,
            );
        }
    }
}

/// Means ŵ, variances ŵ(1 − ŵ)/(c + 1), covariances −ŵᵢŵⱼ/(c + 1), each within 5 standard errors.
#[test]
fn the_draws_have_the_moments_of_the_dirichlet_distribution() {
    let stated = [4.0, 3.0, 0.0, 2.0, 0.5, 0.5];
    for c in [0.3, 1.0, 8.0, CONCENTRATION, 1e4] {
        let weights = Weights::draw(&stated, c, MANY, 8).unwrap();
        assert_eq!(weights.of(2).count(), 0);
        assert_eq!(weights.of(6).count(), 0);
        let used = [0, 1, 3, 4, 5];
        let columns = used.map(|i| weights.of(i).collect::<Vec<f64>>());
        let n = MANY as f64;
        for draw in 0..MANY {
            let sum: f64 = columns.iter().map(|column| column[draw]).sum();
            assert!((sum - 1.0).abs() < 1e-12);
        }
        for (i, a) in used.into_iter().zip(&columns) {
            let p = stated[i] / 10.0;
            let variance = p * (1.0 - p) / (c + 1.0);
            let mean = a.iter().sum::<f64>() / n;
            assert!(
                (mean - p).abs() < 5.0 * (variance / n).sqrt(),
                "c {c}: {mean}"
            );
            for (j, b) in used.into_iter().zip(&columns) {
                let q = stated[j] / 10.0;
                let products = a.iter().zip(b).map(|(x, y)| (x - p) * (y - q));
                let products: Vec<f64> = products.collect();
                let found = products.iter().sum::<f64>() / n;
                let expected = if i == j { variance } else { -p * q / (c + 1.0) };
                let squares = products.iter().map(|x| (x - found).powi(2)).sum::<f64>();
                let error = (squares / n / n).sqrt();
                assert!(
                    (found - expected).abs() < 5.0 * error,
                    "c {c}: {found}, {expected}"
                );
            }
        }
    }
}

/// The distribution function of one weight, not only its moments: w₁ ~ Beta(1, 1) is uniform, and
/// of shape 1/2 it is the arcsine law.
#[test]
fn the_draws_follow_the_uniform_and_the_arcsine_law() {
    let arcsine = |x: f64| 2.0 / std::f64::consts::PI * x.sqrt().asin();
    let laws: [(f64, &dyn Fn(f64) -> f64); 2] = [(2.0, &|x| x), (1.0, &arcsine)];
    for (c, law) in laws {
        let weights = Weights::draw(&[3.0, 3.0], c, MANY, 5).unwrap();
        let mut drawn: Vec<f64> = weights.of(0).collect();
        drawn.sort_by(f64::total_cmp);
        let steps = drawn.iter().enumerate();
        let distance = steps.map(|(i, x)| (law(*x) - (i as f64 + 0.5) / MANY as f64).abs());
        let distance = distance.fold(0.0, f64::max);
        // Kolmogorov's bound, exceeded by one seed in ten thousand.
        assert!(distance < 2.23 / (MANY as f64).sqrt(), "c {c}: {distance}");
    }
}

#[test]
fn firmly_meant_weights_give_the_stated_tier() {
    let utilities = [
        [1.0, 0.7, 0.8, 0.6],
        [0.9, 0.2, 0.8, 0.6],
        [0.1, 0.9, 0.4, 0.8],
        [0.0, 0.3, 1.0, 0.2],
    ];
    let stated = [4.0, 3.0, 2.0, 1.0];
    let firm = kernel(&stated, *CONCENTRATIONS.end(), DRAWS, &STANDARD);
    let loose = kernel(&stated, 10.0, DRAWS, &STANDARD);
    let flat = utilities.concat();
    let (firm, loose) = (known(&firm, &flat, &[0; 4]), known(&loose, &flat, &[0; 4]));
    for (account, utilities) in utilities.iter().enumerate() {
        let score: f64 = 10.0
            * utilities
                .iter()
                .zip(&stated)
                .map(|(u, w)| u * w)
                .sum::<f64>();
        let tier = STANDARD.iter().position(|cut| score >= *cut).unwrap();
        assert_eq!(firm.stated(account, tier, tier), Some(1.0));
        let share = loose.stated(account, tier, tier).unwrap();
        assert!(share > 0.0 && share < 1.0, "{account}: {share}");
    }
    // Scores of 83, 64, 47 and 31: near a cut-off the tier is fragile.
    let fragile = |account: usize, tier| loose.stated(account, tier, tier).unwrap() < FRAGILE;
    assert!(fragile(1, 2) && !fragile(3, 3));
}

#[test]
fn what_every_weighting_agrees_on_is_certain() {
    let judge = kernel(&[1.0, 1.0, 0.0], 1.0, 500, &STANDARD);
    // Exactly at a cut-off, for any weights; the excluded third criterion does not count.
    let at = known(
        &judge,
        &[0.8, 0.8, 0.0, 0.65, 0.65, 1.0, 0.44, 0.0, 1.0],
        &[0; 3],
    );
    assert_eq!(low(&at, 0), [1.0, 0.0, 0.0, 0.0]);
    assert_eq!(low(&at, 1), [0.0, 1.0, 0.0, 0.0]);
    assert_eq!(low(&at, 2), [0.0, 0.0, 0.0, 1.0]);
    // 57 hundredths are 56.99999999999999 points.
    let rounded = kernel(&[1.0, 1.0], 1.0, 100, &[58.0, 57.0, 0.0]);
    assert_eq!(
        low(&known(&rounded, &[0.57, 0.57], &[0]), 0),
        [0.0, 1.0, 0.0]
    );
    // A cap beyond the last tier is the last tier.
    let capped = known(&judge, &[1.0, 0.0, 0.0], &[9]);
    assert_eq!(low(&capped, 0), [0.0, 0.0, 0.0, 1.0]);
    assert_eq!(high(&capped, 0), low(&capped, 0));
    // Nothing is said of accounts that are not there.
    assert_eq!((capped.accounts(), capped.low(1).len()), (1, 0));
    assert_eq!(capped.stated(1, 0, 0), None);
    assert_eq!(capped.stated(0, 0, 4), None);
    // One criterion has one weighting.
    let single = kernel(&[7.0], 0.5, 100, &STANDARD);
    assert_eq!(low(&known(&single, &[0.7], &[0]), 0), [0.0, 1.0, 0.0, 0.0]);
}

#[test]
fn the_stated_share_is_the_lesser_of_both_cases() {
    let judge = kernel(&[1.0, 1.0], CONCENTRATION, DRAWS, &STANDARD);
    let shares = judge.book(&Cases {
        low: &[0.9, 0.0],
        high: &[0.9, 1.0],
        caps_low: &[0],
        caps_high: &[0],
    });
    // 45 points are on the line between B and C; 95 are S for all weights.
    let (low, high) = (low(&shares, 0), high(&shares, 0));
    assert!(low[2] > 0.4 && low[2] < 0.6);
    assert_eq!(high, [1.0, 0.0, 0.0, 0.0]);
    assert_eq!(shares.stated(0, 2, 0), Some(low[2]));
    assert_eq!(shares.stated(0, 3, 0), Some(low[3]));
}

#[test]
fn cut_offs_out_of_order_and_a_single_tier_do_no_harm() {
    let (stated, utilities) = ([1.0, 1.0], [0.9, 0.4]);
    // Nothing reaches B but not A, which asks for less; C takes the rest.
    let odd = kernel(&stated, 20.0, DRAWS, &[60.0, 70.0, 0.0]);
    let plain = kernel(&stated, 20.0, DRAWS, &[60.0, 0.0]);
    let (odd, plain) = (
        known(&odd, &utilities, &[0]),
        known(&plain, &utilities, &[0]),
    );
    let (a, rest) = (plain.low(0).next().unwrap(), plain.low(0).nth(1).unwrap());
    assert!(a > 0.5 && rest > 0.05);
    assert_eq!(low(&odd, 0), [a, 0.0, rest]);
    for cutoffs in [&[50.0][..], &[]] {
        let judge = kernel(&stated, 20.0, DRAWS, cutoffs);
        assert_eq!(judge.tiers(), 1);
        assert_eq!(low(&known(&judge, &utilities, &[0]), 0), [1.0]);
    }
}

#[test]
fn what_cannot_be_drawn_says_why() {
    let draw = |stated: &[f64], c, draws| Weights::draw(stated, c, draws, 1).map(|_| ());
    for none in [&[][..], &[0.0, -1.0, f64::NAN, f64::INFINITY]] {
        assert_eq!(draw(none, 100.0, 10), Err(NoWeights::NoCriterion));
    }
    for c in [f64::NAN, -1.0, 0.0, 0.009, 1.1e9, f64::INFINITY] {
        assert_eq!(draw(&[1.0], c, 10), Err(NoWeights::Concentration));
    }
    for draws in [0, MOST_DRAWS + 1] {
        assert_eq!(draw(&[1.0], 100.0, draws), Err(NoWeights::Draws));
    }
    // The least and the greatest that weights can be: every draw is a weighting.
    for c in [*CONCENTRATIONS.start(), 100.0, *CONCENTRATIONS.end()] {
        let weights = Weights::draw(&[f64::MAX, f64::MAX, 5e-324, 1.0], c, 300, 3).unwrap();
        let sum = |draw| {
            (0..4)
                .map(|i| weights.of(i).nth(draw).unwrap())
                .sum::<f64>()
        };
        assert!((0..300).all(|draw| (sum(draw) - 1.0).abs() < 1e-12));
    }
}

/// `tests/boundary/weights.rs` holds wasm to the same number.
#[test]
fn the_draws_stay_what_they_are() {
    assert_eq!(weights::fingerprint(), weights::FINGERPRINT);
}

fn utility() -> impl Strategy<Value = f64> {
    (0..=20_u8).prop_map(|u| f64::from(u) / 20.0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn each_account_is_judged_alone_by_the_same_draws(
        accounts in proptest::collection::vec((proptest::collection::vec(utility(), 4), 0..4_usize), 1..8),
        seed in any::<u64>(),
        turn in 0..8_usize,
    ) {
        let weights = Weights::draw(&[3.0, 2.0, 0.0, 1.0], 20.0, 130, seed).unwrap();
        let judge = Acceptability::new(weights, &STANDARD);
        let book = |accounts: &[(Vec<f64>, usize)]| {
            let utilities: Vec<f64> = accounts.iter().flat_map(|a| a.0.clone()).collect();
            let caps: Vec<usize> = accounts.iter().map(|a| a.1).collect();
            known(&judge, &utilities, &caps)
        };
        let together = book(&accounts);
        let mut turned = accounts.clone();
        turned.rotate_left(turn % accounts.len());
        let turned = book(&turned);
        for (i, account) in accounts.iter().enumerate() {
            let alone = book(std::slice::from_ref(account));
            let place = (i + accounts.len() - turn % accounts.len()) % accounts.len();
            prop_assert_eq!(low(&together, i), low(&alone, 0));
            prop_assert_eq!(low(&together, i), low(&turned, place));
            prop_assert_eq!(low(&together, i).iter().map(|s| s * 130.0).sum::<f64>().round(), 130.0);
            prop_assert!(low(&together, i).iter().take(account.1).all(|s| *s == 0.0));
        }
    }

    /// Draw by draw, by the definition: the tier of each drawn score, capped.
    #[test]
    fn shares_count_the_tiers_of_the_drawn_scores(
        stated in proptest::collection::vec(0..5_u8, 1..6),
        utilities in proptest::collection::vec(utility(), 6),
        cap in 0..4_usize,
        draws in 1..200_usize,
        c in 0.1..300.0,
    ) {
        let stated: Vec<f64> = stated.iter().map(|w| f64::from(*w)).chain([1.0]).collect();
        let utilities = &utilities[..stated.len()];
        let judge = kernel(&stated, c, draws, &STANDARD);
        let columns: Vec<Vec<f64>> = (0..stated.len()).map(|i| judge.weights().of(i).collect()).collect();
        let mut counts = [0_u32; 4];
        for draw in 0..draws {
            let points = columns.iter().zip(utilities).map(|(w, u)| 100.0 * u * w.get(draw).unwrap_or(&0.0));
            let score: f64 = points.sum();
            let tier = STANDARD.iter().position(|cut| score + 1e-9 >= *cut).unwrap();
            counts[tier.max(cap)] += 1;
        }
        let expected = counts.map(|n| f64::from(n) / draws as f64);
        prop_assert_eq!(low(&known(&judge, utilities, &[cap]), 0), expected);
    }

    /// The same distribution in another order of criteria, and a criterion without weight changes
    /// nothing at all; fewer draws are the first of more, another seed gives others.
    #[test]
    fn draws_depend_on_the_seed_and_on_nothing_else(
        order in Just([0, 1, 2, 3_usize]).prop_shuffle(),
        utilities in proptest::collection::vec(utility(), 4),
        seed in any::<u64>(),
        few in 1..300_usize,
    ) {
        let stated = [5.0, 3.0, 1.0, 1.0];
        let weights = |stated: &[f64], draws| Weights::draw(stated, 30.0, draws, seed).unwrap();
        let all = weights(&stated, 1_000);
        prop_assert_eq!(&all, &weights(&stated, 1_000));
        prop_assert_ne!(&all, &Weights::draw(&stated, 30.0, 1_000, seed ^ 1).unwrap());
        prop_assert!(weights(&stated, few).of(1).eq(all.of(1).take(few)));
        prop_assert!(weights(&[5.0, 0.0, 3.0, 1.0, 1.0], 1_000).of(2).eq(all.of(1)));
        prop_assert!(weights(&[50.0, 30.0, 10.0, 10.0], 1_000).of(3).eq(all.of(3)));

        let shares = |order: [usize; 4]| {
            let judge = Acceptability::new(weights(&order.map(|i| stated[i]), 1_000), &STANDARD);
            known(&judge, &order.map(|i| utilities[i]), &[0])
        };
        // Six standard errors: there are four tiers in each of 64 cases.
        let pairs = low(&shares([0, 1, 2, 3]), 0).into_iter().zip(low(&shares(order), 0));
        for (a, b) in pairs {
            let p: f64 = ((a + b) * 1_000.0 + 1.0) / 2_002.0;
            prop_assert!((a - b).abs() <= 6.0 * (p * (1.0 - p) * 2.0 / 1_000.0).sqrt());
        }
    }
}
