//! Tables that almost are of a known kind, and words in other letters than usual.

use kamlens::api::mapping;
use kamlens::book::{DealKind, Field};
use serde_json::{Value, json};

use super::choices::{analyzed, mapping_of, profile_of};
use super::{codes, run, table};

#[test]
fn a_table_that_lacks_a_column_shows_what_the_others_are_and_keeps_decisions() {
    let rows: &[&[&str]] = &[
        &["Opportunity", "Customer", "Stage", "Xyz", "Win %"],
        &["One", "Acme", "Bid", "12", "40%"],
        &["Two", "Contoso", "Bid", "13", "50%"],
    ];
    let deals = || vec![table("deals", rows)];
    let view = profile_of(&analyzed(deals(), None), 0);
    assert_eq!(view["kind"], Value::Null);
    assert_eq!(
        (&view["near"], &view["lacks"]),
        (&json!("opportunities"), &json!(["amount"]))
    );
    let taken = |view: &Value, at: usize| {
        let column = &view["columns"][at];
        (column["target"].clone(), column["how"].clone())
    };
    assert_eq!(taken(&view, 2), (json!("stage"), json!("exact")));
    assert!(
        view["columns"][3]["targets"]
            .as_array()
            .unwrap()
            .contains(&json!("amount"))
    );

    // A decision that does not yet suffice is saved, and holds with the one that was missing.
    let decided = json!({"kamlens": "mapping", "version": 1, "tables": [{
        "sheet": "deals", "headers": rows[0], "kind": "opportunities",
        "columns": [{"header": "Customer", "target": "owner"}]}]});
    let engine = analyzed(deals(), Some(&decided.to_string()));
    assert_eq!(
        taken(&profile_of(&engine, 0), 1),
        (json!("owner"), json!("chosen"))
    );
    let saved = mapping_of(&engine);
    let found = mapping::parse(&saved).unwrap();
    assert_eq!(
        found.tables[0].columns,
        mapping::parse(&decided.to_string()).unwrap().tables[0].columns
    );
    assert_eq!(mapping_of(&analyzed(deals(), Some(&saved))), saved);
}

#[test]
fn traditional_characters_are_read_like_simplified_ones() {
    let traditional: &[&[&str]] = &[
        &[
            "客戶名稱",
            "商機名稱",
            "階段",
            "預計金額（萬元）",
            "成交機率",
            "預計結案日期",
        ],
        &["東湖電力", "二期", "贏單", "1.2億", "暫無", "2026年3月1日"],
        &["合計", "", "", "12000", "", ""],
    ];
    let imported = run(&[table("t", traditional)]);
    assert_eq!(codes(&imported), ["totals-row", "accounts-derived"]);
    let book = imported.book;
    let columns = book.sources[0].columns.iter();
    let fields: Vec<String> = columns.map(|c| format!("{:?}", c.target)).collect();
    let wanted = [
        Field::Account,
        Field::Name,
        Field::Stage,
        Field::Amount,
        Field::Probability,
        Field::CloseDate,
    ];
    assert_eq!(fields, wanted.map(|f| format!("Field({f:?})")));
    let deal = &book.opportunities[0];
    assert_eq!(
        (deal.amount.units(), deal.kind),
        (120_000_000.0, DealKind::Won)
    );
    // A customer's name stays as it stands.
    assert_eq!(book.accounts[0].name, "東湖電力");
}

#[test]
fn amounts_by_month_are_deals_only_if_something_says_so() {
    let months: &[&[&str]] = &[
        &["客户名称", "2026年1月", "2026年2月", "2026年3月"],
        &["甲", "100", "120", "90"],
        &["乙", "80", "60", "70"],
        &["合计", "180", "180", "160"],
    ];
    let sold = run(&[table("月度收入", months)]);
    assert_eq!(codes(&sold), ["periods-not-read", "totals-row"]);
    assert_eq!(
        (sold.book.opportunities.len(), sold.book.accounts.len()),
        (0, 2)
    );
    let planned = run(&[table("商机", months)]);
    assert_eq!(planned.book.opportunities.len(), 6);
    // The row of totals is three entries, and one row of the file.
    let said = ["periods-as-columns", "totals-row", "accounts-derived"];
    assert_eq!(codes(&planned), said);
    let view = profile_of(&analyzed(vec![table("商机", months)], None), 0);
    let dates = &view["columns"][1];
    assert_eq!(
        (&dates["target"], &dates["how"]),
        (&json!("close_date"), &json!("tokens"))
    );
}

#[test]
fn columns_of_one_name_are_told_apart_by_the_header_above() {
    let rows: &[&[&str]] = &[
        &["客户", "", "2024年", "", "2025年", ""],
        &["名称", "等级", "预算", "实际", "预算", "实际"],
        &["甲", "A", "100", "90", "120", ""],
    ];
    let engine = analyzed(vec![table("t", rows)], None);
    let view = profile_of(&engine, 0);
    let labels = view["columns"].as_array().unwrap().iter();
    let labels: Vec<&str> = labels.map(|c| c["label"].as_str().unwrap()).collect();
    assert_eq!(
        labels[2..],
        ["2024年/预算", "2024年/实际", "2025年/预算", "2025年/实际"]
    );
    let imported = run(&[table("t", rows)]);
    assert_eq!(codes(&imported), ["periods-not-read"]);
    assert_eq!(imported.diagnostics[0].raw, "预算");
}

#[test]
fn hundreds_of_tables_side_by_side_are_one_with_gaps() {
    let side_by_side = |n: usize| {
        let header = vec!["Account,Revenue,,"; n].concat();
        let row = vec!["Acme,5,,"; n].concat();
        let rows: Vec<Vec<&str>> = [&header, &row]
            .iter()
            .map(|row| row.split(',').collect())
            .collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        run(&[table("t", &rows)]).book.sources.len()
    };
    assert_eq!(side_by_side(3), 3);
    assert_eq!(side_by_side(300), 1);
}

#[test]
fn every_cell_that_is_read_as_something_else_is_listed() {
    let rows: &[&[&str]] = &[
        &[
            "客户名称",
            "商机名称",
            "预计金额(万元)",
            "赢率",
            "预计签约日期",
            "是否赢单",
        ],
        &["甲", "一", "1,200", "35", "2026年3月", "否"],
        &["乙", "二", "1.2亿", "0", "2026-03-01", "是"],
        &["丙", "三", "0", "50%", "", ""],
    ];
    let engine = analyzed(vec![table("t", rows)], None);
    let words = kamlens::words::Words::parse(include_str!("../../../www/locales/en.json")).unwrap();
    let lens = kamlens::api::Lens {
        answers: engine.answers().unwrap(),
        words: &words,
        limit: None,
    };
    let of = |col: u32| {
        let all = engine.coerced(0, col)?;
        let view = kamlens::api::coerced::view(&all, &lens, 0, 0, 100)?;
        let items = serde_json::to_value(view.items).unwrap();
        let items = items.as_array().unwrap().iter();
        let short = items.map(|i| {
            let read = ["number", "ratio", "date", "flag"]
                .iter()
                .find_map(|k| i.get(*k));
            json!([i["cell"], i["raw"], read])
        });
        Some(Value::Array(short.collect()))
    };
    assert_eq!(of(0), Some(json!([])));
    assert_eq!(
        of(2),
        Some(json!([
            ["t!C2", "1,200", 12_000_000.0],
            ["t!C3", "1.2亿", 120_000_000.0]
        ]))
    );
    assert_eq!(of(3), Some(json!([["t!D2", "35", 0.35]])));
    assert_eq!(of(4), Some(json!([["t!E2", "2026年3月", "2026-03-31"]])));
    assert_eq!(
        of(5),
        Some(json!([["t!F2", "否", false], ["t!F3", "是", true]]))
    );
    assert_eq!(of(9), None);
    let view = profile_of(&engine, 0);
    let counts = view["columns"].as_array().unwrap().iter();
    let counts: Vec<u64> = counts.map(|c| c["coerced"].as_u64().unwrap()).collect();
    assert_eq!(counts, [0, 0, 2, 1, 1, 2]);
}
