//! The rows behind a forecast's numbers give those numbers: added up here from the book itself.

use std::collections::BTreeSet;

use kamlens::analysis::share::{ForecastPart, forecast_rows};
use kamlens::analysis::{Context, finding_rows};
use kamlens::book::Origin;
use kamlens::engine::{Answers, Engine};
use kamlens::policy::Settings;
use kamlens::reader::{Limits, read_native};

fn sample() -> Engine {
    let bytes = include_bytes!("../../../www/sample/kamlens-sample.en.xlsx");
    let file = read_native("sample.xlsx", bytes, &Limits::default()).unwrap();
    let mut engine = Engine::default();
    engine.add_file("sample.xlsx", file.tables, file.diagnostics);
    engine.analyze(&Context {
        as_of: "2026-06-30".parse().unwrap(),
        seed: 2026,
        settings: Settings::default(),
    });
    engine
}

fn origins(answers: &Answers<'_>, year: i16, part: ForecastPart) -> Vec<Origin> {
    let (share, book) = (&answers.reports.share, &answers.imported.book);
    let rows = forecast_rows(book, share, answers.context, year, part);
    rows.into_iter().map(|e| e.origin).collect()
}

#[test]
fn rows_of_a_forecast_add_up_to_its_numbers() {
    let engine = sample();
    let answers = engine.answers().unwrap();
    let book = &answers.imported.book;
    let amount = |origins: &[Origin]| -> f64 {
        let deals = book.opportunities.iter();
        let own = deals.filter(|d| origins.contains(&d.origin));
        own.map(|d| d.amount.units()).sum()
    };
    let close = |a: f64, b: f64| (a - b).abs() <= 1e-6 * b.abs().max(1.0);
    let forecasts = &answers.reports.share.forecasts;
    assert!(forecasts.len() > 1);
    for forecast in forecasts {
        let rows = |part| origins(&answers, forecast.year, part);
        let deals = rows(ForecastPart::Deals);
        assert_eq!(deals.len(), forecast.deals);
        assert!(close(amount(&deals), forecast.pipeline));
        assert!(close(amount(&rows(ForecastPart::Won)), forecast.won));
        let planned = rows(ForecastPart::Target);
        let lines = answers.reports.share.lines.iter().flat_map(|l| &l.years);
        let targets: f64 = lines
            .filter(|y| planned.contains(&y.evidence.origin))
            .filter_map(|y| y.target)
            .sum();
        assert!(close(targets, forecast.target.unwrap_or(0.0)));
        let gap = rows(ForecastPart::Gap);
        let of = |origin: &Origin| gap.contains(origin);
        assert!(planned.iter().all(of) && rows(ForecastPart::Base).iter().all(of));
        assert!(gap.windows(2).all(|pair| pair[0] < pair[1]));
    }
}

#[test]
fn the_first_base_is_the_revenue_of_its_rows() {
    let engine = sample();
    let answers = engine.answers().unwrap();
    let share = &answers.reports.share;
    let forecast = &share.forecasts[0];
    let rows = origins(&answers, forecast.year, ForecastPart::Base);
    let years = share.lines.iter().flat_map(|l| &l.years);
    let revenue: f64 = years
        .filter(|y| rows.contains(&y.evidence.origin) && Some(y.year) == forecast.base_year)
        .filter_map(|y| y.revenue)
        .sum();
    assert!(revenue > 0.0);
    assert!((revenue - forecast.base).abs() < 1e-6 * revenue);
}

#[test]
fn a_finding_leads_to_all_its_rows_however_many() {
    let mut text = "客户名称,商机名称,阶段,金额,赢率,预计成交日期\n".to_owned();
    for at in 0..300 {
        text += &format!("客户{},商机{at},方案,{},50%,2026-10-01\n", at % 40, at + 1);
    }
    let file = read_native("deals.csv", text.as_bytes(), &Limits::default()).unwrap();
    let mut engine = Engine::default();
    engine.add_file("deals.csv", file.tables, file.diagnostics);
    engine.analyze(&Context {
        as_of: "2026-06-30".parse().unwrap(),
        seed: 1,
        settings: Settings::default(),
    });
    let answers = engine.answers().unwrap();
    let (book, context) = (&answers.imported.book, answers.context);
    let share = &answers.reports.share.finding;
    assert_eq!((share.rows, share.evidence.len()), (300, 25));
    for finding in answers.reports.findings() {
        let all = finding_rows(book, context, answers.reports, finding.hurdle).unwrap();
        assert_eq!(all.len(), finding.rows, "{}", finding.hurdle);
        assert!(finding.evidence.len() <= 50);
        let first = finding.evidence.iter().zip(&all);
        assert!(first.clone().all(|(shown, of_all)| shown == of_all));
        let once: BTreeSet<Origin> = all.iter().map(|e| e.origin).collect();
        assert_eq!(once.len(), all.len());
    }
    assert_eq!(finding_rows(book, context, answers.reports, 2), None);
}
