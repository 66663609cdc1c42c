//! What was noticed, asked for in parts: groups count everything, filters narrow, pages join.

use kamlens::analysis::Context;
use kamlens::api::Lens;
use kamlens::api::notices::{NoticesRequest, NoticesView, notices};
use kamlens::engine::Engine;
use kamlens::policy::Settings;
use kamlens::reader::{Limits, read_native};
use kamlens::words::Words;

/// Deals whose amounts cannot be read, `n` of them, in two files.
fn asked(n: usize, request: &NoticesRequest) -> NoticesView {
    let mut engine = Engine::default();
    for name in ["east.csv", "west.csv"] {
        let rows = (0..n).map(|i| format!("Client {i},odd{i},50%\n"));
        let text = format!(
            "Account,Amount,Probability\n{}Client,1200,50%\n",
            rows.collect::<String>()
        );
        let file = read_native(name, text.as_bytes(), &Limits::default()).unwrap();
        engine.add_file(name, file.tables, file.diagnostics);
    }
    engine.analyze(&Context {
        as_of: "2026-06-30".parse().unwrap(),
        seed: 1,
        settings: Settings::default(),
    });
    let words = Words::parse(include_str!("../../www/locales/en.json")).unwrap();
    let lens = Lens {
        answers: engine.answers().unwrap(),
        words: &words,
        limit: Some(1),
    };
    notices(&lens, request)
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn every_match_is_counted_and_parts_join_to_the_whole() {
    let all = asked(40, &NoticesRequest::default());
    assert!(all.items.is_empty());
    assert_eq!(all.total, all.groups.iter().map(|g| g.count).sum::<usize>());
    let odd = all
        .groups
        .iter()
        .find(|g| g.count == 80)
        .unwrap_or_else(|| panic!("{all:#?}"));
    assert_eq!(odd.examples[0].raw, "odd0");
    assert_eq!(odd.key, "required-unreadable:amount");
    let cells = |from, count| {
        let part = asked(
            40,
            &NoticesRequest {
                code: some(&odd.key),
                from,
                count,
                ..Default::default()
            },
        );
        assert_eq!(part.total, 80);
        let cells = part.items.into_iter();
        cells.map(|d| (d.file, d.cell)).collect::<Vec<_>>()
    };
    let whole = cells(0, 5000);
    assert_eq!(whole.len(), 80);
    assert_eq!([cells(0, 33), cells(33, 100)].concat(), whole);
    assert!(cells(80, 10).is_empty());
}

#[test]
fn filters_narrow_together() {
    let request = NoticesRequest {
        code: some("required-unreadable"),
        severity: some("warning"),
        file: some("west.csv"),
        text: some(" ODD7 "),
        count: 10,
        ..Default::default()
    };
    let found = asked(9, &request);
    assert_eq!((found.total, found.groups.len()), (1, 1));
    assert_eq!(found.items[0].raw, "odd7");
    assert_eq!(found.items[0].file.as_deref(), Some("west.csv"));
    let none = NoticesRequest {
        sheet: some("no such sheet"),
        ..Default::default()
    };
    assert_eq!(asked(9, &none).total, 0);
}
