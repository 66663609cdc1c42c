//! Tables that look like a known kind and are none: nothing of them may reach a figure.

use kamlens::book::TableKind;

use super::{codes, run, table};

/// A table with these headers and two rows of one customer: its kind, and what is said of it.
fn seen(headers: &[&str]) -> (Option<TableKind>, Vec<String>) {
    let row: Vec<&str> = headers.iter().map(|_| "1").collect();
    let imported = run(&[table("t", &[headers, &row, &row])]);
    let said = codes(&imported).iter().map(|c| (*c).to_owned()).collect();
    (imported.book.sources[0].kind, said)
}

#[test]
fn tables_of_other_questions_are_no_deals_visits_or_accounts() {
    for headers in [
        // Planned actions: a budget is no deal.
        &[
            "account", "action", "kind", "contact", "owner", "planned", "done", "budget", "spent",
        ][..],
        &[
            "客户",
            "行动",
            "类型",
            "联系人",
            "负责人",
            "计划日期",
            "完成日期",
            "预算",
            "已花费",
        ],
        // Needs: a date of validation is no visit.
        &[
            "account",
            "need",
            "theme",
            "hidden",
            "importance",
            "our_fit",
            "owner",
        ],
        &[
            "客户",
            "需求",
            "部门",
            "隐性",
            "重要性",
            "验证日期",
            "负责人",
        ],
        // Requests.
        &[
            "account",
            "request",
            "raised",
            "first_response",
            "closed",
            "urgent",
        ],
        &["客户", "请求", "提出日期", "首次响应", "关闭日期", "紧急"],
        // Rivals, lessons.
        &[
            "account",
            "factor",
            "rival",
            "weight",
            "our_score",
            "rival_score",
        ],
        &[
            "lesson", "project", "outcome", "factor", "cause", "rule", "owner", "date",
        ],
        // Order lines and payments: orders are not the pipeline.
        &[
            "订单编号",
            "客户名称",
            "产品",
            "数量",
            "单价",
            "金额",
            "下单日期",
        ],
        &[
            "Order ID",
            "Customer",
            "Product",
            "Quantity",
            "Unit price",
            "Amount",
            "Order date",
        ],
        &["客户名称", "合同编号", "回款金额", "回款日期", "应收余额"],
        &[
            "Customer",
            "Invoice no",
            "Invoice date",
            "Amount",
            "Amount due",
        ],
        // Leads that nobody has qualified; those who sell to us.
        &[
            "Lead ID",
            "First Name",
            "Last Name",
            "Company",
            "Title",
            "Lead Status",
        ],
        &[
            "supplierID",
            "companyName",
            "contactName",
            "contactTitle",
            "city",
        ],
    ] {
        let (kind, said) = seen(headers);
        assert_eq!(
            (kind, said.as_slice()),
            (None, &["table-not-used".to_owned()][..]),
            "{headers:?}"
        );
    }
}

#[test]
fn a_telling_column_keeps_its_table() {
    use TableKind::{Accounts, Activities, Contacts, Opportunities};
    for (kind, headers) in [
        (
            Opportunities,
            &[
                "客户名称",
                "商机名称",
                "阶段",
                "金额",
                "数量",
                "单价",
                "折扣",
                "下单日期",
            ][..],
        ),
        (
            Opportunities,
            &[
                "Opportunity Name",
                "Account Name",
                "Stage",
                "Amount",
                "Lead Source",
                "Quantity",
            ],
        ),
        (
            Accounts,
            &["客户名称", "行业", "回款", "应收", "账期", "发票号"],
        ),
        (
            Contacts,
            &[
                "Company",
                "First Name",
                "Last Name",
                "Role",
                "Lead Source",
                "Lead Status",
            ],
        ),
        (
            Activities,
            &["客户", "拜访日期", "联系人", "内容", "负责人"],
        ),
    ] {
        assert_eq!(seen(headers).0, Some(kind), "{headers:?}");
    }
}

#[test]
fn customers_that_repeat_are_no_list_of_accounts() {
    let months: &[&str] = &["客户", "1月", "2月"];
    let rows: &[&[&str]] = &[
        months,
        &["甲", "1", "2"],
        &["甲", "3", "4"],
        &["乙", "5", "6"],
    ];
    let imported = run(&[table("t", rows)]);
    assert_eq!(codes(&imported), ["unknown-table"]);
    assert!(imported.book.accounts.is_empty());
    let rows: &[&[&str]] = &[&["客户", "备忘"], &["甲", "x"], &["乙", "x"], &["丙", "x"]];
    assert_eq!(run(&[table("t", rows)]).book.accounts.len(), 3);
}

#[test]
fn deals_without_an_amount_are_no_list_of_accounts() {
    let headers: &[&str] = &["客户名称", "商机名称", "赢率", "预计签约日期"];
    let imported = run(&[table("t", &[headers, &["甲", "专网", "40%", "2026-01-02"]])]);
    assert_eq!(codes(&imported), ["missing-column"]);
    assert!(imported.book.accounts.is_empty());
}

#[test]
fn an_ending_alone_makes_no_deal_and_no_visit() {
    assert_eq!(seen(&["客户名称", "罚款金额"]).0, None);
    assert_eq!(seen(&["客户名称", "注册日期"]).0, None);
    let deals = seen(&["客户名称", "本年预计金额", "商机名称"]).0;
    assert_eq!(deals, Some(TableKind::Opportunities));
}

#[test]
fn customer_amount_and_date_are_deals_not_visits() {
    for headers in [["客户", "金额", "日期"], ["account", "amount", "date"]] {
        let (kind, _) = seen(&headers);
        assert_eq!(kind, Some(TableKind::Opportunities), "{headers:?}");
    }
    let (kind, _) = seen(&["客户", "拜访日期", "拜访人", "金额"]);
    assert_eq!(kind, Some(TableKind::Activities));
}
