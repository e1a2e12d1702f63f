//! The order board: its head, the deduplication window, the trays, and the orders that the visitor holds.

use super::brush::{Align, Brush, Corner, Span, Text, whole};
use crate::art::Icon;
use crate::{BoardLayout, Form, Rect, words};
use model::shop::{Lane, LaneView, MemoryView, TicketView, weather_words};
use model::text::{many, short};

/// Width of one deduplication id, in pixels.
const REMEMBERED: f64 = 82.0;

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
        self.tray(layout.done, &snapshot.done, Lane::Done, &words::done(snapshot));
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
            // Slightly crooked, as stamps are.
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
        let shows_term = lane == Lane::Done || (form != Form::Frame && !is_phone);
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

    /// The orders that the visitor holds.
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
