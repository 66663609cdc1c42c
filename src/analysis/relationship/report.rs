use crate::analysis::{Evidence, Finding};
use crate::book::{AccountId, Level, Power, Role};
use crate::words::Message;

/// One person, all assessments brought together.
#[derive(Debug, Clone, PartialEq)]
pub struct ContactStanding {
    /// The account.
    pub account: AccountId,
    /// Name.
    pub name: String,
    /// Title.
    pub title: Option<String>,
    /// Role in the decision chain.
    pub role: Option<Role>,
    /// Power 1 … 5.
    pub power: Option<Power>,
    /// Per dimension (recognition, participation, information, guidance): lower median over
    /// assessors' latest rows within 90 days of the contact's latest; `None` is not assessed.
    pub levels: [Option<Level>; 4],
    /// Lower median over the known dimensions.
    pub level: Option<Level>,
    /// Fewer than two dimensions known.
    pub thin: bool,
    /// Approver or decider with level −1 or recognition −1.
    pub veto: bool,
    /// Level 3, or guidance 3 with no known dimension below 1.
    pub coach: bool,
    /// Assessors differ by more than one level in some dimension.
    pub disagreement: bool,
    /// Level that the plan wants.
    pub target_level: Option<Level>,
    /// Assessors whose rows count.
    pub assessors: u32,
    /// Days since the latest assessment, where dated.
    pub age_days: Option<i64>,
    /// Older than the setting allows.
    pub stale: bool,
    /// The rows and cells it comes from.
    pub evidence: Vec<Evidence>,
}

/// Assessed against required.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Coverage {
    /// Part that is covered (roles: count; power: sum).
    pub covered: u32,
    /// All of it.
    pub of: u32,
}

/// One sentence part about an account.
pub type Verdict = Message;

/// One account's people.
#[derive(Debug, Clone, PartialEq)]
pub struct AccountStanding {
    /// The account.
    pub account: AccountId,
    /// Indices into [`RelationshipReport::contacts`], along the decision chain, then by power.
    pub contacts: Vec<usize>,
    /// How many contacts stand at −1, 0, 1, 2, 3.
    pub distribution: [u32; 5],
    /// Contacts without any level.
    pub not_assessed: u32,
    /// Required roles (A D S I) with an assessed contact.
    pub roles: Coverage,
    /// Power of assessed contacts over power of all.
    pub power: Coverage,
    /// Power of contacts at level ≥ 2 over power of all.
    pub power_supporting: Coverage,
    /// Some approver or decider stands against us.
    pub veto: bool,
    /// How many coaches.
    pub coaches: u32,
    /// Exactly one contact at level ≥ 1.
    pub single_thread: bool,
    /// The verdict, part by part (`relationships.verdict.…`), worst first.
    pub verdict: Vec<Verdict>,
}

/// The answer to hurdle 7.
#[derive(Debug, Clone, PartialEq)]
pub struct RelationshipReport {
    /// Contacts grouped by account, along the decision chain.
    pub contacts: Vec<ContactStanding>,
    /// Accounts with contacts, weakest first (veto, missing roles, no coach), then by potential
    /// (in a book without any: revenue, order amount), then by name.
    pub accounts: Vec<AccountStanding>,
    /// Book-wide distribution of contact levels.
    pub distribution: [u32; 5],
    /// Contacts without any level.
    pub not_assessed: u32,
    /// The file has no level column at all: nothing is assessed.
    pub no_levels: bool,
    /// Choices and limits to be shown beside the levels (`relationships.note.…`).
    pub notes: Vec<Message>,
    /// The sentence.
    pub finding: Finding,
}
