//! The policy file: gates, criteria, tiers and overrides as JSON with a version. It is what the page
//! saves, loads and shares, what `kamlens analyze --policy` takes, and part of every report.

mod give;
mod take;

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

pub(in crate::api) use give::{scale as scale_file, subject as subject_name};

use crate::policy::{PolicyChoice, TierPolicy};
use crate::words::{Arg, Message};

/// The version that is written, and the only one that is read.
const VERSION: u32 = 1;

/// A policy as a file has it. Money in units, percentages as ratios; `subject` is the name of a
/// field, or `extra:<header>` for any other column; tiers are named.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PolicyFile {
    /// Always `policy`.
    kamlens: String,
    version: u32,
    #[serde(default = "own")]
    id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default)]
    gates: Vec<GateFile>,
    criteria: Vec<CriterionFile>,
    tiers: Vec<TierFile>,
    key_line: String,
    #[serde(default)]
    places: PlacesFile,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stage: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    overrides: Vec<OverrideFile>,
}

fn own() -> String {
    "own".to_owned()
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct GateFile {
    subject: String,
    /// `yes`, `no`, `at-least`, `at-most` (with `value`) or `one-of` (with `words`).
    test: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<f64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    words: Vec<String>,
    /// The best tier that an account failing it can have.
    cap: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CriterionFile {
    subject: String,
    weight: f64,
    scale: ScaleFile,
    #[serde(default)]
    influenceable: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub(in crate::api) enum ScaleFile {
    YesNo,
    Linear {
        zero: f64,
        one: f64,
    },
    Steps {
        steps: Vec<(f64, f64)>,
        otherwise: f64,
    },
    AtLeast {
        bound: f64,
    },
    AtMost {
        bound: f64,
    },
    Categories {
        values: Vec<(String, f64)>,
        #[serde(default)]
        otherwise: f64,
    },
    Quantile {
        #[serde(default)]
        points: Vec<(f64, f64)>,
        #[serde(default)]
        descending: bool,
    },
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TierFile {
    name: String,
    cutoff: f64,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "kebab-case", deny_unknown_fields)]
enum PlacesFile {
    #[default]
    CutOffs,
    #[serde(rename_all = "camelCase")]
    Top { up_to: Vec<u32> },
    /// Percent.
    #[serde(rename_all = "camelCase")]
    Share { up_to: Vec<f64> },
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct OverrideFile {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stage: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    weights: Vec<WeightFile>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    criteria: Vec<CriterionFile>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    gates: Vec<GateFile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cutoffs: Option<Vec<f64>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key_line: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WeightFile {
    subject: String,
    weight: f64,
}

impl PolicyFile {
    /// The file that says this policy.
    pub fn new(policy: &TierPolicy) -> Self {
        give::policy(policy)
    }

    /// The policy that the file says.
    ///
    /// # Errors
    /// `bad-policy-value` with the place, the value and what is wrong with it.
    pub fn policy(&self) -> Result<TierPolicy, Message> {
        take::policy(self)
    }
}

/// Reads a policy file.
///
/// # Errors
/// `bad-policy` with line and column where the text is no policy file, `bad-policy-key` where it has
/// a key that does not exist, `bad-policy-value` as [`PolicyFile::policy`] says.
///
/// ```
/// use kamlens::api::policy;
/// let text = r#"{"kamlens": "policy", "version": 1, "keyLine": "A",
///     "criteria": [{"subject": "margin", "weight": 1, "scale": {"kind": "linear", "zero": 0, "one": 0.3}}],
///     "tiers": [{"name": "A", "cutoff": 50}, {"name": "B", "cutoff": 0}]}"#;
/// assert_eq!(policy::parse(text).unwrap().criteria.len(), 1);
/// let wrong = policy::parse(&text.replace("margin", "colour"));
/// assert_eq!(wrong.unwrap_err().code, "error.bad-policy-value");
/// ```
pub fn parse(text: &str) -> Result<TierPolicy, Message> {
    read(text)?.policy()
}

/// The file, its values not checked yet.
///
/// # Errors
/// `bad-policy`, `bad-policy-key` as [`parse`] says.
pub fn read(text: &str) -> Result<PolicyFile, Message> {
    serde_json::from_str(text).map_err(|e| {
        let said = e.to_string();
        let key = said.strip_prefix("unknown field `");
        let key = key.and_then(|rest| rest.split('`').next());
        let message = match key {
            Some(key) => Message::new("error.bad-policy-key").with("key", key),
            None => Message::new("error.bad-policy"),
        };
        message.with("line", e.line()).with("column", e.column())
    })
}

/// The text of a policy file.
pub fn text(policy: &TierPolicy) -> String {
    serde_json::to_string_pretty(&PolicyFile::new(policy)).unwrap_or_default()
}

/// A policy as a request names it: a built-in one, or a whole file.
#[derive(Debug, Clone, PartialEq)]
pub enum PolicyRequest {
    /// `default`, `growth`, `mature` or `group-rule`.
    Named(String),
    /// A policy of its own.
    File(Box<PolicyFile>),
}

impl PolicyRequest {
    /// The policy that is meant.
    ///
    /// # Errors
    /// `bad-setting` for an unknown name, `bad-policy-value` for what a file says.
    pub fn choice(&self) -> Result<PolicyChoice, Message> {
        match self {
            Self::Named(name) => named(name).ok_or_else(|| {
                Message::new("error.bad-setting")
                    .with("setting", "policy")
                    .with("value", name.as_str())
            }),
            Self::File(file) => file.policy().map(PolicyChoice::Own),
        }
    }
}

/// The built-in policy of this name.
pub fn named(name: &str) -> Option<PolicyChoice> {
    match name {
        "default" => Some(PolicyChoice::Default),
        "growth" => Some(PolicyChoice::Growth),
        "mature" => Some(PolicyChoice::Mature),
        "group-rule" => Some(PolicyChoice::GroupRule),
        _ => None,
    }
}

impl<'de> Deserialize<'de> for PolicyRequest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = PolicyRequest;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a policy, or a policy file")
            }

            fn visit_str<E>(self, name: &str) -> Result<PolicyRequest, E> {
                Ok(PolicyRequest::Named(name.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<PolicyRequest, A::Error> {
                let file = PolicyFile::deserialize(MapAccessDeserializer::new(map))?;
                Ok(PolicyRequest::File(Box::new(file)))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

fn bad(place: &str, value: impl Into<String>, problem: &str) -> Message {
    Message::new("error.bad-policy-value")
        .with("place", place)
        .with("value", value.into())
        .with("problem", Arg::Code(format!("policy.problem.{problem}")))
}
