//! Columns with unknown headers: words in another order, and values that leave one meaning only.

use kamlens::book::{ColumnTarget, Field};
use kamlens::import::Imported;

use super::{codes, run, table};

fn target(imported: &Imported, source: usize, header: &str) -> Option<(Field, f64)> {
    let columns = &imported.book.sources[source].columns;
    let column = columns.iter().find(|c| c.header == header)?;
    match column.target {
        ColumnTarget::Field(field) => Some((field, column.confidence)),
        _ => None,
    }
}

fn said<'a>(imported: &'a Imported, code: &str) -> Option<&'a str> {
    let found = imported.diagnostics.iter().find(|d| d.code() == code)?;
    Some(&found.raw)
}

#[test]
fn the_same_words_in_another_order_are_taken_and_said() {
    let rows: &[&[&str]] = &[
        &[
            "Name of the customer",
            "Amount",
            "Expected close date",
            "Stage",
        ],
        &["Contoso", "100", "2026-05-01", "Proposal"],
        &["Fabrikam", "200", "2026-06-01", "Proposal"],
        &["Acme", "300", "2026-07-01", "Proposal"],
    ];
    let imported = run(&[table("t", rows)]);
    let account = target(&imported, 0, "Name of the customer");
    assert_eq!(account, Some((Field::Account, 0.6)));
    assert_eq!(imported.book.accounts[0].name, "Contoso");
    assert!(codes(&imported).contains(&"column-guessed-words"));
    let chinese: &[&[&str]] = &[
        &["客户的名称", "金额", "销售阶段"],
        &["东湖电力", "1", "谈判"],
        &["南山机械", "2", "谈判"],
    ];
    let imported = run(&[table("t", chinese)]);
    let account = target(&imported, 0, "客户的名称");
    assert_eq!(account.map(|a| a.0), Some(Field::Account));
}

#[test]
fn a_revenue_in_other_words_is_not_taken_for_ours() {
    let rows: &[&[&str]] = &[
        &["Account", "Revenue of the customer, annual", "Potential"],
        &["A", "1000000", "5"],
        &["B", "2000000", "5"],
        &["C", "3000000", "5"],
    ];
    let imported = run(&[table("t", rows)]);
    assert!(imported.book.accounts.iter().all(|a| a.revenue.is_none()));
    let weighted: &[&[&str]] = &[
        &["Account", "Revenue, expected", "Amount", "Stage"],
        &["A", "500", "1000", "Proposal"],
        &["B", "500", "1000", "Proposal"],
        &["C", "500", "1000", "Proposal"],
    ];
    let imported = run(&[table("t", weighted)]);
    assert_eq!(imported.book.opportunities[0].amount.units(), 1000.0);
    assert!(
        !codes(&imported)
            .iter()
            .any(|c| c.starts_with("column-guessed"))
    );
}

const ACCOUNTS: &[&[&str]] = &[
    &["Account", "ID", "Potential"],
    &["Contoso", "C1", "1"],
    &["Fabrikam", "C2", "2"],
    &["Acme Ltd", "C3", "3"],
    &["Globex", "C4", "4"],
];

#[test]
fn a_column_of_known_accounts_is_the_account() {
    let deals: &[&[&str]] = &[
        &["Wer", "Amount", "Stage"],
        &["Contoso", "10", "Proposal"],
        &["FABRIKAM", "20", "Proposal"],
        &["Acme Ltd", "30", "Proposal"],
        &["Globex", "40", "Proposal"],
        &["Contoso", "50", "Proposal"],
        &["Initech", "60", "Proposal"],
    ];
    let imported = run(&[table("accounts", ACCOUNTS), table("deals", deals)]);
    assert_eq!(target(&imported, 1, "Wer"), Some((Field::Account, 0.5)));
    let at: Vec<u32> = imported
        .book
        .opportunities
        .iter()
        .map(|d| d.account.unwrap().0)
        .collect();
    assert_eq!(at, [0, 1, 2, 3, 0, 4]);
    assert_eq!(said(&imported, "column-guessed-values"), Some("Wer"));
    // The order of the files does not matter.
    let turned = run(&[table("deals", deals), table("accounts", ACCOUNTS)]);
    assert_eq!(target(&turned, 0, "Wer"), Some((Field::Account, 0.5)));
}

#[test]
fn two_columns_of_accounts_are_named_and_none_is_taken() {
    let deals: &[&[&str]] = &[
        &["Wer", "Für wen", "Amount", "Stage"],
        &["Contoso", "Globex", "10", "Proposal"],
        &["Fabrikam", "Acme Ltd", "20", "Proposal"],
        &["Acme Ltd", "Contoso", "30", "Proposal"],
    ];
    let imported = run(&[table("accounts", ACCOUNTS), table("deals", deals)]);
    assert_eq!(target(&imported, 1, "Wer"), None);
    assert_eq!(said(&imported, "column-suggested"), Some("Wer"));
    assert!(
        imported
            .book
            .opportunities
            .iter()
            .all(|d| d.account.is_none())
    );
}

#[test]
fn levels_are_recognised_by_their_values() {
    let rows: &[&[&str]] = &[
        &["客户", "联系人", "认同", "活动参与", "信息传递", "第四项"],
        &["东湖", "甲", "-1", "0", "1", "2"],
        &["东湖", "乙", "2", "1", "3", "-1"],
        &["东湖", "丙", "3", "0", "1", "0"],
    ];
    let imported = run(&[table("t", rows)]);
    assert_eq!(target(&imported, 0, "第四项"), Some((Field::Guidance, 0.5)));
    let levels = imported.book.contacts[1].levels.map(|l| l.map(|l| l.get()));
    assert_eq!(levels, [Some(2), Some(1), Some(3), Some(-1)]);

    let two: &[&[&str]] = &[
        &["客户", "联系人", "认同", "活动参与", "甲项", "乙项"],
        &["东湖", "甲", "-1", "0", "1", "2"],
        &["东湖", "乙", "2", "1", "3", "-1"],
        &["东湖", "丙", "3", "0", "2", "0"],
    ];
    let imported = run(&[table("t", two)]);
    assert_eq!(target(&imported, 0, "甲项"), None);
    assert_eq!(said(&imported, "column-suggested"), Some("甲项"));
    let levels = imported.book.contacts[1].levels.map(|l| l.map(|l| l.get()));
    assert_eq!(levels, [Some(2), Some(1), None, None]);
}

#[test]
fn yes_and_no_are_no_levels() {
    let rows: &[&[&str]] = &[
        &["客户", "联系人", "认同", "活动参与", "信息传递", "在职"],
        &["东湖", "甲", "-1", "0", "1", "1"],
        &["东湖", "乙", "2", "1", "3", "0"],
        &["东湖", "丙", "3", "0", "1", "1"],
    ];
    let imported = run(&[table("t", rows)]);
    assert_eq!(target(&imported, 0, "在职"), None);
    assert_eq!(said(&imported, "column-suggested"), None);
}

#[test]
fn dates_without_a_known_header_are_suggested_only() {
    let rows: &[&[&str]] = &[
        &["Account", "Amount", "Stage", "Whenever"],
        &["A", "1", "Proposal", "2026-05-01"],
        &["B", "2", "Proposal", "2026-06-01"],
        &["C", "3", "Proposal", "2026-07-01"],
    ];
    let imported = run(&[table("t", rows)]);
    assert_eq!(said(&imported, "column-suggested"), Some("Whenever"));
    assert!(
        imported
            .book
            .opportunities
            .iter()
            .all(|d| d.close_date.is_none())
    );
}
