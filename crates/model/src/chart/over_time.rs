//! From measures to lines over time: how wide a step is, and over how much time a rate is averaged.

use super::{Axis, Chart, Line, Style, Tone, Unit};
use crate::shop::measures::{Measures, Space};
use crate::time::{Instant, Span};

/// The most steps of a count over time: in shorter steps chance hides the change.
const STEPS: usize = 60;

/// Rates are averages of at least this much time: a slow shop's would be zero by chance.
const SMOOTH: Span = Span::from_secs(10);

pub(super) type Read = fn(&Space) -> Option<u64>;
pub(super) type Entry = (&'static str, &'static str, Tone, Read);

/// A chart over time: states at the end of each time slice, or counts within it.
pub(super) fn over_time(
    measures: &Measures,
    (id, title, about): (&'static str, &'static str, &'static str),
    (unit, style): (Unit, Style),
    lines: &[Entry],
) -> Chart {
    let is_state = matches!((unit, style), (_, Style::Area) | (Unit::Time, _));
    let group = if is_state { 1 } else { measures.spaces.len().div_ceil(STEPS) };
    let step = measures.width.as_millis() * group as u64;
    let mut spaces = measures.joined(group);
    let passed = |index: usize| step.min(measures.at.as_millis().saturating_sub(step * index as u64));
    // Leave out a step that has only begun.
    if spaces.len() > 1 && passed(spaces.len() - 1) < step / 2 {
        spaces.pop();
    }
    let smoothed = SMOOTH.as_millis().div_ceil(step.max(1)) as usize;
    let value = |index: usize, read: Read| match unit {
        Unit::PerMinute => {
            let from = (index + 1).saturating_sub(smoothed);
            let count: u64 = spaces[from..=index].iter().filter_map(read).sum();
            let all: u64 = (from..=index).map(passed).sum();
            // Nothing happened before the opening: without it, the first customer would be hundreds a minute.
            (count * 60_000).checked_div(if from == 0 { all.max(SMOOTH.as_millis()) } else { all })
        }
        _ => read(&spaces[index]),
    };
    let lines = lines.iter().map(|(name, label, tone, read)| Line {
        name,
        label,
        tone: *tone,
        values: (0..spaces.len()).map(|index| value(index, *read)).collect(),
    });
    let lines: Vec<Line> = lines.collect();
    let end = Instant::from_millis(measures.at.as_millis().min(step * spaces.len() as u64));
    let axis = Axis::Time { step: Span::from_millis(step), end };
    Chart { id, title, about, unit, style, axis, lines, marks: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shop::Scenario;
    use crate::world::World;

    fn measured(ms: u64) -> Measures {
        let mut world = World::new(Scenario::default());
        world.advance_to(Instant::from_millis(ms));
        world.shop().measures(world.now())
    }

    fn sent_rate(measures: &Measures) -> Chart {
        let sent: Entry = ("Sent", "sent", Tone::Visible, |space| Some(space.sent));
        over_time(measures, ("sent", "Sent", "Sent."), (Unit::PerMinute, Style::Line), &[sent])
    }

    #[test]
    fn rates_are_averages_of_ten_seconds() {
        let measures = measured(9_500);
        let sent: Vec<u64> = measures.spaces.iter().map(|space| space.sent).collect();
        let values = &sent_rate(&measures).lines[0].values;
        assert_eq!(values.len(), 10);
        assert_eq!(values[9], Some(sent.iter().sum::<u64>() * 6), "the whole time so far");
        assert!(values.iter().flatten().max() <= Some(&60), "{values:?}");
        let measures = measured(50_000);
        let sent: Vec<u64> = measures.spaces.iter().map(|space| space.sent).collect();
        for (index, value) in sent_rate(&measures).lines[0].values.iter().enumerate().skip(9) {
            assert_eq!(*value, Some(sent[index - 9..=index].iter().sum::<u64>() * 6), "at second {}", index + 1);
        }
    }
}
