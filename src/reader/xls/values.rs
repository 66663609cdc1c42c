//! Values that old and new binary formats write alike.

use crate::table::Cell;

/// A number packed into 30 bits: an integer or the upper half of a double, perhaps in hundredths.
pub(in crate::reader) fn unpacked(rk: u32) -> f64 {
    let number = if rk & 0x02 != 0 {
        f64::from(rk.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(rk & 0xFFFF_FFFC) << 32)
    };
    if rk & 0x01 != 0 {
        number / 100.0
    } else {
        number
    }
}

pub(in crate::reader) fn truth_or_error(value: u8, error: bool) -> Cell<'static> {
    if !error {
        return Cell::Bool(value != 0);
    }
    Cell::Error(match value {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => "#GETTING_DATA",
    })
}
