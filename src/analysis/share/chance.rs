//! How a chance is said.

/// The code of a chance in words: `share.chance.below5`, `share.chance.above95`, or rounded to 5 %,
/// `share.chance.p35`. More would claim a precision that a handful of estimates does not have.
///
/// ```
/// use kamlens::analysis::share::chance_code;
/// assert_eq!(chance_code(0.000_072), "share.chance.below5");
/// assert_eq!(chance_code(0.33), "share.chance.p35");
/// assert_eq!(chance_code(1.0), "share.chance.above95");
/// ```
pub fn chance_code(probability: f64) -> String {
    if probability < 0.05 {
        "share.chance.below5".to_owned()
    } else if probability > 0.95 {
        "share.chance.above95".to_owned()
    } else {
        let step = libm::round(probability * 20.0) as u32;
        format!("share.chance.p{}", step * 5)
    }
}
