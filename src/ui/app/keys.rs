//! Keyboard shortcuts.

use web_sys::KeyboardEvent;

use super::super::intent::{Deeds, Intent, Open, Panel, Time};
use super::super::more;
use super::App;
use crate::web;
use model::shop::Intervention;
use stage::Input;

impl App {
    /// What a key means now.
    pub(super) fn key(&self, event: &KeyboardEvent) -> Option<Intent> {
        let key = event.key();
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return self.edit_key(event, &key);
        }
        if key == "Escape" {
            let is_dragging = self.pointer.drag.lifted().is_some();
            return match () {
                () if more::is_open() => None,
                () if is_dragging => Some(Intent::Drag(Input::Cancel)),
                // A field gives up its text first.
                () if web::is_text_field(event) => Some(Intent::Panel(Panel::Close)),
                () => Some(Intent::Panel(Panel::Back)),
            };
        }
        if self.panels.is_dialog_open() || !self.panels.shortcuts {
            return None;
        }
        if let Some(time) = self.time_key(event, &key).filter(|_| !web::uses_key(event)) {
            return Some(Intent::Time(time));
        }
        if web::is_text_field(event) {
            return None;
        }
        match key.as_str() {
            "r" | "R" => Some(Intent::Open(Open::Restart)),
            "n" | "N" => Some(Intent::Open(Open::NewSeed)),
            "t" | "T" => Some(Intent::Do(Intervention::Take)),
            "c" | "C" | "~" | "`" => Some(Intent::Panel(Panel::ToggleConsole)),
            "?" => Some(Intent::Panel(Panel::Help)),
            _ => None,
        }
    }

    fn time_key(&self, event: &KeyboardEvent, key: &str) -> Option<Time> {
        let speed = self.session.borrow().speed();
        match (key, event.shift_key()) {
            (" ", _) => Some(Time::Toggle),
            ("ArrowRight", true) => Some(Time::Later(1_000)),
            ("ArrowLeft", true) => Some(Time::Earlier(1_000)),
            ("ArrowRight", false) => Some(Time::Step),
            ("ArrowLeft", false) => Some(Time::StepBack),
            ("ArrowUp", _) => Some(Time::Pace(speed.faster())),
            ("ArrowDown", _) => Some(Time::Pace(speed.slower())),
            _ => None,
        }
    }

    fn edit_key(&self, event: &KeyboardEvent, key: &str) -> Option<Intent> {
        if event.alt_key() || self.panels.is_dialog_open() || web::is_text_field(event) {
            return None;
        }
        match (key, event.shift_key()) {
            ("z" | "Z", false) => Some(Intent::Deeds(Deeds::Undo)),
            ("z" | "Z", true) | ("y" | "Y", false) => Some(Intent::Deeds(Deeds::Redo)),
            _ => None,
        }
    }
}
