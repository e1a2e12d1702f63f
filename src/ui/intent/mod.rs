//! Intents: what the user wants, from any input (mouse, touch, keyboard, script).

mod shown;

pub use self::shown::{Selection, Tab, Taken, Theme};
use yew::Callback;

use super::keep::Entry;
use crate::session::Narration;
use model::compare::Half;
use model::shop::{Intervention, Mode, PersonId, Role};

use model::time::Instant;
use stage::{Input, Speed};

/// An intent, sent to the root component.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Apply an intervention to the shop.
    Do(Intervention),
    /// Apply several interventions, one from a menu, or undo.
    Deeds(Deeds),
    /// Play, pause, step or seek.
    Time(Time),
    /// Start another run.
    Open(Open),
    /// Open, close or change panels.
    Panel(Panel),
    /// Change or export the figures.
    Figures(Figures),
    /// Compare two shops.
    Pair(Pair),
    /// The draft of the text field with this id; `None` once it is submitted or given up.
    Draft(Option<(&'static str, String)>),
    /// A part of a drag.
    Drag(Input),
    /// Announce this to screen readers.
    Say(&'static str),
    /// Show this in a notice and announce it.
    Tell(String),
}

/// Deeds other than a single intervention.
#[derive(Clone, Debug, PartialEq)]
pub enum Deeds {
    /// Apply an intervention from a person's menu.
    OfMenu(PersonId, Intervention),
    /// Apply several interventions. One undo reverts all of them.
    All(Vec<Intervention>),
    /// Apply interventions to the chosen shop of a pair, and others to the other shop. One undo reverts all of them.
    Both(Vec<Intervention>, Vec<Intervention>),
    Undo,
    /// Redo the last undone deed.
    Redo,
}

/// Playback and seeking.
#[derive(Clone, Debug, PartialEq)]
pub enum Time {
    /// Play if paused, pause if playing.
    Toggle,
    /// Pause, and advance to the next event.
    Step,
    /// Pause, and go back to the previous event.
    StepBack,
    /// Seek to this moment.
    Seek(Instant),
    /// Seek forward by this many milliseconds.
    Later(u64),
    /// Seek back by this many milliseconds.
    Earlier(u64),
    /// Seek forward by this many milliseconds, and announce the end of the seek. It may take seconds.
    Skip(u64),
    /// The seek of [`Time::Skip`] finished or was cancelled.
    Arrived,
    /// Seek to the next mark of the timeline (true) or to the previous one (false).
    Mark(bool),
    /// Drag the timeline's head.
    Scrub(Scrub),
    /// Set the speed.
    Pace(Speed),
}

/// Starting another run.
#[derive(Clone, Debug, PartialEq)]
pub enum Open {
    /// Restart with the same customers.
    Restart,
    /// Restart with other customers: another seed.
    NewSeed,
    /// Restart with the same customers in this kind of shop.
    Switch(Mode),
    /// Restart with the same customers and another kind of queue: FIFO if true, else standard.
    Kind(bool),
    /// Open the built-in scene with this id.
    Scene(&'static str),
    /// Open the text of a chosen file; `None` if the file could not be read.
    File(Option<String>),
    /// Continue with a run of an earlier visit.
    Kept(Entry),
    /// Continue with none of them.
    Anew,
}

/// Panels, dialogs, and the selection.
#[derive(Clone, Debug, PartialEq)]
pub enum Panel {
    /// Select this and show it in the inspector.
    Select(Selection),
    /// Select nothing: the inspector shows its ideas again.
    Deselect,
    /// Show this tab of the inspector.
    Turn(Tab),
    /// Show this field of the settings.
    ShowSetting(&'static str),
    /// Open or close a person's menu.
    Menu(PersonId, Role),
    /// Close menu and dialogs, and cancel a pending seek.
    Close,
    /// The same; if there is none of them: select nothing; if nothing is selected, close the inspector of a narrow page.
    Back,
    /// Open or close the inspector on a narrow page.
    ToggleInspector,
    /// Open or close the console.
    ToggleConsole,
    /// Open or close the list of times to skip.
    ToggleSkips,
    /// Close that list and leave the focus where it is.
    LeaveSkips,
    /// Open the list of shortcuts.
    Help,
    /// Turn single-key shortcuts on or off.
    Shortcuts(bool),
    /// Open the share dialog.
    Share,
    /// Set the theme.
    Theme(Theme),
    /// Set how much a screen reader hears.
    Narrate(Narration),
    /// Answer the question of the bridge's sign.
    Answer(bool),
}

/// Charts and prices.
#[derive(Clone, Debug, PartialEq)]
pub enum Figures {
    /// Show or hide a chart's numbers as a table.
    Table(&'static str),
    /// Set the price of a million requests, in cents.
    Price(u64),
    Take(Taken),
}

/// Compare two shops.
#[derive(Clone, Debug, PartialEq)]
pub enum Pair {
    /// Open the first pair, unless two shops are compared already.
    SideBySide,
    /// Start the pair with this id.
    Compare(&'static str),
    /// Choose this shop: the inspector shows it, and deeds apply to it.
    Choose(Half),
    /// Choose this shop, then handle the intent in it.
    At(Half, Box<Intent>),
}

/// Dragging the timeline's head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scrub {
    /// The pointer is pressed at this moment.
    Down(Instant),
    /// The head is moved to this moment.
    Move(Instant),
    /// The pointer is released.
    Up,
}

/// Returns a handler that emits the intent that `read` returns for an event, if any.
pub fn hear<E: 'static, T: 'static>(on: &Callback<T>, read: impl Fn(E) -> Option<T> + 'static) -> Callback<E> {
    let on = on.clone();
    Callback::from(move |event| {
        if let Some(wish) = read(event) {
            on.emit(wish);
        }
    })
}
