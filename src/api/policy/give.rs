//! A policy as a file has it.

use super::{
    CriterionFile, GateFile, OverrideFile, PlacesFile, PolicyFile, ScaleFile, TierFile, VERSION,
    WeightFile,
};
use crate::api::names;
use crate::policy::{
    Criterion, Gate, Places, PolicyOverride, Scale, Subject, Test, TierPolicy, When,
};

pub(super) fn policy(policy: &TierPolicy) -> PolicyFile {
    let tier = |index: usize| {
        let tier = policy.tiers.get(index).or(policy.tiers.last());
        tier.map(|t| t.name.clone()).unwrap_or_default()
    };
    PolicyFile {
        kamlens: "policy".to_owned(),
        version: VERSION,
        id: policy.id.clone(),
        name: policy.name.clone(),
        gates: policy.gates.iter().map(|g| gate(g, &tier)).collect(),
        criteria: policy.criteria.iter().map(criterion).collect(),
        tiers: policy
            .tiers
            .iter()
            .map(|t| TierFile {
                name: t.name.clone(),
                cutoff: t.cutoff,
            })
            .collect(),
        key_line: tier(policy.key_line),
        places: match &policy.places {
            Places::CutOffs => PlacesFile::CutOffs,
            Places::Top(up_to) => PlacesFile::Top {
                up_to: up_to.clone(),
            },
            Places::Share(up_to) => PlacesFile::Share {
                up_to: up_to.clone(),
            },
        },
        stage: policy.stage.map(|s| names::stage(s).to_owned()),
        overrides: policy.overrides.iter().map(|o| change(o, &tier)).collect(),
    }
}

pub(in crate::api) fn subject(subject: &Subject) -> String {
    match subject {
        Subject::Field(field) => field.name().to_owned(),
        Subject::Extra(header) => format!("extra:{header}"),
    }
}

fn change(change: &PolicyOverride, tier: &dyn Fn(usize) -> String) -> OverrideFile {
    let (stage, unit) = match &change.when {
        When::Stage(stage) => (Some(names::stage(*stage).to_owned()), None),
        When::Unit(unit) => (None, Some(unit.clone())),
    };
    OverrideFile {
        stage,
        unit,
        weights: change
            .weights
            .iter()
            .map(|(s, weight)| WeightFile {
                subject: subject(s),
                weight: *weight,
            })
            .collect(),
        criteria: change.criteria.iter().map(criterion).collect(),
        gates: change.gates.iter().map(|g| gate(g, tier)).collect(),
        cutoffs: change.cutoffs.clone(),
        key_line: change.key_line.map(tier),
    }
}

fn gate(gate: &Gate, tier: &dyn Fn(usize) -> String) -> GateFile {
    let (test, value, words) = match &gate.test {
        Test::Yes => ("yes", None, Vec::new()),
        Test::No => ("no", None, Vec::new()),
        Test::AtLeast(bound) => ("at-least", Some(*bound), Vec::new()),
        Test::AtMost(bound) => ("at-most", Some(*bound), Vec::new()),
        Test::OneOf(words) => ("one-of", None, words.clone()),
    };
    GateFile {
        subject: subject(&gate.subject),
        test: test.to_owned(),
        value,
        words,
        cap: tier(gate.cap),
    }
}

fn criterion(criterion: &Criterion) -> CriterionFile {
    CriterionFile {
        subject: subject(&criterion.subject),
        weight: criterion.weight,
        scale: scale(&criterion.scale),
        influenceable: criterion.influenceable,
    }
}

pub(in crate::api) fn scale(scale: &Scale) -> ScaleFile {
    match scale {
        Scale::YesNo => ScaleFile::YesNo,
        Scale::Linear { zero, one } => ScaleFile::Linear {
            zero: *zero,
            one: *one,
        },
        Scale::Steps { steps, otherwise } => ScaleFile::Steps {
            steps: steps.clone(),
            otherwise: *otherwise,
        },
        Scale::AtLeast(bound) => ScaleFile::AtLeast { bound: *bound },
        Scale::AtMost(bound) => ScaleFile::AtMost { bound: *bound },
        Scale::Categories { values, otherwise } => ScaleFile::Categories {
            values: values.clone(),
            otherwise: *otherwise,
        },
        Scale::Quantile { points, descending } => ScaleFile::Quantile {
            points: points.clone(),
            descending: *descending,
        },
    }
}
