//! Posters: they show everything, nothing beyond their edges, and the same on every way to a moment.

use model::shop::{Limits, Mode, PersonId, Recording, Scenario, Snapshot, scenarios};
use model::sqs::SendMessage;
use model::text::short;
use model::time::Instant;
use model::timeline::Timeline;
use model::world::World;
use stage::poster::{Mark, Scene, Text, around, inside, poster};
use stage::{Center, Detail, Layout, Picture, Rect, Size, words};

/// Sizes of pictures with their strips.
const SIZES: [(f64, f64); 8] = [
    (1_052.0, 690.0),
    (1_280.0, 720.0),
    (960.0, 540.0),
    (640.0, 360.0),
    (390.0, 720.0),
    (360.0, 496.0),
    (820.0, 734.0),
    (1_700.0, 1_020.0),
];
const LIMITS: Limits = Limits { customers: 40, people: 64, tickets: 64 };
const CAPTION: &str = "Cleo takes #12 flat white.";

fn at(ms: u64) -> Instant {
    Instant::from_millis(ms)
}

/// Shops of every kind at busy moments.
fn worlds() -> Vec<World> {
    let mut worlds: Vec<World> = Vec::new();
    for scene in scenarios::ALL {
        let mut world = World::new(scene.scenario());
        for ms in [0, 41_300] {
            world.advance_to(at(ms));
            worlds.push(world.clone());
        }
    }
    let mut guests = World::new(scenarios::ALL[0].scenario());
    guests.advance_to(at(5_000));
    for name in ["CLI", "boto3", "Script"] {
        let url = guests.shop().queue_urls()[0].clone();
        guests.call(SendMessage::new(url, "latte".into()).into(), name);
    }
    worlds.push(guests);
    worlds
}

/// A snapshot and its poster.
fn see(world: &World, (width, height): (f64, f64), dark: bool) -> (Snapshot, Layout, Vec<Mark>) {
    let (shop, now) = (world.shop(), world.now());
    let snapshot = shop.snapshot(now, LIMITS);
    let size = Size { width, height };
    let layout = Layout::new(inside(size), &snapshot);
    let picture = Picture::new(&layout, &snapshot, shop.motions(now), |person| shop.role(person), now, true);
    let name = |person: PersonId| shop.name(person).to_owned();
    let marks = poster(&Scene {
        size,
        snapshot: &snapshot,
        layout: &layout,
        rings: &picture.rings,
        bars: &picture.bars,
        name: &name,
        now,
        caption: (CAPTION, "Received"),
        dark,
    });
    (snapshot, layout, marks)
}

fn each(mut visit: impl FnMut(&Snapshot, &Layout, &[Mark], Size)) {
    for world in worlds() {
        for (width, height) in SIZES {
            let (snapshot, layout, marks) = see(&world, (width, height), false);
            visit(&snapshot, &layout, &marks, Size { width, height });
        }
    }
}

fn texts(marks: &[Mark]) -> impl Iterator<Item = &Text> {
    marks.iter().filter_map(|mark| if let Mark::Text(text) = mark { Some(text) } else { None })
}

/// Returns true if the text is anywhere in `rect`.
fn says(marks: &[Mark], rect: Rect, words: &str) -> bool {
    texts(marks).any(|text| {
        let middle = text.rect.center();
        let room = rect.inset(-2.0, -2.0);
        room.contains(middle) && text.spans.iter().any(|span| span.words.contains(words))
    })
}

#[test]
fn nothing_leaves_the_picture() {
    each(|_, _, marks, size| {
        let whole = Rect::new(0.0, 0.0, size.width, size.height);
        for mark in marks {
            let rect = match mark {
                Mark::Box { rect, .. } | Mark::Ring { rect, .. } => *rect,
                Mark::Text(text) => text.rect,
                Mark::Shape { at, .. } => Rect::new(at.x, at.y, 1.0, 1.0),
            };
            assert!(rect.within(whole), "{mark:?} leaves {size:?}");
        }
        for text in texts(marks) {
            assert!(text.spans.iter().all(|span| span.px >= 11.5), "{text:?} is too small to be read");
            assert!(text.rect.width >= 10.0 && text.rect.height >= 10.0, "no room for {text:?} at {size:?}");
            let low = text.leading * f64::from(text.lines) <= text.rect.height + 1.0;
            assert!(low, "{text:?} has more lines than room");
        }
    });
}

#[test]
fn every_shown_person_is_painted() {
    each(|snapshot, layout, marks, size| {
        for (side, staff) in [(&layout.cashiers, &snapshot.cashiers), (&layout.baristas, &snapshot.baristas)] {
            for (id, rect) in &side.people {
                let person = staff.first.iter().find(|person| person.id == *id).expect("who is laid out is there");
                let has_face = marks
                    .iter()
                    .any(|mark| matches!(mark, Mark::Shape { at, .. } if rect.inset(-1.0, -1.0).contains(*at)));
                assert!(has_face, "{} has no face at {size:?}", person.name);
                let named = side.detail == Detail::Face || says(marks, *rect, &person.name);
                assert!(named, "{} is not named at {size:?}", person.name);
            }
            if let Some((rect, count)) = side.more {
                assert!(says(marks, rect, &format!("+{}", short(count))), "at {size:?}");
            }
            let label = words::break_room(staff.on_break);
            let label = if side.break_room.width < 100.0 { "Break" } else { &label };
            assert!(says(marks, side.break_room, label), "at {size:?}");
        }
        let left = snapshot.line.count.saturating_sub(layout.line.places.len() as u64);
        assert!(left == 0 || says(marks, layout.line.more, &format!("+{}", short(left))), "at {size:?}");
        if let Some(guests) = &layout.guests {
            for (id, rect) in &guests.people {
                let guest = snapshot.guests.first.iter().find(|guest| guest.id == *id).expect("laid out");
                assert!(guests.detail == Detail::Face || says(marks, *rect, &guest.name), "at {size:?}");
            }
        }
    });
}

#[test]
fn every_slip_at_rest_and_every_count_is_painted() {
    let (mut slips, mut rings, mut strings) = (0, 0, 0);
    each(|snapshot, layout, marks, size| {
        let Center::Board(board) = &layout.center else {
            assert_eq!(snapshot.mode, Mode::HandToHand);
            assert!(texts(marks).any(|text| text.spans[0].words == "Hand to hand"));
            return;
        };
        let views = [&snapshot.delayed, &snapshot.waiting, &snapshot.making];
        for (lane, view) in board.lanes.iter().zip(views) {
            if lane.area.width == 0.0 {
                assert_eq!(view.count, 0, "an order in a lane without room at {size:?}");
                continue;
            }
            let (name, _) = words::lane(lane.lane);
            assert!(says(marks, lane.head, name), "{name} has no name at {size:?}");
            assert!(view.count == 0 || says(marks, lane.head, &short(view.count)), "{name} has no count at {size:?}");
            let stack =
                lane.stacked == 0 || says(marks, lane.grid.at(lane.shown), &format!("+{}", short(lane.stacked)));
            assert!(stack, "a stack without its count at {size:?}");
            let on_show = view.first.iter().filter(|ticket| (ticket.slot as usize) < lane.shown && !ticket.moving);
            for ticket in on_show {
                let rect = lane.grid.at(ticket.slot as usize);
                assert!(says(marks, rect, &ticket.order.number), "{} is missing at {size:?}", ticket.order.number);
                slips += 1;
            }
        }
        if let (Some(layout), Some(groups)) = (&board.strings, &snapshot.groups) {
            for row in &layout.rows {
                let group = groups.first.iter().find(|group| group.string == row.string).expect("laid out");
                let name = if row.label.height > 30.0 {
                    words::initials(group.tag.as_ref())
                } else {
                    words::group(group.tag.as_ref())
                };
                assert!(says(marks, row.label, &name), "the string of {name} is missing at {size:?}");
                for ticket in group.first.iter().take(row.shown).filter(|ticket| !ticket.moving) {
                    assert!(says(marks, row.grid.at(ticket.slot as usize), &ticket.order.number), "at {size:?}");
                }
                strings += 1;
            }
        }
        assert!(says(marks, board.done, &short(snapshot.done.count)), "at {size:?}");
        assert!(says(marks, board.dead, &short(snapshot.dead.count)), "at {size:?}");
        rings += marks.iter().filter(|mark| matches!(mark, Mark::Ring { .. })).count();
    });
    assert!(slips > 200 && rings > 100 && strings > 20, "{slips} slips, {rings} rings, {strings} strings");
}

#[test]
fn the_strip_has_the_caption_and_the_clock() {
    let world = &worlds()[1];
    for (width, height) in SIZES {
        let (_, layout, marks) = see(world, (width, height), false);
        let strip = Rect::new(0.0, layout.size.height, width, height - layout.size.height);
        assert!(says(&marks, strip, CAPTION) && says(&marks, strip, "00:41.3"), "at {width}×{height}");
        let stage = inside(Size { width, height });
        assert_eq!(around(stage), Size { width, height });
    }
}

#[test]
fn the_dark_theme_differs_in_colours_only() {
    for world in worlds() {
        let ([(.., light), (.., dark)], size) = ([false, true].map(|dark| see(&world, SIZES[0], dark)), SIZES[0]);
        assert_eq!(light.len(), dark.len(), "at {size:?}");
        assert_ne!(light, dark);
        let places = |marks: &[Mark]| -> Vec<Rect> { texts(marks).map(|text| text.rect).collect() };
        assert_eq!(places(&light), places(&dark));
    }
}

#[test]
fn a_moment_has_one_poster_on_every_way_to_it() {
    for (ms, size) in [(12_345, SIZES[1]), (59_990, SIZES[3])] {
        for scene in scenarios::ALL {
            let recording = Recording { scenario: scene.scenario(), interventions: Vec::new() };
            let replayed = World::replay(&recording, at(ms));
            let mut played = World::new(Scenario::clone(&recording.scenario));
            for step in (0..=ms).step_by(40) {
                played.advance_to(at(step));
            }
            played.advance_to(at(ms));
            let mut sought = Timeline::of(recording, at(120_000));
            sought.seek(at(90_000));
            sought.seek(at(ms));
            let first = see(&replayed, size, false).2;
            assert!(first == see(&played, size, false).2, "{}: played", scene.id);
            assert!(first == see(sought.world(), size, false).2, "{}: sought", scene.id);
        }
    }
}
