//! The sample workbook tells its story: the analyses find in it what its script put there, in both
//! languages the same. Numbers come from `fixtures/oracle/sample.py`.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use kamlens::analysis::{Context, FindingSeverity};
use kamlens::book::{AccountId, Field, TableKind};
use kamlens::engine::{Answers, Engine};
use kamlens::policy::{PolicyChoice, Settings};
use kamlens::reader::{Limits, read_native};
use kamlens::words::Words;
use serde_json::Value;

const LANGUAGES: [(&str, &str); 2] = [
    ("zh-CN", include_str!("../../www/locales/zh-CN.json")),
    ("en", include_str!("../../www/locales/en.json")),
];
/// Places of the story's accounts in the workbook.
const LARGEST: AccountId = AccountId(0);
const DISPUTED: AccountId = AccountId(1);
const EARLY: AccountId = AccountId(2);

fn oracle() -> Value {
    serde_json::from_str(include_str!("../fixtures/oracle/sample.json")).unwrap()
}

/// The sample's own as-of date and seed.
fn context(policy: PolicyChoice) -> Context {
    let pinned: Value = serde_json::from_str(include_str!("../../www/sample/sample.json")).unwrap();
    Context {
        as_of: pinned["asOf"].as_str().unwrap().parse().unwrap(),
        seed: pinned["seed"].as_u64().unwrap(),
        settings: Settings {
            policy,
            ..Settings::default()
        },
    }
}

fn analyzed(tag: &str, policy: PolicyChoice) -> Engine {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let name = format!("kamlens-sample.{tag}.xlsx");
    let bytes = std::fs::read(root.join("www/sample").join(&name)).unwrap();
    let file = read_native(&name, &bytes, &Limits::default()).unwrap();
    let mut engine = Engine::default();
    engine.add_file(&name, file.tables, file.diagnostics);
    engine.analyze(&context(policy));
    engine
}

/// Each language's workbook under the default policy, analysed once for all tests.
fn engines() -> &'static [Engine; 2] {
    static ENGINES: OnceLock<[Engine; 2]> = OnceLock::new();
    ENGINES.get_or_init(|| LANGUAGES.map(|(tag, _)| analyzed(tag, PolicyChoice::Default)))
}

fn each_language(look: impl Fn(&str, &Answers<'_>)) {
    for ((tag, _), engine) in LANGUAGES.iter().zip(engines()) {
        look(tag, &engine.answers().unwrap());
    }
}

fn near(found: f64, expected: &Value, tolerance: f64) {
    let expected = expected.as_f64().unwrap();
    assert!(
        (found - expected).abs() <= tolerance,
        "{found} is not {expected}"
    );
}

#[test]
fn all_tables_and_columns_are_understood_and_only_the_dirty_cells_noticed() {
    each_language(|tag, answers| {
        let book = &answers.imported.book;
        let kinds: Vec<Option<TableKind>> = book.sources.iter().map(|s| s.kind).collect();
        assert_eq!(kinds, TableKind::ALL.map(Some), "{tag}");
        assert_eq!(
            book.extra_columns, [""; 0],
            "{tag}: columns without a meaning"
        );
        let counts = book.sources.iter().map(|s| (s.read, s.used, s.set_aside));
        let counts: Vec<_> = counts.collect();
        assert_eq!(counts[0], (40, 40, 0), "{tag}");
        assert_eq!(counts[1], (85, 84, 1), "{tag}: the deal without a figure");
        assert!(
            counts[2..].iter().all(|(read, used, _)| read == used),
            "{tag}: {counts:?}"
        );
        assert_eq!(book.accounts.len(), 40, "{tag}: names join");
        let noticed = answers.imported.diagnostics.iter();
        let noticed = noticed.map(|d| (d.code(), d.at.as_ref().unwrap().col, d.raw.as_str()));
        let undecided = if tag == "en" { "TBD" } else { "待定" };
        let expected = [
            ("row-without-required", 6, undecided),
            ("unreadable", 7, "5"),
        ];
        assert_eq!(noticed.collect::<Vec<_>>(), expected, "{tag}");
    });
}

#[test]
fn the_order_of_170_million_passes_the_group_rule_and_is_disputed() {
    for (tag, _) in LANGUAGES {
        let engine = analyzed(tag, PolicyChoice::GroupRule);
        let answers = engine.answers().unwrap();
        let tiers = &answers.reports.tiers;
        let tier = tiers
            .accounts
            .iter()
            .find(|t| t.account == DISPUTED)
            .unwrap();
        let rule = tier.group_rule.unwrap();
        assert_eq!((rule.passed, rule.failed, rule.unknown), (5, 0, 0), "{tag}");
        assert!(tier.firm && tier.tier_low == 0, "{tag}");
        let verdicts: Vec<bool> = tier.verdicts.iter().map(|(_, yes)| *yes).collect();
        assert_eq!(verdicts, [true, false, false], "{tag}");
        let account = answers.imported.book.account(DISPUTED).unwrap();
        assert_eq!(account.order_amount.unwrap().units(), 170e6);
        assert_eq!(account.unit_amounts[0].1.units(), 30e6);
        assert_eq!(account.unit_margins[0].1.get(), 0.11);
        assert_eq!(account.roadmap_fit, Some(false));
    }
}

#[test]
fn nobody_else_is_disputed() {
    each_language(|tag, answers| {
        let split = answers
            .imported
            .book
            .accounts
            .iter()
            .enumerate()
            .filter(|(_, a)| {
                let yes = a.verdicts.iter().filter(|(_, yes)| *yes).count();
                yes > 0 && yes < a.verdicts.len()
            });
        let split: Vec<usize> = split.map(|(index, _)| index).collect();
        assert_eq!(split, [1], "{tag}");
    });
}

#[test]
fn the_largest_customer_has_a_veto() {
    each_language(|tag, answers| {
        let relationships = &answers.reports.relationships;
        let standing = |id| {
            relationships
                .accounts
                .iter()
                .find(|a| a.account == id)
                .unwrap()
        };
        let largest = standing(LARGEST);
        assert!(largest.veto && largest.coaches == 1, "{tag}");
        let vetoes: Vec<_> = relationships.accounts.iter().filter(|a| a.veto).collect();
        assert_eq!(vetoes.len(), 1, "{tag}");
        let against = relationships.contacts.iter().find(|c| c.veto).unwrap();
        assert_eq!(against.power.unwrap().get(), 5, "{tag}");
        assert_eq!(
            relationships.finding.severity,
            FindingSeverity::Act,
            "{tag}"
        );
        // The approver of the disputed order is listed, and nobody has assessed him.
        assert_eq!(standing(DISPUTED).roles.covered, 3, "{tag}");
        assert!(relationships.not_assessed >= 2, "{tag}");
        let tier = answers
            .reports
            .tiers
            .accounts
            .iter()
            .find(|t| t.account == LARGEST)
            .unwrap();
        assert!(tier.firm && tier.tier_low == 0, "{tag}");
    });
}

#[test]
fn the_pipeline_does_not_carry_the_share_plan() {
    let expected = &oracle()["forecast"];
    each_language(|tag, answers| {
        let share = &answers.reports.share;
        let year = |year: i16| share.forecasts.iter().find(|f| f.year == year).unwrap();
        let (now, next) = (year(2026), year(2027));
        near(now.target.unwrap(), &expected["target"], 0.5);
        near(now.base, &expected["base"], 0.5);
        near(now.won, &expected["won"], 0.5);
        near(now.gap.unwrap(), &expected["gap"], 0.5);
        near(now.pipeline, &expected["pipeline"], 0.5);
        near(now.weighted, &expected["weighted"], 0.5);
        assert_eq!(
            now.deals as u64,
            expected["deals"].as_u64().unwrap(),
            "{tag}"
        );
        // 10,000 draws: four standard errors of a chance of 8 %.
        near(now.p_hit.unwrap(), &expected["pHit"], 0.011);
        assert!(now.p_hit.unwrap() < 0.2, "{tag}");
        let plan = [now, next].map(|f| f.target_share.unwrap());
        assert!(
            (plan[0] - 0.2).abs() < 1e-9 && (plan[1] - 0.3).abs() < 1e-9,
            "{tag}"
        );
        let last = share
            .history
            .iter()
            .find(|(year, ..)| *year == 2025)
            .unwrap();
        near(last.3, &expected["share2025"], 1e-9);
        assert_eq!(share.finding.severity, FindingSeverity::Act, "{tag}");
        assert_eq!(share.hygiene.overdue.len(), 2, "{tag}");
        assert_eq!(share.hygiene.leads_left_out, 7, "{tag}");
    });
}

#[test]
fn one_team_fails_by_finance_alone_and_passes_by_the_weights_of_its_stage() {
    let expected = &oracle()["cards"];
    each_language(|tag, answers| {
        let scorecard = &answers.reports.scorecard;
        assert_eq!(scorecard.flips, [EARLY], "{tag}");
        assert_eq!(
            scorecard.cards.len(),
            expected.as_object().unwrap().len(),
            "{tag}"
        );
        for card in &scorecard.cards {
            let expected = &expected[card.account.0.to_string()];
            near(
                card.stage_score.score.unwrap(),
                &expected["stage"]["score"],
                1e-6,
            );
            near(
                card.stage_score.covered,
                &expected["stage"]["covered"],
                1e-9,
            );
            near(
                card.finance_only.score.unwrap(),
                &expected["finance"]["score"],
                1e-6,
            );
        }
        let early = scorecard.cards.iter().find(|c| c.account == EARLY).unwrap();
        assert_eq!(early.stage_score.passes, Some(true), "{tag}");
        assert_eq!(early.finance_only.passes, Some(false), "{tag}");
        // One account fails both ways, and one card lacks an actual.
        let failing = scorecard
            .cards
            .iter()
            .filter(|c| c.stage_score.passes == Some(false));
        assert_eq!(failing.count(), 1, "{tag}");
        assert_eq!(scorecard.not_scored.iter().sum::<usize>(), 1, "{tag}");
    });
}

#[test]
fn some_tiers_are_provisional_because_cells_are_blank() {
    each_language(|tag, answers| {
        let tiers = &answers.reports.tiers.accounts;
        let firm = tiers.iter().filter(|t| t.assessable && t.firm).count();
        let provisional = tiers.iter().filter(|t| t.assessable && !t.firm).count();
        assert!(
            firm >= 20 && provisional >= 4,
            "{tag}: {firm} firm, {provisional} provisional"
        );
        assert!(
            tiers
                .iter()
                .filter(|t| !t.firm)
                .all(|t| t.worth_finding.is_some()),
            "{tag}"
        );
    });
}

/// What must not depend on the language, by account: tiers, standings and cards.
fn numbers(answers: &Answers<'_>) -> BTreeMap<String, String> {
    let reports = &answers.reports;
    let mut all = BTreeMap::new();
    for t in &reports.tiers.accounts {
        let points = (
            t.score_low,
            t.score_high,
            t.tier_low,
            t.tier_high,
            &t.contributions,
        );
        all.insert(
            format!("tier {}", t.account.0),
            format!("{points:?} {:?}", t.group_rule),
        );
    }
    for a in &reports.relationships.accounts {
        let standing = (
            a.distribution,
            a.not_assessed,
            a.roles,
            a.power,
            a.veto,
            a.coaches,
        );
        all.insert(format!("standing {}", a.account.0), format!("{standing:?}"));
    }
    for c in &reports.scorecard.cards {
        let scores = (c.stage_score, c.flat, c.finance_only, c.quadrants, c.roles);
        all.insert(format!("card {}", c.account.0), format!("{scores:?}"));
    }
    for f in &reports.share.forecasts {
        all.insert(format!("forecast {}", f.year), format!("{f:?}"));
    }
    for f in reports.findings() {
        let said = format!("{:?} {}", f.severity, f.message.code);
        all.insert(format!("finding {}", f.hurdle), said);
    }
    for d in &answers.imported.diagnostics {
        let at = d.at.as_ref().unwrap();
        all.insert(
            format!("diagnostic {} {} {}", d.code(), at.row, at.col),
            String::new(),
        );
    }
    all
}

#[test]
fn both_languages_give_the_same_numbers() {
    let [zh, en] = engines().each_ref().map(|e| numbers(&e.answers().unwrap()));
    for (what, number) in &zh {
        assert_eq!(Some(number), en.get(what), "{what}");
    }
    assert_eq!(zh.len(), en.len());
}

#[test]
fn every_sentence_of_the_sample_has_words() {
    each_language(|tag, answers| {
        let (_, file) = LANGUAGES.iter().find(|(t, _)| *t == tag).unwrap();
        let words = Words::parse(file).unwrap();
        for finding in answers.reports.findings() {
            for message in std::iter::once(&finding.message).chain(&finding.actions) {
                let text = words.render(message);
                assert!(words.has(&message.code), "{tag}: {}", message.code);
                assert!(!text.contains('{'), "{tag}: {text}");
            }
        }
        let cell = answers.imported.book.accounts[1].origin.unwrap();
        let at = answers
            .imported
            .book
            .cell(cell, Field::OrderAmount)
            .unwrap();
        assert!(at.to_string().ends_with("!L3"), "{at}");
    });
}
