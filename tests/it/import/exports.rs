//! Headers as CRM exports, their reports and ledgers have them.

use kamlens::book::{ColumnTarget, Field, TableKind};

use super::{run, table};

/// Headers, parted by `|`, with one row below: the kind, and the header taken for each field.
fn check(headers: &str, kind: TableKind, expected: &[(Field, &str)]) {
    let headers: Vec<&str> = headers.split('|').collect();
    let row = vec!["1"; headers.len()];
    let book = run(&[table("t", &[&headers, &row])]).book;
    let source = &book.sources[0];
    assert_eq!(source.kind, Some(kind), "{headers:?}");
    for (field, header) in expected {
        let found = source
            .columns
            .iter()
            .find(|column| column.target == ColumnTarget::Field(*field))
            .map(|column| column.header.as_str());
        assert_eq!(found, Some(*header), "{field:?} of {headers:?}");
    }
}

#[test]
fn reports_of_a_crm_in_english() {
    use Field::*;
    check(
        "Account Name: Account Name|Opportunity Name|Amount (converted) Currency|Amount (converted)|Stage|Last Stage Change Date|Close Date (2)",
        TableKind::Opportunities,
        &[
            (Account, "Account Name: Account Name"),
            (Currency, "Amount (converted) Currency"),
            (Amount, "Amount (converted)"),
            (CloseDate, "Close Date (2)"),
            (Stage, "Stage"),
        ],
    );
    check(
        "Deal - Title|Deal - Value|Deal - Currency|Deal - Stage|Deal - Organization|Owner: Name|Deal - Lost reason",
        TableKind::Opportunities,
        &[
            (Name, "Deal - Title"),
            (Amount, "Deal - Value"),
            (Account, "Deal - Organization"),
            (LossReason, "Deal - Lost reason"),
        ],
    );
    check(
        "Topic|Potential Customer|Est. Close Date|Est. Revenue|Probability|Pipeline Phase|Actual Close Date",
        TableKind::Opportunities,
        &[
            (Account, "Potential Customer"),
            (Amount, "Est. Revenue"),
            (CloseDate, "Est. Close Date"),
            (Closed, "Actual Close Date"),
            (Stage, "Pipeline Phase"),
        ],
    );
    check(
        "Assigned|Subject|Date|Company / Account|Contact",
        TableKind::Activities,
        &[(Account, "Company / Account"), (Owner, "Assigned")],
    );
}

#[test]
fn exports_and_ledgers_in_chinese() {
    use Field::*;
    check(
        "商机名称（必填）|客户名称（必填）|商机金额（元）|预计成交日期|商机阶段|赢率|商机状态|最后跟进时间",
        TableKind::Opportunities,
        &[
            (Name, "商机名称（必填）"),
            (Account, "客户名称（必填）"),
            (Amount, "商机金额（元）"),
            (LastActivity, "最后跟进时间"),
        ],
    );
    check(
        "序号|甲方|项目名称|预计合同额（万元）|签约概率|预计签约时间|销售负责人",
        TableKind::Opportunities,
        &[
            (Account, "甲方"),
            (Amount, "预计合同额（万元）"),
            (Probability, "签约概率"),
            (CloseDate, "预计签约时间"),
        ],
    );
    check(
        "客户名称|客户级别|上级客户|行业|总人数|销售额",
        TableKind::Accounts,
        &[
            (Tier, "客户级别"),
            (CustomerSize, "销售额"),
            (Parent, "上级客户"),
        ],
    );
    check(
        "拜访日期|拜访客户|拜访人|拜访对象|拜访方式|拜访纪要",
        TableKind::Activities,
        &[
            (Account, "拜访客户"),
            (Owner, "拜访人"),
            (Contact, "拜访对象"),
        ],
    );
    check(
        "客户名称|考核维度|考核指标|权重|底线值|目标值|实际完成",
        TableKind::Kpis,
        &[(Actual, "实际完成"), (Floor, "底线值")],
    );
}

#[test]
fn what_already_holds_the_odds_is_never_the_amount() {
    for header in [
        "Expected Revenue",
        "Total expected revenue",
        "预期收入",
        "加权金额",
    ] {
        let book = run(&[table(
            "t",
            &[&["Account Name", header, "Industry"], &["A", "5", "x"]],
        )])
        .book;
        assert_eq!(book.sources[0].kind, Some(TableKind::Accounts), "{header}");
        assert!(book.opportunities.is_empty(), "{header}");
    }
}

#[test]
fn the_better_known_header_wins_and_the_last_words_only_help_out() {
    use Field::*;
    check(
        "Customer|Planned expected close date|Deal name|Total contract value",
        TableKind::Opportunities,
        &[
            (CloseDate, "Planned expected close date"),
            (Amount, "Total contract value"),
        ],
    );
    check(
        "Customer|Previous deal amount|Amount|Deal name",
        TableKind::Opportunities,
        &[(Amount, "Amount")],
    );
}

#[test]
fn accounts_may_be_given_by_their_account_number() {
    let accounts: &[&[&str]] = &[&["Account Number", "Account Name"], &["A-1", "Acme"]];
    let deals: &[&[&str]] = &[
        &["商机名称", "Account Number", "金额", "阶段"],
        &["一期", "A-1", "5", "谈判"],
    ];
    let imported = run(&[table("accounts", accounts), table("deals", deals)]);
    assert_eq!(imported.book.accounts[0].id.as_deref(), Some("A-1"));
    let deal = &imported.book.opportunities[0];
    assert_eq!(deal.account, Some(kamlens::book::AccountId(0)));
    assert_eq!(imported.book.accounts.len(), 1);
}
