//! The line of customers: the story's pain.

use yew::prelude::*;

use super::describe::short;
use super::figure::figure;
use super::place::Placed;
use crate::shop::{CustomerView, LineView};
use crate::stage::LineLayout;
use crate::stage::art::people::{self, Mood};

/// What the line needs.
#[derive(Properties, PartialEq)]
pub struct LineProps {
    /// Who stands in it.
    pub line: LineView,
    /// How many left it in anger.
    pub walked_out: u64,
    /// Where.
    pub layout: LineLayout,
}

/// The line of customers.
#[component]
pub fn Line(props: &LineProps) -> Html {
    let LineProps { line, layout, walked_out } = props;
    let left = line.count.saturating_sub(layout.places.len() as u64);
    let label = match (line.count, walked_out) {
        (count, 0) => format!("Customers in line: {count}"),
        (count, gone) => format!("Customers in line: {count}. Walked out: {gone}"),
    };
    let faces = line.first.iter().zip(&layout.places).map(|(customer, rect)| {
        html! {
            <Placed key={customer.number} rect={*rect} class={classes!("customer", format!("mood-{}", customer.impatience))}>
                { figure(&people::customer(customer.number as usize, mood(customer)), "portrait") }
            </Placed>
        }
    });
    html! {
        <section class="line" aria-label={label} data-testid="line" data-count={line.count.to_string()}>
            if let Some(rect) = layout.heading {
                <Placed {rect} class="heading">
                    <h2>{ "Line" }</h2>
                    <p class="term">{ short(line.count) }</p>
                </Placed>
            }
            { for faces }
            if left > 0 {
                <Placed key="more" rect={layout.more} class="customers-more">{ format!("+{}", short(left)) }</Placed>
            }
        </section>
    }
}

/// How a customer feels.
pub const fn mood(customer: &CustomerView) -> Mood {
    match customer.impatience {
        0 | 1 => Mood::Content,
        2 => Mood::Restless,
        _ => Mood::Annoyed,
    }
}
