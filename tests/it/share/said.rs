//! What is said: chances, and words for every code.

use super::*;

#[test]
fn a_chance_is_said_in_steps_of_five_percent() {
    for (p, said) in [
        (0.0, "below5"),
        (0.049_9, "below5"),
        (0.05, "p5"),
        (0.074, "p5"),
        (0.5, "p50"),
        (0.95, "p95"),
        (0.950_1, "above95"),
        (1.0, "above95"),
    ] {
        assert_eq!(chance_code(p), format!("share.chance.{said}"));
    }
}

/// Every code that these books can lead to stands in both locale files.
#[test]
fn every_code_has_its_words() {
    let trap = &oracle()["cases"][0];
    let lead = Opportunity {
        kind: DealKind::Lead,
        ..deal(40, 1.0, 0.5, date(2020, 1, 1))
    };
    let mut many = deals_of(&trap["deals"], date(2026, 1, 1));
    many.extend([lead, won(50, 3.0, date(2026, 1, 1))]);
    let reports = [
        run(Vec::new(), Vec::new()),
        run(plan_of(150.0), Vec::new()),
        run(plan_of(500.0), many.clone()),
        run(Vec::new(), many),
    ];
    let mut codes: BTreeSet<String> = (0..=100)
        .map(|p| chance_code(f64::from(p) / 100.0))
        .collect();
    let mut add = |m: &Message| {
        codes.insert(m.code.clone());
        for (_, arg) in &m.args {
            if let Arg::Code(code) = arg {
                codes.insert(code.clone());
            }
        }
    };
    for report in &reports {
        report.notes.iter().for_each(&mut add);
        report.finding.actions.iter().for_each(&mut add);
        add(&report.finding.message);
    }
    for file in [
        include_str!("../../../www/locales/en.json"),
        include_str!("../../../www/locales/zh-CN.json"),
    ] {
        let words: Value = serde_json::from_str(file).unwrap();
        for code in &codes {
            let path = format!("/{}", code.replace('.', "/"));
            let has = |end: &str| words.pointer(&format!("{path}{end}")).is_some();
            assert!(has("") || (has("_one") && has("_other")), "{code}");
        }
    }
}
