//! A person's menu: everything that a drag does, for click, tap and keyboard.

use yew::prelude::*;

use super::figure::icon;
use super::intent::{Deeds, Intent, Panel, hear};
use super::place::{at, id};
use crate::web;
use model::compare::Half;
use model::shop::{Activity, Intervention, PersonId, PersonView, Role};
use stage::art::Icon;
use stage::{Rect, Size};

const WIDTH: f64 = 216.0;
const ROW: f64 = 40.0;

/// An item of the menu.
#[derive(Clone, Debug, PartialEq)]
pub struct MenuItem {
    pub icon: Icon,
    pub text: &'static str,
    /// The intervention that the item applies.
    pub deed: Intervention,
}

/// The items for a person now, who is at position `place` of `count`, from 0.
pub fn items(person: &PersonView, place: u32, count: u32) -> Vec<MenuItem> {
    let id = person.id;
    let item = |icon, text, deed| MenuItem { icon, text, deed };
    let mut items = Vec::new();
    if person.activity == Activity::OnBreak || person.leaving_for_break {
        items.push(item(Icon::RETURN, "Call back from the break", Intervention::BringBack { person: id }));
    } else {
        items.push(item(Icon::COFFEE, "Send on a break", Intervention::SendOnBreak { person: id }));
    }
    if person.role == Role::Barista && matches!(person.activity, Activity::Making { .. }) {
        items.push(item(Icon::DROP, "Drop the cup (crash)", Intervention::Crash { person: id }));
    }
    if place > 0 {
        items.push(item(Icon::CHEVRON_UP, "Move up", Intervention::Move { person: id, place: place - 1 }));
    }
    if place + 1 < count {
        items.push(item(Icon::CHEVRON_DOWN, "Move down", Intervention::Move { person: id, place: place + 1 }));
    }
    items.push(item(Icon::BIN, "Send home", Intervention::Dismiss { person: id }));
    items
}

/// The input of [`menu`].
pub struct MenuProps<'a> {
    /// The shop in a comparison; `None` if only one shop is open.
    pub half: Option<Half>,
    pub person: PersonId,
    /// The person's name.
    pub name: AttrValue,
    /// The person's card; the menu opens beside it.
    pub anchor: Rect,
    /// The size of the stage; the menu stays inside.
    pub stage: Size,
    pub items: &'a [MenuItem],
    /// Receives the user's intents.
    pub on: &'a Callback<Intent>,
}

/// A person's menu. The code that opens it moves the focus to [`FIRST`].
pub fn menu(props: &MenuProps<'_>) -> Html {
    let (on, count, half, person) = (props.on, props.items.len(), props.half, props.person);
    let onkeydown = hear(on, move |event: KeyboardEvent| {
        match event.key().as_str() {
            "ArrowDown" => step(&event, count, 1),
            "ArrowUp" => step(&event, count, count - 1),
            "Escape" | "Tab" => {
                event.prevent_default();
                event.stop_propagation();
                web::focus(&id(half, "person", person.0));
                return Some(Intent::Panel(Panel::Close));
            }
            _ => {}
        }
        None
    });
    let item = |(index, item): (usize, &MenuItem)| {
        let deed = item.deed.clone();
        let onclick = on.reform(move |_: MouseEvent| Intent::Deeds(Deeds::OfMenu(person, deed.clone())));
        html! {
            <button type="button" role="menuitem" tabindex="-1" id={format!("menu-{index}")} {onclick}>
                { icon(item.icon) }{ item.text }
            </button>
        }
    };
    html! {
        <div class="at menu" role="menu" aria-label={format!("What {} does", props.name)} data-at={at(place(props))} {onkeydown}
            data-testid="menu">
            { for props.items.iter().enumerate().map(item) }
        </div>
    }
}

/// The id of a menu's first item.
pub const FIRST: &str = "menu-0";

/// Moves the focus to the next item; after the last one to the first.
fn step(event: &KeyboardEvent, count: usize, by: usize) {
    event.prevent_default();
    event.stop_propagation();
    let focused = (0..count).find(|index| {
        let element = web::element(&format!("menu-{index}"));
        element.is_some_and(|element| element.matches(":focus").unwrap_or(false))
    });
    web::focus(&format!("menu-{}", focused.map_or(0, |index| (index + by) % count)));
}

/// The menu's rectangle: beside the person and inside the stage.
fn place(props: &MenuProps<'_>) -> Rect {
    let height = props.items.len() as f64 * ROW + 12.0;
    let fits_right = props.anchor.right() + 8.0 + WIDTH <= props.stage.width;
    let fits_left = props.anchor.x - 8.0 - WIDTH >= 0.0;
    let (x, y) = if fits_right && props.anchor.x < props.stage.width / 2.0 {
        (props.anchor.right() + 8.0, props.anchor.y)
    } else if fits_left {
        (props.anchor.x - 8.0 - WIDTH, props.anchor.y)
    } else {
        (props.anchor.x, props.anchor.bottom() + 8.0)
    };
    let x = x.min(props.stage.width - WIDTH - 4.0).max(4.0);
    let y = y.min(props.stage.height - height - 4.0).max(4.0);
    Rect::new(x, y, WIDTH, height)
}
