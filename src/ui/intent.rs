//! What the person at the screen wants, from any input: mouse, touch, key, script.

use yew::Callback;

use model::compare::Half;
use model::shop::{Intervention, Lane, Mode, PersonId, Role};
use model::sqs::MessageId;

use model::time::Instant;
use stage::{Input, Speed};

/// A wish, sent to the root component.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Do something to the shop.
    Do(Intervention),
    /// Several deeds, a deed from a menu, or undoing one.
    Deeds(Deeds),
    /// Play, pause, step or seek.
    Time(Time),
    /// Open another run.
    Open(Open),
    /// Open, close or change panels.
    Panel(Panel),
    /// Change or export what the metrics show.
    Figures(Figures),
    /// Two shops side by side.
    Pair(Pair),
    /// Something is being typed into a field, under the field's id; `None` once it is done.
    Draft(Option<(&'static str, String)>),
    /// Part of a drag.
    Drag(Input),
    /// Announce this to screen readers.
    Say(&'static str),
    /// Show this in a notice, and announce it.
    Tell(String),
}

/// Deeds, beyond a single one.
#[derive(Clone, Debug, PartialEq)]
pub enum Deeds {
    /// Do something to someone, from their menu.
    OfMenu(PersonId, Intervention),
    /// Several things to the shop, undone as one.
    All(Vec<Intervention>),
    /// Several things to the chosen shop of a pair, and to the other one, undone as one.
    Both(Vec<Intervention>, Vec<Intervention>),
    /// Undo the last deed.
    Undo,
    /// Redo what was undone last.
    Redo,
}

/// Through time.
#[derive(Clone, Debug, PartialEq)]
pub enum Time {
    /// Play if paused, pause if playing.
    Toggle,
    /// Pause, and advance to the next event.
    Step,
    /// Pause, and go back to the event before.
    StepBack,
    /// Seek this moment.
    Seek(Instant),
    /// Seek so many milliseconds ahead.
    Later(u64),
    /// Seek so many milliseconds back.
    Earlier(u64),
    /// Seek so many milliseconds ahead, which may take long, and announce the arrival.
    Skip(u64),
    /// The seek of [`Time::Skip`] has finished or was given up.
    Arrived,
    /// Seek the next mark of the timeline (true), or the one before.
    Mark(bool),
    /// Drag the timeline's head.
    Scrub(Scrub),
    /// Set the speed.
    Pace(Speed),
}

/// Another run, from the beginning.
#[derive(Clone, Debug, PartialEq)]
pub enum Open {
    /// The same customers once more.
    Restart,
    /// Other customers.
    NewSeed,
    /// The same customers in the other kind of shop.
    Switch(Mode),
    /// The same customers with a queue of another kind: FIFO if true.
    Kind(bool),
    /// A built-in scene.
    Scene(&'static str),
    /// The text of a chosen file; `None` if it cannot be read.
    File(Option<String>),
}

/// What is open and selected.
#[derive(Clone, Debug, PartialEq)]
pub enum Panel {
    /// Show this in the inspector.
    Select(Selection),
    /// Show this tab of the inspector.
    Turn(Tab),
    /// Show this field of the settings.
    ShowSetting(&'static str),
    /// Open or close someone's menu.
    Menu(PersonId, Role),
    /// Close menu and dialogs, and give up a seek under way.
    Close,
    /// Open or close the inspector where it covers the stage.
    ToggleInspector,
    /// Open or close the console.
    ToggleConsole,
    /// Open or close the list of times to skip.
    ToggleSkips,
    /// Close that list without moving the focus.
    LeaveSkips,
    /// Open the list of shortcuts.
    Help,
    /// Single-key shortcuts on or off.
    Shortcuts(bool),
    /// Open the share dialog.
    Share,
    /// Set the theme.
    Theme(Theme),
}

/// Charts and prices.
#[derive(Clone, Debug, PartialEq)]
pub enum Figures {
    /// Show a chart's numbers as a table, or no longer.
    Table(&'static str),
    /// The price of a million requests, in cents.
    Price(u64),
    /// Export as a file.
    Take(Taken),
}

/// Two shops side by side.
#[derive(Clone, Debug, PartialEq)]
pub enum Pair {
    /// Open the first pair, unless two are compared already.
    SideBySide,
    /// Open the pair of that id, from the beginning.
    Compare(&'static str),
    /// Choose this half: inspector and deeds refer to it.
    Choose(Half),
    /// Choose this half, and do this in it.
    At(Half, Box<Intent>),
}

/// Dragging the timeline's head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scrub {
    /// It is taken, at this moment.
    Down(Instant),
    /// It is moved there.
    Move(Instant),
    /// It is released.
    Up,
}

/// What the inspector shows.
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

/// The tabs of the inspector.
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
    /// All tabs, in their order.
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

    /// The end of its element ids.
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
    /// As the system's setting.
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

/// A handler that emits what `read` returns for an event, if it returns something.
pub fn hear<E: 'static, T: 'static>(on: &Callback<T>, read: impl Fn(E) -> Option<T> + 'static) -> Callback<E> {
    let on = on.clone();
    Callback::from(move |event| {
        if let Some(wish) = read(event) {
            on.emit(wish);
        }
    })
}
