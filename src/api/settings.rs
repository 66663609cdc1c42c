//! Settings as JavaScript and the command line give them.

use serde::Deserialize;

use super::policy::PolicyRequest;
use crate::analysis::Context;
use crate::policy::Settings;
use crate::words::{Message, iso_date};

/// What an analysis is asked for. Everything but the as-of date has a default.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AnalyzeRequest {
    /// ISO date.
    pub as_of: String,
    /// Seed of random draws; default 1.
    pub seed: Option<u32>,
    /// Settings that differ from the defaults.
    #[serde(default)]
    pub settings: SettingsRequest,
}

/// Settings that differ from the defaults.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SettingsRequest {
    /// A built-in policy by its name, or a policy file.
    pub policy: Option<PolicyRequest>,
    /// A saved policy with which that one is compared.
    pub compared: Option<PolicyRequest>,
    /// How firmly the weights of the tier policy are meant, 1 … 1,000,000.
    pub concentration: Option<f64>,
    /// Leads count in the pipeline.
    pub leads_count: Option<bool>,
    /// First month of the fiscal year, 1 … 12.
    pub fiscal_year_start: Option<i8>,
    /// Retention as a ratio, 0 … 2.
    pub retention: Option<f64>,
    /// Draws, 100 … 1,000,000.
    pub draws: Option<u32>,
    /// Pass mark, 0 … 120.
    pub pass_mark: Option<f64>,
}

/// The default seed, where none is given.
pub const DEFAULT_SEED: u64 = 1;

impl AnalyzeRequest {
    /// As the analyses take it.
    ///
    /// # Errors
    /// `error.bad-setting` with the setting's name and the value that does not fit.
    pub fn context(&self) -> Result<Context, Message> {
        let as_of = iso_date(&self.as_of).ok_or_else(|| bad("asOf", self.as_of.clone()))?;
        Ok(Context {
            as_of,
            seed: self.seed.map_or(DEFAULT_SEED, u64::from),
            settings: self.settings.settings()?,
        })
    }
}

impl SettingsRequest {
    fn settings(&self) -> Result<Settings, Message> {
        let default = Settings::default();
        let choice = |wanted: &Option<PolicyRequest>| {
            let wanted = wanted.as_ref();
            wanted.map(PolicyRequest::choice).transpose()
        };
        Ok(Settings {
            policy: choice(&self.policy)?.unwrap_or(default.policy.clone()),
            compared: choice(&self.compared)?,
            concentration: within(
                "concentration",
                self.concentration.unwrap_or(default.concentration),
                1.0..=1e6,
            )?,
            leads_count: self.leads_count.unwrap_or(default.leads_count),
            fiscal_year_start: within(
                "fiscalYearStart",
                self.fiscal_year_start.unwrap_or(default.fiscal_year_start),
                1..=12,
            )?,
            retention: within(
                "retention",
                self.retention.unwrap_or(default.retention),
                0.0..=2.0,
            )?,
            draws: within(
                "draws",
                self.draws.unwrap_or(default.draws),
                100..=1_000_000,
            )?,
            pass_mark: within(
                "passMark",
                self.pass_mark.unwrap_or(default.pass_mark),
                0.0..=120.0,
            )?,
            ..default
        })
    }
}

fn within<T: PartialOrd + ToString>(
    name: &str,
    value: T,
    range: std::ops::RangeInclusive<T>,
) -> Result<T, Message> {
    if range.contains(&value) {
        Ok(value)
    } else {
        Err(bad(name, value.to_string()))
    }
}

fn bad(name: &str, value: impl Into<String>) -> Message {
    Message::new("error.bad-setting")
        .with("setting", name)
        .with("value", value.into())
}
