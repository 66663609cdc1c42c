//! Texts that came lately, so that one that comes again is kept once.

/// 16,384 texts are remembered at once.
const SLOT_BITS: u32 = 14;
/// Fibonacci hashing: a product's upper bits depend on all bits.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
/// Longer texts hardly come twice.
const LONGEST: usize = 64;
/// So many new texts in turn, and a column's texts are taken for ones of their own: amounts, names.
const PATIENCE: u16 = 256;
/// In such a column, every so many rows are looked at all the same.
const LOOK: u32 = 16;

/// The text that came last for a place: its number, and more of its hash than the place.
#[derive(Clone, Copy)]
pub(super) struct Slot {
    check: u32,
    number: u32,
}

/// For each text a slot, which it may share with others.
pub(super) struct Recent {
    slots: Vec<Slot>,
    /// For each column, how many texts in turn were new.
    fresh: Vec<u16>,
}

/// A text's slot, what to look for in it, and whether its column goes on to be looked at.
pub(super) struct Place<'a> {
    slot: &'a mut Slot,
    check: u32,
    fresh: &'a mut u16,
}

impl Default for Recent {
    fn default() -> Self {
        let none = Slot {
            check: 0,
            number: u32::MAX,
        };
        Self {
            slots: vec![none; 1 << SLOT_BITS],
            fresh: Vec::new(),
        }
    }
}

impl Recent {
    /// The place of a text; none if it is not worth remembering.
    #[inline]
    pub(super) fn place(&mut self, (row, col): (u32, u32), text: &str) -> Option<Place<'_>> {
        let col = col as usize;
        if col >= self.fresh.len() {
            self.fresh.resize(col + 1, 0);
        }
        let fresh = self.fresh.get_mut(col)?;
        if *fresh >= PATIENCE && !row.is_multiple_of(LOOK) {
            return None;
        }
        let hash = hash(text.as_bytes())?;
        let slot = self.slots.get_mut((hash >> (64 - SLOT_BITS)) as usize)?;
        let check = (hash >> (32 - SLOT_BITS)) as u32;
        Some(Place { slot, check, fresh })
    }
}

impl Place<'_> {
    /// The number of the text that came last, if it is likely this one.
    #[inline]
    pub(super) fn likely(&self) -> Option<u32> {
        (self.slot.check == self.check).then_some(self.slot.number)
    }

    /// It was this one.
    #[inline]
    pub(super) fn again(&mut self) {
        *self.fresh = 0;
    }

    /// Remembers the text by its number.
    #[inline]
    pub(super) fn set(self, number: u32) {
        *self.fresh = self.fresh.saturating_add(1);
        *self.slot = Slot {
            check: self.check,
            number,
        };
    }
}

/// By all of a text's bytes: eights, of which the last may reach back into the one before.
#[inline]
fn hash(bytes: &[u8]) -> Option<u64> {
    if bytes.len() > LONGEST {
        return None;
    }
    let mut hash = bytes.len() as u64;
    if let Some(last) = bytes.last_chunk::<8>() {
        for eight in bytes.as_chunks::<8>().0 {
            hash = mixed(hash ^ u64::from_le_bytes(*eight));
        }
        hash ^= u64::from_le_bytes(*last);
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        hash ^= u64::from(first) << 32 | u64::from(last);
    } else {
        hash ^= bytes
            .iter()
            .fold(0, |all, byte| all << 8 | u64::from(*byte));
    }
    Some(hash.wrapping_mul(SPREAD))
}

/// With the good upper bits brought down.
#[inline]
fn mixed(value: u64) -> u64 {
    let product = value.wrapping_mul(SPREAD);
    product ^ product >> 32
}
