//! What is open and selected.

use yew::html::Scope;

use super::super::charts::Ledger;
use super::super::console;
use super::super::help;
use super::super::inspector;
use super::super::intent::{Intent, Panel, Selection, Tab, Theme};
use super::super::menu::{self, MenuItem};
use super::super::share::{self, Parcel};
use super::super::way;
use super::{App, Msg};
use crate::web;
use model::shop::{PersonId, Role, Snapshot};
use model::text::grouped;

/// The state of panels, menus and dialogs.
pub struct Panels {
    /// What the inspector shows.
    pub selection: Selection,
    /// The inspector's tab.
    pub tab: Tab,
    /// The inspector covers the stage, where there is no room beside it.
    pub inspector_open: bool,
    /// Whose menu is open.
    pub menu: Option<(PersonId, Role)>,
    /// The list of shortcuts is open.
    pub help: bool,
    /// The content of the share dialog, while it is open.
    pub parcel: Option<Parcel>,
    /// The list of times to skip is open.
    pub skips: bool,
    /// Single-key shortcuts are on.
    pub shortcuts: bool,
    /// Whether the console is open; `None` before it was opened first.
    pub console: Option<bool>,
    /// What is being typed into which field.
    pub draft: Option<(&'static str, String)>,
    /// What the charts show.
    pub ledger: Ledger,
    /// The id of the element that gets the focus after the next render.
    pub focus_next: Option<String>,
}

impl Default for Panels {
    fn default() -> Self {
        Self {
            selection: Selection::None,
            tab: Tab::default(),
            inspector_open: false,
            menu: None,
            help: false,
            parcel: None,
            skips: false,
            shortcuts: true,
            console: None,
            draft: None,
            ledger: Ledger::default(),
            focus_next: None,
        }
    }
}

impl Panels {
    /// Returns true if a dialog covers the page.
    pub const fn is_dialog_open(&self) -> bool {
        self.help || self.parcel.is_some()
    }

    /// Returns true if the console is open.
    pub fn is_console_open(&self) -> bool {
        self.console == Some(true)
    }

    /// Moves the focus after the next render.
    pub fn focus(&mut self, id: impl Into<String>) {
        self.focus_next = Some(id.into());
    }

    /// Forgets what belongs to a run that was replaced.
    pub const fn forget(&mut self) {
        self.selection = Selection::None;
        self.menu = None;
    }

    /// Shows something in the inspector; the same thing again leads back to the ideas.
    fn toggle(&mut self, selection: Selection) {
        if self.selection == selection && self.tab == Tab::Details {
            self.deselect();
        } else {
            self.select(selection);
        }
    }

    /// Leads back to the ideas.
    fn deselect(&mut self) {
        if web::has_focus_inside(inspector::PANEL) {
            self.focus(inspector::DETAILS_TAB);
        }
        self.forget();
    }

    /// Shows something in the inspector.
    pub fn select(&mut self, selection: Selection) {
        self.selection = selection;
        self.tab = Tab::Details;
        if self.menu.is_some_and(|(person, _)| selection != Selection::Person(person)) {
            self.menu = None;
        }
    }

    fn toggle_menu(&mut self, person: PersonId, role: Role) {
        self.menu = (self.menu != Some((person, role))).then_some((person, role));
        self.focus_next = self.menu.map(|_| menu::FIRST.into());
        if self.menu.is_some() {
            self.select(Selection::Person(person));
        } else {
            self.toggle(Selection::Person(person));
        }
    }

    fn toggle_console(&mut self) {
        let open = !self.is_console_open();
        self.console = Some(open);
        self.inspector_open &= !open;
        self.focus(if open { console::LINE } else { console_button() });
    }

    /// Opens or closes the list of times to skip.
    pub fn toggle_skips(&mut self) {
        self.skips = !self.skips;
        self.focus(if self.skips { way::FIRST_SKIP } else { way::SKIP });
    }

    /// The open menu with its items, of the people in this snapshot.
    pub fn open_menu(&self, snapshot: &Snapshot) -> Option<(PersonId, Role, Vec<MenuItem>)> {
        let (person, role) = self.menu?;
        let staff = if role == Role::Cashier { &snapshot.cashiers } else { &snapshot.baristas };
        let place = staff.first.iter().position(|view| view.id == person)?;
        let count = u32::try_from(staff.count).unwrap_or(u32::MAX);
        Some((person, role, menu::items(&staff.first[place], place as u32, count)))
    }
}

/// The console's button, or the one of the menu that contains it.
fn console_button() -> &'static str {
    let is_shown = |id: &&str| web::element(id).is_some_and(|button| button.get_bounding_client_rect().width() > 1.0);
    ["open-console", "open-more", "open-more-below"].into_iter().find(is_shown).unwrap_or("play")
}

impl App {
    /// Opens, closes or changes panels.
    pub(super) fn panel(&mut self, link: &Scope<Self>, panel: Panel) {
        let panels = &mut self.panels;
        match panel {
            // A click that ends a drag selects nothing and opens no menu.
            Panel::Select(selection) => {
                if !self.pointer.takes_click() {
                    panels.toggle(selection);
                }
            }
            Panel::Menu(person, role) => {
                if !self.pointer.takes_click() {
                    panels.toggle_menu(person, role);
                }
            }
            Panel::Turn(tab) => panels.tab = tab,
            Panel::ShowSetting(id) => {
                panels.tab = Tab::Settings;
                panels.inspector_open = true;
                panels.focus(id);
            }
            // Neither does one that ends on the floor.
            Panel::Deselect => {
                if !self.pointer.takes_click() {
                    panels.deselect();
                }
            }
            Panel::Close => self.close(),
            Panel::Back => {
                let is_busy = panels.menu.is_some() || panels.is_dialog_open() || self.session.borrow().is_busy();
                if is_busy {
                    self.close();
                } else if panels.selection != Selection::None {
                    panels.deselect();
                } else {
                    panels.inspector_open = false;
                }
            }
            Panel::ToggleInspector => panels.inspector_open = !panels.inspector_open,
            Panel::ToggleConsole => panels.toggle_console(),
            Panel::ToggleSkips => panels.toggle_skips(),
            Panel::LeaveSkips => panels.skips = false,
            Panel::Help if self.later.hands.is_none() => self.later.postpone(Msg::Intent(Intent::Panel(Panel::Help))),
            Panel::Help => {
                panels.help = true;
                panels.focus(help::FIRST);
            }
            Panel::Shortcuts(on) => panels.shortcuts = on,
            Panel::Answer(yes) => self.answer(yes),
            Panel::Share => match self.later.share {
                Some(share) => {
                    let (size, dark) = (self.stages.chosen.size, self.stages.dark);
                    panels.parcel = Some((share.pack)(&self.session.borrow(), size, dark));
                    panels.focus(share::FIRST);
                }
                None => self.later.request_share(link),
            },
            Panel::Theme(theme) => {
                web::store("order-board.theme", theme.slug());
                self.set_theme(theme);
            }
            Panel::Narrate(level) => {
                if let Some(hands) = self.later.hands {
                    (hands.set_narration)(self, Some(level));
                }
            }
        }
    }

    fn close(&mut self) {
        let panels = &mut self.panels;
        (panels.menu, panels.help, panels.parcel) = (None, false, None);
        let dropped = self.session.borrow_mut().stay();
        if let Some(dropped) = dropped {
            let waited = match dropped {
                0 => String::new(),
                1 => " The deed that waited is cancelled.".into(),
                _ => format!(" The {} deeds that waited are cancelled.", grouped(dropped as u64)),
            };
            self.notices.say(format!("Stopped at {}.{waited}", self.moment()));
        }
    }

    /// Sets the theme, and shows it.
    pub(super) fn set_theme(&mut self, theme: Theme) {
        self.theme = theme;
        self.stages.dark = match theme {
            Theme::Dark => true,
            Theme::Light => false,
            Theme::System => web::matches_media("(prefers-color-scheme: dark)"),
        };
        web::set_root("data-theme", Some(if self.stages.dark { "dark" } else { "light" }));
    }
}
