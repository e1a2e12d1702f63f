//! Icons: round two-pixel strokes in the colour of the text, in a 24 × 24 box.

use super::{Paint, Shape, fill, line};

/// Side of the square box the icons are drawn in.
pub const BOX: f32 = 24.0;

/// What an icon stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Icon {
    /// Run the clock.
    Play,
    /// Stop the clock.
    Pause,
    /// On to the next event.
    Step,
    /// Back to the event before.
    StepBack,
    /// Take back what was done last.
    Undo,
    /// Do it again.
    Redo,
    /// Give this moment to others.
    Share,
    /// Again from the start with the same seed.
    Restart,
    /// A new seed.
    Dice,
    /// How fast time runs.
    Speed,
    /// What is this?
    Help,
    /// The light theme.
    Sun,
    /// The dark theme.
    Moon,
    /// The theme of the system.
    Auto,
    /// Settings.
    Sliders,
    /// The log of what happened.
    List,
    /// More about this.
    Info,
    /// Close or dismiss.
    Close,
    /// Add or raise.
    Plus,
    /// Remove or lower.
    Minus,
    /// Hire somebody.
    PersonPlus,
    /// A break.
    Coffee,
    /// Back where it came from: an order returns to the board.
    Return,
    /// Delete.
    Bin,
    /// A hand takes an order: receive.
    Take,
    /// Served: the order is done.
    Serve,
    /// A cracked cup: a crash.
    Drop,
    /// Onwards.
    ArrowRight,
    /// Find or filter.
    Search,
    /// Show only some.
    Filter,
    /// Locked: one at a time.
    Lock,
    /// Visible.
    Eye,
    /// Hidden from the others.
    EyeOff,
    /// Time, a delay.
    Clock,
    /// A letter nobody could deliver.
    DeadLetter,
    /// Up, or fold.
    ChevronUp,
    /// Down, or unfold.
    ChevronDown,
    /// Back.
    ChevronLeft,
    /// Forward.
    ChevronRight,
    /// A handle to drag by.
    Grip,
    /// A call or an alarm.
    Bell,
    /// Copy.
    Copy,
    /// The command line.
    Console,
}

impl Icon {
    /// Every icon, for galleries and tests.
    pub const ALL: &[Self] = &[
        Self::Play,
        Self::Pause,
        Self::Step,
        Self::StepBack,
        Self::Undo,
        Self::Redo,
        Self::Share,
        Self::Restart,
        Self::Dice,
        Self::Speed,
        Self::Help,
        Self::Sun,
        Self::Moon,
        Self::Auto,
        Self::Sliders,
        Self::List,
        Self::Info,
        Self::Close,
        Self::Plus,
        Self::Minus,
        Self::PersonPlus,
        Self::Coffee,
        Self::Return,
        Self::Bin,
        Self::Take,
        Self::Serve,
        Self::Drop,
        Self::ArrowRight,
        Self::Search,
        Self::Filter,
        Self::Lock,
        Self::Eye,
        Self::EyeOff,
        Self::Clock,
        Self::DeadLetter,
        Self::ChevronUp,
        Self::ChevronDown,
        Self::ChevronLeft,
        Self::ChevronRight,
        Self::Grip,
        Self::Bell,
        Self::Copy,
        Self::Console,
    ];

    /// The outlines to paint, in order.
    pub const fn shapes(self) -> &'static [Shape] {
        match self {
            Self::Play => {
                const { &[solid("M8 4.6c0-1 1-1.5 1.9-1L20 10.9c.9.6.9 1.6 0 2.2L9.9 20.4c-.9.5-1.9 0-1.9-1z")] }
            }
            Self::Pause => {
                const {
                    &[solid(
                        "M7 4h2.5A1.5 1.5 0 0 1 11 5.5v13A1.5 1.5 0 0 1 9.5 20H7a1.5 1.5 0 0 1-1.5-1.5v-13A1.5 1.5 0 0 1 7 4zM14.5 4H17a1.5 1.5 0 0 1 1.5 1.5v13A1.5 1.5 0 0 1 17 20h-2.5a1.5 1.5 0 0 1-1.5-1.5v-13A1.5 1.5 0 0 1 14.5 4z",
                    )]
                }
            }
            Self::Step => {
                const {
                    &[
                        solid("M4.5 5.5c0-1 1-1.4 1.8-.8l8 6.4c.6.5.6 1.3 0 1.8l-8 6.4c-.8.6-1.8.2-1.8-.8z"),
                        pen("M19 5v14"),
                    ]
                }
            }
            Self::StepBack => {
                const {
                    &[
                        solid("M19.5 5.5c0-1-1-1.4-1.8-.8l-8 6.4c-.6.5-.6 1.3 0 1.8l8 6.4c.8.6 1.8.2 1.8-.8z"),
                        pen("M5 5v14"),
                    ]
                }
            }
            Self::Undo => const { &[pen("M8.5 5L4 9.5 8.5 14M4 9.5h10.5a5 5 0 0 1 0 10H8")] },
            Self::Redo => const { &[pen("M15.5 5L20 9.5 15.5 14M20 9.5H9.5a5 5 0 0 0 0 10H16")] },
            Self::Share => {
                const { &[pen("M12 15.5V3.5M7.5 8L12 3.5 16.5 8M5 13v5.5A1.5 1.5 0 0 0 6.5 20h11a1.5 1.5 0 0 0 1.5-1.5V13")] }
            }
            Self::Restart => const { &[pen("M4.5 4v5h5M5 9a8 8 0 1 1-1 4.5")] },
            Self::Dice => {
                const {
                    &[
                        pen("M7 4h10a3 3 0 0 1 3 3v10a3 3 0 0 1-3 3H7a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3z"),
                        dots("M8.5 8.5h.1M12 12h.1M15.5 15.5h.1"),
                    ]
                }
            }
            Self::Speed => const { &[pen("M5.5 18.5a9 9 0 1 1 13 0M12 13l4-4.5"), dots("M12 13h.1")] },
            Self::Help => {
                const {
                    &[
                        pen("M12 3a9 9 0 0 1 0 18 9 9 0 0 1 0-18zM9.5 9.5c0-3.4 5-3.3 5 0 0 2-2.5 2-2.5 4"),
                        dots("M12 16.8h.1"),
                    ]
                }
            }
            Self::Sun => {
                const {
                    &[pen(
                        "M12 8a4 4 0 0 1 0 8 4 4 0 0 1 0-8zM12 2.5v1.5M12 20v1.5M2.5 12H4M20 12h1.5M5.3 5.3l1 1M17.7 17.7l1 1M5.3 18.7l1-1M17.7 6.3l1-1",
                    )]
                }
            }
            Self::Moon => const { &[pen("M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5z")] },
            Self::Auto => const { &[pen("M12 3a9 9 0 0 1 0 18 9 9 0 0 1 0-18z"), solid("M12 3a9 9 0 0 1 0 18z")] },
            Self::Sliders => {
                const {
                    &[pen(
                        "M4 7h8M18 7h2M4 17h2M12 17h8M15 4.5a2.5 2.5 0 0 1 0 5 2.5 2.5 0 0 1 0-5zM9 14.5a2.5 2.5 0 0 1 0 5 2.5 2.5 0 0 1 0-5z",
                    )]
                }
            }
            Self::List => const { &[pen("M9 6h11M9 12h11M9 18h11"), dots("M4.5 6h.1M4.5 12h.1M4.5 18h.1")] },
            Self::Info => const { &[pen("M12 3a9 9 0 0 1 0 18 9 9 0 0 1 0-18zM12 11.5V16"), dots("M12 7.8h.1")] },
            Self::Close => const { &[pen("M6 6l12 12M18 6L6 18")] },
            Self::Plus => const { &[pen("M12 5v14M5 12h14")] },
            Self::Minus => const { &[pen("M5 12h14")] },
            Self::PersonPlus => {
                const { &[pen("M9.5 4.5a3.5 3.5 0 0 1 0 7 3.5 3.5 0 0 1 0-7zM3 20c0-7 13-7 13 0M19 7.5v6M16 10.5h6")] }
            }
            Self::Coffee => {
                const {
                    &[pen(
                        "M5 10h11v6a4 4 0 0 1-4 4H9a4 4 0 0 1-4-4zM16 11.5h1.5a2.5 2.5 0 0 1 0 5H16M8.5 6.5V4M12.5 6.5V4",
                    )]
                }
            }
            Self::Return => const { &[pen("M9 5L4.5 9.5 9 14M4.5 9.5H14a5 5 0 0 1 0 10H9")] },
            Self::Bin => const { &[pen("M4 7h16M9.5 7V4h5v3M6 7l.9 13h10.2L18 7M10.2 11v5M13.8 11v5")] },
            Self::Take => {
                const {
                    &[pen(
                        "M8.5 12.5V6.3a1.5 1.5 0 0 1 3 0v5M11.5 11V4.5a1.5 1.5 0 0 1 3 0V11M14.5 11V6.3a1.5 1.5 0 0 1 3 0v8.7c0 4-2.5 6-5.5 6-3.5 0-4.7-2-6-4.5l-1.7-3.4c-.7-1.5 1.2-2.5 2.2-1.2l2 2.6",
                    )]
                }
            }
            Self::Serve => const { &[pen("M5 12.5l5 5L19.5 7")] },
            Self::Drop => {
                const {
                    &[pen(
                        "M5 6h11v9a4 4 0 0 1-4 4H9a4 4 0 0 1-4-4zM16 8.5h1.5a2.5 2.5 0 0 1 0 5H16M11.5 6L9 9.5l3.5 2-2.5 3.5",
                    )]
                }
            }
            Self::Console => const { &[pen("M5 6.5l5.5 5.5L5 17.5M12.5 18.5H20")] },
            Self::ArrowRight => const { &[pen("M4.5 12h15M13.5 6l6 6-6 6")] },
            Self::Search => const { &[pen("M10.5 4a6.5 6.5 0 0 1 0 13 6.5 6.5 0 0 1 0-13zM15.3 15.3l5.2 5.2")] },
            Self::Filter => const { &[pen("M4 6h16M7 12h10M10.5 18h3")] },
            Self::Lock => {
                const {
                    &[pen(
                        "M6.5 11h11a1.5 1.5 0 0 1 1.5 1.5V19a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 19v-6.5A1.5 1.5 0 0 1 6.5 11zM8 11V8a4 4 0 0 1 8 0v3",
                    )]
                }
            }
            Self::Eye => {
                const {
                    &[
                        pen("M2.5 12c4.5-8.5 14.5-8.5 19 0-4.5 8.5-14.5 8.5-19 0z"),
                        solid("M12 9.2a2.8 2.8 0 0 1 0 5.6 2.8 2.8 0 0 1 0-5.6z"),
                    ]
                }
            }
            Self::EyeOff => const { &[pen("M2.5 12c4.5-8.5 14.5-8.5 19 0-4.5 8.5-14.5 8.5-19 0zM4.5 20l15-16")] },
            Self::Clock => const { &[pen("M12 3a9 9 0 0 1 0 18 9 9 0 0 1 0-18zM12 7.5V12l3 2")] },
            Self::DeadLetter => {
                const {
                    &[pen(
                        "M12 19H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v4M3.5 6.5L12 12l8.5-5.5M16 16l5 5M21 16l-5 5",
                    )]
                }
            }
            Self::ChevronUp => const { &[pen("M6 15l6-6 6 6")] },
            Self::ChevronDown => const { &[pen("M6 9l6 6 6-6")] },
            Self::ChevronLeft => const { &[pen("M15 6l-6 6 6 6")] },
            Self::ChevronRight => const { &[pen("M9 6l6 6-6 6")] },
            Self::Grip => const { &[dots("M9 6h.1M15 6h.1M9 12h.1M15 12h.1M9 18h.1M15 18h.1")] },
            Self::Bell => const { &[pen("M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10.5 21h3M12 5V3.5")] },
            Self::Copy => {
                const {
                    &[pen(
                        "M10 9h8.5A1.5 1.5 0 0 1 20 10.5V19a1.5 1.5 0 0 1-1.5 1.5H10A1.5 1.5 0 0 1 8.5 19v-8.5A1.5 1.5 0 0 1 10 9zM15.5 5.5v0A1.5 1.5 0 0 0 14 4H5.5A1.5 1.5 0 0 0 4 5.5V14a1.5 1.5 0 0 0 1.5 1.5",
                    )]
                }
            }
        }
    }
}

const fn pen(d: &'static str) -> Shape {
    line(Paint::Current, 2.0, d)
}

const fn dots(d: &'static str) -> Shape {
    line(Paint::Current, 2.8, d)
}

const fn solid(d: &'static str) -> Shape {
    fill(Paint::Current, d)
}
