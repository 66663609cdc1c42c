use kamlens::analysis::relationship::*;
use kamlens::analysis::tiering::*;
use kamlens::analysis::*;
use kamlens::book::*;
use kamlens::words::Message;

fn finding(hurdle: u8, code: &str) -> Finding {
    Finding {
        hurdle,
        severity: FindingSeverity::Act,
        message: Message::new(code),
        evidence: vec![],
        unlock: vec![],
        actions: vec![],
    }
}

pub fn relationships(book: &Book) -> RelationshipReport {
    let contacts: Vec<ContactStanding> = book
        .contacts
        .iter()
        .map(|c| {
            let mut known: Vec<Level> = c.levels.iter().flatten().copied().collect();
            known.sort();
            let level = (!known.is_empty()).then(|| known[(known.len() - 1) / 2]);
            let top = matches!(c.role, Some(Role::Approver | Role::Decider));
            let low = Level::new(-1).unwrap();
            ContactStanding {
                account: c.account,
                name: c.name.clone(),
                title: c.title.clone(),
                role: c.role.clone(),
                power: c.power,
                levels: c.levels,
                level,
                thin: known.len() < 2,
                veto: top && (level == Some(low) || c.levels[0] == Some(low)),
                coach: level.is_some_and(|l| l.get() == 3),
                disagreement: false,
                target_level: c.target_level,
                age_days: None,
                stale: c.as_of.is_some_and(|d| d.month() == 1),
                evidence: vec![Evidence {
                    origin: c.origin,
                    fields: vec![],
                }],
            }
        })
        .collect();
    let mut accounts = vec![];
    for id in 0..book.accounts.len() as u32 {
        let mine: Vec<usize> = (0..contacts.len())
            .filter(|i| contacts[*i].account.0 == id)
            .collect();
        if mine.is_empty() {
            continue;
        }
        let mut distribution = [0; 5];
        for i in &mine {
            if let Some(l) = contacts[*i].level {
                distribution[(l.get() + 1) as usize] += 1;
            }
        }
        let not_assessed = mine
            .iter()
            .filter(|i| contacts[**i].level.is_none())
            .count() as u32;
        let veto = mine.iter().any(|i| contacts[*i].veto);
        let coaches = mine.iter().filter(|i| contacts[**i].coach).count() as u32;
        let zh = if id == 2 {
            "Approver neutral; only two of four required roles assessed; the supporter is missing"
        } else {
            "审批者未评估；陈晓 −1（否决）；没有教练；四个必要角色里只有两个有人评估过"
        };
        accounts.push(AccountStanding {
            account: AccountId(id),
            contacts: mine,
            distribution,
            not_assessed,
            roles: Coverage::default(),
            power: Coverage::default(),
            power_supporting: Coverage::default(),
            veto,
            coaches,
            single_thread: false,
            verdict: vec![Message::new(zh)],
        });
    }
    RelationshipReport {
        contacts,
        accounts,
        distribution: [0; 5],
        not_assessed: 0,
        no_levels: false,
        finding: finding(
            7,
            "8 家客户里有 2 家被关键人否决，最该先见的是「星河轨道交通集团」的陈晓",
        ),
    }
}

pub fn tiers(book: &Book) -> TiersReport {
    let cut = [80.0, 65.0, 45.0, 0.0];
    let tier = |s: f64| cut.iter().position(|c| s >= *c).unwrap_or(3);
    let span = [
        (84.0, 84.0),
        (71.0, 71.0),
        (58.0, 90.0),
        (52.0, 74.0),
        (48.0, 48.0),
        (22.0, 68.0),
        (31.0, 31.0),
        (9.0, 9.0),
    ];
    let accounts: Vec<AccountTier> = book
        .accounts
        .iter()
        .enumerate()
        .map(|(i, a)| {
            let (lo, hi) = span[i % 8];
            AccountTier {
                account: AccountId(i as u32),
                score_low: lo,
                score_high: hi,
                tier_low: tier(lo),
                tier_high: tier(hi),
                firm: tier(lo) == tier(hi),
                assessable: i != 7,
                contributions: vec![],
                gates: vec![],
                worth_finding: None,
                group_rule: None,
                verdicts: a.verdicts.clone(),
                file_tier: a.tier.clone(),
                amount: a.revenue.map(|m| m.units()),
                evidence: vec![],
            }
        })
        .collect();
    TiersReport {
        basis: Basis::Policy,
        policy: None,
        tiers: ["S", "A", "B", "C"]
            .iter()
            .zip(cut)
            .map(|(n, c)| TierCount {
                name: (*n).into(),
                cutoff: c,
                firm: 1,
                provisional: 1,
            })
            .collect(),
        accounts,
        not_assessable: 1,
        finding: finding(1, "8 家客户里 5 家等级确定，3 家还要先补数据"),
    }
}
