//! Scorecards against an independent computation (`fixtures/oracle/scorecard.py`), closed forms and
//! invariants.

mod invariants;

use jiff::civil::date;
use kamlens::analysis::scorecard::{NotScored, ScorecardReport, analyze, kpi_score};
use kamlens::analysis::{Context, FindingSeverity};
use kamlens::book::{
    Account, AccountId, Book, Direction, Kpi, KpiUnit, LifeStage, Origin, Quadrant, Ratio,
};
use kamlens::policy::Settings;
use serde_json::Value;

const ORACLE: &str = include_str!("../../fixtures/oracle/scorecard.json");

fn context() -> Context {
    Context {
        as_of: date(2026, 6, 30),
        seed: 1,
        settings: Settings::default(),
    }
}

/// actual, floor, target, stretch of a KPI in the financial quadrant, weight 1.
fn kpi(direction: Direction, values: [Option<f64>; 4]) -> Kpi {
    Kpi {
        origin: Origin { source: 0, row: 1 },
        account: AccountId(0),
        name: "k".into(),
        quadrant: Quadrant::Financial,
        unit: KpiUnit::Plain,
        actual: values[0],
        floor: values[1],
        target: values[2],
        stretch: values[3],
        direction,
        weight: 1.0,
        period: None,
        split: [None; 3],
        bonus_pool: None,
    }
}

/// A KPI at a score that is 100 times its actual, in a quadrant.
fn at(row: u32, quadrant: Quadrant, score: f64) -> Kpi {
    Kpi {
        origin: Origin { source: 0, row },
        name: format!("k{row}"),
        quadrant,
        ..kpi(
            Direction::Higher,
            [Some(score / 100.0), None, Some(1.0), None],
        )
    }
}

fn book(stages: &[Option<LifeStage>], kpis: Vec<Kpi>) -> Book {
    Book {
        accounts: stages
            .iter()
            .enumerate()
            .map(|(i, stage)| Account {
                name: format!("account {i}"),
                stage: *stage,
                ..Account::default()
            })
            .collect(),
        kpis,
        ..Book::default()
    }
}

fn report(stage: Option<LifeStage>, kpis: Vec<Kpi>) -> ScorecardReport {
    analyze(&book(&[stage], kpis), &context())
}

fn close(a: Option<f64>, b: &Value) {
    match (a, b.as_f64()) {
        (Some(a), Some(b)) => assert!((a - b).abs() < 1e-9, "{a} is not {b}"),
        (a, b) => assert_eq!(a, b),
    }
}

fn oracle_kpi(row: usize, v: &Value) -> Kpi {
    let values = ["actual", "floor", "target", "stretch"].map(|name| v[name].as_f64());
    let direction = match v["direction"].as_str() {
        Some("higher") => Direction::Higher,
        _ => Direction::Lower,
    };
    Kpi {
        origin: Origin {
            source: 0,
            row: row as u32,
        },
        name: format!("k{row}"),
        quadrant: Quadrant::ALL[v["quadrant"].as_u64().unwrap() as usize],
        weight: v["weight"].as_f64().unwrap(),
        split: [0, 1, 2].map(|r| v["split"][r].as_f64().map(|p| Ratio::new(p).unwrap())),
        ..kpi(direction, values)
    }
}

#[test]
fn cards_equal_the_independent_computation() {
    let cards: Vec<Value> = serde_json::from_str(ORACLE).unwrap();
    assert_eq!(cards.len(), 16);
    for expected in &cards {
        let stage = match expected["stage"].as_str() {
            Some("early") => Some(LifeStage::Early),
            Some("mid") => Some(LifeStage::Mid),
            Some("late") => Some(LifeStage::Late),
            _ => None,
        };
        let kpis = expected["kpis"].as_array().unwrap();
        let kpis: Vec<Kpi> = kpis
            .iter()
            .enumerate()
            .map(|(i, v)| oracle_kpi(i, v))
            .collect();
        let report = report(stage, kpis);
        let card = &report.cards[0];
        for k in &card.kpis {
            let row = k.evidence.origin.row as usize;
            close(k.score.ok(), &expected["scores"][row]);
            close(Some(k.weight), &expected["weights"][row]);
        }
        close(card.stage_score.score, &expected["stage_score"]);
        close(Some(card.stage_score.covered), &expected["covered"]);
        close(card.flat.score, &expected["flat"]);
        close(card.finance_only.score, &expected["finance_only"]);
        close(
            Some(card.finance_only.covered),
            &expected["finance_covered"],
        );
        close(Some(card.unallocated), &expected["unallocated"]);
        for q in 0..4 {
            close(card.quadrants[q].score, &expected["quadrants"][q]);
        }
        for r in 0..3 {
            close(card.roles[r].score, &expected["roles"][r]);
            close(Some(card.roles[r].covered), &expected["role_covered"][r]);
        }
    }
}

#[test]
fn a_kpi_is_worth_60_at_the_floor_100_at_the_target_120_at_the_stretch() {
    use Direction::{Higher, Lower};
    let check = |direction, x: f64, rest: [Option<f64>; 3], expected: f64| {
        let score = kpi_score(&kpi(direction, [Some(x), rest[0], rest[1], rest[2]])).unwrap();
        assert!(
            (score - expected).abs() < 1e-9,
            "{direction:?} {x}: {score}"
        );
    };
    let up = [Some(80.0), Some(100.0), Some(120.0)];
    let down = [Some(10.0), Some(5.0), Some(1.0)];
    for (x, y, score) in [
        (80.0, 10.0, 60.0),
        (100.0, 5.0, 100.0),
        (120.0, 1.0, 120.0),
        (90.0, 7.5, 80.0),
        (110.0, 3.0, 110.0),
        (200.0, -9.0, 120.0),
        (50.0, 17.5, 0.0),
        (49.0, 18.0, 0.0),
        (-1e300, 1e300, 0.0),
    ] {
        check(Higher, x, up, score);
        check(Lower, y, down, score);
    }
    // Without a stretch the line up to the target goes on.
    check(Higher, 105.0, [Some(80.0), Some(100.0), None], 110.0);
    check(Lower, 4.0, [Some(10.0), Some(5.0), None], 108.0);
    // Without a floor 100 x/t, or 100 (2 − x/t).
    check(Higher, 50.0, [None, Some(100.0), None], 50.0);
    check(Higher, 110.0, [None, Some(100.0), None], 110.0);
    check(Lower, 150.0, [None, Some(100.0), None], 50.0);
    check(Lower, 90.0, [None, Some(100.0), Some(50.0)], 104.0);
    // A target of zero is fine where there is a floor: no accident is the goal.
    check(Lower, 1.0, [Some(4.0), Some(0.0), None], 90.0);
}

#[test]
fn a_kpi_that_cannot_be_scored_says_why() {
    use Direction::{Higher, Lower};
    let why = |direction, values| kpi_score(&kpi(direction, values)).unwrap_err();
    let s = Some;
    assert_eq!(why(Higher, [None, None, s(1.0), None]), NotScored::NoActual);
    assert_eq!(why(Higher, [s(1.0), None, None, None]), NotScored::NoTarget);
    for target in [0.0, -5.0] {
        for direction in [Higher, Lower] {
            let values = [s(1.0), None, s(target), None];
            assert_eq!(why(direction, values), NotScored::TargetNotPositive);
        }
    }
    for (f, t, z) in [
        (s(3.0), 2.0, None),
        (s(2.0), 2.0, None),
        (None, 2.0, s(1.0)),
        (None, 2.0, s(2.0)),
        (s(1.0), 2.0, s(1.5)),
    ] {
        let values = [s(1.0), f, s(t), z];
        assert_eq!(why(Higher, values), NotScored::OutOfOrder);
        let mirrored = values.map(|v| v.map(|v| 10.0 - v));
        assert_eq!(why(Lower, mirrored), NotScored::OutOfOrder);
    }
}

#[test]
fn an_early_account_flips_when_only_finance_counts() {
    // 20·34 + 50·85 + 20·80 + 10·70 over 100.
    let scores = [34.0, 85.0, 80.0, 70.0];
    let kpis = Quadrant::ALL
        .iter()
        .zip(scores)
        .enumerate()
        .map(|(i, (q, s))| at(i as u32, *q, s))
        .collect();
    let report = report(Some(LifeStage::Early), kpis);
    let card = &report.cards[0];
    assert!((card.stage_score.score.unwrap() - 72.3).abs() < 1e-9);
    assert!((card.finance_only.score.unwrap() - 34.0).abs() < 1e-9);
    assert!((card.flat.score.unwrap() - 67.25).abs() < 1e-9);
    assert!(card.flips);
    assert_eq!(report.flips, [AccountId(0)]);
    assert_eq!(report.finding.severity, FindingSeverity::Act);
    assert_eq!(report.finding.message.code, "scorecard.finding.flip");
    assert!(report.finding.actions.len() <= 3);
    assert_eq!(report.finding.evidence.len(), 4);
}

#[test]
fn finance_only_needs_a_financial_kpi() {
    let report = report(Some(LifeStage::Mid), vec![at(1, Quadrant::Customer, 20.0)]);
    let card = &report.cards[0];
    assert_eq!(card.finance_only.score, None);
    assert_eq!(card.finance_only.covered, 0.0);
    assert_eq!(card.finance_only.passes, None);
    assert!(!card.flips);
    // Only the customer quadrant, 20 of 100, is known.
    assert!((card.stage_score.covered - 0.2).abs() < 1e-12);
    assert_eq!(report.finding.severity, FindingSeverity::Watch);
    assert_eq!(report.finding.message.code, "scorecard.finding.fail");
}

#[test]
fn an_unknown_stage_is_judged_by_flat_weights_and_said_so() {
    let kpis = vec![
        at(1, Quadrant::Financial, 100.0),
        at(2, Quadrant::Learning, 50.0),
    ];
    let report = report(None, kpis);
    let card = &report.cards[0];
    assert_eq!(card.stage_score.weights, [25.0; 4]);
    assert!((card.stage_score.score.unwrap() - 75.0).abs() < 1e-9);
    assert!(
        report
            .notes
            .iter()
            .any(|m| m.code == "scorecard.note.noStage")
    );
}

#[test]
fn the_pass_mark_is_inclusive() {
    let pass = report(None, vec![at(1, Quadrant::Financial, 60.0)]);
    assert_eq!(pass.cards[0].stage_score.passes, Some(true));
    let fail = report(None, vec![at(1, Quadrant::Financial, 59.999)]);
    assert_eq!(fail.cards[0].stage_score.passes, Some(false));
}

#[test]
fn the_latest_period_counts_and_the_others_are_listed() {
    let row = |row: u32, period: Option<&str>, score: f64| Kpi {
        name: " On Time ".into(),
        period: period.map(str::to_owned),
        ..at(row, Quadrant::Process, score)
    };
    for (periods, winner) in [
        ([Some("2025-Q4"), Some("2026-Q1"), Some("2025-Q1")], 1),
        ([Some("Q4 2024"), Some("Q1 2025"), Some("Q3 2024")], 1),
        ([Some("2025年下半年"), Some("2025年上半年"), None], 0),
        ([Some("2026年二季度"), Some("2026年第三季度"), None], 1),
        ([Some("2025"), Some("2025"), Some("2025")], 2),
        ([None, None, Some("2024")], 2),
    ] {
        let kpis = (0..3)
            .map(|i| row(i as u32, periods[i], 10.0 * i as f64))
            .collect();
        let report = report(None, kpis);
        assert_eq!(report.cards[0].kpis.len(), 1);
        let kept = report.cards[0].kpis[0].evidence.origin.row;
        assert_eq!(kept, winner, "{periods:?}");
        assert_eq!(report.superseded.len(), 2);
        assert!(report.superseded.iter().all(|e| e.origin.row != winner));
    }
}

#[test]
fn no_kpis_is_no_data_with_the_columns_that_unlock_it() {
    let report = report(None, Vec::new());
    assert_eq!(report.finding.severity, FindingSeverity::NoData);
    assert_eq!(report.finding.message.code, "scorecard.finding.noKpis");
    assert_eq!(report.finding.unlock.len(), 1);
    let unscored = self::report(
        None,
        vec![kpi(Direction::Higher, [Some(1.0), None, None, None])],
    );
    assert_eq!(unscored.finding.message.code, "scorecard.finding.noScore");
    assert_eq!(unscored.not_scored, [0, 1, 0, 0]);
}

#[test]
fn cards_stand_weakest_first_and_unscored_last() {
    let kpi_of = |account: u32, score: Option<f64>| Kpi {
        account: AccountId(account),
        actual: score.map(|s| s / 100.0),
        ..at(account, Quadrant::Financial, 0.0)
    };
    let kpis = vec![
        kpi_of(0, None),
        kpi_of(1, Some(90.0)),
        kpi_of(2, Some(10.0)),
    ];
    let report = analyze(&book(&[None; 3], kpis), &context());
    let order: Vec<u32> = report.cards.iter().map(|c| c.account.0).collect();
    assert_eq!(order, [2, 1, 0]);
}
