//! `docs/values.md` says what kamlens takes each spelling for; this reads the table and holds it.

use kamlens::import::Imported;

use super::{run, table};

/// What kamlens makes of a text in a column of this kind, in the words of the document: a value;
/// `blank`: unknown without a word; a diagnostic's code: unknown, and said.
pub fn taken(kind: &str, text: &str) -> String {
    let accounts = |header: &str| {
        let rows: &[&[&str]] = &[&["客户名称", header, "行业"], &["东湖", text, "电力"]];
        run(&[table("t", rows)])
    };
    let account = |imported: &Imported| imported.book.accounts[0].clone();
    let (imported, value) = match kind {
        "amount" => {
            let imported = accounts("订单金额");
            let value = account(&imported).order_amount.map(|m| {
                let currency = imported.book.currency.clone().unwrap_or_default();
                format!("{} {currency}", m.units()).trim().to_owned()
            });
            (imported, value)
        }
        "share" => {
            let imported = accounts("毛利率");
            let value = account(&imported).margin.map(|r| r.get().to_string());
            (imported, value)
        }
        "yes/no" => {
            let imported = accounts("已列入采购计划");
            let value = account(&imported).procurement_planned;
            (
                imported,
                value.map(|yes| if yes { "yes" } else { "no" }.to_owned()),
            )
        }
        "number" => {
            let imported = accounts("客户编号");
            let id = account(&imported).id;
            (imported, id)
        }
        "date" => {
            let rows: &[&[&str]] = &[&["客户", "金额", "创建日期"], &["东湖", "1", text]];
            let imported = run(&[table("t", rows)]);
            let value = imported.book.opportunities.first().and_then(|d| d.created);
            (imported, value.map(|day| day.to_string()))
        }
        _ => panic!("no kind {kind}"),
    };
    let mut said = imported.diagnostics.iter().map(|d| d.code());
    let said = said.find(|code| *code != "accounts-derived");
    match (value, said) {
        (Some(value), None) => value,
        (Some(value), Some(code)) => format!("{value} ({code})"),
        (None, Some(code)) => code.to_owned(),
        (None, None) => "blank".to_owned(),
    }
}

#[test]
fn every_spelling_is_taken_for_what_the_document_says() {
    let document = include_str!("../../../docs/values.md");
    let rows = document.lines().filter(|line| line.starts_with("| `"));
    let mut wrong = Vec::new();
    let mut count = 0;
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [spelling, kind, expected, chinese, english] = cells[..] else {
            panic!("five cells: {row}");
        };
        assert_eq!(chinese.is_empty(), english.is_empty(), "{row}");
        let text = spelling.trim_matches('`');
        let taken = taken(kind, text);
        if taken != expected {
            wrong.push(format!(
                "{text} in a column of {kind}: {taken}, not {expected}"
            ));
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(count > 90, "the table is read: {count}");
}
