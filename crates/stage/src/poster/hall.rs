//! The shop without a board.

use super::brush::{Align, Brush, Corner, Span, Text, whole};
use crate::art::things;
use crate::{Form, HallLayout, Rect, looks, words};
use model::shop::Activity;

/// The side of a tile of the floor.
const TILE: f64 = 64.0;

impl Brush<'_> {
    /// The floor, the counter, and the cashiers who wait there.
    pub(super) fn hall(&mut self, layout: &HallLayout) {
        let (theme, form) = (self.theme, self.scene.layout.form);
        let area = whole(layout.area);
        self.fill(area, 22, theme.paper_2);
        // Tiles end before the round corners.
        let lines = |extent: f64| (1..).map(|n| f64::from(n) * TILE - 1.0).take_while(move |at| *at < extent - 22.0);
        for x in lines(area.width) {
            self.fill(Rect::new(area.x + x, area.y + 1.0, 1.0, area.height - 2.0), 0, theme.paper_3);
        }
        for y in lines(area.height) {
            self.fill(Rect::new(area.x + 1.0, area.y + y, area.width - 2.0, 1.0), 0, theme.paper_3);
        }
        self.edge(area, 22, theme.line, 1.0);
        let head = layout.head;
        let title = if form == Form::Frame { 14.5 } else { 18.0 };
        self.say(Rect { height: 26.0, ..head }, Align::Left, &[Span::ui("Hand to hand", title, theme.ink).bold()]);
        if layout.has_words() {
            let below = Rect::new(head.x, head.y + 26.0, head.width.min(440.0), 36.0);
            self.tell(below, 17.6, Span::ui(words::HALL, 13.0, theme.ink_2));
        }
        self.drawing(&things::MACHINE, whole(layout.machine(form)), 1.0);
        let counter = whole(layout.counter);
        self.boxed(counter, Corner::Round(9), Some(theme.wood_2), None, true);
        let light = if form == Form::Tall {
            Rect { height: counter.height * 0.55, ..counter }
        } else {
            Rect { width: counter.width * 0.55, ..counter }
        };
        self.fill(light, 8, theme.wood);
        self.standing(layout);
    }

    /// Cashiers who wait for a free barista.
    fn standing(&mut self, layout: &HallLayout) {
        let theme = self.theme;
        let waiting = self.scene.snapshot.cashiers.first.iter().filter_map(|person| match &person.activity {
            Activity::WaitingForBarista { place, order } => Some((person, *place as usize, &order.number)),
            _ => None,
        });
        let waiting: Vec<_> = waiting.collect();
        let (total, capacity) = (waiting.len(), layout.standing.capacity().max(1));
        let room = if total > capacity { capacity - 1 } else { total };
        for (person, place, number) in waiting.into_iter().filter(|(_, place, _)| *place < room) {
            let rect = whole(layout.standing.at(place));
            let ring = rect.inset(-3.0, -3.0);
            self.fill(ring, (ring.width / 2.0) as u32, theme.dead);
            self.figure(&looks::portrait(person), rect, 1.0);
            let slip = Rect::new(rect.right() + 12.0 - 38.0, rect.y - 8.0, 38.0, 22.0);
            self.boxed(slip, Corner::Round(0), Some(theme.ticket), None, true);
            self.fill(Rect { height: 3.0, ..slip }, 0, "#c9b79f");
            let spans = vec![Span::mono(&**number, 12.5, theme.ticket_ink).bold()];
            let words = Rect::new(slip.x + 3.0, slip.y + 3.0, slip.width - 6.0, 19.0);
            self.text(Text { rect: words, align: Align::Middle, spans, lines: 1, leading: 19.0, turn: 0.0 });
        }
        if total > room {
            let rect = whole(layout.standing.at(room));
            self.fill(rect, 12, theme.paper_3);
            let words = format!("+{} more", total - room);
            self.say(rect, Align::Middle, &[Span::mono(words, 13.0, theme.ink).bold()]);
        }
    }
}
