//! A person or a guest: what they do, and their last call.

use yew::prelude::*;

use super::super::describe::{self, grouped};
use super::super::field::Form;
use super::super::figure::figure;
use super::super::guests;
use super::super::person::portrait;
use super::staff_settings::{barista_fields, cashier_fields};
use model::shop::{GuestView, PersonSettings, PersonView};
use model::time::Instant;

pub(super) fn person_html(person: &PersonView, now: Instant, form: Form<'_>) -> Html {
    let finished = match person.settings {
        PersonSettings::Cashier(_) => "Orders passed on",
        PersonSettings::Barista(_) => "Drinks served",
    };
    html! {
        <>
            <div class="who">
                { figure(&portrait(person), "portrait") }
                <div><h2>{ &*person.name }</h2><p>{ describe::activity(person, now) }</p></div>
            </div>
            <dl class="kv"><dt>{ "Role" }</dt><dd>{ describe::role(person.role) }</dd>
                <dt>{ finished }</dt><dd>{ grouped(person.finished) }</dd>
                if person.empty_receives > 0 {
                    <dt>{ "Empty polls" }</dt><dd data-testid="empty-receives">{ grouped(person.empty_receives) }</dd>
                }
            </dl>
            { match &person.settings {
                PersonSettings::Cashier(settings) => cashier_fields(person.id, settings, form),
                PersonSettings::Barista(settings) => barista_fields(person.id, settings, form),
            } }
        </>
    }
}

pub(super) fn guest_html(guest: &GuestView) -> Html {
    html! {
        <>
            <div class="who">
                { figure(&guests::portrait(guest), "portrait") }
                <div><h2>{ &*guest.name }</h2><p>{ format!("{}: {}", guest.action, guests::doing(guest)) }</p></div>
            </div>
            <p class="tip">{ "A guest: a program or the console. It calls the queue through the same API as everybody here." }</p>
            <dl class="kv"><dt>{ "Calls" }</dt><dd>{ grouped(guest.calls) }</dd>
                <dt>{ "Waiting" }</dt><dd>{ guest.waiting.to_string() }</dd></dl>
        </>
    }
}
