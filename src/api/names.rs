//! The wire's words for enums.

use crate::analysis::FindingSeverity;
use crate::analysis::scorecard::NotScored;
use crate::analysis::tiering::{Among, AmountBasis, Basis, GateState};
use crate::book::{Direction, KpiUnit, LifeStage, Quadrant, Role, WalletBasis};

pub(super) fn severity(severity: FindingSeverity) -> &'static str {
    match severity {
        FindingSeverity::NoData => "no-data",
        FindingSeverity::Ok => "ok",
        FindingSeverity::Watch => "watch",
        FindingSeverity::Act => "act",
    }
}

pub(super) fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Policy => "policy",
        Basis::Abc => "abc",
        Basis::None => "none",
    }
}

pub(super) fn amount_basis(basis: AmountBasis) -> &'static str {
    match basis {
        AmountBasis::Revenue => "revenue",
        AmountBasis::OrderAmount => "order-amount",
        AmountBasis::Potential => "potential",
        AmountBasis::Deals => "deals",
    }
}

pub(super) fn among(among: Among) -> &'static str {
    match among {
        Among::Book => "book",
        Among::Region => "region",
        Among::Industry => "industry",
        Among::Unit => "unit",
    }
}

pub(super) fn gate_state(state: GateState) -> &'static str {
    match state {
        GateState::Passed => "passed",
        GateState::Failed => "failed",
        GateState::Unknown => "unknown",
    }
}

pub(super) fn role(role: &Role) -> &str {
    match role {
        Role::Approver => "approver",
        Role::Decider => "decider",
        Role::Supporter => "supporter",
        Role::Influencer => "influencer",
        Role::Other(other) => other,
    }
}

pub(super) fn stage(stage: LifeStage) -> &'static str {
    match stage {
        LifeStage::Early => "early",
        LifeStage::Mid => "mid",
        LifeStage::Late => "late",
    }
}

pub(super) fn wallet_basis(basis: WalletBasis) -> &'static str {
    match basis {
        WalletBasis::Measured => "measured",
        WalletBasis::Estimated => "estimated",
        WalletBasis::Assumed => "assumed",
    }
}

pub(super) fn quadrant(quadrant: Quadrant) -> &'static str {
    match quadrant {
        Quadrant::Financial => "financial",
        Quadrant::Customer => "customer",
        Quadrant::Process => "process",
        Quadrant::Learning => "learning",
    }
}

pub(super) fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Higher => "higher",
        Direction::Lower => "lower",
    }
}

pub(super) fn kpi_unit(unit: KpiUnit) -> &'static str {
    match unit {
        KpiUnit::Plain => "plain",
        KpiUnit::Percent => "percent",
        KpiUnit::Money => "money",
    }
}

pub(super) fn not_scored(why: NotScored) -> &'static str {
    match why {
        NotScored::NoActual => "no-actual",
        NotScored::NoTarget => "no-target",
        NotScored::TargetNotPositive => "target-not-positive",
        NotScored::OutOfOrder => "out-of-order",
    }
}
