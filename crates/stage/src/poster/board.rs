//! The order board: lanes, slips, strings, trays, and what you hold yourself.

use super::brush::{Align, Brush, Corner, Mark, Span, Text, whole};
use super::{DIAMOND, DISC};
use crate::art::Icon;
use crate::{BoardLayout, Form, LaneLayout, Rect, StringRow, StringsLayout, words};
use model::shop::{
    GroupTag, GroupView, GroupsView, Lane, LaneView, MemoryView, TicketState, TicketView, weather_words,
};
use model::text::{many, short};
use model::time::Instant;

/// Of the deduplication window, one id on the board.
const REMEMBERED: f64 = 82.0;
/// A slip that is narrower, or lower, has room for less.
const NARROW: f64 = 64.0;
const LOW: f64 = 64.0;
const SHORT: f64 = 80.0;
/// Room for a name beside a time.
const WITH_HOLDER: f64 = 70.0;
/// Room for a string's name, a number, and who makes it.
const STRING_WITH_HOLDER: f64 = 156.0;

impl Brush<'_> {
    /// The order board.
    pub(super) fn board(&mut self, layout: &BoardLayout) {
        let (theme, snapshot, form) = (self.theme, self.scene.snapshot, self.scene.layout.form);
        let radius = if form == Form::Frame { 15 } else { 22 };
        let area = whole(layout.area);
        self.boxed(area, Corner::Round(radius), Some(theme.board_rim), Some((theme.board_line, 1.0)), true);
        self.fill(area.inset(5.0, 5.0), radius - 5, theme.board);
        self.head(layout);
        if let (Some(memory), Some(rect)) = (&snapshot.memory, layout.memory) {
            self.memory(memory, rect);
        }
        for lane in layout.lanes.iter().filter(|lane| lane.area.width > 0.0) {
            self.lane(lane, layout.strings.as_ref());
        }
        self.tray(layout.done, &snapshot.done, Lane::Done, "deleted");
        self.tray(layout.dead, &snapshot.dead, Lane::Dead, &words::tries(snapshot));
        if !snapshot.your_orders.is_empty() {
            self.hands(whole(layout.hands()), &snapshot.your_orders);
        }
    }

    fn head(&mut self, layout: &BoardLayout) {
        let (theme, snapshot, form) = (self.theme, self.scene.snapshot, self.scene.layout.form);
        let lower = if form == Form::Frame { 3.0 } else { 8.0 };
        let mut rect = Rect { height: layout.head.height - lower, ..layout.head.inset(2.0, 0.0) };
        let weather = weather_words(&snapshot.weather);
        if let Some((first, further)) = weather.split_first() {
            let text = if further.is_empty() { (*first).to_owned() } else { format!("{first} +{}", further.len()) };
            let width = if form == Form::Wide { text.chars().count() as f64 * 7.4 + 46.0 } else { 40.0 };
            let sign = Rect::new(rect.right() - width, rect.y - 1.0, width, rect.height + 2.0);
            self.boxed(sign, Corner::Round(99), Some("#4a3a12"), Some(("#d9b45c", 1.0)), false);
            let icon = Rect::new(sign.x + 11.0, sign.center().y - 8.0, 16.0, 16.0);
            self.icon(Icon::RAIN, icon, "#ffe3a3");
            if form == Form::Wide {
                let words =
                    Rect::new(icon.right() + 6.0, sign.y, sign.right() - 10.0 - icon.right() - 6.0, sign.height);
                self.say(words, Align::Left, &[Span::ui(text, 12.5, "#ffe3a3")]);
            }
            rect.width -= width + 10.0;
        }
        if let (Some(memory), None) = (&snapshot.memory, layout.memory) {
            let words = Rect::new(rect.right() - 70.0, rect.y, 70.0, rect.height);
            let ids = many(memory.remembered, "id");
            self.say(words, Align::Right, &[Span::mono(ids, 12.0, theme.board_ink_2)]);
            rect.width -= 78.0;
        }
        let title = Span::ui("Order board", if form == Form::Frame { 14.5 } else { 18.0 }, theme.board_ink).bold();
        let queue = Span::mono(words::queue(snapshot), 12.0, theme.board_ink_2).after(12.0);
        let spans = if form == Form::Frame { vec![title] } else { vec![title, queue] };
        self.say(rect, Align::Left, &spans);
    }

    /// The deduplication window of a FIFO queue.
    fn memory(&mut self, memory: &MemoryView, rect: Rect) {
        let (theme, now) = (self.theme, self.scene.now);
        let icon = Rect::new(rect.x + 4.0, rect.center().y - 7.5, 15.0, 15.0);
        self.icon(Icon::CLOCK, icon, theme.board_ink_2);
        let words = Rect::new(icon.right() + 6.0, rect.y, 112.0, rect.height);
        let remembers = format!("Remembers {}", many(memory.remembered, "id"));
        self.say(words, Align::Left, &[Span::ui(remembers, 12.5, theme.board_ink_2)]);
        let dropped = format!("{} dropped", many(memory.dropped, "repeat"));
        let right = Rect::new(rect.right() - 124.0, rect.y + 2.0, 120.0, rect.height - 4.0);
        let colour = if memory.dropped > 0 { "#fff" } else { theme.board_ink_2 };
        if memory.dropped > 0 {
            self.fill(right, 10, "#a33028");
        }
        self.say(right.inset(6.0, 0.0), Align::Right, &[Span::ui(dropped, 12.5, colour)]);
        let first = words.right() + 6.0;
        let room = ((right.x - first) / REMEMBERED).max(0.0) as usize;
        for (nth, one) in memory.first.iter().take(room).enumerate() {
            let x = first + nth as f64 * REMEMBERED;
            let chip = Rect::new(x, rect.center().y - 9.0, REMEMBERED - 5.0, 18.0);
            let repeated = one.repeats > 0;
            self.fill(chip, 9, if repeated { "#a33028" } else { theme.board_3 });
            let ink = |plain| if repeated { "#fff" } else { plain };
            let number = Span::mono(&*one.order.number, 12.0, ink(theme.board_ink)).bold();
            let left = Span::mono(one.until.since(now).to_string(), 12.0, ink(theme.board_ink_2)).after(5.0);
            self.say(chip.inset(5.0, 0.0), Align::Middle, &[number, left]);
        }
    }

    fn lane(&mut self, layout: &LaneLayout, strings: Option<&StringsLayout>) {
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

    /// So many slips on top of each other.
    fn stack(&mut self, rect: Rect, count: u64) {
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

    fn strings(&mut self, layout: &StringsLayout, groups: &GroupsView) {
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

    /// The mark of a group: a shape beside its colour.
    fn group_mark(&mut self, tag: &GroupTag, at: Rect) {
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

    /// A slip at rest; one on its way is painted where it is.
    fn ticket(&mut self, ticket: &TicketView, rect: Rect, on_string: bool) {
        if ticket.moving {
            return;
        }
        let (theme, form) = (self.theme, self.scene.layout.form);
        let rect = whole(rect);
        self.paper(ticket, rect);
        let (is_small, is_low) = (rect.width < NARROW, rect.height < LOW);
        let (pad_x, pad_y) = match form {
            Form::Frame => (5.0, 4.0),
            _ if is_small => (5.0, 5.0),
            _ => (7.0, 7.0),
        };
        let inner = Rect::new(rect.x + pad_x, rect.y + 3.0 + pad_y, rect.width - 2.0 * pad_x, 0.0);
        let line = |y: f64, height: f64| Rect { y, height, ..inner };
        let px = if form == Form::Frame { 13.0 } else { 14.0 };
        let number = Span::mono(&*ticket.order.number, px, theme.ticket_ink).bold();
        self.say(
            Rect { width: inner.width - if is_small { 12.0 } else { 0.0 }, ..line(inner.y, 18.0) },
            Align::Left,
            &[number],
        );
        let mut y = inner.y + 18.0;
        let badge = ticket.group.as_ref().filter(|_| !on_string);
        if let Some(tag) = badge {
            self.group_mark(tag, Rect::new(inner.x, y + 2.0, 11.0, 11.0));
            let words = if rect.width >= 76.0 { words::group(Some(tag)) } else { words::initials(Some(tag)) };
            let room = Rect { x: inner.x + 15.0, width: inner.width - 15.0, ..line(y, 15.0) };
            self.say(room, Align::Left, &[Span::ui(words, 12.0, theme.ticket_ink)]);
            y += 15.0;
        }
        let note_y = rect.bottom() - if form == Form::Frame || is_small { 20.0 } else { 22.4 };
        let is_short = ticket.group.is_some() && rect.height < SHORT;
        let one_line = is_low || ticket.group.is_some() || (form == Form::Tall && self.scene.size.width < 620.0);
        let again = words::again(ticket).filter(|_| !is_small && !is_low);
        let one_line = one_line || again.is_some();
        // The tab takes the last line, and what stands there moves up.
        let note_y = if again.is_some() { note_y - 15.0 } else { note_y };
        if !is_small && !is_short && !(again.is_some() && badge.is_some()) {
            let most: f64 = if one_line { 14.4 } else { 28.8 };
            let room = if is_low { rect.bottom() - 4.0 - y } else { note_y - y };
            let drink = Span::ui(&*ticket.order.label, 12.0, theme.ticket_ink);
            self.tell(line(y, most.min(room.max(14.4))), 14.4, drink);
        }
        let shows_note = ticket.copy || !(is_low && !is_small) && !(badge.is_some() && is_low);
        if shows_note {
            let holder = match &ticket.state {
                TicketState::Making { holder: Some(person), .. } if rect.width >= WITH_HOLDER => {
                    Some((self.scene.name)(*person))
                }
                _ => None,
            };
            let second = Instant::from_millis(self.scene.now.as_secs() * 1_000);
            let note = words::note(ticket, holder.as_deref(), second);
            let colour = theme.ticket_ink_2;
            self.say(line(note_y, 14.4), Align::Left, &[Span::ui(note, 12.0, colour)]);
        }
        if let Some(nth) = again {
            let tab = Rect::new(rect.right() - 58.0, rect.bottom() - 24.0, 58.0, 16.0);
            self.fill(tab, 3, "#fbdf9f");
            self.say(tab.inset(3.0, 0.0), Align::Middle, &[Span::mono(words::nth_time(nth), 11.5, "#4b3206")]);
        }
        if let (TicketState::Making { .. }, false) = (&ticket.state, ticket.copy) {
            let (side, right) = if is_small { (17.0, 3.0) } else { (23.0, 5.0) };
            let ring = self.scene.rings.iter().find(|ring| ring.message == ticket.id);
            let at = Rect::new(rect.right() - right - side, rect.y + 7.0, side, side);
            let (left, urgent) = ring.map_or((0, true), |ring| (ring.left, ring.urgent));
            self.marks.push(Mark::Ring { rect: at, left, urgent });
        }
    }

    /// A slip without its words: the edge tells the state.
    fn paper(&mut self, ticket: &TicketView, rect: Rect) {
        let theme = self.theme;
        let is_made = ticket.blocked || matches!(ticket.state, TicketState::Making { .. });
        let paper = if is_made { theme.ticket_made } else { theme.ticket };
        self.boxed(rect, Corner::Torn, Some(paper), None, true);
        let colour = match &ticket.state {
            _ if ticket.blocked => "#9a8b78",
            TicketState::Delayed { .. } => theme.delay,
            TicketState::Making { held: false, .. } => theme.dead,
            TicketState::Making { .. } => theme.hidden,
            _ => theme.visible,
        };
        let top = Rect { height: 3.0, ..rect };
        match &ticket.state {
            // Dots, dashes and a double line beside the colours.
            _ if ticket.blocked => self.dashes(top, 3.0, 3.0, colour),
            TicketState::Delayed { .. } => self.dashes(top, 6.0, 3.0, colour),
            TicketState::Making { held, .. } if ticket.copy || !held => {
                self.fill(Rect { height: 1.0, ..top }, 0, colour);
                self.fill(Rect { height: 1.0, y: top.y + 2.0, ..top }, 0, colour);
            }
            _ => self.fill(top, 0, colour),
        }
        if ticket.copy {
            let sides = Rect { y: rect.y + 3.0, height: rect.height - 7.0, ..rect };
            self.edge(sides, 0, "#b06fce", 2.0);
        }
    }

    fn dashes(&mut self, rect: Rect, length: f64, gap: f64, colour: &'static str) {
        let mut x = rect.x;
        while x < rect.right() {
            self.fill(Rect::new(x, rect.y, length.min(rect.right() - x), rect.height), 0, colour);
            x += length + gap;
        }
    }

    fn tray(&mut self, rect: Rect, view: &LaneView, lane: Lane, term: &str) {
        let (theme, form) = (self.theme, self.scene.layout.form);
        let rect = whole(rect);
        self.fill(rect, if form == Form::Frame { 10 } else { 13 }, theme.board_3);
        let is_phone = form == Form::Tall && self.scene.size.width < 620.0;
        let (pad, gap, px) = match form {
            Form::Frame => (10.0, 8.0, 12.0),
            _ if is_phone => (10.0, 7.0, 12.5),
            _ => (14.0, 10.0, 13.0),
        };
        let mut words = rect.inset(pad, 0.0);
        let count = short(view.count);
        self.say(words, Align::Right, &[Span::mono(&*count, 14.0, theme.board_ink).bold()]);
        words.width -= count.len() as f64 * 8.5 + 6.0;
        let sign = if lane == Lane::Done { 46.0 } else { 20.0 };
        let at = Rect::new(words.x, rect.center().y - 10.0, sign, 20.0);
        if lane == Lane::Done {
            // Not quite straight, as stamps are.
            self.outline("M2.5 4.4L43 1.6L44 15.2L3.5 18z", at, 1.0, "#6cbd75", Some(2.0));
            let spans = vec![Span::mono("DONE", 12.0, "#9fdca6").bold()];
            self.text(Text {
                rect: at.inset(5.0, 0.0),
                align: Align::Middle,
                spans,
                lines: 1,
                leading: 20.0,
                turn: -11.0,
            });
        } else {
            self.icon(Icon::DEAD_LETTER, at, "#f0857b");
        }
        let after = Rect::new(at.right() + gap, rect.y, words.right() - at.right() - gap, rect.height);
        let term_span = Span::ui(term, 12.5, theme.board_ink_2);
        let shows_term = form != Form::Frame && !(is_phone && lane == Lane::Dead);
        let mut spans = Vec::new();
        if lane == Lane::Dead {
            spans.push(Span::ui(words::lane(lane).0, px, theme.board_ink));
        }
        if shows_term {
            spans.push(term_span.after(if lane == Lane::Dead { gap } else { 0.0 }));
        }
        if !spans.is_empty() {
            self.say(after, Align::Left, &spans);
        }
    }

    /// What you hold yourself.
    fn hands(&mut self, rect: Rect, orders: &[TicketView]) {
        self.boxed(rect, Corner::Round(14), Some("#f7e3b4"), None, true);
        let ink = "#2a1c13";
        let mut spans = vec![Span::ui("In your hands", 13.0, ink)];
        spans.extend(orders.iter().map(|ticket| {
            Span::ui(format!("{} {}", ticket.order.number, ticket.order.label), 13.0, ink).bold().after(14.0)
        }));
        self.say(rect.inset(16.0, 0.0), Align::Left, &spans);
    }
}
