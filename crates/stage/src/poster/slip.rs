//! The slips that hang on the board.

use super::brush::{Align, Brush, Corner, Mark, Span, whole};
use crate::{Form, Rect, words};
use model::shop::{TicketState, TicketView};

/// Below these sizes, in pixels, a slip shows less.
const NARROW: f64 = 64.0;
const LOW: f64 = 64.0;
const SHORT: f64 = 80.0;
/// The width from which a slip shows its holder's name beside the time.
const WITH_HOLDER: f64 = 70.0;

impl Brush<'_> {
    /// Paints a slip at rest. [`crate::Picture`] paints moving slips.
    pub(super) fn ticket(&mut self, ticket: &TicketView, rect: Rect, on_string: bool) {
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
        // The tab takes the last line; the note moves up.
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
                    Some(words::name_within(*person, &(self.scene.name)(*person)).to_owned())
                }
                _ => None,
            };
            let note = words::note(ticket, holder.as_deref(), self.scene.second());
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

    /// The paper, with an edge for the state.
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
            // Dots, dashes and a double line, so that no state depends on colour alone.
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
}
