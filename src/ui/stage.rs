//! The stage: line, people, board or hall, and the canvas over them.

use std::rc::Rc;

use yew::prelude::*;

use super::board::Board;
use super::hall::Hall;
use super::intent::{Intent, Selection};
use super::line::Line;
use super::menu::{Menu, MenuItem};
use super::person::looks;
use super::place::Placed;
use super::side::Side;
use super::{describe, figure};
use crate::shop::{PersonId, Role, Snapshot};
use crate::stage::art::{Icon, people::Face};
use crate::stage::{Center, Held, Layout, Target};
use crate::time::Instant;

/// What the stage needs.
#[derive(Properties, PartialEq)]
pub struct StageProps {
    /// What is to be seen.
    pub snapshot: Rc<Snapshot>,
    /// Where.
    pub layout: Rc<Layout>,
    /// The moment, in whole seconds.
    pub now: Instant,
    /// Names of people.
    pub names: Callback<PersonId, AttrValue>,
    /// In the inspector.
    pub selected: Selection,
    /// Whose menu is open, and what is in it.
    pub menu: Option<(PersonId, Role, Rc<[MenuItem]>)>,
    /// What is dragged.
    pub lifted: Option<Held>,
    /// Where it would land.
    pub target: Option<Target>,
    /// Things travel.
    pub travel: bool,
    /// The element that everything stands on.
    pub floor: NodeRef,
    /// What is painted on.
    pub canvas: NodeRef,
    /// Where wishes go.
    pub on: Callback<Intent>,
}

/// The stage.
#[component]
pub fn Stage(props: &StageProps) -> Html {
    let StageProps { snapshot, layout, on, .. } = props;
    let menu = props.menu.as_ref().map(|(person, _, _)| *person);
    let side = |role, staff: &crate::shop::StaffView| {
        html! {
            <Side {role} staff={staff.clone()} layout={layout.side(role).clone()} selected={props.selected} {menu}
                lifted={props.lifted} target={props.target} on={on.clone()} />
        }
    };
    let center = match &layout.center {
        Center::Board(board) => html! {
            <Board snapshot={snapshot.clone()} layout={board.clone()} now={props.now} names={props.names.clone()}
                selected={props.selected} travel={props.travel} on={on.clone()} />
        },
        Center::Hall(hall) => html! {
            <Hall snapshot={snapshot.clone()} layout={hall.clone()} form={layout.form} selected={props.selected} on={on.clone()} />
        },
    };
    let form = match layout.form {
        crate::stage::Form::Wide => "wide",
        crate::stage::Form::Frame => "frame",
        crate::stage::Form::Tall => "tall",
    };
    html! {
        <div class={classes!("floor", form)} ref={props.floor.clone()} id="floor">
            <Line line={snapshot.line.clone()} walked_out={snapshot.metrics.customers_walked_out} layout={layout.line.clone()} />
            { side(Role::Cashier, &snapshot.cashiers) }
            { center }
            { side(Role::Barista, &snapshot.baristas) }
            <canvas ref={props.canvas.clone()} class="motion" aria-hidden="true"></canvas>
            if let Some(Held::Person { .. }) = props.lifted {
                <Placed rect={layout.bin} class={classes!("bin", (props.target == Some(Target::Bin)).then_some("over"))}>
                    { figure::icon(Icon::Bin) }<span>{ "Drop here, or off the stage, to let them go" }</span>
                </Placed>
            }
            if let Some(held) = props.lifted { { ghost(held, &props.names) } }
            if let Some((person, role, items)) = &props.menu {
                if let Some(anchor) = layout.side(*role).find(*person) {
                    <Menu key={person.0} person={*person} name={props.names.emit(*person)} {anchor} stage={layout.size}
                        items={items.clone()} on={on.clone()} />
                }
            }
        </div>
    }
}

/// What follows the hand; the pointer moves it without a render.
fn ghost(held: Held, names: &Callback<PersonId, AttrValue>) -> Html {
    let (number, role, name) = match held {
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
