//! What the page shows: the selection, the tab, the theme, and what can be exported of it.

use model::shop::{Lane, PersonId};
use model::sqs::MessageId;

/// What the inspector shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Selection {
    /// Nothing.
    #[default]
    None,
    /// A person.
    Person(PersonId),
    /// A message.
    Ticket(MessageId),
    /// All messages in a lane or tray.
    Lane(Lane),
    /// The deduplication window of a FIFO queue.
    Memory,
}

/// The tabs of the inspector.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// The selected person, message or place.
    #[default]
    Details,
    /// The settings of shop and queue.
    Settings,
    /// The log of events.
    Log,
    /// The counts and charts.
    Metrics,
}

impl Tab {
    /// All tabs, in display order.
    pub const ALL: [Self; 4] = [Self::Details, Self::Settings, Self::Log, Self::Metrics];

    /// The tab's name on the screen.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Details => "Details",
            Self::Settings => "Settings",
            Self::Log => "Log",
            Self::Metrics => "Metrics",
        }
    }

    /// The suffix of the tab's element ids.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Details => "details",
            Self::Settings => "settings",
            Self::Log => "log",
            Self::Metrics => "metrics",
        }
    }
}

/// What can be exported as a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// All figures as CSV.
    Csv,
    /// All figures as JSON.
    Json,
    /// The chart with this id as SVG.
    Svg(&'static str),
    /// The chart with this id as PNG.
    Png(&'static str),
}

/// The colour theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Follow the system's setting.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The value in `data-theme`, in `?theme=` and in storage.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::System => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Parses a slug, in any letter case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::System, Self::Light, Self::Dark].into_iter().find(|theme| theme.slug().eq_ignore_ascii_case(text))
    }

    /// The theme that the switch selects next.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }
}
