use std::fmt;

/// A value outside what its type allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidValue;

impl fmt::Display for InvalidValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("value outside its range")
    }
}

impl std::error::Error for InvalidValue {}

/// An amount of money in units (never 万) of the book's currency; always finite.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Money(f64);

impl Money {
    /// A finite amount.
    ///
    /// # Errors
    /// NaN and infinities are not amounts.
    pub fn new(units: f64) -> Result<Self, InvalidValue> {
        if units.is_finite() {
            Ok(Self(units))
        } else {
            Err(InvalidValue)
        }
    }

    /// The amount in units.
    pub fn units(self) -> f64 {
        self.0
    }
}

/// A share, probability or margin as a ratio (15 % is 0.15); finite, may be negative or above 1.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Ratio(f64);

impl Ratio {
    /// A finite ratio.
    ///
    /// # Errors
    /// NaN and infinities are not ratios.
    pub fn new(ratio: f64) -> Result<Self, InvalidValue> {
        if ratio.is_finite() {
            Ok(Self(ratio))
        } else {
            Err(InvalidValue)
        }
    }

    /// A probability: a ratio in 0 … 1.
    ///
    /// # Errors
    /// Anything outside 0 … 1.
    pub fn probability(ratio: f64) -> Result<Self, InvalidValue> {
        if (0.0..=1.0).contains(&ratio) {
            Ok(Self(ratio))
        } else {
            Err(InvalidValue)
        }
    }

    /// The ratio.
    pub fn get(self) -> f64 {
        self.0
    }
}

/// A relationship level: −1 disapproves, 0 neutral, 1 supports, 2 supports us more than others,
/// 3 coach. Ordinal: compared and counted, never averaged. *Not assessed* is `Option::None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level(i8);

impl Level {
    /// All levels, lowest first.
    pub const ALL: [Self; 5] = [Self(-1), Self(0), Self(1), Self(2), Self(3)];

    /// A level −1 … 3.
    ///
    /// # Errors
    /// Any other number.
    pub fn new(level: i8) -> Result<Self, InvalidValue> {
        if (-1..=3).contains(&level) {
            Ok(Self(level))
        } else {
            Err(InvalidValue)
        }
    }

    /// The level as a number −1 … 3.
    pub fn get(self) -> i8 {
        self.0
    }
}

/// A contact's power in the decision, 1 (little) … 5 (most).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Power(u8);

impl Power {
    /// A power 1 … 5.
    ///
    /// # Errors
    /// Any other number.
    pub fn new(power: u8) -> Result<Self, InvalidValue> {
        if (1..=5).contains(&power) {
            Ok(Self(power))
        } else {
            Err(InvalidValue)
        }
    }

    /// The power as a number 1 … 5.
    pub fn get(self) -> u8 {
        self.0
    }
}
