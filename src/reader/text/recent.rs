//! Texts that came lately, so that one that comes again is kept once.

/// 4,096 texts are remembered at once.
const SLOT_BITS: u32 = 12;
/// Fibonacci hashing: a product's upper bits depend on all bits.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
/// Longer texts hardly come twice.
const LONGEST: usize = 64;

/// For each text a slot, which it may share with others: the number of the one that came last.
pub(super) struct Recent(Vec<u32>);

impl Default for Recent {
    fn default() -> Self {
        Self(vec![u32::MAX; 1 << SLOT_BITS])
    }
}

impl Recent {
    /// The slot of a text; none if it is not worth remembering.
    #[inline]
    pub(super) fn slot(&mut self, text: &str) -> Option<&mut u32> {
        self.0.get_mut(place(text.as_bytes())?)
    }
}

/// A slot by all of a text's bytes: eights, of which the last may reach back into the one before.
#[inline]
fn place(bytes: &[u8]) -> Option<usize> {
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
    Some((hash.wrapping_mul(SPREAD) >> (64 - SLOT_BITS)) as usize)
}

/// With the good upper bits brought down.
#[inline]
fn mixed(value: u64) -> u64 {
    let product = value.wrapping_mul(SPREAD);
    product ^ product >> 32
}
