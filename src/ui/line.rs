//! The line of waiting customers.

use yew::prelude::*;

use super::describe::short;
use super::figure::figure;
use super::place::{at, named, placed};
use model::compare::Half;
use model::shop::LineView;
use stage::{LineLayout, looks};

/// The line of customers. `walked_out` is the number of customers who gave up so far.
pub fn line(half: Option<Half>, line: &LineView, walked_out: u64, layout: &LineLayout) -> Html {
    let left = line.count.saturating_sub(layout.places.len() as u64);
    let label = match (line.count, walked_out) {
        (count, 0) => format!("Customers in line: {count}"),
        (count, gone) => format!("Customers in line: {count}. Gave up: {gone}"),
    };
    let faces = line.first.iter().zip(&layout.places).map(|(customer, rect)| {
        let face = figure(&looks::customer(customer), "portrait");
        html! { <div key={customer.number} class="at customer" data-at={at(*rect)}>{ face }</div> }
    });
    html! {
        <section class="line" aria-label={named(half, label)} data-testid="line" data-count={line.count.to_string()}>
            if let Some(rect) = layout.heading {
                { placed(rect, "heading", html! { <><h2>{ "In line" }</h2><p class="term">{ short(line.count) }</p></> }) }
            }
            if line.count == 0 && layout.heading.is_none() {
                { placed(layout.area, "nobody", html! { "Nobody in line" }) }
            }
            <>{ for faces }</>
            if left > 0 {
                { placed(layout.more, "customers-more", html! { format!("+{}", short(left)) }) }
            }
        </section>
    }
}
