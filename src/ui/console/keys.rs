//! The keys of the prompt.

use yew::prelude::*;

use super::super::intent::{Intent, Panel};
use super::Console;

impl Console {
    /// Handles a key in the prompt. Returns true if the console must render again. Keys without a meaning here go on to
    /// the browser and the page.
    pub(super) fn key(&mut self, ctx: &Context<Self>, event: &KeyboardEvent) -> bool {
        let with_control = event.ctrl_key() && !event.alt_key() && !event.meta_key();
        let plain = !event.ctrl_key() && !event.alt_key() && !event.meta_key();
        match (event.key().as_str(), self.prompt.list().is_some()) {
            ("Tab", _) if plain && !event.shift_key() => {
                if !self.prompt.choose_current() {
                    let completion = self.completion(ctx);
                    if !self.prompt.complete(completion) {
                        return false;
                    }
                }
            }
            ("Enter", true) if plain => {
                self.prompt.choose_current();
            }
            ("ArrowDown", true) if plain => self.prompt.step(1),
            ("ArrowUp", true) if plain => self.prompt.step(-1),
            ("ArrowUp", false) if plain => {
                if !self.prompt.older() {
                    event.prevent_default();
                    return false;
                }
            }
            ("ArrowDown", false) if plain => {
                if !self.prompt.newer() {
                    event.prevent_default();
                    return false;
                }
            }
            ("Escape", true) => self.prompt.close_list(),
            ("Escape", false) => ctx.props().on.emit(Intent::Panel(Panel::ToggleConsole)),
            ("l" | "L", _) if with_control => self.clear(),
            // With a selection, Ctrl-C copies.
            ("c" | "C", _) if with_control && self.prompt.cursor().is_some() => {
                if self.transcript.is_waiting() {
                    self.hang_up(ctx);
                } else {
                    self.prompt.put(String::new());
                }
            }
            _ => return false,
        }
        event.prevent_default();
        event.stop_propagation();
        true
    }

    pub(super) fn completion(&self, ctx: &Context<Self>) -> console::Completion {
        let queues = ctx.props().queues.emit(());
        self.remembered.complete(self.prompt.line(), self.prompt.cursor(), queues)
    }
}
