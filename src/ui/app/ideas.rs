//! What is worth trying at this moment.

use super::super::details::Idea;
use super::stages::Stages;
use model::shop::{Activity, Intervention, Mode, Role, Snapshot};
use model::text::grouped;
use stage::is_resting;

/// Ideas for the chosen shop; of a pair, those that both shops can try are done in both.
pub fn ideas(stages: &Stages) -> Vec<Idea> {
    let ideas = ideas_for(&stages.chosen.snapshot);
    match &stages.beside {
        None => ideas,
        Some(beside) => for_both(ideas, ideas_for(&beside.snapshot)),
    }
}

fn ideas_for(snapshot: &Snapshot) -> Vec<Idea> {
    let baristas = &snapshot.baristas.first;
    let board = snapshot.mode == Mode::OrderBoard;
    let mut ideas = Vec::new();
    let mut add = |text: String, why, deeds| ideas.push(Idea { text, why, deeds, beside: None });
    // Always the same ideas at the same places: a button that moves under the pointer is pressed by mistake.
    let maker = baristas.iter().find(|person| matches!(person.activity, Activity::Making { .. }));
    let text = maker.map_or_else(|| "Drop a cup".to_owned(), |maker| format!("Drop {}’s cup", maker.name));
    let why = match (maker, board) {
        (None, _) => "As soon as somebody makes a drink.",
        (_, true) => "Is the order lost? Watch its ring.",
        (_, false) => "The drink has to be made again.",
    };
    add(text, why, maker.map(|maker| Intervention::Crash { person: maker.id }).into_iter().collect());
    let (resting, working): (Vec<_>, Vec<_>) =
        baristas.iter().partition(|person| is_resting(person) || person.leaving_for_break);
    if working.is_empty() {
        let deeds = resting.iter().map(|person| Intervention::BringBack { person: person.id }).collect();
        let why = if board { "The board kept every order." } else { "Watch the line meanwhile." };
        add("Call the baristas back".into(), why, deeds);
    } else {
        let deeds = working.iter().map(|person| Intervention::SendOnBreak { person: person.id }).collect();
        add("Send all baristas on a break".into(), "Do the cashiers have to wait?", deeds);
    }
    add(
        "Hire a barista".into(),
        "More baristas, shorter waits.",
        vec![Intervention::Hire { role: Role::Barista, place: None }],
    );
    // Last, because its length differs.
    if snapshot.customers_per_minute < 60 {
        let deeds = vec![Intervention::SetCustomers { per_minute: 60 }];
        let why = if board { "The board is a buffer. How long does it last?" } else { "Who loses patience first?" };
        add("Open the doors: 60 customers a minute".into(), why, deeds);
    } else {
        let deeds = vec![Intervention::SetCustomers { per_minute: 20 }];
        let text = format!("Back to 20 customers a minute (now {})", grouped(snapshot.customers_per_minute.into()));
        add(text, "Does it calm down again?", deeds);
    }
    ideas
}

/// Adds what the other shop does for the same idea. A change of the customers applies to both shops anyway.
fn for_both(mut ideas: Vec<Idea>, others: Vec<Idea>) -> Vec<Idea> {
    for other in others {
        if let Some(idea) = ideas.iter_mut().find(|idea| idea.text == other.text) {
            let is_shared = matches!(other.deeds[..], [Intervention::SetCustomers { .. }]);
            idea.beside = Some(if is_shared { Vec::new() } else { other.deeds });
        }
    }
    ideas
}
