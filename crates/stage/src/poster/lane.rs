//! The lanes of the board: head, rail, slips and the stack behind them.

use super::brush::{Align, Brush, Span, whole};
use super::{DIAMOND, DISC};
use crate::{Form, LaneLayout, Rect, StringsLayout, words};
use model::shop::{Lane, LaneView};
use model::text::short;

impl Brush<'_> {
    pub(super) fn lane(&mut self, layout: &LaneLayout, strings: Option<&StringsLayout>) {
        let (theme, snapshot, form) = (self.theme, self.scene.snapshot, self.scene.layout.form);
        let view = match layout.lane {
            Lane::Delayed => &snapshot.delayed,
            Lane::Waiting => &snapshot.waiting,
            _ => &snapshot.making,
        };
        self.fill(layout.area, if form == Form::Frame { 10 } else { 14 }, theme.board_2);
        self.lane_head(layout, view);
        let strings = strings.zip(snapshot.groups.as_ref()).filter(|_| layout.lane == Lane::Waiting);
        if view.count == 0 && strings.is_none_or(|(strings, _)| strings.rows.is_empty()) {
            let hint = words::empty_lane(layout.lane, snapshot.metrics.number_of_empty_receives);
            let px = if form == Form::Frame { 12.0 } else { 12.5 };
            let rect = Rect { height: layout.area.bottom() - layout.hint().y - 6.0, ..layout.hint() };
            self.tell(rect, 16.9, Span::ui(hint, px, theme.board_ink_2));
        }
        if let Some((strings, groups)) = strings {
            self.strings(strings, groups);
        } else {
            let copies = if layout.lane == Lane::Making { &snapshot.copies[..] } else { &[] };
            for ticket in view.first.iter().chain(copies).filter(|ticket| (ticket.slot as usize) < layout.shown) {
                self.ticket(ticket, layout.grid.at(ticket.slot as usize), false);
            }
        }
        let rail = whole(layout.rail());
        self.fill(rail, 3, "#9aaaa4");
        self.fill(Rect { height: 3.0, ..rail }, 2, "#d0d9d5");
        self.stack(layout.grid.at(layout.shown), layout.stacked);
    }

    fn lane_head(&mut self, layout: &LaneLayout, view: &LaneView) {
        let (theme, form) = (self.theme, self.scene.layout.form);
        let head = whole(layout.head);
        self.fill(Rect::new(head.x, head.bottom() - 1.0, head.width, 1.0), 0, theme.board_line);
        let is_delayed = layout.lane == Lane::Delayed;
        let is_phone = form == Form::Tall && self.scene.size.width < 620.0;
        let (px, pad) = match form {
            Form::Frame => (12.5, if is_delayed { 4.0 } else { 7.0 }),
            _ if is_phone => (if is_delayed { 12.5 } else { 13.0 }, if is_delayed { 4.0 } else { 7.0 }),
            _ => (13.5, if is_delayed { 8.0 } else { 11.0 }),
        };
        let mut words = head.inset(pad, 0.0);
        if !is_delayed {
            let at = Rect::new(words.x, head.center().y - 5.5, 11.0, 11.0);
            let (path, colour) =
                if layout.lane == Lane::Waiting { (DISC, theme.visible) } else { (DIAMOND, "#4abeb4") };
            self.sign(path, at, colour);
            words = Rect::new(at.right() + 7.0, words.y, words.right() - at.right() - 7.0, words.height);
        }
        let is_bare = is_delayed && view.count == 0 && (form == Form::Frame || is_phone);
        let digits = short(view.count).len() as f64;
        if !is_bare {
            let count = Span::mono(short(view.count), 14.0, theme.board_ink).bold();
            self.say(words, Align::Right, &[count]);
            words.width -= digits * 8.5 + 5.0;
        }
        let (name, term) = words::lane(layout.lane);
        let name = Span { weight: 680, ..Span::ui(name, px, theme.board_ink) };
        let term = Span::ui(term, 12.5, theme.board_ink_2).after(7.0);
        let spans = if is_delayed || form == Form::Frame || is_phone { vec![name] } else { vec![name, term] };
        self.say(words, Align::Left, &spans);
    }

    /// A stack of slips.
    pub(super) fn stack(&mut self, rect: Rect, count: u64) {
        if count == 0 {
            return;
        }
        let rect = whole(rect);
        for (nth, paper) in [(4.0, "#bcae96"), (2.0, "#d8cdb9"), (0.0, self.theme.ticket)] {
            self.fill(Rect { x: rect.x + nth, y: rect.y + nth, ..rect }, 4, paper);
        }
        let words = format!("+{}", short(count));
        self.say(rect.inset(3.0, 0.0), Align::Middle, &[Span::mono(words, 14.0, self.theme.ticket_ink).bold()]);
    }
}
