//! What travels on the stage: slips, cups and people.

use super::{Edge, Look, Picture, Sprite, Word};
use crate::{Center, Layout, Point, Size, ease};
use model::shop::{Lane, Manner, Motion, Mover, PersonId, Role, Spot};
use model::time::Instant;

const WORD: Size = Size { width: 104.0, height: 22.0 };
/// The lane width from which an empty poll shows the barista's face.
const WITH_FACE: f64 = 150.0;
const FACE: f64 = 26.0;
const BUNDLE: Size = Size { width: 72.0, height: 56.0 };

impl<'a> Picture<'a> {
    pub(super) fn add_motion(
        &mut self,
        layout: &Layout,
        motion: &'a Motion,
        role_of: impl Fn(PersonId) -> Role,
        now: Instant,
    ) {
        // A shop without a board hides the queue.
        let of_board = [motion.from, motion.to].iter().any(|spot| matches!(spot, Spot::Slot(..)));
        if of_board && matches!(layout.center, Center::Hall(_)) {
            return;
        }
        let share = ease::share(motion.start, motion.end, now);
        let (from, to) = (layout.spot(motion.from, &role_of), layout.spot(motion.to, &role_of));
        let slip = slip_size(layout, motion);
        let mut put = |look, at, size, turn, opacity| self.sprites.push(Sprite { look, at, size, turn, opacity });
        let square = |side: f64| Size { width: side, height: side };
        match &motion.what {
            Mover::Slip(order) => {
                let look = Look::Slip { order, edge: Edge::Plain };
                put(look, ease::arc(from, to, ease::smooth(share)), slip, -14.0 + 14.0 * share, 1.0);
            }
            Mover::Bundle { order, count } => {
                let look = Look::Bundle { order, count: *count };
                put(look, ease::arc(from, to, ease::smooth(share)), BUNDLE, 0.0, 1.0 - ease::late(share));
            }
            Mover::TurnedAway(order) => {
                let at = from.toward(to, ease::visit(share));
                let look = Look::Slip { order, edge: Edge::Dead };
                put(look, at, slip, 20.0 * share, 1.0 - ease::late(share));
                if share > 0.3 {
                    let over = at.shifted(0.0, -slip.height / 2.0 - 8.0);
                    put(Look::Word(Word::Repeat), over, WORD, 0.0, 1.0 - ease::late(share));
                }
            }
            Mover::Shrug => {
                let (Some(lane), Spot::Person(person)) = (layout.lane(Lane::Waiting), motion.from) else { return };
                // Several empty polls at once take different lines.
                let line = f64::from(person.0 % 3) * 24.0;
                let at = Point::new(lane.area.center().x, lane.grid.area.y + 84.0 + line);
                let opacity = 1.0 - ease::late(share);
                if lane.area.width < WITH_FACE {
                    return put(Look::Word(Word::Nothing), at, WORD, 0.0, opacity);
                }
                put(Look::Word(Word::Nothing), at.shifted(FACE / 2.0, 0.0), WORD, 0.0, opacity);
                // A shrug: up and down again.
                let beside = at.shifted(-WORD.width / 2.0, -4.0 * ease::wave(share).abs());
                put(Look::Shrug(person), beside, square(FACE), 0.0, opacity);
            }
            Mover::Ticket { order, manner, .. } => {
                let pose = ease::pose(*manner, from, to, share);
                let edge = edge(if *manner == Manner::Fade { motion.from } else { motion.to });
                let look = Look::Slip { order, edge };
                put(look, pose.at, slip, pose.turn, pose.opacity);
                if let Some(stamp) = pose.stamp {
                    let size = Size { width: slip.width * 0.8 * stamp, height: slip.width * 0.32 * stamp };
                    put(Look::Stamp, pose.at, size, pose.turn - 30.0, pose.opacity);
                }
            }
            Mover::Walker { person, order } => {
                // Three light steps of two pixels.
                let step = ease::wave(share * 3.0) * 2.0;
                let at = from.toward(to, share).shifted(0.0, step);
                if let Some(order) = order {
                    let look = Look::Slip { order, edge: Edge::Plain };
                    put(look, at.shifted(22.0, -16.0), Size { width: 58.0, height: 44.0 }, 12.0, 1.0);
                }
                put(Look::Walker(*person), at, square(40.0), 0.0, 1.0);
            }
            Mover::Cup => {
                let at = ease::arc(from, to, ease::smooth(share));
                put(Look::Cup, at, square(30.0), 0.0, 1.0 - ease::late(share));
            }
            Mover::BrokenCup => {
                put(Look::BrokenCup, from.shifted(-14.0, 26.0), square(38.0), 0.0, 1.0 - ease::late(share));
            }
            Mover::Customer { number, leaving } => {
                let look = Look::Customer { number: *number, leaving: *leaving };
                let side = layout.line.more.width;
                put(look, from.toward(to, ease::smooth(share)), square(side), 0.0, 1.0);
            }
        }
    }
}

/// The size of a moving slip: that of the cells of the lane it goes to, or comes from.
fn slip_size(layout: &Layout, motion: &Motion) -> Size {
    let cell = |spot| match spot {
        Spot::Slot(lane, _) => layout.lane(lane).map(|lane| lane.grid.cell),
        Spot::String { string, place } => {
            let cell = layout.string(string, place);
            Some(Size { width: cell.width, height: cell.height }).filter(|size| size.height > 30.0)
        }
        _ => None,
    };
    let size = cell(motion.to).or_else(|| cell(motion.from)).unwrap_or(Size { width: 64.0, height: 50.0 });
    // Whole pixels, because copying a bitmap is much faster without scaling.
    Size { width: (size.width as u32).into(), height: (size.height as u32).into() }
}

fn edge(spot: Spot) -> Edge {
    match spot {
        Spot::Slot(Lane::Delayed, _) => Edge::Delayed,
        Spot::Slot(Lane::Waiting, _) | Spot::String { .. } => Edge::Waiting,
        Spot::Slot(Lane::Making, _) => Edge::Making,
        Spot::Slot(Lane::Done, _) => Edge::Done,
        Spot::Slot(Lane::Dead, _) => Edge::Dead,
        _ => Edge::Plain,
    }
}
