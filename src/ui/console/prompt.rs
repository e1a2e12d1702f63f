//! The prompt: the line, its cursor, its history and its candidates.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::list::List;
use console::{Completion, History};

/// The line that is being edited.
#[derive(Default)]
pub struct Prompt {
    line: String,
    /// Where to put the cursor after the next render, in bytes.
    cursor_next: Option<usize>,
    hint: String,
    list: Option<List>,
    /// The lines that were entered.
    pub history: History,
    /// The input element.
    pub input: NodeRef,
}

impl Prompt {
    /// The text of the line.
    pub fn line(&self) -> &str {
        &self.line
    }

    /// The sentence below the line.
    pub fn hint(&self) -> &str {
        &self.hint
    }

    /// The list of candidates, if it is open.
    pub const fn list(&self) -> Option<&List> {
        self.list.as_ref()
    }

    /// Shows a sentence below the line.
    pub fn say(&mut self, hint: &str) {
        hint.clone_into(&mut self.hint);
    }

    /// Closes the list of candidates.
    pub fn close_list(&mut self) {
        self.list = None;
    }

    /// The cursor, in bytes; `None` while text is selected.
    pub fn cursor(&self) -> Option<usize> {
        let input = self.input.cast::<HtmlInputElement>()?;
        let (start, end) = (input.selection_start().ok()??, input.selection_end().ok()??);
        (start == end).then(|| bytes_before(&self.line, start))
    }

    /// Moves the cursor of the rendered input to where the last edit wants it.
    pub fn place_cursor(&mut self) {
        if let (Some(at), Some(input)) = (self.cursor_next.take(), self.input.cast::<HtmlInputElement>()) {
            let units = units_before(&self.line, at);
            let _ = input.set_selection_range(units, units);
        }
    }

    /// Takes over a text that was typed.
    pub fn typed(&mut self, line: String) {
        self.line = line;
        self.history.stay();
    }

    /// Replaces the line and puts the cursor at its end.
    pub fn put(&mut self, line: String) {
        self.cursor_next = Some(line.len());
        self.line = line;
        self.list = None;
        self.hint.clear();
    }

    /// Empties the prompt and returns the line.
    pub fn take(&mut self) -> String {
        let line = std::mem::take(&mut self.line);
        self.put(String::new());
        line
    }

    /// Goes to the next older line of the history. Returns false if there is none.
    pub fn older(&mut self) -> bool {
        let line = self.history.older(&self.line).map(str::to_owned);
        line.map(|line| self.put(line)).is_some()
    }

    /// Goes to the next newer line of the history. Returns false if there is none.
    pub fn newer(&mut self) -> bool {
        let line = self.history.newer();
        line.map(|line| self.put(line)).is_some()
    }

    /// Updates hint and open list after the line was edited.
    pub fn refresh(&mut self, completion: Completion) {
        self.hint.clone_from(&completion.hint);
        if self.list.is_some() {
            self.list = (!completion.candidates.is_empty()).then(|| List::of(completion));
        }
    }

    /// Inserts the only candidate, or the beginning that all candidates share, and opens the list if several are left.
    /// Returns false if there is no candidate for an empty line.
    pub fn complete(&mut self, completion: Completion) -> bool {
        self.hint.clone_from(&completion.hint);
        match completion.candidates.len() {
            0 => return !self.line.is_empty(),
            1 => {
                self.list = Some(List::of(completion));
                self.choose(0);
            }
            _ => {
                let common = completion.common().to_owned();
                let mut completion = completion;
                let replaces = completion.replaces.clone();
                if common.len() > replaces.len() && self.line.get(replaces.clone()).is_some() {
                    completion.replaces = replaces.start..replaces.start + common.len();
                    self.cursor_next = Some(completion.replaces.end);
                    self.line.replace_range(replaces, &common);
                }
                self.list = Some(List::of(completion));
            }
        }
        true
    }

    /// Highlights another candidate of the open list.
    pub fn step(&mut self, by: isize) {
        if let Some(list) = &mut self.list {
            list.step(by);
        }
    }

    /// Inserts the highlighted candidate. Returns false if the list is closed.
    pub fn choose_current(&mut self) -> bool {
        let chosen = self.list.as_ref().map(|list| list.chosen);
        chosen.map(|chosen| self.choose(chosen)).is_some()
    }

    /// Inserts a candidate of the open list and closes the list.
    pub fn choose(&mut self, index: usize) {
        let Some(list) = self.list.take() else { return };
        let Completion { replaces, mut candidates, .. } = list.completion;
        if index < candidates.len() && self.line.get(replaces.clone()).is_some() {
            let text = candidates.swap_remove(index).text;
            self.cursor_next = Some(replaces.start + text.len());
            self.line.replace_range(replaces, &text);
        }
    }
}

/// Converts an offset in bytes to UTF-16 units, in which JavaScript counts.
fn units_before(text: &str, byte: usize) -> u32 {
    text[..text.floor_char_boundary(byte.min(text.len()))].encode_utf16().count() as u32
}

/// Converts an offset in UTF-16 units to bytes.
fn bytes_before(text: &str, units: u32) -> usize {
    let mut left = units as usize;
    for (at, letter) in text.char_indices() {
        if left < letter.len_utf16() {
            return at;
        }
        left -= letter.len_utf16();
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_converted_both_ways() {
        let text = "aé☕😀b";
        for (byte, units) in [(0, 0), (1, 1), (3, 2), (6, 3), (10, 5), (11, 6)] {
            assert_eq!((units_before(text, byte), bytes_before(text, units)), (units, byte));
        }
        assert_eq!((bytes_before(text, 4), bytes_before(text, 99), units_before(text, 99)), (6, 11, 6));
    }
}
