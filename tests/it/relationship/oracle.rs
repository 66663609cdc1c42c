use kamlens::analysis::relationship::ContactStanding;
use kamlens::book::{Contact, Level, Power, Role};
use serde_json::{Value, json};

use super::{book, report, row};

const ORACLE: &str = include_str!("../../fixtures/oracle/relationship.json");

fn role(v: &Value) -> Option<Role> {
    v.as_str().map(|role| match role {
        "A" => Role::Approver,
        "D" => Role::Decider,
        "S" => Role::Supporter,
        "I" => Role::Influencer,
        other => Role::Other(other.into()),
    })
}

fn oracle_row(at: usize, v: &Value) -> Contact {
    Contact {
        role: role(&v["role"]),
        power: v["power"].as_u64().map(|p| Power::new(p as u8).unwrap()),
        levels: [0, 1, 2, 3].map(|d| {
            v["levels"][d]
                .as_i64()
                .map(|l| Level::new(l as i8).unwrap())
        }),
        assessor: v["assessor"].as_str().map(str::to_owned),
        as_of: v["as_of"].as_str().map(|day| day.parse().unwrap()),
        ..row(at as u32, v["name"].as_str().unwrap(), [9; 4])
    }
}

fn as_json(c: &ContactStanding) -> Value {
    json!({
        "name": c.name,
        "role": c.role.as_ref().map(|r| match r {
            Role::Approver => "A",
            Role::Decider => "D",
            Role::Supporter => "S",
            Role::Influencer => "I",
            Role::Other(other) => other,
        }),
        "power": c.power.map(Power::get),
        "levels": c.levels.map(|l| l.map(Level::get)),
        "level": c.level.map(Level::get),
        "thin": c.thin,
        "assessors": c.assessors,
        "veto": c.veto,
        "coach": c.coach,
        "disagreement": c.disagreement,
        "age": c.age_days,
    })
}

#[test]
fn standings_equal_the_independent_computation() {
    let cases: Vec<Value> = serde_json::from_str(ORACLE).unwrap();
    assert_eq!(cases.len(), 80);
    for (number, case) in cases.iter().enumerate() {
        let rows = case["rows"].as_array().unwrap();
        let rows = rows.iter().enumerate().map(|(i, v)| oracle_row(i, v));
        let report = report(&book(rows.collect()));
        let expected = case["contacts"].as_array().unwrap();
        assert_eq!(report.contacts.len(), expected.len());
        for contact in &report.contacts {
            let found = expected.iter().find(|e| e["name"] == *contact.name);
            assert_eq!(&as_json(contact), found.unwrap(), "case {number}");
        }
        let account = &report.accounts[0];
        let names = account.contacts.iter().map(|i| &report.contacts[*i].name);
        let actual = json!({
            "distribution": account.distribution,
            "not_assessed": account.not_assessed,
            "roles": account.roles.covered,
            "power": [account.power.covered, account.power.of],
            "supporting": account.power_supporting.covered,
            "veto": account.veto,
            "coaches": account.coaches,
            "single_thread": account.single_thread,
            "order": names.collect::<Vec<_>>(),
        });
        assert_eq!(actual, case["account"], "case {number}");
        assert_eq!(
            (account.roles.of, account.power_supporting.of),
            (4, account.power.of)
        );
    }
}
