//! The charts of hurdle 1: what they say is what the report says.

use kamlens::analysis::tiering::{TiersReport, tier_of};
use kamlens::book::{AccountId, Field};
use kamlens::chart::{Chart, ChartOptions};
use kamlens::policy::{Gate, PolicyChoice, Subject, Test};

use super::fixture::{Fixture, amounts_book, at, book, many_book};

fn cell(chart: &Chart, row: usize, column: usize) -> &str {
    match column {
        0 => &chart.table.rows[row].0,
        _ => &chart.table.rows[row].1[column - 1],
    }
}

fn assessable(report: &TiersReport) -> usize {
    report.accounts.iter().filter(|a| a.assessable).count()
}

#[test]
fn the_scatter_has_every_account_and_counts_names_without_room() {
    let fixture = Fixture::new(many_book(100));
    let chart = fixture.draw("tier-scatter", "en", &at(1200.0, None));
    assert_eq!(chart.marks.len(), assessable(&fixture.reports.tiers));
    let texts: Vec<&str> = chart.text_boxes.iter().map(|t| t.text.as_str()).collect();
    let names = fixture.book.accounts.iter().map(|a| a.name.as_str());
    let named = names.filter(|name| texts.contains(name)).count();
    let said = format!("{} names have no room", chart.marks.len() - named);
    assert!((1..=40).contains(&named));
    assert!(texts.iter().any(|t| t.contains(&said)), "{said}: {texts:?}");
}

#[test]
fn many_accounts_are_counted_in_boxes_and_none_is_lost() {
    let fixture = Fixture::new(many_book(5_000));
    let chart = fixture.draw("tier-scatter", "en", &at(760.0, None));
    assert!(chart.marks.len() < 500, "{}", chart.marks.len());
    let in_boxes = |label: &str| {
        let n = label.split_once(" accounts, mostly")?.0;
        n.replace(',', "").parse::<usize>().ok()
    };
    let count = chart.marks.iter().map(|m| in_boxes(&m.label).unwrap_or(1));
    assert_eq!(count.sum::<usize>(), assessable(&fixture.reports.tiers));
    assert!(chart.svg.contains("drawn together in boxes"));
    assert_eq!(chart.table.rows.len(), chart.marks.len());
}

#[test]
fn accounts_that_a_gate_holds_down_have_a_sign_on_the_ladder() {
    let fixture = Fixture::new(many_book(100));
    let report = &fixture.reports.tiers;
    let policy = report.policy.as_ref().unwrap();
    let held = report.accounts.iter().filter(|a| a.assessable);
    let held: Vec<AccountId> = held
        .filter(|a| tier_of(policy, a.score_low) < a.tier_low)
        .map(|a| a.account)
        .collect();
    assert!((1..report.accounts.len()).contains(&held.len()));
    let all = ChartOptions {
        max_rows: report.accounts.len(),
        ..at(760.0, None)
    };
    let chart = fixture.draw("tier-ladder", "en", &all);
    let said = chart
        .marks
        .iter()
        .filter(|m| m.label.contains("held down by a gate"));
    let said: Vec<AccountId> = said.filter_map(|m| m.account).collect();
    assert_eq!(said, held);
    // Once more in the key.
    assert_eq!(chart.svg.matches("held down by a gate</text>").count(), 1);
}

#[test]
fn amounts_alone_make_no_scatter_but_a_concentration() {
    let fixture = Fixture::new(amounts_book());
    let scatter = fixture.draw("tier-scatter", "en", &at(760.0, None));
    assert!(scatter.marks.is_empty() && scatter.svg.contains("Add to the table"));
    let curve = fixture.draw("concentration", "en", &at(760.0, None));
    // 170 + 96 + 74 + 58 of 467 are 85 %, without the 58 they are 73 %.
    assert_eq!(curve.title, "4 of 8 accounts bring 85% of the revenue");
    let last = curve.table.rows.len() - 1;
    assert_eq!(cell(&curve, last, 4), "100%");
    assert_eq!(cell(&curve, 0, 4), "36.4%");
}

#[test]
fn bands_count_every_account_that_has_both_tiers() {
    let fixture = Fixture::new(many_book(420));
    let migration = fixture.reports.tiers.migration.as_ref().unwrap();
    assert!(migration.moved.len() > 12);
    let chart = fixture.draw("migration", "en", &at(760.0, None));
    let counts = (0..chart.table.rows.len()).map(|row| cell(&chart, row, 3).parse::<usize>());
    let expected = fixture
        .book
        .accounts
        .iter()
        .filter(|a| a.tier.is_some())
        .count();
    assert_eq!(counts.map(Result::unwrap).sum::<usize>(), expected);
    assert_eq!(chart.marks.len(), chart.table.rows.len());
}

#[test]
fn few_moves_are_named_with_their_reason() {
    let mut fixture = Fixture::new(book());
    fixture.context.settings.compared = Some(PolicyChoice::Mature);
    fixture.reports = kamlens::analysis::analyze(&fixture.book, &fixture.context);
    let migration = fixture.reports.tiers.migration.as_ref().unwrap();
    let chart = fixture.draw("migration", "en", &at(760.0, None));
    assert!(chart.title.contains("Harvest policy"), "{}", chart.title);
    assert_eq!(chart.marks.len(), migration.moved.len());
    for found in &migration.moved {
        let name = &fixture.book.account(found.account).unwrap().name;
        let mark = chart
            .marks
            .iter()
            .find(|m| m.account == Some(found.account));
        assert!(mark.unwrap().label.starts_with(name.as_str()));
    }
}

#[test]
fn the_matrix_of_verdicts_has_a_cell_per_rater_and_says_its_agreement() {
    let fixture = Fixture::new(book());
    let audit = fixture.reports.tiers.audit.as_ref().unwrap();
    let chart = fixture.draw("consensus", "en", &at(760.0, None));
    let cells = audit.rows.len() * (audit.raters.len() + 1);
    assert_eq!(chart.marks.len(), cells);
    let signs = chart.svg.matches("kam-mark kam-verdict").count();
    assert_eq!(signs, audit.rows.len() * audit.raters.len());
    assert!(chart.svg.contains("agreement α = "));
    let values = audit.rows.iter().map(|r| r.disagreement.unwrap_or(-1.0));
    assert!(values.is_sorted_by(|a, b| a >= b), "most disputed first");
}

#[test]
fn raters_without_room_are_counted() {
    let fixture = Fixture::new(many_book(30));
    let narrow = fixture.draw("consensus", "en", &at(300.0, None));
    let wide = fixture.draw("consensus", "en", &at(1200.0, None));
    assert!(narrow.svg.contains("more units are in the table"));
    assert!(!wide.svg.contains("more units are in the table"));
    assert_eq!(narrow.table.columns.len(), wide.table.columns.len());
}

#[test]
fn the_steps_of_the_waterfall_add_up_to_the_score() {
    let fixture = Fixture::new(book());
    for account in fixture.reports.tiers.accounts.iter().filter(|a| a.firm) {
        let options = ChartOptions {
            account: Some(account.account),
            ..at(760.0, None)
        };
        let chart = fixture.draw("waterfall", "en", &options);
        let (sum, steps) = chart.table.rows.split_last().unwrap();
        let points = steps
            .iter()
            .map(|(_, cells)| cells[1].trim_start_matches('+'));
        let points: f64 = points.map(|p| p.parse::<f64>().unwrap()).sum();
        let score: f64 = sum.1[1].parse().unwrap();
        // Each is rounded to a tenth.
        assert!(
            (points - score).abs() < 0.05 * (steps.len() as f64 + 1.0),
            "{points} {score}"
        );
        assert!(
            chart
                .marks
                .iter()
                .all(|m| m.account == Some(account.account))
        );
    }
}

#[test]
fn the_waterfall_names_the_gate_that_holds_the_account_back() {
    let mut fixture = Fixture::new(book());
    let gate = |subject, cap| Gate {
        subject: Subject::Field(subject),
        test: Test::AtMost(0.0),
        cap,
    };
    // Who has a rank fails all three: the first holds nobody back, the last is the strictest.
    let mut policy = fixture.reports.tiers.source.clone();
    policy.gates = vec![
        gate(Field::IndustryRank, 0),
        gate(Field::IndustryRank, 1),
        gate(Field::Revenue, 2),
    ];
    fixture.context.settings.policy = PolicyChoice::Own(policy.clone());
    fixture.reports = kamlens::analysis::analyze(&fixture.book, &fixture.context);
    let (mut held, mut free) = (0, 0);
    for tier in &fixture.reports.tiers.accounts {
        let account = fixture.book.account(tier.account).unwrap();
        if !tier.assessable || account.industry_rank.is_none() || account.revenue.is_none() {
            continue;
        }
        let chosen = ChartOptions {
            account: Some(tier.account),
            ..at(760.0, None)
        };
        let title = fixture.draw("waterfall", "en", &chosen).title;
        let is_held = tier_of(&policy, tier.score_low) < 2;
        assert_eq!(title.contains("“our revenue”"), is_held, "{title}");
        assert!(!title.contains("“rank in its industry”"), "{title}");
        *if is_held { &mut held } else { &mut free } += 1;
    }
    assert!(held > 0 && free > 0, "{held} {free}");
}

#[test]
fn a_missing_cell_is_hatched_and_the_waterfall_says_what_it_decides() {
    let fixture = Fixture::new(book());
    let open = |id: &AccountId| {
        let mut all = fixture.reports.tiers.accounts.iter();
        all.any(|a| a.account == *id && !a.firm && a.assessable)
    };
    let id = (0..8).map(AccountId).find(open).unwrap();
    let options = ChartOptions {
        account: Some(id),
        ..at(360.0, None)
    };
    let chart = fixture.draw("waterfall", "en", &options);
    assert!(chart.svg.contains("url(#kam-waterfall-accent)"));
    assert!(chart.marks.iter().any(|m| m.label.contains("not known")));
    let unknown = fixture.draw(
        "waterfall",
        "en",
        &ChartOptions {
            account: Some(AccountId(99)),
            ..at(360.0, None)
        },
    );
    assert!(unknown.marks.is_empty());
}

#[test]
fn the_matrix_of_tiers_counts_every_account_once() {
    let fixture = Fixture::new(many_book(420));
    let chart = fixture.draw("tier-matrix", "en", &at(760.0, None));
    let last = chart.table.columns.len() - 1;
    let count = |text: &str| text.split_once(" · ").unwrap().0.parse::<usize>().unwrap();
    let rows = 0..chart.table.rows.len();
    let totals: usize = rows.clone().map(|row| count(cell(&chart, row, last))).sum();
    let cells = rows.flat_map(|row| (1..last).map(move |column| (row, column)));
    let sum: usize = cells
        .map(|(row, column)| count(cell(&chart, row, column)))
        .sum();
    assert_eq!((totals, sum), (420, 420));
    assert!(chart.svg.contains("3 more groups are in the table"));
}
