//! Names that are written almost alike: an index of pairs of characters, so that twenty thousand
//! names are compared with twenty thousand others in a moment.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::synonyms::numerals;
use crate::order::InOrder;

/// Most entries of the index that one name looks at, its rarest pairs first.
const BUDGET: usize = 2000;
/// Characters that are compared; nobody's name is that long.
const LONGEST: usize = 200;
/// Names with most pairs in common whose spelling is compared.
const CLOSER: usize = 12;

/// Names by their pairs of characters. Names are folded before.
pub(super) struct Similar {
    names: Vec<Vec<char>>,
    pairs: BTreeMap<(char, char), Vec<u32>>,
    /// For each name the pairs it has in common with the one that is asked for; 0 between questions.
    common: Vec<u32>,
}

/// A name of the index and how alike it is, 0 … 1.
pub(super) type Near = (u32, f64);

impl Similar {
    /// Indexes names; they are called by their places.
    pub(super) fn new<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let names: Vec<Vec<char>> = names
            .map(|name| name.chars().take(LONGEST).collect())
            .collect();
        let mut pairs: BTreeMap<(char, char), Vec<u32>> = BTreeMap::new();
        for (at, name) in names.iter().enumerate() {
            for pair in pairs_of(name) {
                pairs.entry(pair).or_default().push(at as u32);
            }
        }
        Self {
            common: vec![0; names.len()],
            names,
            pairs,
        }
    }

    /// The names most like this one, at least as much as `least`, best first; at most `most`.
    pub(super) fn nearest(&mut self, name: &str, least: f64, most: usize) -> Vec<Near> {
        let name: Vec<char> = name.chars().take(LONGEST).collect();
        let mut near: Vec<Near> = self
            .candidates(&name)
            .into_iter()
            .filter_map(|at| {
                let score = alike(&name, self.names.get(at as usize)?, least);
                (score >= least).then_some((at, score))
            })
            .collect();
        near.order_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        near.truncate(most);
        near
    }

    /// Names with pairs in common, those with most of theirs.
    fn candidates(&mut self, name: &[char]) -> Vec<u32> {
        let mut lists: Vec<&Vec<u32>> = pairs_of(name)
            .iter()
            .filter_map(|pair| self.pairs.get(pair))
            .collect();
        lists.order_by_key(|list| list.len());
        let (mut left, mut met) = (BUDGET, Vec::new());
        for list in lists {
            for at in list.iter().take(left) {
                if let Some(common) = self.common.get_mut(*at as usize) {
                    if *common == 0 {
                        met.push(*at);
                    }
                    *common += 1;
                }
            }
            left = left.saturating_sub(list.len());
        }
        // Whole numbers, so that the order is the same everywhere: the share in millionths.
        let mut found: Vec<(Reverse<u64>, u32)> = Vec::with_capacity(met.len());
        for at in met {
            let place = at as usize;
            let len = self.names.get(place).map_or(0, Vec::len) + name.len();
            if let Some(common) = self.common.get_mut(place) {
                let share = u64::from(*common) * 1_000_000 / len.max(1) as u64;
                found.push((Reverse(share), at));
                *common = 0;
            }
        }
        if found.len() > CLOSER {
            found.select_nth_unstable(CLOSER);
            found.truncate(CLOSER);
        }
        found.into_iter().map(|(_, at)| at).collect()
    }
}

/// Each pair of neighbours once, with the name's edges, so that a name of one character has pairs.
fn pairs_of(name: &[char]) -> Vec<(char, char)> {
    let edges = std::iter::once(&'\u{2}').chain(name).chain(&['\u{3}']);
    let edged: Vec<char> = edges.copied().collect();
    let mut pairs: Vec<(char, char)> = edged
        .windows(2)
        .filter_map(|two| Some((*two.first()?, *two.last()?)))
        .collect();
    pairs.order();
    pairs.dedup();
    pairs
}

/// How alike two names are: 1 less the edits per character of the longer; a name that the other
/// begins with or holds is its short form.
/// Likenesses below `least` may be given as less.
fn alike(a: &[char], b: &[char], least: f64) -> f64 {
    let longer = a.len().max(b.len());
    if longer == 0 {
        return 0.0;
    }
    // So many edits are needed for the lengths alone; a short form has at most 0.9.
    let most = 1.0 - a.len().abs_diff(b.len()) as f64 / longer as f64;
    if most.max(0.6 + 0.3 * most) < least {
        return 0.0;
    }
    let spelling = 1.0 - edits(a, b) as f64 / longer as f64;
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let telling = short.len()
        >= if short.iter().all(char::is_ascii) {
            4
        } else {
            2
        };
    let held = telling && long.windows(short.len().max(1)).any(|part| part == short);
    match held {
        true => spelling.max(0.6 + 0.3 * short.len() as f64 / longer as f64),
        false => spelling,
    }
}

/// Characters to insert, drop, replace or swap with their neighbour (optimal string alignment,
/// Damerau 1964).
fn edits(a: &[char], b: &[char]) -> usize {
    let width = b.len() + 1;
    let mut before = vec![0; width];
    let mut above: Vec<usize> = (0..width).collect();
    let mut row = vec![0; width];
    for (i, x) in a.iter().enumerate() {
        let mut left = i + 1;
        let earlier = i.checked_sub(1).and_then(|at| a.get(at));
        let mut last: Option<&char> = None;
        // Two rows up, two columns back.
        let swaps = std::iter::once(&0).chain(&before);
        let (first, cells) = row.split_at_mut(1);
        first.fill(left);
        let columns = b.iter().zip(above.windows(2)).zip(swaps).zip(cells);
        for (((y, up), swap), cell) in columns {
            let [corner, over] = *up else { continue };
            let mut least = (corner + usize::from(x != y)).min(over + 1).min(left + 1);
            if earlier == Some(y) && last == Some(x) {
                least = least.min(swap + 1);
            }
            *cell = least;
            left = least;
            last = Some(y);
        }
        std::mem::swap(&mut before, &mut above);
        std::mem::swap(&mut above, &mut row);
    }
    above.last().copied().unwrap_or_default()
}

/// Whether two names differ in their digits or numerals: those of one series are no typing errors
/// of each other (第一医院, 第二医院; Plant 1, Plant 2).
pub(super) fn differ_in_numbers(a: &str, b: &str) -> bool {
    let numbers = |text: &str| {
        let number = |c: &char| c.is_numeric() || numerals().contains(*c);
        text.chars().filter(number).collect::<String>()
    };
    numbers(a) != numbers(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(a: &str, b: &str) -> usize {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        edits(&chars(a), &chars(b))
    }

    #[test]
    fn edits_are_counted() {
        // Published examples: Wagner and Fischer's kitten, Damerau's swap, OSA's well-known CA / ABC.
        assert_eq!(of("kitten", "sitting"), 3);
        assert_eq!(of("ab", "ba"), 1);
        assert_eq!(of("ca", "abc"), 3);
        assert_eq!(of("", "abc"), 3);
        assert_eq!(of("东湖电力", "东湖动力"), 1);
    }

    #[test]
    fn the_nearest_name_comes_first() {
        let names = ["northwind traders", "东湖电力", "东湖水务", "acme"];
        let mut index = Similar::new(names.into_iter());
        let mut first = |name: &str| index.nearest(name, 0.5, 3).first().map(|n| n.0);
        assert_eq!(first("nortwhind trader"), Some(0));
        assert_eq!(first("湖北东湖电力"), Some(1));
        assert_eq!(first("东湖水务局"), Some(2));
        assert_eq!(first("amce"), Some(3));
        assert_eq!(first("zzz"), None);
    }

    #[test]
    fn names_of_a_series_differ() {
        assert!(differ_in_numbers("第一医院", "第二医院"));
        assert!(differ_in_numbers("plant 1", "plant 2"));
        assert!(!differ_in_numbers("acme trading", "acme tradings"));
    }
}
