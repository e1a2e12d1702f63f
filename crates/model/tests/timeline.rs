//! The timeline: a moment is the same by any route to it, and every intervention can be undone and redone.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

#[path = "shared/moments.rs"]
mod moments;
#[path = "shared/seed.rs"]
mod seed;

use model::shop::{
    BaristaGroup, CashierGroup, Customers, Intervention, PersonId, QueueSettings, Recording, Role, Scenario, Timed,
};
use model::sqs::{GetQueueUrl, ReceiveMessage};
use model::time::{Instant, Span};
use model::timeline::{KEYFRAMES_MAX, MarkKind, SAMPLES_MAX, Timeline, UNDO_MAX};
use model::world::World;
use moments::{any_recording, assert_same, look};

fn ms(millis: u64) -> Instant {
    Instant::from_millis(millis)
}

fn busy() -> Scenario {
    Scenario {
        customers: Customers { per_minute: 240, ..Customers::default() },
        cashiers: vec![CashierGroup { count: 8, ..CashierGroup::default() }],
        baristas: vec![BaristaGroup { count: 20, ..BaristaGroup::default() }],
        queue: QueueSettings { visibility_timeout_seconds: 9, max_receive_count: Some(2), ..QueueSettings::default() },
        ..Scenario::default()
    }
}

/// Advances to a moment, as the page does.
fn play(timeline: &mut Timeline, until: u64) {
    timeline.pass(ms(until));
}

fn crash(timeline: &mut Timeline, person: u32) {
    timeline.intervene(Intervention::Crash { person: PersonId(person) }, false).unwrap();
}

/// Asserts that the world equals a replay of its own recording.
#[track_caller]
fn assert_equals_replay(timeline: &Timeline) {
    let world = timeline.world();
    assert_same(&World::replay(world.recording(), world.now()), world);
}

#[test]
fn an_hour_needs_a_bounded_number_of_keyframes() {
    let mut timeline = Timeline::new(busy());
    play(&mut timeline, 3_600_000);
    assert!((KEYFRAMES_MAX / 2..=KEYFRAMES_MAX).contains(&timeline.keyframes()), "{}", timeline.keyframes());
    let (samples, width) = (timeline.track().samples(), timeline.track().width_ms());
    assert!(samples.len() <= SAMPLES_MAX && samples.len() as u64 == 3_600_000 / width + 1);
    let mut rng = seed::stream(3);
    for _ in 0..12 {
        let at = ms(rng.below(3_600_000));
        timeline.seek(at);
        assert_same(&World::replay(timeline.world().recording(), at), timeline.world());
        assert_eq!(timeline.end(), ms(3_600_000));
    }
}

#[test]
fn keyframes_are_sparse_on_a_long_seek_and_dense_afterwards() {
    let mut timeline = Timeline::new(busy());
    let (there, stretch) = (ms(3_600_000), Span::from_millis(480));
    while timeline.now() < there {
        timeline.pass_towards(there.min(timeline.now() + stretch), there);
    }
    assert!((KEYFRAMES_MAX / 2..=KEYFRAMES_MAX).contains(&timeline.keyframes()), "{}", timeline.keyframes());
    for at in [3_599_000, 1_800_000, 17, 900_000] {
        timeline.seek(ms(at));
        assert_same(&World::replay(timeline.world().recording(), ms(at)), timeline.world());
    }
    let (mut left, mut played) = (Timeline::new(busy()), Timeline::new(busy()));
    left.pass_towards(ms(120_000), ms(86_400_000));
    played.pass(ms(120_000));
    assert!(left.keyframes() < played.keyframes(), "{} of {}", left.keyframes(), played.keyframes());
    let (before, usual) = (left.keyframes(), played.keyframes());
    left.pass(ms(240_000));
    played.pass(ms(240_000));
    assert!(left.keyframes() - before >= played.keyframes() - usual, "as dense as without a long seek");
}

fn full() -> Scenario {
    Scenario { stored_orders: 100_000, ..busy() }
}

#[test]
fn a_full_board_has_keyframes_too() {
    let mut timeline = Timeline::new(full());
    play(&mut timeline, 120_000);
    assert!(timeline.keyframes() > 2, "{}", timeline.keyframes());
    let there = look(timeline.world());
    for at in [0, 61_000, 119_000, 7] {
        timeline.seek(ms(at));
        assert_same(&World::replay(timeline.world().recording(), ms(at)), timeline.world());
    }
    timeline.seek(ms(120_000));
    assert_eq!(look(timeline.world()), there);
}

#[test]
fn an_opening_in_steps_equals_an_opening_at_once() {
    let mut timeline = Timeline::closed(full());
    let mut pieces = 0;
    while !timeline.open_on(7_000) {
        pieces += 1;
        let (hang, all) = timeline.world().shop().stocked().unwrap();
        assert_eq!((all, timeline.world().shop().backlog().waiting), (100_000, hang.saturating_sub(1)));
        assert!(hang >= 6_990 * pieces);
    }
    assert!(pieces >= 14 && timeline.world().shop().stocked().is_none());
    assert_same(&World::new(full()), timeline.world());
    // An intervention during the opening completes the opening first.
    let mut hasty = Timeline::closed(full());
    hasty.open_on(10);
    hasty.intervene(Intervention::Take, false).unwrap();
    assert_equals_replay(&hasty);
}

#[test]
fn samples_and_marks_do_not_depend_on_how_time_passed() {
    let run = |pieces: &[u64]| {
        let mut timeline = Timeline::new(busy());
        play(&mut timeline, 20_000);
        crash(&mut timeline, 9);
        for piece in pieces {
            play(&mut timeline, *piece);
        }
        (timeline.track().samples().to_vec(), timeline.track().marks().to_vec())
    };
    let whole = run(&[200_000]);
    assert_eq!(run(&[20_001, 20_010, 77_777, 200_000]), whole);
    let back_and_forth = {
        let mut timeline = Timeline::new(busy());
        play(&mut timeline, 20_000);
        crash(&mut timeline, 9);
        for at in [90_000, 30_000, 19_000, 120_000, 0, 200_000] {
            timeline.seek(ms(at));
        }
        while timeline.previous_event_at().is_some_and(|at| at > ms(199_000)) {
            let at = timeline.previous_event_at().unwrap();
            timeline.seek(at);
        }
        while timeline.now() < ms(200_000) && timeline.step() {}
        timeline.seek(ms(200_000));
        (timeline.track().samples().to_vec(), timeline.track().marks().to_vec())
    };
    assert_eq!(back_and_forth, whole);
    assert!(whole.1.iter().any(|mark| (mark.at, mark.kind) == (ms(20_000), MarkKind::Crash)));
    assert!(whole.0.iter().any(|sample| sample.waiting > 0));
}

#[test]
fn a_step_back_reverses_a_step() {
    let mut timeline = Timeline::new(busy());
    play(&mut timeline, 10_000);
    crash(&mut timeline, 9);
    let mut moments = vec![(timeline.now(), look(timeline.world()))];
    for _ in 0..400 {
        assert!(timeline.step());
        moments.push((timeline.now(), look(timeline.world())));
    }
    for (at, seen) in moments.iter().rev().skip(1) {
        let back = timeline.previous_event_at().unwrap();
        timeline.seek(back);
        assert_eq!((back, &look(timeline.world())), (*at, seen));
    }
    for (at, seen) in &moments[1..] {
        assert!(timeline.step());
        assert_eq!((timeline.now(), &look(timeline.world())), (*at, seen));
    }
}

#[test]
fn the_first_moment_has_nothing_before_it() {
    let mut timeline = Timeline::new(busy());
    assert_eq!(timeline.previous_event_at(), None);
    assert!(timeline.step());
    assert_eq!(timeline.previous_event_at(), Some(Instant::ZERO));
}

#[test]
fn empty_polls_hide_no_event() {
    // Two hundred baristas poll an empty board, so the log contains nothing but empty polls.
    let mut scenario = busy();
    scenario.customers.per_minute = 0;
    scenario.cashiers.clear();
    scenario.baristas[0].count = 200;
    scenario.baristas[0].settings.wait_time_seconds = Some(0);
    let mut timeline = Timeline::new(scenario);
    play(&mut timeline, 5_000);
    timeline.intervene(Intervention::Hire { role: Role::Cashier, place: None }, false).unwrap();
    play(&mut timeline, 60_000);
    assert_eq!(timeline.previous_event_at(), Some(ms(5_000)));
}

#[test]
fn playing_on_from_the_past_repeats_the_run() {
    let mut timeline = Timeline::new(busy());
    for (at, person) in [(5_000, 9), (40_000, 10), (70_000, 11)] {
        play(&mut timeline, at);
        crash(&mut timeline, person);
    }
    play(&mut timeline, 90_000);
    let (seen, whole) = (look(timeline.world()), timeline.recording());
    timeline.seek(ms(39_999));
    assert_eq!(timeline.world().recording().interventions.len(), 1);
    assert_eq!(timeline.recording(), whole);
    timeline.seek(ms(40_000));
    assert_eq!(timeline.world().recording().interventions.len(), 2);
    while timeline.now() < ms(90_000) {
        assert!(timeline.step());
        assert_equals_replay(&timeline);
    }
    timeline.seek(ms(90_000));
    assert_eq!((look(timeline.world()), timeline.recording()), (seen, whole));
}

#[test]
fn an_intervention_in_the_past_drops_the_future_and_undo_restores_it() {
    let mut timeline = Timeline::new(busy());
    play(&mut timeline, 30_000);
    crash(&mut timeline, 9);
    play(&mut timeline, 100_000);
    let (old, old_end, old_track) = (timeline.recording(), timeline.end(), timeline.track().samples().to_vec());
    timeline.seek(ms(20_000));
    timeline.intervene(Intervention::SetCustomers { per_minute: 0 }, false).unwrap();
    assert_eq!((timeline.end(), timeline.recording().interventions.len()), (ms(20_000), 1));
    assert!(timeline.track().marks().is_empty());
    play(&mut timeline, 60_000);
    assert_equals_replay(&timeline);
    let (new, seen) = (timeline.recording(), look(timeline.world()));

    assert_eq!(timeline.undo(), Some(ms(20_000)));
    timeline.pass(ms(20_000));
    assert_eq!((timeline.recording(), timeline.end()), (old.clone(), old_end));
    assert_eq!(timeline.track().samples(), old_track);
    timeline.seek(ms(100_000));
    assert_same(&World::replay(&old, ms(100_000)), timeline.world());

    assert_eq!(timeline.redo(), Some(ms(20_000)));
    timeline.pass(ms(20_000));
    assert_eq!((timeline.recording(), timeline.end()), (new, ms(60_000)));
    assert_eq!(timeline.world().recording().interventions.len(), 1);
    timeline.seek(ms(60_000));
    assert_eq!(look(timeline.world()), seen);
    assert!(!timeline.can_redo());
}

#[test]
fn interventions_of_one_instant_are_undone_one_by_one_unless_joined() {
    let mut timeline = Timeline::new(busy());
    play(&mut timeline, 5_000);
    let hire = |timeline: &mut Timeline, joined| {
        timeline.intervene(Intervention::Hire { role: Role::Barista, place: None }, joined).unwrap();
    };
    let staff = |timeline: &Timeline| look(timeline.world()).0.baristas.count;
    for joined in [false, false, true, true, false] {
        hire(&mut timeline, joined);
    }
    let undo = |timeline: &mut Timeline| {
        let at = timeline.undo().unwrap();
        timeline.pass(at);
        staff(timeline)
    };
    assert_eq!([undo(&mut timeline), undo(&mut timeline), undo(&mut timeline)], [24, 21, 20]);
    assert_eq!(timeline.undo(), None);
    let redo = |timeline: &mut Timeline| {
        let at = timeline.redo().unwrap();
        timeline.pass(at);
        staff(timeline)
    };
    assert_eq!([redo(&mut timeline), redo(&mut timeline), redo(&mut timeline)], [21, 24, 25]);
    assert_equals_replay(&timeline);
}

#[test]
fn interventions_of_a_loaded_recording_can_be_undone() {
    let intervention = |at, intervention| Timed { at: ms(at), intervention };
    let interventions = vec![
        intervention(1_000, Intervention::SetCustomers { per_minute: 0 }),
        intervention(2_000, Intervention::Hire { role: Role::Barista, place: None }),
        intervention(9_000, Intervention::Purge),
    ];
    let recording = Recording { scenario: busy(), interventions };
    let mut timeline = Timeline::of(recording.clone(), ms(4_000));
    assert_eq!((timeline.now(), timeline.end()), (ms(0), ms(9_000)));
    timeline.seek(ms(4_000));
    assert_eq!(timeline.undo(), Some(ms(2_000)));
    timeline.pass(ms(2_000));
    assert_eq!(timeline.recording().interventions, recording.interventions[..1]);
    assert_eq!(timeline.redo(), Some(ms(2_000)));
    timeline.pass(ms(2_000));
    assert_eq!(timeline.recording(), recording);
}

#[test]
fn a_refused_intervention_changes_nothing() {
    let mut timeline = Timeline::new(busy());
    play(&mut timeline, 50_000);
    timeline.seek(ms(20_000));
    let seen = look(timeline.world());
    assert!(timeline.intervene(Intervention::Crash { person: PersonId(999) }, false).is_err());
    assert_eq!((look(timeline.world()), timeline.end(), timeline.can_undo()), (seen, ms(50_000), false));
}

#[test]
fn calls_are_interventions_and_are_answered_once() {
    let mut timeline = Timeline::new(Scenario { baristas: Vec::new(), cashiers: Vec::new(), ..busy() });
    play(&mut timeline, 1_000);
    let wait = ReceiveMessage { wait_time_seconds: Some(20), ..ReceiveMessage::new("orders".into()) };
    let call = timeline.call(wait.into(), "Script");
    play(&mut timeline, 2_000);
    let mut again = timeline.clone();
    timeline.hang_up(call);
    timeline.call(GetQueueUrl::new("orders".into()).into(), "Script");
    assert!(timeline.poll_foreign_reply().is_some());
    assert_eq!(timeline.recording().interventions.len(), 3);
    for done in [1, 0] {
        let at = timeline.undo().unwrap();
        timeline.pass(at);
        assert_eq!(timeline.recording().interventions.len(), [0, 2][done]);
    }
    again.seek(ms(0));
    again.seek(ms(30_000));
    assert!(again.poll_foreign_reply().is_none(), "a seek cancels the call");
}

#[test]
fn undo_is_bounded() {
    let mut timeline = Timeline::new(busy());
    for _ in 0..UNDO_MAX + 50 {
        timeline.intervene(Intervention::Hire { role: Role::Cashier, place: None }, false).unwrap();
    }
    let undone = (0..UNDO_MAX + 100).map_while(|_| timeline.undo().map(|at| timeline.pass(at))).count();
    assert_eq!(undone, UNDO_MAX + 50, "older interventions are undone like loaded ones");
}

#[test]
fn every_route_to_a_moment_gives_the_same_state() {
    for mut rng in seed::rounds(60, 8) {
        let (recording, end) = any_recording(&mut rng);
        let mut timeline = Timeline::of(recording, end);
        // Mix seeks with interventions in the past, undo and redo.
        for _ in 0..14 {
            let at = ms(rng.below(end.as_millis() + 5_000));
            match rng.below(8) {
                0 => {
                    timeline.step();
                }
                1 => {
                    if let Some(at) = timeline.previous_event_at() {
                        timeline.seek(at);
                    }
                }
                2 => {
                    let _ = timeline.intervene(Intervention::Take, rng.chance(1, 3));
                }
                3 => {
                    if let Some(at) = timeline.undo() {
                        timeline.pass(at);
                    }
                }
                4 => {
                    if let Some(at) = timeline.redo() {
                        timeline.pass(at);
                    }
                }
                5 => {
                    let until = ms(timeline.now().as_millis() + rng.below(3_000));
                    timeline.pass(until);
                }
                _ => {
                    timeline.seek(at);
                    assert_eq!(timeline.now(), at);
                }
            }
            assert_equals_replay(&timeline);
            assert!(timeline.recording().interventions.is_sorted_by_key(|intervention| intervention.at));
            assert!(timeline.end() >= timeline.now());
        }
    }
}

#[test]
fn the_future_can_be_dropped_and_restored() {
    let mut timeline = Timeline::new(busy());
    play(&mut timeline, 20_000);
    crash(&mut timeline, 9);
    play(&mut timeline, 40_000);
    assert!(!timeline.cut(), "there is no future to drop");
    timeline.seek(ms(10_000));
    assert!(timeline.cut());
    assert_eq!((timeline.end(), timeline.recording().interventions.len()), (ms(10_000), 0));
    play(&mut timeline, 30_000);
    assert_equals_replay(&timeline);
    let at = timeline.undo().unwrap();
    timeline.pass(at);
    assert_eq!((timeline.now(), timeline.end()), (ms(10_000), ms(40_000)));
    timeline.seek(ms(40_000));
    assert_eq!(timeline.recording().interventions.len(), 1);
    assert_equals_replay(&timeline);
    let at = timeline.redo().unwrap();
    timeline.pass(at);
    assert_eq!((timeline.end(), timeline.recording().interventions.len()), (ms(30_000), 0));
    assert_equals_replay(&timeline);
}
