//! Scenarios that come with the house.

use super::{BaristaGroup, BaristaSettings, CashierGroup, CashierSettings, Customers, Mode, QueueSettings, Scenario};
use crate::sqs::Weather;

/// A scenario with a lasting id, for links and menus.
#[derive(Clone, Copy, Debug)]
pub struct BuiltIn {
    /// In links.
    pub id: &'static str,
    /// In menus.
    pub title: &'static str,
    // A function, so that the texts can be in a part that loads later: most pages show few of them.
    about: fn() -> &'static str,
    make: fn() -> Scenario,
}

impl BuiltIn {
    /// What there is to see.
    #[must_use]
    pub fn about(&self) -> &'static str {
        (self.about)()
    }

    /// The scenario itself.
    #[must_use]
    pub fn scenario(&self) -> Scenario {
        Scenario { title: self.title.into(), ..(self.make)() }
    }
}

/// All of them, the first one being what the page opens with.
pub const ALL: [BuiltIn; 11] = [
    BuiltIn {
        id: "default",
        title: "The order board",
        about: || "Cashiers pin orders to a board. Baristas take the next one when they are free.",
        make: Scenario::default,
    },
    BuiltIn {
        id: "hand-to-hand",
        title: "Hand to hand",
        about: || "The same customers, but no board. A cashier has to wait until a barista is free.",
        make: hand_to_hand,
    },
    BuiltIn {
        id: "crash",
        title: "A dropped cup",
        about: || "Drop a cup. Twelve seconds later the order is back on the board for another barista.",
        make: crash,
    },
    BuiltIn {
        id: "dead-letter",
        title: "Dead letters",
        about: || "Drinks take longer than the visibility timeout. After two tries an order goes to the dead letters.",
        make: dead_letter,
    },
    BuiltIn {
        id: "delay",
        title: "Delayed orders",
        about: || "Every order stays hidden for eight seconds. Then any barista can take it.",
        make: delay,
    },
    BuiltIn {
        id: "short-polling",
        title: "Short polling: paying to look",
        about: || "Few customers, and baristas who poll every second. Most polls come back empty, and each one costs money.",
        make: short_polling,
    },
    BuiltIn {
        id: "backlog",
        title: "Backlog: 40 orders waiting",
        about: || "Forty orders hang on the board from the start. Hire baristas until it is empty.",
        make: backlog,
    },
    BuiltIn {
        id: "rush-hour",
        title: "Rush hour",
        about: || "600 customers a minute, and enough staff for most of them.",
        make: rush_hour,
    },
    BuiltIn {
        id: "fifo",
        title: "FIFO: one table at a time",
        about: || "A FIFO queue. Orders of one table are made one after the other, and repeats are dropped.",
        make: fifo,
    },
    BuiltIn {
        id: "fair",
        title: "A noisy table",
        about: || "One table orders and orders. A fair queue lets the orders of the other tables go first.",
        make: fair,
    },
    BuiltIn {
        id: "duplicates",
        title: "Duplicates and disorder",
        about: || "SQS promises at least once, roughly in order. Here some orders are delivered twice, and made twice.",
        make: duplicates,
    },
];

/// The scenario of that id.
#[must_use]
pub fn by_id(id: &str) -> Option<Scenario> {
    ALL.iter().find(|built_in| built_in.id == id).map(BuiltIn::scenario)
}

fn hand_to_hand() -> Scenario {
    Scenario { mode: Mode::HandToHand, ..Scenario::default() }
}

fn crash() -> Scenario {
    let queue = QueueSettings { visibility_timeout_seconds: 12, ..QueueSettings::default() };
    Scenario { queue, customers: at_pace(14), ..Scenario::default() }
}

fn dead_letter() -> Scenario {
    let queue = QueueSettings { visibility_timeout_seconds: 4, max_receive_count: Some(2), ..QueueSettings::default() };
    // Slower than two timeouts: the second receive of a message also times out.
    let slow = BaristaGroup {
        count: 4,
        settings: BaristaSettings { make_ms: 12_000, ..BaristaSettings::default() },
        ..BaristaGroup::default()
    };
    Scenario { queue, customers: at_pace(8), baristas: vec![slow], ..Scenario::default() }
}

fn delay() -> Scenario {
    let queue = QueueSettings { delay_seconds: 8, ..QueueSettings::default() };
    Scenario { queue, customers: at_pace(16), ..Scenario::default() }
}

fn short_polling() -> Scenario {
    let settings = BaristaSettings { wait_time_seconds: Some(0), ..BaristaSettings::default() };
    Scenario {
        customers: at_pace(6),
        baristas: vec![BaristaGroup { count: 3, name: Some("Cleo".into()), settings }],
        ..Scenario::default()
    }
}

fn backlog() -> Scenario {
    Scenario { stored_orders: 40, customers: at_pace(12), ..Scenario::default() }
}

fn rush_hour() -> Scenario {
    let baristas = BaristaGroup { count: 78, ..BaristaGroup::default() };
    let cashiers = CashierGroup { count: 46, ..CashierGroup::default() };
    Scenario { customers: at_pace(600), cashiers: vec![cashiers], baristas: vec![baristas], ..Scenario::default() }
}

fn fifo() -> Scenario {
    let queue = QueueSettings { fifo: true, ..QueueSettings::default() };
    // One till hears no answer now and then, and sends the same order again.
    let shaky = CashierGroup {
        name: Some("Ana".into()),
        settings: CashierSettings { resend_percent: 25, ..CashierSettings::default() },
        ..CashierGroup::default()
    };
    let cashiers = vec![shaky, CashierGroup { name: Some("Ben".into()), ..CashierGroup::default() }];
    Scenario { queue, cashiers, customers: Customers { groups: Some(6), ..at_pace(26) }, ..Scenario::default() }
}

fn fair() -> Scenario {
    let queue = QueueSettings { visibility_timeout_seconds: 120, ..QueueSettings::default() };
    // A tenant is noisy with more than a tenth of what is in flight, and no fewer than thirty messages.
    let settings = BaristaSettings { make_ms: 3_000, max_messages: 5, ..BaristaSettings::default() };
    Scenario {
        queue,
        stored_orders: 200,
        customers: Customers { groups: Some(6), first_group_percent: 80, ..at_pace(110) },
        cashiers: vec![CashierGroup { count: 8, ..CashierGroup::default() }],
        baristas: vec![BaristaGroup { count: 12, settings, ..BaristaGroup::default() }],
        ..Scenario::default()
    }
}

fn duplicates() -> Scenario {
    let weather = Weather { duplicates_percent: 60, disorder_messages: 4, ..Weather::default() };
    let baristas = BaristaGroup { count: 5, name: Some("Cleo".into()), ..BaristaGroup::default() };
    Scenario { weather, customers: at_pace(30), baristas: vec![baristas], ..Scenario::default() }
}

fn at_pace(per_minute: u32) -> Customers {
    Customers { per_minute, ..Customers::default() }
}
