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

/// A book with many rows for each finding: 120 accounts, a person and four KPIs each, 60 planned, 300 deals.
fn large() -> Engine {
    let file = |name: &'static str, header: &str, lines: Vec<String>| {
        let text = format!("{header}\n{}\n", lines.join("\n"));
        let file = read_native(name, text.as_bytes(), &Limits::default()).unwrap();
        (name, file)
    };
    let each = |n: usize, line: &dyn Fn(usize) -> String| (0..n).map(line).collect::<Vec<_>>();
    let accounts = each(120, &|at| format!("客户{at},{},{}", 1000 + at, 5000 + at));
    let people = each(120, &|at| format!("客户{at},张{at},总经理,D,-1,1"));
    let names = ["销售额", "满意度", "响应时间", "培训次数"];
    let kpis = each(480, &|at| {
        format!(
            "客户{},{},财务,{},100,25",
            at % 120,
            names[at / 120],
            50 + at % 60
        )
    });
    let shares = each(60, &|at| format!("客户{at},2026,5000,1000,40%"));
    let deals = each(300, &|at| {
        format!("客户{},商机{at},方案,{},50%,2026-10-01", at % 40, at + 1)
    });
    let mut engine = Engine::default();
    for (name, file) in [
        file("accounts.csv", "客户名称,我方收入,年度潜力", accounts),
        file(
            "contacts.csv",
            "客户名称,联系人,职务,决策角色,认同,活动参与",
            people,
        ),
        file("kpis.csv", "客户名称,指标,维度,实际值,目标值,权重", kpis),
        file(
            "share.csv",
            "客户名称,年度,客户采购总额,我方收入,目标份额",
            shares,
        ),
        file(
            "deals.csv",
            "客户名称,商机名称,阶段,金额,赢率,预计成交日期",
            deals,
        ),
    ] {
        engine.add_file(name, file.tables, file.diagnostics);
    }
    engine.analyze(&Context {
        as_of: "2026-06-30".parse().unwrap(),
        seed: 1,
        settings: Settings::default(),
    });
    engine
}

#[test]
fn a_finding_leads_to_all_its_rows_however_many() {
    let engine = large();
    let answers = engine.answers().unwrap();
    let (book, context) = (&answers.imported.book, answers.context);
    let mut rows = Vec::new();
    for finding in answers.reports.findings() {
        let hurdle = finding.hurdle;
        let all = finding_rows(book, context, answers.reports, hurdle).unwrap();
        assert_eq!(all.len(), finding.rows, "{hurdle}");
        assert!(finding.evidence.len() <= 50);
        assert!(
            finding.evidence.iter().all(|shown| all.contains(shown)),
            "{hurdle}"
        );
        let once: BTreeSet<Origin> = all.iter().map(|e| e.origin).collect();
        assert_eq!(once.len(), all.len(), "{hurdle}");
        rows.push((hurdle, all.len()));
    }
    rows.sort_unstable();
    // Accounts; plan and deals; the four KPIs of the 20 accounts below 60 %; everybody.
    assert_eq!(rows, [(1, 120), (3, 360), (5, 80), (7, 120)]);
    assert_eq!(finding_rows(book, context, answers.reports, 2), None);
}
