//! The shop without a board: cashiers walk to the baristas' counter and wait there for a free barista.

use yew::prelude::*;

use super::figure::{drawing, figure};
use super::intent::{Intent, Panel, Selection};
use super::person::portrait;
use super::place::{at, named, placed};
use model::compare::Half;
use model::shop::{Activity, PersonView, Snapshot};
use stage::art::things;
use stage::{Form, HallLayout, Rect, words};

/// The input of [`hall`].
pub struct HallProps<'a> {
    /// The shop in a comparison; `None` if only one shop is open.
    pub half: Option<Half>,
    pub snapshot: &'a Snapshot,
    pub layout: &'a HallLayout,
    /// The form of the stage's layout.
    pub form: Form,
    /// What the inspector shows.
    pub selected: Selection,
    /// Receives the user's intents.
    pub on: &'a Callback<Intent>,
}

pub fn hall(props: &HallProps<'_>) -> Html {
    let HallProps { snapshot, layout, on, .. } = props;
    let on_foot = snapshot.cashiers.first.iter().filter_map(|person| match &person.activity {
        Activity::WaitingForBarista { place, order } => Some((person, *place as usize, order.number.clone())),
        _ => None,
    });
    let stuck: Vec<_> = on_foot.collect();
    let capacity = layout.standing.capacity().max(1);
    let total = stuck.len();
    let label = format!("No order board. Cashiers who wait for a free barista: {total}");
    let room = if total > capacity { capacity - 1 } else { total };
    html! {
        <section class="hall-room" aria-label={named(props.half, label)} data-testid="hall" data-stuck={total.to_string()}>
            { placed(layout.area, "hall", Html::default()) }
            <div class="at hall-head" data-at={at(layout.head)}>
                <h2>{ "Hand to hand" }</h2>
                if layout.has_words() { <p>{ words::HALL }</p> }
            </div>
            { placed(layout.machine(props.form), "machine", drawing(&things::MACHINE, "thing")) }
            { placed(layout.counter, classes!("counter", (props.form == Form::Tall).then_some("lying")), Html::default()) }
            <>{ for stuck.iter().filter(|(_, place, _)| *place < room).map(|(person, place, number)| {
                standing(person, layout.standing.at(*place), number, props.selected == Selection::Person(person.id), on)
            }) }</>
            if total > room {
                { placed(layout.standing.at(room), "people-more", html! { format!("+{} more", total - room) }) }
            }
        </section>
    }
}

fn standing(person: &PersonView, rect: Rect, number: &str, selected: bool, on: &Callback<Intent>) -> Html {
    let (id, role) = (person.id, person.role);
    let onclick = on.reform(move |_: MouseEvent| Intent::Panel(Panel::Menu(id, role)));
    html! {
        <button key={id.0} type="button" class={classes!("at", "standing", selected.then_some("selected"))} {onclick}
            data-at={at(rect)} data-testid="standing"
            aria-label={format!("{} waits for a barista with {number}", person.name)}>
            { figure(&portrait(person), "portrait") }
            <span class="slip">{ number }</span>
        </button>
    }
}
