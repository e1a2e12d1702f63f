//! What the queue's requests cost.

use yew::prelude::*;

use super::super::describe::grouped;
use super::super::field::Number;
use super::super::intent::{Figures, Intent};
use super::ChartsProps;
use model::settings::{Range, Unit};
use model::shop::measures::{Bill, Prices};
use model::text::money;

/// The price of a million requests.
pub(super) const PRICE: Range =
    Range { what: "The price of a million requests", low: 0, high: 10_000, unit: Unit::Cents };

/// The cost of the calls so far, and of a month at this rate.
pub(super) fn cost(props: &ChartsProps<'_>) -> Html {
    let ChartsProps { measures, fifo, ledger, form, .. } = props;
    let listed = if *fifo { Prices::FIFO } else { Prices::STANDARD };
    let prices = Prices { million: ledger.million.unwrap_or(listed.million), ..listed };
    let (bill, passed) = (&measures.bill, measures.passed());
    let rows = [
        ("SendMessage", bill.sends),
        ("ReceiveMessage with messages", bill.receives),
        ("ReceiveMessage, empty", bill.empty_receives),
        ("DeleteMessage", bill.deletes),
        ("all others", bill.others),
    ];
    let month = Bill::in_a_month(bill.requests(), passed);
    let empty = Bill::in_a_month(bill.empty_receives, passed);
    let price = Number {
        label: "A million requests cost",
        hint: "US cents. The first million of a month is free.",
        slug: "price",
        range: PRICE,
        stops: &[0, 10, 20, 30, 40, 50, 60, 80, 100],
        value: prices.million / 10_000,
        form: *form,
    };
    html! {
        <section data-testid="cost">
            <h2>{ "Cost" }</h2>
            <table class="bill">
                <thead><tr><th scope="col">{ "Requests" }</th><th scope="col">{ "so far" }</th><th scope="col">{ "a month" }</th></tr></thead>
                <tbody>
                    { for rows.iter().filter(|(_, requests)| *requests > 0).map(|(name, requests)| html! {
                        <tr><th scope="row">{ *name }</th><td>{ grouped(*requests) }</td><td>{ grouped(Bill::in_a_month(*requests, passed)) }</td></tr>
                    }) }
                    <tr class="sum"><th scope="row">{ "all" }</th><td>{ grouped(bill.requests()) }</td><td>{ grouped(month) }</td></tr>
                </tbody>
            </table>
            <p class="price"><b data-testid="month">{ money(prices.month(month)) }</b>{ " a month, if it goes on like this." }</p>
            if empty > 0 {
                <p class="note">{ format!("Empty polls are {} of this. Without them: {}. With long polls of up to 20 s there are fewer.",
                    money(prices.month(month) - prices.month(month - empty)), money(prices.month(month - empty))) }</p>
            }
            { price.field(|cents| Intent::Figures(Figures::Price(cents))) }
            <p class="note">{ format!("Prices: third-party summaries of the public list, us-east-1, read {}. They change.", Prices::READ) }</p>
        </section>
    }
}
