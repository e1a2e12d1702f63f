//! People: the line, both sides, and the guests' counter.

use super::brush::{Align, Brush, Corner, Span, whole};
use crate::art::things;
use crate::{Detail, Form, GuestsLayout, LineLayout, Rect, looks, words};
use model::shop::{Activity, GuestView, GuestsView, LineView, PersonView, Role, StaffView};
use model::text::short;

/// The opacity of a person's place while they walk.
const AWAY: f64 = 0.3;
/// Below this width, in pixels, the break room's name takes two lines.
const NARROW_ROOM: f64 = 84.0;

impl Brush<'_> {
    /// The customers in line.
    pub(super) fn line(&mut self, line: &LineView, layout: &LineLayout) {
        if let Some(rect) = layout.heading {
            self.heading(rect, Align::Middle, "In line", &short(line.count));
        } else if line.count == 0 && self.scene.layout.form != Form::Frame {
            self.say(layout.area, Align::Left, &[Span::ui("Nobody in line", 13.0, self.theme.ink_2)]);
        }
        for (customer, rect) in line.first.iter().zip(&layout.places) {
            self.figure(&looks::customer(customer), whole(*rect), 1.0);
        }
        let left = line.count.saturating_sub(layout.places.len() as u64);
        if left > 0 {
            self.fill(layout.more, 999, self.theme.dead);
            self.count(layout.more, left, "#fff");
        }
    }

    fn heading(&mut self, rect: Rect, align: Align, title: &str, term: &str) {
        let theme = self.theme;
        self.say(Rect { height: 20.0, ..rect }, align, &[Span::ui(title, 15.0, theme.ink).bold()]);
        let below = Rect::new(rect.x, rect.y + 20.0, rect.width, 16.0);
        self.say(below, align, &[Span::mono(term, 11.5, theme.ink_2)]);
    }

    /// `+12`, for people without a place of their own.
    fn count(&mut self, rect: Rect, count: u64, colour: &'static str) {
        self.say(whole(rect), Align::Middle, &[Span::mono(format!("+{}", short(count)), 13.0, colour).bold()]);
    }

    fn more(&mut self, more: Option<(Rect, u64)>) {
        if let Some((rect, count)) = more {
            self.fill(rect, 12, self.theme.paper_3);
            self.count(rect, count, self.theme.ink);
        }
    }

    /// The people of one role.
    pub(super) fn side(&mut self, role: Role, staff: &StaffView) {
        let layout = self.scene.layout.side(role);
        if let Some(rect) = layout.heading {
            let (title, term) = words::side(role, self.scene.snapshot.mode);
            self.heading(rect, Align::Left, title, term);
        }
        self.break_room(whole(layout.break_room), staff.on_break);
        let find = |id| staff.first.iter().find(|person| person.id == id);
        for (id, rect) in &layout.people {
            if let Some(person) = find(*id) {
                self.person(person, whole(*rect), layout.detail);
            }
        }
        for (id, rect) in &layout.resting {
            if let Some(person) = find(*id) {
                self.person(person, whole(*rect), Detail::Face);
            }
        }
        self.more(layout.more);
    }

    fn break_room(&mut self, room: Rect, on_break: u64) {
        let (theme, form) = (self.theme, self.scene.layout.form);
        self.fill(room, 16, theme.paper_2);
        let span = Span::ui(words::break_room(on_break), 12.5, theme.ink_2);
        if form == Form::Tall {
            return self.tall_break_room(room, on_break);
        }
        let is_low = form == Form::Frame;
        let (pad, scene) = if is_low { (3.0, 52.0) } else { (8.0, 84.0) };
        let place = Rect::new(room.right() - scene - 8.0, room.bottom() - scene / 2.0, scene, scene / 2.0);
        self.drawing(&things::BREAK_ROOM, place, 0.75);
        let side = if is_low { 8.0 } else { 12.0 };
        self.say(Rect::new(room.x + side, room.y + pad, room.width - 2.0 * side, 18.0), Align::Left, &[span]);
    }

    /// In the middle of an empty break room, else above the faces.
    fn tall_break_room(&mut self, room: Rect, on_break: u64) {
        let span = |words: &str| [Span::ui(words, 12.5, self.theme.ink_2)];
        let label = words::break_room(on_break);
        let inner = room.inset(4.0, 4.0);
        let middle = inner.center().y;
        match label.split_once(' ') {
            Some((upper, lower)) if inner.width < NARROW_ROOM && on_break == 0 => {
                let line = |y| Rect { y, height: 15.0, ..inner };
                self.say(line(middle - 15.0), Align::Middle, &span(upper));
                self.say(line(middle), Align::Middle, &span(lower));
            }
            Some((upper, _)) if inner.width < NARROW_ROOM => {
                let words = format!("{upper} · {}", short(on_break));
                self.say(Rect { height: 15.0, ..inner }, Align::Middle, &span(&words));
            }
            _ if on_break == 0 => self.say(inner, Align::Middle, &span(&label)),
            _ => self.say(Rect { height: 18.0, ..inner }, Align::Middle, &span(&label)),
        }
    }

    fn person(&mut self, person: &PersonView, rect: Rect, detail: Detail) {
        let theme = self.theme;
        let is_troubled = matches!(person.activity, Activity::WaitingForBarista { .. } | Activity::CleaningUp);
        let edge = if is_troubled { theme.dead } else { theme.line };
        let portrait = looks::portrait(person);
        let opacity = if words::on_foot(person) { AWAY } else { 1.0 };
        if detail == Detail::Face {
            let radius = (rect.width / 2.0) as u32;
            self.boxed(rect, Corner::Round(radius), Some(theme.card), None, true);
            self.figure(&portrait, rect, opacity);
            if is_troubled {
                self.edge(rect, radius, edge, 1.0);
            }
            return;
        }
        let form = self.scene.layout.form;
        let is_row = detail != Detail::Card || form == Form::Frame;
        let (pad_x, pad_y, face, gap, radius): (f64, f64, f64, f64, u32) = match (form, is_row) {
            (Form::Frame, _) => (7.0, 4.0, 32.0, 7.0, 12),
            (Form::Tall, true) if detail == Detail::Plate => (6.0, 4.0, 30.0, 8.0, 13),
            (Form::Tall, true) => (8.0, 7.0, 30.0, 8.0, 13),
            (Form::Tall, false) => (8.0, 7.0, 38.0, 8.0, 16),
            (_, true) => (8.0, 4.0, 32.0, 8.0, 13),
            (_, false) => (12.0, 10.0, 52.0, 11.0, 16),
        };
        self.boxed(rect, Corner::Round(radius), Some(theme.card), Some((edge, 1.0)), true);
        let inner = rect.inset(pad_x + 1.0, pad_y + 1.0);
        let bar = if is_row { 4.0 } else { 5.0 };
        let upper = Rect { height: inner.height - bar - if is_row { 2.0 } else { 6.0 }, ..inner };
        let track = Rect::new(inner.x, inner.bottom() - bar, inner.width, bar);
        self.bar(person, whole(track));
        if detail == Detail::Plate {
            let side = upper.height - 16.0;
            let at = Rect::new(inner.center().x - side / 2.0, upper.y, side, side);
            self.figure(&portrait, at, opacity);
            let below = Rect { y: at.bottom(), height: upper.bottom() - at.bottom(), ..inner };
            return self.say(below, Align::Middle, &[Span { weight: 680, ..Span::ui(&*person.name, 12.5, theme.ink) }]);
        }
        let face = face.min(upper.height);
        let at = Rect::new(inner.x, upper.center().y - face / 2.0, face, face);
        self.figure(&portrait, at, opacity);
        let x = at.right() + gap;
        let words = Rect::new(x, upper.y, inner.right() - x, upper.height);
        self.words(person, words, is_row, is_troubled);
    }

    fn words(&mut self, person: &PersonView, rect: Rect, is_row: bool, is_troubled: bool) {
        let theme = self.theme;
        let name = |px| Span { weight: 680, ..Span::ui(&*person.name, px, theme.ink) };
        if is_row {
            return self.say(rect, Align::Left, &[name(13.5)]);
        }
        // The name takes the upper four ninths, the activity the rest.
        let fold = rect.y + rect.height / 2.25;
        self.say(Rect::new(rect.x, fold - 18.0, rect.width, 18.0), Align::Left, &[name(15.0)]);
        let colour = if is_troubled { theme.alarm } else { theme.ink_2 };
        let px = if self.scene.layout.form == Form::Tall { 12.0 } else { 12.5 };
        let doing = Span {
            weight: if is_troubled { 600 } else { 400 },
            ..Span::ui(words::activity(person, self.scene.second()), px, colour)
        };
        self.tell(Rect::new(rect.x, fold, rect.width, (rect.bottom() - fold + 2.0).max(15.6)), 15.6, doing);
    }

    fn bar(&mut self, person: &PersonView, track: Rect) {
        let theme = self.theme;
        self.fill(track, 2, theme.paper_3);
        let bar = self.scene.bars.iter().find(|bar| bar.person == person.id);
        let done = track.width * f64::from(bar.map_or(0, |bar| bar.done)) / 1_000.0;
        if done >= 1.0 {
            let colour = if person.role == Role::Cashier { theme.visible } else { theme.hidden };
            self.fill(Rect { width: done, ..track }, 2, colour);
        }
    }

    /// The guests.
    pub(super) fn guests(&mut self, guests: &GuestsView, layout: &GuestsLayout) {
        let theme = self.theme;
        let counter = whole(layout.area);
        self.boxed(counter, Corner::Round(14), Some(theme.wood), None, true);
        let top = Rect::new(counter.x, counter.y + 5.0, counter.width, counter.height - 5.0);
        self.fill(top, 13, theme.paper_2);
        for (id, rect) in &layout.people {
            if let Some(guest) = guests.first.iter().find(|guest| guest.id == *id) {
                self.guest(guest, whole(*rect), layout.detail);
            }
        }
        self.more(layout.more);
    }

    fn guest(&mut self, guest: &GuestView, rect: Rect, detail: Detail) {
        let (theme, form) = (self.theme, self.scene.layout.form);
        let portrait = looks::guest(guest);
        let name = |px| Span { weight: 680, ..Span::ui(&*guest.name, px, theme.ink) };
        match (detail, form) {
            (Detail::Face, _) => self.figure(&portrait, rect, 1.0),
            (_, Form::Frame) => {
                self.figure(&portrait, Rect::new(rect.x + 2.0, rect.center().y - 12.0, 24.0, 24.0), 1.0);
                self.say(Rect::new(rect.x + 31.0, rect.y, rect.width - 33.0, rect.height), Align::Left, &[name(12.0)]);
            }
            (Detail::Row | Detail::Plate, _) => {
                let side = (rect.height - 17.0).min(rect.width);
                self.figure(&portrait, Rect::new(rect.center().x - side / 2.0, rect.y + 1.0, side, side), 1.0);
                let below = Rect::new(rect.x + 2.0, rect.bottom() - 16.0, rect.width - 4.0, 16.0);
                self.say(below, Align::Middle, &[name(12.0)]);
            }
            (Detail::Card, _) => {
                let side = if form == Form::Tall { 34.0 } else { 40.0 };
                let face = Rect::new(rect.x + 4.0, rect.center().y - side / 2.0, side, side);
                self.figure(&portrait, face, 1.0);
                let (x, middle) = (face.right() + 8.0, rect.center().y);
                let width = rect.right() - 8.0 - x;
                self.say(Rect::new(x, middle - 16.0, width, 17.0), Align::Left, &[name(14.0)]);
                let is_refused = guest.doing == model::shop::GuestDoing::Refused;
                let colour = if is_refused { theme.alarm } else { theme.ink_2 };
                self.say(
                    Rect::new(x, middle + 1.0, width, 15.0),
                    Align::Left,
                    &[Span::mono(guest.action, 11.5, colour)],
                );
            }
        }
    }
}
