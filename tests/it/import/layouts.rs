//! Sheets that are no single table below one header.

use kamlens::book::{ExtraValue, TableKind};

use super::{codes, run, table};

#[test]
fn of_tables_side_by_side_one_is_read_and_the_rest_is_said() {
    let rows: &[&[&str]] = &[
        &["客户", "等级", "", "联系人", "客户", "", "指标", "值"],
        &["甲", "A", "", "张三", "丁", "", "收入", "100"],
        &["乙", "B", "", "李四", "戊", "", "利润", "20"],
        &["丙", "C", "", "", "", "", "", ""],
        &["", "", "", "王五", "己", "", "", ""],
    ];
    let imported = run(&[table("t", rows)]);
    assert_eq!(codes(&imported), ["side-by-side"]);
    let source = &imported.book.sources[0];
    assert_eq!(
        (source.kind, source.read, source.used),
        (Some(TableKind::Accounts), 3, 3)
    );
    assert_eq!(imported.book.accounts[2].tier.as_deref(), Some("C"));
    assert!(imported.book.contacts.is_empty());
}

#[test]
fn an_empty_column_inside_a_table_parts_nothing() {
    let rows: &[&[&str]] = &[
        &["客户名称", "商机名称", "", "金额", "阶段"],
        &["甲", "专网", "", "5", "方案"],
    ];
    let imported = run(&[table("t", rows)]);
    assert_eq!(codes(&imported), ["accounts-derived"]);
    let deal = &imported.book.opportunities[0];
    assert_eq!(
        (deal.name.as_deref(), deal.stage.as_deref()),
        (Some("专网"), Some("方案"))
    );
}

#[test]
fn a_table_below_another_is_set_aside() {
    for (between, aside) in [
        (&[][..], 3),
        (&[&["", ""][..]], 3),
        (&[&["联系人"][..]], 4),
        (&[&["", ""][..], &["联系人"]], 4),
    ] {
        let mut rows: Vec<&[&str]> = vec![
            &["客户名称", "金额", "阶段"],
            &["甲", "5", "方案"],
            &["合计", "5"],
        ];
        rows.extend(between);
        rows.push(&["客户", "联系人", "角色"]);
        rows.push(&["甲", "张三", "决策者"]);
        let imported = run(&[table("t", &rows)]);
        let source = &imported.book.sources[0];
        assert_eq!((source.used, source.set_aside), (1, aside), "{between:?}");
        assert!(codes(&imported).contains(&"second-table"), "{between:?}");
        assert_eq!(imported.book.accounts.len(), 1);
    }
}

#[test]
fn a_record_card_is_not_taken_for_five_customers() {
    let rows: &[&[&str]] = &[
        &["客户名称", "华东电力设计院"],
        &["客户等级", "A"],
        &["行业", "能源"],
        &["年度潜力", "1.7亿"],
        &["客户经理", "张三"],
    ];
    let imported = run(&[table("t", rows)]);
    assert_eq!(codes(&imported), ["transposed-table"]);
    assert!(imported.book.accounts.is_empty());
}

#[test]
fn headers_in_two_levels_keep_their_columns_apart() {
    let rows: &[&[&str]] = &[
        &["客户", "", "2024年", "", "2025年", ""],
        &["名称", "等级", "预算", "实际", "预算", "实际"],
        &["甲", "A", "100", "90", "120", ""],
    ];
    let imported = run(&[table("t", rows)]);
    let book = &imported.book;
    assert_eq!(
        book.extra_columns,
        ["2024年/预算", "2024年/实际", "2025年/预算", "2025年/实际"]
    );
    let numbers: Vec<(u32, ExtraValue)> = [(0, 100.0), (1, 90.0), (2, 120.0)]
        .map(|(at, value)| (at, ExtraValue::Number(value)))
        .into();
    assert_eq!(book.accounts[0].extra, numbers);
}

#[test]
fn a_header_that_occurs_twice_is_two_columns() {
    let rows: &[&[&str]] = &[
        &["2026 customers"],
        &["Customer", "Industry", "Score", "Score"],
        &["A", "Power", "1", "2"],
    ];
    let book = run(&[table("t", rows)]).book;
    assert_eq!(book.extra_columns, ["Score", "Score (2)"]);
    let numbers = [(0, ExtraValue::Number(1.0)), (1, ExtraValue::Number(2.0))];
    assert_eq!(book.accounts[0].extra, numbers);
}
