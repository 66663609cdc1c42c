//! The rows of the charts' fixture: invented customers, people, deals and indicators.

use jiff::civil::date;
use kamlens::book::{
    Account, AccountId, Contact, DealKind, Direction, Kpi, KpiUnit, Level, LifeStage, Money,
    Opportunity, Origin, Power, Quadrant, Ratio, Role, ShareRow, Source, TableKind, WalletBasis,
};

fn origin(source: u32, row: u32) -> Origin {
    Origin { source, row }
}

fn money(units: f64) -> Option<Money> {
    Some(Money::new(units).unwrap())
}

pub fn source(kind: TableKind, sheet: &str, rows: u32) -> Source {
    Source {
        file: "大客户台账.xlsx".into(),
        sheet: sheet.into(),
        table: 0,
        view: kamlens::table::View::default(),
        headers: Vec::new(),
        kind: Some(kind),
        header_row: Some(0),
        columns: Vec::new(),
        read: rows,
        used: rows,
        set_aside: 0,
    }
}

type Customer<'a> = (
    &'a str,
    f64,
    Option<u32>,
    f64,
    Option<bool>,
    Option<bool>,
    Option<bool>,
    Option<&'a str>,
);

#[rustfmt::skip]
pub fn accounts() -> Vec<Account> {
    let yes = Some(true);
    let no = Some(false);
    let rows = [
        ("星河轨道交通集团", 170e6, Some(2), 0.21, yes, yes, yes, Some("S")),
        ("东岭电网有限公司", 96e6, Some(3), 0.17, yes, no, yes, Some("A")),
        ("Elbe Werke GmbH", 58e6, Some(9), 0.24, no, yes, yes, Some("B")),
        ("远山新能源科技股份有限公司", 74e6, None, 0.11, None, yes, no, Some("A")),
        ("海湾港口控股", 31e6, Some(14), 0.15, no, no, yes, Some("B")),
        ("某省数据局", 22e6, None, 0.09, None, None, None, None),
        ("Norrland Paper AB", 12e6, Some(40), 0.28, no, no, yes, Some("C")),
        ("青柳食品", 4e6, Some(55), 0.06, no, no, no, Some("C")),
    ];
    let account = |(i, r): (usize, Customer<'_>)| {
        let (name, revenue, industry_rank, margin, planned, cross, fit, tier) = r;
        Account {
            name: name.into(),
            origin: Some(origin(0, 1 + i as u32)),
            revenue: money(revenue),
            potential: (i != 5).then(|| Money::new(revenue * (2.4 - 0.2 * i as f64)).unwrap()),
            industry_rank,
            margin: Some(Ratio::new(margin).unwrap()),
            procurement_planned: planned,
            cross_region: cross,
            roadmap_fit: fit,
            credit_ok: (i != 6).then_some(true),
            tier: tier.map(str::to_owned),
            region: (i != 5).then(|| ["华东", "DACH", "华南"][i % 3].to_owned()),
            stage: [LifeStage::Mid, LifeStage::Early, LifeStage::Late]
                .get(i)
                .copied(),
            verdicts: match i {
                0 => vec![("事业部".into(), false), ("华东区".into(), false)],
                1 | 2 => vec![("事业部".into(), true), ("华东区".into(), i == 1)],
                4 => vec![("事业部".into(), false)],
                _ => Vec::new(),
            },
            ..Account::default()
        }
    };
    rows.into_iter().enumerate().map(account).collect()
}

/// So many accounts, spread over tiers, regions and four decades of money, cells missing here and
/// there; the same every time.
pub fn many_accounts(count: u32) -> Vec<Account> {
    let part = |i: u32, salt: u32| f64::from((i * 7919 + salt * 104_729) % 1000) / 1000.0;
    let account = |i: u32| {
        let size = 1e5 * f64::from(1_u32 << ((i * 31) % 14)) * (1.0 + part(i, 1));
        Account {
            name: format!("Customer {i:03} 号客户"),
            origin: Some(origin(0, 1 + i)),
            revenue: money(size * part(i, 2)),
            potential: (i % 9 != 4).then(|| Money::new(size).unwrap()),
            industry_rank: (!i.is_multiple_of(5)).then(|| 1 + (i * 13) % 60),
            margin: Some(Ratio::new(0.4 * part(i, 3)).unwrap()),
            procurement_planned: (i % 4 != 1).then_some(i.is_multiple_of(3)),
            cross_region: Some(i.is_multiple_of(2)),
            roadmap_fit: Some(i % 7 < 4),
            credit_ok: (!i.is_multiple_of(11)).then_some(!i.is_multiple_of(13)),
            tier: (i % 6 != 5).then(|| ["S", "A", "B", "C", "D"][i as usize % 5].to_owned()),
            region: Some(format!("Region {}", (i * 17) % 15)),
            verdicts: (0..8)
                .map(|u| (format!("Unit {u}"), (i + u).is_multiple_of(3)))
                .collect(),
            ..Account::default()
        }
    };
    (0..count).map(account).collect()
}

type Person<'a> = (
    u32,
    &'a str,
    &'a str,
    Option<Role>,
    u8,
    [Option<i8>; 4],
    Option<i8>,
);

#[rustfmt::skip]
pub fn contacts() -> Vec<Contact> {
    use Role::{Approver, Decider, Influencer, Supporter};
    let people: [Person<'_>; 14] = [
        (0, "陈晓", "信息中心主任", Some(Decider), 4, [Some(-1), Some(0), Some(2), Some(-1)], Some(1)),
        (0, "顾明远", "副总裁", Some(Approver), 5, [None, None, None, None], Some(1)),
        (0, "Li Na", "Project manager", Some(Influencer), 2, [Some(1), Some(2), Some(2), Some(1)], Some(2)),
        (1, "王建国", "采购总监", Some(Decider), 4, [Some(2), Some(1), Some(3), Some(0)], Some(2)),
        (1, "Elena Müller", "CTO", Some(Approver), 5, [Some(3), Some(3), Some(2), Some(3)], Some(3)),
        (1, "赵局", "运检部主任", Some(Supporter), 3, [Some(1), None, Some(1), Some(1)], None),
        (1, "周小满", "设计院专家", Some(Influencer), 2, [Some(2), Some(2), Some(1), Some(1)], Some(2)),
        (2, "Jonas Weber", "Head of Procurement", Some(Decider), 4, [Some(1), None, Some(2), Some(3)], Some(2)),
        (2, "Dr. Katharina von Hohenstein-Brandenburg", "Vorstand", Some(Approver), 5, [Some(0), Some(0), None, None], Some(1)),
        (3, "周敏", "设备工程部", Some(Supporter), 3, [Some(0), Some(1), Some(1), Some(-1)], Some(1)),
        (3, "唐一鸣", "首席财务官", Some(Approver), 5, [Some(-1), None, Some(0), None], Some(1)),
        (4, "Kevin Ho", "IT Director", Some(Decider), 4, [Some(1), Some(1), Some(0), Some(1)], Some(2)),
        (4, "孙莉", "供应链数字化", None, 2, [Some(2), Some(2), Some(2), Some(2)], None),
        (5, "马超", "弱电工程", Some(Role::Other("使用者".into())), 1, [None, Some(1), None, None], None),
    ];
    let level = |l: Option<i8>| l.map(|l| Level::new(l).unwrap());
    let contact = |(i, p): (usize, Person<'_>)| Contact {
        origin: origin(1, 1 + i as u32),
        account: AccountId(p.0),
        name: p.1.into(),
        title: Some(p.2.into()),
        role: p.3,
        power: Some(Power::new(p.4).unwrap()),
        levels: p.5.map(level),
        target_level: level(p.6),
        assessor: None,
        as_of: Some(date(2026, if i == 3 { 1 } else { 5 }, 12)),
        reports_to: None,
        evidence: None,
    };
    people.into_iter().enumerate().map(contact).collect()
}

pub fn opportunity(row: u32, account: Option<u32>) -> Opportunity {
    Opportunity {
        origin: origin(2, row),
        amount: Money::new(1.0).unwrap(),
        account: account.map(AccountId),
        id: None,
        name: None,
        product: None,
        kind: DealKind::Opportunity,
        stage: None,
        probability: None,
        probability_at: None,
        created: None,
        first_close_date: None,
        close_date: Some(date(2026, 11, 1)),
        closed: None,
        last_activity: None,
        lost_stage: None,
        plan_id: None,
        team: None,
        region: None,
        owner: None,
        competitor: None,
        loss_reason: None,
        needs_confirmed: None,
        reviewed: None,
        coach: None,
        extra: Vec::new(),
    }
}

#[rustfmt::skip]
pub fn opportunities() -> Vec<Opportunity> {
    let deals = [
        (0, 60e6, 0.5, 2026),
        (0, 18e6, 0.3, 2026),
        (1, 25e6, 0.6, 2026),
        (1, 12e6, 0.8, 2026),
        (2, 9e6, 0.4, 2026),
        (3, 40e6, 0.35, 2027),
        (3, 15e6, 0.25, 2026),
        (0, 80e6, 0.4, 2027),
        (1, 55e6, 0.5, 2027),
        (2, 34e6, 0.3, 2027),
        (0, 95e6, 0.35, 2028),
        (1, 70e6, 0.4, 2028),
        (3, 60e6, 0.3, 2028),
        (2, 30e6, 0.5, 2028),
    ];
    let deal = |(i, (account, amount, p, year)): (usize, (u32, f64, f64, i16))| Opportunity {
        amount: Money::new(amount).unwrap(),
        probability: Some(Ratio::new(p).unwrap()),
        close_date: Some(date(year, 9, 15)),
        ..opportunity(1 + i as u32, Some(account))
    };
    deals.into_iter().enumerate().map(deal).collect()
}

pub fn share() -> Vec<ShareRow> {
    let mut rows = Vec::new();
    let plan = [
        (2023, Some(0.062), None),
        (2024, Some(0.078), None),
        (2025, Some(0.103), None),
        (2026, None, Some(0.14)),
        (2027, None, Some(0.20)),
        (2028, None, Some(0.30)),
    ];
    for (account, wallet) in [(0, 900e6), (1, 520e6), (2, 240e6)] {
        for (year, actual, target) in plan {
            rows.push(ShareRow {
                origin: origin(3, 1 + rows.len() as u32),
                account: AccountId(account),
                year,
                product: None,
                wallet: money(wallet),
                wallet_basis: Some(WalletBasis::Estimated),
                revenue: actual.map(|s| Money::new(wallet * s).unwrap()),
                target_share: target.map(|s| Ratio::new(s).unwrap()),
                suppliers: None,
                our_rank: None,
                breakthrough: None,
            });
        }
    }
    rows
}

type Entry<'a> = (u32, &'a str, Quadrant, KpiUnit, [Option<f64>; 4], Direction);

#[rustfmt::skip]
pub fn kpis() -> Vec<Kpi> {
    use Direction::{Higher, Lower};
    use KpiUnit::{Money as Cash, Percent, Plain};
    use Quadrant::{Customer, Financial, Learning, Process};
    let entries: [Entry<'_>; 13] = [
        (1, "大客户毛利率", Financial, Percent, [Some(0.215), Some(0.25), Some(0.34), Some(0.40)], Higher),
        (1, "回款及时率", Financial, Percent, [Some(0.70), Some(0.80), Some(0.95), Some(1.0)], Higher),
        (1, "新增合同额", Financial, Cash, [Some(64e6), Some(60e6), Some(130e6), Some(160e6)], Higher),
        (1, "钱包份额", Customer, Percent, [Some(0.183), Some(0.10), Some(0.20), Some(0.30)], Higher),
        (1, "决策链覆盖率", Customer, Percent, [Some(0.81), Some(0.50), Some(0.80), None], Higher),
        (1, "NPS", Customer, Plain, [Some(42.0), Some(-10.0), Some(40.0), Some(60.0)], Higher),
        (1, "需求响应时长（小时）", Process, Plain, [Some(30.0), Some(72.0), Some(48.0), Some(24.0)], Lower),
        (1, "交付准时率", Process, Percent, [Some(0.88), Some(0.75), Some(0.92), Some(1.0)], Higher),
        (1, "大客户经理认证率", Learning, Percent, [Some(0.45), Some(0.40), Some(0.70), None], Higher),
        (1, "关键岗位继任覆盖", Learning, Percent, [None, Some(0.30), Some(0.60), None], Higher),
        (0, "毛利率", Financial, Percent, [Some(0.30), Some(0.20), Some(0.28), None], Higher),
        (0, "高层互访次数", Customer, Plain, [Some(3.0), None, Some(8.0), None], Higher),
        (0, "联合创新项目", Learning, Plain, [Some(2.0), None, Some(4.0), None], Higher),
    ];
    let kpi = |(i, e): (usize, Entry<'_>)| {
        let (account, name, quadrant, unit, [actual, floor, target, stretch], direction) = e;
        Kpi {
            origin: origin(4, 1 + i as u32),
            account: AccountId(account),
            name: name.into(),
            quadrant,
            unit,
            actual,
            target,
            floor,
            stretch,
            direction,
            weight: 1.0,
            period: None,
            split: [None; 3],
            bonus_pool: None,
        }
    };
    entries.into_iter().enumerate().map(kpi).collect()
}
