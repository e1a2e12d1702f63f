//! The layout at every size: things do not overlap, and what is hidden is counted.

use model::shop::{
    BaristaGroup, CashierGroup, Customers, Intervention, Lane, Limits, Mode, PersonId, QueueSettings, Role, Scenario,
    Snapshot,
};
use model::sqs::{ListQueues, SendMessage, Weather};
use model::time::Instant;
use model::world::World;
use stage::{Center, Detail, Form, Held, Layout, Picture, Point, Rect, Size, Target, ThreadKind, deeds, target};

const SIZES: [(f64, f64); 14] = [
    (1_052.0, 650.0),
    (820.0, 694.0),
    (390.0, 684.0),
    (640.0, 284.0),
    (360.0, 480.0),
    (1_700.0, 980.0),
    (760.0, 420.0),
    // Two shops side by side: on a desktop, a tablet, a phone, in a frame.
    (526.0, 480.0),
    (410.0, 500.0),
    (390.0, 255.0),
    (320.0, 182.0),
    // Small phones.
    (375.0, 485.0),
    (360.0, 458.0),
    (320.0, 386.0),
];
const LIMITS: Limits = Limits { customers: 40, people: 64, tickets: 64 };

fn shop(cashiers: u32, baristas: u32, stored: u32, mode: Mode) -> World {
    let mut world = World::new(Scenario {
        mode,
        cashiers: vec![CashierGroup { count: cashiers, ..CashierGroup::default() }],
        baristas: vec![BaristaGroup { count: baristas, ..BaristaGroup::default() }],
        stored_orders: stored,
        ..Scenario::default()
    });
    world.advance_to(Instant::from_millis(40_000));
    world
}

fn see(world: &World) -> Snapshot {
    world.shop().snapshot(world.now(), LIMITS)
}

fn each_layout(mut visit: impl FnMut(&Layout, &Snapshot)) {
    for mode in [Mode::OrderBoard, Mode::HandToHand] {
        for (cashiers, baristas, stored) in [(2, 3, 0), (1, 1, 12), (5, 6, 40), (9, 14, 500), (120, 200, 10_000)] {
            let snapshot = see(&shop(cashiers, baristas, stored, mode));
            for (width, height) in SIZES {
                visit(&Layout::new(Size { width, height }, &snapshot), &snapshot);
            }
        }
    }
}

#[test]
fn nothing_overlaps_or_leaves_the_stage() {
    each_layout(|layout, _| {
        let stage = Rect::new(0.0, 0.0, layout.size.width, layout.size.height);
        let mut regions = vec![layout.line.area, layout.cashiers.area, layout.baristas.area];
        regions.push(match &layout.center {
            Center::Board(board) => board.area,
            Center::Hall(hall) => hall.area,
        });
        for (index, region) in regions.iter().enumerate() {
            assert!(region.within(stage), "{region:?} leaves the stage {:?}", layout.size);
            assert!(region.width > 20.0 && region.height > 20.0, "{region:?} is no room at {:?}", layout.size);
            for other in &regions[..index] {
                assert!(!region.overlaps(*other), "{region:?} lies on {other:?} at {:?}", layout.size);
            }
        }
        for side in [&layout.cashiers, &layout.baristas] {
            let more = side.more.map(|(rect, _)| rect);
            let people: Vec<Rect> = side.people.iter().map(|(_, rect)| *rect).chain(more).collect();
            for (index, rect) in people.iter().enumerate() {
                assert!(rect.within(side.area), "{rect:?} leaves {:?} at {:?}", side.area, layout.size);
                assert!(!rect.overlaps(side.hire) && !rect.overlaps(side.break_room), "at {:?}", layout.size);
                assert!(people[..index].iter().all(|other| !other.overlaps(*rect)));
            }
            assert!(!side.hire.overlaps(side.break_room) && side.hire.within(side.area));
        }
    });
}

#[test]
fn hidden_people_are_counted() {
    each_layout(|layout, snapshot| {
        for (side, staff) in [(&layout.cashiers, &snapshot.cashiers), (&layout.baristas, &snapshot.baristas)] {
            let counted = side.more.map_or(0, |(_, count)| count);
            assert_eq!(side.people.len() as u64 + counted + staff.on_break, staff.count, "at {:?}", layout.size);
        }
    });
}

#[test]
fn hidden_slips_are_counted() {
    each_layout(|layout, snapshot| {
        let Center::Board(board) = &layout.center else { return };
        for (lane, view) in board.lanes.iter().zip([&snapshot.delayed, &snapshot.waiting, &snapshot.making]) {
            let shown: Vec<_> = view.first.iter().filter(|ticket| (ticket.slot as usize) < lane.shown).collect();
            assert_eq!(shown.len() as u64 + lane.stacked, view.count, "{:?} at {:?}", lane.lane, layout.size);
            let mut cells: Vec<Rect> = shown.iter().map(|ticket| lane.grid.at(ticket.slot as usize)).collect();
            if lane.stacked > 0 {
                cells.push(lane.stack);
            }
            for (index, cell) in cells.iter().enumerate() {
                assert!(cell.within(lane.area), "{cell:?} leaves {:?} at {:?}", lane.area, layout.size);
                assert!(cells[..index].iter().all(|other| !other.overlaps(*cell)));
            }
        }
    });
}

#[test]
fn few_people_are_cards_and_many_are_faces() {
    let detail = |baristas| {
        let snapshot = see(&shop(2, baristas, 0, Mode::OrderBoard));
        Layout::new(Size { width: 1_052.0, height: 650.0 }, &snapshot).baristas.detail
    };
    assert_eq!([detail(3), detail(6), detail(30)], [Detail::Card, Detail::Row, Detail::Face]);
}

#[test]
fn a_card_fits_its_text() {
    let details = |(width, height)| {
        let snapshot = see(&shop(2, 3, 0, Mode::OrderBoard));
        let layout = Layout::new(Size { width, height }, &snapshot);
        (layout.cashiers.detail, layout.baristas.detail)
    };
    assert_eq!(details((820.0, 694.0)), (Detail::Card, Detail::Card));
    assert_eq!(details((390.0, 684.0)), (Detail::Card, Detail::Plate));
    assert_eq!(details((360.0, 458.0)), (Detail::Row, Detail::Plate));
}

#[test]
fn the_form_follows_the_size() {
    let form = |(width, height)| Form::of(Size { width, height });
    let expected = [Form::Wide, Form::Tall, Form::Tall, Form::Frame, Form::Tall, Form::Wide, Form::Wide];
    assert_eq!(SIZES.map(form)[..7], expected);
    let beside = [Form::Tall, Form::Tall, Form::Frame, Form::Frame];
    assert_eq!(SIZES.map(form)[7..11], beside);
    assert_eq!(SIZES.map(form)[11..], [Form::Tall; 3]);
}

#[test]
fn a_drop_means_its_target() {
    let snapshot = see(&shop(2, 3, 0, Mode::OrderBoard));
    for (width, height) in SIZES {
        let layout = Layout::new(Size { width, height }, &snapshot);
        let person = layout.baristas.people.first().expect("somebody is on show").0;
        let held = Held::Person { id: person, role: Role::Barista, resting: false };
        let resting = Held::Person { id: person, role: Role::Barista, resting: true };
        let room = layout.baristas.break_room.center();
        let side = layout.baristas.people.last().expect("somebody is on show").1.center();
        assert_eq!(deeds(&layout, held, room), [Intervention::SendOnBreak { person }]);
        assert_eq!(deeds(&layout, held, layout.bin.center()), [Intervention::Dismiss { person }]);
        // Outside the stage, over the inspector or the footer: they go back to their place.
        for outside in
            [(-40.0, 10.0), (width + 150.0, height / 2.0), (width / 2.0, height + 60.0), (width / 2.0, -20.0)]
        {
            assert_eq!(deeds(&layout, held, Point::new(outside.0, outside.1)), []);
        }
        assert!(
            matches!(&deeds(&layout, held, side)[..], [Intervention::Move { person: moved, .. }] if *moved == person)
        );
        let back = deeds(&layout, resting, side);
        assert!(matches!(&back[..], [Intervention::BringBack { .. }, Intervention::Move { .. }]), "{back:?}");
        assert_eq!(target(&layout, resting, room), None);
        // A new person cannot be sent on a break or home, and nobody changes sides.
        let new = Held::New(Role::Barista);
        assert!(matches!(&deeds(&layout, new, side)[..], [Intervention::Hire { role: Role::Barista, place: Some(_) }]));
        assert_eq!(deeds(&layout, new, room), []);
        assert_eq!(deeds(&layout, new, Point::new(-40.0, 10.0)), []);
        assert_eq!(target(&layout, new, layout.cashiers.area.center()), None);
        assert_eq!(target(&layout, held, side), Some(Target::Side));
        // Dead letters can only be moved to the board.
        let lane = layout.lane(Lane::Waiting).expect("there is a board").area.center();
        assert_eq!(deeds(&layout, Held::DeadLetters, lane), [Intervention::StartMoveTask { per_second: Some(1) }]);
        for elsewhere in [room, side, layout.slot(Lane::Dead, 0).center(), Point::new(-40.0, 10.0)] {
            assert_eq!(target(&layout, Held::DeadLetters, elsewhere), None);
        }
    }
}

#[test]
fn a_picture_is_a_function_of_the_recording_and_the_time() {
    let mut world = shop(2, 3, 0, Mode::OrderBoard);
    for step in 1..200 {
        world.advance_to(Instant::from_millis(40_000 + step * 97));
        let again = World::replay(world.recording(), world.now());
        assert_eq!(paint(&world, true), paint(&again, true), "at {}", world.now());
    }
}

#[test]
fn reduced_motion_has_no_sprites() {
    let mut world = shop(2, 3, 0, Mode::OrderBoard);
    let mut travelled = 0;
    for step in 1..100 {
        world.advance_to(Instant::from_millis(40_000 + step * 211));
        travelled += paint(&world, true).sprites.len();
        let calm = paint(&world, false);
        assert!(calm.sprites.is_empty());
        assert_eq!(calm.rings, paint(&world, true).rings);
    }
    assert!(travelled > 50, "only {travelled} sprites in 20 seconds of a busy shop");
}

#[test]
fn a_thread_ties_a_barista_to_the_order() {
    let mut world = shop(2, 3, 0, Mode::OrderBoard);
    for step in 1..100 {
        world.advance_to(Instant::from_millis(40_000 + step * 211));
        let snapshot = see(&world);
        let layout = Layout::new(Size { width: 1_052.0, height: 650.0 }, &snapshot);
        for thread in paint(&world, true).threads {
            let hands: Vec<Point> =
                snapshot.baristas.first.iter().map(|person| layout.hands(person.id, Role::Barista)).collect();
            assert!(hands.contains(&thread.from), "{thread:?} hangs in the air");
            let Center::Board(board) = &layout.center else { unreachable!("an order board") };
            assert!(board.area.contains(thread.to));
        }
    }
}

#[test]
fn the_lane_of_a_slot_past_its_end_is_its_stack() {
    let snapshot = see(&shop(2, 3, 500, Mode::OrderBoard));
    let layout = Layout::new(Size { width: 1_052.0, height: 650.0 }, &snapshot);
    let lane = layout.lane(Lane::Waiting).expect("an order board");
    assert!(lane.stacked > 400);
    assert_eq!(layout.slot(Lane::Waiting, 4_000), lane.stack);
}

#[test]
fn a_high_stack_takes_the_last_row() {
    let snapshot = see(&shop(250, 250, 20_000, Mode::OrderBoard));
    for (width, height, wide) in [(1_052.0, 650.0, true), (800.0, 900.0, true), (640.0, 250.0, false)] {
        let layout = Layout::new(Size { width, height }, &snapshot);
        let lane = layout.lane(Lane::Waiting).expect("an order board");
        let row = lane.grid.at(lane.grid.capacity()).right() - lane.grid.area.x;
        assert_eq!(lane.stack.width, if wide { row } else { lane.grid.cell.width }, "at {:?}", layout.size);
        assert_eq!(lane.shown + if wide { lane.grid.columns } else { 1 }, lane.grid.capacity());
        assert!(lane.stacked > 15_000);
    }
}

fn paint(world: &World, travel: bool) -> Picture<'_> {
    let snapshot = see(world);
    let layout = Layout::new(Size { width: 1_052.0, height: 650.0 }, &snapshot);
    let role_of = |person: PersonId| world.shop().role(person);
    Picture::new(&layout, &snapshot, world.shop().motions(world.now()), role_of, world.now(), travel)
}

/// A shop with `count` guests.
fn with_guests(count: usize, mode: Mode) -> World {
    let mut world = shop(2, 3, 20, mode);
    for number in 0..count {
        let list = ListQueues { queue_name_prefix: None, next_token: None, max_results: None };
        world.call(list.into(), &format!("Worker {number}"));
    }
    world
}

#[test]
fn guests_have_places_of_their_own_at_every_size() {
    for mode in [Mode::OrderBoard, Mode::HandToHand] {
        for count in [0, 1, 3, 30, 300] {
            let snapshot = see(&with_guests(count, mode));
            for (width, height) in SIZES {
                let layout = Layout::new(Size { width, height }, &snapshot);
                let Some(guests) = &layout.guests else {
                    assert_eq!(count, 0, "somebody is left out at {:?}", layout.size);
                    continue;
                };
                let center = match &layout.center {
                    Center::Board(board) => board.area,
                    Center::Hall(hall) => hall.area,
                };
                let stage = Rect::new(0.0, 0.0, width, height);
                assert!(guests.area.within(stage), "{:?} leaves {stage:?}", guests.area);
                for other in [layout.line.area, layout.cashiers.area, layout.baristas.area, center] {
                    assert!(!guests.area.overlaps(other), "{:?} lies on {other:?} at {:?}", guests.area, layout.size);
                }
                let counted = guests.more.map_or(0, |(_, count)| count);
                assert_eq!(guests.people.len() as u64 + counted, count as u64, "at {:?}", layout.size);
                let places: Vec<Rect> =
                    guests.people.iter().map(|(_, rect)| *rect).chain(guests.more.map(|(rect, _)| rect)).collect();
                for (index, place) in places.iter().enumerate() {
                    assert!(place.within(guests.area), "{place:?} leaves {:?} at {:?}", guests.area, layout.size);
                    assert!(place.width >= 24.0 && place.height >= 24.0, "{place:?} is too small at {:?}", layout.size);
                    assert!(places[..index].iter().all(|other| !other.overlaps(*place)));
                }
            }
        }
    }
}

#[test]
fn hidden_slips_of_a_string_are_counted() {
    for (groups, stored, fifo) in [(1, 3, true), (3, 9, true), (6, 60, true), (6, 200, false), (40, 400, true)] {
        let mut world = World::new(Scenario {
            stored_orders: stored,
            customers: Customers { groups: Some(groups), ..Customers::default() },
            queue: QueueSettings { fifo, ..QueueSettings::default() },
            ..Scenario::default()
        });
        world.advance_to(Instant::from_millis(20_000));
        let snapshot = see(&world);
        let seen = snapshot.groups.as_ref().expect("a board with strings");
        for (width, height) in SIZES {
            let layout = Layout::new(Size { width, height }, &snapshot);
            let Center::Board(board) = &layout.center else { unreachable!("an order board") };
            let strings = board.strings.as_ref().expect("strings");
            let (lane, more) = (&board.lanes[1], strings.more);
            assert!(!strings.rows.is_empty(), "at {:?}", layout.size);
            assert_eq!(strings.rows.len() as u64 + more.map_or(0, |more| more.groups), seen.count);
            let mut cells: Vec<Rect> = more.map(|more| more.area).into_iter().collect();
            let mut counted = more.map_or(0, |more| more.orders);
            for (row, group) in strings.rows.iter().zip(&seen.first) {
                assert_eq!(row.string, group.string);
                let slips = group.first.iter().take(row.shown).count();
                assert_eq!(slips as u64 + row.stacked, group.waiting, "at {:?}", layout.size);
                counted += group.waiting;
                cells.push(row.label);
                cells.extend((0..slips).map(|slip| row.grid.at(slip)));
                cells.extend((row.stacked > 0).then(|| row.grid.at(row.shown)));
            }
            assert_eq!(counted, snapshot.waiting.count, "at {:?}", layout.size);
            for (index, cell) in cells.iter().enumerate() {
                assert!(cell.within(lane.area), "{cell:?} leaves {:?} at {:?}", lane.area, layout.size);
                let other = cells[..index].iter().find(|other| other.overlaps(*cell));
                assert!(other.is_none(), "{cell:?} lies on {other:?} at {:?}", layout.size);
            }
            if let Some(memory) = board.memory {
                assert!(memory.within(board.area) && !memory.overlaps(board.head) && !memory.overlaps(lane.area));
            }
        }
    }
}

#[test]
fn guests_have_names_while_there_is_room() {
    let [one, three, thirty] = [1, 3, 30].map(|count| see(&with_guests(count, Mode::OrderBoard)));
    let (card, row, face) = (Detail::Card, Detail::Row, Detail::Face);
    let expected = [(card, card), (card, card), (card, row), (card, row), (row, face), (card, card), (card, face)];
    for ((width, height), (alone, of_three)) in SIZES.into_iter().zip(expected) {
        let detail = |snapshot| Layout::new(Size { width, height }, snapshot).guests.expect("a counter").detail;
        let found = [&one, &three, &thirty].map(detail);
        assert_eq!(found, [alone, of_three, face], "at {width} by {height}");
    }
}

#[test]
fn a_guests_message_starts_at_the_guest() {
    let mut world = with_guests(3, Mode::OrderBoard);
    world.call(SendMessage::new("orders".into(), "tea".into()).into(), "Worker 2");
    let snapshot = see(&world);
    let layout = Layout::new(Size { width: 1_052.0, height: 650.0 }, &snapshot);
    let guest = &snapshot.guests.first[2];
    let from = layout.hands(guest.id, Role::Guest);
    assert_eq!(from, {
        let rect = layout.guests.as_ref().and_then(|guests| guests.find(guest.id)).expect("on show");
        Point::new(rect.center().x, rect.y)
    });
    assert!(paint(&world, true).sprites.iter().any(|sprite| sprite.at == from), "nothing sets off there");
}

#[test]
fn a_shop_without_a_board_hides_the_queue() {
    let mut world = with_guests(1, Mode::HandToHand);
    world.advance_to(Instant::from_millis(60_000));
    let sprites = |world: &World| paint(world, true).sprites.len();
    let before = sprites(&world);
    world.call(SendMessage::new("orders".into(), "tea".into()).into(), "Worker 0");
    assert_eq!(sprites(&world), before);
}

#[test]
fn copies_hang_in_places_of_their_own() {
    let weather = Weather { duplicates_percent: 100, ..Weather::default() };
    let mut world = shop(2, 9, 30, Mode::OrderBoard);
    world.intervene(Intervention::SetWeather { weather }).expect("any weather will do");
    let mut copies = 0;
    while copies < 20 && world.step() {
        let snapshot = see(&world);
        let layout = Layout::new(Size { width: 1_052.0, height: 650.0 }, &snapshot);
        let lane = layout.lane(Lane::Making).expect("an order board");
        let slips = snapshot.making.first.iter().chain(&snapshot.copies);
        let cells: Vec<Rect> = slips.map(|slip| layout.slot(Lane::Making, slip.slot)).collect();
        for (index, cell) in cells.iter().enumerate() {
            assert!(lane.stacked > 0 || cells[..index].iter().all(|other| !other.overlaps(*cell)));
        }
        copies += snapshot.copies.len();
        let holders = paint(&world, false).threads.iter().filter(|thread| thread.kind == ThreadKind::Holding).count();
        assert!(holders >= snapshot.copies.len(), "both are tied to what they make");
    }
    assert!(copies >= 20);
}
