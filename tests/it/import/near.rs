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
