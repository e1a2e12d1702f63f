//! Short runs as readable traces: the lessons that learners see must not change by accident.

#[path = "golden/mod.rs"]
mod golden;

use golden::{at, check, ms, quiet, recording, trace};
use model::shop::{
    BaristaGroup, BaristaSettings, CashierGroup, CashierSettings, Customers, Intervention, Mode, PersonId,
    QueueSettings, Role, Scenario, Timed,
};

const ANA: PersonId = PersonId(1);
const BEN: PersonId = PersonId(2);

fn story(name: &str, scenario: Scenario, interventions: Vec<Timed>, seconds: u64) -> String {
    let text = trace(&recording(scenario, interventions), ms(seconds * 1_000));
    check(name, &text);
    text
}

/// Asserts that the words occur in this order, each on a line of its own.
fn assert_in_order(text: &str, words: &[&str]) {
    let mut lines = text.lines();
    for word in words {
        assert!(lines.any(|line| line.contains(word)), "{word} is missing or comes too early in\n{text}");
    }
}

#[test]
fn the_default_shop() {
    let text = story("default.trace", Scenario::default(), Vec::new(), 30);
    assert_in_order(
        &text,
        &["ShopOpened", "CustomerArrived", "OrderTaken", "Sent", "Received", "DrinkServed", "Deleted"],
    );
}

#[test]
fn hand_to_hand_with_the_same_customers() {
    let board = trace(&recording(Scenario::default(), Vec::new()), ms(60_000));
    let scenario = Scenario { mode: Mode::HandToHand, ..Scenario::default() };
    let text = story("hand-to-hand.trace", scenario, Vec::new(), 60);
    assert_in_order(&text, &["OrderHandedOver", "CashierStuck"]);
    assert!(!text.contains("Received") && !text.contains("QueueCreated"), "no queue is called");
    let arrivals = |text: &str| -> Vec<String> {
        text.lines().filter(|line| line.contains("CustomerArrived")).map(str::to_owned).collect()
    };
    assert_eq!(arrivals(&board), arrivals(&text));
}

#[test]
fn the_order_of_a_dropped_cup_returns_to_the_board() {
    let scenario = Scenario {
        queue: QueueSettings { visibility_timeout_seconds: 12, ..QueueSettings::default() },
        baristas: vec![BaristaGroup { count: 2, ..BaristaGroup::default() }],
        customers: Customers { total: Some(1), ..quiet().customers },
        ..quiet()
    };
    let text = story("crash.trace", scenario, vec![at(6_000, Intervention::Crash { person: BEN })], 40);
    assert_in_order(
        &text,
        &["receive 1 until", "CupDropped", "Reappeared", "receive 2 until", "DrinkServed", "Deleted"],
    );
}

#[test]
fn hand_to_hand_a_dropped_cup_is_made_again() {
    let scenario = Scenario { mode: Mode::HandToHand, ..quiet() };
    let text = story("crash-hand-to-hand.trace", scenario, vec![at(6_000, Intervention::Crash { person: BEN })], 30);
    assert_in_order(&text, &["OrderHandedOver", "DrinkBegun", "CupDropped", "DrinkBegun", "DrinkServed"]);
}

#[test]
fn an_order_that_fails_too_often_becomes_a_dead_letter() {
    let scenario = Scenario {
        queue: QueueSettings { visibility_timeout_seconds: 3, max_receive_count: Some(2), ..QueueSettings::default() },
        baristas: vec![BaristaGroup { count: 3, ..BaristaGroup::default() }],
        customers: Customers { total: Some(1), ..quiet().customers },
        ..quiet()
    };
    let text = story("dead-letter.trace", scenario, Vec::new(), 40);
    assert_in_order(&text, &["receive 1 until", "Reappeared", "receive 2 until", "Reappeared", "DeadLettered"]);
}

#[test]
fn a_delayed_order_cannot_be_taken() {
    let scenario = Scenario { queue: QueueSettings { delay_seconds: 5, ..QueueSettings::default() }, ..quiet() };
    let text = story("delay.trace", scenario, Vec::new(), 30);
    assert_in_order(&text, &["delayed until", "BecameVisible", "Received"]);
}

#[test]
fn a_break_stops_the_cashier_only_where_there_is_no_board() {
    let interventions = || {
        vec![at(1_000, Intervention::SendOnBreak { person: BEN }), at(45_000, Intervention::BringBack { person: BEN })]
    };
    let by_hand =
        story("break-hand-to-hand.trace", Scenario { mode: Mode::HandToHand, ..quiet() }, interventions(), 60);
    assert_in_order(&by_hand, &["WentOnBreak", "CashierStuck", "CameBack", "OrderHandedOver"]);
    let until_back = |text: &str, word: &str| {
        text.lines().take_while(|line| !line.contains("CameBack")).filter(|line| line.contains(word)).count()
    };
    assert_eq!(until_back(&by_hand, "OrderTaken"), 1, "the cashier stands at the counter");
    let board = story("break-board.trace", quiet(), interventions(), 60);
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
    assert_in_order(&text, &["CustomerWalkedOut"]);
    assert!(!text.contains("had ordered"), "nobody leaves who has ordered");
}

#[test]
fn people_are_hired_moved_and_dismissed() {
    let interventions = vec![
        at(500, Intervention::Hire { role: Role::Barista, place: Some(0) }),
        at(800, Intervention::Hire { role: Role::Cashier, place: None }),
        at(900, Intervention::Move { person: ANA, place: 9 }),
        at(1_500, Intervention::Dismiss { person: ANA }),
        at(6_000, Intervention::SendOnBreak { person: BEN }),
        at(9_000, Intervention::SetCustomers { per_minute: 60 }),
        at(20_000, Intervention::BringBack { person: BEN }),
        at(21_000, Intervention::Dismiss { person: BEN }),
    ];
    let text = story("staff.trace", quiet(), interventions, 40);
    assert_in_order(&text, &["Hired", "Hired", "Moved", "Left", "customer 1", "WentOnBreak", "CameBack", "Left"]);
}

#[test]
fn a_cashier_who_leaves_loses_the_order_in_hand() {
    let text = story("lost-order.trace", quiet(), vec![at(2_500, Intervention::Dismiss { person: ANA })], 10);
    assert_in_order(&text, &["OrderTaken", "Left", "had ordered"]);
}

#[test]
fn baristas_slower_than_the_timeout_make_drinks_twice() {
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
    assert_in_order(&text, &["receive 1 until", "Reappeared", "receive 2 until", "DrinkServed", "Deleted", "again"]);
}
