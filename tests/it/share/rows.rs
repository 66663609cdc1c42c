//! The rows behind a forecast's numbers give those numbers: added up here from the book itself.

use kamlens::analysis::Context;
use kamlens::analysis::share::{ForecastPart, forecast_rows};
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
