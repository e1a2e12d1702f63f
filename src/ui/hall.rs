//! The shop without a board: cashiers walk to the baristas' counter, and stand there while nobody is free.

use std::rc::Rc;

use yew::prelude::*;

use super::figure::figure;
use super::intent::{Intent, Selection};
use super::person::portrait;
use super::place::{Placed, use_placed};
use crate::shop::{Activity, PersonView, Snapshot};
use crate::stage::{Form, HallLayout, Rect};

/// What the hall needs.
#[derive(Properties, PartialEq)]
pub struct HallProps {
    /// Who is in it.
    pub snapshot: Rc<Snapshot>,
    /// Where.
    pub layout: HallLayout,
    /// How the stage is divided.
    pub form: Form,
    /// In the inspector.
    pub selected: Selection,
    /// Where wishes go.
    pub on: Callback<Intent>,
}

/// The hall.
#[component]
pub fn Hall(props: &HallProps) -> Html {
    let HallProps { snapshot, layout, on, .. } = props;
    let standing = snapshot.cashiers.first.iter().filter_map(|person| match &person.activity {
        Activity::WaitingForBarista { place, order } => Some((person, *place as usize, order.number.clone())),
        _ => None,
    });
    let stuck: Vec<_> = standing.collect();
    let capacity = layout.standing.capacity().max(1);
    let total = stuck.len();
    let label = format!("No order board. Cashiers who wait for a free barista: {total}");
    let room = if total > capacity { capacity - 1 } else { total };
    html! {
        <section class="hall-room" aria-label={label} data-testid="hall" data-stuck={total.to_string()}>
            <Placed rect={layout.area} class="hall" />
            <Placed rect={layout.head} class="hall-head">
                <h2>{ "Hand to hand" }</h2>
                <p>{ "No board here. A cashier carries each order to a barista, and stands waiting while none is free." }</p>
            </Placed>
            <Placed rect={layout.counter} class={classes!("counter", (props.form == Form::Tall).then_some("lying"))} />
            { for stuck.iter().filter(|(_, place, _)| *place < room).map(|(person, place, number)| html! {
                <Standing key={person.id.0} person={(*person).clone()} rect={layout.standing.at(*place)} number={number.to_string()}
                    selected={props.selected == Selection::Person(person.id)} on={on.clone()} />
            }) }
            if total > room {
                <Placed rect={layout.standing.at(room)} class="people-more">{ format!("+{} more", total - room) }</Placed>
            }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct StandingProps {
    person: PersonView,
    rect: Rect,
    number: AttrValue,
    selected: bool,
    on: Callback<Intent>,
}

#[component]
fn Standing(props: &StandingProps) -> Html {
    let node = use_placed(props.rect);
    let person = &props.person;
    let (id, role) = (person.id, person.role);
    let onclick = props.on.reform(move |_: MouseEvent| Intent::OpenMenu(id, role));
    html! {
        <button ref={node} type="button" class={classes!("at", "standing", props.selected.then_some("selected"))} {onclick}
            data-testid="standing" aria-label={format!("{} stands with {} and waits for a barista", person.name, props.number)}>
            { figure(&portrait(person), "portrait") }
            <span class="slip">{ props.number.clone() }</span>
        </button>
    }
}
