//! Columns of the matrix.

use crate::analysis::tiering::{AccountTier, Audit, AuditRow};
use crate::chart::canvas::Area;
use crate::chart::frame::Frame;
use crate::chart::scene::Room;

/// Least and most width of a rater's column.
const LEAST: f64 = 42.0;
const MOST: f64 = 104.0;

/// Where things stand.
pub struct Layout {
    /// Width of the names.
    pub label: f64,
    /// Raters with a column.
    pub columns: usize,
    /// Raters without one.
    pub hidden: usize,
    /// Some unit sees a known part of an order.
    pub shares: bool,
    /// Left edge and width of the disagreement.
    pub last: f64,
    /// Its width.
    pub last_width: f64,
    /// Height of a row.
    pub row: f64,
    left: f64,
    column: f64,
}

impl Layout {
    /// Fitted to the frame.
    pub fn new(frame: &mut Frame<'_>, audit: &Audit, rows: &[&AuditRow]) -> Self {
        let scene = frame.scene;
        let inner = frame.inner();
        let (label, last_width) = match scene.room() {
            Room::Small => (inner * 0.28, 84.0),
            Room::Medium => (inner * 0.28, 84.0),
            Room::Large => ((inner * 0.28).min(240.0), 110.0),
        };
        let left = frame.left + label + 8.0;
        let room = frame.right - left - last_width - 8.0;
        let fitting = libm::floor(room / LEAST).max(1.0) as usize;
        let columns = audit.raters.len().min(fitting);
        let column = (room / columns.max(1) as f64).min(MOST);
        let sees = |a: &AccountTier| a.unit_amounts.iter().any(|u| u.share.is_some());
        let shares = rows
            .iter()
            .any(|r| crate::chart::tiers::find(scene, r.account).is_some_and(sees));
        Self {
            label,
            columns,
            hidden: audit.raters.len() - columns,
            shares,
            last: left + column * columns as f64 + 8.0,
            last_width,
            row: if shares { 48.0 } else { 36.0 },
            left,
            column,
        }
    }

    /// The cell of a rater in the row that begins at `y`.
    pub fn cell(&self, rater: usize, y: f64) -> Area {
        Area {
            x: self.left + self.column * rater as f64 + 2.0,
            y: y + 2.0,
            w: self.column - 4.0,
            h: self.row - 4.0,
        }
    }
}
