//! Sorting whose code all callers share.
//!
//! The standard library's sorts are compiled anew for every type and comparison, about 7 KiB each: a
//! fifth of the engine's artefact. Here positions are sorted by one routine, through a comparison
//! that is passed by reference, and the items are then brought to their places.

use std::cmp::Ordering;

/// Slices that are put in order, stably: equal items stay as they stand.
///
/// ```
/// use kamlens::order::InOrder;
/// let mut deals = vec![("b", 2.0_f64), ("a", 1.0), ("c", 2.0)];
/// deals.order_by(|x, y| y.1.total_cmp(&x.1));
/// assert_eq!(deals, [("b", 2.0), ("c", 2.0), ("a", 1.0)]);
/// ```
pub trait InOrder<T> {
    /// By the items' own order.
    fn order(&mut self)
    where
        T: Ord;

    /// By a comparison.
    fn order_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// By a key, which is taken anew for every comparison.
    fn order_by_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K);
}

impl<T> InOrder<T> for [T] {
    fn order(&mut self)
    where
        T: Ord,
    {
        self.order_by(T::cmp);
    }

    fn order_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        let mut positions: Vec<usize> = (0..self.len()).collect();
        let mut by_position = |a: usize, b: usize| match (self.get(a), self.get(b)) {
            (Some(a), Some(b)) => compare(a, b),
            _ => Ordering::Equal,
        };
        sort(&mut positions, &mut by_position);
        arrange(&mut positions, &mut |a, b| self.swap(a, b));
    }

    fn order_by_key<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        self.order_by(|a, b| key(a).cmp(&key(b)));
    }
}

/// Iterators whose items come into a set or a map one by one. The standard library's `collect` sorts
/// them first, with a sort of its own for every type.
///
/// ```
/// use std::collections::BTreeSet;
/// use kamlens::order::Gather;
/// let set: BTreeSet<i32> = [3, 1, 3].into_iter().gather();
/// assert_eq!(set, BTreeSet::from([1, 3]));
/// ```
pub trait Gather: Iterator + Sized {
    /// All items.
    fn gather<C: Default + Extend<Self::Item>>(self) -> C {
        let mut all = C::default();
        all.extend(self);
        all
    }
}

impl<I: Iterator> Gather for I {}

/// The one sort of the crate.
#[inline(never)]
fn sort(positions: &mut [usize], compare: &mut dyn FnMut(usize, usize) -> Ordering) {
    positions.sort_by(|a, b| compare(*a, *b));
}

/// Swaps items until the one that stood at `positions[i]` stands at `i`; afterwards `positions` are in order.
#[inline(never)]
fn arrange(positions: &mut [usize], swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..positions.len() {
        let mut at = start;
        while let Some(place) = positions.get_mut(at) {
            let from = std::mem::replace(place, at);
            if from == start {
                break;
            }
            swap(at, from);
            at = from;
        }
    }
}
