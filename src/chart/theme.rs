//! Colours by meaning. Themed charts name a custom property with its light value as fallback, so
//! that the page's CSS decides; files get the value baked in.

use std::borrow::Cow;

use super::Theme;

/// A colour by what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Paint {
    /// No colour at all.
    None,
    /// What the chart lies on.
    Surface,
    /// Titles, names, targets.
    Ink,
    /// Labels.
    Ink2,
    /// Explanations; also notes.
    Muted,
    /// Axis lines and outlines.
    Axis,
    /// Grid and rules.
    Grid,
    /// The one accent.
    Accent,
    /// Bad.
    Negative,
    /// Neither good nor bad.
    Neutral,
    /// Hatching of what is not known.
    Hatch,
    /// A relationship level −1 … 3.
    Level(i8),
    /// The number on a level's colour.
    OnLevel(i8),
    /// A tier's mark: 0 best … 3.
    Tier(usize),
    /// A tier region's tint: 0 best … 3.
    Region(usize),
    /// A bullet's band: 0 poor, 1 short, 2 met.
    Band(usize),
    /// A fan's outer band, P10 … P90.
    Fan80,
    /// A fan's inner band, P25 … P75.
    Fan50,
}

impl Paint {
    /// The value of the presentation attribute.
    pub fn css(self, baked: Option<Theme>) -> Cow<'static, str> {
        let (name, light, dark) = self.token();
        match baked {
            _ if name.is_empty() => Cow::Borrowed("none"),
            Some(Theme::Light) => Cow::Borrowed(light),
            Some(Theme::Dark) => Cow::Borrowed(dark),
            None => Cow::Owned(format!("var(--kam-{name},{light})")),
        }
    }

    /// (name after `--kam-`, light, dark).
    pub fn token(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::None => ("", "none", "none"),
            Self::Surface => ("surface", "#FFFFFF", "#15181D"),
            Self::Ink => ("ink", "#1A1E24", "#EEF1F5"),
            Self::Ink2 => ("ink2", "#454C55", "#C3CAD3"),
            Self::Muted => ("muted", "#656D77", "#98A1AC"),
            Self::Axis => ("axis", "#868E98", "#6F7884"),
            Self::Grid => ("grid", "#E7E9EC", "#2A2F37"),
            Self::Accent => ("accent", "#1F66A8", "#6CB0EA"),
            Self::Negative => ("negative", "#BD4F06", "#F08A3C"),
            Self::Neutral => ("neutral", "#79828D", "#98A1AC"),
            Self::Hatch => ("hatch", "#C4C9D0", "#474E59"),
            Self::Level(level) => level_token(level),
            Self::OnLevel(level) => on_level_token(level),
            Self::Tier(tier) => tier_token(tier),
            Self::Region(tier) => region_token(tier),
            Self::Band(0) => ("band-1", "#D5D9DE", "#434A54"),
            Self::Band(1) => ("band-2", "#E6E8EB", "#323841"),
            Self::Band(_) => ("band-3", "#F3F4F6", "#252A31"),
            Self::Fan80 => ("fan-80", "#D6E6F4", "#1D2F41"),
            Self::Fan50 => ("fan-50", "#A9CBE8", "#27486A"),
        }
    }
}

fn level_token(level: i8) -> (&'static str, &'static str, &'static str) {
    match level {
        ..=-1 => ("level-m1", "#BD4F06", "#F08A3C"),
        0 => ("level-0", "#F0ECE4", "#3A3D42"),
        1 => ("level-1", "#A6CBEA", "#1F5C92"),
        2 => ("level-2", "#4A8DC7", "#5BA3E0"),
        3.. => ("level-3", "#0F4478", "#CDE7FB"),
    }
}

fn on_level_token(level: i8) -> (&'static str, &'static str, &'static str) {
    match level {
        ..=-1 => ("on-level-m1", "#FFFFFF", "#15181D"),
        0 => ("on-level-0", "#1A1E24", "#EEF1F5"),
        1 => ("on-level-1", "#1A1E24", "#FFFFFF"),
        2 => ("on-level-2", "#0B0E12", "#0B0E12"),
        3.. => ("on-level-3", "#FFFFFF", "#15181D"),
    }
}

fn tier_token(tier: usize) -> (&'static str, &'static str, &'static str) {
    match tier {
        0 => ("tier-1", "#0F4478", "#CDE7FB"),
        1 => ("tier-2", "#3D84BE", "#5BA3E0"),
        2 => ("tier-3", "#79828D", "#8A94A1"),
        _ => ("tier-4", "#A8865C", "#C39A67"),
    }
}

fn region_token(tier: usize) -> (&'static str, &'static str, &'static str) {
    match tier {
        0 => ("region-1", "#DFECF8", "#1B2C3D"),
        1 => ("region-2", "#EDF4FA", "#19232D"),
        2 => ("region-3", "#F4F5F6", "#1A1D22"),
        _ => ("region-4", "#FAF6F0", "#221F1A"),
    }
}
