use std::borrow::Cow;

/// One argument of a [`Message`]. How a number looks (money, percent, digits) is said by the
/// template in the locale file, e.g. `{amount:money}`, never by the argument.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// A name from the user's file, or an ISO date for `{when:date}`.
    Text(String),
    /// A number in its base unit: money in units (not 万), shares and percentages as ratios (0.15).
    Number(f64),
    /// A code of another message, rendered in the same language (`field.amount`, `level.-1`).
    Code(String),
    /// Several values, joined by the language's list style.
    List(Vec<Arg>),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Arg {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Arg {
    fn from(count: usize) -> Self {
        Self::Number(count as f64)
    }
}

impl From<u32> for Arg {
    fn from(count: u32) -> Self {
        Self::Number(f64::from(count))
    }
}

/// Named arguments, in the order in which they were given.
pub type Args = Vec<(Cow<'static, str>, Arg)>;

/// A sentence before it has a language: a stable code and its arguments.
///
/// ```
/// use kamlens::words::Message;
/// let m = Message::new("tiers.finding.firm").with("firm", 12_usize).with("total", 40_usize);
/// assert_eq!(m.code, "tiers.finding.firm");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// The dotted path of the template in the locale file.
    pub code: String,
    /// What the template's `{name}` places are filled with. A number called `n` chooses between
    /// the `_one` and `_other` forms of the template.
    pub args: Args,
}

impl Message {
    /// A message without arguments.
    pub fn new(code: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            args: Vec::new(),
        }
    }

    /// The same message with one more argument.
    #[must_use]
    pub fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Arg>) -> Self {
        self.args.push((name.into(), value.into()));
        self
    }
}
