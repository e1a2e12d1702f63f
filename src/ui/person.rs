//! A person's card, for pointer and keyboard.

use yew::prelude::*;

use super::describe;
use super::figure::figure;
use super::intent::{Intent, Panel, hear};
use super::place::{self, use_place};
use model::compare::Half;
use model::shop::{Activity, PersonView};
pub use stage::looks::{looks, portrait};
use stage::{Detail, Held, Input, Point, Rect};

/// The input of [`Person`].
#[derive(Properties, PartialEq)]
pub struct PersonProps {
    /// The shop in a comparison; `None` if only one shop is open.
    pub half: Option<Half>,
    pub person: PersonView,
    /// What the person does, in words.
    pub doing: AttrValue,
    pub rect: Rect,
    /// The level of detail.
    pub detail: Detail,
    /// True if the inspector shows this person.
    pub selected: bool,
    /// True while the card is dragged.
    pub lifted: bool,
    /// True while the person walks elsewhere on the stage: the card fades.
    pub away: bool,
    pub menu_open: bool,
    /// Receives the user's intents.
    pub on: Callback<Intent>,
}

/// A person who works in the shop.
#[component]
pub fn Person(props: &PersonProps) -> Html {
    let node = use_place(props.rect);
    let PersonProps { half, person, doing, detail, on, .. } = props;
    let resting = person.activity == Activity::OnBreak;
    let (id, role) = (person.id, person.role);
    let onpointerdown = grab(Held::Person { id, role, resting }, on);
    let onclick = {
        let on = on.clone();
        Callback::from(move |_: MouseEvent| on.emit(Intent::Panel(Panel::Menu(id, role))))
    };
    let class = classes!(
        "at",
        "person",
        describe::role(role),
        match detail {
            Detail::Card => "card",
            Detail::Row => "row",
            Detail::Plate => "plate",
            Detail::Face => "face",
        },
        mood(person),
        props.selected.then_some("selected"),
        props.lifted.then_some("lifted"),
        props.away.then_some("away"),
    );
    let label = format!("{}, {}: {doing}", person.name, describe::role(role));
    html! {
        <button ref={node} type="button" {class} {onpointerdown} {onclick} id={place::id(*half, "person", id.0)}
            data-testid="person" data-role={describe::role(role)} data-name={person.name.to_string()}
            aria-haspopup="menu" aria-expanded={props.menu_open.to_string()}>
            { figure(&portrait(person), "portrait") }
            <span class="hidden-visually">{ label }</span>
            <span class="name" aria-hidden="true">{ &*person.name }</span>
            <span class="doing" aria-hidden="true">{ doing }</span>
            <span class="bar" aria-hidden="true">
                <span class="done" id={place::id(*half, "bar", id.0)} key={if person.until.is_some() { "on" } else { "off" }}></span>
            </span>
        </button>
    }
}

/// Returns a handler that starts a drag of `held`.
pub fn grab(held: Held, on: &Callback<Intent>) -> Callback<PointerEvent> {
    hear(on, move |event: PointerEvent| {
        if event.button() != 0 {
            return None;
        }
        // Capture the pointer, so that a fast move does not lose the element. Yew delegates events to the root, so the
        // grabbed element is the target's closest button.
        let pressed = event.target_dyn_into::<web_sys::Element>()?;
        if let Ok(Some(element)) = pressed.closest("button") {
            let _ = element.set_pointer_capture(event.pointer_id());
        }
        let at = Point::new(f64::from(event.client_x()), f64::from(event.client_y()));
        Some(Intent::Drag(Input::Down { pointer: event.pointer_id(), held, at }))
    })
}

fn mood(person: &PersonView) -> Option<&'static str> {
    match person.activity {
        Activity::OnBreak => Some("resting"),
        Activity::CleaningUp => Some("shocked"),
        Activity::WaitingForBarista { .. } => Some("stuck"),
        Activity::Making { .. } | Activity::TakingOrder { .. } => Some("busy"),
        _ => None,
    }
}
