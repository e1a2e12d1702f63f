//! The built-in pairs.

use super::share_customers;
use crate::shop::{BaristaGroup, Mode, QueueSettings, Scenario};

/// Two settings of one shop, with a lasting id for links and menus.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// The id in links.
    pub id: &'static str,
    /// The title in menus.
    pub title: &'static str,
    make: fn(Scenario) -> [Scenario; 2],
}

impl PartialEq for Pair {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Pair {
    /// Makes the two shops out of one. Both have the same customers.
    #[must_use]
    pub fn of(&self, scenario: &Scenario) -> [Scenario; 2] {
        let [a, mut b] = (self.make)(scenario.clone());
        share_customers(&a, &mut b);
        [a, b]
    }
}

/// All pairs; the first shows what a queue is for.
pub const ALL: [Pair; 5] = [
    Pair { id: "hand-to-hand", title: "Hand to hand or order board", make: hand_to_hand },
    Pair { id: "baristas", title: "2 or 3 baristas", make: baristas },
    Pair { id: "visibility", title: "Visibility timeout 10 or 60 s", make: visibility },
    Pair { id: "polling", title: "Short or long polls", make: polling },
    Pair { id: "kind", title: "Standard or FIFO queue", make: kind },
];

/// The pair of an id, in any letter case.
#[must_use]
pub fn by_id(id: &str) -> Option<&'static Pair> {
    ALL.iter().find(|pair| pair.id.eq_ignore_ascii_case(id))
}

fn hand_to_hand(scenario: Scenario) -> [Scenario; 2] {
    [Scenario { mode: Mode::HandToHand, ..scenario.clone() }, on_board(scenario)]
}

fn baristas(scenario: Scenario) -> [Scenario; 2] {
    [2, 3].map(|count| {
        let mut scenario = scenario.clone();
        staff(&mut scenario.baristas, count);
        scenario
    })
}

/// With drinks of which some take longer than the shorter visibility timeout.
fn visibility(scenario: Scenario) -> [Scenario; 2] {
    [10, 60].map(|seconds| {
        let mut scenario = on_board(scenario.clone());
        scenario.customers.per_minute = scenario.customers.per_minute.min(14);
        for group in &mut scenario.baristas {
            group.settings.make_ms = group.settings.make_ms.max(9_000);
        }
        scenario.queue.visibility_timeout_seconds = seconds;
        scenario
    })
}

/// With so few customers that baristas poll an empty board.
fn polling(scenario: Scenario) -> [Scenario; 2] {
    [0, 20].map(|seconds| {
        let mut scenario = on_board(scenario.clone());
        scenario.customers.per_minute = scenario.customers.per_minute.min(6);
        scenario.queue.receive_wait_time_seconds = seconds;
        for group in &mut scenario.baristas {
            group.settings.wait_time_seconds = None;
        }
        scenario
    })
}

/// Both shops have tables, so that only the queue differs.
fn kind(scenario: Scenario) -> [Scenario; 2] {
    [false, true].map(|fifo| {
        let mut scenario = on_board(scenario.clone());
        scenario.customers.groups.get_or_insert(6);
        let queue = if scenario.queue.fifo == fifo { scenario.queue.clone() } else { QueueSettings::default() };
        scenario.queue = QueueSettings { fifo, ..queue };
        scenario
    })
}

fn on_board(scenario: Scenario) -> Scenario {
    Scenario { mode: Mode::OrderBoard, ..scenario }
}

/// Sets the number of baristas: keeps the first ones, and adds more like the last.
fn staff(groups: &mut Vec<BaristaGroup>, count: u32) {
    let mut left = count;
    groups.retain_mut(|group| {
        group.count = group.count.min(left);
        left -= group.count;
        group.count > 0
    });
    if left > 0 {
        let settings = groups.last().map(|last| last.settings.clone()).unwrap_or_default();
        groups.push(BaristaGroup { count: left, name: None, settings });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shop::{Role, scenarios};

    #[test]
    fn every_pair_has_the_same_customers_and_differs_in_one_thing() {
        for scene in scenarios::ALL {
            for pair in ALL {
                let [a, b] = pair.of(&scene.scenario());
                assert_eq!((a.seed, &a.customers), (b.seed, &b.customers), "{} {}", scene.id, pair.id);
                assert_ne!(a, b, "{} {}", scene.id, pair.id);
            }
        }
    }

    #[test]
    fn as_many_baristas_as_are_wanted() {
        for scene in scenarios::ALL {
            let [two, three] = by_id("Baristas").expect("it is listed").of(&scene.scenario());
            assert_eq!([two.staff_count(Role::Barista), three.staff_count(Role::Barista)], [2, 3], "{}", scene.id);
        }
    }

    #[test]
    fn ids_are_found() {
        assert_eq!(by_id("kind").map(|pair| pair.id), Some("kind"));
        assert!(by_id("all").is_none());
    }
}
