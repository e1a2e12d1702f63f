//! The people of one role, the palette to hire from, and the break room.

use yew::prelude::*;

use super::describe::{self, short};
use super::figure::{drawing, icon};
use super::intent::{Intent, Selection};
use super::person::{Person, grab};
use super::place::{self, at, named, placed};
use model::compare::Half;
use model::shop::{Intervention, Mode, PersonId, PersonView, Role, StaffView};
use model::time::Instant;
use stage::art::{Icon, things};
use stage::{Detail, Held, Rect, SideLayout, Target, words};

/// The input of [`side`].
pub struct SideProps<'a> {
    /// The shop in a comparison; `None` if only one shop is open.
    pub half: Option<Half>,
    pub role: Role,
    /// The kind of the open shop.
    pub mode: Mode,
    pub staff: &'a StaffView,
    /// The current moment, in whole seconds.
    pub now: Instant,
    pub layout: &'a SideLayout,
    /// What the inspector shows.
    pub selected: Selection,
    /// The person whose menu is open.
    pub menu: Option<PersonId>,
    /// What the pointer drags.
    pub lifted: Option<Held>,
    /// The drop target of the current drag.
    pub target: Option<Target>,
    /// Receives the user's intents.
    pub on: &'a Callback<Intent>,
}

pub fn side(props: &SideProps<'_>) -> Html {
    let SideProps { role, staff, layout, lifted, on, .. } = props;
    let (title, term) = words::side(*role, props.mode);
    let is_mine = lifted.and_then(held_role) == Some(*role);
    let over = |target| is_mine && props.target == Some(target);
    let person = |view: &PersonView, rect, detail| {
        let is_lifted = matches!(lifted, Some(Held::Person { id, .. }) if *id == view.id);
        html! {
            <Person key={view.id.0} half={props.half} person={view.clone()} doing={words::activity(view, props.now)} {rect} {detail} lifted={is_lifted} away={words::on_foot(view)}
                selected={props.selected == Selection::Person(view.id)} menu_open={props.menu == Some(view.id)}
                on={(*on).clone()} />
        }
    };
    let find = |id: PersonId| staff.first.iter().find(move |view| view.id == id);
    let at_work = layout.people.iter().filter_map(|(id, rect)| Some(person(find(*id)?, *rect, layout.detail)));
    let resting = layout.resting.iter().filter_map(|(id, rect)| Some(person(find(*id)?, *rect, Detail::Face)));
    html! {
        <section class={classes!("side", describe::role(*role))} aria-label={named(props.half, title)}>
            if let Some(rect) = layout.heading {
                { placed(rect, "heading", html! { <><h2>{ title }</h2><p class="term">{ term }</p></> }) }
            }
            if is_mine {
                { placed(layout.places_area, classes!("drop-zone", over(Target::Side).then_some("over")), Html::default()) }
            }
            <div data-at={at(layout.break_room)} data-testid={format!("break-room-{}", describe::role(*role))}
                class={classes!("at", "break-room", is_mine.then_some("open"), over(Target::BreakRoom).then_some("over"))}>
                { drawing(&things::BREAK_ROOM, "scene") }
                <span class="label">{ words::break_room(staff.on_break) }</span>
            </div>
            // A separate list with keys: hiring or dismissing a person does not recreate the other elements.
            <>{ for at_work.chain(resting) }</>
            if let Some((rect, count)) = layout.more {
                <div class="at people-more" data-at={at(rect)} data-testid="people-more">{ format!("+{}", short(count)) }</div>
            }
            { hire(props.half, *role, layout.hire, on) }
        </section>
    }
}

const fn held_role(held: Held) -> Option<Role> {
    match held {
        Held::New(role) | Held::Person { role, .. } => Some(role),
        Held::DeadLetters => None,
    }
}

/// The palette: dragging from it or pressing it hires a person.
fn hire(half: Option<Half>, role: Role, rect: Rect, on: &Callback<Intent>) -> Html {
    let onpointerdown = grab(Held::New(role), on);
    let onclick = on.reform(move |_: MouseEvent| Intent::Do(Intervention::Hire { role, place: None }));
    let name = describe::role(role);
    html! {
        <button type="button" class="at hire" id={place::id(half, "hire", name)} {onpointerdown} {onclick} data-at={at(rect)} data-testid={format!("hire-{name}")}
            aria-label={format!("Hire a {name}")} title={format!("Hire a {name}: press, or drag to a place")}>
            { icon(Icon::PLUS) }<span class="label">{ name }</span>
        </button>
    }
}
