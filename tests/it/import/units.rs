//! Units of amounts: in the header, beside its name, and in a line above the table.

use super::{codes, run, table};

/// 12.5 below this header, and the book's currency.
fn below(header: &str) -> (Option<f64>, Option<String>) {
    let rows: &[&[&str]] = &[&["客户名称", header, "商机名称"], &["甲", "12.5", "专网"]];
    let book = run(&[table("d", rows)]).book;
    let amount = book.opportunities.first().map(|d| d.amount.units());
    (amount, book.currency)
}

#[test]
fn a_header_names_its_unit_in_many_ways() {
    for (header, amount, currency) in [
        ("金额", 12.5, None),
        ("预计金额(万元)", 125_000.0, Some("CNY")),
        ("预计金额（万）", 125_000.0, None),
        ("金额/万元", 125_000.0, Some("CNY")),
        ("金额_万元", 125_000.0, Some("CNY")),
        ("金额万元", 125_000.0, Some("CNY")),
        ("金额：万元", 125_000.0, Some("CNY")),
        ("金额（单位：万元）", 125_000.0, Some("CNY")),
        ("合同金额（含税，万元）", 125_000.0, Some("CNY")),
        ("合同金额（含税）（万元）", 125_000.0, Some("CNY")),
        ("金额(百万美元)", 12_500_000.0, Some("USD")),
        ("金额【亿元】", 1_250_000_000.0, Some("CNY")),
        ("Amount (k USD)", 12_500.0, Some("USD")),
        ("Amount (USD'000)", 12_500.0, Some("USD")),
        ("Amount ('000)", 12_500.0, None),
        ("Amount (in thousands)", 12_500.0, None),
        ("Amount (RMB 10,000)", 125_000.0, Some("CNY")),
        ("Amount ($M)", 12_500_000.0, Some("USD")),
        ("Amount / USD", 12.5, Some("USD")),
        ("Amount in EUR", 12.5, Some("EUR")),
        ("Amount, k€", 12_500.0, Some("EUR")),
        ("Amount (excl. VAT)", 12.5, None),
    ] {
        let (found, named) = below(header);
        assert_eq!(
            (found, named.as_deref()),
            (Some(amount), currency),
            "{header}"
        );
    }
}

/// The amounts below a line above the table, and the codes of what is said.
fn under(line: &[&str], header: &str, cells: [&str; 2]) -> (Vec<f64>, Vec<String>) {
    let [first, second] = cells;
    let rows: &[&[&str]] = &[
        line,
        &["客户名称", header, "商机名称"],
        &["甲", first, "专网"],
        &["甲", second, "云"],
    ];
    let imported = run(&[table("d", rows)]);
    let deals = imported.book.opportunities.iter();
    let said = codes(&imported).iter().map(|c| (*c).to_owned()).collect();
    (deals.map(|d| d.amount.units()).collect(), said)
}

#[test]
fn a_line_above_the_table_scales_amounts_without_a_unit() {
    for line in [
        &["2024年台账", "单位：万元"][..],
        &["商机台账（单位：万元）"],
        &["金额单位:人民币万元"],
        &["单位", "万元"],
        &["单位：万元、%"],
        &["Unit: 10k CNY"],
        &["Pipeline (in 10k of RMB)"],
    ] {
        let (amounts, said) = under(line, "预计金额", ["1,200", "2亿"]);
        assert_eq!(amounts, [12_000_000.0, 200_000_000.0], "{line:?}");
        assert_eq!(said, ["unit-from-above", "accounts-derived"], "{line:?}");
    }
}

#[test]
fn a_line_above_gives_way_to_a_unit_of_the_header_or_the_cell() {
    let line: &[&str] = &["单位：万元"];
    let (amounts, said) = under(line, "预计金额(元)", ["1,200", "5"]);
    assert_eq!(amounts, [1_200.0, 5.0]);
    assert_eq!(said, ["accounts-derived"]);
    let (amounts, _) = under(line, "预计金额", ["1200元", "5"]);
    assert_eq!(amounts, [1_200.0, 50_000.0]);
}

#[test]
fn other_lines_above_are_no_units() {
    for line in [
        "编制单位：政企事业部",
        "Deals in Europe",
        "业务单元：南方",
        "单位：元",
        "填报单位",
    ] {
        let (amounts, said) = under(&[line], "预计金额", ["1,200", "5"]);
        assert_eq!(amounts, [1_200.0, 5.0], "{line}");
        assert_eq!(said, ["accounts-derived"], "{line}");
    }
}
