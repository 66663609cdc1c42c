//! Decimal digits of a double, moved and rounded exactly.

/// The absolute value of a finite double as decimal digits: the shortest ones that read back as
/// the same double. This is also what ICU rounds from, so results equal those of `Intl`: 1.005
/// with two decimals is 1.01, and 0.105 is 11 %.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decimal {
    /// Digits 0 … 9, the first one not 0; empty for zero.
    digits: Vec<u8>,
    /// How many of the digits stand before the decimal point; negative: zeros after it.
    point: i32,
}

impl Decimal {
    /// `None` for infinities and NaN.
    pub(super) fn new(value: f64) -> Option<Self> {
        if !value.is_finite() {
            return None;
        }
        let text = format!("{:e}", value.abs());
        let (mantissa, exponent) = text.split_once('e')?;
        let digits: Vec<u8> = mantissa
            .bytes()
            .filter(u8::is_ascii_digit)
            .map(|b| b - b'0')
            .collect();
        let exponent: i32 = exponent.parse().ok()?;
        if digits.iter().all(|d| *d == 0) {
            return Some(Self {
                digits: Vec::new(),
                point: 0,
            });
        }
        Some(Self {
            digits,
            point: exponent + 1,
        })
    }

    /// The value times ten to the power of `places`.
    #[must_use]
    pub(super) fn shifted(mut self, places: i32) -> Self {
        self.point += places;
        self
    }

    /// Rounded half away from zero to at most `places` digits after the point.
    #[must_use]
    pub(super) fn rounded(mut self, places: u32) -> Self {
        let keep = i64::from(self.point) + i64::from(places);
        let Ok(keep) = usize::try_from(keep) else {
            return Self {
                digits: Vec::new(),
                point: 0,
            };
        };
        if keep >= self.digits.len() {
            return self;
        }
        let up = self.digits.get(keep).is_some_and(|d| *d >= 5);
        self.digits.truncate(keep);
        if up {
            self.increment();
        }
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
        self
    }

    /// Adds one to the last digit.
    fn increment(&mut self) {
        while let Some(last) = self.digits.pop() {
            if last < 9 {
                self.digits.push(last + 1);
                return;
            }
        }
        self.digits.push(1);
        self.point += 1;
    }

    /// True for exactly zero.
    pub(super) fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// True if the value is at least ten to the power of `power`.
    pub(super) fn reaches(&self, power: i32) -> bool {
        !self.is_zero() && self.point > power
    }

    /// The digits before the point, without sign or grouping; at least `0`.
    pub(super) fn whole(&self) -> String {
        let places = usize::try_from(self.point).unwrap_or(0);
        if self.is_zero() || places == 0 {
            return "0".to_owned();
        }
        let digits = self.digits.iter().copied().chain(std::iter::repeat(0));
        digits.take(places).map(digit).collect()
    }

    /// The digits after the point, none if the value is whole.
    pub(super) fn fraction(&self) -> String {
        let zeros = usize::try_from(-i64::from(self.point)).unwrap_or(0);
        let skip = usize::try_from(self.point).unwrap_or(0);
        let zeros = if self.is_zero() { 0 } else { zeros };
        let digits = self.digits.iter().copied().skip(skip);
        std::iter::repeat_n(0, zeros)
            .chain(digits)
            .map(digit)
            .collect()
    }
}

fn digit(value: u8) -> char {
    char::from(b'0' + value)
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    fn shown(value: f64, places: u32) -> String {
        let d = Decimal::new(value).unwrap().rounded(places);
        format!("{}.{}", d.whole(), d.fraction())
    }

    #[test]
    fn rounds_half_away_from_zero_on_the_shortest_digits() {
        assert_eq!(shown(1.005, 2), "1.01");
        assert_eq!(shown(0.25, 1), "0.3");
        assert_eq!(shown(999.95, 1), "1000.");
        assert_eq!(shown(0.05, 1), "0.1");
        assert_eq!(shown(0.5, 0), "1.");
        assert_eq!(shown(0.049, 1), "0.");
        assert_eq!(shown(0.000_04, 1), "0.");
        assert_eq!(shown(1e21, 1), "1000000000000000000000.");
        assert_eq!(shown(0.001_25, 4), "0.0013");
    }

    #[test]
    fn knows_what_is_not_a_number() {
        assert_eq!(Decimal::new(f64::NAN), None);
        assert_eq!(Decimal::new(f64::INFINITY), None);
        assert!(Decimal::new(-0.0).unwrap().is_zero());
    }
}
