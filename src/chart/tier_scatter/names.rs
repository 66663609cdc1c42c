//! Names beside marks: the largest first, where they touch neither a mark nor another text.

use super::layout::Layout;
use super::marks::{Drawn, extent, radius};
use crate::chart::canvas::{Anchor, Area, Label, Surface, clean};
use crate::chart::frame::Frame;
use crate::chart::line_break::{fit, regular};
use crate::chart::scene::Room;
use crate::chart::theme::Paint;

/// Most names tried: placing compares each with all marks.
const MOST: usize = 40;

/// Writes as many names as there is room for; returns how many marks have none.
pub fn place_names(frame: &mut Frame<'_>, layout: &Layout, marks: &[Drawn<'_, '_>]) -> usize {
    let scene = frame.scene;
    let taken: Vec<Area> = marks
        .iter()
        .map(|mark| match mark {
            Drawn::One(dot) => extent(layout, dot),
            Drawn::Many(area, _) => *area,
        })
        .collect();
    let single = marks
        .iter()
        .zip(&taken)
        .filter_map(|(mark, own)| match mark {
            Drawn::One(dot) => Some((*dot, own)),
            Drawn::Many(..) => None,
        });
    let widest = match scene.room() {
        Room::Small => 92.0,
        _ => 150.0,
    };
    frame.canvas.open_decor("kam-names");
    let (mut tried, mut named, mut all) = (0, 0, 0);
    for (dot, own) in single {
        all += 1;
        if tried == MOST {
            continue;
        }
        tried += 1;
        let name = clean(scene.account(dot.account.account));
        let name = fit(scene.metrics, &name, regular(12.0), widest);
        let centre = (own.x + own.w / 2.0, own.y + own.h / 2.0);
        let tries = around(centre, radius(layout, dot) + 4.0);
        let free = tries.iter().find_map(|(x, y, anchor)| {
            let face = regular(12.0);
            let label = Label::new(&name, *x, *y, face, Paint::Ink)
                .anchor(*anchor)
                .halo();
            let area = frame.canvas.extent(&label);
            let bare = taken
                .iter()
                .all(|t| std::ptr::eq(t, own) || apart(t, &area));
            let fits = inside(layout, &area) && bare && frame.canvas.is_free(area);
            fits.then_some(label)
        });
        if let Some(label) = free {
            frame.canvas.label(label);
            named += 1;
        }
    }
    frame.canvas.close();
    all - named
}

fn around((x, y): (f64, f64), r: f64) -> [(f64, f64, Anchor); 12] {
    let d = r * 0.72;
    [
        (x + r, y + 4.2, Anchor::Start),
        (x - r, y + 4.2, Anchor::End),
        (x, y - r - 2.0, Anchor::Middle),
        (x, y + r + 9.5, Anchor::Middle),
        (x + d, y - d, Anchor::Start),
        (x + d, y + d + 8.0, Anchor::Start),
        (x - d, y - d, Anchor::End),
        (x - d, y + d + 8.0, Anchor::End),
        // Beside an edge or a neighbour: flush with the mark.
        (x + r, y + r + 9.5, Anchor::End),
        (x + r, y - r - 2.0, Anchor::End),
        (x - r, y + r + 9.5, Anchor::Start),
        (x - r, y - r - 2.0, Anchor::Start),
    ]
}

fn apart(a: &Area, b: &Area) -> bool {
    a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y
}

fn inside(layout: &Layout, area: &Area) -> bool {
    let plot = layout.plot.area;
    let left = layout.strip.map_or(plot.x, |s| s.x);
    area.x >= left + 2.0
        && area.x + area.w <= plot.x + plot.w - 2.0
        && area.y >= plot.y
        && area.y + area.h <= plot.y + plot.h - 2.0
}
