//! The stories that the shop tells, as traces one can read: what a learner sees must not change by accident.

#[path = "golden/mod.rs"]
mod golden;

use golden::{at, check, ms, quiet, recording, trace};
use model::shop::{
    BaristaGroup, BaristaSettings, CashierGroup, CashierSettings, Customers, Intervention, Mode, PersonId,
    QueueSettings, Role, Scenario, Timed,
};

const ANA: PersonId = PersonId(1);
const BEN: PersonId = PersonId(2);

fn story(name: &str, scenario: Scenario, deeds: Vec<Timed>, seconds: u64) -> String {
    let text = trace(&recording(scenario, deeds), ms(seconds * 1_000));
    check(name, &text);
    text
}

/// Whether the words come in this order, each in a line of its own.
fn tells(text: &str, words: &[&str]) {
    let mut lines = text.lines();
    for word in words {
        assert!(lines.any(|line| line.contains(word)), "{word} is missing or comes too early in\n{text}");
    }
}

#[test]
fn the_default_shop() {
    let text = story("default.trace", Scenario::default(), Vec::new(), 30);
    tells(&text, &["ShopOpened", "CustomerArrived", "OrderTaken", "Sent", "Received", "DrinkServed", "Deleted"]);
}

#[test]
fn hand_to_hand_with_the_same_customers() {
    let board = trace(&recording(Scenario::default(), Vec::new()), ms(60_000));
    let scenario = Scenario { mode: Mode::HandToHand, ..Scenario::default() };
    let text = story("hand-to-hand.trace", scenario, Vec::new(), 60);
    tells(&text, &["OrderHandedOver", "CashierStuck"]);
    assert!(!text.contains("Received") && !text.contains("QueueCreated"), "no queue is called");
    let arrivals = |text: &str| -> Vec<String> {
        text.lines().filter(|line| line.contains("CustomerArrived")).map(str::to_owned).collect()
    };
    assert_eq!(arrivals(&board), arrivals(&text));
}

#[test]
fn a_dropped_cup_comes_back() {
    let scenario = Scenario {
        queue: QueueSettings { visibility_timeout_seconds: 12, ..QueueSettings::default() },
        baristas: vec![BaristaGroup { count: 2, ..BaristaGroup::default() }],
        customers: Customers { total: Some(1), ..quiet().customers },
        ..quiet()
    };
    let text = story("crash.trace", scenario, vec![at(6_000, Intervention::Crash { person: BEN })], 40);
    tells(&text, &["receive 1 until", "CupDropped", "Reappeared", "receive 2 until", "DrinkServed", "Deleted"]);
}

#[test]
fn hand_to_hand_a_dropped_cup_is_made_again() {
    let scenario = Scenario { mode: Mode::HandToHand, ..quiet() };
    let text = story("crash-hand-to-hand.trace", scenario, vec![at(6_000, Intervention::Crash { person: BEN })], 30);
    tells(&text, &["OrderHandedOver", "DrinkBegun", "CupDropped", "DrinkBegun", "DrinkServed"]);
}

#[test]
fn too_many_tries_end_with_the_dead_letters() {
    let scenario = Scenario {
        queue: QueueSettings { visibility_timeout_seconds: 3, max_receive_count: Some(2), ..QueueSettings::default() },
        baristas: vec![BaristaGroup { count: 3, ..BaristaGroup::default() }],
        customers: Customers { total: Some(1), ..quiet().customers },
        ..quiet()
    };
    let text = story("dead-letter.trace", scenario, Vec::new(), 40);
    tells(&text, &["receive 1 until", "Reappeared", "receive 2 until", "Reappeared", "DeadLettered"]);
}

#[test]
fn a_delayed_order_cannot_be_taken() {
    let scenario = Scenario { queue: QueueSettings { delay_seconds: 5, ..QueueSettings::default() }, ..quiet() };
    let text = story("delay.trace", scenario, Vec::new(), 30);
    tells(&text, &["delayed until", "BecameVisible", "Received"]);
}

#[test]
fn a_break_stops_the_cashier_only_where_there_is_no_board() {
    let deeds = || {
        vec![at(1_000, Intervention::SendOnBreak { person: BEN }), at(45_000, Intervention::BringBack { person: BEN })]
    };
    let by_hand = story("break-hand-to-hand.trace", Scenario { mode: Mode::HandToHand, ..quiet() }, deeds(), 60);
    tells(&by_hand, &["WentOnBreak", "CashierStuck", "CameBack", "OrderHandedOver"]);
    let until_back = |text: &str, word: &str| {
        text.lines().take_while(|line| !line.contains("CameBack")).filter(|line| line.contains(word)).count()
    };
    assert_eq!(until_back(&by_hand, "OrderTaken"), 1, "the cashier stands at the counter");
    let board = story("break-board.trace", quiet(), deeds(), 60);
    assert_eq!(until_back(&board, "Sent"), 3, "the cashier goes on");
}

#[test]
fn the_line_loses_patience() {
    let scenario = Scenario {
        customers: Customers {
            per_minute: 30,
            patience_seconds: Some(12),
            variation_percent: 50,
            ..Customers::default()
        },
        cashiers: vec![CashierGroup {
            settings: CashierSettings { take_ms: 8_000, ..CashierSettings::default() },
            ..CashierGroup::default()
        }],
        ..quiet()
    };
    let text = story("walking-out.trace", scenario, Vec::new(), 60);
    tells(&text, &["CustomerWalkedOut"]);
    assert!(!text.contains("had ordered"), "nobody leaves who has ordered");
}

#[test]
fn people_come_and_go() {
    let deeds = vec![
        at(500, Intervention::Hire { role: Role::Barista, place: Some(0) }),
        at(800, Intervention::Hire { role: Role::Cashier, place: None }),
        at(900, Intervention::Move { person: ANA, place: 9 }),
        at(1_500, Intervention::Dismiss { person: ANA }),
        at(6_000, Intervention::SendOnBreak { person: BEN }),
        at(9_000, Intervention::SetCustomers { per_minute: 60 }),
        at(20_000, Intervention::BringBack { person: BEN }),
        at(21_000, Intervention::Dismiss { person: BEN }),
    ];
    let text = story("staff.trace", quiet(), deeds, 40);
    tells(&text, &["Hired", "Hired", "Moved", "Left", "customer 1", "WentOnBreak", "CameBack", "Left"]);
}

#[test]
fn a_cashier_who_leaves_loses_the_order_in_hand() {
    let text = story("lost-order.trace", quiet(), vec![at(2_500, Intervention::Dismiss { person: ANA })], 10);
    tells(&text, &["OrderTaken", "Left", "had ordered"]);
}

#[test]
fn slow_baristas_make_drinks_twice() {
    let scenario = Scenario {
        queue: QueueSettings { visibility_timeout_seconds: 5, max_receive_count: None, ..QueueSettings::default() },
        baristas: vec![BaristaGroup {
            count: 2,
            settings: BaristaSettings { make_ms: 8_000, ..BaristaSettings::default() },
            ..BaristaGroup::default()
        }],
        customers: Customers { total: Some(1), ..quiet().customers },
        ..quiet()
    };
    let text = story("made-twice.trace", scenario, Vec::new(), 40);
    tells(&text, &["receive 1 until", "Reappeared", "receive 2 until", "DrinkServed", "Deleted", "again"]);
}
