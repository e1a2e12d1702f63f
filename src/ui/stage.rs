//! The stage: line, people, board or hall, and the canvas over them.

use yew::prelude::*;

use super::board::{BoardProps, board};
use super::guests::guests;
use super::hall::{HallProps, hall};
use super::intent::{Intent, Selection};
use super::line::line;
use super::menu::{MenuItem, MenuProps, menu};
use super::person::looks;
use super::place::placed;
use super::side::{SideProps, side};
use super::{describe, figure};
use model::compare::Half;
use model::shop::{PersonId, Role, Snapshot, StaffView};
use model::time::Instant;
use stage::art::{Icon, people::Face};
use stage::{Center, Form, Held, Layout, Target};

/// The input of [`stage()`].
pub struct StageProps<'a> {
    /// The shop in a comparison; `None` if only one shop is open.
    pub half: Option<Half>,
    pub snapshot: &'a Snapshot,
    pub layout: &'a Layout,
    /// The current moment, in whole seconds.
    pub now: Instant,
    /// Returns a person's name.
    pub names: &'a Callback<PersonId, AttrValue>,
    /// What the inspector shows.
    pub selected: Selection,
    /// The person whose menu is open, with the menu's items.
    pub menu: Option<(PersonId, Role, Vec<MenuItem>)>,
    /// What the pointer drags.
    pub lifted: Option<Held>,
    /// The drop target of the current drag.
    pub target: Option<Target>,
    /// If true, moving slips are painted on the canvas; false with reduced motion.
    pub travel: bool,
    /// True once the first layout is applied: from then on, places change with a transition.
    pub settled: bool,
    /// The element that contains the stage.
    pub floor: NodeRef,
    /// The canvas over the stage.
    pub canvas: NodeRef,
    /// Receives the user's intents.
    pub on: &'a Callback<Intent>,
}

pub fn stage(props: &StageProps<'_>) -> Html {
    let StageProps { half, snapshot, layout, on, selected, .. } = *props;
    let open = props.menu.as_ref().map(|(person, ..)| *person);
    let people = |role, staff: &StaffView| {
        let layout = layout.side(role);
        let (mode, menu, now) = (snapshot.mode, open, props.now);
        side(&SideProps {
            half,
            role,
            mode,
            staff,
            now,
            layout,
            selected,
            menu,
            lifted: props.lifted,
            target: props.target,
            on,
        })
    };
    let center = match &layout.center {
        Center::Board(place) => {
            let StageProps { now, names, target, travel, .. } = *props;
            board(&BoardProps { half, snapshot, layout: place, now, names, selected, target, travel, on })
        }
        Center::Hall(place) => hall(&HallProps { half, snapshot, layout: place, form: layout.form, selected, on }),
    };
    let form = match layout.form {
        Form::Wide => "wide",
        Form::Frame => "frame",
        Form::Tall => "tall",
    };
    html! {
        <div class={classes!("floor", form, layout.is_narrow().then_some("narrow"), props.settled.then_some("settled"))} ref={props.floor.clone()} id={floor_id(half)}>
            { line(half, &snapshot.line, snapshot.metrics.customers_walked_out, &layout.line) }
            { people(Role::Cashier, &snapshot.cashiers) }
            { center }
            { people(Role::Barista, &snapshot.baristas) }
            { layout.guests.as_ref().map(|place| guests(half, &snapshot.guests, place, selected, on)).unwrap_or_default() }
            <canvas ref={props.canvas.clone()} class="motion" aria-hidden="true"></canvas>
            { bin(props).unwrap_or_default() }
            { open_menu(props).unwrap_or_default() }
        </div>
    }
}

const fn floor_id(half: Option<Half>) -> &'static str {
    match half {
        Some(Half::B) => "b-floor",
        _ => "floor",
    }
}

fn bin(props: &StageProps<'_>) -> Option<Html> {
    let Some(Held::Person { id, .. }) = props.lifted else { return None };
    let name = props.names.emit(id);
    let over = (props.target == Some(Target::Bin)).then_some("over");
    let words = html! { <>{ figure::icon(Icon::BIN) }<span>{ format!("Drop here to send {name} home") }</span></> };
    Some(placed(props.layout.bin, classes!("bin", over), words))
}

fn open_menu(props: &StageProps<'_>) -> Option<Html> {
    let (person, role, items) = props.menu.as_ref()?;
    let anchor = props.layout.side(*role).find(*person)?;
    let (name, stage) = (props.names.emit(*person), props.layout.size);
    Some(menu(&MenuProps { half: props.half, person: *person, name, anchor, stage, items, on: props.on }))
}

/// The dragged figure at the pointer, over the whole page. Pointer moves move it without a render.
pub fn ghost(held: Held, names: &Callback<PersonId, AttrValue>) -> Html {
    let (number, role, name) = match held {
        Held::DeadLetters => {
            return html! {
                <div class="ghost" id="ghost" aria-hidden="true">
                    { figure::icon(Icon::DEAD_LETTER) }<span>{ "back to the board" }</span>
                </div>
            };
        }
        Held::New(role) => (u32::MAX, role, AttrValue::from(format!("new {}", describe::role(role)))),
        Held::Person { id, role, .. } => (id.0, role, names.emit(id)),
    };
    html! {
        <div class="ghost" id="ghost" aria-hidden="true">
            { figure::figure(&looks(number, role, Face::Shocked), "portrait") }
            <span>{ name }</span>
        </div>
    }
}
