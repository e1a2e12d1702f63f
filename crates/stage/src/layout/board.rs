//! How the order board is divided.

use model::shop::{Lane, LaneView, Snapshot};

use super::form::{LOW, ROOM_FOR_DELAYED, UPRIGHT_LOW};
use super::{Form, LaneLayout, StringsLayout};
use crate::Rect;

/// The order board.
#[derive(Clone, Debug, PartialEq)]
pub struct BoardLayout {
    /// The whole board.
    pub area: Rect,
    /// Title and settings.
    pub head: Rect,
    /// The deduplication window of a FIFO queue, if there is room for it.
    pub memory: Option<Rect>,
    /// The lanes *Delayed*, *Waiting* and *Making*.
    pub lanes: [LaneLayout; 3],
    /// The strings in the lane *Waiting*, if messages belong to groups.
    pub strings: Option<StringsLayout>,
    /// The tray of deleted messages.
    pub done: Rect,
    /// The tray of dead letters.
    pub dead: Rect,
}

/// An upright board below this width has no room for an unused lane *Delayed*.
const UPRIGHT_ROOM_FOR_DELAYED: f64 = 350.0;

impl BoardLayout {
    /// The orders that the visitor holds, over the lower end of the lanes.
    #[must_use]
    pub fn hands(&self) -> Rect {
        let height = 52.0;
        Rect::new(self.done.x, self.done.y - height - 6.0, self.head.width, height)
    }

    pub(super) fn new(area: Rect, form: Form, snapshot: &Snapshot) -> Self {
        let (pad, head, tray, gap) = match form {
            Form::Wide => (16.0, 34.0, 46.0, 10.0),
            Form::Frame if area.height < LOW => (6.0, 22.0, 28.0, 4.0),
            Form::Frame => (8.0, 24.0, 34.0, 6.0),
            Form::Tall if area.height < UPRIGHT_LOW => (4.0, 26.0, 32.0, 4.0),
            Form::Tall => (10.0, 28.0, 44.0, 6.0),
        };
        let inner = area.inset(pad, pad);
        let has_room = form != Form::Frame && area.height >= UPRIGHT_LOW;
        let strip = if snapshot.memory.is_some() && has_room { 24.0 } else { 0.0 };
        let memory = (strip > 0.0).then(|| Rect::new(inner.x, inner.y + head, inner.width, strip));
        let head_and_strip = head + strip;
        let lanes_area =
            Rect::new(inner.x, inner.y + head_and_strip, inner.width, inner.height - head_and_strip - tray - gap);
        let in_use = snapshot.queue.delay_seconds > 0 || snapshot.delayed.count > 0;
        let share = if in_use { 0.24 } else { 0.17 };
        let room_for_delayed = match form {
            Form::Wide => 0.0,
            Form::Frame => ROOM_FOR_DELAYED,
            Form::Tall => UPRIGHT_ROOM_FOR_DELAYED,
        };
        let is_left_out = !in_use && lanes_area.width < room_for_delayed;
        let (narrow, gap_behind) = if is_left_out {
            (0.0, 0.0)
        } else {
            ((lanes_area.width * share).clamp(if form == Form::Wide { 92.0 } else { 58.0 }, 150.0), gap)
        };
        // Strings need more width than slips.
        let share = if snapshot.groups.is_some() && form != Form::Frame { 0.56 } else { 0.5 };
        let both = lanes_area.width - narrow - gap_behind - gap;
        let waiting_width = both * share;
        let lane = |lane, view: &LaneView, x: f64, width: f64| {
            let copies = if lane == Lane::Making { &snapshot.copies[..] } else { &[] };
            LaneLayout::new(lane, Rect::new(x, lanes_area.y, width, lanes_area.height), form, view, copies)
        };
        let waiting_x = lanes_area.x + narrow + gap_behind;
        let mut lanes = [
            lane(Lane::Delayed, &snapshot.delayed, lanes_area.x, narrow),
            lane(Lane::Waiting, &snapshot.waiting, waiting_x, waiting_width),
            lane(Lane::Making, &snapshot.making, waiting_x + waiting_width + gap, both - waiting_width),
        ];
        let strings = snapshot.groups.as_ref().map(|groups| {
            let waiting = &mut lanes[1];
            (waiting.shown, waiting.stacked) = (0, 0);
            StringsLayout::new(waiting.grid.area, form, groups, snapshot.waiting.count)
        });
        let tray_width = (inner.width - gap) / 2.0;
        let tray_y = inner.bottom() - tray;
        Self {
            area,
            head: Rect::new(inner.x, inner.y, inner.width, head),
            memory,
            lanes,
            strings,
            done: Rect::new(inner.x, tray_y, tray_width, tray),
            dead: Rect::new(inner.x + tray_width + gap, tray_y, tray_width, tray),
        }
    }
}
