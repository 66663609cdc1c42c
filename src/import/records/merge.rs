//! Two rows of Accounts tables that a person says are one account.

use crate::book::{Account, Field};

/// What became of the second row's values.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Filled {
    /// Fields that only the second row knows: they are the account's now.
    pub(super) filled: Vec<Field>,
    /// Fields on which the rows differ: the first row's values stay.
    pub(super) differ: Vec<Field>,
}

macro_rules! fill {
    ($result:ident, $into:ident, $from:ident, $($name:ident: $field:ident),* $(,)?) => {$(
        match (&$into.$name, $from.$name) {
            (None, Some(value)) => {
                $into.$name = Some(value);
                $result.filled.push(Field::$field);
            }
            (Some(held), Some(value)) if *held != value => $result.differ.push(Field::$field),
            _ => {}
        }
    )*};
}

/// Fills what the first row leaves blank.
pub(super) fn fill(into: &mut Account, from: Account) -> Filled {
    let mut result = Filled::default();
    // Both numbers mean the account.
    if into.id.is_none() && from.id.is_some() {
        into.id = from.id;
        result.filled.push(Field::Id);
    }
    fill!(result, into, from,
        parent: Parent, business_unit: BusinessUnit, region: Region, industry: Industry,
        industry_rank: IndustryRank, stage: Stage, revenue: Revenue, customer_size: CustomerSize,
        potential: Potential, tier: Tier, order_amount: OrderAmount, order_margin: OrderMargin,
        margin: Margin, team: Team, procurement_planned: ProcurementPlanned,
        cross_region: CrossRegion, credit_ok: CreditOk, roadmap_fit: RoadmapFit,
        account_manager: AccountManager, solution_manager: SolutionManager,
        delivery_manager: DeliveryManager, owner: Owner, headcount: Headcount,
        relationship_org: RelationshipOrg, goals: Goals,
    );
    add(&mut into.verdicts, from.verdicts);
    add(&mut into.unit_amounts, from.unit_amounts);
    add(&mut into.unit_margins, from.unit_margins);
    add(&mut into.extra, from.extra);
    result
}

fn add<K: PartialEq, V>(into: &mut Vec<(K, V)>, from: Vec<(K, V)>) {
    for (key, value) in from {
        if !into.iter().any(|(known, _)| *known == key) {
            into.push((key, value));
        }
    }
}
