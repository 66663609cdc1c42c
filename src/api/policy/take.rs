//! A policy from a file, with everything checked that a person may have written by hand.

use std::collections::BTreeSet;

use super::{
    CriterionFile, GateFile, OverrideFile, PlacesFile, PolicyFile, ScaleFile, VERSION, bad,
};
use crate::analysis::tiering::{Reading, is_group, reading};
use crate::book::{Field, LifeStage, TableKind, fields, fold_name};
use crate::policy::{
    Criterion, Gate, Places, PolicyOverride, Scale, Subject, Test, Tier, TierPolicy, When,
};
use crate::words::Message;

/// Most tiers, criteria with those of one override, gates likewise, and overrides.
const MOST: (usize, usize, usize, usize) = (12, 64, 64, 200);
/// Most points, steps or words of one scale or test, and of all together.
const MOST_POINTS: usize = 1_000;
const MOST_POINTS_IN_ALL: usize = 20_000;
/// Least sum of the weights.
const LEAST_WEIGHT: f64 = 1e-9;

pub(super) fn policy(file: &PolicyFile) -> Result<TierPolicy, Message> {
    if file.kamlens != "policy" {
        return Err(bad("kamlens", &file.kamlens, "unknown"));
    }
    if file.version != VERSION {
        return Err(bad("version", file.version.to_string(), "unknown"));
    }
    let size = size(file);
    if size > MOST_POINTS_IN_ALL {
        return Err(bad("criteria", size.to_string(), "count"));
    }
    let tiers = tiers(file)?;
    let policy = TierPolicy {
        id: file.id.clone(),
        name: file.name.clone().filter(|name| !name.trim().is_empty()),
        gates: gates(&file.gates, &tiers, "gates")?,
        criteria: criteria(&file.criteria, "criteria")?,
        key_line: tier(&tiers, &file.key_line, "keyLine")?,
        places: places(&file.places, tiers.len())?,
        stage: stage(file.stage.as_deref(), "stage")?,
        overrides: overrides(&file.overrides, &tiers)?,
        tiers,
    };
    for unit in [None].into_iter().chain(policy.units().map(Some)) {
        weighs(&policy.effective(unit))?;
    }
    Ok(policy)
}

/// Points, steps and words of all scales and tests.
fn size(file: &PolicyFile) -> usize {
    let scales = |all: &[CriterionFile]| -> usize {
        let of = |criterion: &CriterionFile| match &criterion.scale {
            ScaleFile::Steps { steps, .. } => steps.len(),
            ScaleFile::Quantile { points, .. } => points.len(),
            ScaleFile::Categories { values, .. } => values.len(),
            _ => 0,
        };
        all.iter().map(of).sum()
    };
    let tests = |all: &[GateFile]| all.iter().map(|gate| gate.words.len()).sum::<usize>();
    let overrides = file.overrides.iter();
    let overrides = overrides.map(|o| scales(&o.criteria) + tests(&o.gates));
    scales(&file.criteria) + tests(&file.gates) + overrides.sum::<usize>()
}

/// A policy whose criteria all weigh nothing would divide by nothing.
fn weighs(policy: &TierPolicy) -> Result<(), Message> {
    let total: f64 = policy.criteria.iter().map(|c| c.weight).sum();
    // Less than this divides to infinity.
    if total >= LEAST_WEIGHT && total.is_finite() {
        Ok(())
    } else {
        Err(bad("criteria", total.to_string(), "weightless"))
    }
}

fn tiers(file: &PolicyFile) -> Result<Vec<Tier>, Message> {
    let count = file.tiers.len();
    if !(2..=MOST.0).contains(&count) {
        return Err(bad("tiers", count.to_string(), "count"));
    }
    let mut tiers: Vec<Tier> = Vec::new();
    for (at, tier) in file.tiers.iter().enumerate() {
        let name = tier.name.trim();
        let place = format!("tiers[{at}].name");
        if name.is_empty() {
            return Err(bad(&place, "", "empty"));
        }
        if tiers.iter().any(|t| fold_name(&t.name) == fold_name(name)) {
            return Err(bad(&place, name, "twice"));
        }
        tiers.push(Tier {
            name: name.to_owned(),
            cutoff: tier.cutoff,
        });
    }
    let cutoffs: Vec<f64> = tiers.iter().map(|t| t.cutoff).collect();
    descending(&cutoffs, "tiers")?;
    Ok(tiers)
}

/// Cut-offs from at most 100 strictly down to 0.
fn descending(cutoffs: &[f64], place: &str) -> Result<(), Message> {
    let mut above = 100.0 + 1e-9;
    for (at, cutoff) in cutoffs.iter().enumerate() {
        let place = format!("{place}[{at}].cutoff");
        if !(*cutoff < above && *cutoff >= 0.0) {
            return Err(bad(&place, cutoff.to_string(), "descending"));
        }
        above = *cutoff;
        if at + 1 == cutoffs.len() && *cutoff != 0.0 {
            return Err(bad(&place, cutoff.to_string(), "lastZero"));
        }
    }
    Ok(())
}

fn tier(tiers: &[Tier], name: &str, place: &str) -> Result<usize, Message> {
    let folded = fold_name(name);
    let mut all = tiers.iter();
    all.position(|t| fold_name(&t.name) == folded)
        .ok_or_else(|| bad(place, name, "noTier"))
}

fn places(file: &PlacesFile, tiers: usize) -> Result<Places, Message> {
    let check = |all: &[f64], most: f64| {
        if all.len() + 1 != tiers {
            return Err(bad("places.upTo", all.len().to_string(), "onePerTier"));
        }
        let mut below = 0.0;
        for (at, value) in all.iter().enumerate() {
            if !(*value >= below && *value <= most) {
                let place = format!("places.upTo[{at}]");
                return Err(bad(&place, value.to_string(), "ascending"));
            }
            below = *value;
        }
        Ok(())
    };
    match file {
        PlacesFile::CutOffs => Ok(Places::CutOffs),
        PlacesFile::Top { up_to } => {
            let numbers: Vec<f64> = up_to.iter().map(|n| f64::from(*n)).collect();
            check(&numbers, f64::INFINITY).map(|()| Places::Top(up_to.clone()))
        }
        PlacesFile::Share { up_to } => check(up_to, 100.0).map(|()| Places::Share(up_to.clone())),
    }
}

fn stage(name: Option<&str>, place: &str) -> Result<Option<LifeStage>, Message> {
    match name {
        None => Ok(None),
        Some("early") => Ok(Some(LifeStage::Early)),
        Some("mid") => Ok(Some(LifeStage::Mid)),
        Some("late") => Ok(Some(LifeStage::Late)),
        Some(other) => Err(bad(place, other, "unknown")),
    }
}

fn overrides(files: &[OverrideFile], tiers: &[Tier]) -> Result<Vec<PolicyOverride>, Message> {
    if files.len() > MOST.3 {
        return Err(bad("overrides", files.len().to_string(), "count"));
    }
    let mut all: Vec<PolicyOverride> = Vec::new();
    for (at, file) in files.iter().enumerate() {
        let place = format!("overrides[{at}]");
        let found = change(file, tiers, &place)?;
        let same = |when: &When| match (when, &found.when) {
            (When::Unit(a), When::Unit(b)) => fold_name(a) == fold_name(b),
            (a, b) => a == b,
        };
        if all.iter().any(|o| same(&o.when)) {
            let name = file.unit.as_ref().or(file.stage.as_ref());
            return Err(bad(&place, name.cloned().unwrap_or_default(), "twice"));
        }
        all.push(found);
    }
    Ok(all)
}

fn change(file: &OverrideFile, tiers: &[Tier], place: &str) -> Result<PolicyOverride, Message> {
    let stage = stage(file.stage.as_deref(), &format!("{place}.stage"))?;
    let unit = file.unit.as_deref().map(str::trim);
    let when = match (stage, unit.filter(|unit| !unit.is_empty())) {
        (Some(stage), None) => When::Stage(stage),
        (None, Some(unit)) => When::Unit(unit.to_owned()),
        _ => return Err(bad(place, "", "stageOrUnit")),
    };
    if let When::Unit(unit) = &when
        && is_group(unit)
    {
        return Err(bad(&format!("{place}.unit"), unit, "isGroup"));
    }
    if let Some(cutoffs) = &file.cutoffs {
        if cutoffs.len() != tiers.len() {
            let place = format!("{place}.cutoffs");
            return Err(bad(&place, cutoffs.len().to_string(), "onePerTier"));
        }
        descending(cutoffs, &format!("{place}.cutoffs"))?;
    }
    let weights = file.weights.iter().enumerate();
    let weights = weights.map(|(at, w)| {
        let place = format!("{place}.weights[{at}]");
        let subject = subject(&w.subject, &place)?;
        Ok::<_, Message>((subject, weight(w.weight, &place)?))
    });
    let line = file.key_line.as_deref();
    let line = line.map(|name| tier(tiers, name, &format!("{place}.keyLine")));
    Ok(PolicyOverride {
        when,
        weights: weights.collect::<Result<_, _>>()?,
        criteria: criteria(&file.criteria, &format!("{place}.criteria"))?,
        gates: gates(&file.gates, tiers, &format!("{place}.gates"))?,
        cutoffs: file.cutoffs.clone(),
        key_line: line.transpose()?,
    })
}

fn gates(files: &[GateFile], tiers: &[Tier], place: &str) -> Result<Vec<Gate>, Message> {
    if files.len() > MOST.2 {
        return Err(bad(place, files.len().to_string(), "count"));
    }
    let gates = files.iter().enumerate();
    gates
        .map(|(at, file)| gate(file, tiers, &format!("{place}[{at}]")))
        .collect()
}

fn gate(file: &GateFile, tiers: &[Tier], place: &str) -> Result<Gate, Message> {
    let bound = || {
        let value = file.value.filter(|v| v.is_finite());
        value.ok_or_else(|| bad(&format!("{place}.value"), "", "number"))
    };
    let test = match file.test.as_str() {
        "yes" => Test::Yes,
        "no" => Test::No,
        "at-least" => Test::AtLeast(bound()?),
        "at-most" => Test::AtMost(bound()?),
        "one-of" if file.words.is_empty() || file.words.len() > MOST_POINTS => {
            let place = format!("{place}.words");
            return Err(bad(&place, file.words.len().to_string(), "count"));
        }
        "one-of" => Test::OneOf(file.words.clone()),
        other => return Err(bad(&format!("{place}.test"), other, "unknown")),
    };
    let subject = subject(&file.subject, place)?;
    fits(&subject, matches!(test, Test::OneOf(_)), place)?;
    Ok(Gate {
        subject,
        test,
        cap: tier(tiers, &file.cap, &format!("{place}.cap"))?,
    })
}

fn criteria(files: &[CriterionFile], place: &str) -> Result<Vec<Criterion>, Message> {
    if files.len() > MOST.1 {
        return Err(bad(place, files.len().to_string(), "count"));
    }
    let criteria = files.iter().enumerate();
    criteria
        .map(|(at, file)| criterion(file, &format!("{place}[{at}]")))
        .collect()
}

fn criterion(file: &CriterionFile, place: &str) -> Result<Criterion, Message> {
    let subject = subject(&file.subject, place)?;
    let scale = scale(&file.scale, &format!("{place}.scale"))?;
    fits(&subject, scale.is_words(), place)?;
    Ok(Criterion {
        subject,
        weight: weight(file.weight, place)?,
        scale,
        influenceable: file.influenceable,
    })
}

fn weight(weight: f64, place: &str) -> Result<f64, Message> {
    if weight.is_finite() && weight >= 0.0 {
        Ok(weight)
    } else {
        let place = format!("{place}.weight");
        Err(bad(&place, weight.to_string(), "weight"))
    }
}

/// A field of an account by its name, or any other column.
fn subject(name: &str, place: &str) -> Result<Subject, Message> {
    if let Some(header) = name.strip_prefix("extra:") {
        return Ok(Subject::Extra(header.to_owned()));
    }
    let mut all = fields(TableKind::Accounts).iter().map(|spec| spec.field);
    let found = all.find(|field: &Field| field.name() == name && reading(*field).is_some());
    found
        .map(Subject::Field)
        .ok_or_else(|| bad(&format!("{place}.subject"), name, "noField"))
}

/// Numbers are not words.
fn fits(subject: &Subject, words: bool, place: &str) -> Result<(), Message> {
    let Subject::Field(field) = subject else {
        return Ok(());
    };
    match (reading(*field), words) {
        (Some(Reading::Words), false) => {
            Err(bad(&format!("{place}.subject"), field.name(), "isWords"))
        }
        (Some(Reading::Number | Reading::YesNo), true) => {
            Err(bad(&format!("{place}.subject"), field.name(), "isNumber"))
        }
        _ => Ok(()),
    }
}

fn scale(file: &ScaleFile, place: &str) -> Result<Scale, Message> {
    let finite = |name: &str, value: f64| {
        let place = format!("{place}.{name}");
        let sure = value.is_finite().then_some(value);
        sure.ok_or_else(|| bad(&place, value.to_string(), "number"))
    };
    Ok(match file {
        ScaleFile::YesNo => Scale::YesNo,
        ScaleFile::Linear { zero, one } => Scale::Linear {
            zero: finite("zero", *zero)?,
            one: finite("one", *one)?,
        },
        ScaleFile::AtLeast { bound } => Scale::AtLeast(finite("bound", *bound)?),
        ScaleFile::AtMost { bound } => Scale::AtMost(finite("bound", *bound)?),
        ScaleFile::Steps { steps, otherwise } => {
            points(steps, &format!("{place}.steps"))?;
            Scale::Steps {
                steps: steps.clone(),
                otherwise: utility(*otherwise, &format!("{place}.otherwise"))?,
            }
        }
        ScaleFile::Quantile {
            points: all,
            descending,
        } => {
            points(all, &format!("{place}.points"))?;
            Scale::Quantile {
                points: all.clone(),
                descending: *descending,
            }
        }
        ScaleFile::Categories { values, otherwise } => {
            if values.len() > MOST_POINTS {
                return Err(bad(place, values.len().to_string(), "count"));
            }
            let mut words = BTreeSet::new();
            for (at, (word, u)) in values.iter().enumerate() {
                let place = format!("{place}.values[{at}]");
                utility(*u, &place)?;
                if !words.insert(fold_name(word)) {
                    return Err(bad(&place, word, "twice"));
                }
            }
            Scale::Categories {
                values: values.clone(),
                otherwise: utility(*otherwise, &format!("{place}.otherwise"))?,
            }
        }
    })
}

/// Values ascend, utilities are 0 … 1.
fn points(points: &[(f64, f64)], place: &str) -> Result<(), Message> {
    if points.len() > MOST_POINTS {
        return Err(bad(place, points.len().to_string(), "count"));
    }
    let mut below = f64::NEG_INFINITY;
    for (at, (value, u)) in points.iter().enumerate() {
        let place = format!("{place}[{at}]");
        if !(value.is_finite() && *value > below) {
            return Err(bad(&place, value.to_string(), "ascending"));
        }
        below = *value;
        utility(*u, &place)?;
    }
    Ok(())
}

fn utility(u: f64, place: &str) -> Result<f64, Message> {
    if (0.0..=1.0).contains(&u) {
        Ok(u)
    } else {
        Err(bad(place, u.to_string(), "utility"))
    }
}
