//! Labels that keep out of each other's way along one line.

use super::line_break::Face;
use super::text_metrics::TextMetrics;

/// A text and where it would like to begin.
#[derive(Debug, Clone, PartialEq)]
pub struct Wish {
    /// Wished, then granted, left edge (or position, for [`dodge`]).
    pub at: f64,
    /// The text.
    pub text: String,
}

/// Moves texts apart within `bounds`, in their order; `None` if they do not fit.
pub fn spread(
    metrics: &TextMetrics,
    wishes: &[Wish],
    face: Face,
    bounds: (f64, f64),
    gap: f64,
) -> Option<Vec<Wish>> {
    let widths: Vec<f64> = wishes
        .iter()
        .map(|w| face.width(metrics, &w.text))
        .collect();
    let needed = widths.iter().sum::<f64>() + gap * (wishes.len().max(1) - 1) as f64;
    if needed > bounds.1 - bounds.0 {
        return None;
    }
    let mut placed = wishes.to_vec();
    let mut free = bounds.0;
    for (wish, width) in placed.iter_mut().zip(&widths) {
        wish.at = wish.at.max(free);
        free = wish.at + width + gap;
    }
    let mut end = bounds.1;
    for (wish, width) in placed.iter_mut().zip(&widths).rev() {
        wish.at = wish.at.min(end - width);
        end = wish.at - gap;
    }
    Some(placed)
}

/// Positions at least `gap` apart, as near as possible to those wished (ascending), within bounds.
pub fn dodge(wished: &[f64], gap: f64, bounds: (f64, f64)) -> Vec<f64> {
    let mut placed = wished.to_vec();
    let mut free = bounds.0;
    for at in &mut placed {
        *at = at.max(free);
        free = *at + gap;
    }
    let mut end = bounds.1;
    for at in placed.iter_mut().rev() {
        *at = at.min(end);
        end = *at - gap;
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::super::line_break::regular;
    use super::*;

    #[test]
    fn positions_keep_their_distance_and_stay_inside() {
        assert_eq!(
            dodge(&[5.0, 6.0, 30.0], 10.0, (0.0, 40.0)),
            [5.0, 15.0, 30.0]
        );
        assert_eq!(dodge(&[38.0, 39.0], 10.0, (0.0, 40.0)), [30.0, 40.0]);
    }

    #[test]
    fn texts_move_apart_or_give_up() {
        let metrics = TextMetrics::default();
        let wish = |at, text: &str| Wish {
            at,
            text: text.into(),
        };
        let wishes = [wish(0.0, "财务"), wish(5.0, "客户")];
        let placed = spread(&metrics, &wishes, regular(10.0), (0.0, 60.0), 4.0).unwrap();
        assert_eq!((placed[0].at, placed[1].at), (0.0, 24.0));
        assert_eq!(
            spread(&metrics, &wishes, regular(10.0), (0.0, 40.0), 4.0),
            None
        );
    }
}
