//! The strings of a board whose messages belong to groups.

use super::brush::{Align, Brush, Span};
use super::{DIAMOND, DISC};
use crate::art::Icon;
use crate::{Rect, StringRow, StringsLayout, words};
use model::shop::{GroupTag, GroupView, GroupsView};
use model::text::{many, short};

/// The width from which a string's label names the holder.
const STRING_WITH_HOLDER: f64 = 156.0;

impl Brush<'_> {
    pub(super) fn strings(&mut self, layout: &StringsLayout, groups: &GroupsView) {
        for row in &layout.rows {
            if let Some(group) = groups.first.iter().find(|group| group.string == row.string) {
                self.string(row, group);
            }
        }
        if let Some(more) = layout.more {
            let groups = many(more.groups, "group");
            let words = if more.area.width < 136.0 {
                format!("+{groups} · {}", short(more.orders))
            } else {
                format!("+{groups} · {}", many(more.orders, "order"))
            };
            self.say(more.area, Align::Left, &[Span::ui(words, 12.0, self.theme.board_ink_2)]);
        }
    }

    fn string(&mut self, row: &StringRow, group: &GroupView) {
        let theme = self.theme;
        let tag = group.tag.as_ref();
        let lock = group.held_by.as_ref().filter(|_| self.scene.snapshot.queue.fifo);
        let beside = row.label.height > 30.0;
        let mut label = row.label;
        if beside {
            label = Rect { y: label.center().y - if lock.is_some() { 24.0 } else { 14.0 }, height: 13.0, ..label };
        }
        if let Some(tag) = tag {
            let at = Rect::new(label.x, label.center().y - 5.5, 11.0, 11.0);
            self.group_mark(tag, at);
            if !beside {
                label = Rect::new(at.right() + 5.0, label.y, label.right() - at.right() - 5.0, label.height);
            }
        }
        let name = if beside { words::initials(tag) } else { words::group(tag) };
        let name = Span { weight: 650, ..Span::ui(name, 12.0, theme.board_ink) };
        let quiet = |words: String| Span { weight: 500, ..Span::ui(words, 12.0, theme.board_ink_2) };
        if beside {
            let below = Rect { y: label.y + 14.0, height: 15.0, ..label };
            self.say(below, Align::Left, &[name]);
            if lock.is_some() {
                self.icon(Icon::LOCK, Rect::new(label.x, below.y + 15.0, 13.0, 13.0), theme.visible);
            }
        } else if let Some(held) = lock {
            let who = group.holder.filter(|_| row.label.width >= STRING_WITH_HOLDER).map(self.scene.name);
            let words = who.map_or_else(|| held.number.to_string(), |who| format!("{} {who}", held.number));
            let width = (words.chars().count() as f64 * 8.0 + 20.0).min(label.width * 0.62);
            let right = Rect::new(label.right() - width, label.y, width, label.height);
            self.icon(Icon::LOCK, Rect::new(right.x, right.center().y - 6.5, 13.0, 13.0), theme.visible);
            self.say(
                Rect::new(right.x + 17.0, right.y, right.width - 19.0, right.height),
                Align::Left,
                &[quiet(words)],
            );
            self.say(Rect { width: right.x - label.x - 4.0, ..label }, Align::Left, &[name]);
        } else {
            self.say(label, Align::Left, &[name]);
            if group.in_flight > 0 {
                self.say(label, Align::Right, &[quiet(format!("{} taken", short(group.in_flight)))]);
            }
        }
        self.fill(row.thread(), 1, theme.board_line);
        for ticket in group.first.iter().take(row.shown) {
            self.ticket(ticket, row.grid.at(ticket.slot as usize), true);
        }
        self.stack(row.grid.at(row.shown), row.stacked);
    }

    /// The mark of a group: shape and colour.
    pub(super) fn group_mark(&mut self, tag: &GroupTag, at: Rect) {
        let (path, colour, stroke) = match tag.mark {
            0 => (DISC, "#d9622f", None),
            1 => ("M0 0H12V12H0z", "#3f83d0", None),
            2 => ("M6 0L12 12H0z", "#2f9a63", None),
            3 => (DIAMOND, "#b06fce", None),
            4 => ("M4 0H8V4H12V8H8V12H4V8H0V4H4z", "#b98a12", None),
            5 => ("M6 1.6a4.4 4.4 0 1 1 0 8.8a4.4 4.4 0 1 1 0-8.8z", "#d05585", Some(3.2)),
            6 => ("M0 0H12L6 12z", "#7f8f42", None),
            _ => ("M0 0H12V4.4H0zM0 7.6H12V12H0z", "#5f8aa8", None),
        };
        self.outline(path, at, at.width / super::SIGNS, colour, stroke);
    }
}
