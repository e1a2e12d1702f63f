//! What the person at the screen wants, whatever the hand: mouse, touch, key or script.

use yew::Callback;

use model::compare::Half;
use model::shop::{Intervention, Lane, Mode, PersonId, Role};
use model::sqs::MessageId;

use model::time::Instant;
use stage::{Input, Speed};

/// A wish.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Do something to the shop.
    Do(Intervention),
    /// Do something to someone, from their menu.
    Choose(PersonId, Intervention),
    /// Do several things to the shop.
    DoAll(Vec<Intervention>),
    /// Play where paused, pause where playing.
    Toggle,
    /// Pause, and go on to the next event.
    Step,
    /// Pause, and go back to the event before.
    StepBack,
    /// Go to this moment.
    Seek(Instant),
    /// Go on by so many milliseconds.
    Later(u64),
    /// Go on by so many milliseconds, which may be a long way, and say so on arrival.
    Skip(u64),
    /// Opens or closes the list of what can be skipped.
    ToggleSkips,
    /// Closes it for somebody who is elsewhere already.
    LeaveSkips,
    /// The shop is where it was on its way to, or stays where it is.
    Arrived,
    /// Go back by so many milliseconds.
    Earlier(u64),
    /// Go to the next mark of the timeline, or to the one before.
    Mark(bool),
    /// The timeline's head is in somebody's hand.
    Scrub(Scrub),
    /// Take the last deed back.
    Undo,
    /// Do it again.
    Redo,
    /// Open what can be given to others.
    Share,
    /// A file was chosen; none where it cannot be read.
    Opened(Option<String>),
    /// Say this to those who listen.
    Say(&'static str),
    /// Another pace.
    Pace(Speed),
    /// The same customers once more, from the beginning.
    Restart,
    /// Other customers, from the beginning.
    NewSeed,
    /// The same customers in the other shop, from the beginning.
    Switch(Mode),
    /// The same customers with a queue of another kind, FIFO or not, from the beginning.
    Kind(bool),
    /// Show this field of the settings.
    ShowSetting(&'static str),
    /// A built-in scene, from the beginning.
    Scene(&'static str),
    /// Show in the inspector.
    Select(Selection),
    /// Show this part of the inspector.
    Turn(Tab),
    /// Open someone's menu.
    OpenMenu(PersonId, Role),
    /// Close what is open: menu, help, inspector sheet.
    Close,
    /// Open or close the inspector where it covers the stage.
    ToggleInspector,
    /// Open the list of shortcuts.
    Help,
    /// Open or close the console.
    ToggleConsole,
    /// Another theme.
    Theme(Theme),
    /// Single-key shortcuts on or off.
    Shortcuts(bool),
    /// Something is being typed into a field, or no longer.
    Draft(Option<(&'static str, String)>),
    /// Show a sentence.
    Tell(String),
    /// Show a chart's numbers as a table, or no longer.
    Table(&'static str),
    /// What a million requests cost, in cents.
    Price(u64),
    /// Take something along as a file.
    Take(Taken),
    /// Part of a drag.
    Drag(Input),
    /// Two shops side by side, if there is one.
    SideBySide,
    /// Two shops side by side, from the beginning: the pair of that id.
    Compare(&'static str),
    /// Of two shops, take that one in hand.
    TakeInHand(Half),
    /// Something in that one of two shops, which is taken in hand for it.
    At(Half, Box<Intent>),
    /// Several things to the shop in hand, and to the one beside it.
    DoBoth(Vec<Intervention>, Vec<Intervention>),
}

/// What a hand does with the timeline's head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scrub {
    /// Takes it, at this moment.
    Down(Instant),
    /// Moves it there.
    Move(Instant),
    /// Lets go.
    Up,
}

/// What the inspector is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Selection {
    /// Nothing.
    #[default]
    None,
    /// Someone.
    Person(PersonId),
    /// A message.
    Ticket(MessageId),
    /// Everything in a lane or tray.
    Lane(Lane),
    /// What a FIFO queue remembers of sends.
    Memory,
}

/// The inspector's parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// What is selected.
    #[default]
    Details,
    /// Settings of shop and queue.
    Settings,
    /// What happened.
    Log,
    /// Counts.
    Metrics,
}

impl Tab {
    /// All parts, in their order.
    pub const ALL: [Self; 4] = [Self::Details, Self::Settings, Self::Log, Self::Metrics];

    /// Its name on the screen.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Details => "Details",
            Self::Settings => "Settings",
            Self::Log => "Log",
            Self::Metrics => "Metrics",
        }
    }

    /// Its part of element ids.
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

/// What can be taken along as a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// What was measured, as rows.
    Csv,
    /// What was measured, as JSON.
    Json,
    /// A chart as a drawing.
    Svg(&'static str),
    /// A chart as pixels.
    Png(&'static str),
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system wishes.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The value of `data-theme`, `?theme=` and the stored choice.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::System => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of that slug, in any letter case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::System, Self::Light, Self::Dark].into_iter().find(|theme| theme.slug().eq_ignore_ascii_case(text))
    }

    /// The next one on the switch.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }
}

/// A handler that passes on what `read` makes of an event, and nothing where it makes nothing.
pub fn hear<E: 'static, T: 'static>(on: &Callback<T>, read: impl Fn(E) -> Option<T> + 'static) -> Callback<E> {
    let on = on.clone();
    Callback::from(move |event| {
        if let Some(wish) = read(event) {
            on.emit(wish);
        }
    })
}
